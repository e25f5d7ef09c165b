import Persistence

/// The schema of webhooks, in order.
enum WebhookMigrations {
    static let all: [Migration] = [
        // No reference to accounts and logins, whose tables come later in the list; a webhook of a purged account is told nothing any more.
        Migration(
            "webhooks.0001_webhook",
            """
            CREATE TABLE webhook (
                id TEXT NOT NULL PRIMARY KEY,
                account_id TEXT,
                owner_id TEXT,
                url TEXT NOT NULL,
                events TEXT NOT NULL,
                is_on BOOLEAN NOT NULL,
                position BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                secret TEXT NOT NULL
            );
            CREATE INDEX webhook_owner ON webhook (owner_id);
            CREATE INDEX webhook_position ON webhook (position);
            CREATE TABLE webhook_delivery (
                id TEXT NOT NULL PRIMARY KEY,
                webhook_id TEXT NOT NULL REFERENCES webhook (id),
                event TEXT NOT NULL,
                sequence BIGINT,
                body TEXT NOT NULL,
                state TEXT NOT NULL CONSTRAINT webhook_delivery_state CHECK (state IN ('waiting', 'delivered', 'failed')),
                attempts BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                last_at BIGINT,
                status BIGINT,
                error TEXT,
                response TEXT
            );
            CREATE INDEX webhook_delivery_webhook ON webhook_delivery (webhook_id, id);
            CREATE INDEX webhook_delivery_created ON webhook_delivery (created_at);
            """)
    ]
}
