import Core

/// Where requests to addresses that customers name may go (security rule 13).
package struct OutgoingRules: Sendable {
    /// Networks that the operator allows although they are private.
    package var allowed: [IPNetwork]

    package init(allowed: [IPNetwork] = []) { self.allowed = allowed }

    /// Throws `Fault(.invalid)` for a text that is no network.
    package init(allowed typed: [String]) throws {
        allowed = try typed.map { text in
            do throws(InputProblem) { return try IPNetwork(text) } catch {
                throw Fault.invalid(.init("outgoing-allow", key: error.key, "\(text): \(error.sentence)"))
            }
        }
    }

    /// Networks of no public host: the registries of IANA (RFC 6890), multicast, and where clouds keep their machines' secrets.
    private static let closed: [IPNetwork] = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16", "::/8", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10",
        "ff00::/8",
    ].compactMap { try? IPNetwork($0) }  // The test of the rules counts them.

    /// Whether a connection to this address is one to the world, or one that the operator allows.
    package func permits(_ address: IPAddress) -> Bool {
        if allowed.contains(where: { $0.contains(address) }) { return true }
        // What stands for an IPv4 address is judged as that: a translator on the way would take it there.
        if let inner = address.embedded { return permits(inner) }
        return !Self.closed.contains { $0.contains(address) }
    }

    package static var closedCount: Int { closed.count }
}
