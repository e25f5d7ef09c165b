import Core
import Foundation
import Identity
import Logging
import Persistence

/// As long as nobody has become the first administrator, every start makes a new one-time link; earlier ones stop working.
enum FirstStart {
    /// The link, or nil once there is a first administrator.
    static func link(origin: String, in database: any Persistence.Database, at now: Timestamp) async throws -> String? {
        let secret = try await database.write { db -> String? in
            let used = try db.scalar("SELECT COUNT(*) FROM first_administrator_link WHERE used_at IS NOT NULL", as: Int.self) ?? 0
            return used > 0 ? nil : try FirstAdministratorLinks.mint(in: db, at: now)
        }
        return secret.map { origin + FirstAdministratorLinks.path($0).text }
    }

    /// For an installation that nobody prints a table for: the link goes to a file of mode 0600, and the log names the file.
    static func offerLink(_ configuration: ServeConfiguration, in database: any Persistence.Database, at now: Timestamp, logger: Logger)
        async throws
    {
        guard let link = try await link(origin: configuration.origin, in: database, at: now) else { return }
        let path = configuration.privateDirectory + "/first-administrator-link"
        try writePrivately(link + "\n", to: path)
        logger.notice("there is no administrator yet; the link that makes the first one is in a file", metadata: ["file": "\(path)"])
    }
}

/// Writes a file of mode 0600 so that a reader sees the whole of it or none.
func writePrivately(_ text: String, to path: String) throws {
    let new = path + ".new"
    _ = unlink(new)
    let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
        throw Fault(.unavailable, key: "state.write", "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.synchronize()
    try handle.close()
    guard rename(new, path) == 0 else {
        throw Fault(.unavailable, key: "state.write", "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
}
