import AgentProtocol
import Core

/// One row of PowerDNS' `records` table (https://doc.powerdns.com/authoritative/backends/generic-sql.html).
package struct PowerDNSRow: Sendable, Hashable {
    /// Owner without the trailing dot.
    package var name: String
    /// nil for an empty non-terminal, so that the name exists although nothing is there.
    package var type: String?
    /// In PowerDNS' form: names without the trailing dot, the preference apart.
    package var content: String?
    package var timeToLive: Int?
    package var preference: Int?
    /// The name relative to the zone, labels in reverse order; nil for glue and for empty non-terminals, which the chain of NSEC passes over.
    package var orderName: String?
    /// False for delegations and their glue.
    package var isAuthoritative: Bool
}

/// A zone as rows, complete with what `pdnsutil rectify-zone` would add.
package enum PowerDNSZone {
    /// Rows in the order of names. Throws `InputProblem` when the zone could not be served: no SOA or two, nothing at the apex to name its servers,
    /// a CNAME beside other data, values out of range.
    package static func rows(_ zone: ZoneSpecification) throws(InputProblem) -> [PowerDNSRow] {
        try check(zone)
        let names = Set(zone.records.map(\.name))
        let delegations = Set(
            zone.records.compactMap { record in if case .ns = record.data, record.name != zone.name { record.name } else { nil } })
        var rows: [PowerDNSRow] = []
        for record in zone.records {
            let cut = delegation(above: record.name, in: zone.name, delegations)
            let isGlue = cut != nil && (cut != record.name || isAddress(record.data))
            rows.append(
                PowerDNSRow(
                    name: record.name.ascii, type: type(record.data), content: content(record.data, serial: zone.serial),
                    timeToLive: record.timeToLive, preference: preference(record.data),
                    orderName: isGlue ? nil : orderName(record.name, in: zone.name), isAuthoritative: cut == nil))
        }
        for name in emptyNonTerminals(of: zone, names: names, delegations: delegations) {
            rows.append(
                PowerDNSRow(
                    name: name.ascii, type: nil, content: nil, timeToLive: nil, preference: nil, orderName: nil, isAuthoritative: true))
        }
        return rows.sorted { ($0.name, $0.type ?? "", $0.content ?? "") < ($1.name, $1.type ?? "", $1.content ?? "") }
    }

    /// The zone as a master file (RFC 1035 §5): for people, for transfers elsewhere and for other servers' checkers.
    package static func masterFile(_ zone: ZoneSpecification) throws(InputProblem) -> String {
        try check(zone)
        // RFC 2308 and every server want the SOA first.
        let ordered = zone.records.enumerated().sorted { a, b in
            let (first, second) = (isSOA(a.element.data), isSOA(b.element.data))
            return first == second ? a.offset < b.offset : first
        }
        var text = "$ORIGIN \(zone.name).\n"
        for (_, record) in ordered {
            let data: String =
                switch record.data {
                case .soa(let primary, let contact, let refresh, let retry, let expire, let minimum):
                    "\(primary). \(contact). \(zone.serial) \(refresh) \(retry) \(expire) \(minimum)"
                case .ns(let name), .cname(let name): "\(name)."
                case .a(let address), .aaaa(let address): address.text
                case .mx(let preference, let exchange): "\(preference) \(exchange)."
                case .txt(let value): quoted(value)
                }
            text += "\(record.name).\t\(record.timeToLive)\tIN\t\(type(record.data))\t\(data)\n"
        }
        return text
    }

    // MARK: Checks

    private static func check(_ zone: ZoneSpecification) throws(InputProblem) {
        var soas = 0
        var hasServers = false
        var aliases: Set<DomainName> = []
        for record in zone.records {
            guard record.name.isWithin(zone.name) else {
                throw InputProblem("zone.record_outside", "The record \(record.name) lies outside the zone \(zone.name).")
            }
            // RFC 2181 §8: a TTL is an unsigned number of 31 bits.
            guard (0...0x7FFF_FFFF).contains(record.timeToLive) else {
                throw InputProblem("zone.ttl", "The TTL of \(record.name) is out of range.")
            }
            switch record.data {
            case .soa(_, _, let refresh, let retry, let expire, let minimum):
                soas += 1
                guard record.name == zone.name else {
                    throw InputProblem("zone.soa_place", "The SOA record does not stand at the zone's own name.")
                }
                for value in [refresh, retry, expire, minimum] where !(0...0x7FFF_FFFF).contains(value) {
                    throw InputProblem("zone.soa_value", "A time of the SOA record is out of range.")
                }
            case .ns: if record.name == zone.name { hasServers = true }
            case .a(let address):
                if address.isIPv6 { throw InputProblem("zone.address", "The A record of \(record.name) has an IPv6 address.") }
            case .aaaa(let address):
                if !address.isIPv6 { throw InputProblem("zone.address", "The AAAA record of \(record.name) has an IPv4 address.") }
            case .mx(let preference, _):
                guard (0...65535).contains(preference) else {
                    throw InputProblem("zone.mx", "The MX record of \(record.name) is out of range.")
                }
            case .cname: aliases.insert(record.name)
            case .txt(let value):
                guard value.utf8.count <= 32768 else { throw InputProblem("zone.txt", "The TXT record of \(record.name) is too long.") }
            }
        }
        guard soas == 1 else { throw InputProblem("zone.soa_count", "The zone \(zone.name) has \(soas) SOA records; it needs one.") }
        guard hasServers else { throw InputProblem("zone.ns_missing", "The zone \(zone.name) has no NS record at its own name.") }
        // RFC 1034 §3.6.2: an alias stands alone.
        var counts: [DomainName: Int] = [:]
        if !aliases.isEmpty { for record in zone.records { counts[record.name, default: 0] += 1 } }
        for alias in aliases where counts[alias, default: 0] > 1 {
            throw InputProblem("zone.cname_beside", "\(alias) is an alias (CNAME) and so can have no other records.")
        }
    }

    // MARK: Contents

    private static func type(_ data: ZoneRecord.Data) -> String {
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

    private static func content(_ data: ZoneRecord.Data, serial: UInt32) -> String {
        switch data {
        case .soa(let primary, let contact, let refresh, let retry, let expire, let minimum):
            "\(primary) \(contact) \(serial) \(refresh) \(retry) \(expire) \(minimum)"
        case .ns(let name), .cname(let name), .mx(_, let name): name.ascii
        case .a(let address), .aaaa(let address): address.text
        case .txt(let value): quoted(value)
        }
    }

    private static func preference(_ data: ZoneRecord.Data) -> Int? { if case .mx(let preference, _) = data { preference } else { nil } }

    /// RFC 1035 §5.1: strings of at most 255 bytes in quotes; quotes and backslashes escaped, what is not printable ASCII as \DDD.
    static func quoted(_ value: String) -> String {
        let bytes = Array(value.utf8)
        if bytes.isEmpty { return "\"\"" }
        return stride(from: 0, to: bytes.count, by: 255).map { start in
            "\"" + bytes[start..<min(start + 255, bytes.count)].map(escaped).joined() + "\""
        }.joined(separator: " ")
    }

    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return "\\" + String(UnicodeScalar(byte))
        case 0x20...0x7E: return String(UnicodeScalar(byte))
        default:
            let digits = String(byte)
            return "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
        }
    }

    // MARK: What rectify adds

    private static func isAddress(_ data: ZoneRecord.Data) -> Bool {
        switch data {
        case .a, .aaaa: true
        default: false
        }
    }

    private static func isSOA(_ data: ZoneRecord.Data) -> Bool { if case .soa = data { true } else { false } }

    /// `b.a.example.org` in `example.org` becomes `a b`; the apex becomes the empty name.
    private static func orderName(_ name: DomainName, in zone: DomainName) -> String {
        name.labels.dropLast(zone.labels.count).reversed().joined(separator: " ")
    }

    /// The delegation at or above the name, if there is one: data there belongs to the child.
    private static func delegation(above name: DomainName, in zone: DomainName, _ delegations: Set<DomainName>) -> DomainName? {
        if delegations.isEmpty { return nil }
        var next: DomainName? = name
        while let candidate = next, candidate != zone {
            if delegations.contains(candidate) { return candidate }
            next = candidate.parent
        }
        return nil
    }

    /// Names without data of their own that have names below them: they exist (RFC 4592 §2.2.2), so the answer is not NXDOMAIN.
    private static func emptyNonTerminals(of zone: ZoneSpecification, names: Set<DomainName>, delegations: Set<DomainName>) -> [DomainName]
    {
        var found: Set<DomainName> = []
        for name in names {
            let cut = delegation(above: name, in: zone.name, delegations)
            // Below a delegation nothing is ours to say.
            if cut != nil && cut != name { continue }
            var next = name == zone.name ? nil : name.parent
            while let candidate = next, candidate != zone.name, candidate.isWithin(zone.name) {
                if !names.contains(candidate) { found.insert(candidate) }
                next = candidate.parent
            }
        }
        return found.sorted()
    }
}
