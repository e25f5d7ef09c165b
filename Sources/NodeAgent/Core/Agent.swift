import AgentProtocol
import Core
import Foundation
import Logging
import NIOPosix
import ServiceLifecycle

/// The node's agent as a whole: journal, drivers, stream. One runs per state directory; a lock sees to it.
///
/// The daemons outlive it: `run` ends without stopping them, `stopDaemons` is asked for separately.
package final class Agent: Service {
    package static let version = "0.1.0"

    private let configuration: AgentConfiguration
    private let drivers: [any ServiceDriver]
    private let requests: any NodeRequestHandler
    private let logs: LogRotation
    private let usage: UsageMeter?
    private let logger: Logger

    package init(
        configuration: AgentConfiguration, drivers: [any ServiceDriver], requests: any NodeRequestHandler, logs: LogRotation,
        usage: UsageMeter? = nil, logger: Logger
    ) {
        self.configuration = configuration
        self.drivers = drivers
        self.requests = requests
        self.logs = logs
        self.usage = usage
        self.logger = logger
    }

    /// Starts or adopts the daemons, then follows the control plane until it is cancelled or shut down. Throws when another agent has the state
    /// directory, when the node has not joined, or when the journal cannot be read.
    package func run() async throws {
        try configuration.check()
        let root = configuration.root
        let lock = try StateDirectory(locking: root)
        defer { withExtendedLifetime(lock) {} }
        guard let identity = try NodeIdentity.load(root: root) else {
            throw JoinFailure(
                words: "This node has not joined an installation. Run hostwright-agent join with the line that the panel shows.")
        }
        let journal = try Journal(path: root + "/journal.sqlite")
        let reconciler = try Reconciler(drivers: drivers, configuration: configuration, journal: journal, logger: logger)
        await reconciler.belong(to: identity.installation)
        // One thread carries the stream and the reports of one node with ease.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let link = try HTTPSLink(root: root, identity: identity, logger: logger, group: group)
        await startDrivers()
        await reconciler.wake()
        let session = ControlPlaneSession(
            link: link, reconciler: reconciler, requests: requests,
            measure: { [drivers] in await NodeMeasurement.now(root: root, drivers) },
            usage: usage, logger: logger)
        logger.notice("agent runs", metadata: ["root": "\(root)", "version": "\(Agent.version)"])
        let rotating = Task { [logs] in await logs.run() }
        let measuring = Task { [usage] in await usage?.run() }
        await cancelWhenGracefulShutdown { await session.run() }
        rotating.cancel()
        measuring.cancel()
        await reconciler.end()
        await link.close()
        try await journal.close()
        try await group.shutdownGracefully()
        logger.notice("agent ended; its daemons go on")
    }

    /// Ends every daemon of this node.
    package func stopDaemons() async {
        await withDiscardingTaskGroup { group in
            for driver in drivers { group.addTask { await driver.stop() } }
        }
    }

    /// What is on disk serves before anybody is asked. A service that does not start says so in the node's state; the others do.
    private func startDrivers() async {
        await withDiscardingTaskGroup { group in
            for driver in drivers {
                group.addTask { [logger] in
                    do {
                        try await driver.start()
                    } catch {
                        logger.error("a service did not start", metadata: ["kinds": "\(driver.kinds)", "error": "\(error)"])
                    }
                }
            }
        }
    }
}

/// What the sign of life says about the machine.
enum NodeMeasurement {
    static func now(root: String, _ drivers: [any ServiceDriver]) async -> NodeState {
        var services: [ServiceState] = []
        for driver in drivers { services += await driver.services() }
        let (total, used) = disk(root + "/home") ?? disk(root) ?? (0, 0)
        var load = 0.0
        getloadavg(&load, 1)
        return NodeState(
            diskTotal: total, diskUsed: used, load: load, clock: .now, agentVersion: Agent.version, services: services)
    }

    /// statvfs(3): what root keeps for itself counts as used, for customers cannot have it.
    private static func disk(_ path: String) -> (total: Int64, used: Int64)? {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return nil }
        let block = Int64(facts.f_frsize)
        return (Int64(facts.f_blocks) * block, (Int64(facts.f_blocks) - Int64(facts.f_bavail)) * block)
    }
}
