import AgentProtocol
import Core
import Domains
import Fleet
import Persistence
import Presentation
import Websites

/// Fills the stream of events: what changes about the domains that the reader reaches, as markup of the parts that show it.
struct DomainChanges: StatusSource {
    private let hub: StatusHub
    private let changed: ChangedDomains

    init(features: Features, hub: StatusHub, database: any Database) {
        self.hub = hub
        changed = ChangedDomains(features: features, hub: hub, database: database)
    }

    /// Changes are gathered for this long, so that one object that changes in five steps is drawn once or twice.
    private static let gathering = Duration.milliseconds(100)
    /// More objects than this at once are cheaper looked up by the page itself.
    private static let mostNamed = 8

    func changes(for visit: Visit) -> AsyncStream<Presentation.StatusChange> {
        let changes = hub.changes()
        return AsyncStream { continuation in
            let following = Task {
                for await change in changes {
                    for part in await parts(of: change, for: visit) { continuation.yield(part) }
                    // Cancelled: the reader has gone, and the loop ends by itself.
                    try? await Task.sleep(for: DomainChanges.gathering)
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in following.cancel() }
        }
    }

    private func parts(of change: Fleet.StatusChange, for visit: Visit) async -> [Presentation.StatusChange] {
        guard case .objects(let keys) = change, keys.count <= DomainChanges.mostNamed else { return [.everything] }
        do {
            return try await changed.find(keys).filter { $0.isReached(by: visit.actor) }.flatMap { found in
                found.live.parts(for: visit).map { Presentation.StatusChange(target: $0.target, html: $0.html) }
            }
        } catch {
            visit.logger.error("an open page could not be kept up to date", metadata: ["error": "\(error)"])
            return [.everything]
        }
    }
}

/// Looks up what has changed once for all open pages: with a thousand of them the database is asked for a change once, not a thousand times.
final class ChangedDomains: Sendable {
    struct Found: Sendable {
        let live: LiveDomain
        let owner: LoginID

        func isReached(by actor: Actor) -> Bool {
            switch actor.reach {
            case .everything: true
            case .login(let login): login == owner
            case .nothing: false
            }
        }
    }

    private struct Known: Sendable {
        var generation = 0
        var lookups: [[ObjectKey]: Task<[Found], any Error>] = [:]
    }

    private let features: Features
    private let hub: StatusHub
    private let database: any Database
    private let known = Locked(Known())

    init(features: Features, hub: StatusHub, database: any Database) {
        (self.features, self.hub, self.database) = (features, hub, database)
    }

    /// The domains that these objects belong to, each once, as they are after the latest change that the hub has told.
    func find(_ keys: [ObjectKey]) async throws -> [Found] {
        // Before the look-up begins: one that is under way when something else changes is not used for that.
        let generation = hub.generation
        let lookup = known.withLock { known in
            if known.generation != generation { known = Known(generation: generation) }
            if let lookup = known.lookups[keys] { return lookup }
            let lookup = Task { try await read(keys) }
            known.lookups[keys] = lookup
            return lookup
        }
        return try await lookup.value
    }

    private func read(_ keys: [ObjectKey]) async throws -> [Found] {
        let features = features
        return try await database.read { db in
            var found: [Found] = []
            var seen: Set<DomainID> = []
            for key in keys {
                guard let domain = try features.domain(of: key, for: .system, in: db), seen.insert(domain.id).inserted else { continue }
                found.append(Found(live: try features.hosted.live(domain, in: db), owner: domain.owner))
            }
            return found
        }
    }
}

extension Features {
    /// The domain that a zone or a website belongs to, within reach.
    func domain(of key: ObjectKey, for actor: Actor, in db: any Connection) throws -> Domain? {
        let row: Row?
        switch key.kind {
        case .website:
            row = try db.first(
                "SELECT domain.name FROM website JOIN domain ON domain.id = website.domain_id WHERE website.id = \(key.object)")
        case .zone: row = try db.first("SELECT name FROM domain WHERE zone_id = \(key.object)")
        case .account, .webServer, .nameServer: row = nil
        }
        guard let row else { return nil }
        return try hosted.domains.find(try row("name"), by: actor, in: db)
    }
}
