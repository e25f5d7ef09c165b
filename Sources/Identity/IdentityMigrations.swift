import Persistence

package enum IdentityMigrations {
    package static let all: [Migration] = [
        Migration(
            "identity.0001_login",
            """
            CREATE TABLE login (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                name_folded TEXT NOT NULL CONSTRAINT login_name_folded_key UNIQUE,
                person TEXT NOT NULL,
                email TEXT NOT NULL,
                role TEXT NOT NULL CONSTRAINT login_role CHECK (role IN ('administrator', 'customer')),
                password_hash TEXT NOT NULL,
                is_locked BOOLEAN NOT NULL DEFAULT FALSE,
                created_at BIGINT NOT NULL
            );
            CREATE TABLE session (
                id TEXT NOT NULL PRIMARY KEY,
                handle_hash TEXT NOT NULL CONSTRAINT session_handle_hash_key UNIQUE,
                login_id TEXT NOT NULL REFERENCES login (id) ON DELETE CASCADE,
                signed_in_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL,
                address TEXT
            );
            CREATE INDEX session_login ON session (login_id);
            CREATE INDEX session_seen_at ON session (seen_at);
            CREATE TABLE api_token (
                id TEXT NOT NULL PRIMARY KEY,
                secret_hash TEXT NOT NULL CONSTRAINT api_token_secret_hash_key UNIQUE,
                login_id TEXT NOT NULL REFERENCES login (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                role TEXT NOT NULL CONSTRAINT api_token_role CHECK (role IN ('administrator', 'customer')),
                created_at BIGINT NOT NULL,
                expires_at BIGINT,
                used_at BIGINT
            );
            CREATE INDEX api_token_login ON api_token (login_id);
            CREATE TABLE first_administrator_link (
                secret_hash TEXT NOT NULL PRIMARY KEY,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                used_at BIGINT
            );
            CREATE TABLE sign_in_attempt (
                subject TEXT NOT NULL PRIMARY KEY,
                failures BIGINT NOT NULL,
                last_failure_at BIGINT NOT NULL
            );
            CREATE INDEX sign_in_attempt_last ON sign_in_attempt (last_failure_at);
            """),
        Migration(
            "identity.0002_people",
            """
            ALTER TABLE login ADD COLUMN language TEXT;
            ALTER TABLE login ADD COLUMN time_zone TEXT;
            ALTER TABLE login ADD COLUMN password_changed_at BIGINT;
            ALTER TABLE session ADD COLUMN proved_at BIGINT;
            ALTER TABLE session ADD COLUMN user_agent TEXT;
            ALTER TABLE session ADD COLUMN impersonator_id TEXT REFERENCES login (id) ON DELETE CASCADE;
            ALTER TABLE session ADD COLUMN impersonator_session TEXT;
            ALTER TABLE session ADD COLUMN has_second_factor BOOLEAN NOT NULL DEFAULT FALSE;
            ALTER TABLE api_token ADD COLUMN is_read_only BOOLEAN NOT NULL DEFAULT FALSE;
            ALTER TABLE api_token ADD COLUMN permissions TEXT;
            ALTER TABLE api_token ADD COLUMN addresses TEXT;
            ALTER TABLE api_token ADD COLUMN used_from TEXT;
            CREATE TABLE staff_role (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                name_folded TEXT NOT NULL CONSTRAINT staff_role_name_folded_key UNIQUE,
                is_full BOOLEAN NOT NULL,
                created_at BIGINT NOT NULL
            );
            CREATE TABLE staff_role_permission (
                role_id TEXT NOT NULL REFERENCES staff_role (id) ON DELETE CASCADE,
                permission TEXT NOT NULL,
                PRIMARY KEY (role_id, permission)
            );
            CREATE TABLE login_staff_role (
                login_id TEXT NOT NULL REFERENCES login (id) ON DELETE CASCADE,
                role_id TEXT NOT NULL REFERENCES staff_role (id),
                PRIMARY KEY (login_id, role_id)
            );
            CREATE INDEX login_staff_role_role ON login_staff_role (role_id);
            INSERT INTO staff_role (id, name, name_folded, is_full, created_at)
                VALUES ('00000000-0000-7000-8000-000000000001', 'Administrator', 'administrator', TRUE, 0);
            INSERT INTO login_staff_role (login_id, role_id)
                SELECT id, '00000000-0000-7000-8000-000000000001' FROM login WHERE role = 'administrator';
            """),
        Migration(
            "identity.0003_audit",
            """
            CREATE TABLE audit_entry (
                sequence BIGINT NOT NULL PRIMARY KEY,
                at BIGINT NOT NULL,
                actor_kind TEXT NOT NULL,
                login_id TEXT,
                actor_name TEXT NOT NULL,
                token_id TEXT,
                impersonator TEXT,
                address TEXT,
                request TEXT,
                action TEXT NOT NULL,
                object_kind TEXT NOT NULL,
                object_id TEXT NOT NULL,
                object_name TEXT NOT NULL,
                account_id TEXT,
                owner_id TEXT,
                result TEXT NOT NULL CONSTRAINT audit_entry_result CHECK (result IN ('done', 'refused')),
                changes TEXT NOT NULL,
                previous_hash TEXT NOT NULL,
                hash TEXT NOT NULL,
                search TEXT NOT NULL
            );
            CREATE INDEX audit_entry_object ON audit_entry (object_kind, object_id, sequence);
            CREATE INDEX audit_entry_account ON audit_entry (account_id, sequence) WHERE account_id IS NOT NULL;
            CREATE INDEX audit_entry_owner ON audit_entry (owner_id, sequence) WHERE owner_id IS NOT NULL;
            CREATE INDEX audit_entry_login ON audit_entry (login_id, sequence) WHERE login_id IS NOT NULL;
            CREATE INDEX audit_entry_action ON audit_entry (action, sequence);
            CREATE TABLE audit_head (
                only_row BIGINT NOT NULL PRIMARY KEY,
                sequence BIGINT NOT NULL,
                hash TEXT NOT NULL,
                CONSTRAINT audit_head_only_row CHECK (only_row = 1)
            );
            INSERT INTO audit_head (only_row, sequence, hash)
                VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
            """),
        Migration(
            "identity.0004_setting",
            """
            CREATE TABLE setting (
                name TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL
            );
            """),
        Migration(
            "identity.0005_personal_link",
            """
            CREATE TABLE personal_link (
                secret_hash TEXT NOT NULL PRIMARY KEY,
                login_id TEXT NOT NULL REFERENCES login (id) ON DELETE CASCADE,
                purpose TEXT NOT NULL CONSTRAINT personal_link_purpose CHECK (purpose IN ('password', 'email', 'recovery')),
                email TEXT,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                used_at BIGINT
            );
            CREATE INDEX personal_link_login ON personal_link (login_id, purpose);
            CREATE INDEX personal_link_expires_at ON personal_link (expires_at);
            CREATE INDEX login_email ON login (LOWER(email));
            ALTER TABLE api_token ADD COLUMN is_proven BOOLEAN NOT NULL DEFAULT FALSE;
            """),
        Migration(
            "identity.0006_second_factor",
            """
            CREATE TABLE authenticator (
                login_id TEXT NOT NULL PRIMARY KEY REFERENCES login (id) ON DELETE CASCADE,
                sealed_secret TEXT,
                added_at BIGINT,
                last_step BIGINT NOT NULL DEFAULT 0,
                pending_secret TEXT,
                pending_at BIGINT
            );
            CREATE TABLE recovery_code (
                login_id TEXT NOT NULL REFERENCES login (id) ON DELETE CASCADE,
                code_hash TEXT NOT NULL,
                used_at BIGINT,
                PRIMARY KEY (login_id, code_hash)
            );
            CREATE TABLE passkey (
                id TEXT NOT NULL PRIMARY KEY,
                login_id TEXT NOT NULL REFERENCES login (id) ON DELETE CASCADE,
                credential TEXT NOT NULL CONSTRAINT passkey_credential_key UNIQUE,
                name TEXT NOT NULL,
                algorithm BIGINT NOT NULL,
                public_key TEXT NOT NULL,
                sign_count BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                used_at BIGINT
            );
            CREATE INDEX passkey_login ON passkey (login_id);
            CREATE TABLE passkey_challenge (
                challenge_hash TEXT NOT NULL PRIMARY KEY,
                browser_hash TEXT NOT NULL,
                created_at BIGINT NOT NULL
            );
            CREATE INDEX passkey_challenge_created_at ON passkey_challenge (created_at);
            CREATE TABLE sign_in_step (
                handle_hash TEXT NOT NULL PRIMARY KEY,
                login_id TEXT NOT NULL REFERENCES login (id) ON DELETE CASCADE,
                created_at BIGINT NOT NULL
            );
            CREATE INDEX sign_in_step_created_at ON sign_in_step (created_at);
            """),
        Migration(
            "identity.0007_message",
            """
            CREATE TABLE message (
                id TEXT NOT NULL PRIMARY KEY,
                login_id TEXT REFERENCES login (id) ON DELETE CASCADE,
                kind TEXT NOT NULL CONSTRAINT message_kind CHECK (kind IN ('error', 'notice')),
                key TEXT NOT NULL,
                object_kind TEXT NOT NULL,
                object_id TEXT NOT NULL,
                object_name TEXT NOT NULL,
                actor TEXT NOT NULL,
                words TEXT NOT NULL,
                at BIGINT NOT NULL
            );
            CREATE INDEX message_login ON message (login_id, id) WHERE login_id IS NOT NULL;
            CREATE INDEX message_provider ON message (id) WHERE login_id IS NULL;
            CREATE INDEX message_at ON message (at);
            CREATE TABLE message_mark (
                login_id TEXT NOT NULL REFERENCES login (id) ON DELETE CASCADE,
                box TEXT NOT NULL CONSTRAINT message_mark_box CHECK (box IN ('person', 'provider')),
                read_through TEXT NOT NULL,
                PRIMARY KEY (login_id, box)
            );
            """),
        Migration("identity.0008_theme", "ALTER TABLE login ADD COLUMN theme TEXT;"),
        // The engine folds ASCII only; whoever has other letters in his name is found by them once it is stored again.
        LoginQueries.contacts.migration("identity.0009_contact", filling: "SELECT id, LOWER(person || ' ' || email) FROM login"),
        LoginQueries.contacts.atOnce("identity.0010_contact_at_once"),
    ]
}
