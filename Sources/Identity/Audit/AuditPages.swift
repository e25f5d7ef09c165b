import APIResources
import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Persistence
import Presentation

/// Pages of the audit log: the provider's for those who may read it, everybody's own for all.
struct AuditPages: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.page("/audit", .signedIn, list)
        routes.page("/audit/export", .signedIn, export)
        routes.page("/audit/verification", .staff(.auditReader), verify)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let query = AuditQuery(visit.query)
        let found = try await visit.database.read { db in
            var filter = query.filter(in: visit.texts.timeZone)
            filter?.limit = query.limit + 1
            let rows = try filter.map { try Audit.list($0, by: visit.actor, in: db) } ?? []
            return AuditList(
                rows: Array(rows.prefix(query.limit)), actions: try Audit.actions(in: db), hasMore: rows.count > query.limit)
        }
        return auditPage(visit, query, found)
    }

    private func verify(_ visit: Visit) async throws -> any Answer {
        let (rows, finding) = try await Audit.verify(visit.database)
        return auditVerificationPage(visit, rows: rows, finding: finding)
    }

    private func export(_ visit: Visit) async throws -> any Answer { try await AuditExport(visit).answer() }
}

/// The log as a file, newest first, written while it is read: a long log needs no more memory than a short one.
struct AuditExport: Sendable {
    private enum Format: String { case csv, json }

    private let visit: Visit
    private let filter: AuditFilter?
    private let format: Format
    private static let step = 1000

    init(_ visit: Visit) throws {
        self.visit = visit
        let query = AuditQuery(visit.query)
        filter = query.filter(in: visit.texts.timeZone)
        guard let format = Format(rawValue: visit.query["format"] ?? "csv") else {
            throw Fault.invalid(.init("format", key: "audit.format", "An export is csv or json."))
        }
        self.format = format
    }

    func answer() async throws -> Response {
        let (visit, now, path) = (visit, visit.now, visit.query.encoded)
        // Before anything is sent: what the database refuses is then still an answer, and no file that breaks off.
        let begin = try await rows(filter)
        if visit.actor.may(.auditReader) {
            try await visit.database.write { db in
                try Audit.record(
                    "audit.exported", on: .init("audit_log", "audit_log", ""), changes: [.init("filter", nil, path.isEmpty ? nil : path)],
                    by: visit.actor, in: db, at: now)
            }
        }
        let name = "audit-\(now.description.prefix(10)).\(format.rawValue)"
        let headers: HTTPFields = [
            .contentType: format == .csv ? "text/csv; charset=utf-8" : "application/json", .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"\(name)\"",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: format == .csv ? Self.heading : "[\n"))
                var (found, filter, isFirst) = (begin, filter, true)
                while true {
                    var text = ""
                    for row in found {
                        text += format == .csv ? Self.line(row) : (isFirst ? "" : ",\n") + (try Self.object(row))
                        isFirst = false
                    }
                    if !text.isEmpty { try await writer.write(ByteBuffer(string: text)) }
                    if found.count < Self.step { break }
                    filter?.before = found.last?.sequence
                    found = try await rows(filter)
                }
                if format == .json { try await writer.write(ByteBuffer(string: "\n]\n")) }
                try await writer.finish(nil)
            })
    }

    /// The next rows, latest first; none when the filter matches nothing.
    private func rows(_ filter: AuditFilter?) async throws -> [AuditEntry] {
        guard var filter else { return [] }
        filter.limit = Self.step
        let asked = filter
        return try await visit.database.read { db in try Audit.list(asked, by: visit.actor, in: db) }
    }

    private static let heading =
        "sequence,time,result,action,actor_kind,actor,token,impersonator,address,request,object_kind,object_id,object,changes,hash\r\n"

    /// RFC 4180.
    private static func line(_ row: AuditEntry) -> String {
        let changes = row.changes.map { "\($0.field): \($0.before ?? "") -> \($0.after ?? "")" }.joined(separator: "; ")
        let cells = [
            String(row.sequence), row.at.description, row.result.rawValue, row.action, row.actorKind, row.actorName, row.token?.text ?? "",
            row.impersonator ?? "", row.address ?? "", row.request ?? "", row.object.kind.rawValue, row.object.id, row.object.name, changes,
            row.hash,
        ]
        return cells.map(cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        // A spreadsheet takes these for the beginning of a formula: https://owasp.org/www-community/attacks/CSV_Injection
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let plain = isFormula ? "'" + text : text
        guard plain.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return plain }
        return "\"" + plain.replacing("\"", with: "\"\"") + "\""
    }

    private static func object(_ row: AuditEntry) throws -> String {
        String(decoding: try jsonBytes(AuditEntryResource(row)), as: UTF8.self)
    }
}
