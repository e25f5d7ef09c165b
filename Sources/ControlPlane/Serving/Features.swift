import Accounts
import Core
import Domains
import Fleet
import Identity
import Jobs
import Persistence
import Presentation
import Websites

/// The features of this installation, put together: the one place that knows all of them.
package struct Features: Sendable {
    package let logins: Logins
    package let accounts: Accounts
    package let owners: AccountOwners
    package let hosted: HostedDomains
    package let files: SiteFiles
    package let requests: NodeRequests

    package init(database: any Database, clock: Clock, origin: String, passwords: Passwords = Passwords()) {
        logins = Logins(passwords: passwords)
        let websites = Websites(configuration: .init(panelURL: origin))
        let domains = Domains(parts: [websites])
        accounts = Accounts(parts: [domains])
        owners = AccountOwners(logins: logins)
        hosted = HostedDomains(accounts: accounts, domains: domains, websites: websites)
        requests = NodeRequests(database: database, clock: clock)
        files = SiteFiles(requests: requests, websites: websites)
    }

    /// The schema of all features, in the order of their arrows.
    package static let migrations: [Migration] =
        PersistenceMigrations.all + JobsMigrations.all + PresentationMigrations.all + IdentityMigrations.all + FleetMigrations.all
        + AccountsMigrations.all + DomainsMigrations.all + WebsitesMigrations.all
}
