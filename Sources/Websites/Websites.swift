import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import Identity
import Persistence

/// Operations on websites.
package struct Websites: Sendable {
    package struct Configuration: Sendable {
        /// Address of the panel for the link on the first index page.
        package var panelURL: String

        package init(panelURL: String) { self.panelURL = panelURL }
    }

    package var configuration: Configuration

    package init(configuration: Configuration) { self.configuration = configuration }

    package func of(_ domain: Domain, in db: any Connection) throws -> Website? { try WebsiteQueries.of(domain.id, in: db) }

    /// The websites of many domains, for a list.
    package func of(_ domains: [Domain], in db: any Connection) throws -> [DomainID: Website] {
        Dictionary(try WebsiteQueries.of(domains.map(\.id), in: db).map { ($0.domain, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Throws `Fault(.notFound)`.
    package func required(_ domain: Domain, in db: any Connection) throws -> Website {
        guard let site = try of(domain, in: db) else { throw Fault.notFound("website") }
        return site
    }

    /// Makes the website of a new domain on its account's web server. `documentRoot` is below the home; nil or empty is the default.
    package func create(
        for domain: Domain, of account: Account, documentRoot typed: String?, in db: any Connection, at now: Timestamp
    ) throws -> Website {
        var complaints = Complaints()
        let root = try complaints.take("documentRoot") { try Self.documentRoot(typed, for: domain.name) }
        try complaints.check()
        guard let root else { throw Fault.notFound("website") }
        // What has a price of its own begins turned off: nobody has agreed to it yet.
        let plan = try Plans.find(account.plan, in: db)
        let rights = try Entitlements.of(WebOption.allCases.map(\.resource), for: account, in: db)
        func begins(_ option: WebOption) -> Bool {
            plan?.terms(of: option).price == nil && plan?.resources[option.resource]?.isActivated == true
                && rights.contains { $0.resource == option.resource && $0.most.isAvailable }
        }
        let site = Website(
            id: WebsiteID(at: now), account: account.id, domain: domain.id, server: account.server, documentRoot: root,
            isOn: begins(.web), runsPHP: begins(.php), createdAt: now)
        try WebsiteQueries.insert(site, in: db)
        if site.isOn { try publish(site, domain: domain, uid: account.uid, in: db, at: now) }
        return site
    }

    /// Changes what is not nil. The domain is locked by the caller (`Domains.locked`), so that it is not deleted meanwhile. Throws `Fault(.invalid)` beside `documentRoot`, `isOn` and `runsPHP` (not in the plan), `Fault(.conflict)` in the trash
    /// and `website.price_not_agreed` (conflict) when an option that is turned on has another price than the agreed one.
    package func change(
        _ domain: Domain, _ change: WebsiteChange, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Website {
        guard domain.state == .active || domain.state == .suspended else {
            throw Fault.conflict(
                key: "domain.in_trash", arguments: ["name": domain.name.display],
                "\(domain.name.display) is in the trash. Restore it first.")
        }
        try actor.requireWork(for: domain.owner)
        var site = try required(domain, in: db)
        let before = site
        guard let account = try Accounts.find(domain.account, by: actor, in: db) else { throw Fault.notFound("account") }
        var complaints = Complaints()
        if let typed = change.documentRoot,
            let root = try complaints.take("documentRoot", { try Self.documentRoot(typed, for: domain.name) })
        {
            site.documentRoot = root
        }
        let plan = try Plans.find(account.plan, in: db)
        for option in WebOption.allCases {
            guard let isWanted = change.isOn(option) else { continue }
            if isWanted, try !Entitlements.of(option.resource, for: account, in: db).most.isAvailable {
                complaints.add(
                    option.field, key: "website.\(option.rawValue)_not_included", arguments: ["plan": account.planName],
                    "The plan \(account.planName) does not include \(option == .php ? "PHP" : "the web service").")
            }
        }
        try complaints.check()
        let wasOn = site.isOn
        for option in WebOption.allCases {
            guard let isWanted = change.isOn(option) else { continue }
            if isWanted, !site.isOn(option) { try Self.check(option, plan?.terms(of: option), agreed: change.agreedPrices[option]) }
            site.turn(option, on: isWanted)
        }
        try WebsiteQueries.update(site, in: db)
        try Audit.record(
            "website.changed", on: .init(.website, site.id.text, domain.name.display, account: domain.account, owner: domain.owner),
            changes: [
                .init("documentRoot", before.documentRoot.description, site.documentRoot.description),
                .init("isOn", String(before.isOn), String(site.isOn)), .init("runsPHP", String(before.runsPHP), String(site.runsPHP)),
            ] + change.agreedPrices.map { .init("agreedPrice.\($0.key.rawValue)", nil, $0.value.description) }, by: actor, in: db, at: now)
        if site.isOn {
            try publish(site, domain: domain, uid: account.uid, in: db, at: now)
        } else if wasOn {
            try Specifications.trash(kind: .website, object: site.id.text, on: site.server, in: db, at: now)
        }
        return site
    }

    /// Throws `website.price_not_agreed` unless the option is without a price or exactly its price was agreed to.
    private static func check(_ option: WebOption, _ terms: OptionTerms?, agreed: Money?) throws {
        guard let price = terms?.price, price != agreed else { return }
        throw Fault.conflict(
            key: "website.price_not_agreed", arguments: ["option": option.rawValue, "price": price.description],
            "\(option.name) costs \(price) a month in this plan. It is turned on once you agree to this price.")
    }

    /// The page a new site shows until its owner puts one: names the domain and links to the panel (H.WEB-02), in the owner's language.
    package func indexPage(for domain: Domain, in db: any Connection) throws -> String {
        let settings = try ProviderSettings.current(in: db)
        let texts = try Logins.find(domain.owner, in: db).map { settings.texts(for: $0) } ?? settings.texts(nil)
        return IndexPage.html(name: domain.name.display, panelURL: configuration.panelURL, texts: texts)
    }

    /// Below the account's home; a name of a dot file is refused, since those are the account's own settings.
    static func documentRoot(_ typed: String?, for name: DomainName) throws(InputProblem) -> RelativePath {
        let text = (typed ?? "").trimmingWhitespace
        if text.isEmpty { return Website.defaultDocumentRoot(name) }
        let path = try RelativePath(text)
        if path.components.contains(where: { $0.hasPrefix(".") }) {
            throw InputProblem("website.document_root.hidden", "No part of the document root may begin with a dot.")
        }
        if text.unicodeScalars.contains(where: { !allowed($0) }) {
            throw InputProblem(
                "website.document_root.characters", "Use letters, digits, dots, hyphens and underscores between the slashes.")
        }
        return path
    }

    private static func allowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_", "/": true
        default: false
        }
    }

    /// A node takes a site that is older than itself for one whose files are lost. One that was made while the node had not joined yet has none.
    private func hasJoined(_ server: LogicalServerID, before created: Timestamp, in db: any Connection) throws -> Bool {
        let joined: Timestamp? = try db.first(
            """
            SELECT p.joined_at FROM logical_server l JOIN physical_server p ON p.id = l.physical_server_id
            WHERE l.id = \(server) AND p.joined_at IS NOT NULL
            """
        ).map { try $0("joined_at") }
        return joined.map { $0 <= created } ?? false
    }

    private func publish(
        _ site: Website, domain: Domain, uid: Int, removesContent: Bool? = nil, in db: any Connection, at now: Timestamp
    ) throws {
        let specification = WebsiteSpecification(
            account: site.account, accountNumber: domain.accountNumber, uid: uid, names: Website.names(of: domain.name),
            documentRoot: site.documentRoot, runsPHP: site.runsPHP, indexPage: try indexPage(for: domain, in: db),
            removesContent: removesContent,
            createdAt: try hasJoined(site.server, before: site.createdAt, in: db) ? site.createdAt : nil)
        try DemoAccounts.publish(.website(specification), of: site.id.text, to: [site.server], for: site.account, in: db, at: now)
    }
}

extension Websites: DomainPart {
    package func domainWasTrashed(_ domain: Domain, removesContent: Bool, in db: any Connection, at now: Timestamp) throws {
        guard let site = try of(domain, in: db) else { return }
        if removesContent, let account = try Accounts.find(domain.account, by: .system, in: db) {
            try publish(site, domain: domain, uid: account.uid, removesContent: true, in: db, at: now)
        }
        try Specifications.trash(kind: .website, object: site.id.text, on: site.server, in: db, at: now)
    }

    package func domainWasRestored(_ domain: Domain, in db: any Connection, at now: Timestamp) throws {
        guard let site = try of(domain, in: db), site.isOn else { return }
        guard let account = try Accounts.find(domain.account, by: .system, in: db) else { return }
        try publish(site, domain: domain, uid: account.uid, in: db, at: now)
    }

    package func domainWasPurged(_ domain: Domain, in db: any Connection, at now: Timestamp) throws {
        guard let site = try of(domain, in: db) else { return }
        try Specifications.purge(kind: .website, object: site.id.text, on: site.server, in: db, at: now)
        try WebsiteQueries.delete(site.id, in: db)
    }
}

extension Websites: AccountPart {
    package func published(of account: Account, in db: any Connection) throws -> [PublishedObject] {
        try WebsiteQueries.published(of: account.id, in: db)
    }

    package func siteNames(of account: Account, in db: any Connection) throws -> [WebsiteID: String] {
        try WebsiteQueries.names(of: account.id, in: db)
    }

    package func figures(in db: any Connection) throws -> [SystemFigure] { [.init(.websites, try WebsiteQueries.count(in: db))] }

    /// An option that a website of the account has turned on stays offered.
    package func hindrances(of plan: Plan, for account: Account, in db: any Connection) throws -> [Fault.Field] {
        try WebOption.allCases.filter { !plan.terms(of: $0).isOffered }.compactMap { option in
            let (names, count) = try WebsiteQueries.using(option, in: account.id, upTo: 3, in: db)
            if names.isEmpty { return nil }
            let more = count - names.count
            let domains = names.map(\.display).joined(separator: ", ") + (more > 0 ? " (+\(more))" : "")
            return .init(
                "plan", key: "account.plan.option_in_use",
                arguments: ["plan": plan.name, "option": option.rawValue, "domains": domains],
                "The plan \(plan.name) does not offer \(option == .php ? "PHP" : "the web service"), and this account uses it: \(domains). "
                    + "Turn it off there first.")
        }
    }

    package func turnOff(_ resources: Set<ResourceKey>, of account: Account, in db: any Connection, at now: Timestamp) throws {
        let options = WebOption.allCases.filter { resources.contains($0.resource) }
        if options.isEmpty { return }
        let domains = try Domains.all(of: account.id, in: db)
        let sites = try of(domains, in: db)
        for domain in domains {
            guard var site = sites[domain.id], options.contains(where: { site.isOn($0) }) else { continue }
            let wasOn = site.isOn
            for option in options { site.turn(option, on: false) }
            try WebsiteQueries.update(site, in: db)
            // What is in the trash is published when it is restored, as it is then.
            if domain.state == .trashed { continue }
            if site.isOn {
                try publish(site, domain: domain, uid: account.uid, in: db, at: now)
            } else if wasOn {
                try Specifications.trash(kind: .website, object: site.id.text, on: site.server, in: db, at: now)
            }
        }
    }
}
