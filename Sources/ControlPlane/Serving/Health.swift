import Core
import Fleet
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Persistence
import Presentation

/// `/healthz`: the process answers. `/readyz`: it can reach its database. `/metrics`: numbers in Prometheus' text format.
struct Health: Sendable {
    let started: Timestamp
    let door: AgentDoor

    func routes() -> Routes {
        var routes = Routes()
        routes.machine(.get, "/healthz", .anyone(because: "says only that the process runs")) { _ in plain("ok\n") }
        routes.machine(.get, "/readyz", .anyone(because: "says only whether the database answers")) { visit in
            do {
                _ = try await visit.database.read { db in try db.scalar("SELECT 1", as: Int.self) }
                return plain("ready\n")
            } catch {
                visit.logger.error("database does not answer", metadata: ["error": "\(error)"])
                return plain("the database does not answer\n", status: .serviceUnavailable)
            }
        }
        routes.machine(.get, "/metrics", .staff(.serverManager), metrics)
        return routes
    }

    private func metrics(_ visit: Visit) async throws -> any Answer {
        let (counts, jobs, servers) = try await visit.database.read { db in
            (
                try Statuses.counts(in: db), try db.scalar("SELECT COUNT(*) FROM job WHERE state = 'waiting'", as: Int.self) ?? 0,
                try PhysicalServers.all(in: db).count
            )
        }
        let lines = [
            ("hostwright_up_seconds", "gauge", "Seconds since the process started.", (visit.now - started).milliseconds / 1000),
            ("hostwright_agent_streams", "gauge", "Open streams to agents of this process.", Int64(door.streamCount)),
            ("hostwright_servers", "gauge", "Physical servers.", Int64(servers)),
            ("hostwright_objects_live", "gauge", "Objects seen live by their nodes.", Int64(counts.live)),
            ("hostwright_objects_applying", "gauge", "Objects on their way.", Int64(counts.applying)),
            ("hostwright_objects_failed", "gauge", "Objects a node could not apply.", Int64(counts.failed)),
            ("hostwright_jobs_waiting", "gauge", "Jobs that wait.", Int64(jobs)),
        ].map { name, kind, help, value in "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n\(name) \(value)\n" }
        return plain(lines.joined(), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}

private func plain(_ text: String, status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8") -> Response {
    Response(
        status: status, headers: [.contentType: type, .cacheControl: "no-store"], body: .init(byteBuffer: ByteBuffer(string: text)))
}
