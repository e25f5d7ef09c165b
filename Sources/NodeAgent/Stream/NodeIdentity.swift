import AgentProtocol
import Core
import Crypto
import Foundation
import X509

/// Who this node is towards the control plane: its key, its certificate, the installation's authority, and where the agent's door is.
///
/// Files below `<root>/identity/`, root only: `key.pem`, `certificate.pem`, `authority.pem`, `server.json`. The key never leaves the machine and
/// stays the same when the certificate is renewed, for the control plane knows the node by it.
package struct NodeIdentity: Sendable {
    package var url: String
    package var server: PhysicalServerID
    package var installation: InstallationID
    /// PEM.
    package var key: String
    package var certificate: String
    package var authority: String
    package var notBefore: Timestamp
    package var notAfter: Timestamp

    private struct Place: Codable {
        var url: String
        var server: PhysicalServerID
        var installation: InstallationID
    }

    /// Two thirds of the certificate's life.
    package var renewAt: Timestamp {
        Timestamp(milliseconds: notBefore.milliseconds + (notAfter.milliseconds - notBefore.milliseconds) / 3 * 2)
    }

    /// Reads it; nil when this node has not joined yet.
    package static func load(root: String) throws -> NodeIdentity? {
        let directory = root + "/identity"
        guard let place = try SmallFiles.read(directory + "/server.json"), let key = try SmallFiles.read(directory + "/key.pem"),
            let certificate = try SmallFiles.read(directory + "/certificate.pem"),
            let authority = try SmallFiles.read(directory + "/authority.pem")
        else { return nil }
        let known = try JSONDecoder().decode(Place.self, from: Data(place))
        let pem = String(decoding: certificate, as: UTF8.self)
        let parsed = try Certificate(pemEncoded: pem)
        return NodeIdentity(
            url: known.url, server: known.server, installation: known.installation, key: String(decoding: key, as: UTF8.self),
            certificate: pem,
            authority: String(decoding: authority, as: UTF8.self), notBefore: Timestamp(parsed.notValidBefore),
            notAfter: Timestamp(parsed.notValidAfter))
    }

    /// The node's key: the one on disk, or a new P-256 key that is written before it is used.
    static func key(root: String) throws -> P256.Signing.PrivateKey {
        let directory = root + "/identity"
        try SmallFiles.makeDirectory(directory, mode: 0o700)
        if let bytes = try SmallFiles.read(directory + "/key.pem") {
            return try P256.Signing.PrivateKey(pemRepresentation: String(decoding: bytes, as: UTF8.self))
        }
        let key = P256.Signing.PrivateKey()
        try SmallFiles.write(Array(key.pemRepresentation.utf8), to: directory + "/key.pem", mode: 0o600)
        return key
    }

    /// PKCS#10 (RFC 2986). The subject says nothing: the certificate's name comes from the token or from the certificate before.
    static func signingRequest(_ key: P256.Signing.PrivateKey) throws -> String {
        let request = try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName { CommonName("hostwright node") }, privateKey: Certificate.PrivateKey(key),
            attributes: CertificateSigningRequest.Attributes(), signatureAlgorithm: .ecdsaWithSHA256)
        return try request.serializeAsPEM().pemString
    }

    /// Keeps what the control plane issued. The certificate must be for this node's key and from the authority beside it.
    @discardableResult
    static func store(_ answer: JoinAnswer, url: String, root: String) throws -> NodeIdentity {
        let key = try key(root: root)
        let issued = try Certificate(pemEncoded: answer.certificate)
        let authority = try Certificate(pemEncoded: answer.authority)
        guard issued.publicKey == Certificate.PublicKey(key.publicKey) else {
            throw JoinFailure(words: "the control plane issued a certificate for another key")
        }
        guard authority.publicKey.isValidSignature(issued.signature, for: issued) else {
            throw JoinFailure(words: "the certificate is not from the authority that came with it")
        }
        let directory = root + "/identity"
        try SmallFiles.makeDirectory(directory, mode: 0o700)
        let place = try JSONEncoder().encode(Place(url: url, server: answer.server, installation: answer.installation))
        try SmallFiles.write(Array(answer.authority.utf8), to: directory + "/authority.pem", mode: 0o600)
        try SmallFiles.write(Array(answer.certificate.utf8), to: directory + "/certificate.pem", mode: 0o600)
        try SmallFiles.write(Array(place), to: directory + "/server.json", mode: 0o600)
        guard let identity = try load(root: root) else { throw JoinFailure(words: "the node's identity cannot be read back") }
        return identity
    }
}

/// Why a node has not joined or its certificate was not renewed, in words for the administrator.
package struct JoinFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package var words: String
    package var description: String { words }
}

extension Timestamp {
    init(_ date: Date) { self.init(milliseconds: Int64(date.timeIntervalSince1970 * 1000)) }
}
