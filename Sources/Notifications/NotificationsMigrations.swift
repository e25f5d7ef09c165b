import Persistence

/// The schema of mail and messages to people, in order.
package enum NotificationsMigrations {
    package static let all: [Migration] = [
        Migration("notifications.0001_mail", "", sqlite: mail(bytes: "BLOB"), postgresql: mail(bytes: "BYTEA")),
        // `body_html`: the HTML part beside the text. `copy_of`: the mail this one is a copy of, for staff.
        Migration(
            "notifications.0002_texts",
            """
            ALTER TABLE mail ADD COLUMN body_html TEXT;
            ALTER TABLE mail ADD COLUMN copy_of TEXT;
            CREATE TABLE notification_text (
                notification TEXT NOT NULL,
                language TEXT NOT NULL,
                subject TEXT NOT NULL,
                body TEXT NOT NULL,
                content TEXT NOT NULL CONSTRAINT notification_text_content CHECK (content IN ('text', 'html')),
                changed_at BIGINT NOT NULL,
                changed_by TEXT NOT NULL,
                PRIMARY KEY (notification, language)
            );
            CREATE TABLE notification_setting (
                notification TEXT NOT NULL PRIMARY KEY,
                has_copies BOOLEAN NOT NULL
            );
            CREATE TABLE notification_subscription (
                id TEXT NOT NULL PRIMARY KEY,
                address TEXT NOT NULL,
                address_folded TEXT NOT NULL CONSTRAINT notification_subscription_address UNIQUE,
                name TEXT NOT NULL,
                lists TEXT NOT NULL,
                created_at BIGINT NOT NULL
            );
            """),
    ]

    private static func mail(bytes: String) -> String {
        """
        CREATE TABLE mail (
            id TEXT NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL,
            login_id TEXT REFERENCES login (id) ON DELETE SET NULL,
            account_id TEXT,
            to_address TEXT NOT NULL,
            to_name TEXT NOT NULL,
            subject TEXT NOT NULL,
            body TEXT NOT NULL,
            language TEXT NOT NULL,
            is_secret BOOLEAN NOT NULL,
            state TEXT NOT NULL CONSTRAINT mail_state CHECK (state IN ('waiting', 'sent', 'failed', 'kept')),
            attempts BIGINT NOT NULL,
            words TEXT NOT NULL,
            search TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            sent_at BIGINT
        );
        CREATE INDEX mail_state ON mail (state, id);
        CREATE INDEX mail_created_at ON mail (created_at);
        CREATE INDEX mail_account ON mail (account_id, id) WHERE account_id IS NOT NULL;
        CREATE INDEX mail_login ON mail (login_id) WHERE login_id IS NOT NULL;
        CREATE TABLE mail_relay (
            only_row BIGINT NOT NULL PRIMARY KEY,
            host TEXT NOT NULL,
            port BIGINT NOT NULL CONSTRAINT mail_relay_port CHECK (port BETWEEN 1 AND 65535),
            security TEXT NOT NULL CONSTRAINT mail_relay_security CHECK (security IN ('none', 'starttls', 'tls')),
            user_name TEXT NOT NULL,
            sealed_password \(bytes),
            sender_address TEXT NOT NULL,
            sender_name TEXT NOT NULL,
            authority TEXT NOT NULL,
            CONSTRAINT mail_relay_only_row CHECK (only_row = 1)
        );
        """
    }
}
