import APIResources
import Core

/// What has to be done so that an account is as a file says: found out before anything is done.
struct ApplyPlan: Sendable {
    enum Step: Sendable {
        case createAccount(NewAccountResource)
        case restoreAccount
        case changeAccount([JSON.Member])
        case resume
        case suspend(String)
        case add(AccountFile.Domain)
        case restore(String)
        case change(String, WebsiteChangeResource)
        case changePeriod(String)
        case changePerson(PersonalDataResource)
        case changeLimits([LimitResource])
        /// What is refused is told and not done: another installation has other addresses.
        case setAddresses(OwnAddressesResource)
        case setZone(String, Bool)
        case setRegistration(String, String)
        case trash(String)

        /// After “Would”.
        var sentence: String {
            switch self {
            case .createAccount(let new): "create the account “\(new.title)” with the plan \(new.plan) for \(new.login)"
            case .restoreAccount: "take the account out of the trash"
            case .changeAccount(let fields): "change " + fields.map { "\($0.name) to “\($0.value.text ?? "")”" }.joined(separator: ", ")
            case .resume: "resume the account"
            case .suspend(let reason): "suspend the account: “\(reason)”"
            case .add(let domain): "add \(domain.name)"
            case .restore(let name): "take \(name) out of the trash"
            case .change(let name, let change): "change \(name): \(change.words)"
            case .changePeriod(let period): "change the billing period to \(period), beginning today"
            case .changePerson(let person): "change the personal data: \(person.words)"
            case .changeLimits(let limits): "change the limits: \(limits.words)"
            case .setAddresses(let own): "set its IP addresses: \(own.words)"
            case .setZone(let name, true): "serve the zone of \(name)"
            case .setZone(let name, false): "delete the zone of \(name) with its records: the name servers would stop answering at once"
            case .setRegistration(let name, let state): "set the registration of \(name) to \(state)"
            case .trash(let name): "move \(name) to the trash: its website and zone would stop serving at once"
            }
        }

        /// What is told once it is done.
        var done: String {
            switch self {
            case .createAccount(let new): "The account “\(new.title)” is created."
            case .restoreAccount: "The account is out of the trash."
            case .changeAccount(let fields): "Changed: \(fields.map(\.name).joined(separator: ", "))."
            case .resume: "The account is active again."
            case .suspend: "The account is suspended."
            case .add(let domain): "\(domain.name) is added."
            case .restore(let name): "\(name) is out of the trash."
            case .change(let name, let change): "\(name) is changed: \(change.words)."
            case .changePeriod(let period): "The billing period is \(period)."
            case .changePerson(let person): "The personal data are changed: \(person.words)."
            case .changeLimits(let limits): "The limits are changed: \(limits.words)."
            case .setAddresses(let own): "Its IP addresses are \(own.words)."
            case .setZone(let name, true): "The zone of \(name) is served."
            case .setZone(let name, false): "The zone of \(name) is deleted."
            case .setRegistration(let name, let state): "The registration of \(name) is \(state)."
            case .trash(let name): "\(name) is in the trash."
            }
        }

        /// Whether the others go on when the panel refuses it.
        var mayBeRefused: Bool {
            if case .setAddresses = self { true } else { false }
        }

        /// Whether a person has to agree.
        var isLoss: Bool {
            switch self {
            case .trash, .setZone(_, false): true
            default: false
            }
        }
    }

    /// The account that is there; nil when it will be created.
    private(set) var number: Int?
    /// As it is.
    private(set) var present: AccountFile?
    /// As it will be: what the file leaves open stays as it is.
    private(set) var result: AccountFile
    private(set) var steps: [Step] = []
    /// What is not done, and why.
    private(set) var notes: [String] = []

    /// Throws a `Refusal` when the file asks for something that cannot be.
    init(_ wanted: AccountFile, account: Int?, prune: Bool, password: String?, _ panel: Panel) async throws {
        result = wanted
        let found = try await Self.find(wanted, account: account, panel)
        number = found?.number
        guard let found else {
            var new = NewAccountResource(
                title: wanted.title, plan: wanted.plan, login: wanted.login, email: wanted.email, password: password)
            new.period = wanted.period
            new.data = wanted.person
            new.limits = wanted.limits?.map { LimitResource(resource: $0.resource, most: $0.most, isHard: $0.isHard) }
            if let addresses = wanted.addresses {
                let own = OwnAddressesResource(addresses)
                (new.ipv4, new.ipv4IsExclusive) = (own.ipv4 ?? "", own.ipv4IsExclusive)
                (new.ipv6, new.ipv6IsExclusive) = (own.ipv6, own.ipv6IsExclusive)
            }
            steps.append(.createAccount(new))
            for domain in wanted.domains {
                try await Self.checkFree(domain.name, panel)
                steps.append(.add(domain))
            }
            if let reason = wanted.suspension { steps.append(.suspend(reason)) }
            return
        }
        let present = try await AccountFile.exported(found.number, from: panel)
        self.present = present
        result.identity = present.identity
        if found.state == "trashed" { steps.append(.restoreAccount) }
        try await compareAccount(wanted, present, panel)
        result.addresses = wanted.addresses ?? present.addresses
        if let addresses = wanted.addresses, addresses != present.addresses ?? [] {
            steps.append(.setAddresses(OwnAddressesResource(addresses)))
        }
        // A suspended account takes no new domains: it is resumed first and suspended last.
        if present.suspension != nil, wanted.suspension == nil { steps.append(.resume) }
        try await compareDomains(wanted, present, of: found.number, prune: prune, panel)
        if let reason = wanted.suspension, present.suspension != reason { steps.append(.suspend(reason)) }
    }

    private static func find(_ wanted: AccountFile, account: Int?, _ panel: Panel) async throws -> AccountResource? {
        if let account {
            let found = try await panel.get("accounts", String(account)).decode(AccountResource.self)
            if found.login.lowercased() != wanted.login.lowercased() {
                throw Refusal(
                    .conflict,
                    "login: Account \(account) belongs to \(found.login), and the file says \(wanted.login). "
                        + "An account keeps its owner.")
            }
            return found
        }
        if let number = wanted.identity?.number {
            do {
                let found = try await panel.get("accounts", String(number)).decode(AccountResource.self)
                if found.login.lowercased() == wanted.login.lowercased() { return found }
            } catch let refusal as Refusal where refusal.status == .notFound {
                // Gone, or the number is from another installation.
            }
        }
        var same: [AccountResource] = []
        var page = 1
        while true {
            let items = try await panel.get(
                "accounts", query: [("q", String(wanted.title.prefix(200))), ("per_page", "200"), ("page", String(page))]
            ).decode(ListResource<AccountResource>.self).items
            same += items.filter { $0.title == wanted.title && $0.login.lowercased() == wanted.login.lowercased() }
            page += 1
            if items.count < 200 { break }
        }
        // What is in the trash is meant only when nothing else can be.
        let active = same.filter { $0.state != "trashed" }
        let candidates = active.isEmpty ? same : active
        if candidates.count > 1 {
            let numbers = candidates.map { String($0.number) }.joined(separator: ", ")
            throw Refusal(.invalid, "--account: \(wanted.login) has several accounts “\(wanted.title)”: \(numbers). Say which one.")
        }
        return candidates.first
    }

    private mutating func compareAccount(_ wanted: AccountFile, _ present: AccountFile, _ panel: Panel) async throws {
        var fields: [JSON.Member] = []
        if wanted.title != present.title { fields.append(.init(name: "title", value: .text(wanted.title))) }
        if wanted.plan.lowercased() != present.plan.lowercased() { fields.append(.init(name: "plan", value: .text(wanted.plan))) }
        if !fields.isEmpty {
            try await Self.checkChangeable(fields, present, panel)
            steps.append(.changeAccount(fields))
        } else {
            // Spelt in other letters it is the same plan.
            result.plan = present.plan
        }
        result.login = present.login
        if let email = wanted.email, let now = present.email, email != now {
            notes.append("email: \(present.login) has \(now). It stays: an address is changed and confirmed by its owner.")
        }
        result.email = present.email
        if let period = wanted.period, period != present.period { steps.append(.changePeriod(period)) }
        result.period = wanted.period ?? present.period
        if let change = wanted.person?.change(from: present.person) { steps.append(.changePerson(change)) }
        result.person = wanted.person?.filled(from: present.person) ?? present.person
        result.limits = wanted.limits ?? present.limits
        guard let limits = wanted.limits else { return }
        let own = present.limits ?? []
        let changed = limits.filter { !own.contains($0) }.map { LimitResource(resource: $0.resource, most: $0.most, isHard: $0.isHard) }
        // What is not named any more is as the plan says.
        let gone = own.filter { limit in !limits.contains { $0.resource == limit.resource } }.map { LimitResource(resource: $0.resource) }
        if !changed.isEmpty || !gone.isEmpty { steps.append(.changeLimits(changed + gone)) }
    }

    /// Refuses what the panel cannot do, or not for the caller, before anything is done.
    private static func checkChangeable(_ fields: [JSON.Member], _ present: AccountFile, _ panel: Panel) async throws {
        var known: Set<String> = []
        do {
            let change = try await panel.description().operations.first { $0.method == "PATCH" && $0.words == ["account", "change"] }
            known = Set(change?.body?["properties"]?.members.map(\.name) ?? [])
        } catch let refusal as Refusal where refusal.status == .notFound {
            // This panel does not describe itself; then it can change none of them.
        }
        var refusal = Refusal(.conflict, "")
        refusal.lines = fields.filter { !known.contains($0.name) }.map { field in
            "\(field.name): It is “\(field.name == "title" ? present.title : present.plan)” and you cannot change it here."
        }
        if !refusal.lines.isEmpty { throw refusal }
    }

    private mutating func compareDomains(
        _ wanted: AccountFile, _ present: AccountFile, of number: Int, prune: Bool, _ panel: Panel
    ) async throws {
        let trashed = try await AccountFile.domains(of: number, inTrash: true, panel)
        var results: [AccountFile.Domain] = []
        for domain in wanted.domains {
            var now = present.domains.first { $0.name == domain.name }
            if now == nil, let found = trashed.first(where: { $0.name == domain.name }) {
                steps.append(.restore(domain.name))
                now = AccountFile.Domain(found)
            }
            guard let now else {
                try await Self.checkFree(domain.name, panel)
                steps.append(.add(domain))
                results.append(domain)
                continue
            }
            if let change = domain.change(from: now) { steps.append(.change(domain.name, change)) }
            if let hasZone = domain.hasZone, hasZone != now.hasZone { steps.append(.setZone(domain.name, hasZone)) }
            if let registration = domain.registration, registration != now.registration {
                steps.append(.setRegistration(domain.name, registration))
            }
            results.append(
                AccountFile.Domain(
                    name: domain.name, documentRoot: domain.documentRoot ?? now.documentRoot, isOn: domain.isOn ?? now.isOn,
                    runsPHP: domain.runsPHP ?? now.runsPHP, hasZone: domain.hasZone ?? now.hasZone,
                    registration: domain.registration ?? now.registration))
        }
        let names = Set(wanted.domains.map(\.name))
        for domain in present.domains where !names.contains(domain.name) {
            if prune { steps.append(.trash(domain.name)) } else { results.append(domain) }
        }
        result.domains = results.sorted { $0.name < $1.name }
    }

    /// Throws a `Refusal` when the domain belongs to another account that the caller sees.
    private static func checkFree(_ name: String, _ panel: Panel) async throws {
        do {
            let found = try await panel.get("domains", name).decode(DomainResource.self)
            throw Refusal(.conflict, "name: \(name) is in account \(found.account)\(found.state == "trashed" ? ", in its trash" : "").")
        } catch let refusal as Refusal where refusal.status == .notFound {
            return
        }
    }

    /// Does it, and returns the account's number. When a step is refused the ones before it stay: applying again goes on from there.
    ///
    /// - Parameter yes: Whether prices of options are agreed to without being asked.
    func carryOut(_ panel: Panel, yes: Bool) async throws -> Int {
        var number = number
        for (index, step) in steps.enumerated() {
            do {
                number = try await Self.carryOut(step, number, panel, yes: yes)
            } catch let refusal as Refusal where step.mayBeRefused && refusal.isAboutInput {
                Console.current.complain(refusal.lines + ["addresses: They stay as they were. Everything else goes on."])
                continue
            } catch var refusal as Refusal {
                refusal.lines.insert("Could not \(step.sentence):", at: 0)
                if index > 0 { refusal.lines.append("What is told above stays done. Apply again when the cause is removed.") }
                throw refusal
            }
            Console.current.print(step.done.printable())
        }
        guard let number else { throw Refusal(.failed, "The panel did not say the number of the account.") }
        return number
    }

    private static func carryOut(_ step: Step, _ number: Int?, _ panel: Panel, yes: Bool) async throws -> Int? {
        let account = number.map { String($0) } ?? ""
        switch step {
        case .createAccount(let new):
            let created = try await create(new, panel)
            if let password = created.initialPassword {
                Console.current.complain(["The password of \(created.login) is \(password); it is shown this once."])
            }
            return created.number
        case .restoreAccount: _ = try await panel.post("accounts", account, "restoration")
        case .changeAccount(let fields):
            _ = try await panel.patch("accounts", account, body: .json([UInt8](JSON.object(fields).written().utf8)))
        case .resume: _ = try await panel.delete("accounts", account, "suspension")
        case .suspend(let reason):
            _ = try await panel.put("accounts", account, "suspension", body: .payload(SuspensionResource(reason: reason)))
        case .add(let domain): try await add(domain, to: number ?? 0, panel, yes: yes)
        case .restore(let name): _ = try await panel.post("domains", name, "restoration")
        case .change(let name, let change): try await self.change(name, change, panel, yes: yes)
        case .changePeriod(let period):
            _ = try await panel.patch("accounts", account, "period", body: .payload(AccountPeriodChangeResource(period: period)))
        case .changePerson(let person): _ = try await panel.patch("accounts", account, "person", body: .payload(person))
        case .changeLimits(let limits):
            _ = try await panel.patch("accounts", account, "limits", body: .payload(LimitsResource(limits: limits)))
        case .setAddresses(let own): _ = try await panel.put("accounts", account, "address", body: .payload(own))
        case .setZone(let name, true): _ = try await panel.put("domains", name, "zone", body: .none)
        case .setZone(let name, false): _ = try await panel.delete("domains", name, "zone")
        case .setRegistration(let name, let registration): try await setRegistration(registration, of: name, panel)
        case .trash(let name): _ = try await panel.delete("domains", name)
        }
        return number
    }

    /// With its addresses if they can be given here, else with those of its server; then it is told why.
    private static func create(_ new: NewAccountResource, _ panel: Panel) async throws -> AccountResource {
        do {
            return try await panel.post("accounts", body: .payload(new)).decode(AccountResource.self)
        } catch let refusal as Refusal where (new.ipv4 ?? "") + (new.ipv6 ?? "") != "" && refusal.isAboutInput {
            var plain = new
            (plain.ipv4, plain.ipv4IsExclusive, plain.ipv6, plain.ipv6IsExclusive) = ("", nil, nil, nil)
            let created = try await panel.post("accounts", body: .payload(plain)).decode(AccountResource.self)
            Console.current.complain(refusal.lines + ["addresses: The account begins with the address of its server."])
            return created
        }
    }

    private static func add(_ domain: AccountFile.Domain, to number: Int, _ panel: Panel, yes: Bool) async throws {
        let new = NewDomainResource(name: domain.name, account: number, documentRoot: domain.documentRoot, hasZone: domain.hasZone)
        let added = try await panel.post("domains", body: .payload(new)).decode(DomainResource.self)
        let now = AccountFile.Domain(added)
        if let registration = domain.registration, registration != now.registration {
            try await setRegistration(registration, of: domain.name, panel)
        }
        if let change = domain.change(from: now) { try await self.change(domain.name, change, panel, yes: yes) }
    }

    private static func setRegistration(_ registration: String, of name: String, _ panel: Panel) async throws {
        _ = try await panel.put("domains", name, "registration", body: .payload(RegistrationResource(registration: registration)))
    }

    /// An option that is turned on may have a price, which somebody has to agree to.
    private static func change(_ name: String, _ change: WebsiteChangeResource, _ panel: Panel, yes: Bool) async throws {
        var change = change
        let wanted = (change.isOn == true ? ["web"] : []) + (change.runsPHP == true ? ["php"] : [])
        if !wanted.isEmpty {
            let website = try await panel.get("websites", name).decode(WebsiteResource.self)
            change.agreedPrices = try await website.agreements(for: wanted, yes: yes)
        }
        _ = try await panel.patch("websites", name, body: .payload(change))
    }
}

extension AccountFile.Domain {
    /// What has to change; nil when nothing does. What is not named is not changed.
    fileprivate func change(from now: AccountFile.Domain) -> WebsiteChangeResource? {
        let change = WebsiteChangeResource(
            documentRoot: documentRoot == now.documentRoot ? nil : documentRoot, isOn: isOn == now.isOn ? nil : isOn,
            runsPHP: runsPHP == now.runsPHP ? nil : runsPHP)
        return change.documentRoot == nil && change.isOn == nil && change.runsPHP == nil ? nil : change
    }
}

extension WebsiteChangeResource {
    fileprivate var words: String {
        [documentRoot.map { "documentRoot \($0)" }, isOn.map { "isOn \($0)" }, runsPHP.map { "runsPHP \($0)" }].compactMap { $0 }
            .joined(separator: ", ")
    }
}

extension PersonalDataResource {
    fileprivate var words: String {
        (texts.map { "\($0.name) \($0.value)" } + (isShown.map { ["isShown \($0)"] } ?? [])).joined(separator: ", ")
    }
}

extension [LimitResource] {
    fileprivate var words: String {
        map { limit in
            switch limit.most {
            case nil: "\(limit.resource) as the plan says"
            case -1: "\(limit.resource) unlimited"
            case let most?: "\(limit.resource) \(most)"
            }
        }.joined(separator: ", ")
    }
}
