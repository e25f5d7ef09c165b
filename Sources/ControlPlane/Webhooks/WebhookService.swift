import Accounts
import Core
import Logging
import Notifications
import Persistence
import ServiceLifecycle

/// Tells webhooks of what happens, as long as the process runs.
struct WebhookService: Service {
    let webhooks: Webhooks
    let database: any Persistence.Database
    let clock: Clock
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown { await webhooks.follow(database, clock: clock, logger: logger) }
    }
}

/// Accounts, as webhooks ask for them.
struct WebhookAccountLookup: WebhookAccounts {
    let accounts: Accounts

    func account(_ number: Int, by actor: Actor, in db: any Connection) throws -> (id: AccountID, owner: LoginID)? {
        guard let account = try accounts.find(number, by: actor, in: db) else { return nil }
        try actor.requireWork(for: account.login)
        return (account.id, account.login)
    }

    func numbers(of ids: [AccountID], in db: any Connection) throws -> [AccountID: Int] {
        var numbers: [AccountID: Int] = [:]
        for id in Set(ids) { numbers[id] = try Accounts.find(id, by: .system, in: db)?.number }
        return numbers
    }

    func choices(for actor: Actor, in db: any Connection) throws -> [(number: Int, title: String)] {
        try accounts.list(AccountFilter(limit: 200), by: actor, in: db).accounts.map { ($0.number, $0.title) }
    }
}
