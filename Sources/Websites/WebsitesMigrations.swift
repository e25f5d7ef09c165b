import Persistence

/// The schema of websites, in order.
package enum WebsitesMigrations {
    package static let all: [Migration] = [
        Migration(
            "websites.0001_website",
            """
            CREATE TABLE website (
                id TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                domain_id TEXT NOT NULL UNIQUE REFERENCES domain (id),
                server_id TEXT NOT NULL REFERENCES logical_server (id),
                document_root TEXT NOT NULL,
                is_on BOOLEAN NOT NULL,
                runs_php BOOLEAN NOT NULL,
                created_at BIGINT NOT NULL
            );
            CREATE INDEX website_account ON website (account_id);
            """)
    ]
}
