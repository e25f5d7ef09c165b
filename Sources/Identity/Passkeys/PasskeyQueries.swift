import Core
import Foundation
import Persistence

extension Things { package enum Passkey {} }
package typealias PasskeyID = Identifier<Things.Passkey>

/// A passkey as its person sees it.
package struct Passkey: Sendable, Equatable {
    package let id: PasskeyID
    package let login: LoginID
    package var name: String
    package var createdAt: Timestamp
    package var usedAt: Timestamp?
    /// Base64url.
    let credential: String
    let algorithm: Int32
    let publicKey: [UInt8]
    let signCount: UInt32
}

/// All statements on `passkey` and `passkey_challenge`.
enum PasskeyQueries {
    private static let columns: SQL = "id, login_id, credential, name, algorithm, public_key, sign_count, created_at, used_at"

    static func insert(_ passkey: Passkey, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO passkey (id, login_id, credential, name, algorithm, public_key, sign_count, created_at, used_at)
            VALUES (\(passkey.id), \(passkey.login), \(passkey.credential), \(passkey.name), \(Int(passkey.algorithm)),
                \(Data(passkey.publicKey).base64EncodedString()), \(Int64(passkey.signCount)), \(passkey.createdAt), NULL)
            """)
    }

    static func all(of login: LoginID, in db: any Connection) throws -> [Passkey] {
        try db.query("SELECT \(columns) FROM passkey WHERE login_id = \(login) ORDER BY created_at, id").map(passkey)
    }

    static func find(_ id: PasskeyID, of login: LoginID, in db: any Connection) throws -> Passkey? {
        try db.first("SELECT \(columns) FROM passkey WHERE id = \(id) AND login_id = \(login)").map(passkey)
    }

    static func find(credential: String, in db: any Connection) throws -> Passkey? {
        try db.first("SELECT \(columns) FROM passkey WHERE credential = \(credential)\(db.forUpdate)").map(passkey)
    }

    static func used(_ id: PasskeyID, signCount: UInt32, in db: any Connection, at now: Timestamp) throws {
        try db.execute("UPDATE passkey SET sign_count = \(Int64(signCount)), used_at = \(now) WHERE id = \(id)")
    }

    static func remove(_ id: PasskeyID, of login: LoginID, in db: any Connection) throws {
        try db.execute("DELETE FROM passkey WHERE id = \(id) AND login_id = \(login)")
    }

    static func removeAll(of login: LoginID, in db: any Connection) throws {
        try db.execute("DELETE FROM passkey WHERE login_id = \(login)")
    }

    // MARK: Challenges

    static func insertChallenge(_ challenge: String, browser: String, in db: any Connection, at now: Timestamp) throws {
        try db.execute(
            """
            INSERT INTO passkey_challenge (challenge_hash, browser_hash, created_at)
            VALUES (\(secretHash(challenge)), \(secretHash(browser)), \(now))
            """)
    }

    /// Uses the challenge up: true once, for the browser that was given it, within the time.
    static func useChallenge(_ challenge: String, browser: String, since oldest: Timestamp, in db: any Connection) throws -> Bool {
        try db.execute(
            """
            DELETE FROM passkey_challenge
            WHERE challenge_hash = \(secretHash(challenge)) AND browser_hash = \(secretHash(browser)) AND created_at > \(oldest)
            """) == 1
    }

    static func challenges(in db: any Connection) throws -> Int { try db.scalar("SELECT COUNT(*) FROM passkey_challenge") ?? 0 }

    static func removeChallenges(before oldest: Timestamp, in db: any Connection) throws {
        try db.execute("DELETE FROM passkey_challenge WHERE created_at < \(oldest)")
    }

    private static func passkey(_ row: Row) throws -> Passkey {
        let key: String = try row("public_key")
        return Passkey(
            id: try row("id"), login: try row("login_id"), name: try row("name"), createdAt: try row("created_at"),
            usedAt: try row("used_at"), credential: try row("credential"), algorithm: Int32(try row("algorithm", as: Int.self)),
            publicKey: Data(base64Encoded: key).map { [UInt8]($0) } ?? [], signCount: UInt32(try row("sign_count", as: Int64.self)))
    }
}
