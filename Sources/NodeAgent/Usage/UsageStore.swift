import AgentProtocol
import CSQLite
import Core
import Foundation

/// What was counted and how much of it has been told, in one SQLite file that only root reads.
final class UsageStore: Sendable {
    /// Used under the lock only.
    private struct Confined: @unchecked Sendable { let file: SQLiteFile }

    /// Whose traffic, and when.
    struct Key: Hashable {
        var account: Int
        var website: WebsiteID
        var day: UTCDay
    }

    struct Bytes: Hashable {
        var received: Int64 = 0
        var sent: Int64 = 0
    }

    /// How far one log has been counted. A log keeps its device and inode when it is renamed; `head`, its first line, tells it from another one that has got
    /// the same inode later.
    struct LogPlace: Hashable {
        var device: Int64
        var inode: Int64
        var head: String
        var position: Int64
    }

    /// Days are kept so long after they have been told, so that a control plane that was set back hears of them again.
    private static let daysKept = 60
    /// The place of a log that is there no more is forgotten after this time, for one that is being renamed is not seen for a moment.
    private static let placeLife = Duration.days(2)
    /// Values of one kind in one report.
    private static let perReport = 500

    private let connection: Locked<Confined>
    /// Made when this store was.
    let counter: String

    /// Opens or makes the file in the directory, which is root's alone.
    init(directory: String) throws {
        try SmallFiles.makeDirectory(directory, mode: 0o700)
        let path = directory + "/usage.sqlite"
        _ = try FileDescriptor(checking: open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600), "open", path)
        let file = try SQLiteFile(path: path)
        try file.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -500")
        try Self.migrate(file)
        var counter = ""
        try file.query("SELECT counter FROM meter") { counter = $0.text(0) }
        self.counter = counter
        connection = Locked(Confined(file: file))
    }

    private static func migrate(_ file: SQLiteFile) throws {
        var version: Int64 = 0
        try file.query("PRAGMA user_version") { version = $0.integer(0) }
        guard version <= 1 else {
            throw SQLiteError(code: SQLITE_MISMATCH, words: "what was counted was written by a newer program; install that one again")
        }
        if version == 1 { return }
        try file.transaction {
            try file.run(
                """
                CREATE TABLE meter (
                    id INTEGER PRIMARY KEY CHECK (id = 1), counter TEXT NOT NULL, installation TEXT NOT NULL, epoch INTEGER NOT NULL
                ) STRICT;
                CREATE TABLE log_place (
                    device INTEGER NOT NULL, inode INTEGER NOT NULL, head TEXT NOT NULL, position INTEGER NOT NULL, seen_at INTEGER NOT NULL,
                    PRIMARY KEY (device, inode)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE traffic (
                    day INTEGER NOT NULL, account INTEGER NOT NULL, website TEXT NOT NULL, bytes_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL,
                    told_in INTEGER NOT NULL, told_out INTEGER NOT NULL, PRIMARY KEY (day, account, website)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX traffic_untold ON traffic (day) WHERE told_in < bytes_in OR told_out < bytes_out;
                CREATE TABLE disk (
                    account INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, files INTEGER NOT NULL, measured_at INTEGER NOT NULL,
                    told_bytes INTEGER NOT NULL, told_at INTEGER NOT NULL
                ) STRICT;
                PRAGMA user_version = 1;
                """)
            try file.execute("INSERT INTO meter VALUES (1, ?1, '', 0)", [.text(Identifier<UsageReport>().text)])
        }
    }

    private func using<R: Sendable>(_ body: (SQLiteFile) throws -> R) throws -> R {
        try connection.withLock { confined in try body(confined.file) }
    }

    private func changing<R: Sendable>(_ body: (SQLiteFile) throws -> R) throws -> R {
        try using { file in try file.transaction { try body(file) } }
    }

    // MARK: Traffic

    func place(device: Int64, inode: Int64) throws -> LogPlace? {
        try using { file in
            var found: LogPlace?
            try file.query("SELECT head, position FROM log_place WHERE device = ?1 AND inode = ?2", [.integer(device), .integer(inode)]) {
                found = LogPlace(device: device, inode: inode, head: $0.text(0), position: $0.integer(1))
            }
            return found
        }
    }

    /// Adds what lines say together with where they end: both are on the disk or neither is, so no byte is counted twice.
    func add(_ counted: [Key: Bytes], through place: LogPlace, at now: Timestamp) throws {
        try changing { file in
            for (key, bytes) in counted {
                try file.execute(
                    """
                    INSERT INTO traffic VALUES (?1, ?2, ?3, ?4, ?5, -1, -1)
                    ON CONFLICT (day, account, website) DO UPDATE SET
                        bytes_in = bytes_in + excluded.bytes_in, bytes_out = bytes_out + excluded.bytes_out
                    """,
                    [
                        .integer(Int64(key.day.number)), .integer(Int64(key.account)), .text(key.website.text), .integer(bytes.received),
                        .integer(bytes.sent),
                    ])
            }
            try file.execute(
                """
                INSERT INTO log_place VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (device, inode) DO UPDATE SET head = excluded.head, position = excluded.position, seen_at = excluded.seen_at
                """,
                [.integer(place.device), .integer(place.inode), .text(place.head), .integer(place.position), .integer(now.milliseconds)])
        }
    }

    /// A log that nothing was added to is still there.
    func saw(_ place: LogPlace, at now: Timestamp) throws {
        try using { file in
            try file.execute(
                "UPDATE log_place SET seen_at = ?1 WHERE device = ?2 AND inode = ?3 AND seen_at < ?4",
                [
                    .integer(now.milliseconds), .integer(place.device), .integer(place.inode),
                    .integer((now - .hours(1)).milliseconds),
                ])
        }
    }

    /// Forgets logs that have gone, and days that are long past and told.
    func tidy(at now: Timestamp) throws {
        try using { file in
            try file.execute("DELETE FROM log_place WHERE seen_at < ?1", [.integer((now - Self.placeLife).milliseconds)])
            try file.execute(
                "DELETE FROM traffic WHERE day < ?1 AND told_in >= bytes_in AND told_out >= bytes_out",
                [.integer(Int64(UTCDay(now).number - Self.daysKept))])
        }
    }

    // MARK: Disk space

    /// When each home was measured last.
    func measurements() throws -> [Int: Timestamp] {
        try using { file in
            var found: [Int: Timestamp] = [:]
            try file.query("SELECT account, measured_at FROM disk") { found[Int($0.integer(0))] = Timestamp(milliseconds: $0.integer(1)) }
            return found
        }
    }

    func measured(_ account: Int, _ space: HomeSpace, at now: Timestamp) throws {
        try using { file in
            try file.execute(
                """
                INSERT INTO disk VALUES (?1, ?2, ?3, ?4, -1, 0)
                ON CONFLICT (account) DO UPDATE SET bytes = excluded.bytes, files = excluded.files, measured_at = excluded.measured_at
                """, [.integer(Int64(account)), .integer(space.bytes), .integer(space.files), .integer(now.milliseconds)])
        }
    }

    /// Accounts whose homes have gone.
    func forget(_ accounts: [Int]) throws {
        if accounts.isEmpty { return }
        try changing { file in
            for account in accounts { try file.execute("DELETE FROM disk WHERE account = ?1", [.integer(Int64(account))]) }
        }
    }

    // MARK: Telling

    /// What is to be told. Another installation is told nothing of what was counted for the one before; one that was set back is told all of it again.
    func report(to installation: InstallationID, epoch: Int64, countedThrough: Timestamp) throws -> UsageReport {
        try changing { file in
            try follow(installation, epoch, file)
            var report = UsageReport(counter: counter, countedThrough: countedThrough, traffic: [], disk: [])
            try file.query(
                """
                SELECT account, website, day, bytes_in, bytes_out FROM traffic WHERE told_in < bytes_in OR told_out < bytes_out ORDER BY day
                LIMIT \(Self.perReport)
                """
            ) { row in
                report.traffic.append(
                    TrafficOfDay(
                        account: Int(row.integer(0)), website: WebsiteID(stored: row.text(1)), day: UTCDay(number: Int(row.integer(2))),
                        bytesIn: row.integer(3), bytesOut: row.integer(4)))
            }
            // A home that stays as it is is told again each hour, so that people see how fresh the number is.
            try file.query(
                """
                SELECT account, bytes, files, measured_at FROM disk
                WHERE measured_at > told_at AND (bytes <> told_bytes OR measured_at >= told_at + 3600000)
                ORDER BY measured_at LIMIT \(Self.perReport)
                """
            ) { row in
                report.disk.append(
                    DiskUse(
                        account: Int(row.integer(0)), bytes: row.integer(1), files: row.integer(2),
                        measuredAt: Timestamp(milliseconds: row.integer(3))))
            }
            return report
        }
    }

    private func follow(_ installation: InstallationID, _ epoch: Int64, _ file: SQLiteFile) throws {
        var before = ("", Int64(0))
        try file.query("SELECT installation, epoch FROM meter") { before = ($0.text(0), $0.integer(1)) }
        if before == (installation.text, epoch) { return }
        if before.0 != installation.text, !before.0.isEmpty {
            // Its accounts have the same numbers as those of the other one.
            try file.execute("DELETE FROM traffic")
            try file.execute("DELETE FROM disk")
        } else {
            try file.execute("UPDATE traffic SET told_in = -1, told_out = -1")
            try file.execute("UPDATE disk SET told_bytes = -1, told_at = 0")
        }
        try file.execute("UPDATE meter SET installation = ?1, epoch = ?2", [.text(installation.text), .integer(epoch)])
    }

    func taken(_ report: UsageReport) throws {
        try changing { file in
            for told in report.traffic {
                try file.execute(
                    "UPDATE traffic SET told_in = ?1, told_out = ?2 WHERE day = ?3 AND account = ?4 AND website = ?5",
                    [
                        .integer(told.bytesIn), .integer(told.bytesOut), .integer(Int64(told.day.number)), .integer(Int64(told.account)),
                        .text(told.website.text),
                    ])
            }
            for told in report.disk {
                try file.execute(
                    "UPDATE disk SET told_bytes = ?1, told_at = ?2 WHERE account = ?3",
                    [.integer(told.bytes), .integer(told.measuredAt.milliseconds), .integer(Int64(told.account))])
            }
        }
    }
}
