import Core
import Persistence
import Presentation

package typealias AlertID = Identifier<Alert>

/// Something of the installation that an administrator has to know: open from when it began until it is over.
package struct Alert: Sendable {
    /// Raw values are stored and stand in the API.
    package enum Kind: String, Sendable, CaseIterable, SQLEnum {
        case serverDown = "server_down"
        case diskFull = "disk_full"
        case jobGivenUp = "job_given_up"
        case clockOff = "clock_off"
        case certificateEnds = "certificate_ends"
        case provisioningFailed = "provisioning_failed"
        /// Mails that no relay has taken; its value is how many.
        case mailGivenUp = "mail_given_up"
        /// PostgreSQL sorts by a language; its value is the collation.
        case databaseSorting = "database_sorting"
    }

    package let id: AlertID
    package var kind: Kind
    /// What it is about: the id of the server, job or object. At most one alert of a kind is open for it.
    package var subject: String
    /// As people call it.
    package var name: String
    /// A number (per cent, seconds, Unix milliseconds) or the words of a daemon or job, by kind.
    package var value: String
    package var link: Link
    package var openedAt: Timestamp
    package var closedAt: Timestamp?
}

/// All statements on `alert`.
enum AlertQueries {
    private static let columns: SQL = "id, kind, subject, name, value, link, opened_at, closed_at"

    static let migrations = [
        Migration(
            "alerts.0001_alert",
            """
            CREATE TABLE alert (
                id TEXT NOT NULL PRIMARY KEY,
                kind TEXT NOT NULL,
                subject TEXT NOT NULL,
                name TEXT NOT NULL,
                value TEXT NOT NULL,
                link TEXT NOT NULL,
                opened_at BIGINT NOT NULL,
                closed_at BIGINT
            );
            CREATE UNIQUE INDEX alert_open ON alert (kind, subject) WHERE closed_at IS NULL;
            CREATE INDEX alert_closed_at ON alert (closed_at) WHERE closed_at IS NOT NULL;
            """)
    ]

    static func open(in db: any Connection) throws -> [Alert] {
        try db.query("SELECT \(columns) FROM alert WHERE closed_at IS NULL ORDER BY id DESC").map(alert)
    }

    /// Newest first, or oldest first; those after `last` in that order.
    static func list(
        isOpen: Bool?, after last: AlertID?, isOldestFirst: Bool, limit: Int, in db: any Connection
    ) throws -> [Alert] {
        let state: SQL =
            switch isOpen {
            case true?: "closed_at IS NULL"
            case false?: "closed_at IS NOT NULL"
            case nil: "1 = 1"
            }
        let direction: SQL = isOldestFirst ? "ASC" : "DESC"
        var condition = state
        if let last { condition = condition + (isOldestFirst ? " AND id > \(last)" : " AND id < \(last)") }
        return try db.query("SELECT \(columns) FROM alert WHERE \(condition) ORDER BY id \(direction) LIMIT \(limit)").map(alert)
    }

    static func insert(_ alert: Alert, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO alert (id, kind, subject, name, value, link, opened_at)
            VALUES (\(alert.id), \(alert.kind), \(alert.subject), \(alert.name), \(alert.value), \(alert.link.text), \(alert.openedAt))
            """)
    }

    static func setValue(_ value: String, of id: AlertID, in db: any Connection) throws {
        try db.execute("UPDATE alert SET value = \(value) WHERE id = \(id)")
    }

    static func close(_ id: AlertID, in db: any Connection, at now: Timestamp) throws {
        try db.execute("UPDATE alert SET closed_at = \(now) WHERE id = \(id)")
    }

    static func prune(before moment: Timestamp, in db: any Connection) throws {
        try db.execute("DELETE FROM alert WHERE closed_at < \(moment)")
    }

    private static func alert(_ row: Row) throws -> Alert {
        Alert(
            id: try row("id"), kind: try row("kind"), subject: try row("subject"), name: try row("name"), value: try row("value"),
            link: Link(local: try row("link")) ?? "/", openedAt: try row("opened_at"), closedAt: try row("closed_at"))
    }
}
