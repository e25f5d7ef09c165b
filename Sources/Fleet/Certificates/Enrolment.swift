import AgentProtocol
import Core
import Crypto
import Foundation
import Identity
import Persistence
import X509

/// How machines come to belong to the installation, keep belonging to it, and stop doing so.
package enum Enrolment {
    /// A join line can be used this long, once.
    package static let tokenLife: Duration = .minutes(15)

    /// Makes a join line for a server: for a new machine, and (rejoin) for one whose certificate is lost or revoked.
    ///
    /// Earlier lines of this server that were not used stop working. The token is in the line only; the database keeps its hash.
    /// - Parameter url: the agents' door, `https://host:port`.
    package static func joinLine(
        for server: PhysicalServerID, url: String, authority: Authority, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> JoinLine {
        try actor.require(.serverManager)
        let computer = try PhysicalServers.required(server, in: db)
        let token = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        let line = try JoinLine(url: url, authorityFingerprint: try authority.fingerprint, token: token)
        try db.execute("DELETE FROM join_token WHERE physical_server_id = \(server) AND used_at IS NULL")
        try db.execute(
            """
            INSERT INTO join_token (hash, physical_server_id, created_at, expires_at)
            VALUES (\(hash(token)), \(server), \(now), \(now + tokenLife))
            """)
        try Audit.record("server.join_line_made", on: .init(.physicalServer, server.text, computer.name), by: actor, in: db, at: now)
        return line
    }

    /// Takes the server's right to connect away; its stream is closed at once. What it serves it goes on serving.
    package static func revoke(_ server: PhysicalServerID, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        try actor.require(.serverManager)
        let computer = try PhysicalServers.required(server, in: db)
        try db.execute("DELETE FROM join_token WHERE physical_server_id = \(server) AND used_at IS NULL")
        try db.execute("UPDATE physical_server SET revoked_at = \(now) WHERE id = \(server) AND revoked_at IS NULL")
        try db.notify(.nodes, server.text)
        try Audit.record("server.revoked", on: .init(.physicalServer, server.text, computer.name), by: actor, in: db, at: now)
    }

    /// An agent with a token becomes the server that the token was made for. Whatever joined as it before no longer is.
    static func join(_ request: JoinRequest, authority: Authority, in db: any Connection, at now: Timestamp) throws -> JoinAnswer {
        let publicKey = try key(of: request.signingRequest)
        let token = try db.first(
            "SELECT physical_server_id, expires_at, used_at FROM join_token WHERE hash = \(hash(request.token))\(db.forUpdate)")
        guard let token else { throw refusal("unknown", "This join line is not known here, or a newer one was made. Make a new one.") }
        if try token("used_at", as: Timestamp?.self) != nil {
            throw refusal("used", "This join line was used already. If that was not you, revoke the server; then make a new line.")
        }
        if try token("expires_at", as: Timestamp.self) <= now {
            throw refusal("expired", "This join line is older than 15 minutes. Make a new one.")
        }
        let server: PhysicalServerID = try token("physical_server_id")
        let issued = try authority.issue(for: server, key: publicKey, at: now)
        try db.execute("UPDATE join_token SET used_at = \(now) WHERE hash = \(hash(request.token))")
        // What people read; anything else than a name is left out rather than refused.
        let machine = (try? request.machine.asName(limit: 200)) ?? ""
        try db.execute(
            """
            UPDATE physical_server SET machine = \(machine), certificate_key = \(issued.keyHash), previous_certificate_key = NULL,
                certificate_serial = \(issued.serial), certificate_not_after = \(issued.notAfter), trusted_from = \(now), joined_at = \(now),
                revoked_at = NULL WHERE id = \(server)
            """)
        try db.notify(.nodes, server.text)
        return JoinAnswer(
            server: server, installation: authority.installation, certificate: issued.pem, authority: try authority.pem)
    }

    /// A new certificate for a node that has one. The old one stays good until its own end, for the answer may be lost.
    static func renew(
        _ request: RenewRequest, by identity: NodeIdentity, authority: Authority, in db: any Connection, at now: Timestamp
    ) throws -> JoinAnswer {
        try identity.admit(for: .renewal, in: db, at: now)
        let issued = try authority.issue(for: identity.server, key: try key(of: request.signingRequest), at: now)
        try db.execute(
            """
            UPDATE physical_server SET certificate_key = \(issued.keyHash), previous_certificate_key = \(identity.keyHash),
                certificate_serial = \(issued.serial), certificate_not_after = \(issued.notAfter) WHERE id = \(identity.server)
            """)
        return JoinAnswer(
            server: identity.server, installation: authority.installation, certificate: issued.pem, authority: try authority.pem)
    }

    /// The key of a signing request that proves to hold it. Names in the request are not looked at.
    private static func key(of pem: String) throws -> Certificate.PublicKey {
        let problem = Fault(.invalid, key: "agent.signing_request", "This is not a signing request (PKCS#10, PEM) with a P-256 key.")
        guard pem.utf8.count <= 8192, let request = try? CertificateSigningRequest(pemEncoded: pem),
            P256.Signing.PublicKey(request.publicKey) != nil, request.publicKey.isValidSignature(request.signature, for: request)
        else { throw problem }
        return request.publicKey
    }

    private static func hash(_ token: String) -> String { SHA256.hash(data: Data(token.utf8)).hexadecimal }

    private static func refusal(_ key: String, _ sentence: String) -> Fault { Fault(.unauthenticated, key: "agent.token_\(key)", sentence) }
}
