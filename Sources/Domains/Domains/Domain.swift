import Accounts
import Core
import Identity

/// A domain name that an account hosts here.
package struct Domain: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable { case active, suspended, trashed, purged }

    /// Whether the provider registers the name for the customer (C.USR-11, "DNR"). Ordering it writes it down and tells the provider; the
    /// name is registered by people, who say so here.
    package enum Registration: String, Sendable, CaseIterable {
        /// The customer has it registered elsewhere.
        case none
        /// The provider is to register it.
        case wanted
        /// The provider has registered it.
        case registered
    }

    package var id: DomainID
    package var account: AccountID
    package var accountNumber: Int
    /// The login the account belongs to.
    package var owner: LoginID
    package var accountTitle: String
    package var planName: String
    package var accountIsSuspended: Bool
    package var accountIsTrashed: Bool
    /// Nothing of it is on any server: its account is for demonstration.
    package var isDemo = false
    package var suspensionReason: String?
    /// nil for a domain whose name servers are somebody else's, and once the domain is purged.
    package var zone: ZoneID?
    package var name: DomainName
    package var trashedAt: Timestamp?
    package var purgeAt: Timestamp?
    package var purgedAt: Timestamp?
    package var createdAt: Timestamp
    package var registration = Registration.none
    /// Since when `registration` is what it is; nil for `none`.
    package var registrationSince: Timestamp?

    package var systemUser: String { "web\(accountNumber)" }

    package var state: State {
        if purgedAt != nil { return .purged }
        if trashedAt != nil || accountIsTrashed { return .trashed }
        return accountIsSuspended ? .suspended : .active
    }
}

extension Domain {
    /// Throws `Fault(.forbidden)` for whoever may not work on it, and for the owner of a suspended account, who looks and changes nothing
    /// (contract 5.5).
    package func requireOpen(for actor: Actor) throws {
        try actor.requireWork(for: owner)
        guard accountIsSuspended, !actor.may(.accountManager) else { return }
        throw Fault(
            .forbidden, key: "account.suspended", arguments: ["reason": suspensionReason ?? ""],
            "This account is suspended, so nothing of it can be changed. Reason: \(suspensionReason ?? "not given").")
    }
}

extension Domain {
    /// As the audit log names it.
    package var audited: AuditEntry.Object { .init(.domain, id.text, name.display, account: account, owner: owner) }
}

/// What a list of domains is asked for.
package struct DomainFilter: Sendable {
    package enum Order: String, Sendable, CaseIterable { case name, account, created }

    package var search: String
    /// nil: active and suspended.
    package var state: Domain.State?
    package var account: AccountID?
    package var registration: Domain.Registration?
    package var order: Order
    package var isDescending: Bool
    package var offset: Int
    package var limit: Int

    package init(
        search: String = "", state: Domain.State? = nil, account: AccountID? = nil, registration: Domain.Registration? = nil,
        order: Order = .name, isDescending: Bool = false, offset: Int = 0, limit: Int = 50
    ) {
        self.search = search
        self.state = state
        self.account = account
        self.registration = registration
        self.order = order
        self.isDescending = isDescending
        self.offset = offset
        self.limit = limit
    }
}

/// Which names may be hosted. Pure, so that the rule can be read and tested alone.
package enum HostedNameRule {
    /// Labels of the service zone that belong to the provider (contract 5.49); numbers may follow the last group.
    package static let reservedLabels: Set<String> = [
        "cp", "www", "mail", "ftp", "autoconfig", "autodiscover", "hostmaster", "postmaster", "webmail", "localhost",
    ]
    package static let numberedLabels = ["ns", "web", "mail", "db"]

    /// Throws the reason why `name` cannot be a customer's domain on an installation with this service zone.
    package static func check(_ name: DomainName, serviceZone: DomainName) throws(InputProblem) {
        if name == serviceZone {
            throw InputProblem(
                "domain.name.service_zone", arguments: ["name": name.display],
                "\(name) is the service zone of this installation. Choose another name.")
        }
        if name.isWithin(serviceZone) {
            let label = String(name.ascii.dropLast(serviceZone.ascii.count + 1).split(separator: ".").last ?? "")
            if isReserved(label) {
                throw InputProblem(
                    "domain.name.reserved", arguments: ["label": label],
                    "The name \(label) of the service zone belongs to the provider's own servers. Choose another name.")
            }
            throw InputProblem(
                "domain.name.third_level", arguments: ["zone": serviceZone.display],
                "Names below \(serviceZone) are not offered to customers here. Choose a name outside of it.")
        }
        if name.labels.first == "www" {
            let bare = name.parent?.ascii ?? ""
            throw InputProblem(
                "domain.name.www", arguments: ["bare": bare],
                bare.isEmpty ? "Add the name without www: it is included." : "Add \(bare) instead: www.\(bare) is included.")
        }
    }

    package static func isReserved(_ label: String) -> Bool {
        if reservedLabels.contains(label) || label.hasPrefix("_") { return true }
        return numberedLabels.contains { prefix in
            label.hasPrefix(prefix) && label.dropFirst(prefix.count).allSatisfy { $0.isASCII && $0.isNumber }
        }
    }
}
