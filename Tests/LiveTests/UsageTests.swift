import AgentProtocol
import Core
import Foundation
import NodeAgent
import TestSupport
import Testing

/// Traffic and disk space of a real node, compared with what curl and du say.
@Suite struct UsageTests {
    /// What curl says it has received and sent, as it went over the wire: `size_request` has a small body in it, and `size_download` leaves out what
    /// chunks add, which HTTP/1.0 has not.
    private func visit(_ node: WebNode, _ host: String, _ path: String, _ more: [String] = []) async throws -> (
        received: Int64, sent: Int64
    ) {
        let curl = try await ProcessLauncher.run(
            Command(
                "/usr/bin/curl",
                [
                    "-s", "-o", "/dev/null", "--max-time", "20", "-H", "Host: \(host)", "-w",
                    "%{size_header} %{size_download} %{size_request}", "--http1.0",
                ] + more, operands: ["http://\(node.endpoint.address.inURL):\(node.endpoint.port)\(path)"]),
            timeout: .seconds(30))
        let sizes = curl.output.split(separator: " ").compactMap { Int64($0) }
        #expect(sizes.count == 3, "\(curl.output) \(curl.errors)")
        return (sizes[2], sizes[0] + sizes[1])
    }

    private func told(_ meter: UsageMeter) async throws -> UsageReport {
        try await meter.count()
        return try #require(await meter.report(to: InstallationID(stored: "0190163d-8694-739b-aea5-966c26f8ad90"), epoch: 1))
    }

    @Test(.proves("H.USE-01", part: "mail and FTP", door: .node, client: "curl"))
    func `what websites receive and send is counted to the byte, through rotation and restarts`() async throws {
        try await withWebNode { node in
            let accounts = [node.account(1), node.account(2)]
            var sites: [WebNode.Site] = []
            for (number, account) in accounts.enumerated() {
                try await node.apply(account)
                sites.append(try node.site(account, "traffic\(number).example"))
                try await node.apply(sites[number])
            }
            try await node.put(accounts[0], "public/large.bin", String(repeating: "x", count: 300_000))
            try await node.put(accounts[0], "public/upload.php", "<?php echo strlen(file_get_contents('php://input'));")
            let log = "\(node.configuration.root)/log/web/traffic.log"
            var (received, sent): ([Int64], [Int64]) = ([0, 0], [0, 0])
            func go(_ site: Int, _ path: String, _ more: [String] = []) async throws {
                let bytes = try await visit(node, sites[site].name.ascii, path, more)
                received[site] += bytes.received
                sent[site] += bytes.sent
            }
            func lines() -> Int {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(node.configuration.root)/log/web")) ?? []
                return names.filter { $0.hasPrefix("traffic.log") }.reduce(0) { sum, name in
                    sum
                        + ((try? String(contentsOfFile: "\(node.configuration.root)/log/web/\(name)", encoding: .utf8)) ?? "").count {
                            $0 == "\n"
                        }
                }
            }
            var visits = 0
            for round in 0..<3 {
                for path in ["/", "/large.bin", "/missing", "/large.bin?round=\(round)"] { try await go(0, path) }
                try await go(0, "/upload.php", ["--data-binary", String(repeating: "y", count: 5000)])
                try await go(1, "/", ["--compressed"])
                visits += 6
                // The line is written when the answer has gone, which the visitor sees a moment earlier.
                let expected = visits
                try await TestSupport.eventually("all answers are logged") { lines() == expected }
                // Each round another meter, as after a restart of the agent.
                let report = try await told(UsageMeter(driver: node.driver, logger: WebNode.logger))
                for (number, site) in sites.enumerated() {
                    let own = report.traffic.filter { $0.website == site.id }
                    #expect(own.allSatisfy { $0.account == number + 1 })
                    #expect(own.reduce(0) { $0 + $1.bytesIn } == received[number], "round \(round)")
                    #expect(own.reduce(0) { $0 + $1.bytesOut } == sent[number], "round \(round)")
                }
                #expect(report.traffic.allSatisfy { abs($0.day - UTCDay(.now)) <= 1 })
                if round == 1 {
                    #expect(rename(log, log + ".1") == 0)
                    #expect(FileManager.default.createFile(atPath: log, contents: nil))
                    chown(log, uid_t(node.configuration.webServerUID), gid_t(node.configuration.webServerGID))
                    await node.supervisor.signal("apache", SIGUSR1)
                }
            }
            // Neither an unknown name nor the page of a locked account is anybody's traffic.
            try await node.apply(accounts[1], isLocked: true)
            _ = try await visit(node, sites[1].name.ascii, "/")
            _ = try await visit(node, "unknown.example", "/")
            try await go(0, "/")
            visits += 1
            let expected = visits
            try await TestSupport.eventually("the answer is logged") { lines() == expected }
            let report = try await told(UsageMeter(driver: node.driver, logger: WebNode.logger))
            #expect(report.traffic.filter { $0.website == sites[1].id }.reduce(0) { $0 + $1.bytesOut } == sent[1])
            #expect(report.traffic.reduce(0) { $0 + $1.bytesOut } == sent[0] + sent[1])
            #expect(report.traffic.reduce(0) { $0 + $1.bytesIn } == received[0] + received[1])
        }
    }

    /// Bytes that du says the home takes: allocated, files with several names once, without following links.
    private func du(_ node: WebNode, _ account: WebNode.Account) async throws -> Int64 {
        let du = try await ProcessLauncher.run(
            Command(
                "/usr/bin/du", ["--summarize", "--one-file-system", "--block-size=1"],
                operands: ["\(node.configuration.root)/home/web\(account.number)"]), timeout: .seconds(30))
        return try #require(du.output.split(separator: "\t").first.flatMap { Int64($0) }, "\(du.output) \(du.errors)")
    }

    @Test(.proves("H.USE-06", part: "mail and databases, the average of the month", door: .node, client: "du"))
    func `the space of a home is what du says, whatever its owner hides, links or nests`() async throws {
        try await withWebNode { node in
            let account = node.account(1)
            try await node.apply(account)
            try await node.apply(try node.site(account, "space.example"))
            let meter = try UsageMeter(driver: node.driver, logger: WebNode.logger)
            var hours = 0
            func space() async throws -> DiskUse {
                hours += 2
                let later = hours
                let meter = try UsageMeter(driver: node.driver, clock: Clock { .now + .hours(later) }, logger: WebNode.logger)
                try await meter.measureDue()
                let report = try await told(meter)
                return try #require(report.disk.first { $0.account == 1 })
            }
            try await meter.measureDue()
            let fresh = (try await told(meter).disk.first?.bytes, try await du(node, account))
            #expect(fresh.0 == fresh.1)
            let home = "\(node.configuration.root)/home/web1"
            try await node.put(account, "public/photo.jpg", String(repeating: "p", count: 500_000))
            try await node.put(account, "public/a/b/c/d.txt", "deep")
            // A second name of the same file, a link to the whole machine, and one in a circle.
            #expect(link("\(home)/public/photo.jpg", "\(home)/public/same.jpg") == 0)
            #expect(symlink("/usr", "\(home)/public/usr") == 0 && symlink("..", "\(home)/public/a/up") == 0)
            // A sparse file takes no space but for what was written.
            let sparse = open("\(home)/public/sparse", O_WRONLY | O_CREAT, 0o600)
            #expect(ftruncate(sparse, 1 << 30) == 0 && close(sparse) == 0)
            // A name that is no text.
            #expect(mkdir("\(home)/public/raw", 0o700) == 0)
            let raw: [CChar] = Array("\(home)/public/raw/".utf8CString.dropLast()) + [-1, -2, 0]
            let file = open(raw, O_WRONLY | O_CREAT, 0o600)
            #expect(write(file, [UInt8](repeating: 1, count: 70_000), 70_000) == 70_000 && close(file) == 0)
            for path in ["public/raw", "public/sparse"] { chown("\(home)/\(path)", uid_t(account.uid), gid_t(account.uid)) }
            let first = try await space()
            let whole = try await du(node, account)
            #expect(first.bytes == whole)
            #expect(first.bytes < 2_000_000)
            // Its owner takes all rights from a directory: it is counted all the same.
            #expect(chmod("\(home)/public/raw", 0) == 0)
            #expect(try await space().bytes == first.bytes)
            // Deeper than a path can be.
            var at = open("\(home)/public", O_RDONLY | O_DIRECTORY)
            for _ in 0..<600 {
                #expect(mkdirat(at, "nested-directory", 0o755) == 0)
                let next = openat(at, "nested-directory", O_RDONLY | O_DIRECTORY)
                fchown(next, uid_t(account.uid), gid_t(account.uid))
                close(at)
                at = next
            }
            close(at)
            let deep = (try await space().bytes, try await du(node, account))
            #expect(deep.0 == deep.1)
            // The trash takes space, too; what is purged does not.
            try await node.apply(account, .trashed)
            let trashed = try await space().bytes
            #expect(trashed == deep.1)
            // A name that is no text is not removed by the agent yet.
            #expect(chmod("\(home)/public/raw", 0o700) == 0)
            #expect(unlink(raw) == 0)
            try await node.apply(account, .purged)
            try await meter.measureDue()
            #expect(try await told(meter).disk.isEmpty)
        }
    }

    @Test func `directories that are swapped for links while they are walked lead nowhere else`() async throws {
        try await withWebNode { node in
            let account = node.account(1)
            try await node.apply(account)
            try await node.apply(try node.site(account, "swap.example"))
            let home = "\(node.configuration.root)/home/web1/public"
            try await node.put(account, "public/one/file.txt", "small")
            #expect(symlink("/usr", "\(home)/link") == 0)
            let isOver = Locked(false)
            let swapping = Task.detached {
                while !isOver.value {
                    rename("\(home)/one", "\(home)/kept")
                    rename("\(home)/link", "\(home)/one")
                    rename("\(home)/one", "\(home)/link")
                    rename("\(home)/kept", "\(home)/one")
                }
            }
            for round in 0..<30 {
                let meter = try UsageMeter(driver: node.driver, clock: Clock { .now + .hours(round + 1) }, logger: WebNode.logger)
                try await meter.measureDue()
                let bytes = try await told(meter).disk.first?.bytes ?? 0
                #expect(bytes < 1_000_000, "round \(round): \(bytes)")
            }
            isOver.withLock { $0 = true }
            await swapping.value
        }
    }
}
