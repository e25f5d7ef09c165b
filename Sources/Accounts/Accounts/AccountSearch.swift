import Core
import Fleet
import Identity
import Persistence

/// A filter of accounts in SQL, so that a page of few or of many accounts is found by looking at about as many rows as it shows.
///
/// Every condition can be said as a query of the ids that fulfil it, by an index, or as a condition on a row of `account`. If there is a
/// condition that `few` accounts at most fulfil, these are taken and sorted. Otherwise the accounts are walked over in the order of the list,
/// and since every condition is fulfilled by more than that, a page is soon full.
struct AccountSearch {
    static let few = 2000
    /// What the texts of an account are looked up in: its title, system user and the owner's sign-in name.
    static let texts = TextIndex("account_text")
    /// What is known about the customer of each account: company, address, telephone, the provider's own fields.
    static let people = TextIndex("account_person_text")

    /// Conditions on `account` alone that all hold.
    let condition: SQL
    /// The ids among which all accounts are that fulfil it; nil when they are too many to be named.
    let candidates: SQL?

    init(_ filter: AccountFilter, reach: Reach, parts: [any AccountPart], in db: any Connection) throws {
        let builder = AccountSearchBuilder(parts: parts, db: db)
        var sources = try builder.sources(of: filter)
        if case .login = reach { sources.append(builder.having(reach.condition)) }
        sources += filter.owner.map { [builder.having("account.login_id = \($0)")] } ?? []
        var conditions = [reach.condition, Self.state(filter.state)] + sources.map(\.condition)
        if filter.state != .purged { conditions.append("account.purged_at IS NULL") }
        condition = .joined(conditions, separator: " AND ")
        if let few = builder.fewStates(filter.state) { sources.append(few) }
        var best: (ids: SQL, count: Int)?
        for source in sources {
            let count = try Self.count(source.measure, in: db)
            if count < best?.count ?? Self.few + 1 { best = (source.ids, count) }
        }
        candidates = best?.ids
    }

    /// How many accounts the condition finds; nil when that is not known without walking over many.
    func total(in db: any Connection) throws -> Int? {
        guard candidates != nil else { return nil }
        return try count(in: db)
    }

    /// How many accounts the condition finds, whatever it takes.
    func count(in db: any Connection) throws -> Int { try db.scalar("SELECT COUNT(*) FROM \(table) WHERE \(filtered)") ?? 0 }

    /// The tables of a query of what is found.
    var table: SQL {
        guard let candidates else { return "account" }
        // The candidates first, then one row for each: SQLite keeps to this order.
        return "(SELECT DISTINCT id FROM (\(candidates)) AS found) AS candidate CROSS JOIN account"
    }

    /// And its condition.
    var filtered: SQL { candidates == nil ? condition : "account.id = candidate.id AND \(condition)" }

    /// How many ids the query gives, or one more than a few.
    private static func count(_ ids: SQL, in db: any Connection) throws -> Int {
        try db.scalar("SELECT COUNT(*) FROM (SELECT id FROM (\(ids)) AS found LIMIT \(few + 1)) AS counted") ?? 0
    }

    private static func state(_ state: Account.State?) -> SQL {
        switch state {
        case nil: "account.trashed_at IS NULL"
        case .active: "account.trashed_at IS NULL AND account.suspended_at IS NULL"
        case .suspended: "account.trashed_at IS NULL AND account.suspended_at IS NOT NULL"
        case .trashed: "account.trashed_at IS NOT NULL"
        case .purged: "account.purged_at IS NOT NULL"
        }
    }
}

/// What the fields of a filter mean.
private struct AccountSearchBuilder {
    let parts: [any AccountPart]
    let db: any Connection
    /// More words than these narrow nothing further.
    private static let mostWords = 6

    func sources(of filter: AccountFilter) throws -> [AccountSource] {
        var sources: [AccountSource] = []
        if let number = filter.number { sources.append(having("account.number = \(number)")) }
        let (login, plan, domain) = (filter.login.trimmingWhitespace, filter.plan.trimmingWhitespace, filter.domain.trimmingWhitespace)
        let (contact, address) = (filter.contact.trimmingWhitespace, filter.address.trimmingWhitespace)
        if !login.isEmpty { sources.append(logins(beginning: login)) }
        if !plan.isEmpty { sources.append(plans(try planIDs(named: plan))) }
        if !domain.isEmpty { sources += domains(domain) }
        if !contact.isEmpty { sources.append(contacts(contact)) }
        if !address.isEmpty { sources.append(any(of: [servers(try serverIDs(at: address)), owners(of: address)])) }
        if let type = filter.type { sources.append(try accounts(of: type)) }
        if filter.from != nil || filter.to != nil { sources.append(made(from: filter.from, to: filter.to)) }
        for word in filter.search.split(whereSeparator: \.isWhitespace).prefix(Self.mostWords) {
            sources.append(try anywhere(String(word), exceptDomains: filter.exceptDomains))
        }
        return sources
    }

    func having(_ condition: SQL) -> AccountSource { AccountSource(ids: "SELECT id FROM account WHERE \(condition)", condition: condition) }

    /// Suspended and trashed accounts have indexes of their own.
    func fewStates(_ state: Account.State?) -> AccountSource? {
        switch state {
        case .suspended: having("suspended_at IS NOT NULL AND trashed_at IS NULL AND purged_at IS NULL")
        case .trashed: having("trashed_at IS NOT NULL")
        case nil, .active, .purged: nil
        }
    }

    /// Any of the columns has the word in it: what one types into a single field.
    private func anywhere(_ word: String, exceptDomains: Bool) throws -> AccountSource {
        var sources =
            [
                AccountSource(
                    ids: AccountSearch.texts.ids(containing: word, in: db.engine),
                    condition: "account.title_folded LIKE \(likePattern(containing: word)) ESCAPE '\\'")
            ] + people(word)
        if let number = Int(word), number > 0 { sources.append(having("account.number = \(number)")) }
        if !exceptDomains { sources += domains(word) }
        let plans = try planIDs(beginning: word)
        if !plans.isEmpty { sources.append(self.plans(plans)) }
        if !exceptDomains, word.contains(".") || word.contains(":") {
            let servers = try serverIDs(at: word)
            if !servers.isEmpty { sources.append(self.servers(servers)) }
            sources.append(owners(of: word))
        }
        return any(of: sources)
    }

    /// What one of them at least finds.
    private func any(of sources: [AccountSource]) -> AccountSource {
        AccountSource(
            ids: .joined(sources.map { "SELECT id FROM (\($0.ids)) AS part" }, separator: " UNION ALL "),
            condition: "(\(SQL.joined(sources.map(\.condition), separator: " OR ")))",
            // No one of them alone gives more than is looked at.
            measure: .joined(
                sources.map { "SELECT id FROM (SELECT id FROM (\($0.measure)) AS found LIMIT \(AccountSearch.few + 1)) AS part" },
                separator: " UNION ALL "))
    }

    private func logins(beginning typed: String) -> AccountSource {
        let begin = typed.folded
        // A range instead of LIKE, which goes by no index on PostgreSQL. U+10FFFF is behind every letter.
        let isNamed: SQL = "login.name_folded >= \(begin) AND login.name_folded < \(begin + "\u{10FFFF}")"
        return AccountSource(
            ids: "SELECT account.id FROM login CROSS JOIN account WHERE account.login_id = login.id AND \(isNamed)",
            condition: "(SELECT 1 FROM login WHERE login.id = account.login_id AND \(isNamed)) IS NOT NULL")
    }

    private func contacts(_ typed: String) -> AccountSource { any(of: people(typed)) }

    /// By the owner's name and e-mail address, and by what else is known about the customer.
    private func people(_ typed: String) -> [AccountSource] {
        let data = AccountSource(
            ids: AccountSearch.people.ids(containing: typed, in: db.engine), condition: AccountSearch.people.holds(typed, of: "account.id"))
        return [owners(typed), data]
    }

    private func owners(_ typed: String) -> AccountSource {
        AccountSource(
            ids: """
                SELECT account.id FROM (\(Logins.contacts.ids(containing: typed, in: db.engine))) AS person
                CROSS JOIN account WHERE account.login_id = person.id
                """,
            condition: Logins.contacts.holds(typed, of: "account.login_id"),
            // A login may have several accounts, so there may be some more than measured: still few.
            measure: Logins.contacts.ids(containing: typed, in: db.engine))
    }

    private func domains(_ typed: String) -> [AccountSource] { parts.compactMap { $0.accounts(withDomain: typed, in: db.engine) } }

    private func plans(_ ids: [PlanID]) -> AccountSource { having("account.plan_id IN (\(list: ids))") }

    private func planIDs(named typed: String) throws -> [PlanID] {
        try db.query("SELECT id FROM plan WHERE name_folded = \(typed.folded) OR id = \(typed)").map { try $0("id") }
    }

    private func planIDs(beginning typed: String) throws -> [PlanID] {
        let begin = typed.folded
        return try db.query("SELECT id FROM plan WHERE name_folded >= \(begin) AND name_folded < \(begin + "\u{10FFFF}")").map {
            try $0("id")
        }
    }

    private func accounts(of type: AccountType) throws -> AccountSource {
        let plans: [PlanID] = try db.query("SELECT id FROM plan WHERE category = \(type.category)").map { try $0("id") }
        var source = self.plans(plans)
        guard type.category == .administrative else { return source }
        let isStaff: SQL = "EXISTS (SELECT 1 FROM login WHERE login.id = account.login_id AND login.role = \(Actor.Role.administrator))"
        source.condition = source.condition + " AND " + (type == .administrative ? isStaff : "NOT \(isStaff)")
        return source
    }

    private func servers(_ ids: [LogicalServerID]) -> AccountSource { having("account.server_id IN (\(list: ids))") }

    /// Web servers that answer at the address, or at one that begins so.
    private func serverIDs(at typed: String) throws -> [LogicalServerID] {
        let isBeginning = typed.hasSuffix(".") || typed.hasSuffix(":")
        let address = (try? IPAddress(typed).text) ?? typed.lowercased()  // What is no address is the address of no server.
        return try LogicalServers.of(kind: .web, in: db).filter { server in
            server.endpoints.map(\.address.text).contains { isBeginning ? $0.hasPrefix(address) : $0 == address }
        }.map(\.id)
    }

    /// Accounts whose own address it is, or begins so.
    private func owners(of typed: String) -> AccountSource {
        let address = (try? IPAddress(typed).text) ?? typed.lowercased()  // What is no address is nobody's.
        let ids = AddressHoldings.accounts(at: address, isBeginning: typed.hasSuffix(".") || typed.hasSuffix(":"))
        return AccountSource(ids: ids, condition: "account.id IN (\(ids))")
    }

    private func made(from: Timestamp?, to: Timestamp?) -> AccountSource {
        var parts: [SQL] = []
        if let from { parts.append("account.created_at >= \(from)") }
        if let to { parts.append("account.created_at < \(to)") }
        return having(.joined(parts, separator: " AND "))
    }
}
