import AgentProtocol
import Core
import Persistence

/// Is told, in the transaction that stores the report, what accounts on a node use. Those above know the accounts.
package protocol UsageListener: Sendable {
    /// A report may come twice, and late. What it says of accounts that are not on this node is not to be taken.
    func used(_ usage: UsageReport, on node: PhysicalServerID, in db: any Connection, at now: Timestamp) throws
}
