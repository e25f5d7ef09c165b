import Accounts
import Core
import Domains
import Fleet
import Identity
import Jobs
import Notifications
import Persistence
import Presentation
import Websites

/// The operations of this installation, put together.
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
        accounts = Accounts(parts: [domains, websites, PersonalDataPart(), UsagePart(clock: clock), AddressPart(followers: [domains])])
        owners = AccountOwners(logins: logins)
        hosted = HostedDomains(accounts: accounts, domains: domains, websites: websites)
        requests = NodeRequests(database: database, clock: clock)
        files = SiteFiles(requests: requests, websites: websites)
    }

    package static var migrations: [Migration] { FeatureList.migrations }

    /// What features are made of.
    package func parts(
        database: any Database, clock: Clock, origin: String, identity: Identity, relays: Relays, servers: Servers, hub: StatusHub,
        door: AgentDoor, masterKey: MasterKey, outgoing: OutgoingClient = OutgoingClient(OutgoingRules()),
        manual: Manual = Manual(told: nil),
        services: HostingServices = HostingServices()
    ) -> FeatureParts {
        var parts = FeatureParts(database: database, clock: clock, origin: origin)
        parts.add(self)
        parts.add(logins)
        parts.add(services)
        parts.add(accounts)
        parts.add(owners)
        parts.add(hosted)
        parts.add(files)
        parts.add(requests)
        parts.add(identity)
        parts.add(relays)
        parts.add(NotificationCatalogue(FeatureList.notifications))
        parts.add(servers)
        parts.add(hub)
        parts.add(door)
        parts.add(manual)
        parts.add(
            Webhooks(
                masterKey: masterKey, client: outgoing, accounts: WebhookAccountLookup(accounts: accounts), clock: clock))
        let domains = AccountDomains(hosted: hosted)
        parts.add(domains as any AccountPageSection)
        parts.add(Users(accounts: accounts, owners: owners, domains: domains, services: services))
        parts.add(WizardSecrets(masterKey: masterKey))
        return parts
    }
}
