import Core
import Crypto
import Foundation
import Persistence
import SwiftASN1
import X509

/// The panel's own certificate for TLS, signed by itself, until somebody gives it a better one. One for all processes of the installation; its key lies in
/// the database, encrypted under the master key.
package struct PanelCertificate: Sendable {
    /// What browsers take at most (CA/Browser Forum, Baseline Requirements §6.3.2).
    static let life: Duration = .days(398)
    /// A start within this time of its end makes a new one.
    static let renewal: Duration = .days(60)
    private static let purpose = "certificate of the panel"

    package var certificate: String
    package var key: String

    /// What is shown of it.
    package struct Shown: Sendable {
        /// SHA-256 of the DER form, in pairs: `4F:1C:...`.
        package var fingerprint: String
        package var end: Timestamp
    }

    /// The stored one, or a new one when there is none, it is for another name, or it ends soon.
    package static func loadOrMake(for name: DomainName, masterKey: MasterKey, database: any Database, clock: Clock) async throws
        -> PanelCertificate
    {
        try await database.write { db in
            let now = clock.now
            if let known = try load(masterKey, in: db), known.name == name, known.end > now + renewal { return known.certificate }
            let fresh = try make(for: name, at: now)
            let sealed = try masterKey.seal(Array(fresh.key.utf8), for: purpose)
            try db.execute(
                """
                INSERT INTO panel_certificate (only_row, name, certificate, sealed_key, not_after)
                VALUES (1, \(name), \(fresh.certificate), \(sealed), \(now + life))
                ON CONFLICT (only_row) DO UPDATE SET name = excluded.name, certificate = excluded.certificate,
                    sealed_key = excluded.sealed_key, not_after = excluded.not_after
                """)
            return fresh
        }
    }

    package static func shown(in db: any Connection) throws -> Shown? {
        try db.first("SELECT certificate, not_after FROM panel_certificate WHERE only_row = 1").map { row in
            let certificate = try Certificate(pemEncoded: try row("certificate"))
            var serializer = DER.Serializer()
            try serializer.serialize(certificate)
            let digits = Array(SHA256.hash(data: serializer.serializedBytes).hexadecimal.uppercased())
            let pairs = stride(from: 0, to: digits.count, by: 2).map { String(digits[$0..<($0 + 2)]) }
            return Shown(fingerprint: pairs.joined(separator: ":"), end: try row("not_after"))
        }
    }

    private static func load(_ masterKey: MasterKey, in db: any Connection) throws -> (
        certificate: PanelCertificate, name: DomainName, end: Timestamp
    )? {
        try db.first("SELECT name, certificate, sealed_key, not_after FROM panel_certificate WHERE only_row = 1\(db.forUpdate)").map {
            row in
            let key = String(decoding: try masterKey.open(try row("sealed_key"), for: purpose), as: UTF8.self)
            return (PanelCertificate(certificate: try row("certificate"), key: key), try row("name"), try row("not_after"))
        }
    }

    static func make(for name: DomainName, at now: Timestamp) throws -> PanelCertificate {
        let key = P256.Signing.PrivateKey()
        let publicKey = Certificate.PublicKey(key.publicKey)
        let subject = try DistinguishedName { CommonName(name.ascii) }
        let start = Date(timeIntervalSince1970: Double((now - Authority.backdating).milliseconds / 1000))
        let end = Date(timeIntervalSince1970: Double((now + life).milliseconds / 1000))
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: publicKey, notValidBefore: start, notValidAfter: end, issuer: subject,
            subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectKeyIdentifier(hash: publicKey)
                SubjectAlternativeNames([.dnsName(name.ascii)])
            },
            issuerPrivateKey: .init(key))
        return PanelCertificate(certificate: try certificate.serializeAsPEM().pemString, key: key.pemRepresentation)
    }
}
