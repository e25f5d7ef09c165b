import AgentProtocol
import Core
import Domains
import Fleet
import Persistence
import Presentation
import Websites

/// Fills the stream of events: what changes about the domains that the reader reaches, as markup of the parts that show it.
struct DomainChanges: StatusSource {
    let features: Features
    let hub: StatusHub

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
            let features = features
            return try await visit.database.read { db in
                var parts: [Presentation.StatusChange] = []
                var seen: Set<DomainID> = []
                for key in keys {
                    guard let domain = try features.domain(of: key, for: visit.actor, in: db), seen.insert(domain.id).inserted else {
                        continue
                    }
                    parts += try features.hosted.liveParts(of: domain, for: visit, in: db)
                        .map { Presentation.StatusChange(target: $0.target, html: $0.html) }
                }
                return parts
            }
        } catch {
            visit.logger.error("an open page could not be kept up to date", metadata: ["error": "\(error)"])
            return [.everything]
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
