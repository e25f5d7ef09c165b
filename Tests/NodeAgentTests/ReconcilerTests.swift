import AgentProtocol
import Core
import Foundation
import NodeAgent
import Testing

@Suite(.timeLimit(.minutes(2))) struct ReconcilerTests {
    @Test func `a change is applied, remembered and reported`() async throws {
        let bench = try NodeBench()
        #expect(try await bench.connect() == 0)
        try await bench.send(1, .zone(1))
        await bench.node.idle()
        let reports = await bench.reports()
        #expect(reports.map(\.sequence) == [1])
        #expect(reports.first?.result == .live(seen: "sequence 1"))
        #expect(try bench.journal.head().position == 1)
        #expect(await bench.node.beginStream().after == 1)
    }

    @Test func `a gap in the chain makes the agent ask again and applies nothing after it`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        try await bench.send(1, .zone(1))
        await #expect(throws: Reconciler.StreamEnd.self) { try await bench.send(4, after: 3, .zone(2)) }
        await bench.node.idle()
        #expect(bench.driver.order == [Wanted.id(1)])
        #expect(await bench.node.beginStream().after == 1)
    }

    @Test func `numbers may jump as long as the chain holds`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        try await bench.send(5, after: 0, .zone(1))
        try await bench.send(9, after: 5, .zone(2))
        await bench.node.idle()
        #expect(try bench.journal.head().position == 9)
    }

    @Test func `a change without a greeting is refused`() async throws {
        let bench = try NodeBench()
        _ = await bench.node.beginStream()
        await #expect(throws: Reconciler.StreamEnd.self) { try await bench.send(1, .zone(1)) }
    }

    @Test func `waiting changes of one object become one`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        bench.driver.gates.withLock { $0 = [Wanted.id(1)] }
        try await bench.send(1, .zone(1, serial: 1))
        try await bench.send(2, .zone(1, serial: 2))
        try await bench.send(3, .zone(1, serial: 3))
        try await bench.send(4, .zone(1, serial: 4))
        bench.driver.gates.withLock { $0 = [] }
        await bench.node.idle()
        #expect(bench.driver.applied.value.map(\.sequence) == [1, 4])
        #expect(try bench.journal.head().position == 4)
        #expect(await bench.reports().map(\.sequence) == [4])
    }

    @Test func `the server comes before the account and the account before its websites`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        bench.driver.gates.withLock { $0 = [NodeBench.server.text] }
        try await bench.send(1, .webServer())
        try await bench.send(2, .account())
        try await bench.send(3, .website(1))
        try await bench.send(4, .website(2))
        #expect(try await bench.eventually { bench.driver.running.value == [NodeBench.server.text] })
        bench.driver.gates.withLock { $0 = [] }
        await bench.node.idle()
        #expect(Array(bench.driver.order.prefix(2)) == [NodeBench.server.text, NodeBench.account.text])
        #expect(Set(bench.driver.order.suffix(2)) == [Wanted.id(1), Wanted.id(2)])
    }

    @Test func `an account's removal waits for the removal of its websites`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        try await bench.send(1, .account())
        try await bench.send(2, .website(1))
        await bench.node.idle()
        bench.driver.gates.withLock { $0 = [Wanted.id(1)] }
        try await bench.send(3, .website(1), .trashed)
        try await bench.send(4, .account(), .trashed)
        #expect(try await bench.eventually { bench.driver.running.value == [Wanted.id(1)] })
        bench.driver.gates.withLock { $0 = [] }
        await bench.node.idle()
        #expect(bench.driver.applied.value.suffix(2).map(\.object) == [Wanted.id(1), NodeBench.account.text])
    }

    @Test func `a failing object holds up nobody and is tried again`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        bench.driver.failures.withLock { $0[Wanted.id(1)] = -1 }
        for number in 1...20 { try await bench.send(Int64(number), .zone(number)) }
        // What has an outcome on the disk is handed to the report a moment later.
        let told = Locked<[Outcome]>([])
        let isComplete = try await bench.eventually {
            let news = await bench.reports()
            return told.withLock {
                $0 += news
                // The failing one may have been tried, and told, again.
                return Set($0.map(\.reference.object)).count == 20
            }
        }
        #expect(isComplete)
        #expect(try await bench.eventually { try bench.journal.head().position == 20 })
        let first = told.value
        guard case .failed(let key, let words, let nextTry)? = first.first(where: { $0.reference.object == Wanted.id(1) })?.result else {
            Issue.record("the failure was not reported")
            return
        }
        #expect(key == "test.failed")
        #expect(words == "the daemon said no")
        #expect(nextTry != nil)
        bench.driver.failures.withLock { $0 = [:] }
        let healed = try await bench.eventually {
            await bench.reports().contains { $0.reference.object == Wanted.id(1) && $0.result == .live(seen: "sequence 1") }
        }
        #expect(healed)
        #expect(try bench.journal.retries().isEmpty)
    }

    @Test func `a website that failed for want of its account does not wait once the account is there`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        bench.driver.failures.withLock { $0[NodeBench.account.text] = 1 }
        try await bench.send(1, .account())
        try await bench.send(2, .website(1))
        // The website's own next try would be in a minute.
        let healed = try await bench.eventually {
            try bench.journal.failures().isEmpty && bench.journal.head().position == 2
        }
        #expect(healed)
    }

    @Test func `tries go on after the agent was started again`() async throws {
        let first = try NodeBench(driver: ScriptedDriver(retryAfter: .milliseconds(200)))
        _ = try await first.connect()
        first.driver.failures.withLock { $0[Wanted.id(1)] = -1 }
        try await first.send(1, .zone(1))
        await first.node.idle()
        await first.node.end()
        let second = try NodeBench(after: first)
        await second.node.wake()
        #expect(try await second.eventually { try second.journal.failures().isEmpty })
        #expect(second.driver.order == [Wanted.id(1)])
    }

    @Test func `no more than the driver's number run at once`() async throws {
        let bench = try NodeBench(driver: ScriptedDriver(concurrency: 3))
        _ = try await bench.connect()
        for number in 1...50 { try await bench.send(Int64(number), .zone(number)) }
        await bench.node.idle()
        #expect(bench.driver.mostRunning.value <= 3)
        #expect(bench.driver.applied.value.count == 50)
    }

    @Test func `outcomes that were not acknowledged are told again, also by the next process`() async throws {
        let first = try NodeBench()
        _ = try await first.connect()
        try await first.send(1, .zone(1))
        await first.node.idle()
        let lost = await first.node.nextReport(node: nil)
        #expect(lost?.body.outcomes.count == 1)
        let second = try NodeBench(after: first)
        #expect(await second.reports().map(\.sequence) == [1])
    }

    @Test func `what this program cannot read fails alone and is asked for again by a newer program`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        let line = """
            {"type":"change","change":{"sequence":1,"previous":0,"presence":"present","reference":{"server":"\(NodeBench.server)",\
            "kind":"mailbox","object":"m1"},"specification":{"kind":"mailbox","wanted":{"quota":5}}}}
            """
        try await bench.node.take(try JSONDecoder().decode(StreamMessage.self, from: Data(line.utf8)))
        try await bench.send(2, .zone(2))
        try await bench.node.take(try JSONDecoder().decode(StreamMessage.self, from: Data(#"{"type":"fanfare","loud":true}"#.utf8)))
        await bench.node.idle()
        let report = try #require(await bench.node.nextReport(node: nil))
        #expect(report.body.outcomes.map(\.sequence) == [2])
        #expect(report.body.unreadable.map(\.reference.kind) == ["mailbox"])
        let sent = try JSONDecoder().decode(ReportBatch.self, from: JSONEncoder().encode(report.body))
        #expect(sent.unreadable == report.body.unreadable)
        #expect(try bench.journal.head().position == 2)
        #expect(try await NodeBench(after: bench).node.beginStream().after == 0)
    }

    @Test func `the node's own policy refuses a uid outside its range and another account's uid`() async throws {
        let bench = try NodeBench()
        _ = try await bench.connect()
        try await bench.send(1, .webServer())
        try await bench.send(2, .account(uid: 33))
        await bench.node.idle()
        try await bench.send(3, .account(uid: 200_007))
        await bench.node.idle()
        try await bench.send(4, .account())
        try await bench.send(5, .website(1, uid: 200_002))
        await bench.node.idle()
        #expect(bench.driver.applied.value.map(\.sequence) == [1, 4])
        #expect(Set(try bench.journal.failures().values) == ["node.policy"])
    }
}
