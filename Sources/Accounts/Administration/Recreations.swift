import AgentProtocol
import Core
import Fleet
import Identity
import Jobs
import Persistence

/// Operations of the recreation tool. All need the permission `recreationTool` (H.PLAN-14); an account has to be within reach, too.
extension Accounts {
    /// What of the account is published, each object once for each of its servers: its home, then what features above have.
    package func published(of account: Account, in db: any Connection) throws -> [PublishedObject] {
        guard account.type.hasHome else { return [] }
        let home = PublishedObject(.account, account.id.text, on: account.server, name: account.systemUser)
        return try [home] + parts.flatMap { try $0.published(of: account, in: db) }
    }

    /// Publishes an account's objects once more: those of `only` (`website:0190...`, on all their servers), or all.
    ///
    /// Throws `Fault(.invalid)` beside `objects`, `account.in_trash`, `account.no_home` (conflict).
    package func recreate(
        _ number: Int, only: [String]?, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Recreation {
        try actor.require(.recreationTool)
        let account = try locked(number, by: actor, in: db)
        guard account.trashedAt == nil else { throw inTrash(account) }
        try account.requireHome()
        try DemoAccounts.refuse(account.isDemo)
        var objects = try published(of: account, in: db)
        if let only {
            let unknown = Set(only).subtracting(objects.map(\.key))
            guard unknown.isEmpty, !only.isEmpty else {
                throw Fault.invalid(
                    .init(
                        "objects", key: only.isEmpty ? "recreation.nothing" : "recreation.unknown",
                        arguments: ["object": unknown.sorted().first ?? ""],
                        only.isEmpty ? "Choose what to publish anew." : "This account has no object \(unknown.sorted().first ?? "")."))
            }
            objects = objects.filter { only.contains($0.key) }
        }
        // What the record says comes first: a locked account stays locked.
        if objects.contains(where: { $0.reference.kind == .account }) {
            try publish(account, isLocked: account.suspendedAt != nil, in: db, at: now)
        }
        let recreation = Recreation(
            id: RecreationID(at: now), account: account.id, server: nil, name: "\(account.number) \(account.title)", actorName: actor.name,
            nextNumber: nil, createdAt: now)
        try RecreationQueries.insert(recreation, in: db)
        try RecreationQueries.add(objects, to: recreation.id, in: db)
        try JobQueue(clock: Clock { now }).enqueue(RecreateObjects(recreation: recreation.id), priority: .high, in: db)
        let names = objects.map { "\($0.reference.kind.rawValue) \($0.name)" }
        try Audit.record(
            "account.recreated", on: account.audited, changes: [.init("objects", nil, Self.listed(names))], by: actor, in: db, at: now)
        return recreation
    }

    /// Publishes the objects of all accounts whose home is on the server once more, wherever they are.
    ///
    /// - Parameter server: Host name or id of a web server. Throws `Fault(.invalid)` beside `server`.
    package func recreate(server typed: String, by actor: Actor, in db: any Connection, at now: Timestamp) throws -> Recreation {
        try actor.require(.recreationTool)
        try actor.require(.accountPreview)
        let name = typed.trimmingWhitespace.lowercased()
        guard let server = try LogicalServers.of(kind: .web, in: db).first(where: { $0.name.ascii == name || $0.id.text == name }) else {
            throw Fault.invalid(
                .init(
                    "server", key: "recreation.server", arguments: ["server": typed],
                    "There is no web server \(typed). Choose one of the list."))
        }
        let recreation = Recreation(
            id: RecreationID(at: now), account: nil, server: server.id, name: server.name.ascii, actorName: actor.name, nextNumber: 1,
            createdAt: now)
        try RecreationQueries.insert(recreation, in: db)
        try JobQueue(clock: Clock { now }).enqueue(RecreateObjects(recreation: recreation.id), in: db)
        try Audit.record("server.recreated", on: .init(.logicalServer, server.id.text, server.name.ascii), by: actor, in: db, at: now)
        return recreation
    }

    /// Looks up the objects of the next accounts of the server. Returns false when all have been.
    func collect(_ id: RecreationID, upTo limit: Int, in db: any Connection) throws -> Bool {
        guard let recreation = try RecreationQueries.locked(id, in: db), let server = recreation.server, let next = recreation.nextNumber
        else { return false }
        let numbers = try RecreationQueries.accounts(on: server, from: next, limit: limit, in: db)
        for number in numbers {
            guard let account = try find(number, by: .system, in: db), account.trashedAt == nil else { continue }
            try RecreationQueries.add(try published(of: account, in: db), to: id, in: db)
        }
        let following = numbers.count < limit ? nil : numbers.last.map { $0 + 1 }
        try RecreationQueries.setNext(following, of: id, in: db)
        return following != nil
    }

    /// A few names and how many more there are: the log's rows stay short.
    private static func listed(_ names: [String]) -> String {
        let unique = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return unique.prefix(10).joined(separator: ", ") + (unique.count > 10 ? " (+\(unique.count - 10))" : "")
    }
}

extension PublishedObject {
    /// As pages and programs choose it: one object on all its servers.
    package var key: String { "\(reference.kind.rawValue):\(reference.object)" }
}

/// Reading about recreations, and the work of their job.
package enum Recreations {
    /// Throws `recreation.not_found`. One of an account is found by whoever reaches the account.
    package static func required(_ id: RecreationID, by actor: Actor, in db: any Connection) throws -> Recreation {
        try actor.require(.recreationTool)
        guard let found = try RecreationQueries.find(id, in: db), actor.reach == .everything else { throw Fault.notFound("recreation") }
        return found
    }

    /// The latest first; those after `before`.
    package static func list(
        of account: AccountID? = nil, before: RecreationID? = nil, isOldestFirst: Bool = false, limit: Int, by actor: Actor,
        in db: any Connection
    ) throws -> [Recreation] {
        try actor.require(.recreationTool)
        guard actor.reach == .everything else { return [] }
        return try RecreationQueries.list(of: account, before: before, isOldestFirst: isOldestFirst, limit: limit, in: db)
    }

    package static func progress(of recreation: Recreation, in db: any Connection) throws -> RecreationProgress {
        try RecreationProgress(
            counts: RecreationQueries.counts(of: recreation.id, in: db), isCollecting: recreation.nextNumber != nil)
    }

    /// Those that need attention first.
    package static func objects(of recreation: Recreation, limit: Int, in db: any Connection) throws -> [RecreatedObject] {
        try RecreationQueries.objects(of: recreation.id, limit: limit, in: db)
    }

    /// Publishes the next objects. Returns how many; 0 when none waits.
    static func publish(_ id: RecreationID, upTo limit: Int, in db: any Connection, at now: Timestamp) throws -> Int {
        let waiting = try RecreationQueries.waiting(of: id, limit: limit, in: db)
        // One order of servers for all who publish to several.
        let order = try LogicalServers.all(in: db).sorted { ($0.physical, $0.id) < ($1.physical, $1.id) }.map(\.id)
        let places = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
        for item in waiting.sorted(by: { places[$0.reference.server] ?? 0 < places[$1.reference.server] ?? 0 }) {
            let (kind, object, server) = (item.reference.kind, item.reference.object, item.reference.server)
            let isThere = try Specifications.republish(kind: kind, object: object, on: server, in: db, at: now)
            let sequence = isThere ? try Specifications.sequence(of: item.reference, in: db) ?? 0 : 0
            try RecreationQueries.setSequence(sequence, of: id, item.place, in: db)
        }
        return waiting.count
    }
}
