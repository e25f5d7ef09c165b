import Core
import Crypto
import Foundation
import Persistence
import SwiftASN1
import X509

/// The installation's own certificate authority: it names nodes and the agents' door, and nobody else trusts it.
///
/// P-256, path length 0. Its key lies in the database, encrypted under the master key.
package struct Authority: Sendable {
    /// The node's certificate is good for this long; agents renew at two thirds.
    package static let nodeLife: Duration = .days(30)
    /// Certificates are dated back so that a node whose clock is a little behind can use its one at once.
    package static let backdating: Duration = .minutes(5)
    /// The authority itself and, shorter, the door's certificate, which every control-plane process makes for itself when it starts.
    static let ownLife: Duration = .days(20 * 365)
    static let doorLife: Duration = .days(5 * 365)

    package let installation: InstallationID
    package let certificate: Certificate
    private let key: P256.Signing.PrivateKey

    private static func purpose(_ installation: InstallationID) -> String { "certificate authority of \(installation)" }

    /// Reads the installation's authority, or makes it when there is none yet. Processes that start at once end up with the same one.
    /// Throws `installation.missing` before the set-up, and a `Fault` when the master key is another than at the first start.
    package static func loadOrMake(masterKey: MasterKey, database: any Database, clock: Clock) async throws -> Authority {
        try await database.write { db in
            let installation = try Installations.required(in: db).id
            if let known = try load(installation, masterKey, in: db) { return known }
            let fresh = try Authority(for: installation, at: clock.now)
            try db.execute(
                """
                INSERT INTO certificate_authority (installation_id, certificate, sealed_key, not_after, created_at)
                VALUES (\(installation), \(fresh.pem), \(masterKey.seal(Array(fresh.key.rawRepresentation), for: purpose(installation))), \
                \(Timestamp(fresh.certificate.notValidAfter)), \(clock.now)) ON CONFLICT (installation_id) DO NOTHING
                """)
            guard let stored = try load(installation, masterKey, in: db) else { throw Fault.notFound("certificate authority") }
            return stored
        }
    }

    private static func load(_ installation: InstallationID, _ masterKey: MasterKey, in db: any Connection) throws -> Authority? {
        try db.first("SELECT certificate, sealed_key FROM certificate_authority WHERE installation_id = \(installation)").map { row in
            let raw = try masterKey.open(try row("sealed_key"), for: purpose(installation))
            return Authority(
                installation: installation, certificate: try Certificate(pemEncoded: try row("certificate")),
                key: try P256.Signing.PrivateKey(rawRepresentation: raw))
        }
    }

    private init(installation: InstallationID, certificate: Certificate, key: P256.Signing.PrivateKey) {
        self.installation = installation
        self.certificate = certificate
        self.key = key
    }

    /// A new authority, not stored anywhere: for the first start, and for tests as a foreign one.
    package init(for installation: InstallationID, at now: Timestamp) throws {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("Hostwright \(installation)") }
        let publicKey = Certificate.PublicKey(key.publicKey)
        self.init(
            installation: installation,
            certificate: try Certificate(
                version: .v3, serialNumber: .init(), publicKey: publicKey, notValidBefore: (now - Self.backdating).wholeSecond,
                notValidAfter: (now + Self.ownLife).wholeSecond, issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
                extensions: try Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                    Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                    SubjectKeyIdentifier(hash: publicKey)
                },
                issuerPrivateKey: .init(key)),
            key: key)
    }

    /// PEM of the authority's own certificate.
    package var pem: String {
        get throws { try certificate.serializeAsPEM().pemString }
    }

    /// SHA-256 of its DER form, 64 hex digits: what a join line pins.
    package var fingerprint: String {
        get throws {
            var serializer = DER.Serializer()
            try serializer.serialize(certificate)
            return SHA256.hash(data: serializer.serializedBytes).hexadecimal
        }
    }

    /// What an agent gets for its key.
    package struct NodeCertificate: Sendable {
        package var pem: String
        package var serial: String
        package var keyHash: String
        package var notAfter: Timestamp
    }

    /// A node's certificate: for clients only, named by the control plane, never by the request.
    package func issue(
        for server: PhysicalServerID, key publicKey: Certificate.PublicKey, at now: Timestamp, life: Duration = Authority.nodeLife
    ) throws -> NodeCertificate {
        let certificate = try leaf(
            publicKey, name: "node \(server)", from: now - Self.backdating, through: now + life, usage: .clientAuth,
            names: [.uniformResourceIdentifier(NodeIdentity.uri(installation, server))])
        return NodeCertificate(
            pem: try certificate.serializeAsPEM().pemString, serial: certificate.serialNumber.description,
            keyHash: publicKey.pinned, notAfter: Timestamp(certificate.notValidAfter))
    }

    /// A certificate with a fresh key for the agents' door, as PEM. `hosts` are host names or addresses.
    package func issueForDoor(hosts: [String], at now: Timestamp) throws -> (certificate: String, key: String) {
        let key = P256.Signing.PrivateKey()
        let names = hosts.map { host -> GeneralName in
            addressBytes(host).map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(host)
        }
        let certificate = try leaf(
            .init(key.publicKey), name: "control plane", from: now - Self.backdating, through: now + Self.doorLife, usage: .serverAuth,
            names: names)
        return (try certificate.serializeAsPEM().pemString, key.pemRepresentation)
    }

    /// A leaf with chosen dates and purpose.
    func leaf(
        _ publicKey: Certificate.PublicKey, name: String, from start: Timestamp, through end: Timestamp, usage: ExtendedKeyUsage.Usage,
        names: [GeneralName]
    ) throws -> Certificate {
        try Certificate(
            version: .v3, serialNumber: .init(), publicKey: publicKey, notValidBefore: start.wholeSecond,
            notValidAfter: min(end.wholeSecond, certificate.notValidAfter), issuer: certificate.subject,
            subject: try DistinguishedName { CommonName(name) }, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([usage])
                AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: certificate.publicKey).keyIdentifier)
                SubjectAlternativeNames(names)
            },
            issuerPrivateKey: .init(key))
    }
}

/// Bytes of an IPv4 or IPv6 address as certificates hold them; nil for a host name.
private func addressBytes(_ text: String) -> [UInt8]? {
    var v4 = in_addr()
    if inet_pton(AF_INET, text, &v4) == 1 { return withUnsafeBytes(of: &v4) { Array($0) } }
    var v6 = in6_addr()
    if inet_pton(AF_INET6, text, &v6) == 1 { return withUnsafeBytes(of: &v6) { Array($0) } }
    return nil
}

extension Certificate.PublicKey {
    /// SHA-256 of the SubjectPublicKeyInfo, in hex: what is pinned of a node.
    var pinned: String { SHA256.hash(data: Data(subjectPublicKeyInfoBytes)).hexadecimal }
}

extension Timestamp {
    /// Certificates count whole seconds, and the library would round up: a certificate from the future.
    fileprivate var wholeSecond: Date { Date(timeIntervalSince1970: Double(milliseconds / 1000)) }

    init(_ date: Date) { self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded())) }
}

extension Sequence<UInt8> {
    var hexadecimal: String {
        var text = ""
        for byte in self {
            if byte < 16 { text += "0" }
            text += String(byte, radix: 16)
        }
        return text
    }
}
