import APIResources

/// An account with all its settings, as `hostwright export` writes and `hostwright apply` reads it. Files of websites are content and no part
/// of it.
struct AccountFile: Sendable, Equatable {
    struct Domain: Sendable, Equatable {
        /// A-labels in lower case.
        var name: String
        var documentRoot: String?
        var isOn: Bool?
        var runsPHP: Bool?
        /// Whether the provider's name servers have its zone.
        var hasZone: Bool?
        /// Whether the provider registers the name: `none`, `wanted`, `registered`.
        var registration: String?
    }

    /// A limit of the account's own instead of its plan's.
    struct Limit: Sendable, Equatable {
        var resource: String
        /// -1: unlimited.
        var most: Int
        var isHard: Bool
    }

    /// An IP address of the account's own.
    struct Address: Sendable, Equatable {
        var address: String
        /// Only for this account.
        var isExclusive: Bool
    }

    /// What tells one account from another with the same settings; nothing of it is applied.
    struct Identity: Sendable, Equatable {
        var number: Int
        var uid: Int?
        var createdAt: String?
    }

    var identity: Identity?
    var title: String
    var plan: String
    /// Length of its billing period: `1 year`; nil when the file does not say.
    var period: String?
    /// The owner's sign-in name, and his e-mail address where it is told.
    var login: String
    var email: String?
    /// Why it is suspended; nil when it is not.
    var suspension: String?
    /// What is known about the customer, by the names of the interface's fields; nil when the file does not say, or the caller may not see it.
    var person: PersonalDataResource?
    /// By resource; nil when the file does not say.
    var limits: [Limit]?
    /// IP addresses of its own; nil when the file does not say.
    var addresses: [Address]?
    var domains: [Domain]

    /// What is written as `version`; a program that is older than the file refuses it.
    static let version = 1
}

extension AccountFile {
    /// As the panel has it now.
    ///
    /// Domains in the trash are left out: they are going. Throws a `Refusal`.
    static func exported(_ number: Int, from panel: Panel) async throws -> AccountFile {
        let account = try await panel.get("accounts", String(number)).decode(AccountResource.self)
        var domains: [Domain] = []
        for domain in try await AccountFile.domains(of: number, panel) where domain.state != "trashed" {
            domains.append(Domain(domain))
        }
        return AccountFile(
            identity: Identity(number: account.number, uid: account.uid, createdAt: account.createdAt), title: account.title,
            plan: account.plan, period: account.period, login: account.login, email: account.email,
            suspension: account.state == "suspended" ? account.suspensionReason ?? "" : nil,
            person: try await visible { try await panel.get("accounts", String(number), "person").decode(PersonalDataResource.self) },
            limits: try await visible {
                try await panel.get("accounts", String(number), "limits").decode(ListResource<EntitlementResource>.self).items
                    .filter(\.isOwn).map { Limit(resource: $0.resource, most: $0.most, isHard: $0.isHard) }
                    .sorted { $0.resource < $1.resource }
            },
            addresses: try await visible {
                Address.all(of: try await panel.get("accounts", String(number), "address").decode(OwnAddressesResource.self))
            },
            domains: domains.sorted { $0.name < $1.name })
    }

    /// nil for what this person may not see.
    private static func visible<Value>(_ get: () async throws -> Value) async throws -> Value? {
        do { return try await get() } catch let refusal as Refusal where refusal.status == .notFound || refusal.status == .notAllowed {
            return nil
        }
    }

    /// All domains of the account: those that are served or suspended, or those in the trash.
    static func domains(of number: Int, inTrash: Bool = false, _ panel: Panel) async throws -> [DomainResource] {
        var all: [DomainResource] = []
        var page = 1
        while true {
            let answer = try await panel.get(
                "domains",
                query: [("account", String(number))] + (inTrash ? [("state", "trashed")] : []) + [
                    ("per_page", "200"), ("page", String(page)),
                ])
            let items = try answer.decode(ListResource<DomainResource>.self).items
            all += items
            page += 1
            if items.count < 200 { return all }
        }
    }

    /// The file's text (YAML 1.2). The same account always gives the same text.
    ///
    /// - Parameter hasIdentity: Whether number, uid and time are written.
    func text(hasIdentity: Bool = true) -> String {
        var lines = ["version: \(Self.version)"]
        if hasIdentity, let identity {
            lines.append("number: \(identity.number)")
            if let uid = identity.uid { lines.append("uid: \(uid)") }
            if let time = identity.createdAt { lines.append("createdAt: \(Self.scalar(time))") }
        }
        lines.append("title: \(Self.scalar(title))")
        lines.append("plan: \(Self.scalar(plan))")
        if let period { lines.append("period: \(Self.scalar(period))") }
        lines.append("login: \(Self.scalar(login))")
        if let email { lines.append("email: \(Self.scalar(email))") }
        if let suspension { lines.append("suspension: \(Self.scalar(suspension))") }
        let known = (person?.texts ?? []).filter { !$0.value.isEmpty }
        if !known.isEmpty || person?.isShown == true {
            lines.append("person:")
            for (name, value) in known { lines.append("  \(name): \(Self.scalar(value))") }
            if let isShown = person?.isShown { lines.append("  isShown: \(isShown)") }
        }
        if let limits, !limits.isEmpty {
            lines.append("limits:")
            for limit in limits {
                lines += ["  - resource: \(Self.scalar(limit.resource))", "    most: \(limit.most)", "    isHard: \(limit.isHard)"]
            }
        }
        if let addresses, !addresses.isEmpty {
            lines.append("addresses:")
            for address in addresses {
                lines += ["  - address: \(Self.scalar(address.address))", "    isExclusive: \(address.isExclusive)"]
            }
        }
        lines.append(domains.isEmpty ? "domains: []" : "domains:")
        for domain in domains {
            lines.append("  - name: \(Self.scalar(domain.name))")
            if let root = domain.documentRoot { lines.append("    documentRoot: \(Self.scalar(root))") }
            if let isOn = domain.isOn { lines.append("    isOn: \(isOn)") }
            if let runsPHP = domain.runsPHP { lines.append("    runsPHP: \(runsPHP)") }
            if let hasZone = domain.hasZone { lines.append("    hasZone: \(hasZone)") }
            if let registration = domain.registration { lines.append("    registration: \(Self.scalar(registration))") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Plain where no YAML reader, old or new, could take it for something else than text; else in double quotes as in JSON, which YAML 1.2
    /// includes.
    static func scalar(_ text: String) -> String {
        let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", ".inf", ".nan"]
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789 ._-@/".unicodeScalars.contains(scalar))
        }
        let beginsPlain = text.unicodeScalars.first.map { $0.properties.isAlphabetic } ?? false
        if isPlain, beginsPlain, text.last != " ", !words.contains(text.lowercased()) { return text }
        var quoted = ""
        JSON.quote(text, into: &quoted)
        return quoted
    }
}

extension AccountFile.Domain {
    /// As the panel has it now.
    init(_ domain: DomainResource) {
        self.init(
            name: domain.name, documentRoot: domain.website?.documentRoot, isOn: domain.website?.isOn, runsPHP: domain.website?.runsPHP,
            hasZone: !domain.nameServers.isEmpty, registration: domain.registration)
    }
}

extension PersonalDataResource {
    /// Its texts by the names of their fields.
    static var textFields: [(name: String, path: WritableKeyPath<PersonalDataResource, String?> & Sendable)] {
        [
            ("person", \.person), ("company", \.company), ("street", \.street), ("postalCode", \.postalCode), ("city", \.city),
            ("country", \.country), ("phone", \.phone), ("field1", \.field1), ("field2", \.field2), ("field3", \.field3),
        ]
    }

    /// Those that are there, in that order.
    var texts: [(name: String, value: String)] {
        Self.textFields.compactMap { field in self[keyPath: field.path].map { (field.name, $0) } }
    }

    /// What is to be changed to get from `now` to this; nil when nothing is. What is absent here stays.
    func change(from now: PersonalDataResource?) -> PersonalDataResource? {
        var change = PersonalDataResource()
        for (_, path) in Self.textFields {
            if let wanted = self[keyPath: path], wanted != now?[keyPath: path] ?? "" { change[keyPath: path] = wanted }
        }
        if let isShown, isShown != now?.isShown ?? false { change.isShown = isShown }
        return change == PersonalDataResource() ? nil : change
    }

    /// This, and where it says nothing what `now` says.
    func filled(from now: PersonalDataResource?) -> PersonalDataResource {
        var all = self
        for (_, path) in Self.textFields where all[keyPath: path] == nil { all[keyPath: path] = now?[keyPath: path] }
        all.isShown = isShown ?? now?.isShown
        return all
    }
}

extension AccountFile.Address {
    static func all(of own: OwnAddressesResource) -> [AccountFile.Address] {
        [(own.ipv4, own.ipv4IsExclusive), (own.ipv6, own.ipv6IsExclusive)].compactMap { address, isExclusive in
            address.map { AccountFile.Address(address: $0, isExclusive: isExclusive ?? false) }
        }
    }
}

extension OwnAddressesResource {
    init(_ addresses: [AccountFile.Address]) {
        self.init()
        for address in addresses {
            if address.address.contains(":") {
                (ipv6, ipv6IsExclusive) = (address.address, address.isExclusive)
            } else {
                (ipv4, ipv4IsExclusive) = (address.address, address.isExclusive)
            }
        }
    }

    /// `203.0.113.10 (only for it)`, or “those of its server”.
    var words: String {
        let all = AccountFile.Address.all(of: self).map { $0.address + ($0.isExclusive ? " (only for it)" : "") }
        return all.isEmpty ? "those of its server" : all.joined(separator: ", ")
    }
}
