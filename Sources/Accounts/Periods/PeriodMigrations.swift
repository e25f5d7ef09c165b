import Persistence

/// The schema of billing periods and of who has which, in order. What was there before has one of a month, without a row.
enum PeriodMigrations {
    static let all: [Migration] = [
        Migration(
            "accounts.0030_billing_periods",
            """
            ALTER TABLE plan_version ADD COLUMN setup_price BIGINT;
            ALTER TABLE plan_version ADD COLUMN recurring_price BIGINT;
            CREATE TABLE plan_period (
                plan_id TEXT NOT NULL,
                version BIGINT NOT NULL,
                period_id TEXT NOT NULL,
                place BIGINT NOT NULL,
                length BIGINT NOT NULL,
                unit TEXT NOT NULL,
                is_on_offer BOOLEAN NOT NULL,
                setup_discount BIGINT NOT NULL,
                recurring_discount BIGINT NOT NULL,
                usage_discount BIGINT NOT NULL,
                PRIMARY KEY (plan_id, version, period_id),
                FOREIGN KEY (plan_id, version) REFERENCES plan_version (plan_id, version),
                CONSTRAINT plan_period_length CHECK (length >= 1 AND unit IN ('day', 'week', 'month', 'year')),
                CONSTRAINT plan_period_discounts CHECK (
                    setup_discount BETWEEN 0 AND 10000 AND recurring_discount BETWEEN 0 AND 10000 AND usage_discount BETWEEN 0 AND 10000)
            );
            CREATE TABLE plan_period_price (
                plan_id TEXT NOT NULL,
                version BIGINT NOT NULL,
                period_id TEXT NOT NULL,
                item TEXT NOT NULL,
                setup_price BIGINT,
                recurring_price BIGINT,
                usage_price BIGINT,
                PRIMARY KEY (plan_id, version, period_id, item),
                FOREIGN KEY (plan_id, version, period_id) REFERENCES plan_period (plan_id, version, period_id)
            );
            CREATE TABLE account_period (
                account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
                period_id TEXT,
                anchor TEXT NOT NULL,
                trial_until TEXT
            );
            """),
        Migration(
            "accounts.0031_plan_access",
            """
            ALTER TABLE plan ADD COLUMN is_demo BOOLEAN NOT NULL DEFAULT FALSE;
            ALTER TABLE plan ADD COLUMN audience TEXT NOT NULL DEFAULT 'everybody';
            CREATE TABLE plan_audience (
                plan_id TEXT NOT NULL REFERENCES plan (id),
                member TEXT NOT NULL,
                PRIMARY KEY (plan_id, member)
            );
            """),
    ]
}
