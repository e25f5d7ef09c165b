import Core
import Persistence

/// Remembers which forms have been sent, so that a double click or the back button does nothing twice.
package enum FormSubmissions {
    package enum Finding: Sendable, Equatable {
        /// Nobody has sent it: go on.
        case first
        /// Sent before, and this is where it led.
        case done(Link)
        /// Sent before, and not finished yet.
        case working
    }

    /// Claims the token. Only one of several that race gets `.first`.
    static func claim(_ token: FormToken, in database: any Database, now: Timestamp) async throws -> Finding {
        try await database.write { db in
            let changed = try db.execute(
                """
                INSERT INTO form_submission (token, submitted_at, location) VALUES (\(token.id), \(now), NULL)
                ON CONFLICT (token) DO NOTHING
                """)
            if changed == 1 { return .first }
            let location: String?? = try db.scalar("SELECT location FROM form_submission WHERE token = \(token.id)", as: String?.self)
            guard let text = location ?? nil, let link = Link(local: text) else { return .working }
            return .done(link)
        }
    }

    static func finish(_ token: FormToken, at link: Link, in database: any Database) async throws {
        try await database.write { db in
            _ = try db.execute("UPDATE form_submission SET location = \(link.text) WHERE token = \(token.id)")
        }
    }

    /// Nothing was done: the same copy of the form may be sent again.
    static func release(_ token: FormToken, in database: any Database) async throws {
        try await database.write { db in _ = try db.execute("DELETE FROM form_submission WHERE token = \(token.id)") }
    }

    /// Forgets tokens that have expired anyway. For a daily schedule.
    package static func sweep(_ database: any Database, now: Timestamp) async throws {
        try await database.write { db in
            _ = try db.execute("DELETE FROM form_submission WHERE submitted_at < \(now - FormToken.lifetime - .hours(1))")
        }
        try await Idempotency.sweep(database, at: now)
    }
}

package enum PresentationMigrations {
    package static let all: [Migration] = [
        Migration(
            "presentation.0001_form_submission",
            """
            CREATE TABLE form_submission (
                token TEXT NOT NULL PRIMARY KEY,
                submitted_at BIGINT NOT NULL,
                location TEXT
            );
            CREATE INDEX form_submission_submitted_at ON form_submission (submitted_at);
            """),
        // Ids are hashes of token and key; answers are sealed under both.
        Migration(
            "presentation.0002_api_answer",
            """
            CREATE TABLE api_answer (
                id TEXT NOT NULL PRIMARY KEY,
                request TEXT NOT NULL,
                run TEXT NOT NULL,
                started_at BIGINT NOT NULL,
                is_done BOOLEAN NOT NULL,
                answer TEXT
            );
            CREATE INDEX api_answer_started_at ON api_answer (started_at);
            """),
    ]
}
