import AgentProtocol
import Core
import Foundation
import NodeAgent
import ServiceConfiguration
import Testing

/// The DNS service with real PowerDNS daemons, judged by `dig`.
@Suite struct NameServerTests {
    @Test func `a new zone is answered alike by both name servers, at every address, over UDP and TCP`() async throws {
        let bench = try NameServerBench()
        try await bench.startBoth()
        let results = try await bench.apply(NameServerBench.zone("example.org"), object: "zone-1")
        #expect(results == [.live(seen: "serial 2026112201"), .live(seen: "serial 2026112201")])
        for endpoint in bench.endpoints.values.flatMap({ $0 }) {
            for tcp in [false, true] {
                #expect(
                    try await bench.dig(endpoint, "example.org", "SOA", tcp: tcp)
                        == "ns1.hosting.example. hostmaster.hosting.example. 2026112201 7200 900 1209600 300")
                let servers = try await bench.dig(endpoint, "example.org", "NS", tcp: tcp)
                #expect(Set(servers.split(separator: "\n")) == ["ns1.hosting.example.", "ns2.hosting.example."])
                #expect(try await bench.dig(endpoint, "example.org", "A", tcp: tcp) == "203.0.113.24")
                #expect(try await bench.dig(endpoint, "EXAMPLE.ORG", "AAAA", tcp: tcp) == "2001:db8::24")
                #expect(try await bench.dig(endpoint, "example.org", "MX", tcp: tcp) == "10 mail.deep.example.org.")
                #expect(try await bench.dig(endpoint, "www.example.org", "A", tcp: tcp) == "example.org.\n203.0.113.24")
                #expect(try await bench.dig(endpoint, "example.org", "TXT", tcp: tcp) == #""v=spf1 \"quoted\" back\\slash \195\188""#)
            }
            // A name that only has names below it exists.
            #expect(try await bench.dig(endpoint, "deep.example.org", "A", status: true) == "NOERROR")
            #expect(try await bench.dig(endpoint, "nothing.example.org", "A", status: true) == "NXDOMAIN")
            #expect(try await bench.dig(endpoint, "elsewhere.example", "A", status: true) == "REFUSED")
            #expect(try await bench.dig(endpoint, "example.org", "AXFR", tcp: true) == "; Transfer failed.")
            #expect(try await bench.dig(endpoint, "version.bind", "TXT", status: true) == "REFUSED")
        }
        await bench.end()
    }

    @Test func `a change is seen at the next question, even where the answer was that there is nothing`() async throws {
        let bench = try NameServerBench()
        try await bench.startBoth()
        let endpoint = try #require(bench.endpoints[bench.first]?.first)
        #expect(try await bench.dig(endpoint, "example.net", "SOA", status: true) == "REFUSED")
        var zone = try NameServerBench.zone("example.net", serial: 1)
        try await bench.apply(zone, object: "zone-1")
        #expect(try await bench.dig(endpoint, "new.example.net", "A", status: true) == "NXDOMAIN")
        zone.serial = 2
        zone.records.append(ZoneRecord(name: try DomainName("new.example.net"), timeToLive: 60, data: .a(try IPAddress("203.0.113.9"))))
        try await bench.apply(zone, object: "zone-1")
        #expect(try await bench.dig(endpoint, "new.example.net", "A") == "203.0.113.9")
        for serial in UInt32(3)...20 {
            zone.serial = serial
            try await bench.apply(zone, object: "zone-1")
            #expect(try await bench.dig(endpoint, "example.net", "SOA").contains(" \(serial) "))
        }
        await bench.end()
    }

    @Test func `a trashed zone is not served and its rows are kept, a purged one is gone`() async throws {
        let bench = try NameServerBench()
        try await bench.startBoth()
        let zone = try NameServerBench.zone("example.org")
        try await bench.apply(zone, object: "zone-1")
        let endpoint = try #require(bench.endpoints[bench.second]?.first)
        #expect(try await bench.apply(zone, object: "zone-1", .trashed) == [.removed, .removed])
        #expect(try await bench.dig(endpoint, "example.org", "SOA", status: true) == "REFUSED")
        #expect(try await bench.driver.inventory().keys.contains { $0.object == "zone-1" })
        // The name is free meanwhile, and whoever has it keeps it.
        try await bench.apply(zone, object: "zone-2")
        await #expect(throws: ApplyFailure.self) { try await bench.apply(zone, object: "zone-1") }
        try await bench.apply(zone, object: "zone-2", .purged)
        try await bench.apply(zone, object: "zone-1")
        #expect(try await bench.dig(endpoint, "example.org", "A") == "203.0.113.24")
        try await bench.apply(zone, object: "zone-1", .purged)
        #expect(try await bench.apply(zone, object: "zone-1", .purged) == [.removed, .removed])
        #expect(try await bench.dig(endpoint, "example.org", "SOA", status: true) == "REFUSED")
        #expect(try await bench.driver.inventory().keys.allSatisfy { $0.kind == .nameServer })
        await bench.end()
    }

    @Test func `a thousand zones that wait together are live in seconds, and a bad one among them fails alone`() async throws {
        let bench = try NameServerBench()
        try await bench.startBoth()
        let begun = ContinuousClock.now
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<1000 {
                group.addTask {
                    var zone = try NameServerBench.zone("zone\(number).example")
                    if number == 500 { zone.records.removeAll { if case .soa = $0.data { true } else { false } } }
                    let reference = ObjectReference(server: bench.first, kind: .zone, object: "zone-\(number)")
                    do {
                        return try await bench.apply(reference, .present, .zone(zone)) == .live(seen: "serial 2026112201")
                    } catch let failure as ApplyFailure {
                        #expect(failure.key == "zone.soa_count")
                        return false
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(outcomes == 999)
        #expect(ContinuousClock.now - begun < .seconds(20))
        let endpoint = try #require(bench.endpoints[bench.first]?.last)
        #expect(try await bench.dig(endpoint, "zone999.example", "A") == "203.0.113.24")
        await bench.end()
    }

    @Test func `a name server that is killed comes back and another agent adopts it with its zones`() async throws {
        let bench = try NameServerBench()
        try await bench.startBoth()
        try await bench.apply(NameServerBench.zone("example.org"), object: "zone-1")
        let name = "powerdns-\(bench.first.text)"
        let process = try #require(await bench.supervisor.process(name))
        process.signal(SIGKILL)
        let endpoint = try #require(bench.endpoints[bench.first]?.first)
        let deadline = ContinuousClock.now + .seconds(10)
        var answer = ""
        while ContinuousClock.now < deadline, answer.isEmpty || answer.contains(";") {
            answer = try await bench.dig(endpoint, "example.org", "A")
        }
        #expect(answer == "203.0.113.24")
        // Zones stay correct when the one that wrote them is gone.
        let next = try bench.nextDriver()
        try await next.start()
        #expect(try await next.inventory().values.contains("example.org"))
        #expect(await next.services().allSatisfy(\.isRunning))
        await next.stop()
        #expect(try await bench.dig(endpoint, "example.org", "A").contains("no servers could be reached"))
        await bench.end()
    }

    @Test func `PowerDNS' and BIND's own checkers find nothing wrong, and signing changes no row`() async throws {
        let bench = try NameServerBench()
        try await bench.startBoth()
        var zone = try NameServerBench.zone("example.org")
        zone.records += [
            ZoneRecord(name: try DomainName("child.example.org"), timeToLive: 300, data: .ns(try DomainName("ns.child.example.org"))),
            ZoneRecord(name: try DomainName("ns.child.example.org"), timeToLive: 300, data: .a(try IPAddress("203.0.113.77"))),
            ZoneRecord(name: try DomainName("a.b.c.example.org"), timeToLive: 300, data: .txt(String(repeating: "x", count: 600))),
        ]
        try await bench.apply(zone, object: "zone-1")
        let directory = "\(bench.configuration.root)/dns/\(bench.first.text)"
        let checked = try await ProcessLauncher.run(
            Command("/usr/bin/pdnsutil", ["--config-dir=\(directory)", "check-zone", "example.org"]))
        #expect(checked.isSuccess, "\(checked.output)\(checked.errors)")
        #expect(checked.output.contains("0 errors, 0 warnings"), "\(checked.output)")

        let query = "SELECT name, type, content, ttl, prio, ordername, auth FROM records ORDER BY name, type, content"
        let rows = Command("/usr/bin/sqlite3", ["\(directory)/zones.sqlite", query])
        let before = try await ProcessLauncher.run(rows)
        // For an unsigned zone rectify leaves the order of names out; signing it is the stricter judge.
        let rectified = try await ProcessLauncher.run(
            Command("/usr/bin/pdnsutil", ["--config-dir=\(directory)", "secure-zone", "example.org"]))
        #expect(rectified.isSuccess, "\(rectified.words)")
        let after = try await ProcessLauncher.run(rows)
        #expect(before.isSuccess && !before.output.isEmpty)
        let wanted = before.output.split(separator: "\n")
        let found = after.output.split(separator: "\n")
        #expect(found == wanted)

        let file = bench.configuration.root + "/example.org.zone"
        try Data(try PowerDNSZone.masterFile(zone).utf8).write(to: URL(filePath: file))
        let compiled = try await ProcessLauncher.run(
            Command("/usr/bin/named-compilezone", ["-i", "local", "-o", "/dev/null"], operands: ["example.org", file]))
        #expect(compiled.isSuccess, "\(compiled.output)\(compiled.errors)")
        await bench.end()
    }

    @Test func `an address that another server has is told in PowerDNS' own words`() async throws {
        let bench = try NameServerBench()
        try await bench.startBoth()
        let taken = try #require(bench.endpoints[bench.first])
        let third = LogicalServerID()
        let reference = ObjectReference(server: third, kind: .nameServer, object: third.text)
        do {
            let wanted = NameServerSpecification(name: try DomainName("ns3.hosting.example"), endpoints: taken)
            _ = try await bench.apply(reference, .present, .nameServer(wanted))
            Issue.record("it was said to be live")
        } catch let failure as ApplyFailure {
            #expect(failure.key == "powerdns.not_running")
            #expect(failure.words.contains("Address already in use"), "\(failure.words)")
        }
        await bench.end()
    }

    @Test func `a full disk is told and heals`() async throws {
        let root = "/tmp/hw-ns-full-\(UUID().uuidString.prefix(8).lowercased())"
        try SmallFiles.makeDirectory(root, mode: 0o711)
        let mounted = try await ProcessLauncher.run(
            Command("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=8m,mode=0711", "hostwright-test", root]))
        try #require(mounted.isSuccess, "\(mounted.words)")
        let bench = try NameServerBench(root: root)
        try await bench.startBoth()
        try await bench.apply(NameServerBench.zone("before.example"), object: "zone-0")
        let filler = try await ProcessLauncher.run(Command("/usr/bin/dd", ["if=/dev/zero", "of=\(root)/filler", "bs=4k"]))
        #expect(!filler.isSuccess)
        var zone = try NameServerBench.zone("big.example")
        for number in 0..<2000 {
            zone.records.append(
                ZoneRecord(name: zone.name.prefixed("host\(number)"), timeToLive: 60, data: .a(try IPAddress("203.0.113.5"))))
        }
        let reference = ObjectReference(server: bench.first, kind: .zone, object: "zone-1")
        do {
            try await bench.apply(reference, .present, .zone(zone))
            Issue.record("it was said to be live")
        } catch let failure as ApplyFailure {
            #expect(failure.key == "node.disk_full")
            #expect(failure.retryAfter != nil)
        }
        let endpoint = try #require(bench.endpoints[bench.first]?.first)
        #expect(try await bench.dig(endpoint, "before.example", "A") == "203.0.113.24")
        try FileManager.default.removeItem(atPath: "\(root)/filler")
        #expect(try await bench.apply(reference, .present, .zone(zone)) == .live(seen: "serial 2026112201"))
        #expect(try await bench.dig(endpoint, "host1999.big.example", "A") == "203.0.113.5")
        await bench.end()
        _ = try await ProcessLauncher.run(Command("/usr/bin/umount", ["--lazy", root]))
        try FileManager.default.removeItem(atPath: root)
    }
}
