import AgentProtocol
import Core
import Hummingbird
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import Persistence
import Presentation
import ServiceLifecycle
import X509

/// Where agents connect: HTTPS over HTTP/1.1 with mutual TLS 1.3, one stream per node.
///
/// The handshake takes no certificate (only the join route is open then) or one of this installation's authority for clients, and refuses every other. An
/// expired one gets through it, but only as far as the renew route.
package final class AgentDoor: Service {
    package struct Configuration: Sendable {
        /// Address to listen on.
        package var host: String
        /// 0: any free one; see `port`.
        package var port: Int
        /// Host names and addresses by which agents reach the door; they stand in its certificate.
        package var names: [String]
        /// How often each stream carries a heartbeat.
        package var heartbeat: Duration
        /// How long a node may be silent before its stream is closed and it is shown as silent.
        package var silence: Duration
        /// Changes in one write.
        package var batch: Int

        package init(
            host: String = "127.0.0.1", port: Int, names: [String] = ["localhost", "127.0.0.1"], heartbeat: Duration = .seconds(2),
            silence: Duration = AgentDoor.silence, batch: Int = 128
        ) {
            self.host = host
            self.port = port
            self.names = names
            self.heartbeat = heartbeat
            self.silence = silence
            self.batch = batch
        }
    }

    /// Agents give a sign of life every 2 s; after this long without one a node counts as silent.
    package static let silence: Duration = .seconds(7)

    private let configuration: Configuration
    private let database: any Database
    private let authority: Authority
    private let clock: Clock
    private let logger: Logger
    private let failures: (any FailureListener)?
    private let usage: (any UsageListener)?
    private let hub = NodeHub()
    private let bound = Locked<Int?>(nil)
    private let running: AsyncStream<Int>.Continuation
    private let ports: AsyncStream<Int>

    /// `failures` is told what nodes could not do, `usage` what accounts use.
    package init(
        configuration: Configuration, database: any Database, authority: Authority, clock: Clock, logger: Logger,
        failures: (any FailureListener)? = nil, usage: (any UsageListener)? = nil
    ) {
        self.failures = failures
        self.usage = usage
        self.configuration = configuration
        self.database = database
        self.authority = authority
        self.clock = clock
        self.logger = logger
        (ports, running) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The port it listens on; nil until it does.
    package var port: Int? { bound.value }

    /// Waits until it listens. For one caller. nil when it ended before.
    package func waitForPort() async -> Int? {
        for await port in ports { return port }
        return nil
    }

    /// Streams that are open in this process.
    package var streamCount: Int { hub.count }

    package func run() async throws {
        defer { running.finish() }
        let application = try application()
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try await application.run()
                    return true
                }
                group.addTask {
                    await self.listen()
                    return false
                }
                group.addTask {
                    await self.beat()
                    return false
                }
                defer { group.cancelAll() }
                // The others end sooner in a graceful shutdown; the server is to end by itself then.
                while let isServer = try await group.next(), !isServer {}
            }
        } onGracefulShutdown: {
            self.hub.end(because: "The control plane is stopping.")
        }
    }

    private func application() throws -> some ApplicationProtocol {
        let routes = DoorRoutes(
            database: database, authority: authority, hub: hub, clock: clock, logger: logger, batch: configuration.batch,
            failures: failures,
            usage: usage)
        return Application(
            router: routes.router(),
            server: try .tls(
                .http1(configuration: .init(additionalChannelHandlers: [ConnectionEnd()], idleTimeout: .seconds(120))),
                configuration: TLSChannelConfiguration(
                    tlsConfiguration: try tls(),
                    customVerificationCallback: { [authority, clock, logger] chain, promise in
                        promise.succeed(Self.verify(chain, authority: authority, at: clock.now, logger: logger))
                    })),
            configuration: .init(address: .hostname(configuration.host, port: configuration.port)),
            onServerRunning: { [bound, running] channel in
                guard let port = channel.localAddress?.port else { return }
                bound.withLock { $0 = port }
                running.yield(port)
            },
            logger: logger)
    }

    private func tls() throws -> TLSConfiguration {
        let own = try authority.issueForDoor(hosts: configuration.names, at: clock.now)
        let root = try NIOSSLCertificate(bytes: Array(try authority.pem.utf8), format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(
            // The authority goes along, for a machine that joins knows only its fingerprint.
            certificateChain: [.certificate(try NIOSSLCertificate(bytes: Array(own.certificate.utf8), format: .pem)), .certificate(root)],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(own.key.utf8), format: .pem)))
        tls.minimumTLSVersion = .tlsv13
        tls.certificateVerification = .optionalVerification
        tls.trustRoots = .certificates([root])
        tls.sendCANameList = true
        return tls
    }

    private static func verify(
        _ chain: [NIOSSLCertificate], authority: Authority, at now: Timestamp, logger: Logger
    ) -> NIOSSLVerificationResult {
        do {
            guard let leaf = chain.first else { return .failed }
            _ = try authority.identify(try Certificate(derEncoded: try leaf.toDERBytes()), at: now)
            return .certificateVerified
        } catch {
            logger.warning("client certificate refused", metadata: ["reason": "\(error)"])
            return .failed
        }
    }

    /// Wakes the streams of nodes that have something new.
    private func listen() async {
        await cancelWhenGracefulShutdown {
            for await payload in self.database.notifications(.nodes) {
                // Empty: the connection to the database was lost for a while.
                self.hub.wake(payload.isEmpty ? nil : PhysicalServerID(payload))
            }
        }
    }

    /// Heartbeats, the dead man's switch, ends of certificates: one query each beat for all nodes.
    private func beat() async {
        let started = clock.now
        var beats = 0
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: configuration.heartbeat)
            } catch {
                return
            }
            beats += 1
            do {
                try await pulse(since: started, tidies: beats % 30 == 0)
            } catch {
                logger.warning("no pulse of the nodes", metadata: ["error": "\(error)"])
            }
        }
    }

    private func pulse(since started: Timestamp, tidies: Bool) async throws {
        let now = clock.now
        let limit = now - configuration.silence
        let (pulses, isQuiet) = try await database.read { db in
            (try StreamQueries.pulses(in: db), try StreamQueries.hasNewlySilent(olderThan: limit, in: db))
        }
        hub.beat(pulses, at: now, silence: configuration.silence)
        // A control plane that has just started has heard nobody yet.
        if isQuiet, now - started > configuration.silence {
            let silent = try await database.write { db in
                let silent = try StreamQueries.markSilent(olderThan: limit, in: db)
                if !silent.isEmpty { try db.notify(.statuses, "") }
                return silent
            }
            for server in silent { logger.warning("node is silent", metadata: ["server": "\(server)"]) }
        }
        if tidies { try await database.write { db in try StreamQueries.deleteExpired(in: db, at: now) } }
    }
}
