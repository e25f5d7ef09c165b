import Persistence

/// The schema of plans and accounts, in order.
package enum AccountsMigrations {
    package static var all: [Migration] { own + PeriodMigrations.all }

    private static let own: [Migration] = [
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
        Migration(
            "accounts.0006_plan_terms",
            """
            ALTER TABLE plan ADD COLUMN category TEXT NOT NULL DEFAULT 'customer';
            ALTER TABLE plan ADD COLUMN description TEXT NOT NULL DEFAULT '';
            ALTER TABLE plan ADD COLUMN is_on_offer BOOLEAN NOT NULL DEFAULT FALSE;
            ALTER TABLE plan ADD COLUMN currency TEXT NOT NULL DEFAULT 'EUR';
            ALTER TABLE plan ADD COLUMN is_billed BOOLEAN NOT NULL DEFAULT TRUE;
            ALTER TABLE plan ADD COLUMN trial_days BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE plan ADD COLUMN credit_limit BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE plan ADD COLUMN money_back_days BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE plan ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
            UPDATE plan SET currency = COALESCE((SELECT MIN(price_currency) FROM plan_option WHERE plan_option.plan_id = plan.id), 'EUR');
            CREATE TABLE plan_version (
                plan_id TEXT NOT NULL REFERENCES plan (id),
                version BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                PRIMARY KEY (plan_id, version)
            );
            CREATE TABLE plan_term (
                plan_id TEXT NOT NULL,
                version BIGINT NOT NULL,
                resource TEXT NOT NULL,
                is_included BOOLEAN NOT NULL,
                is_activated BOOLEAN NOT NULL,
                is_shown BOOLEAN NOT NULL,
                free_units BIGINT NOT NULL,
                most_units BIGINT NOT NULL,
                is_hard BOOLEAN NOT NULL,
                setup_price BIGINT,
                recurring_price BIGINT,
                usage_price BIGINT,
                PRIMARY KEY (plan_id, version, resource),
                FOREIGN KEY (plan_id, version) REFERENCES plan_version (plan_id, version),
                CONSTRAINT plan_term_units CHECK (free_units >= -1 AND most_units >= -1)
            );
            INSERT INTO plan_version (plan_id, version, created_at) SELECT id, 1, created_at FROM plan;
            INSERT INTO plan_term (plan_id, version, resource, is_included, is_activated, is_shown, free_units, most_units, is_hard)
                SELECT id, 1, 'domain', TRUE, TRUE, TRUE, COALESCE(domain_limit, -1), COALESCE(domain_limit, -1), TRUE FROM plan;
            INSERT INTO plan_term (plan_id, version, resource, is_included, is_activated, is_shown, free_units, most_units, is_hard)
                SELECT id, 1, 'web', TRUE, TRUE, TRUE, 1, 1, TRUE FROM plan
                WHERE NOT EXISTS (SELECT 1 FROM plan_option WHERE plan_option.plan_id = plan.id AND option_key = 'web');
            INSERT INTO plan_term (plan_id, version, resource, is_included, is_activated, is_shown, free_units, most_units, is_hard)
                SELECT id, 1, 'php', TRUE, TRUE, TRUE, 1, 1, TRUE FROM plan
                WHERE includes_php AND NOT EXISTS (SELECT 1 FROM plan_option WHERE plan_option.plan_id = plan.id AND option_key = 'php');
            INSERT INTO plan_term (plan_id, version, resource, is_included, is_activated, is_shown, free_units, most_units, is_hard, recurring_price)
                SELECT plan_id, 1, option_key, TRUE, terms = 'included', TRUE, 1, 1, TRUE, price_units FROM plan_option
                WHERE terms <> 'not_offered';
            ALTER TABLE account ADD COLUMN plan_version BIGINT NOT NULL DEFAULT 1;
            CREATE TABLE account_limit (
                account_id TEXT NOT NULL REFERENCES account (id),
                resource TEXT NOT NULL,
                most_units BIGINT NOT NULL,
                is_hard BOOLEAN NOT NULL,
                PRIMARY KEY (account_id, resource),
                CONSTRAINT account_limit_units CHECK (most_units >= -1)
            );
            CREATE TABLE withdrawn_resource (
                resource TEXT NOT NULL PRIMARY KEY,
                withdrawn_at BIGINT NOT NULL
            );
            """),
        Migration(
            "accounts.0007_plan_groups",
            """
            CREATE TABLE plan_group (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                name_folded TEXT NOT NULL UNIQUE,
                created_at BIGINT NOT NULL
            );
            CREATE TABLE plan_group_plan (
                group_id TEXT NOT NULL REFERENCES plan_group (id),
                plan_id TEXT NOT NULL REFERENCES plan (id),
                PRIMARY KEY (group_id, plan_id)
            );
            CREATE INDEX plan_group_plan_plan ON plan_group_plan (plan_id);
            """),
        Migration(
            "accounts.0009_administration",
            """
            DROP INDEX account_title;
            CREATE INDEX account_living_number ON account (number) WHERE trashed_at IS NULL AND purged_at IS NULL;
            CREATE INDEX account_living_title ON account (title_folded, id) WHERE trashed_at IS NULL AND purged_at IS NULL;
            DROP INDEX account_created;
            CREATE INDEX account_created ON account (created_at, id);
            DROP INDEX account_plan;
            CREATE INDEX account_plan ON account (plan_id, id);
            CREATE INDEX account_suspended ON account (number) WHERE suspended_at IS NOT NULL AND trashed_at IS NULL AND purged_at IS NULL;
            CREATE INDEX account_server ON account (server_id, id);
            CREATE TABLE account_suspension (
                account_id TEXT NOT NULL REFERENCES account (id),
                agent TEXT NOT NULL,
                reason TEXT NOT NULL,
                since BIGINT NOT NULL,
                login_id TEXT REFERENCES login (id),
                actor_name TEXT NOT NULL,
                PRIMARY KEY (account_id, agent)
            );
            INSERT INTO account_suspension (account_id, agent, reason, since, login_id, actor_name)
                SELECT id, 'administrator', suspension_reason, suspended_at, NULL, '' FROM account WHERE suspended_at IS NOT NULL;
            CREATE TABLE account_note (
                id TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                login_id TEXT,
                author TEXT NOT NULL,
                words TEXT NOT NULL,
                words_folded TEXT NOT NULL,
                created_at BIGINT NOT NULL
            );
            CREATE INDEX account_note_account ON account_note (account_id, id);
            CREATE TABLE recreation (
                id TEXT NOT NULL PRIMARY KEY,
                account_id TEXT REFERENCES account (id),
                server_id TEXT REFERENCES logical_server (id),
                name TEXT NOT NULL,
                actor_name TEXT NOT NULL,
                next_number BIGINT,
                created_at BIGINT NOT NULL,
                CONSTRAINT recreation_scope CHECK ((account_id IS NULL) <> (server_id IS NULL))
            );
            CREATE INDEX recreation_account ON recreation (account_id, id) WHERE account_id IS NOT NULL;
            CREATE TABLE recreation_item (
                recreation_id TEXT NOT NULL REFERENCES recreation (id),
                place BIGINT NOT NULL,
                logical_server_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                object TEXT NOT NULL,
                name TEXT NOT NULL,
                sequence BIGINT,
                PRIMARY KEY (recreation_id, place)
            );
            CREATE INDEX recreation_item_waiting ON recreation_item (recreation_id, place) WHERE sequence IS NULL;
            """),
        AccountSearch.texts.migration("accounts.0010_search", filling: "SELECT id, title_folded FROM account WHERE purged_at IS NULL"),
        AccountSearch.texts.atOnce("accounts.0011_search_at_once"),
    ]
}
