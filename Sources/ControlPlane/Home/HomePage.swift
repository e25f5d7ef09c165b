import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import Foundation
import Identity
import Persistence
import Presentation
import Websites

/// The first page: for administrators a list of decisions, for customers what they have and how it is.
struct HomePage: Sendable {
    let features: Features
    let list: FeatureList

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/", .signedIn, show)
        return routes
    }

    private func show(_ visit: Visit) async throws -> any Answer {
        let (features, list) = (features, list)
        guard visit.actor.reach == .everything else {
            return try await visit.database.read { db in
                let (home, parts) = (try CustomerHome(features, by: visit.actor, in: db), try HomeParts(list, visit, in: db))
                if visit.actor.role == .administrator, home.accounts.isEmpty {
                    return staffHomePage(visit, try list.all.flatMap { try $0.menu(for: visit, in: db) }, parts)
                }
                return customerHomePage(visit, home, parts)
            }
        }
        let (view, parts) = try await visit.database.read { db in
            (try AdministratorHome(features, by: visit.actor, in: db), try HomeParts(list, visit, in: db))
        }
        return administratorHomePage(visit, view, parts)
    }
}

struct FailedItem: Sendable {
    /// It is served, and its files are gone.
    var isMissing: Bool
    var title: String
    var server: DomainName
    /// What the failure means, in words of the agent where its key says no more.
    var key: String?
    var words: String
    var nextTry: Timestamp?
    /// nil for what belongs to no customer: zones of the servers themselves.
    var link: Link?
}

struct AdministratorHome: Sendable {
    var accounts: [Account.State: Int]
    var domains: Int
    var counts: StatusCounts
    var nodes: [NodeOverview]
    var failed: [FailedItem]
    /// More has failed than is listed.
    var hasMoreFailed: Bool

    /// So many failures are listed, and the others counted (`Nodes.mostOnPages`).
    static let mostFailed = 20

    /// What it costs does not depend on how much waits or has failed.
    init(_ features: Features, by actor: Actor, in db: any Connection) throws {
        accounts = try features.accounts.counts(by: actor, in: db)
        domains = try features.hosted.domains.total(by: actor, in: db)
        counts = try Statuses.counts(upTo: Nodes.mostOnPages, in: db)
        nodes = try Nodes.all(countingUpTo: Nodes.mostOnPages, in: db)
        let items = try Statuses.failed(in: db, limit: Self.mostFailed + 1)
        hasMoreFailed = items.count > Self.mostFailed
        failed = try Self.named(Array(items.prefix(Self.mostFailed)), in: db)
    }

    /// What failed, by the names that people know.
    private static func named(_ items: [AttentionItem], in db: any Connection) throws -> [FailedItem] {
        var names: [String: (name: DomainName, isDomain: Bool)] = [:]
        func objects(_ kind: ObjectKind) -> [String] { items.filter { $0.reference.kind == kind }.map(\.reference.object) }
        let rows =
            try db.query(
                """
                SELECT website.id AS object, domain.name AS name, domain.held_name AS held FROM website
                JOIN domain ON domain.id = website.domain_id WHERE website.id IN (\(list: objects(.website)))
                """)
            + db.query(
                """
                SELECT zone.id AS object, zone.name AS name, domain.held_name AS held FROM zone
                LEFT JOIN domain ON domain.held_name = zone.name WHERE zone.id IN (\(list: objects(.zone)))
                """)
        for row in rows { names[try row("object")] = (try row("name"), try row("held", as: String?.self) != nil) }
        return items.map { item in
            let known = names[item.reference.object]
            return FailedItem(
                isMissing: item.status.state == .contentMissing, title: known?.name.display ?? item.status.serverName.ascii,
                server: item.status.serverName, key: item.status.failureKey, words: item.status.words, nextTry: item.status.nextTry,
                link: known.flatMap { $0.isDomain ? "/domains/\($0.name)" : nil })
        }
    }
}

/// What the features add to somebody's first page.
struct HomeParts: Sendable {
    var decisions: [Decision] = []
    var shortcuts: [Shortcut] = []
    var cards: [HomeCard] = []

    init() {}

    init(_ list: FeatureList, _ visit: Visit, in db: any Connection) throws {
        decisions = try list.all.flatMap { try $0.decisions(for: visit, in: db) }
        shortcuts = try list.all.flatMap { try $0.shortcuts(for: visit, in: db) }.sorted { $0.order < $1.order }
        cards = try list.all.flatMap { try $0.homeCards(for: visit, in: db) }.sorted { $0.order < $1.order }
    }

    func html(_ place: HomeCard.Place) -> [HTML] { cards.filter { $0.place == place }.map(\.html) }
}

/// The first page of a member of staff who sees no customers: what waits for him, and where his work is.
func staffHomePage(_ visit: Visit, _ menu: [MenuItem], _ parts: HomeParts) -> Page {
    let texts = visit.texts.home
    let places = menu.filter { $0.group != .person }.sorted { ($0.group.rawValue, $0.order) < ($1.group.rawValue, $1.order) }.map(\.item)
    return Page(texts.greeting, summary: texts.summary(parts.decisions.count)) {
        parts.html(.top)
        if !parts.decisions.isEmpty {
            card(texts.wantsDecision, aside: .text(visit.texts.number(parts.decisions.count)), isFlush: true) { decisions(parts.decisions) }
        }
        card(texts.yourWork) {
            p(.class("hint"), text: texts.yourWorkText)
            tiles(
                places.map { Tile($0.text, note: $0.count.map { visit.texts.number($0) }, $0.link, icon: $0.icon) }, label: texts.yourWork)
        }
        parts.html(.main)
        parts.html(.side)
    }
}

func administratorHomePage(_ visit: Visit, _ home: AdministratorHome, _ parts: HomeParts = HomeParts()) -> Page {
    let texts = visit.texts.home
    let wanted = homeDecisions(visit, home) + parts.decisions
    let mayWork = visit.actor.may(.accountManager)
    let seesServers = visit.actor.may(.serverManager)
    let active = home.accounts[.active] ?? 0
    let suspended = home.accounts[.suspended] ?? 0
    return Page(
        texts.greeting, summary: texts.summary(wanted.count),
        actions: mayWork
            ? [
                linkButton(visit.texts.accounts.new, "/accounts/new", icon: .personPlus),
                linkButton(visit.texts.domains.add, "/domains/new", kind: .primary, icon: .plus),
            ] : []
    ) {
        parts.html(.top)
        figures(
            [
                Figure(
                    visit.texts.accounts.title, visit.texts.number(active + suspended), note: .text(texts.suspendedCount(suspended)),
                    link: "/accounts"),
                Figure(visit.texts.domains.title, visit.texts.number(home.domains), link: "/domains"),
                Figure(
                    texts.inStep, home.counts.isExact ? visit.texts.number(home.counts.live) : texts.fewerThan(home.counts.live),
                    note: .text(
                        texts.ofObjects(
                            texts.counted(home.counts.failed + home.counts.contentMissing, home.counts.most),
                            texts.counted(home.counts.applying, home.counts.most)))),
            ] + (seesServers ? [Figure(visit.texts.servers.title, visit.texts.number(home.nodes.count), link: "/servers")] : []))
        grid {
            card(texts.wantsDecision, aside: wanted.isEmpty ? nil : .text(visit.texts.number(wanted.count)), isFlush: true) {
                if wanted.isEmpty {
                    emptyState(texts.nothingTitle, texts.nothingText, icon: .done)
                } else {
                    decisions(wanted)
                }
            }
            parts.html(.main)
        } side: {
            if seesServers {
                card(
                    visit.texts.servers.title,
                    aside: a(.href("/servers"), text: "\(texts.allServers) \(visit.texts.number(home.nodes.count))")
                ) {
                    for node in home.nodes { serverLine(visit, node) }
                    if home.nodes.isEmpty { p(.class("hint"), text: visit.texts.servers.emptyText) }
                }
            }
            parts.html(.side)
        }
    }
}

private func serverLine(_ visit: Visit, _ node: NodeOverview) -> HTML {
    div(.class("server-line")) {
        div(.class("server-head")) {
            a(.href("/servers/\(node.server.name)"), text: node.server.name)
            span(.class("muted"), text: node.logical.compactMap { $0.name.labels.first.map(String.init) }.joined(separator: ", "))
            nodeBadge(visit, node)
        }
        if let state = node.state, state.diskTotal > 0 {
            meter(Double(state.diskUsed) / Double(state.diskTotal), label: visit.texts.servers.disk)
            p(
                .class("hint"),
                text:
                    visit.texts.home.resources(diskText(visit, state), load: visit.texts.decimal(state.load, digits: 2))
            )
        }
    }
}

private func homeDecisions(_ visit: Visit, _ home: AdministratorHome) -> [Decision] {
    let texts = visit.texts.home
    var wanted: [Decision] = []
    let servers: Link = visit.actor.may(.serverManager) ? "/servers" : "/domains"
    func look(_ link: Link) -> HTML { linkButton(texts.look, link) }
    for node in home.nodes where visit.actor.may(.serverManager) {
        let link: Link = "/servers/\(node.server.name)"
        switch node.condition {
        case .stopped(let stop):
            wanted.append(
                Decision(.fail, title: texts.stopped(node.server.name), text: visit.texts.servers.reason(stop), action: look(link)))
        case .silent(let since):
            wanted.append(
                Decision(
                    .warn, title: texts.silent(node.server.name), text: texts.silentText(visit.texts.duration(visit.now - since)),
                    action: look(link)))
        case .notJoined:
            wanted.append(Decision(.warn, title: texts.waits(node.server.name), text: texts.waitsText, action: look(link)))
        case .revoked, .applying, .inStep: break
        }
        if node.quarantined > 0 {
            wanted.append(
                Decision(
                    .warn, title: texts.quarantined(node.server.name, node.quarantined), text: visit.texts.servers.quarantineText,
                    action: look(link)))
        }
    }
    for item in home.failed {
        let next = item.nextTry.map { " " + nextTry(visit, at: $0) } ?? ""
        let said = visit.texts.nodes.failure(item.key) ?? item.words
        let words = said.last.map { ".!?".contains($0) } == false ? said + "." : said
        if item.isMissing {
            wanted.append(
                Decision(
                    .warn, title: texts.filesMissing(item.title), text: visit.texts.domains.contentMissingHelp,
                    action: look(item.link ?? servers)))
            continue
        }
        wanted.append(
            Decision(
                .fail, title: texts.failedOn(item.title, item.server.labels.first.map(String.init) ?? item.server.ascii),
                text: words + next,
                action: look(item.link ?? servers)))
    }
    if home.hasMoreFailed {
        let all = texts.counted(home.counts.failed + home.counts.contentMissing, home.counts.most) ?? ""
        wanted.append(
            Decision(
                .fail, title: texts.moreFailed(all), text: texts.moreFailedText,
                action: look(servers)))
    }
    if home.nodes.isEmpty, visit.actor.may(.serverManager) {
        wanted.append(
            Decision(
                .warn, icon: .servers, title: texts.addServerDecision, text: texts.addServerText,
                action: linkButton(visit.texts.servers.new, "/servers/new")))
    }
    return wanted
}
