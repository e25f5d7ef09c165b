import AgentProtocol
import Core
import Foundation
import Persistence
import TestSupport
import Testing

@testable import Fleet

/// What nodes tell of usage reaches those above, from whom it may.
@Suite struct UsageReportTests {
    private struct Listener: UsageListener {
        let heard = Locked<[(UsageReport, PhysicalServerID)]>([])
        func used(_ usage: UsageReport, on node: PhysicalServerID, in db: any Connection, at now: Timestamp) throws {
            heard.withLock { $0.append((usage, node)) }
        }
    }

    @Test(arguments: Engine.available)
    func `usage is handed on with its node, and of an agent that is too old, foreign or of another epoch it is not`(
        engine: DatabaseEngine
    ) async throws {
        try await withTestDatabase(engine, migrations: FleetSample.migrations) { test in
            let sample = try await FleetSample(test.database)
            let listener = Listener()
            func take(_ batch: ReportBatch) async throws {
                try await sample.database.write { db in
                    try ReportIntake.take(
                        batch, from: sample.computer.id, version: batch.protocolVersion, usage: listener, in: db, at: sample.time.value)
                }
            }
            let usage = UsageReport(
                counter: "0190163d-8694-739b-aea5-966c26f8ad90", countedThrough: sample.time.value, traffic: [],
                disk: [DiskUse(account: 1, bytes: 4096, files: 1, measuredAt: sample.time.value)])
            try await take(sample.batch([]))
            var batch = sample.batch([], version: 1)
            batch.usage = usage
            try await take(batch)
            batch = sample.batch([], epoch: 7)
            batch.usage = usage
            try await take(batch)
            #expect(listener.heard.value.isEmpty)
            batch = sample.batch([])
            batch.usage = usage
            try await take(batch)
            #expect(listener.heard.value.map(\.0) == [usage] && listener.heard.value.map(\.1) == [sample.computer.id])
        }
    }
}
