import Persistence

/// The schema of what accounts use, in order.
enum UsageMigrations {
    static let all: [Migration] = [
        Migration(
            "accounts.0040_usage",
            """
            CREATE TABLE usage_traffic (
                account_id TEXT NOT NULL REFERENCES account (id),
                day BIGINT NOT NULL,
                website_id TEXT NOT NULL,
                counter TEXT NOT NULL,
                bytes_in BIGINT NOT NULL,
                bytes_out BIGINT NOT NULL,
                PRIMARY KEY (account_id, day, website_id, counter),
                CONSTRAINT usage_traffic_bytes CHECK (bytes_in >= 0 AND bytes_out >= 0)
            );
            CREATE INDEX usage_traffic_day ON usage_traffic (day);
            CREATE TABLE usage_disk (
                account_id TEXT NOT NULL REFERENCES account (id),
                day BIGINT NOT NULL,
                bytes BIGINT NOT NULL,
                files BIGINT NOT NULL,
                measured_at BIGINT NOT NULL,
                PRIMARY KEY (account_id, day),
                CONSTRAINT usage_disk_bytes CHECK (bytes >= 0 AND files >= 0)
            );
            CREATE INDEX usage_disk_day ON usage_disk (day);
            CREATE TABLE usage_meter (
                account_id TEXT NOT NULL REFERENCES account (id),
                resource TEXT NOT NULL,
                used BIGINT NOT NULL,
                month BIGINT NOT NULL,
                measured_at BIGINT NOT NULL,
                level BIGINT NOT NULL,
                PRIMARY KEY (account_id, resource),
                CONSTRAINT usage_meter_used CHECK (used >= 0),
                CONSTRAINT usage_meter_level CHECK (level IN (0, 80, 100))
            );
            CREATE INDEX usage_meter_level ON usage_meter (level, account_id) WHERE level > 0;
            CREATE TABLE usage_node (
                physical_server_id TEXT NOT NULL PRIMARY KEY REFERENCES physical_server (id),
                counted_through BIGINT NOT NULL
            );
            INSERT INTO plan_term (plan_id, version, resource, is_included, is_activated, is_shown, free_units, most_units, is_hard)
                SELECT plan_version.plan_id, plan_version.version, kind.resource, TRUE, TRUE, TRUE, -1, -1, FALSE
                FROM plan_version JOIN plan ON plan.id = plan_version.plan_id
                CROSS JOIN (SELECT 'disk_space' AS resource UNION ALL SELECT 'traffic' AS resource) AS kind
                WHERE plan.category = 'customer' AND NOT EXISTS (
                    SELECT 1 FROM plan_term WHERE plan_term.plan_id = plan_version.plan_id AND plan_term.version = plan_version.version
                        AND plan_term.resource = kind.resource);
            """)
    ]
}
