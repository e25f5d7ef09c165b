import Core
import Fleet

/// Which addresses an account is to have of its own, as typed. All of it: what is empty is the web server's address, which all share (C.USR-12).
package struct AddressWish: Sendable, Hashable {
    /// An address out of the pool of the account's web server, `any` for one that is free, or empty.
    package var ipv4 = ""
    /// "Only for this user": nobody else can choose it. Counts as `dedicated_ip`.
    package var ipv4IsExclusive = false
    package var ipv6 = ""
    package var ipv6IsExclusive = false

    package init(ipv4: String = "", ipv4IsExclusive: Bool = false, ipv6: String = "", ipv6IsExclusive: Bool = false) {
        (self.ipv4, self.ipv4IsExclusive) = (ipv4, ipv4IsExclusive)
        (self.ipv6, self.ipv6IsExclusive) = (ipv6, ipv6IsExclusive)
    }

    /// What an account has.
    package init(_ own: [OwnAddress]) {
        for address in own {
            if address.address.isIPv6 {
                (ipv6, ipv6IsExclusive) = (address.address.text, address.isExclusive)
            } else {
                (ipv4, ipv4IsExclusive) = (address.address.text, address.isExclusive)
            }
        }
    }

    /// What the accounts of a plan begin with.
    init(_ plan: PlanAddress) {
        if plan == .own { (ipv4, ipv4IsExclusive) = (Self.any, true) }
    }

    /// Any address that is free.
    package static let any = "any"

    package var isEmpty: Bool { self == AddressWish() || checkedIsEmpty }

    /// Nothing is named, whatever is ticked.
    private var checkedIsEmpty: Bool { ipv4.trimmingWhitespace.isEmpty && ipv6.trimmingWhitespace.isEmpty }
}

/// One family of a wish, checked.
struct WantedAddress: Sendable, Hashable {
    var family: Int
    /// nil: any that is free.
    var address: IPAddress?
    var isExclusive: Bool

    var field: String { family == 6 ? "ipv6" : "ipv4" }
}

extension AddressWish {
    /// Complains beside `ipv4` and `ipv6`.
    func checked(_ complaints: inout Complaints) throws -> [WantedAddress] {
        var wanted: [WantedAddress] = []
        for (family, field, typed, isExclusive) in [(4, "ipv4", ipv4, ipv4IsExclusive), (6, "ipv6", ipv6, ipv6IsExclusive)] {
            let text = typed.trimmingWhitespace
            if text.isEmpty { continue }
            if text.folded == Self.any {
                wanted.append(WantedAddress(family: family, isExclusive: isExclusive))
            } else if let address = try complaints.take(field, { try IPAddress(text) }) {
                if address.family == family {
                    wanted.append(WantedAddress(family: family, address: address, isExclusive: isExclusive))
                } else {
                    complaints.add(
                        field, key: "address.family", arguments: ["address": address.text, "family": String(family)],
                        "\(address) is not an IPv\(family) address.")
                }
            }
        }
        return wanted
    }
}

/// Which address the accounts of a plan begin with (H.PLAN-04). Stored by raw value.
package enum PlanAddress: String, Sendable, CaseIterable {
    /// That of the web server.
    case shared
    /// A free IPv4 address of the web server's pool, only for this account.
    case own
}
