import Core
import Fleet
import Identity
import Persistence
import Presentation

/// The page on which an account gets an IP address of its own: the same fields as in the wizard for new customers (C.USR-12, -14).
struct AccountAddressPages: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.form("/accounts/{account}/address", .reaching, show: ask, submit: set)
        return routes
    }

    private func ask(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            let own = try Accounts.addresses(of: account, in: db)
            let server = try LogicalServers.required(account.server, in: db)
            let choices = try AddressChoices(for: account, by: visit.actor, in: db)
            let right = try Entitlements.of(.dedicatedIP, for: account, in: db)
            return addressPage(visit, form.editing(AddressWish(own).values), account, server, choices, right)
        }
    }

    private func set(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        let wish = AddressWish(form.values)
        let account = try await visit.database.write { db in
            _ = try accounts.setAddresses(of: number, to: wish, by: visit.actor, in: db, at: visit.now) { _, own in
                try form.requireUnchanged(AddressWish(own).values)
            }
            return try accounts.required(number, by: visit.actor, in: db)
        }
        return Redirect("/accounts/\(number)", saying: .done(visit.texts.addresses.wereSet(account.title)))
    }
}

/// What can be chosen on a form, at most so many as a page can show.
struct AddressChoices: Sendable {
    struct One: Sendable {
        var address: IPAddress
        var others: Int
        /// Named where addresses of several servers are to choose from.
        var server: String?
    }

    /// More are not listed; `any` and typing the address on the server's page reach them.
    static let most = 500

    var byFamily: [Int: [One]] = [4: [], 6: []]
    var isCut = false

    var isEmpty: Bool { byFamily.values.allSatisfy(\.isEmpty) }

    /// Of the account's web server. A customer can choose what is free and what he has.
    init(for account: Account, by actor: Actor, in db: any Connection) throws {
        let own = Set(try Accounts.addresses(of: account, in: db).map(\.address))
        for family in [4, 6] {
            let found = try Accounts.addressChoices(for: account, family: family, limit: Self.most + 1, in: db)
            let open = found.filter { $0.others == 0 || own.contains($0.address) || actor.may(.accountManager) }
            // What it has is listed whatever else there is.
            let shown = open.prefix(Self.most) + open.dropFirst(Self.most).filter { own.contains($0.address) }
            isCut = isCut || shown.count < open.count
            byFamily[family] = shown.map { One(address: $0.address, others: $0.others) }
        }
    }

    /// Of all web servers that take new accounts, for an account that is not placed yet.
    init(everywhere db: any Connection) throws {
        let servers = try LogicalServers.of(kind: .web, in: db).filter(\.isOpen)
        for family in [4, 6] {
            var all: [One] = []
            for server in servers {
                let found = try AddressHoldings.choices(on: server.id, for: nil, family: family, limit: Self.most + 1, in: db)
                all += found.map { One(address: $0.address, others: $0.others, server: servers.count > 1 ? server.name.ascii : nil) }
            }
            isCut = isCut || all.count > Self.most
            byFamily[family] = Array(all.prefix(Self.most))
        }
    }
}

private func addressPage(
    _ visit: Visit, _ form: Form, _ account: Account, _ server: LogicalServer, _ choices: AddressChoices, _ right: Entitlement
) -> Page {
    let texts = visit.texts.addresses
    let shared = server.addresses.map(\.text).joined(separator: ", ")
    return Page(texts.title, summary: texts.summary, crumbs: crumbs(visit, account, texts.title)) {
        if choices.isEmpty {
            card(isFlush: true) {
                emptyState(texts.noneTitle, visit.actor.may(.serverManager) ? texts.noneText : texts.noneForCustomer, icon: .globe) {
                    if visit.actor.may(.serverManager) { linkButton(texts.toServers, "/servers", kind: .primary) }
                }
            }
        } else {
            card {
                postForm(visit, form) {
                    p(.class("hint"), text: texts.sharedIs(shared, on: server.name.ascii))
                    if !right.most.isAvailable { callout(.idle, texts.notIncluded(account.planName)) }
                    addressFields(visit, form, choices)
                    formActions {
                        submitButton(visit.texts.accounts.save)
                        linkButton(visit.texts.panel.cancel, "/accounts/\(account.number)")
                    }
                }
            }
        }
    }
}

/// "Own IP address" and "only for this user" (C.USR-12), alike in the wizard and on the page that changes them. A family of which there is no
/// address has no fields.
@HTMLBuilder func addressFields(_ visit: Visit, _ form: Form, _ choices: AddressChoices) -> [HTML] {
    let texts = visit.texts.addresses
    // Said once.
    let first = choices.byFamily[4, default: []].isEmpty ? 6 : 4
    for (family, name) in [(4, "ipv4"), (6, "ipv6")] {
        let found = choices.byFamily[family] ?? []
        if !found.isEmpty {
            let isFree = found.contains { $0.others == 0 }
            selectField(
                form, name, label: texts.own(family), hint: choices.isCut ? texts.isCut(AddressChoices.most) : nil,
                choices: (isFree ? [Choice(AddressWish.any, texts.anyFree)] : [])
                    + found.map { Choice($0.address.text, texts.choice($0.address.text, others: $0.others, server: $0.server)) },
                none: texts.shared, isRequired: false)
            checkbox(form, "\(name)IsExclusive", label: texts.isExclusive, hint: family == first ? texts.isExclusiveHint : nil)
        } else if let typed = form.values[name], !typed.isEmpty {
            hiddenField(name, typed)
        }
    }
}

extension AddressWish {
    /// The names of the fields of `addressFields`.
    static let fields = ["ipv4", "ipv4IsExclusive", "ipv6", "ipv6IsExclusive"]

    init(_ values: FormValues) {
        self.init(
            ipv4: values.text("ipv4"), ipv4IsExclusive: values.isOn("ipv4IsExclusive"), ipv6: values.text("ipv6"),
            ipv6IsExclusive: values.isOn("ipv6IsExclusive"))
    }

    var values: [String: String] {
        [
            "ipv4": ipv4, "ipv4IsExclusive": ipv4IsExclusive ? "on" : "", "ipv6": ipv6, "ipv6IsExclusive": ipv6IsExclusive ? "on" : "",
        ]
    }
}
