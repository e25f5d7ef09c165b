import Accounts
import AgentProtocol
import ControlPlane
import Core
import Domains
import Fleet
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Jobs
import Notifications
import Persistence
import TestSupport
import Websites

@testable import Presentation

/// A whole installation in one process: a machine with a web server and two name servers, every feature, and the panel over all routes.
struct Hosting: Sendable {
    static let origin = "http://localhost:8080"
    static let password = "four unrelated words"
    private static let passwords = Passwords(cost: .init(time: 1, memory: 64))

    let database: any Persistence.Database
    let time: Locked<Timestamp>
    let features: Features
    let servers: Servers
    let routes: Routes
    let panel: Panel
    let webhooks: Webhooks
    let machine: PhysicalServer
    let web: LogicalServer
    let nameServers: [LogicalServer]
    let relays: Relays
    private let jobKinds: JobKinds
    /// Reads the settings anew: tests call `refresh` where a process would be told.
    let settings: SettingsKeeper

    var now: Timestamp { time.value }
    var domains: Domains { features.hosted.domains }
    var accounts: Accounts { features.accounts }

    /// - Parameters:
    ///   - uidCount: User ids to give away, from 20,000.
    ///   - services: Of which servers; more than the product's own for rules whose daemons come later.
    ///   - planted: More routes than the installation has.
    ///   - rates: How often a program may ask; nil: as often as it likes.
    ///   - patience: How long a mail to the relay may take.
    static func with(
        _ engine: DatabaseEngine, uidCount: Int = 1000, planted: Routes = Routes(), outgoing: OutgoingRules = OutgoingRules(),
        services: HostingServices = HostingServices(), rates: APIRates? = nil, patience: Duration = .seconds(120),
        _ body: @Sendable (Hosting) async throws -> Void
    ) async throws {
        try await withTestDatabase(engine, migrations: Features.migrations) { test in
            try await body(
                Hosting(
                    test.database, uidCount: uidCount, planted: planted, outgoing: outgoing, services: services, rates: rates,
                    patience: patience))
        }
    }

    private init(
        _ database: any Persistence.Database, uidCount: Int, planted: Routes, outgoing: OutgoingRules, services: HostingServices,
        rates: APIRates?, patience: Duration
    ) async throws {
        // 2026-11-22, near noon.
        let time = Locked(Timestamp(milliseconds: 1_795_348_800_000))
        let clock = Clock.manual(time)
        let now = time.value
        try await database.write { db in
            try Installations.create(
                Installation(
                    providerName: "Northern Hosting", serviceZone: try DomainName("hosting.example"), firstUID: 20_000, uidCount: uidCount,
                    createdAt: now), in: db)
        }
        let masterKey = MasterKey()
        let authority = try await Authority.loadOrMake(masterKey: masterKey, database: database, clock: clock)
        relays = Relays(masterKey: masterKey, transport: .smtp(connecting: .seconds(60), whole: patience))
        let addresses = [try IPAddress("127.0.0.1"), try IPAddress("::1")]
        let servers = Servers(authority: authority, doorURL: "https://localhost:8444", panelAddresses: addresses)
        (machine, web, nameServers) = try await database.write { db in
            let machine = try Servers.add(
                name: "this-machine", addresses: ["127.0.0.1", "::1", "127.0.0.53", "127.0.0.54"], operatingSystem: "", by: .system, in: db,
                at: now)
            func add(_ kind: String, _ endpoints: [String]) throws -> LogicalServer {
                try servers.addLogical(kind, endpoints: endpoints, on: machine.id, by: .system, in: db, at: now)
            }
            let first = try add("dns", ["127.0.0.53:5353"])
            let second = try add("dns", ["127.0.0.54:5353"])
            return (machine, try add("web", ["127.0.0.1:8082", "[::1]:8082"]), [first, second])
        }
        features = Features(database: database, clock: clock, origin: Self.origin, passwords: Self.passwords)
        let live = LiveSettings()
        let identity = Identity(database: database, clock: clock, passwords: Self.passwords, mail: SentPersonalMail(), live: live)
        let door = AgentDoor(configuration: .init(port: 0), database: database, authority: authority, clock: clock, logger: .silent)
        let parts = features.parts(
            database: database, clock: clock, origin: Self.origin, identity: identity, relays: relays, servers: servers,
            hub: StatusHub(database: database), door: door, masterKey: masterKey, outgoing: OutgoingClient(outgoing, timeout: .seconds(60)),
            services: services)
        webhooks = try parts()
        let list = try FeatureList(parts)
        var kinds = JobKinds(schedules: false)
        for feature in list.all { feature.register(in: &kinds) }
        jobKinds = kinds
        var routes = try ControlPlane.routes(list, parts, started: now)
        routes.add(planted)
        let defaults = Locked(PanelDefaults())
        panel = try Panel(
            routes, settings: PanelSettings(origin: Self.origin, rates: rates), database: database, clock: clock, verifier: identity,
            shell: Navigation(list: list), faults: FeatureList.faults, defaults: defaults, logger: .silent)
        settings = SettingsKeeper(database: database, live: live, defaults: defaults, logger: .silent)
        (self.database, self.time, self.servers, self.routes) = (database, time, servers, routes)
    }

    /// Runs the jobs that are due, until none is left.
    func work() async throws {
        var services = JobServices()
        services.add(features)
        services.add(features.accounts)
        services.add(relays)
        services.add(webhooks)
        services.add(Identity(database: database, clock: .manual(time), passwords: Self.passwords))
        let worker = JobWorker(database: database, kinds: jobKinds, services: services, clock: .manual(time), logger: .silent)
        while try await worker.runOnce() > 0 {}
    }

    /// Hands new events to the webhooks and sends them.
    func runWebhooks() async throws {
        try await webhooks.dispatch(in: database, at: now)
        try await work()
    }

    func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }

    func write<R: Sendable>(_ body: @escaping @Sendable (any Connection, Timestamp) throws -> R) async throws -> R {
        let now = now
        return try await database.write { db in try body(db, now) }
    }

    func read<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R { try await database.read(body) }

    // MARK: What is there

    @discardableResult
    func plan(_ name: String = "Starter", domains: String = "", php: Bool = true) async throws -> Plan {
        try await write { db, now in
            try Plans.create(PlanForm(name: name, domainLimit: domains, includesPHP: php), by: .system, in: db, at: now)
        }
    }

    /// What the wizard of a plan sends in the end.
    static func planFields(
        _ name: String, domains: String = "unlimited", php: Bool = true, phpPrice: String = "", platform: String = "Linux"
    ) -> [(String, String)] {
        var fields = [("name", name), ("platform", platform), ("currency", "EUR"), ("isBilled", "on"), ("_go", "finish")]
        for resource in ["domain", "web"] + (php ? ["php"] : []) {
            fields += [("resources.\(resource).included", "on"), ("resources.\(resource).activated", "on")]
        }
        return fields + [("resources.domain.free", domains), ("resources.php.recurring", phpPrice)]
    }

    /// The login of that name, made when it is not there.
    func login(_ name: String, role: Actor.Role = .customer) async throws -> Login {
        if let known = try await read({ db in try Logins.find(name: name, in: db) }) { return known }
        return try await features.logins.create(
            NewLogin(name: name, email: "\(name)@example.org", password: Self.password, role: role), in: database, at: now)
    }

    /// A member of staff with a role of his own that has these permissions.
    @discardableResult
    func login(_ name: String, role: Actor.Role, may permissions: Set<Permission>) async throws -> Login {
        // Somebody who may do everything has to be left.
        _ = try await self.login("admin", role: .administrator)
        let login = try await login(name, role: role)
        try await write { db, now in
            let role = try StaffRoles.create(name: "Role of \(name)", permissions: permissions, by: .system, in: db, at: now)
            try StaffRoles.give([role.id], to: login.id, by: .system, in: db, at: now)
        }
        return login
    }

    /// An account of `login`; both are made, and the plan, when they are missing.
    func account(_ title: String = "Anna's Bakery", of login: String = "anna", plan: String = "Starter") async throws -> Account {
        if try await read({ db in try Plans.find(named: plan, in: db) }) == nil { try await self.plan(plan) }
        _ = try await self.login(login)
        return try await features.owners.create(
            AccountForm(title: title, plan: plan, login: login), OwnerForm(login: login, email: "", password: ""), with: accounts,
            by: .system,
            in: database, at: now
        ).account
    }

    @discardableResult
    func add(_ name: String, to account: Account, root: String? = nil, by actor: Actor = .system) async throws -> Domain {
        let hosted = features.hosted
        return try await write { db, now in try hosted.add(name, to: account, documentRoot: root, by: actor, in: db, at: now) }
    }

    func account(_ number: Int) async throws -> Account? {
        let accounts = accounts
        return try await read { db in try accounts.find(number, by: .system, in: db) }
    }

    func domain(_ name: String) async throws -> Domain? {
        let domains = domains
        return try await read { db in try domains.find(DomainName(stored: name), by: .system, in: db) }
    }

    func site(_ name: String) async throws -> Website? {
        let (domains, websites) = (domains, features.hosted.websites)
        return try await read { db in
            try domains.find(DomainName(stored: name), by: .system, in: db).flatMap { try websites.of($0, in: db) }
        }
    }

    // MARK: What the fleet is asked for

    struct Wanted: Sendable {
        var server: String
        var kind: ObjectKind
        var object: String
        var presence: Presence
        var specification: Specification?
    }

    /// Everything published, of `kind` or of all kinds, by server.
    func wanted(_ kind: ObjectKind? = nil, object: String? = nil) async throws -> [Wanted] {
        try await read { db in
            try db.query(
                """
                SELECT logical_server.name AS server, specification.kind, specification.object, specification.presence, specification.body
                FROM specification JOIN logical_server ON logical_server.id = specification.logical_server_id
                ORDER BY logical_server.name, specification.sequence
                """
            ).map { row in
                Wanted(
                    server: try row("server"), kind: try row("kind"), object: try row("object"), presence: try row("presence"),
                    specification: try row("body", as: String?.self).map {
                        try JSONDecoder().decode(Specification.self, from: Data($0.utf8))
                    })
            }
        }.filter { (kind == nil || $0.kind == kind) && (object == nil || $0.object == object) }
    }

    func zones(of name: String) async throws -> [ZoneSpecification] {
        try await wanted(.zone).compactMap { if case .zone(let zone)? = $0.specification, zone.name.ascii == name { zone } else { nil } }
    }

    /// Everything that customers and the fleet have, as text: equal before and after means that nothing was changed.
    func everything() async throws -> [String] {
        let tables: [SQL] = [
            "account", "domain", "website", "zone", "zone_server", "zone_record", "specification", "plan", "plan_option", "physical_server",
            "logical_server",
            "server_endpoint", "pool_address", "address_holding", "account_series", "login", "api_token", "node_request", "staff_role",
            "staff_role_permission",
            "login_staff_role", "setting", "mail_relay", "schedule", "webhook",
            "account_limit", "account_person", "user_template", "user_template_limit", "registration_mail", "user_field", "circular",
            "circular_recipient",
            "account_suspension", "account_note", "recreation",
            "notification_text", "notification_setting", "notification_subscription",
        ]
        return try await read { db in
            try tables.flatMap { table in
                try db.query("SELECT * FROM \(table)").map { row in
                    // When a token was last used is no change of anything.
                    zip(row.columns.names, row.values).filter { !["used_at", "used_from"].contains($0.0) }.map { "\($0.0)=\($0.1)" }.joined(
                        separator: " ")
                }.sorted()
            }
        }
    }

    // MARK: Who comes in

    var stranger: Client { Client(hosting: self) }

    /// Somebody in a browser, signed in.
    func browser(_ name: String, role: Actor.Role = .customer) async throws -> Client {
        let id = try await login(name, role: role).id
        let session = try await write { db, now in try Sessions.start(for: id, from: nil, replacing: nil, in: db, at: now) }
        return Client(hosting: self, session: session)
    }

    /// A program with a token of that login.
    /// `isProven`: the token may touch money, keys and rights, as that of `make run` may.
    func program(_ name: String, role: Actor.Role = .customer, isProven: Bool = true) async throws -> Client {
        Client(hosting: self, token: try await token(name, role: role, isProven: isProven))
    }

    func token(_ name: String, role: Actor.Role = .customer, isProven: Bool = true) async throws -> String {
        let id = try await login(name, role: role).id
        return try await write { db, now in
            try Tokens.mint(name: "test", for: id, role: role, expires: nil, isProven: isProven, in: db, at: now).secret
        }
    }
}

/// Sends requests to the panel as somebody.
struct Client: Sendable {
    let hosting: Hosting
    var session: Session?
    var token: String?
    private let cookies = Locked<[String: String]>([:])

    struct Reply: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String

        var location: String? { headers[.location] }

        func json<T: Decodable>(_ type: T.Type = T.self) throws -> T { try JSONDecoder().decode(T.self, from: Data(text.utf8)) }
    }

    init(hosting: Hosting, session: Session? = nil, token: String? = nil) {
        (self.hosting, self.session, self.token) = (hosting, session, token)
        if let session { cookies.withLock { $0[hosting.panel.settings.cookies.session] = session.handle } }
    }

    /// A token for one copy of a form of this session.
    var formToken: String { FormToken.make(key: session?.handle ?? "", now: hosting.now) }

    func get(_ path: String) async throws -> Reply { try await send(.get, path) }

    /// Sends a form as the browser does that was shown it.
    func post(_ path: String, _ values: [(String, String)] = [], token: String? = nil) async throws -> Reply {
        let all = [("_token", token ?? formToken)] + values
        return try await send(
            .post, path, headers: [.contentType: "application/x-www-form-urlencoded", .origin: Hosting.origin],
            body: FormValues(all.map { (name: $0.0, value: $0.1) }).encoded)
    }

    /// Sends JSON.
    func api(_ method: HTTPRequest.Method, _ path: String, _ body: String = "") async throws -> Reply {
        try await send(method, "/api/v1" + path, headers: body.isEmpty ? [:] : [.contentType: "application/json"], body: body)
    }

    /// The handle that the browser has now.
    var cookie: String? { cookies.value[hosting.panel.settings.cookies.session] }

    /// Sends a form with a token of the session that the browser has now, which may be another than the one it began with.
    func send(_ method: HTTPRequest.Method, _ path: String, form values: [(String, String)]) async throws -> Reply {
        try await post(path, values, token: FormToken.make(key: cookie ?? "", now: hosting.now))
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: String = "", from peer: IPAddress? = nil
    ) async throws -> Reply { try await send(method, path, headers: headers, bytes: ByteBuffer(string: body), from: peer) }

    /// Bytes that need not be text.
    func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], bytes body: ByteBuffer, from peer: IPAddress? = nil
    ) async throws -> Reply {
        var headers = headers
        let jar = cookies.value
        if !jar.isEmpty { headers[.cookie] = jar.map { "\($0)=\($1)" }.sorted().joined(separator: "; ") }
        if let token { headers[.authorization] = "Bearer \(token)" }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "localhost:8080", path: path, headerFields: headers),
            body: RequestBody(buffer: body))
        let response = try await hosting.panel.respond(to: request, context: PanelContext(peer: peer, logger: .silent))
        for line in response.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            cookies.withLock { $0[pair[0]] = line.contains("Max-Age=0") ? nil : pair[1] }
        }
        let bytes = Locked<[UInt8]>([])
        // A stream of events has no end to wait for.
        if response.headers[.contentType] != "text/event-stream" { try await response.body.write(Collector(bytes: bytes)) }
        return Reply(status: response.status.code, headers: response.headers, text: String(decoding: bytes.value, as: UTF8.self))
    }
}

private struct Collector: ResponseBodyWriter {
    let bytes: Locked<[UInt8]>

    mutating func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += buffer.readableBytesView } }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// The fault that `body` throws; nil when it throws none.
func fault(_ body: () async throws -> Void) async throws -> Fault? {
    do {
        try await body()
        return nil
    } catch let fault as Fault {
        return fault
    }
}

/// The key of the one complaint that `body` is refused with, with its field: `name: domain.name.www`; of another fault its own key.
func refusal(_ body: () async throws -> Void) async throws -> String? {
    guard let fault = try await fault(body) else { return nil }
    guard let field = fault.fields.first else { return fault.key }
    return "\(field.name): \(field.key)"
}
