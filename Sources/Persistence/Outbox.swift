import Core

/// An event that a feature tells the features above it, stored until each of them has read it.
package struct OutboxEvent: Sendable, Equatable {
    /// Ascends in the order in which consumers see events.
    package var position: Int64
    /// A stored name: `accounts.suspended`.
    package var topic: String
    /// JSON.
    package var payload: String
    package var createdAt: Timestamp
}

/// News for above, written in the same transaction as the change: with the change it happens or does not happen.
///
/// A consumer reads in order from its own stored position and moves it in the transaction in which it acts, so each event acts exactly once.
package enum Outbox {
    /// Writes an event. On PostgreSQL writers of events wait for each other until they commit, so that no event appears behind a position
    /// that a consumer has passed: publish last in a transaction.
    package static func publish(topic: StaticString, payload: String, at now: Timestamp, in db: any Connection) throws {
        if db.engine == .postgresql { _ = try db.query("SELECT pg_advisory_xact_lock(\(advisoryLock))") }
        try db.execute(
            "INSERT INTO outbox_event (topic, payload, created_at) VALUES (\(String(describing: topic)), \(payload), \(now))")
        try db.notify(.outbox, String(describing: topic))
    }

    /// The next events for `consumer` (a stored name: `billing.usage`), oldest first. Two processes that read for one consumer wait for each
    /// other. Call in a write transaction, act, then `advance`. A consumer that is new starts with the oldest event kept.
    package static func next(for consumer: String, limit: Int = 100, in db: any Connection) throws -> [OutboxEvent] {
        try db.execute("INSERT INTO outbox_consumer (name, position) VALUES (\(consumer), 0) ON CONFLICT DO NOTHING")
        let position: Int64 =
            try db.scalar("SELECT position FROM outbox_consumer WHERE name = \(consumer)\(db.forUpdate)") ?? 0
        let rows = try db.query(
            """
            SELECT position, topic, payload, created_at FROM outbox_event WHERE position > \(position) ORDER BY position LIMIT \(limit)
            """)
        return try rows.map {
            OutboxEvent(position: try $0("position"), topic: try $0("topic"), payload: try $0("payload"), createdAt: try $0("created_at"))
        }
    }

    /// Events up to and including `position` are done for `consumer`.
    package static func advance(_ consumer: String, to position: Int64, in db: any Connection) throws {
        try db.execute("UPDATE outbox_consumer SET position = \(position) WHERE name = \(consumer) AND position < \(position)")
    }

    /// Deletes events older than `moment` that every consumer has passed; returns how many.
    @discardableResult
    package static func prune(before moment: Timestamp, in db: any Connection) throws -> Int {
        try db.execute(
            """
            DELETE FROM outbox_event WHERE created_at < \(moment)
                AND position <= (SELECT COALESCE(MIN(position), 0) FROM outbox_consumer)
            """)
    }

    /// "outbox" in ASCII.
    private static let advisoryLock: Int64 = 0x6F75_7462_6F78
}

/// The tables of the outbox.
package enum PersistenceMigrations {
    package static let all = [
        Migration(
            "persistence.0001_outbox",
            "",
            sqlite: outbox(position: "INTEGER PRIMARY KEY AUTOINCREMENT"),
            postgresql: outbox(position: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"))
    ]

    private static func outbox(position: String) -> String {
        """
        CREATE TABLE outbox_event (
            position \(position),
            topic TEXT NOT NULL CONSTRAINT outbox_event_topic_check CHECK (topic <> ''),
            payload TEXT NOT NULL,
            created_at BIGINT NOT NULL
        );
        CREATE INDEX outbox_event_created_at ON outbox_event (created_at);
        CREATE TABLE outbox_consumer (
            name TEXT NOT NULL PRIMARY KEY,
            position BIGINT NOT NULL
        );
        """
    }
}
