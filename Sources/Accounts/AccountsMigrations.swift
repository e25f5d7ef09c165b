import Persistence

/// The schema of plans and accounts, in order.
package enum AccountsMigrations {
    package static let all: [Migration] = [
        Migration(
            "accounts.0001_plan",
            """
            CREATE TABLE plan (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                name_folded TEXT NOT NULL UNIQUE,
                domain_limit BIGINT,
                includes_php BOOLEAN NOT NULL,
                created_at BIGINT NOT NULL,
                CONSTRAINT plan_domain_limit CHECK (domain_limit IS NULL OR domain_limit >= 0)
            );
            """),
        Migration(
            "accounts.0002_account",
            """
            CREATE TABLE account_series (
                only_row BIGINT NOT NULL PRIMARY KEY,
                last_number BIGINT NOT NULL,
                CONSTRAINT account_series_only_row CHECK (only_row = 1)
            );
            INSERT INTO account_series (only_row, last_number) VALUES (1, 0);
            CREATE TABLE account (
                id TEXT NOT NULL PRIMARY KEY,
                number BIGINT NOT NULL UNIQUE,
                login_id TEXT NOT NULL REFERENCES login (id),
                plan_id TEXT NOT NULL REFERENCES plan (id),
                server_id TEXT NOT NULL REFERENCES logical_server (id),
                title TEXT NOT NULL,
                title_folded TEXT NOT NULL,
                uid BIGINT NOT NULL UNIQUE,
                suspension_reason TEXT,
                suspended_at BIGINT,
                trashed_at BIGINT,
                purge_at BIGINT,
                purged_at BIGINT,
                created_at BIGINT NOT NULL,
                CONSTRAINT account_suspension CHECK ((suspension_reason IS NULL) = (suspended_at IS NULL)),
                CONSTRAINT account_trash CHECK ((trashed_at IS NULL) = (purge_at IS NULL))
            );
            CREATE INDEX account_login ON account (login_id);
            CREATE INDEX account_title ON account (title_folded, number);
            CREATE INDEX account_plan ON account (plan_id);
            CREATE INDEX account_purge ON account (purge_at) WHERE purge_at IS NOT NULL;
            """),
        Migration(
            "accounts.0003_counting",
            """
            CREATE INDEX account_exception ON account (id)
                WHERE suspended_at IS NOT NULL OR trashed_at IS NOT NULL OR purged_at IS NOT NULL;
            CREATE INDEX account_trashed ON account (id) WHERE trashed_at IS NOT NULL;
            """),
        Migration("accounts.0004_created", "CREATE INDEX account_created ON account (created_at);"),
        Migration(
            "accounts.0005_offer",
            """
            ALTER TABLE plan ADD COLUMN platform TEXT NOT NULL DEFAULT 'Linux';
            CREATE TABLE plan_option (
                plan_id TEXT NOT NULL REFERENCES plan (id),
                option_key TEXT NOT NULL,
                terms TEXT NOT NULL,
                price_units BIGINT,
                price_currency TEXT,
                PRIMARY KEY (plan_id, option_key),
                CONSTRAINT plan_option_terms CHECK (terms IN ('included', 'monthly', 'not_offered')),
                CONSTRAINT plan_option_price CHECK (
                    (terms = 'monthly') = (price_units IS NOT NULL) AND (price_units IS NULL) = (price_currency IS NULL))
            );
            """),
    ]
}
