import APIResources
import AgentProtocol
import Core
import Fleet
import Foundation
import Identity
import Jobs
import Notifications
import Persistence
import TestSupport
import Testing

@testable import ControlPlane

/// What an administrator has to know: told once, and gone when it is over.
@Suite struct AlertTests {
    private struct Doomed: Job {
        static let kind = "sample.doomed"
        func run(_ context: JobContext) async throws -> JobOutcome { .giveUp(because: "the shelf is empty") }
    }

    private func open(_ hosting: Hosting) async throws -> [String] {
        try await hosting.read { db in try Alerts.open(in: db).map { "\($0.kind.rawValue) \($0.name) \($0.value)" } }
    }

    private func check(_ hosting: Hosting) async throws {
        try await hosting.write { db, now in _ = try Alerts.check(panel: Hosting.origin, in: db, at: now) }
    }

    private func mails(_ hosting: Hosting) async throws -> [Mail] {
        try await hosting.read { db in try Mails.list(MailFilter(), by: .system, in: db).mails.map(\.mail) }.filter { $0.kind == .alert }
    }

    /// The node says how it is.
    private func report(_ hosting: Hosting, disk: Int64 = 50, skew: Int64 = 0, silentSince: Timestamp? = nil) async throws {
        let machine = hosting.machine.id
        try await hosting.write { db, now in
            let state = NodeState(diskTotal: 1000, diskUsed: disk * 10, load: 0.5, clock: now, agentVersion: "1", services: [])
            let text = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
            _ = try db.execute(
                """
                UPDATE node_state SET last_seen_at = \(now), silent_since = \(silentSince), state = \(text), clock_skew = \(skew)
                WHERE physical_server_id = \(machine)
                """)
        }
    }

    @Test(arguments: Engine.available)
    func `a database that sorts by a language is told, and nothing is refused`(engine: DatabaseEngine) async throws {
        try await withTestDatabase(engine) { test in
            #expect(try await test.database.read { db in try DatabaseSorting.foreign(in: db) } == nil)
            if engine == .sqlite { return }
            let location = try await TestDatabase.create(
                "sorted_by_language", beside: test.location, template: "template0",
                options: "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'")
            let database = try TestDatabase.open(location, connections: 1)
            let collation = try await database.read { db in try DatabaseSorting.foreign(in: db) }
            await database.close()
            #expect(collation == "en-US")
            #expect(DatabaseSorting.sentence("en-US").hasPrefix("The database sorts text by the collation en-US instead of C"))
        }
    }

    @Test(arguments: Engine.available)
    func `an event is mailed once and closed when it is over`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.login("admin", role: .administrator)
            _ = try await hosting.login("anna")
            try await report(hosting)
            try await check(hosting)
            #expect(try await open(hosting) == [])

            try await report(hosting, disk: 93)
            try await check(hosting)
            #expect(try await open(hosting) == ["disk_full this-machine 93"])
            try await report(hosting, disk: 95)
            try await check(hosting)
            #expect(try await open(hosting) == ["disk_full this-machine 95"])
            let told = try await mails(hosting)
            #expect(told.count == 1 && told[0].to.address == "admin@example.org")
            #expect(told[0].subject.text.contains("The disk of this-machine is full to 93"))
            #expect(told[0].text.contains("http://localhost:8080/servers/this-machine"))
            let home = try await hosting.browser("admin", role: .administrator).get("/")
            #expect(home.text.contains("The disk of this-machine is full to 95"))

            // A little less is not over yet.
            try await report(hosting, disk: 89)
            try await check(hosting)
            #expect(try await open(hosting).count == 1)
            try await report(hosting, disk: 70)
            try await check(hosting)
            #expect(try await open(hosting) == [])
            try await report(hosting, disk: 91)
            try await check(hosting)
            #expect(try await mails(hosting).count == 2)
            let listed = try await hosting.program("admin", role: .administrator).api(.get, "/alerts").json(
                ListResource<AlertResource>.self)
            #expect(listed.items.map { $0.closedAt == nil } == [true, false])
        }
    }

    @Test(arguments: Engine.available)
    func `silence, a clock and certificates are alerts by the provider's limits`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let machine = hosting.machine.id
            try await report(hosting, silentSince: hosting.now)
            try await check(hosting)
            #expect(try await open(hosting) == [])
            hosting.advance(.seconds(61))
            try await check(hosting)
            #expect(try await open(hosting).map { $0.prefix(11) } == ["server_down"])
            try await report(hosting, skew: -4_000)
            try await check(hosting)
            #expect(try await open(hosting) == [])
            try await report(hosting, skew: -7_400)
            try await check(hosting)
            #expect(try await open(hosting) == ["clock_off this-machine 7"])
            try await report(hosting)
            try await hosting.write { db, now in
                _ = try db.execute("UPDATE physical_server SET certificate_not_after = \(now + .days(6)) WHERE id = \(machine)")
            }
            try await check(hosting)
            #expect(try await open(hosting).map { $0.prefix(29) } == ["certificate_ends this-machine"])
            var change = SettingsChange()
            change.certificateAlertDays = "5"
            let wanted = change
            _ = try await hosting.write { db, now in try Settings.change(wanted, by: .system, in: db, at: now) }
            try await check(hosting)
            #expect(try await open(hosting) == [])
        }
    }

    @Test(.proves("H.OPS-04", part: "no ticket is opened", door: .job), arguments: Engine.available)
    func `a job that was given up and a change that failed are reported to the provider`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            var change = SettingsChange()
            change.email = "alarm@hosting.example"
            change.language = "de"
            let wanted = change
            _ = try await hosting.write { db, now in try Settings.change(wanted, by: .system, in: db, at: now) }
            let account = try await hosting.account()
            try await hosting.add("kern-keramik.example", to: account)
            let site = try #require(try await hosting.site("kern-keramik.example"))
            try await hosting.write { db, now in
                _ = try db.execute(
                    """
                    INSERT INTO specification_status (logical_server_id, kind, object, sequence, state, words, failure_key, since)
                    SELECT logical_server_id, kind, object, sequence, 'failed', 'No space left on device', 'disk.full', \(now)
                    FROM specification WHERE object = \(site.id.text)
                    """)
            }
            var kinds = JobKinds(schedules: false)
            kinds.register(Doomed.self)
            let worker = JobWorker(database: hosting.database, kinds: kinds, clock: .manual(hosting.time), logger: .silent)
            let id = try await hosting.write { db, now in try JobQueue(clock: Clock { now }).enqueue(Doomed(), in: db) }
            try await worker.runOnce()
            try await check(hosting)
            let found = try await open(hosting)
            #expect(found.contains("job_given_up sample.doomed the shelf is empty"))
            #expect(found.contains("provisioning_failed kern-keramik.example (web1) No space left on device"))
            let told = try await mails(hosting)
            #expect(told.count == 1 && told[0].to.address == "alarm@hosting.example" && told[0].language == .german)
            #expect(told[0].subject.text == "[Northern Hosting] 2 Alarme")
            #expect(told[0].text.contains("No space left on device") && told[0].text.contains("the shelf is empty"))
            #expect(told[0].text.contains("http://localhost:8080/domains/kern-keramik.example"))
            _ = try await hosting.write { db, now in try SystemJobs.retry(id, by: .system, in: db, at: now) }
            try await check(hosting)
            #expect(try await open(hosting).count == 1)
        }
    }
}
