import AgentProtocol
import Core
import Foundation
import Persistence
import TestSupport
import Testing

@testable import Fleet

@Suite struct `Questions to a node and several control planes` {
    @Test(arguments: Engine.available)
    func `a question reaches the node with its bytes and the answer comes back`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.withDoor(heartbeat: .seconds(30)) { _, port in
                let agent = try SampleAgent(port: port, sample: sample)
                #expect(try await agent.post(AgentPaths.reports, sample.batch([], position: 2)).status == 204)
                let stream = try await agent.stream(after: 2, epoch: 1)
                try await eventually("hello") { stream.hello != nil }
                let requests = NodeRequests(database: database, clock: sample.clock)
                let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
                async let answered = requests.ask(
                    .writeFile(account: AccountID(), path: try RelativePath("public/index.php")), of: sample.web.id, content: bytes)
                try await eventually("the question") { stream.requests.count == 1 }
                let request = try #require(stream.requests.first)
                #expect(request.contentLength == bytes.count)
                let content = try await agent.get(AgentPaths.requestContent(request.id))
                #expect(content.body == bytes)

                // Neither its bytes nor its answer are another node's business.
                let other = try await sample.addComputer("node two")
                let stranger = try SampleAgent(port: port, sample: sample, server: other.id)
                #expect(try await stranger.get(AgentPaths.requestContent(request.id)).status == 404)
                #expect(try await stranger.post(AgentPaths.answer(request.id), NodeAnswer()).status == 404)
                await stranger.close()

                #expect(try await agent.post(AgentPaths.answer(request.id), NodeAnswer(content: Array("done".utf8))).status == 204)
                #expect(try await answered.bytes() == Array("done".utf8))
                #expect(try await agent.post(AgentPaths.answer(request.id), NodeAnswer()).status == 404)
                stream.cancel()
                await agent.close()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a silent node and one that does not answer are told in words`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let requests = NodeRequests(database: database, clock: sample.clock)
            let operation = NodeRequest.Operation.readLog(website: WebsiteID(), log: .error, lines: 10)
            func refusal() async -> Fault? {
                await #expect(throws: Fault.self) {
                    try await requests.ask(operation, of: sample.web.id, timeout: .milliseconds(200))
                }
            }
            #expect(await refusal()?.key == "node.not_joined")
            try await sample.take(sample.batch([]))
            #expect(await refusal()?.key == "node.no_answer")
            sample.advance(.seconds(8))
            let silent = await refusal()
            #expect(silent?.key == "node.silent")
            #expect(silent?.kind == .unavailable)
            let large = await #expect(throws: Fault.self) {
                try await requests.ask(operation, of: sample.web.id, content: [UInt8](repeating: 0, count: NodeRequests.largestContent + 1))
            }
            #expect(large?.kind == .limit)
            // Nobody waits any more, so nothing is asked.
            #expect(try await database.read { db in try db.query("SELECT id FROM node_request") }.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `what nobody wants is shown until a person decides`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.withDoor { _, port in
                let agent = try SampleAgent(port: port, sample: sample)
                let account = AccountID()
                let lost = ObjectReference(server: sample.web.id, kind: .website, object: WebsiteID().text)
                let since = sample.time.value
                var batch = sample.batch([], position: 2)
                batch.quarantined = [
                    QuarantinedObject(reference: lost, name: "lost.example", since: since),
                    QuarantinedObject(reference: sample.account(account), name: "web7", since: since),
                    // A logical server this database does not know cannot be shown.
                    QuarantinedObject(
                        reference: ObjectReference(server: .init(), kind: .zone, object: DomainID().text), name: "x", since: since),
                ]
                #expect(try await agent.post(AgentPaths.reports, batch).status == 204)
                let shown = try await database.read { db in try Nodes.quarantine(of: sample.computer.id, in: db) }
                #expect(shown.map(\.object.name) == ["lost.example", "web7"])
                #expect(shown.first?.serverName == sample.web.name)

                let requests = NodeRequests(database: database, clock: sample.clock)
                let noRecord = await #expect(throws: Fault.self) {
                    try await requests.resolveQuarantine(lost, .adopt, by: FleetSample.administrator)
                }
                #expect(noRecord?.key == "quarantine.no_record")
                let customer = await #expect(throws: Fault.self) {
                    try await requests.resolveQuarantine(lost, .trash, by: FleetSample.customer)
                }
                #expect(customer?.kind == .forbidden)

                let stream = try await agent.stream(after: 2, epoch: 1)
                async let trashed: Void = requests.resolveQuarantine(lost, .trash, by: FleetSample.administrator)
                try await eventually("the question") { stream.requests.count == 1 }
                let first = try #require(stream.requests.first)
                #expect(first.operation == .resolveQuarantine(lost, trash: true))
                #expect(try await agent.post(AgentPaths.answer(first.id), NodeAnswer()).status == 204)
                try await trashed

                try await sample.publishAccount(account, number: 7)
                async let adopted: Void = requests.resolveQuarantine(sample.account(account), .adopt, by: FleetSample.administrator)
                try await eventually("the question") { stream.requests.count == 2 }
                #expect(stream.changes.contains { $0.reference == sample.account(account) })
                let second = try #require(stream.requests.last)
                #expect(second.operation == .resolveQuarantine(sample.account(account), trash: false))
                #expect(try await agent.post(AgentPaths.answer(second.id), NodeAnswer()).status == 204)
                try await adopted

                batch.quarantined = []
                #expect(try await agent.post(AgentPaths.reports, batch).status == 204)
                #expect(try await database.read { db in try Nodes.quarantine(of: sample.computer.id, in: db) }.isEmpty)
                stream.cancel()
                await agent.close()
            }
        }
    }

    @Test func `what one control plane commits reaches the stream at another, and questions and answers cross too`() async throws {
        try await withTestDatabase(.postgresql, migrations: FleetSample.migrations) { test in
            let sample = try await FleetSample(test.database)
            let second = try test.another()
            // Long heartbeats: only notifications can be that quick.
            try await sample.withDoor(heartbeat: .seconds(60)) { _, portA in
                try await sample.withDoor(database: second, heartbeat: .seconds(60)) { doorB, portB in
                    let onA = try SampleAgent(port: portA, sample: sample)
                    let onB = try SampleAgent(port: portB, sample: sample)
                    let stream = try await onB.stream(after: 2, epoch: 1)
                    try await eventually("hello") { stream.hello != nil }
                    // Signs of life arrive at A.
                    #expect(try await onA.post(AgentPaths.reports, sample.batch([], position: 2)).status == 204)
                    let began = ContinuousClock.now
                    try await sample.publishAccount(AccountID())
                    try await eventually("the change") { stream.changes.count == 1 }
                    #expect(ContinuousClock.now - began < .seconds(5))

                    let requests = NodeRequests(database: test.database, clock: sample.clock)
                    async let answered = requests.ask(.readLog(website: WebsiteID(), log: .access, lines: 3), of: sample.web.id)
                    try await eventually("the question") { stream.requests.count == 1 }
                    let request = try #require(stream.requests.first)
                    let refusal = NodeProblem(kind: "notFound", key: "file.not_found", sentence: "There is no log yet.")
                    #expect(try await onB.post(AgentPaths.answer(request.id), NodeAnswer(problem: refusal)).status == 204)
                    let answer = try await answered
                    let fault = #expect(throws: Fault.self) { try answer.bytes() }
                    #expect(fault?.kind == .notFound)

                    try await test.database.write { db in
                        try Enrolment.revoke(sample.computer.id, by: FleetSample.administrator, in: db, at: sample.time.value)
                    }
                    try await eventually("the end") { stream.hasEnded && doorB.streamCount == 0 }
                    await onA.close()
                    await onB.close()
                }
            }
            await second.close()
        }
    }
}
