import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/audit-entries`: the log for programs. Customers read their own part of it.
struct AuditAPI: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.api(
            .get, "/api/v1/audit-entries", .signedIn, "List what has been done, latest first",
            query: Self.filters + QueryParameter.following(sort: "sequence"), list)
        routes.api(.get, "/api/v1/audit-entries/{sequence}", .reaching, "Show one row of the audit log", show)
        routes.api(.get, "/api/v1/audit-verification", .staff(.auditReader), "Check that no row of the audit log was changed", verify)
        return routes
    }

    private static let filters: [QueryParameter] = [
        .init("q", "In the name of who did it or of what it was done to.", .text(maximumLength: 200)),
        .init("kind", "Only things of this kind: `account`, `domain`, `login` ...", .text(maximumLength: 60)),
        .init("object", "Only what was done to the thing with this id.", .text(maximumLength: 200)),
        .init("action", "Only this action: `account.suspended`.", .text(maximumLength: 60)),
        .init("person", "Only what the login with this id did.", .text(maximumLength: 36)),
        .init("result", "Only what was done, or only what was refused.", .choice(["done", "refused"])),
        .init("from", "From this day on, as 2026-11-22, in the reader's time zone.", .text(maximumLength: 10)),
        .init("to", "Up to and with this day.", .text(maximumLength: 10)),
    ]

    private func list(_ visit: Visit) async throws -> Resource<ListResource<AuditEntryResource>> {
        let list = try ResourceListQuery(visit.query, orders: ["sequence"], otherwise: "-sequence")
        guard var filter = AuditQuery(visit.query).filter(in: visit.texts.timeZone) else {
            throw Fault(
                .invalid, key: "audit.query", "Write days as 2026-11-22, `person` as the id of a login, and `result` as done or refused.")
        }
        if let cursor = list.cursor {
            guard let sequence = Int64(cursor.id) else { throw ListCursor.refused }
            filter.before = sequence
        }
        (filter.limit, filter.isOldestFirst) = (list.limit + 1, !list.isDescending)
        let asked = filter
        let (rows, next) = list.cut(try await visit.database.read { db in try Audit.list(asked, by: visit.actor, in: db) }) {
            String($0.sequence)
        }
        return Resource(ListResource(items: rows.map { AuditEntryResource($0) }, total: list.counted(rows.count, next), next: next))
    }

    private func show(_ visit: Visit, _ sequence: Int) async throws -> Resource<AuditEntryResource> {
        guard (1..<Int.max).contains(sequence) else { throw Fault.notFound("row") }
        let rows = try await visit.database.read { db in
            try Audit.list(AuditFilter(before: Int64(sequence) + 1, limit: 1), by: visit.actor, in: db)
        }
        guard let row = rows.first, row.sequence == Int64(sequence) else { throw Fault.notFound("row") }
        return Resource(AuditEntryResource(row))
    }

    private func verify(_ visit: Visit) async throws -> Resource<AuditVerificationResource> {
        Resource(try await AuditVerificationResource(checking: visit.database))
    }
}

extension AuditEntryResource {
    init(_ row: AuditEntry) {
        self.init(
            sequence: Int(row.sequence), at: row.at.description, action: row.action, result: row.result.rawValue, actorKind: row.actorKind,
            actor: row.actorName, login: row.login?.text, token: row.token?.text, impersonator: row.impersonator, address: row.address,
            request: row.request, objectKind: row.object.kind.rawValue, objectId: row.object.id, object: row.object.name,
            changes: row.changes.map { .init(field: $0.field, before: $0.before, after: $0.after) }, hash: row.hash)
    }
}

extension AuditVerificationResource {
    /// Reads the whole log of this database.
    package init(checking database: any Database) async throws {
        let (rows, finding) = try await Audit.verify(database)
        self.init(
            rows: Int(rows), isIntact: finding == nil, damage: finding?.damage.rawValue, sequence: finding.map { Int($0.sequence) },
            detail: finding?.sentence)
    }
}
