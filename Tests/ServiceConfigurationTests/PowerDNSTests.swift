import AgentProtocol
import Core
import Foundation
import ServiceConfiguration
import Testing

/// What PowerDNS reads: golden files in Tests/Golden/PowerDNS (`make golden` writes them anew), and zones that are refused.
@Suite struct PowerDNSTests {
    private static func golden(_ name: String, _ text: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "Golden/PowerDNS/\(name)")
        if ProcessInfo.processInfo.environment["HOSTWRIGHT_GOLDEN"] == "write" {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        #expect(text == String(decoding: try Data(contentsOf: file), as: UTF8.self), "\(name) differs; read it, then run make golden")
    }

    private static func zone(_ extra: [ZoneRecord] = []) throws -> ZoneSpecification {
        let apex = try DomainName("example.org")
        let primary = try DomainName("ns1.hosting.example")
        let contact = try DomainName("hostmaster.hosting.example")
        return ZoneSpecification(
            name: apex, serial: 2_026_112_201,
            records: [
                ZoneRecord(
                    name: apex, timeToLive: 3600,
                    data: .soa(primary: primary, contact: contact, refresh: 7200, retry: 900, expire: 1_209_600, minimum: 300)),
                ZoneRecord(name: apex, timeToLive: 3600, data: .ns(primary)),
                ZoneRecord(name: apex, timeToLive: 3600, data: .ns(try DomainName("ns2.hosting.example"))),
                ZoneRecord(name: apex, timeToLive: 300, data: .a(try IPAddress("203.0.113.24"))),
                ZoneRecord(name: apex, timeToLive: 300, data: .aaaa(try IPAddress("2001:db8::24"))),
                ZoneRecord(name: apex, timeToLive: 3600, data: .mx(preference: 10, exchange: apex.prefixed("mail.deep"))),
                ZoneRecord(name: apex, timeToLive: 3600, data: .txt(#"v=spf1 "quoted" back\slash ü"#)),
                ZoneRecord(name: apex.prefixed("www"), timeToLive: 300, data: .cname(apex)),
                ZoneRecord(name: apex.prefixed("mail.deep"), timeToLive: 300, data: .a(try IPAddress("203.0.113.25"))),
                ZoneRecord(name: apex.prefixed("child"), timeToLive: 300, data: .ns(apex.prefixed("ns.child"))),
                ZoneRecord(name: apex.prefixed("ns.child"), timeToLive: 300, data: .a(try IPAddress("203.0.113.77"))),
            ] + extra)
    }

    @Test func `the configuration of a private instance`() throws {
        let configuration = PowerDNSConfiguration(
            identity: LogicalServerID(stored: "0197f000-0000-7000-8000-000000000002"),
            endpoints: [
                Endpoint(address: try IPAddress("127.0.0.53"), port: 5300), Endpoint(address: try IPAddress("::1"), port: 5300),
            ], database: "/srv/hostwright/dns/one/zones.sqlite", socketDirectory: "/srv/hostwright/dns/one/run", uid: 990, gid: 991)
        try Self.golden("pdns.conf", configuration.rendered())
        for path in ["/srv/a b", "/srv/x\nlaunch=pipe", "relative", "/srv/#"] {
            var bad = configuration
            bad.database = path
            #expect(throws: InputProblem.self) { try bad.rendered() }
        }
    }

    @Test func `a zone as rows`() throws {
        let lines = try PowerDNSZone.rows(Self.zone()).map { row in
            let fields = [
                row.name, row.type ?? "-", row.content ?? "-", row.timeToLive.map(String.init) ?? "-",
                row.preference.map(String.init) ?? "-",
                row.orderName.map { "'\($0)'" } ?? "-", row.isAuthoritative ? "1" : "0",
            ]
            return fields.joined(separator: "\t") + "\n"
        }
        try Self.golden("example.org.rows", lines.joined())
    }

    @Test func `a zone as a master file`() throws {
        try Self.golden("example.org.zone", PowerDNSZone.masterFile(Self.zone()))
    }

    @Test func `a zone that could not be served is refused`() throws {
        let apex = try DomainName("example.org")
        let www = apex.prefixed("www")
        let address = try IPAddress("203.0.113.1")
        let soa = try #require(try Self.zone().records.first)
        let bad: [(String, ZoneRecord)] = [
            ("zone.cname_beside", ZoneRecord(name: www, timeToLive: 60, data: .a(address))),
            ("zone.soa_count", soa),
            ("zone.record_outside", ZoneRecord(name: try DomainName("other.example"), timeToLive: 60, data: .a(address))),
            ("zone.ttl", ZoneRecord(name: apex, timeToLive: -1, data: .a(address))),
            ("zone.address", ZoneRecord(name: apex, timeToLive: 60, data: .aaaa(address))),
            ("zone.mx", ZoneRecord(name: apex, timeToLive: 60, data: .mx(preference: 70000, exchange: www))),
        ]
        for (key, record) in bad {
            let zone = try Self.zone([record])
            #expect(throws: InputProblem.self, "\(key)") { try PowerDNSZone.rows(zone) }
            do throws(InputProblem) {
                _ = try PowerDNSZone.rows(zone)
            } catch {
                #expect(error.key == key)
            }
        }
        var bare = try Self.zone()
        bare.records.removeAll { if case .ns = $0.data { $0.name == apex } else { false } }
        let zone = bare
        #expect(throws: InputProblem.self) { try PowerDNSZone.rows(zone) }
    }
}
