import AgentProtocol
import Core
import Persistence

/// What hangs on an account in a feature above this one (domains, websites). ControlPlane hands the parts in, so that suspending, trashing,
/// restoring and purging an account reach everything of it in the same transaction.
package protocol AccountPart: Sendable {
    /// The account is being trashed, restored or purged; what is served of it follows. Called inside the account's transaction.
    func accountWasTrashed(_ account: Account, in db: any Connection, at now: Timestamp) throws
    func accountWasRestored(_ account: Account, in db: any Connection, at now: Timestamp) throws
    func accountWasPurged(_ account: Account, in db: any Connection, at now: Timestamp) throws
    /// How much of resources the account uses, of those that this part keeps.
    func usage(of account: Account, in db: any Connection) throws -> [ResourceKey: Int64]
    /// What servers measure of the account, of the resources that this part keeps.
    func measured(of account: Account, in db: any Connection) throws -> [ResourceKey: Measurement]
    /// What people call the account's websites, those in the trash too.
    func siteNames(of account: Account, in db: any Connection) throws -> [WebsiteID: String]
    /// What is lost with the account, in words for the confirmation: "3 domains".
    func whatIsLost(with account: Account, in db: any Connection) throws -> [String]
    /// Why the account cannot have this plan instead of its own: what it uses that the plan does not offer. Called inside the account's
    /// transaction, with the account locked.
    func hindrances(of plan: Plan, for account: Account, in db: any Connection) throws -> [Fault.Field]
    /// Turns off what the account has of these: its new plan does not include them. Called inside the account's transaction, with the account
    /// locked; nothing of the content is lost.
    func turnOff(_ resources: Set<ResourceKey>, of account: Account, in db: any Connection, at now: Timestamp) throws
    /// How accounts are found by a part of a domain's name; nil for a part that keeps none.
    func accounts(withDomain typed: String, in engine: DatabaseEngine) -> AccountSource?
    /// The account's websites are at these addresses from now on. Called inside the account's transaction, with the account locked.
    func addressesChanged(of account: Account, to addresses: [IPAddress], in db: any Connection, at now: Timestamp) throws
    /// What of the account is published to servers, to be published once more when a person asks for it.
    func published(of account: Account, in db: any Connection) throws -> [PublishedObject]
    /// How many there are of what this part keeps, in the whole installation.
    func figures(in db: any Connection) throws -> [SystemFigure]
}

/// Accounts that fulfil one condition of a search, said twice: for when they are few, and for when they are many.
package struct AccountSource: Sendable {
    /// A query of their ids (`id`), by an index. One may come several times.
    package var ids: SQL
    /// The same as a condition on the row of `account`.
    package var condition: SQL
    /// A query with about as many rows as `ids` has, to see whether they are few without finding the accounts: `id` is of anything.
    package var measure: SQL

    /// - Parameter measure: nil: `ids` itself, for what needs no other table than `account`.
    package init(ids: SQL, condition: SQL, measure: SQL? = nil) {
        self.ids = ids
        self.condition = condition
        self.measure = measure ?? ids
    }
}

/// Something of an account on a server: its home, a website, a zone.
package struct PublishedObject: Sendable, Hashable {
    package var reference: ObjectReference
    /// As people call it: `web12`, `example.org`.
    package var name: String

    package init(_ kind: ObjectKind, _ object: String, on server: LogicalServerID, name: String) {
        reference = ObjectReference(server: server, kind: kind, object: object)
        self.name = name
    }
}

/// A number for the page of the whole installation.
package struct SystemFigure: Sendable, Hashable {
    package enum What: String, Sendable, CaseIterable { case domains, websites, zones }

    package var what: What
    package var count: Int

    package init(_ what: What, _ count: Int) {
        self.what = what
        self.count = count
    }
}

extension AccountPart {
    package func accountWasTrashed(_ account: Account, in db: any Connection, at now: Timestamp) throws {}
    package func accountWasRestored(_ account: Account, in db: any Connection, at now: Timestamp) throws {}
    package func accountWasPurged(_ account: Account, in db: any Connection, at now: Timestamp) throws {}
    package func whatIsLost(with account: Account, in db: any Connection) throws -> [String] { [] }
    package func hindrances(of plan: Plan, for account: Account, in db: any Connection) throws -> [Fault.Field] { [] }
    package func accounts(withDomain typed: String, in engine: DatabaseEngine) -> AccountSource? { nil }
    package func published(of account: Account, in db: any Connection) throws -> [PublishedObject] { [] }
    package func figures(in db: any Connection) throws -> [SystemFigure] { [] }
}

extension AccountPart {
    package func turnOff(_ resources: Set<ResourceKey>, of account: Account, in db: any Connection, at now: Timestamp) throws {}
    package func addressesChanged(of account: Account, to addresses: [IPAddress], in db: any Connection, at now: Timestamp) throws {}
    package func usage(of account: Account, in db: any Connection) throws -> [ResourceKey: Int64] { [:] }
    package func measured(of account: Account, in db: any Connection) throws -> [ResourceKey: Measurement] { [:] }
    package func siteNames(of account: Account, in db: any Connection) throws -> [WebsiteID: String] { [:] }
}
