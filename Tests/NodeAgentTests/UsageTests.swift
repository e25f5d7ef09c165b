import AgentProtocol
import Core
import Foundation
import Testing

@testable import NodeAgent

/// The bytes of websites, from the web server's log to what the control plane is told.
@Suite(.timeLimit(.minutes(2))) struct UsageTests {
    private static let site = WebsiteID()
    private static let other = WebsiteID()
    /// 2026-11-22, near noon.
    private static let now = Timestamp(milliseconds: 1_795_348_800_000)
    private static let today = UTCDay(now)

    /// A directory with a log, and what was counted of it.
    private final class Bench {
        let root = "/tmp/hw-usage-\(UUID().uuidString.prefix(8).lowercased())"
        var logs: String { root + "/log" }

        init() throws { try FileManager.default.createDirectory(atPath: root + "/log", withIntermediateDirectories: true) }
        // What is left over is only a test's directory.
        deinit { try? FileManager.default.removeItem(atPath: root) }

        func store() throws -> UsageStore { try UsageStore(directory: root + "/usage") }

        func write(_ text: String, to name: String = "traffic.log") throws {
            let path = "\(logs)/\(name)"
            if !FileManager.default.fileExists(atPath: path) { _ = FileManager.default.createFile(atPath: path, contents: nil) }
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Data(text.utf8))
            try file.close()
        }

        func move(_ name: String, to other: String) throws {
            guard rename("\(logs)/\(name)", "\(logs)/\(other)") == 0 else { throw SystemError("rename", name) }
        }

        /// Opened anew each time, as after a restart of the agent.
        func count(at now: Timestamp = UsageTests.now) throws { try TrafficLog(directory: logs, store: store()).count(at: now) }

        func told(_ installation: InstallationID = UsageTests.installation, epoch: Int64 = 1) throws -> [TrafficOfDay] {
            try store().report(to: installation, epoch: epoch, countedThrough: UsageTests.now).traffic
        }
    }

    private static let installation = InstallationID()

    private static func line(_ received: Int, _ sent: Int) -> String { line(site, 1, now, received, sent) }

    private static func line(_ site: WebsiteID, _ account: Int, _ at: Timestamp, _ received: Int, _ sent: Int) -> String {
        "\(site) web\(account) \(at.milliseconds / 1000) \(received) \(sent)\n"
    }

    private func sum(_ told: [TrafficOfDay]) -> [Int64] { [told.reduce(0) { $0 + $1.bytesIn }, told.reduce(0) { $0 + $1.bytesOut }] }

    @Test func `every byte is counted once, through restarts, half lines and logs that are renamed`() throws {
        let bench = try Bench()
        try bench.count()
        #expect(try bench.told().isEmpty)
        try bench.write(Self.line(100, 2000) + Self.line(10, 20))
        try bench.count()
        try bench.count()
        #expect(sum(try bench.told()) == [110, 2020])
        // A line that is being written is counted when it is whole.
        let line = Self.line(1, 5)
        try bench.write(String(line.prefix(30)))
        try bench.count()
        #expect(sum(try bench.told()) == [110, 2020])
        try bench.write(String(line.dropFirst(30)))
        try bench.count()
        #expect(sum(try bench.told()) == [111, 2025])
        // Rotation: the old one is still written to for a while, by answers that have not ended.
        try bench.write(Self.line(3, 4))
        try bench.move("traffic.log", to: "traffic.log.1")
        try bench.write(Self.line(1000, 1))
        try bench.write(Self.line(7, 7), to: "traffic.log.1")
        try bench.count()
        #expect(sum(try bench.told()) == [1121, 2037])
        try bench.write(Self.line(1, 1), to: "traffic.log.1")
        try bench.move("traffic.log.1", to: "traffic.log.2")
        try bench.move("traffic.log", to: "traffic.log.1")
        try bench.write(Self.line(2, 2))
        try bench.count()
        try bench.count()
        #expect(sum(try bench.told()) == [1124, 2040])
    }

    @Test func `two logs rotated away between two counts are read whole`() throws {
        let bench = try Bench()
        for round in 1...3 {
            for number in stride(from: round, to: 1, by: -1) { try bench.move("traffic.log.\(number - 1)", to: "traffic.log.\(number)") }
            try bench.write((0..<1000).map { Self.line($0, round) }.joined())
            if round < 3 { try bench.move("traffic.log", to: "traffic.log.1") }
        }
        try bench.count()
        #expect(sum(try bench.told()) == [3 * 499_500, 6000])
    }

    @Test func `lines that a power cut took are not counted again, and another log with the same place is`() throws {
        let bench = try Bench()
        try bench.write(Self.line(1, 1) + Self.line(2, 2) + Self.line(4, 4))
        try bench.count()
        let kept = Self.line(1, 1).utf8.count
        #expect(truncate(bench.logs + "/traffic.log", off_t(kept)) == 0)
        try bench.count()
        try bench.write(Self.line(8, 8))
        try bench.count()
        #expect(sum(try bench.told()) == [15, 15])
        // Emptied and begun anew in the same inode.
        #expect(truncate(bench.logs + "/traffic.log", 0) == 0)
        try bench.write(Self.line(Self.other, 2, Self.now, 100, 100))
        try bench.count()
        #expect(sum(try bench.told()) == [115, 115])
    }

    @Test func `days, accounts and sites are kept apart, and what is no line is passed over`() throws {
        let bench = try Bench()
        let yesterday = Self.today.start - .seconds(1)
        try bench.write(
            Self.line(Self.site, 1, yesterday, 1, 10) + Self.line(Self.site, 1, Self.today.start, 2, 20)
                + Self.line(Self.other, 2, Self.now, 3, 30) + "\n- - 1795348800 5 5\n\(Self.site) web1 1795348800 -5 5\n"
                + "\(Self.site) root 1795348800 5 5\n\(Self.site) web0 1795348800 5 5\n\(Self.site) web1 1795348800 5\n"
                + "\(Self.site) web1 1795348800 99999999999999999999 5\n\(Self.site) web1 1795348800 5 5 5\nx y z\n"
                + Self.line(Self.site, 1, Self.now + .days(4000), 4, 40))
        try bench.count()
        let told = try bench.told()
        #expect(
            Set(told) == [
                TrafficOfDay(account: 1, website: Self.site, day: Self.today - 1, bytesIn: 1, bytesOut: 10),
                TrafficOfDay(account: 1, website: Self.site, day: Self.today, bytesIn: 2, bytesOut: 20),
                TrafficOfDay(account: 2, website: Self.other, day: Self.today, bytesIn: 3, bytesOut: 30),
                // A clock that was ten years ahead.
                TrafficOfDay(account: 1, website: Self.site, day: Self.today + 1, bytesIn: 4, bytesOut: 40),
            ])
    }

    @Test func `what was taken is told no more until it grows, the database was set back, or the installation is another one`() throws {
        let bench = try Bench()
        try bench.write(Self.line(1, 10))
        try bench.count()
        let store = try bench.store()
        try store.measured(1, HomeSpace(bytes: 4096, files: 1), at: Self.now)
        func report(_ installation: InstallationID = Self.installation, epoch: Int64 = 1) throws -> UsageReport {
            try store.report(to: installation, epoch: epoch, countedThrough: Self.now)
        }
        let first = try report()
        #expect(first.traffic.count == 1 && first.disk.count == 1)
        #expect(try report() == first)
        try store.taken(first)
        #expect(try report().traffic.isEmpty && report().disk.isEmpty)
        // It goes on while a report is on its way.
        try bench.write(Self.line(1, 10))
        try bench.count()
        let second = try report()
        #expect(second.traffic.map(\.bytesOut) == [20])
        try bench.write(Self.line(1, 10))
        try bench.count()
        try store.taken(second)
        #expect(try report().traffic.map(\.bytesOut) == [30])
        try store.taken(report())
        // The same space is told again after an hour, so that its time is fresh; another one at once.
        try store.measured(1, HomeSpace(bytes: 4096, files: 1), at: Self.now + .minutes(5))
        #expect(try report().disk.isEmpty)
        try store.measured(1, HomeSpace(bytes: 4096, files: 1), at: Self.now + .hours(1))
        #expect(try report().disk.map(\.measuredAt) == [Self.now + .hours(1)])
        try store.measured(1, HomeSpace(bytes: 8192, files: 1), at: Self.now + .hours(2))
        #expect(try report().disk.map(\.bytes) == [8192])
        try store.taken(report())
        // A database that was set back knows nothing of it.
        let again = try report(epoch: 2)
        #expect(again.traffic.map(\.bytesOut) == [30] && again.disk.map(\.bytes) == [8192])
        #expect(again.counter == first.counter)
        // Another installation's accounts have the same numbers.
        let foreign = try report(InstallationID())
        #expect(foreign.traffic.isEmpty && foreign.disk.isEmpty)
    }

    @Test func `a report without usage, and one with it, are read by each other's programs`() throws {
        let batch = ReportBatch(
            protocolVersion: 2, installation: Self.installation, epoch: 1, position: 0, outcomes: [])
        let old = try JSONEncoder().encode(batch)
        #expect(!String(decoding: old, as: UTF8.self).contains("usage"))
        #expect(try JSONDecoder().decode(ReportBatch.self, from: old).usage == nil)
        var new = batch
        new.usage = UsageReport(
            counter: "0190163d-8694-739b-aea5-966c26f8ad90", countedThrough: Self.now,
            traffic: [TrafficOfDay(account: 1, website: Self.site, day: Self.today, bytesIn: 1, bytesOut: 2)],
            disk: [DiskUse(account: 1, bytes: 4096, files: 2, measuredAt: Self.now)])
        #expect(try JSONDecoder().decode(ReportBatch.self, from: JSONEncoder().encode(new)).usage == new.usage)
        // What the release before this one reads of it.
        struct Former: Codable { var protocolVersion: Int, epoch: Int64, position: Int64, outcomes: [Outcome] }
        #expect(try JSONDecoder().decode(Former.self, from: JSONEncoder().encode(new)).epoch == 1)
    }
}
