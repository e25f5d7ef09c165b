import Core
import Foundation
import Persistence

/// All statements on `authenticator`, `recovery_code` and `sign_in_step`.
enum SecondFactorQueries {
    struct Authenticator: Sendable {
        /// nil while it is being set up.
        var sealedSecret: [UInt8]?
        var addedAt: Timestamp?
        var lastStep: Int64
        var pendingSecret: [UInt8]?
        var pendingAt: Timestamp?
    }

    // MARK: Authenticator

    static func authenticator(of login: LoginID, in db: any Connection, forUpdate: Bool = false) throws -> Authenticator? {
        try db.first(
            """
            SELECT sealed_secret, added_at, last_step, pending_secret, pending_at FROM authenticator
            WHERE login_id = \(login)\(forUpdate ? db.forUpdate : "")
            """
        ).map { row in
            Authenticator(
                sealedSecret: bytes(try row("sealed_secret")), addedAt: try row("added_at"), lastStep: try row("last_step"),
                pendingSecret: bytes(try row("pending_secret")), pendingAt: try row("pending_at"))
        }
    }

    static func setPending(_ sealed: [UInt8], of login: LoginID, in db: any Connection, at now: Timestamp) throws {
        try db.execute(
            """
            INSERT INTO authenticator (login_id, pending_secret, pending_at) VALUES (\(login), \(text(sealed)), \(now))
            ON CONFLICT (login_id) DO UPDATE SET pending_secret = excluded.pending_secret, pending_at = excluded.pending_at
            """)
    }

    /// The pending secret is the one from now on; `step` is the one whose code has just been shown.
    static func confirm(_ sealed: [UInt8], of login: LoginID, step: Int64, in db: any Connection, at now: Timestamp) throws {
        try db.execute(
            """
            UPDATE authenticator SET sealed_secret = \(text(sealed)), added_at = \(now), last_step = \(step), pending_secret = NULL,
                pending_at = NULL
            WHERE login_id = \(login)
            """)
    }

    /// False when a code of this step or a later one has been taken meanwhile.
    static func take(step: Int64, of login: LoginID, in db: any Connection) throws -> Bool {
        try db.execute("UPDATE authenticator SET last_step = \(step) WHERE login_id = \(login) AND last_step < \(step)") == 1
    }

    static func removeAuthenticator(of login: LoginID, in db: any Connection) throws {
        try db.execute("DELETE FROM authenticator WHERE login_id = \(login)")
    }

    // MARK: Recovery codes

    static func replaceRecoveryCodes(_ hashes: [String], of login: LoginID, in db: any Connection) throws {
        try db.execute("DELETE FROM recovery_code WHERE login_id = \(login)")
        for hash in hashes { try db.execute("INSERT INTO recovery_code (login_id, code_hash) VALUES (\(login), \(hash))") }
    }

    static func recoveryCodesLeft(of login: LoginID, in db: any Connection) throws -> Int {
        try db.scalar("SELECT COUNT(*) FROM recovery_code WHERE login_id = \(login) AND used_at IS NULL") ?? 0
    }

    static func isRecoveryCode(_ hash: String, of login: LoginID, in db: any Connection) throws -> Bool {
        try db.scalar(
            "SELECT COUNT(*) FROM recovery_code WHERE login_id = \(login) AND code_hash = \(hash) AND used_at IS NULL", as: Int.self) == 1
    }

    /// Of two who race only one gets true.
    static func useRecoveryCode(_ hash: String, of login: LoginID, in db: any Connection, at now: Timestamp) throws -> Bool {
        try db.execute(
            "UPDATE recovery_code SET used_at = \(now) WHERE login_id = \(login) AND code_hash = \(hash) AND used_at IS NULL") == 1
    }

    // MARK: Signing in with a factor missing

    static func insertStep(_ handle: String, of login: LoginID, in db: any Connection, at now: Timestamp) throws {
        try db.execute(
            "INSERT INTO sign_in_step (handle_hash, login_id, created_at) VALUES (\(secretHash(handle)), \(login), \(now))")
    }

    static func step(_ handle: String, since oldest: Timestamp, in db: any Connection) throws -> LoginID? {
        try db.scalar("SELECT login_id FROM sign_in_step WHERE handle_hash = \(secretHash(handle)) AND created_at > \(oldest)")
    }

    static func removeStep(_ handle: String, in db: any Connection) throws -> Bool {
        try db.execute("DELETE FROM sign_in_step WHERE handle_hash = \(secretHash(handle))") == 1
    }

    static func removeSteps(of login: LoginID, in db: any Connection) throws {
        try db.execute("DELETE FROM sign_in_step WHERE login_id = \(login)")
    }

    static func removeSteps(before oldest: Timestamp, in db: any Connection) throws {
        try db.execute("DELETE FROM sign_in_step WHERE created_at < \(oldest)")
    }

    // Bytes as Base64, so that both engines store the same.
    private static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
    private static func bytes(_ text: String?) -> [UInt8]? { text.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) } }
}
