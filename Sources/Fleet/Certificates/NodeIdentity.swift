import Core
import Crypto
import Foundation
import Persistence
import SwiftASN1
import X509

/// Who a client certificate says its holder is. The holder has proved the key in the handshake.
struct NodeIdentity: Sendable, Hashable {
    var server: PhysicalServerID
    var keyHash: String
    var notBefore: Timestamp
    var notAfter: Timestamp

    /// The name of a node in its certificate.
    static func uri(_ installation: InstallationID, _ server: PhysicalServerID) -> String { "hostwright://\(installation)/node/\(server)" }
}

/// Why a certificate is not taken. Told to the agent in the handshake as an alert, and to the log in words.
enum CertificateRefusal: String, Error {
    case otherAuthority = "it is not signed by this installation's authority"
    case notForClients = "it is not for clients"
    case notYetValid = "it is not valid yet"
    case form = "it does not name one node of this installation"
}

extension Authority {
    /// Checks everything about a certificate but its end, for a node that was away too long may still ask for a new one: routes check that.
    func identify(_ certificate: Certificate, at now: Timestamp) throws(CertificateRefusal) -> NodeIdentity {
        guard certificate.issuer == self.certificate.subject, certificate.version == .v3,
            self.certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
        else { throw .otherAuthority }
        // RFC 5280 §4.2: a critical extension that is not understood refuses the certificate.
        for ext in certificate.extensions where ext.critical {
            guard ext.oid == .X509ExtensionID.basicConstraints || ext.oid == .X509ExtensionID.keyUsage else { throw .form }
        }
        let usages: ExtendedKeyUsage?
        let constraints: BasicConstraints?
        let names: SubjectAlternativeNames?
        do {
            usages = try certificate.extensions.extendedKeyUsage
            constraints = try certificate.extensions.basicConstraints
            names = try certificate.extensions.subjectAlternativeNames
        } catch {
            throw .form
        }
        guard let usages, usages.contains(.clientAuth) else { throw .notForClients }
        guard let constraints, case .notCertificateAuthority = constraints else { throw .form }
        guard Timestamp(certificate.notValidBefore) <= now else { throw .notYetValid }
        guard let names, names.count == 1, case .uniformResourceIdentifier(let uri)? = names.first else { throw .form }
        let prefix = "hostwright://\(installation)/node/"
        guard uri.hasPrefix(prefix), let server = PhysicalServerID(String(uri.dropFirst(prefix.count))) else { throw .form }
        return NodeIdentity(
            server: server, keyHash: certificate.publicKey.pinned, notBefore: Timestamp(certificate.notValidBefore),
            notAfter: Timestamp(certificate.notValidAfter))
    }
}

extension NodeIdentity {
    enum Purpose {
        case work
        /// Also with an expired certificate, when its key is the one that was pinned.
        case renewal
    }

    /// Throws `unauthenticated` when the node is revoked, its certificate replaced by a later join, or expired.
    func admit(for purpose: Purpose, in db: any Connection, at now: Timestamp) throws {
        guard
            let row = try db.first(
                """
                SELECT revoked_at, trusted_from, certificate_key, previous_certificate_key FROM physical_server WHERE id = \(server)
                """)
        else { throw refusal("unknown", "This installation has no such server any more.") }
        if try row("revoked_at", as: Timestamp?.self) != nil {
            throw refusal("revoked", "An administrator took this server's right to connect away. Join it again with a new join line.")
        }
        // Certificates count whole seconds.
        let issued = notBefore + Authority.backdating
        if let from = try row("trusted_from", as: Timestamp?.self), issued.milliseconds / 1000 < from.milliseconds / 1000 {
            throw refusal("replaced", "Another agent has joined as this server since. Join this one again with a new join line.")
        }
        if now < notAfter { return }
        switch purpose {
        case .work: throw refusal("expired", "This server's certificate ended at \(notAfter). Ask for a new one first.")
        case .renewal:
            let pinned = [try row("certificate_key", as: String?.self), try row("previous_certificate_key", as: String?.self)]
            guard pinned.contains(keyHash) else {
                throw refusal(
                    "key", "This expired certificate's key is not the one that is known here. Join this server again with a new join line.")
            }
        }
    }

    private func refusal(_ key: String, _ sentence: String) -> Fault { Fault(.unauthenticated, key: "agent.certificate_\(key)", sentence) }
}
