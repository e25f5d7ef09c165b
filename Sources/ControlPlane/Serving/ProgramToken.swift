import Core
import Foundation
import Identity
import Logging
import Persistence

/// The first token for programs, made on the machine itself: by `make run` for its example, and by `hostwright admin token`.
package enum ProgramToken {
    /// The login that such tokens belong to. Nobody knows its password.
    static let login = "program"

    /// Makes a token of an administrator and writes it to `file`, mode 0600.
    static func write(to file: String, name: String, logins: Logins, in database: any Persistence.Database, at now: Timestamp) async throws
    {
        let prepared = try await logins.prepare(
            NewLogin(
                name: login, person: "Program on this machine", email: "program@localhost.localdomain", password: "", role: .administrator),
            makesPassword: true, in: database)
        let secret = try await database.write { db in
            let owner = try Logins.find(name: login, in: db) ?? Logins.create(prepared, in: db, at: now)
            return try Tokens.mint(name: name, for: owner.id, role: .administrator, expires: nil, isProven: true, in: db, at: now).secret
        }
        try writePrivately(secret + "\n", to: file)
    }

    /// The same for an installation that is named by its state directory, whether its control plane runs or not. Whoever may read the directory
    /// with the master key may do this; nobody else is asked for anything. Returns the file that has the token.
    ///
    /// - Parameters:
    ///   - database: As `serve` takes it; nil: the SQLite file of the state directory.
    ///   - file: Default: `control-plane/token` in the state directory.
    /// - Throws: `state.missing`, `state.not_owner`, `state.no_database`, `state.schema`, `token.file_taken`.
    package static func mint(
        state: String, database location: String?, name: String, file: String?, clock: Clock = .system, logger: Logger
    ) async throws -> String {
        let directory = state + "/control-plane"
        try checkOwner(of: directory)
        let path = file ?? directory + "/token"
        if FileManager.default.fileExists(atPath: path) {
            throw Fault.conflict(
                key: "token.file_taken", arguments: ["file": path],
                "\(path) is there already; it may hold a token that is in use. Name another with --file, or remove it first.")
        }
        if location == nil, !FileManager.default.fileExists(atPath: directory + "/hostwright.sqlite") {
            throw Fault(
                .unavailable, key: "state.no_database",
                "There is no database in \(directory) yet. Start `hostwright serve` once, or name the database with --database.")
        }
        let database = try ControlPlane.open(location ?? "sqlite:\(directory)/hostwright.sqlite", logger: logger)
        do {
            guard try await Migrator.pending(database, Features.migrations).isEmpty else {
                throw Fault(
                    .unavailable, key: "state.schema",
                    "The database is empty or of an earlier release. Start `hostwright serve` of this release once; it brings it up to date."
                )
            }
            try await write(to: path, name: name, logins: Logins(), in: database, at: clock.now)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
        return path
    }

    /// Files that another user made there would be in the way of the control plane, so not even root may stand in for its user.
    static func checkOwner(of directory: String) throws {
        var facts = stat()
        guard stat(directory, &facts) == 0 else {
            if errno == EACCES {
                throw Fault(
                    .forbidden, key: "state.not_owner", arguments: ["directory": directory],
                    "\(directory) cannot be read by this user. Run the command as the user of the control plane.")
            }
            throw Fault(
                .notFound, key: "state.missing", arguments: ["directory": directory],
                "There is no \(directory). Name the state directory that `hostwright serve` was started with.")
        }
        if facts.st_uid == geteuid(), access(directory, R_OK | W_OK | X_OK) == 0 { return }
        let owner = getpwuid(facts.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "the user with the id \(facts.st_uid)"
        throw Fault(
            .forbidden, key: "state.not_owner", arguments: ["directory": directory, "owner": owner],
            "\(directory) belongs to \(owner). Run the command as that user, for example with setpriv --reuid=\(facts.st_uid) "
                + "--regid=\(facts.st_gid) --clear-groups.")
    }
}
