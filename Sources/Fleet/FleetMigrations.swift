import Persistence

/// The schema of the fleet, in order.
package enum FleetMigrations {
    package static let all: [Migration] = [
        migration("fleet.0001_installation", installation),
        migration("fleet.0002_servers", servers),
        migration("fleet.0003_specifications", specifications),
        migration("fleet.0004_node_requests", requests),
        migration("fleet.0005_attention", attention),
        migration("fleet.0006_foreign_objects", foreignObjects),
        migration("fleet.0007_server_details", details),
        migration("fleet.0008_panel_certificate", panelCertificate),
        migration("fleet.0009_address_pools", AddressMigrations.pools),
        migration(
            "fleet.0010_server_groups",
            """
            ALTER TABLE logical_server ADD COLUMN group_name TEXT NOT NULL DEFAULT 'Default';
            ALTER TABLE logical_server ADD COLUMN is_open BOOLEAN NOT NULL DEFAULT TRUE;
            """),
    ]

    /// PostgreSQL's name for bytes is not SQLite's; all else is alike.
    private static func migration(_ name: String, _ sql: String) -> Migration {
        Migration(name, sql, sqlite: sql.replacing("BYTEA", with: "BLOB"))
    }

    /// `clock_skew`: milliseconds that a node's clock was behind ours when it last said it.
    private static let panelCertificate = """
        CREATE TABLE panel_certificate (
            only_row BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            certificate TEXT NOT NULL,
            sealed_key BYTEA NOT NULL,
            not_after BIGINT NOT NULL,
            CONSTRAINT panel_certificate_only_row CHECK (only_row = 1)
        );
        ALTER TABLE node_state ADD COLUMN clock_skew BIGINT;
        """

    private static let installation = """
        CREATE TABLE installation (
            id TEXT NOT NULL PRIMARY KEY,
            only_row BIGINT NOT NULL DEFAULT 1 UNIQUE,
            epoch BIGINT NOT NULL,
            provider_name TEXT NOT NULL,
            service_zone TEXT NOT NULL,
            first_uid BIGINT NOT NULL,
            uid_count BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            CONSTRAINT installation_only_row CHECK (only_row = 1),
            CONSTRAINT installation_epoch CHECK (epoch >= 1),
            CONSTRAINT installation_uids CHECK (first_uid >= 1000 AND uid_count >= 1)
        );
        CREATE TABLE certificate_authority (
            installation_id TEXT NOT NULL PRIMARY KEY REFERENCES installation (id),
            certificate TEXT NOT NULL,
            sealed_key BYTEA NOT NULL,
            not_after BIGINT NOT NULL,
            created_at BIGINT NOT NULL
        );
        """

    /// `physical_server.sequence` is the hot row of publishing and is locked last; what reports write every two seconds is a row of its own,
    /// `node_state`, so that signs of life and publishing do not wait for one another.
    private static let servers = """
        CREATE TABLE physical_server (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            name_folded TEXT NOT NULL UNIQUE,
            operating_system TEXT NOT NULL,
            sequence BIGINT NOT NULL DEFAULT 0,
            object_count BIGINT NOT NULL DEFAULT 0,
            dropped_through BIGINT NOT NULL DEFAULT 0,
            confirmed_through BIGINT NOT NULL DEFAULT 0,
            machine TEXT NOT NULL DEFAULT '',
            certificate_key TEXT,
            previous_certificate_key TEXT,
            certificate_serial TEXT,
            certificate_not_after BIGINT,
            trusted_from BIGINT,
            joined_at BIGINT,
            revoked_at BIGINT,
            created_at BIGINT NOT NULL
        );
        CREATE TABLE physical_server_address (
            physical_server_id TEXT NOT NULL REFERENCES physical_server (id),
            address TEXT NOT NULL,
            place BIGINT NOT NULL,
            PRIMARY KEY (physical_server_id, address)
        );
        CREATE TABLE node_state (
            physical_server_id TEXT NOT NULL PRIMARY KEY REFERENCES physical_server (id),
            epoch BIGINT NOT NULL DEFAULT 0,
            position BIGINT NOT NULL DEFAULT 0,
            protocol_version BIGINT NOT NULL DEFAULT 0,
            last_seen_at BIGINT,
            silent_since BIGINT,
            state TEXT,
            stop TEXT
        );
        CREATE TABLE logical_server_series (
            kind TEXT NOT NULL PRIMARY KEY,
            last_number BIGINT NOT NULL
        );
        CREATE TABLE logical_server (
            id TEXT NOT NULL PRIMARY KEY,
            physical_server_id TEXT NOT NULL REFERENCES physical_server (id),
            kind TEXT NOT NULL,
            number BIGINT NOT NULL,
            name TEXT NOT NULL UNIQUE,
            created_at BIGINT NOT NULL,
            CONSTRAINT logical_server_number UNIQUE (kind, number),
            CONSTRAINT logical_server_kind CHECK (kind IN ('web', 'dns'))
        );
        CREATE INDEX logical_server_physical ON logical_server (physical_server_id);
        CREATE TABLE server_endpoint (
            physical_server_id TEXT NOT NULL REFERENCES physical_server (id),
            address TEXT NOT NULL,
            port BIGINT NOT NULL,
            logical_server_id TEXT NOT NULL REFERENCES logical_server (id),
            place BIGINT NOT NULL,
            PRIMARY KEY (physical_server_id, address, port),
            CONSTRAINT server_endpoint_port CHECK (port BETWEEN 1 AND 65535)
        );
        CREATE INDEX server_endpoint_logical ON server_endpoint (logical_server_id);
        CREATE TABLE join_token (
            hash TEXT NOT NULL PRIMARY KEY,
            physical_server_id TEXT NOT NULL REFERENCES physical_server (id),
            created_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            used_at BIGINT
        );
        CREATE INDEX join_token_physical ON join_token (physical_server_id);
        """

    private static let specifications = """
        CREATE TABLE specification (
            logical_server_id TEXT NOT NULL REFERENCES logical_server (id),
            kind TEXT NOT NULL,
            object TEXT NOT NULL,
            physical_server_id TEXT NOT NULL REFERENCES physical_server (id),
            sequence BIGINT NOT NULL,
            presence TEXT NOT NULL,
            body TEXT,
            published_at BIGINT NOT NULL,
            PRIMARY KEY (logical_server_id, kind, object),
            CONSTRAINT specification_presence CHECK (presence IN ('present', 'trashed', 'purged')),
            CONSTRAINT specification_body CHECK (body IS NOT NULL OR presence = 'purged')
        );
        CREATE UNIQUE INDEX specification_sequence ON specification (physical_server_id, sequence);
        CREATE INDEX specification_object ON specification (kind, object);
        CREATE INDEX specification_gone ON specification (physical_server_id) WHERE presence <> 'present';
        CREATE TABLE specification_status (
            logical_server_id TEXT NOT NULL REFERENCES logical_server (id),
            kind TEXT NOT NULL,
            object TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            state TEXT NOT NULL,
            words TEXT NOT NULL,
            failure_key TEXT,
            next_try BIGINT,
            since BIGINT NOT NULL,
            PRIMARY KEY (logical_server_id, kind, object),
            CONSTRAINT specification_status_state CHECK (state IN ('live', 'failed', 'removed', 'content_missing'))
        );
        CREATE INDEX specification_status_attention ON specification_status (since) WHERE state IN ('failed', 'content_missing');
        CREATE TABLE quarantined_object (
            logical_server_id TEXT NOT NULL REFERENCES logical_server (id),
            kind TEXT NOT NULL,
            object TEXT NOT NULL,
            physical_server_id TEXT NOT NULL REFERENCES physical_server (id),
            name TEXT NOT NULL,
            since BIGINT NOT NULL,
            PRIMARY KEY (logical_server_id, kind, object)
        );
        CREATE INDEX quarantined_object_physical ON quarantined_object (physical_server_id);
        """

    /// What a node has from another installation. Its logical servers are not known here.
    private static let foreignObjects = """
        CREATE TABLE foreign_object (
            physical_server_id TEXT NOT NULL REFERENCES physical_server (id),
            logical_server_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            object TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (physical_server_id, logical_server_id, kind, object)
        );
        """

    private static let requests = """
        CREATE TABLE node_request (
            id TEXT NOT NULL PRIMARY KEY,
            physical_server_id TEXT NOT NULL REFERENCES physical_server (id),
            logical_server_id TEXT NOT NULL REFERENCES logical_server (id),
            operation TEXT NOT NULL,
            content BYTEA,
            content_length BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            answered_at BIGINT,
            problem TEXT,
            answer BYTEA
        );
        CREATE INDEX node_request_open ON node_request (physical_server_id, id) WHERE answered_at IS NULL;
        CREATE INDEX node_request_expiry ON node_request (expires_at);
        """

    /// What the home page shows comes out of an index in its order, and what one server's page counts out of another.
    private static let attention = """
        DROP INDEX specification_status_attention;
        CREATE INDEX specification_status_attention ON specification_status (since, object) WHERE state IN ('failed', 'content_missing');
        CREATE INDEX specification_status_server ON specification_status (logical_server_id) WHERE state IN ('failed', 'content_missing');
        """

    /// What staff say of a server, and its limits. The index counts what a server holds without reading what is wanted of it.
    private static let details = """
        ALTER TABLE physical_server ADD COLUMN platform TEXT NOT NULL DEFAULT 'Linux';
        ALTER TABLE physical_server ADD COLUMN is_virtual BOOLEAN NOT NULL DEFAULT FALSE;
        ALTER TABLE physical_server ADD COLUMN login_address TEXT NOT NULL DEFAULT '';
        ALTER TABLE physical_server ADD COLUMN login_port BIGINT NOT NULL DEFAULT 22;
        ALTER TABLE physical_server ADD COLUMN login_user TEXT NOT NULL DEFAULT '';
        ALTER TABLE physical_server ADD COLUMN console_url TEXT NOT NULL DEFAULT '';
        ALTER TABLE physical_server ADD COLUMN note TEXT NOT NULL DEFAULT '';
        ALTER TABLE physical_server ADD COLUMN account_limit BIGINT;
        ALTER TABLE physical_server ADD COLUMN site_limit BIGINT;
        ALTER TABLE physical_server ADD COLUMN disk_limit BIGINT;
        ALTER TABLE physical_server ADD COLUMN load_limit BIGINT;
        CREATE INDEX specification_held ON specification (physical_server_id, kind)
            WHERE presence = 'present' AND kind IN ('account', 'website');
        """
}
