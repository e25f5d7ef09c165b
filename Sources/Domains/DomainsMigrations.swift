import Persistence

/// The schema of domains and zones, in order.
package enum DomainsMigrations {
    package static let all: [Migration] = [
        Migration(
            "domains.0001_zone",
            """
            CREATE TABLE zone (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                serial BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                CONSTRAINT zone_serial CHECK (serial BETWEEN 0 AND 4294967295)
            );
            CREATE TABLE zone_server (
                zone_id TEXT NOT NULL REFERENCES zone (id) ON DELETE CASCADE,
                server_id TEXT NOT NULL REFERENCES logical_server (id),
                is_primary BOOLEAN NOT NULL,
                PRIMARY KEY (zone_id, server_id)
            );
            CREATE INDEX zone_server_server ON zone_server (server_id);
            CREATE TABLE zone_record (
                id TEXT NOT NULL PRIMARY KEY,
                zone_id TEXT NOT NULL REFERENCES zone (id) ON DELETE CASCADE,
                place BIGINT NOT NULL,
                name TEXT NOT NULL,
                time_to_live BIGINT NOT NULL,
                data TEXT NOT NULL,
                CONSTRAINT zone_record_time_to_live CHECK (time_to_live BETWEEN 0 AND 2147483647)
            );
            CREATE INDEX zone_record_zone ON zone_record (zone_id, place);
            """),
        Migration(
            "domains.0002_domain",
            """
            CREATE TABLE domain (
                id TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                zone_id TEXT REFERENCES zone (id),
                name TEXT NOT NULL,
                name_folded TEXT NOT NULL,
                held_name TEXT UNIQUE,
                trashed_at BIGINT,
                purge_at BIGINT,
                purged_at BIGINT,
                created_at BIGINT NOT NULL,
                CONSTRAINT domain_trash CHECK ((trashed_at IS NULL) = (purge_at IS NULL)),
                CONSTRAINT domain_hold CHECK ((held_name IS NULL) = (purged_at IS NOT NULL))
            );
            CREATE INDEX domain_account ON domain (account_id);
            CREATE INDEX domain_name_folded ON domain (name_folded, id);
            CREATE INDEX domain_purge ON domain (purge_at) WHERE purge_at IS NOT NULL;
            """),
        Migration(
            "domains.0003_looking_up",
            """
            CREATE INDEX domain_exception ON domain (id) WHERE trashed_at IS NOT NULL OR purged_at IS NOT NULL;
            CREATE INDEX domain_created ON domain (created_at, id);
            CREATE INDEX domain_zone ON domain (zone_id);
            """),
        DomainQueries.names.migration("domains.0004_search", filling: "SELECT id, name_folded FROM domain WHERE purged_at IS NULL"),
        Migration(
            "domains.0005_registration",
            """
            ALTER TABLE domain ADD COLUMN registration TEXT NOT NULL DEFAULT 'none';
            ALTER TABLE domain ADD COLUMN registration_since BIGINT;
            CREATE INDEX domain_registration ON domain (registration) WHERE registration = 'wanted';
            """),
        DomainQueries.names.atOnce("domains.0006_search_at_once"),
    ]
}
