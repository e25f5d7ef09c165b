import Accounts
import Core
import Domains
import Fleet
import Foundation
import Hummingbird
import HummingbirdTLS
import Identity
import Jobs
import Logging
import Notifications
import Persistence
import PersistencePostgreSQL
import PersistenceSQLite
import Presentation
import ServiceLifecycle
import Websites

/// One control-plane process: the panel, the API, the agents' door and the workers.
package struct ControlPlane: Sendable {
    package let configuration: ServeConfiguration
    private let logger: Logger
    private let clock: Clock

    package init(configuration: ServeConfiguration, logger: Logger, clock: Clock = .system) {
        self.configuration = configuration
        self.logger = logger
        self.clock = clock
    }

    /// Runs until the process is told to stop.
    package func run() async throws {
        try FileManager.default.createDirectory(
            atPath: configuration.privateDirectory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let database = try Self.open(configuration.database, logger: logger)
        let applied = try await Migrator.migrate(database, Features.migrations)
        if !applied.isEmpty { logger.info("schema brought up to date", metadata: ["migrations": "\(applied.count)"]) }
        if let collation = try await database.read({ db in try DatabaseSorting.foreign(in: db) }) {
            logger.warning("\(DatabaseSorting.sentence(collation))")
        }
        try await setUpInstallation(database)
        let masterKey = try MasterKey.loadOrMake(path: configuration.privateDirectory + "/master.key")
        let authority = try await Authority.loadOrMake(masterKey: masterKey, database: database, clock: clock)
        let panelName = try await database.read { db in try PanelAddress.name(in: db) }
        let origin = configuration.tls?.origin(of: panelName) ?? configuration.origin
        let features = Features(database: database, clock: clock, origin: origin)
        let door = AgentDoor(
            configuration: .init(host: configuration.agentHost, port: configuration.agentPort, names: configuration.agentNames),
            database: database, authority: authority, clock: clock, logger: logger, failures: FailureMessages(features: features),
            usage: UsageIntake())
        let hub = StatusHub(database: database)
        let servers = Servers(authority: authority, doorURL: configuration.agentDoor, panelAddresses: configuration.panelAddresses)
        let live = LiveSettings()
        let identity = Identity(
            database: database, clock: clock, mail: SentPersonalMail(), masterKey: masterKey, live: live, logger: logger)
        let relays = Relays(masterKey: masterKey)
        let parts = features.parts(
            database: database, clock: clock, origin: origin, identity: identity, relays: relays, servers: servers, hub: hub,
            door: door, masterKey: masterKey, outgoing: OutgoingClient(try OutgoingRules(allowed: configuration.outgoingAllow)),
            manual: Manual(told: configuration.manual))
        let list = try FeatureList(parts)
        let defaults = Locked(PanelDefaults())
        var all = try Self.routes(list, parts, started: clock.now)
        // Every component of the pages in its states, for those who build on them.
        if configuration.example != nil { all.add(Gallery.routes) }
        let routes = all
        func panel(at origin: String) throws -> Panel {
            try Panel(
                routes,
                settings: PanelSettings(
                    origin: origin, provider: configuration.providerName, trustedProxies: configuration.trustedProxies,
                    rates: configuration.apiRate > 0
                        ? APIRates(reads: configuration.apiRate, changes: max(1, configuration.apiRate / 2)) : nil),
                database: database, clock: clock, verifier: identity, shell: Navigation(list: list), faults: FeatureList.faults,
                defaults: defaults, logger: logger)
        }
        let settings = SettingsKeeper(database: database, live: live, defaults: defaults, logger: logger)
        try await bringUpToDate(database)
        await settings.refresh()
        let application = Application(
            responder: try panel(at: configuration.origin),
            // Connections on which nothing is asked, or a body that never ends, are not kept; streams of events have heartbeats.
            server: .http1(configuration: .init(additionalChannelHandlers: [ConnectionEnd()], idleTimeout: .seconds(75))),
            configuration: .init(address: .hostname(configuration.panelHost, port: configuration.panelPort), serverName: "hostwright"),
            logger: logger)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: hub), .init(service: door), .init(service: application), .init(service: settings),
            .init(service: AlertWatch(database: database, logger: logger)),
        ]
        if let tls = configuration.tls {
            let chain = try await TLSFiles.load(tls, for: panelName, masterKey: masterKey, database: database, clock: clock, logger: logger)
            let secure = Application(
                responder: try panel(at: tls.origin(of: panelName)),
                server: try .tls(
                    .http1(configuration: .init(additionalChannelHandlers: [ConnectionEnd()], idleTimeout: .seconds(75))),
                    tlsConfiguration: chain),
                configuration: .init(address: .hostname(tls.host, port: tls.port), serverName: "hostwright"), logger: logger)
            services.append(.init(service: secure))
        }
        let webhooks = try parts(Webhooks.self)
        services.append(.init(service: WebhookService(webhooks: webhooks, database: database, clock: clock, logger: logger)))
        services += workers(list, features, identity: identity, relays: relays, webhooks: webhooks, database: database)
        if let example = configuration.example {
            let setup = Example(
                configuration: configuration, example: example, features: features, servers: servers, database: database, clock: clock,
                logger: logger)
            services.append(.init(service: setup))
        } else {
            try await FirstStart.offerLink(configuration, in: database, at: clock.now, logger: logger)
        }
        logger.info("control plane starts", metadata: ["panel": "\(origin)", "agents": "\(configuration.agentDoor)"])
        let group = ServiceGroup(
            configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        await database.close()
    }

    private func workers(
        _ list: FeatureList, _ features: Features, identity: Identity, relays: Relays, webhooks: Webhooks,
        database: any Persistence.Database
    ) -> [ServiceGroupConfiguration.ServiceConfiguration] {
        var handed = JobServices()
        handed.add(features)
        handed.add(features.accounts)
        handed.add(identity)
        handed.add(relays)
        handed.add(webhooks)
        return [.init(service: JobWorker(database: database, kinds: list.jobKinds, services: handed, clock: clock, logger: logger))]
    }

    /// Every route of the panel and the API.
    package static func routes(_ list: FeatureList, _ parts: FeatureParts, started: Timestamp) throws -> Routes {
        let features = try parts(Features.self)
        var routes = Routes()
        routes.add(HomePage(features: features, list: list).routes())
        routes.add(SearchPage(list: list).routes())
        routes.add(list.routes)
        routes.add(Events(DomainChanges(features: features, hub: try parts(), database: parts.database)).routes)
        routes.add(EventAPI(features: features, hub: try parts()).routes())
        routes.add(Health(started: started, door: try parts()).routes())
        routes.add(try APIReference(of: routes, title: "Hostwright", server: parts.origin).routes)
        return routes
    }

    /// Opens `sqlite:path` or `postgresql://...`. Throws `Fault(.invalid)` for anything else.
    package static func open(_ url: String, logger: Logger) throws -> any Persistence.Database {
        if url.hasPrefix("sqlite:") { return try SQLiteDatabase(path: String(url.dropFirst("sqlite:".count))) }
        if url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") { return PostgreSQLDatabase(url: url, logger: logger) }
        throw Fault.invalid(
            .init("database", key: "serve.database", "The database is sqlite:PATH or postgresql://USER@HOST/NAME, not \(url)."))
    }

    /// The panel's own name may have other addresses since the last start, and the company is called as the installation until it is told otherwise.
    private func bringUpToDate(_ database: any Persistence.Database) async throws {
        let (addresses, now) = (configuration.panelAddresses, clock.now)
        try await database.write { db in
            try Zones.refreshServiceZone(panel: addresses, in: db, at: now)
            let stored = try ProviderSettings.current(in: db)
            if stored.company.isEmpty { try Settings.current(in: db).store(insteadOf: stored, in: db) }
        }
    }

    /// An empty database becomes this installation.
    private func setUpInstallation(_ database: any Persistence.Database) async throws {
        let (configuration, now) = (configuration, clock.now)
        let zone: DomainName
        do { zone = try DomainName(configuration.serviceZone) } catch {
            throw Fault.invalid(.init("service-zone", key: error.key, "The service zone cannot be used. \(error.sentence)"))
        }
        try await database.write { db in
            if try Installations.current(in: db) != nil { return }
            try Installations.create(
                Installation(
                    id: InstallationID(at: now), epoch: 1, providerName: configuration.providerName, serviceZone: zone,
                    firstUID: configuration.firstUID, uidCount: configuration.uidCount, createdAt: now), in: db)
        }
    }
}
