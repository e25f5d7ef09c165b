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
    /// What is lost with the account, in words for the confirmation: "3 domains".
    func whatIsLost(with account: Account, in db: any Connection) throws -> [String]
    /// Why the account cannot have this plan instead of its own: what it uses that the plan does not offer. Called inside the account's
    /// transaction, with the account locked.
    func hindrances(of plan: Plan, for account: Account, in db: any Connection) throws -> [Fault.Field]
    /// Turns off what the account has of these: its new plan does not include them. Called inside the account's transaction, with the account
    /// locked; nothing of the content is lost.
    func turnOff(_ resources: Set<ResourceKey>, of account: Account, in db: any Connection, at now: Timestamp) throws
}

extension AccountPart {
    package func accountWasTrashed(_ account: Account, in db: any Connection, at now: Timestamp) throws {}
    package func accountWasRestored(_ account: Account, in db: any Connection, at now: Timestamp) throws {}
    package func accountWasPurged(_ account: Account, in db: any Connection, at now: Timestamp) throws {}
    package func whatIsLost(with account: Account, in db: any Connection) throws -> [String] { [] }
    package func hindrances(of plan: Plan, for account: Account, in db: any Connection) throws -> [Fault.Field] { [] }
}

extension AccountPart {
    package func turnOff(_ resources: Set<ResourceKey>, of account: Account, in db: any Connection, at now: Timestamp) throws {}
    package func usage(of account: Account, in db: any Connection) throws -> [ResourceKey: Int64] { [:] }
}
