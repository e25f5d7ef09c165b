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
            """)
    ]
}
