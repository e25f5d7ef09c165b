import AgentProtocol
import Core
import Identity
import Jobs
import Persistence

extension Things { package enum Recreation {} }
package typealias RecreationID = Identifier<Things.Recreation>

/// What an account has on servers, or what all accounts of a server have, published once more from the database (H.PLAN-22).
///
/// It repairs what somebody or something has broken on a node: the node applies each object anew as it is wanted, as it does after it was wiped.
/// Customers' files are never touched.
package struct Recreation: Sendable, Hashable {
    package var id: RecreationID
    package var account: AccountID?
    package var server: LogicalServerID?
    /// As it was called when it began: `12 Anna's Bakery`, `web1.hosting.example`.
    package var name: String
    package var actorName: String
    /// Accounts of the server from this number on are still to be looked up; nil when all are.
    package var nextNumber: Int?
    package var createdAt: Timestamp
}

/// One object of it, and how far its node is.
package struct RecreatedObject: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable {
        /// Not published yet.
        case waiting
        /// Published; the node has not reported it yet.
        case applying
        case live
        /// The node could not; the words are the daemon's own.
        case failed
        /// Nothing is wanted of it on the server any more.
        case gone
    }

    package var reference: ObjectReference
    package var serverName: String
    package var name: String
    package var state: State
    package var words: String
}

/// How far a recreation is.
package struct RecreationProgress: Sendable, Hashable {
    package var counts: [RecreatedObject.State: Int]
    /// More objects may still be looked up.
    package var isCollecting: Bool

    package var total: Int { counts.values.reduce(0, +) }
    package var done: Int { total - counts[.waiting, default: 0] - counts[.applying, default: 0] }
    package var isDone: Bool { !isCollecting && done == total }
    /// 0 to 1.
    package var share: Double { total == 0 ? (isCollecting ? 0 : 1) : Double(done) / Double(total) }
}

/// Publishes what waits, in steps that lock a node's sequence for a moment only.
package struct RecreateObjects: Job {
    package static let kind = "accounts.recreate"
    package var recreation: RecreationID
    private static let step = 50

    package init(recreation: RecreationID) { self.recreation = recreation }

    package func run(_ context: JobContext) async throws -> JobOutcome {
        let accounts = try context.services(Accounts.self)
        while try await context.database.write({ db in try accounts.collect(recreation, upTo: Self.step, in: db) }) {}
        while true {
            let now = context.clock.now
            let count = try await context.database.write { db in try Recreations.publish(recreation, upTo: Self.step, in: db, at: now) }
            if count == 0 { return .done }
        }
    }
}
