import AgentProtocol
import Core
import Foundation
import Persistence
import ServiceLifecycle
import TestSupport
import Testing

@testable import Fleet

@Suite struct `The stream` {
    @Test(arguments: Engine.available)
    func `a new node gets a snapshot, then changes in their order as they commit`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            // Long heartbeat: what arrives was woken by its commit.
            try await sample.withDoor(heartbeat: .seconds(30)) { _, port in
                let agent = try SampleAgent(port: port, sample: sample)
                let stream = try await agent.stream(after: 0)
                try await eventually("the snapshot") { stream.snapshotEnd != nil }
                #expect(stream.hello?.sequence == 2)
                #expect(stream.hello?.installation == sample.installation.id)
                #expect(stream.hello?.protocolVersion == 2)
                #expect(stream.snapshotEnd == .init(count: 2, sequence: 2))
                let ids = (0..<5).map { _ in AccountID() }
                for (i, id) in ids.enumerated() { try await sample.publishAccount(id, number: i + 1) }
                try await eventually("five changes") { stream.changes.count == 7 }
                #expect(stream.changes.map(\.sequence) == [1, 2, 3, 4, 5, 6, 7])
                #expect(stream.changes.map(\.previous) == [0, 1, 2, 3, 4, 5, 6])
                #expect(stream.changes.suffix(5).map(\.reference) == ids.map(sample.account))
                #expect(stream.changes.last?.specification == .account(.init(number: 5, uid: 200_005, isLocked: false)))
                stream.cancel()
                await agent.close()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a node that was away gets each object once and the chain of numbers holds`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let ids = (0..<3).map { _ in AccountID() }
            for (i, id) in ids.enumerated() { try await sample.publishAccount(id, number: i + 1) }
            // 3, 4, 5; then the first is changed three times: 8.
            for isLocked in [true, false, true] { try await sample.publishAccount(ids[0], isLocked: isLocked) }
            try await sample.withDoor { _, port in
                let agent = try SampleAgent(port: port, sample: sample)
                let stream = try await agent.stream(after: 2, epoch: 1)
                try await eventually("the changes") { stream.changes.count == 3 && !stream.beats.isEmpty }
                #expect(stream.snapshotEnd == nil)
                #expect(stream.changes.map(\.sequence) == [4, 5, 8])
                #expect(stream.changes.map(\.previous) == [2, 4, 5])
                #expect(stream.beats.last == 8)
                stream.cancel()
                // In step: nothing but hello and heartbeats.
                let idle = try await agent.stream(after: 8, epoch: 1)
                try await eventually("a heartbeat") { !idle.beats.isEmpty }
                #expect(idle.changes.isEmpty)
                #expect(idle.snapshotEnd == nil)
                idle.cancel()
                await agent.close()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a snapshot goes to a node that is ahead, of another epoch, or missed a removal`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let id = AccountID()
            try await sample.publishAccount(id)
            try await database.write { db in
                try Specifications.purge(kind: .account, object: id.text, on: sample.web.id, in: db, at: sample.time.value)
            }
            try await sample.withDoor { _, port in
                let agent = try SampleAgent(port: port, sample: sample)
                func snapshot(after: Int64, epoch: Int64?) async throws -> SampleStream? {
                    let stream = try await agent.stream(after: after, epoch: epoch)
                    try await eventually("a heartbeat") { !stream.beats.isEmpty }
                    stream.cancel()
                    return stream.snapshotEnd == nil ? nil : stream
                }
                let ahead = try #require(try await snapshot(after: 100, epoch: 1))
                #expect(ahead.hello?.sequence == 4)
                // A tombstone is named and not counted.
                #expect(ahead.snapshotEnd == .init(count: 2, sequence: 4))
                #expect(ahead.changes.last?.presence == .purged)
                #expect(try await snapshot(after: 4, epoch: 7) != nil)
                #expect(try await snapshot(after: 2, epoch: 1) == nil)
                // Once reported the tombstone is gone, so a node that lost its last hours must be told all.
                try await sample.take(sample.batch([sample.outcome(sample.account(id), 4, .removed)], position: 4))
                let back = try #require(try await snapshot(after: 2, epoch: 1))
                #expect(back.snapshotEnd == .init(count: 2, sequence: 4))
                #expect(try await snapshot(after: 4, epoch: 1) == nil)
                // What comes after a snapshot hangs on its end.
                let stream = try await agent.stream(after: 0)
                try await eventually("the snapshot") { stream.snapshotEnd != nil }
                try await sample.publishAccount(AccountID(), number: 2)
                try await eventually("the change") { stream.changes.count == 3 }
                #expect(stream.changes.last?.previous == 4)
                stream.cancel()
                await agent.close()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `ten thousand objects arrive complete and in order`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await database.write { db in
                for number in 1...10_000 {
                    try Specifications.publish(
                        .account(.init(number: number, uid: 200_000 + number, isLocked: false)), of: AccountID().text, to: sample.web.id,
                        in: db, at: sample.time.value)
                }
            }
            try await sample.withDoor { _, port in
                let agent = try SampleAgent(port: port, sample: sample)
                let stream = try await agent.stream(after: 2, epoch: 1)
                try await eventually("all of them") { stream.changes.count == 10_000 }
                #expect(stream.changes.map(\.sequence) == Array(3...10_002))
                stream.cancel()
                await agent.close()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an epoch or a confirmation begins the stream anew`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.withDoor(heartbeat: .seconds(30)) { _, port in
                let agent = try SampleAgent(port: port, sample: sample)
                let stream = try await agent.stream(after: 2, epoch: 1)
                try await eventually("hello") { stream.hello != nil }
                _ = try await database.write { db in try Installations.raiseEpoch(in: db) }
                try await eventually("the end") { stream.hasEnded }
                #expect(stream.goodbye != nil)
                let next = try await agent.stream(after: 2, epoch: 1)
                try await eventually("the snapshot") { next.snapshotEnd != nil }
                #expect(next.hello?.epoch == 2)
                var batch = sample.batch([], epoch: 2)
                batch.stop = Stop(reason: .tooManyRemovals, sentence: "s", atSequence: 2)
                #expect(try await agent.post(AgentPaths.reports, batch).status == 204)
                try await database.write { db in
                    try Nodes.confirmStop(sample.computer.id, atSequence: 2, by: FleetSample.administrator, in: db, at: sample.time.value)
                }
                try await eventually("the end") { next.hasEnded }
                let confirmed = try await agent.stream(after: 2, epoch: 2)
                try await eventually("hello") { confirmed.hello != nil }
                #expect(confirmed.hello?.confirmedThrough == 2)
                confirmed.cancel()
                await agent.close()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a node that stops reporting loses its stream and is shown as silent since its last report`(_ engine: DatabaseEngine) async throws
    {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.withDoor(heartbeat: .milliseconds(100), silence: .seconds(7)) { door, port in
                let agent = try SampleAgent(port: port, sample: sample)
                let stream = try await agent.stream(after: 0)
                #expect(try await agent.post(AgentPaths.reports, sample.batch([], position: 2)).status == 204)
                let seen = sample.time.value
                sample.advance(.seconds(6))
                let beats = stream.beats.count
                try await eventually("two more heartbeats") { stream.beats.count >= beats + 2 }
                #expect(!stream.hasEnded)
                sample.advance(.seconds(2))
                try await eventually("the end") { stream.hasEnded }
                try await eventually("no stream") { door.streamCount == 0 }
                try await eventually("silent") {
                    try await database.read { db in try Nodes.find(sample.computer.id, in: db) }?.condition == .silent(since: seen)
                }
                let id = AccountID()
                try await sample.publishAccount(id)
                let status = try #require(try await sample.statuses(.account, id.text).first)
                #expect(status.state == .wanted)
                #expect(status.nodeSilentSince == seen)
                // Back again, with nothing lost.
                let again = try await agent.stream(after: 2, epoch: 1)
                try await eventually("the change") { again.changes.count == 1 }
                #expect(try await agent.post(AgentPaths.reports, sample.batch([], position: 2)).status == 204)
                let after = try #require(try await sample.statuses(.account, id.text).first)
                #expect(after.state == .applying)
                #expect(after.nodeSilentSince == nil)
                again.cancel()
                await agent.close()
            }
        }
    }

    @Test func `a stream ends with its certificate, and a second stream of a node ends the first`() async throws {
        try await withDatabase(.sqlite, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.withDoor(heartbeat: .milliseconds(100), silence: .days(100)) { door, port in
                let agent = try SampleAgent(port: port, sample: sample)
                let first = try await agent.stream(after: 0)
                try await eventually("the snapshot") { first.snapshotEnd != nil }
                let second = try await agent.stream(after: 0)
                try await eventually("the end of the first") { first.hasEnded }
                try await eventually("the second") { second.snapshotEnd != nil && door.streamCount == 1 }
                #expect(!second.hasEnded)
                sample.advance(.days(30) + .seconds(1))
                try await eventually("the end of the second") { second.hasEnded }
                #expect(second.goodbye?.contains("certificate") == true)
                await agent.close()
            }
        }
    }

    @Test func `the control plane says good-bye when it stops`() async throws {
        try await withDatabase(.sqlite, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let door = AgentDoor(
                configuration: .init(port: 0), database: database, authority: sample.authority, clock: sample.clock, logger: .silent)
            let group = ServiceGroup(services: [door], logger: .silent)
            let running = Task { try await group.run() }
            let port = try #require(await door.waitForPort())
            let agent = try SampleAgent(port: port, sample: sample)
            let stream = try await agent.stream(after: 0)
            try await eventually("the snapshot") { stream.snapshotEnd != nil }
            await group.triggerGracefulShutdown()
            try await eventually("the end") { stream.hasEnded }
            #expect(stream.goodbye == "The control plane is stopping.")
            try await running.value
            await agent.close()
        }
    }

    @Test func `two versions are served, others are refused in words, and unknown fields do not matter`() async throws {
        try await withDatabase(.sqlite, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.withDoor { _, port in
                let old = try SampleAgent(port: port, sample: sample, version: "1")
                let stream = try await old.stream(after: 0)
                try await eventually("the snapshot") { stream.snapshotEnd != nil }
                #expect(stream.hello?.protocolVersion == 1)
                // A field of version 2 in a report of version 1 is not looked at.
                var batch = sample.batch([], version: 1)
                let reference = ObjectReference(server: sample.web.id, kind: .website, object: WebsiteID().text)
                batch.quarantined = [QuarantinedObject(reference: reference, name: "old.example", since: sample.time.value)]
                #expect(try await old.post(AgentPaths.reports, batch).status == 204)
                #expect(try await database.read { db in try Nodes.quarantine(of: sample.computer.id, in: db) }.isEmpty)
                let tooOld = await #expect(throws: Fault.self) {
                    try await NodeRequests(database: database, clock: sample.clock)
                        .ask(.resolveQuarantine(reference, trash: true), of: sample.web.id, timeout: .seconds(1))
                }
                #expect(tooOld?.key == "node.agent_old")
                stream.cancel()
                await old.close()

                for version in ["3", "0", "two", nil] {
                    let agent = try SampleAgent(port: port, sample: sample, version: version)
                    let answer = try await agent.post(AgentPaths.reports, sample.batch([]))
                    #expect(answer.status == 400)
                    #expect(answer.problem?.key == "agent.protocol_unsupported")
                    #expect(answer.problem?.sentence.contains("2 and 1") == true)
                    await agent.close()
                }

                let agent = try SampleAgent(port: port, sample: sample)
                let text = String(decoding: try JSONEncoder().encode(sample.batch([], position: 2)), as: UTF8.self)
                let more = #"{"invented":{"in":["a later version"]},"# + text.dropFirst()
                #expect(try await agent.post(AgentPaths.reports, bytes: Array(more.utf8)).status == 204)
                await agent.close()
            }
        }
    }

    @Test func `bodies over the limit and bodies that are none are refused and change nothing`() async throws {
        try await withDatabase(.sqlite, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.withDoor { _, port in
                let agent = try SampleAgent(port: port, sample: sample)
                let huge = try await agent.post(AgentPaths.renew, bytes: [UInt8](repeating: 0x20, count: 100_000))
                #expect(huge.status == 413)
                #expect(huge.problem?.key == "agent.body_too_large")
                for body in ["", "[]", "{", #"{"protocolVersion":2}"#, #"{"protocolVersion":"x","outcomes":[]}"#] {
                    let answer = try await agent.post(AgentPaths.reports, bytes: Array(body.utf8))
                    #expect(answer.status == 400)
                    #expect(answer.problem?.key == "agent.body_form")
                }
                #expect(try await agent.get("\(AgentPaths.specifications)?after=-1").problem?.key == "agent.after")
                #expect(try await agent.get("\(AgentPaths.specifications)?after=1e9").problem?.key == "agent.after")
                #expect(try await agent.get("/agent/v1/nothing").status == 404)
                #expect(try await agent.get(AgentPaths.requestContent(NodeRequestID())).status == 404)
                #expect(try await agent.get("/agent/v1/requests/'%20OR%201=1/content").status == 404)
                #expect(try await database.read { db in try Nodes.find(sample.computer.id, in: db) }?.condition == .notJoined)
                await agent.close()
            }
        }
    }
}
