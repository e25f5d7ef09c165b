import Persistence

/// The schema of templates and of what is known about customers, in order.
enum UserMigrations {
    static let all: [Migration] = [
        Migration(
            "users.0001_templates",
            """
            CREATE TABLE user_template (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                name_folded TEXT NOT NULL UNIQUE,
                created_at BIGINT NOT NULL
            );
            CREATE TABLE user_template_limit (
                template_id TEXT NOT NULL REFERENCES user_template (id),
                resource TEXT NOT NULL,
                most_units BIGINT NOT NULL,
                is_hard BOOLEAN NOT NULL,
                PRIMARY KEY (template_id, resource),
                CONSTRAINT user_template_limit_units CHECK (most_units >= -1)
            );
            CREATE TABLE registration_mail (
                template TEXT NOT NULL,
                language TEXT NOT NULL,
                subject TEXT NOT NULL,
                body TEXT NOT NULL,
                PRIMARY KEY (template, language)
            );
            CREATE TABLE account_person (
                account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
                company TEXT NOT NULL,
                street TEXT NOT NULL,
                postal_code TEXT NOT NULL,
                city TEXT NOT NULL,
                country TEXT NOT NULL,
                phone TEXT NOT NULL,
                field1 TEXT NOT NULL,
                field2 TEXT NOT NULL,
                field3 TEXT NOT NULL,
                is_shown BOOLEAN NOT NULL
            );
            CREATE TABLE user_field (
                place BIGINT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                CONSTRAINT user_field_place CHECK (place BETWEEN 1 AND 3)
            );
            """),
        Migration(
            "users.0002_circulars",
            """
            CREATE TABLE circular (
                id TEXT NOT NULL PRIMARY KEY,
                subject TEXT NOT NULL,
                body TEXT NOT NULL,
                created_at BIGINT NOT NULL
            );
            CREATE TABLE circular_recipient (
                circular_id TEXT NOT NULL REFERENCES circular (id),
                login_id TEXT NOT NULL,
                mail_id TEXT,
                PRIMARY KEY (circular_id, login_id)
            );
            CREATE INDEX circular_unwritten ON circular_recipient (circular_id, login_id) WHERE mail_id IS NULL;
            """),
        AccountSearch.people.migration(
            "users.0003_person_search",
            filling: """
                SELECT account_id, LOWER(company || ' ' || street || ' ' || postal_code || ' ' || city || ' ' || country || ' ' || phone \
                || ' ' || field1 || ' ' || field2 || ' ' || field3) FROM account_person
                """),
        AccountSearch.people.atOnce("users.0004_person_search_at_once"),
    ]
}
