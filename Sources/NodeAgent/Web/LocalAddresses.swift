import AgentProtocol
import Core
import Foundation

/// Whether a program of this machine can listen somewhere.
enum LocalAddresses {
    enum Hindrance: Sendable, Hashable {
        /// No interface has the address.
        case missing
        /// A program listens there already, be it our own.
        case inUse
        /// The system's own words.
        case other(String)
    }

    /// nil when it can. Blocking, for microseconds.
    static func isFree(_ endpoint: Endpoint) -> Hindrance? {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let number = socket(endpoint.address.isIPv6 ? AF_INET6 : AF_INET, type, 0)
        if number < 0 { return hindrance(errno) }
        defer { close(number) }
        // As Apache does: connections that have just ended are no hindrance (socket(7)).
        var isOn: Int32 = 1
        setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
        let isBound: Bool
        if endpoint.address.isIPv6 {
            setsockopt(number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &isOn, socklen_t(MemoryLayout<Int32>.size))
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = in_port_t(endpoint.port).bigEndian
            inet_pton(AF_INET6, endpoint.address.text, &address.sin6_addr)
            isBound = bound(number, &address)
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(endpoint.port).bigEndian
            inet_pton(AF_INET, endpoint.address.text, &address.sin_addr)
            isBound = bound(number, &address)
        }
        // Two may be bound with SO_REUSEADDR as long as none listens; listening is what counts.
        return isBound && listen(number, 1) == 0 ? nil : hindrance(errno)
    }

    private static func bound<Address>(_ number: Int32, _ address: inout Address) -> Bool {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(number, $0, socklen_t(MemoryLayout<Address>.size)) == 0 }
        }
    }

    private static func hindrance(_ code: Int32) -> Hindrance {
        switch code {
        case EADDRNOTAVAIL, EAFNOSUPPORT: .missing
        case EADDRINUSE: .inUse
        default: .other(String(cString: strerror(code)))
        }
    }
}

/// Addresses of accounts' own that the web server does without, and why.
struct LeftOutAddresses: Sendable, Hashable {
    private let hindrances: [Endpoint: LocalAddresses.Hindrance]

    /// nil when there are none.
    init?(_ hindrances: [Endpoint: LocalAddresses.Hindrance]) {
        if hindrances.isEmpty { return nil }
        self.hindrances = hindrances
    }

    /// `webserver.address_missing`, or `webserver.address_in_use` when the machine has all of them.
    var key: String { hindrances.values.contains(.missing) ? "webserver.address_missing" : "webserver.address_in_use" }

    /// `this machine does not have 203.0.113.9; another program listens on 203.0.113.10:80`
    var words: String {
        let sorted = hindrances.sorted { ($0.key.address.text, $0.key.port) < ($1.key.address.text, $1.key.port) }
        var parts: [String] = []
        let missing = sorted.filter { $0.value == .missing }.map(\.key.address.text)
        if !missing.isEmpty { parts.append("this machine does not have \(Self.listed(missing))") }
        let used = sorted.filter { $0.value == .inUse }.map { "\($0.key.address.inURL):\($0.key.port)" }
        if !used.isEmpty { parts.append("another program listens on \(Self.listed(used))") }
        for (endpoint, hindrance) in sorted {
            if case .other(let words) = hindrance { parts.append("\(endpoint.address.inURL):\(endpoint.port): \(words)") }
        }
        return parts.joined(separator: "; ")
    }

    /// Each once, at most ten.
    private static func listed(_ names: [String]) -> String {
        var seen: Set<String> = []
        let all = names.filter { seen.insert($0).inserted }
        return all.prefix(10).joined(separator: ", ") + (all.count > 10 ? " and \(all.count - 10) more" : "")
    }
}
