import Core
import Foundation
import Presentation

/// What a list of accounts is asked for. What is empty or nil does not narrow it; everything else holds together (H.ADM-01, -02).
package struct AccountFilter: Sendable {
    package enum Order: String, Sendable, CaseIterable { case number, title, plan, created }

    /// Words, each of which is looked for in all columns: number, system user, title, sign-in name, person, e-mail, domain, plan, address.
    package var search: String
    /// `search` is not looked for in domains and addresses: the palette names domains by themselves.
    package var exceptDomains: Bool
    package var number: Int?
    /// Beginning of the owner's sign-in name.
    package var login: String
    /// Name or id of the plan.
    package var plan: String
    /// Part of the name of one of its domains, as people read it or as it stands in the DNS.
    package var domain: String
    /// Part of the owner's name or e-mail address.
    package var contact: String
    /// IP address of its web server; a beginning that ends with a dot or colon finds all of that network.
    package var address: String
    package var type: AccountType?
    /// Made at this moment or later.
    package var from: Timestamp?
    /// Made before this moment.
    package var to: Timestamp?
    /// nil: active and suspended.
    package var state: Account.State?
    /// Only those of this login; nil for all within reach.
    package var owner: LoginID?
    package var order: Order
    package var isDescending: Bool
    package var offset: Int
    package var limit: Int

    package init(
        search: String = "", exceptDomains: Bool = false, number: Int? = nil, login: String = "", plan: String = "", domain: String = "",
        contact: String = "",
        address: String = "", type: AccountType? = nil, from: Timestamp? = nil, to: Timestamp? = nil, state: Account.State? = nil,
        owner: LoginID? = nil, order: Order = .number, isDescending: Bool = false, offset: Int = 0, limit: Int = 50
    ) {
        self.exceptDomains = exceptDomains
        (self.search, self.number, self.login, self.plan, self.domain) = (search, number, login, plan, domain)
        (self.contact, self.address, self.type, self.from, self.to) = (contact, address, type, from, to)
        (self.state, self.owner, self.order, self.isDescending) = (state, owner, order, isDescending)
        (self.offset, self.limit) = (offset, limit)
    }
}

/// What the address of a list of accounts says beside search, state, order and place: the same in pages and in the API.
struct AccountQuery: Sendable {
    /// The names of the fields, as the URL has them.
    static let fields = ["number", "login", "plan", "domain", "contact", "address", "type", "from", "to"]

    /// Only the fields that say something.
    let values: FormValues

    init(_ query: FormValues) {
        values = FormValues(Self.fields.map { (name: $0, value: String(query.text($0).prefix(200))) }.filter { !$0.value.isEmpty })
    }

    var isNarrowed: Bool { !values.isEmpty }

    /// Puts what was asked for into `filter`. Days are the reader's. Throws `Fault(.invalid)` beside `number`, `type`, `from` and `to`.
    func apply(to filter: inout AccountFilter, in zone: TimeZone) throws {
        var complaints = Complaints()
        func text(_ name: String) -> String { values.text(name) }
        if !text("number").isEmpty {
            filter.number = Int(text("number")) ?? Account.number(ofSystemUser: text("number"))
            if filter.number == nil {
                complaints.add("number", key: "account.search.number", "An account's number is a whole number, such as 1001.")
            }
        }
        (filter.login, filter.plan, filter.domain) = (text("login"), text("plan"), text("domain"))
        (filter.contact, filter.address) = (text("contact"), text("address"))
        if !text("type").isEmpty {
            filter.type = AccountType(rawValue: text("type"))
            if filter.type == nil {
                complaints.add(
                    "type", key: "account.search.type", "The types are administrative, reseller, reseller_administrative and user.")
            }
        }
        for name in ["from", "to"] where !text(name).isEmpty {
            guard let day = Day(text(name), in: zone) else {
                complaints.add(name, key: "account.search.day", "Write a day as 2026-11-22.")
                continue
            }
            if name == "from" { filter.from = day.start } else { filter.to = day.end }
        }
        try complaints.check()
    }
}
