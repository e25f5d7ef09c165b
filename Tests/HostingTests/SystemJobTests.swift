import APIResources
import Core
import Foundation
import Identity
import Jobs
import Persistence
import TestSupport
import Testing

@testable import ControlPlane

/// The list of jobs and of what is done again and again.
@Suite struct SystemJobTests {
    private struct Counted: Job {
        static let kind = "sample.counted"
        func run(_ context: JobContext) async throws -> JobOutcome {
            try await context.report(progress: 0.4)
            let found = try await context.database.read { [id = context.id] db in try JobQueue().find(id, in: db) }
            return found?.progress == 40 ? .done : .giveUp(because: "progress is \(found?.progress ?? -1)")
        }
    }

    private func worker(_ hosting: Hosting) -> JobWorker {
        var kinds = JobKinds(schedules: false)
        kinds.repeat(Counted(), every: .hours(1))
        return JobWorker(database: hosting.database, kinds: kinds, clock: .manual(hosting.time), logger: .silent)
    }

    private func jobs(_ hosting: Hosting) async throws -> [JobRecord] {
        try await hosting.read { db in try JobQueue().list(JobFilter(kind: Counted.kind), in: db) }
    }

    @Test(
        .proves("H.OPS-01", door: .api), .proves("H.OPS-02", part: "only the schedules of features that exist", door: .job),
        arguments: Engine.available)
    func `a schedule is run by hand, turned off and on, and given a priority`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let worker = worker(hosting)
            let program = try await hosting.program("admin", role: .administrator)
            try await worker.runOnce()
            #expect(try await jobs(hosting).map(\.state) == [.done])
            try await worker.runOnce()
            #expect(try await jobs(hosting).count == 1)

            let path = "/schedules/sample.counted"
            #expect(try await program.api(.post, path + "/run").status == 202)
            try await worker.runOnce()
            #expect(try await jobs(hosting).count == 2)

            let off = try await program.api(.patch, path, #"{"isOn":false,"priority":"high"}"#)
            #expect(off.status == 200)
            let schedule = try off.json(ScheduleResource.self)
            #expect(!schedule.isOn && schedule.priority == "high" && schedule.everySeconds == 3600 && schedule.last?.state == "done")
            hosting.advance(.hours(3))
            try await worker.runOnce()
            #expect(try await jobs(hosting).count == 2)
            // By hand it still runs, once.
            #expect(try await program.api(.post, path + "/run").status == 202)
            try await worker.runOnce()
            try await worker.runOnce()
            let all = try await jobs(hosting)
            #expect(all.count == 3 && all[0].priority == .high && all.allSatisfy { $0.state == .done })

            #expect(try await program.api(.patch, path, #"{"isOn":true}"#).status == 200)
            try await worker.runOnce()
            #expect(try await jobs(hosting).count == 4)
            #expect(try await program.api(.patch, path, #"{"priority":"urgent"}"#).status == 422)
            #expect(try await program.api(.post, "/schedules/sample.nothing/run").status == 404)
            let audit = try await hosting.read { db in try Audit.list(AuditFilter(kind: "schedule"), by: .system, in: db) }
            #expect(audit.map(\.action) == ["schedule.changed", "schedule.run", "schedule.changed", "schedule.run"])
        }
    }

    @Test(.proves("H.OPS-01", door: .page), arguments: Engine.available)
    func `the pages show jobs and schedules and act on them`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.work()
            let administrator = try await hosting.browser("admin", role: .administrator)
            let list = try await administrator.get("/jobs").text
            #expect(list.contains("Forget expired sessions and links") && list.contains("identity.sweep_expired"))
            let schedules = try await administrator.get("/jobs/schedules").text
            #expect(schedules.contains("Look for alerts") && schedules.contains("Run now"))
            let path = "/jobs/schedules/alerts.check"
            #expect(try await administrator.post(path + "/change", [("isOn", "off")]).location == "/jobs/schedules")
            #expect(try await administrator.post(path + "/change", [("priority", "low")]).location == "/jobs/schedules")
            let stored = try await hosting.read { db in try SystemJobs.required("alerts.check", in: db) }
            #expect(!stored.isOn && stored.priority == .low && stored.last?.state == .done)
            #expect(try await administrator.post(path + "/run").location == "/jobs/schedules")
            try await hosting.work()
            let again = try await hosting.read { db in try SystemJobs.required("alerts.check", in: db) }
            #expect(again.last?.id != stored.last?.id)
        }
    }
}
