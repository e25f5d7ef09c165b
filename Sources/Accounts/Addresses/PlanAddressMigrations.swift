import Persistence

/// What plans say about the addresses of their accounts.
enum PlanAddressMigrations {
    static let all: [Migration] = [
        Migration("accounts.0041_plan_address", "ALTER TABLE plan ADD COLUMN address TEXT NOT NULL DEFAULT 'shared';")
    ]
}
