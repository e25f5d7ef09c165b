import AgentProtocol
import CSQLite
import Core
import Foundation
import ServiceConfiguration

/// The files of one logical name server: `<root>/dns/<server>/` with `server.json`, `pdns.conf`, `zones.sqlite` and the daemon's socket directory.
///
/// The agent is the only writer of the rows. WAL, so that the daemon reads while it writes; the connection stays open and `-wal` and `-shm` are kept,
/// for the daemon may only read and could not make them. Used from one thread.
final class NameServerInstance {
    /// What is remembered about the server, so that it runs again before the control plane is asked.
    struct Record: Codable, Hashable {
        var reference: ObjectReference
        var isServing: Bool
        var specification: NameServerSpecification
    }

    let directory: String
    private let configuration: AgentConfiguration
    private var file: SQLiteFile?

    init(root: String, server: LogicalServerID, configuration: AgentConfiguration) {
        directory = "\(root)/dns/\(server.text)"
        self.configuration = configuration
    }

    static func directory(root: String) -> String { root + "/dns" }

    func record() throws -> Record? {
        guard let bytes = try SmallFiles.read(directory + "/server.json") else { return nil }
        return try JSONDecoder().decode(Record.self, from: Data(bytes))
    }

    /// Writes everything the daemon needs. `server.json` comes last: what it names is complete.
    func write(_ record: Record) throws {
        let group = gid_t(configuration.nameServerGID)
        try SmallFiles.makeDirectory(NameServerInstance.directory(root: configuration.root), mode: 0o711)
        // The daemon's group enters and reads; nobody but root writes.
        try SmallFiles.makeDirectory(directory, mode: 0o2750, group: group)
        try SmallFiles.makeDirectory(directory + "/run", mode: 0o700, owner: uid_t(configuration.nameServerUID), group: group)
        let text = try PowerDNSConfiguration(
            identity: record.reference.server, endpoints: record.specification.endpoints, database: directory + "/zones.sqlite",
            socketDirectory: directory + "/run", uid: configuration.nameServerUID, gid: configuration.nameServerGID
        ).rendered()
        try open()
        try SmallFiles.write(Array(text.utf8), to: directory + "/pdns.conf", mode: 0o640, group: group)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try SmallFiles.write(Array(try encoder.encode(record)), to: directory + "/server.json")
    }

    /// The server is gone: its rows and files too.
    func purge() throws {
        file?.close()
        file = nil
        guard try SmallFiles.read(directory + "/server.json") != nil || !SmallFiles.names(in: directory).isEmpty else { return }
        // First the file that says that there is a server: a crash after it leaves rests that the next purge removes.
        try SmallFiles.remove(directory + "/server.json")
        for name in try SmallFiles.names(in: directory + "/run") { try SmallFiles.remove("\(directory)/run/\(name)") }
        for name in try SmallFiles.names(in: directory) where name != "run" { try SmallFiles.remove("\(directory)/\(name)") }
        for path in [directory + "/run", directory] where rmdir(path) != 0 && errno != ENOENT { throw SystemError("rmdir", path) }
    }

    func close() {
        file?.close()
        file = nil
    }

    // MARK: Zones

    /// One zone as it is to be. Rows were rendered before, so that a zone which cannot be rendered concerns nobody else.
    struct ZoneWrite {
        var object: String
        var presence: Presence
        var specification: ZoneSpecification?
        var rows: [PowerDNSRow]
    }

    /// Writes many zones in one transaction. Returns why single ones were not written; throws when none was.
    func write(_ zones: [ZoneWrite]) throws -> [String: ApplyFailure] {
        let file = try open()
        return try file.transaction {
            var refused: [String: ApplyFailure] = [:]
            for zone in zones {
                if let failure = try write(zone, to: file) { refused[zone.object] = failure }
            }
            return refused
        }
    }

    /// Objects and names of the zones that are kept here, served or not.
    func zones() throws -> [String: String] {
        guard access(directory + "/zones.sqlite", F_OK) == 0 else { return [:] }
        var found: [String: String] = [:]
        try open().query("SELECT object, name FROM hostwright_zone") { found[$0.text(0)] = $0.text(1) }
        return found
    }

    func contains(_ object: String) throws -> Bool {
        guard access(directory + "/zones.sqlite", F_OK) == 0 else { return false }
        var isThere = false
        try open().query("SELECT 1 FROM hostwright_zone WHERE object = ?1", [.text(object)]) { _ in isThere = true }
        return isThere
    }

    private func write(_ zone: ZoneWrite, to file: SQLiteFile) throws -> ApplyFailure? {
        let object = SQLiteFile.Value.text(zone.object)
        var stored: (name: String, serial: Int64, presence: String)?
        try file.query("SELECT name, serial, presence FROM hostwright_zone WHERE object = ?1", [object]) {
            stored = ($0.text(0), $0.integer(1), $0.text(2))
        }
        guard zone.presence == .present, let wanted = zone.specification else {
            if let stored { try unserve(stored.name, of: zone.object, in: file) }
            if zone.presence == .purged {
                try file.execute("DELETE FROM hostwright_zone WHERE object = ?1", [object])
            } else {
                try file.execute("UPDATE hostwright_zone SET presence = 'trashed' WHERE object = ?1", [object])
                // A zone that arrives trashed is kept all the same, for it may be restored here.
                if stored == nil, let specification = zone.specification {
                    try keep(zone.object, specification, presence: "trashed", in: file)
                }
            }
            return nil
        }
        let name = SQLiteFile.Value.text(wanted.name.ascii)
        var owner: String?
        try file.query("SELECT account FROM domains WHERE name = ?1", [name]) { owner = $0.text(0) }
        if let owner, owner != zone.object {
            return ApplyFailure(
                key: "zone.already_served", words: "\(wanted.name) is served here already, as another zone (\(owner))",
                retryAfter: .seconds(30))
        }
        if let stored, stored.name != wanted.name.ascii { try unserve(stored.name, of: zone.object, in: file) }
        try file.execute(
            "INSERT INTO domains (name, type, account) VALUES (?1, 'NATIVE', ?2) ON CONFLICT (name) DO NOTHING", [name, object])
        var domain: Int64 = 0
        try file.query("SELECT id FROM domains WHERE name = ?1", [name]) { domain = $0.integer(0) }
        try file.execute("DELETE FROM records WHERE domain_id = ?1", [.integer(domain)])
        for row in zone.rows {
            try file.execute(
                """
                INSERT INTO records (domain_id, name, type, content, ttl, prio, disabled, ordername, auth)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8)
                """,
                [
                    .integer(domain), .text(row.name), row.type.map { .text($0) } ?? .null, row.content.map { .text($0) } ?? .null,
                    row.timeToLive.map { .integer(Int64($0)) } ?? .null, row.preference.map { .integer(Int64($0)) } ?? .null,
                    row.orderName.map { .text($0) } ?? .null, .integer(row.isAuthoritative ? 1 : 0),
                ])
        }
        try keep(zone.object, wanted, presence: "present", in: file)
        return nil
    }

    private func keep(_ object: String, _ zone: ZoneSpecification, presence: String, in file: SQLiteFile) throws {
        try file.execute(
            """
            INSERT INTO hostwright_zone (object, name, serial, presence, specification) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (object) DO UPDATE SET name = excluded.name, serial = excluded.serial, presence = excluded.presence,
                specification = excluded.specification
            """,
            [
                .text(object), .text(zone.name.ascii), .integer(Int64(zone.serial)), .text(presence),
                .text(String(decoding: try JSONEncoder().encode(zone), as: UTF8.self)),
            ])
    }

    private func unserve(_ name: String, of object: String, in file: SQLiteFile) throws {
        try file.execute(
            "DELETE FROM records WHERE domain_id IN (SELECT id FROM domains WHERE name = ?1 AND account = ?2)",
            [.text(name), .text(object)])
        try file.execute("DELETE FROM domains WHERE name = ?1 AND account = ?2", [.text(name), .text(object)])
    }

    // MARK: The file

    @discardableResult
    private func open() throws -> SQLiteFile {
        if let file { return file }
        let path = directory + "/zones.sqlite"
        let made = try FileDescriptor(checking: Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640), "open", path)
        // SQLite gives `-wal` and `-shm` the same owner and mode.
        if fchown(made.number, 0, gid_t(configuration.nameServerGID)) != 0 { throw SystemError("fchown", path) }
        if fchmod(made.number, 0o640) != 0 { throw SystemError("fchmod", path) }
        let opened = try SQLiteFile(path: path)
        try opened.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -1000")
        opened.keepLogFiles()
        var version: Int64 = 0
        try opened.query("PRAGMA user_version") { version = $0.integer(0) }
        if version == 0 {
            try opened.transaction { try opened.run(PowerDNSSchema.sqlite + NameServerInstance.ownTable + "PRAGMA user_version = 1") }
        }
        file = opened
        return opened
    }

    /// Which object a zone is, and what is kept of one in the trash. PowerDNS does not look at it.
    private static let ownTable = """
        CREATE TABLE hostwright_zone (
            object TEXT PRIMARY KEY, name TEXT NOT NULL, serial INTEGER NOT NULL, presence TEXT NOT NULL, specification TEXT NOT NULL
        ) WITHOUT ROWID;

        """
}
