import AgentProtocol
import Core
import Fleet

/// A zone of the domain name system, equal on all its name servers (contract 5.47).
package struct Zone: Sendable, Hashable {
    package var id: ZoneID
    package var name: DomainName
    /// `YYYYMMDDnn`, rising (RFC 1912 §2.2).
    package var serial: UInt32
    package var createdAt: Timestamp

    /// The serial after this one: today's first, or one more when that is not higher.
    package func nextSerial(at now: Timestamp) -> UInt32 {
        let digits = now.description.prefix(10).filter { $0 != "-" } + "00"
        let today = UInt32(digits) ?? 0
        return today > serial ? today : serial &+ 1
    }
}

/// The records that a new domain begins with. Seconds; values as RFC 1912 §2.2 and common practice have them.
package enum ZoneTemplate {
    package static let timeToLive = 3600

    /// - Parameters:
    ///   - nameServers: host names, the primary first.
    ///   - contact: who answers for the zone, as a name: `hostmaster.hosting.example`.
    ///   - addresses: where the website is; empty when there is none.
    package static func records(
        for name: DomainName, nameServers: [DomainName], contact: DomainName, addresses: [IPAddress]
    ) -> [ZoneRecord] {
        var records = base(for: name, nameServers: nameServers, contact: contact)
        guard !addresses.isEmpty else { return records }
        for owner in hosts(of: name) { records += hostRecords(owner, addresses) }
        records.append(
            ZoneRecord(name: name, timeToLive: timeToLive, data: .mx(preference: 10, exchange: name.prefixed("mail"))))
        return records
    }

    /// The names that lead to the website's addresses.
    private static func hosts(of name: DomainName) -> [DomainName] { [name, name.prefixed("www"), name.prefixed("mail")] }

    /// The same records with the website's names leading to other addresses; a name that leads nowhere goes on doing so.
    package static func readdressed(_ records: [ZoneRecord], of name: DomainName, to addresses: [IPAddress]) -> [ZoneRecord] {
        let hosts = Set(hosts(of: name))
        var done: Set<DomainName> = []
        return records.flatMap { record -> [ZoneRecord] in
            switch record.data {
            case .a, .aaaa:
                guard hosts.contains(record.name) else { return [record] }
                return done.insert(record.name).inserted ? hostRecords(record.name, addresses) : []
            default: return [record]
            }
        }
    }

    /// SOA and NS.
    package static func base(for name: DomainName, nameServers: [DomainName], contact: DomainName) -> [ZoneRecord] {
        guard let primary = nameServers.first else { return [] }
        let soa = ZoneRecord(
            name: name, timeToLive: timeToLive,
            data: .soa(primary: primary, contact: contact, refresh: 10_800, retry: 3600, expire: 1_209_600, minimum: 3600))
        return [soa] + nameServers.sorted().map { ZoneRecord(name: name, timeToLive: 86_400, data: .ns($0)) }
    }

    package static func hostRecords(_ owner: DomainName, _ addresses: [IPAddress]) -> [ZoneRecord] {
        addresses.map { ZoneRecord(name: owner, timeToLive: timeToLive, data: $0.isIPv6 ? .aaaa($0) : .a($0)) }
    }
}

extension ZoneRecord {
    /// Type as a zone file spells it.
    package var type: String {
        switch data {
        case .soa: "SOA"
        case .ns: "NS"
        case .a: "A"
        case .aaaa: "AAAA"
        case .mx: "MX"
        case .cname: "CNAME"
        case .txt: "TXT"
        }
    }

    /// Data as a person reads it in a zone file, names with their final dot.
    package var presentation: String {
        switch data {
        case .soa(let primary, let contact, let refresh, let retry, let expire, let minimum):
            "\(primary). \(contact). \(refresh) \(retry) \(expire) \(minimum)"
        case .ns(let host), .cname(let host): "\(host)."
        case .a(let address), .aaaa(let address): address.text
        case .mx(let preference, let exchange): "\(preference) \(exchange)."
        case .txt(let text): "\"\(text)\""
        }
    }
}
