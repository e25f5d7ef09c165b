import Core
import Identity
import Persistence

package typealias UserTemplateID = Identifier<UserTemplate>

/// A stored preset of limits and services for a standard package, chosen when a customer is created (C.TPL-01).
///
/// Its values are copied: what becomes of the template later changes no account that was made from it (contract 5.4).
package struct UserTemplate: Sendable, Hashable {
    package var id: UserTemplateID
    package var name: String
    /// What is not in it is as the account's plan says.
    package var limits: [ResourceKey: AccountLimit]
    package var createdAt: Timestamp

    package init(id: UserTemplateID, name: String, limits: [ResourceKey: AccountLimit], createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.limits = limits
        self.createdAt = createdAt
    }

    /// As the audit log names it.
    package var audited: AuditEntry.Object { .init("user_template", id.text, name) }

    /// Its limits as somebody would type them.
    package func typed(unlimited word: String = "unlimited") -> [ResourceKey: AccountLimits.Typed] {
        limits.reduce(into: [:]) { typed, limit in
            guard let resource = ResourceCatalogue.find(limit.key) else { return }
            typed[limit.key] = .init(most: resource.typed(limit.value.most, unlimited: word), isHard: limit.value.isHard)
        }
    }
}

extension HostingResource {
    /// The allowance as it stands in the field of a form.
    package func typed(_ allowance: Allowance, unlimited word: String) -> String {
        isCountable && allowance == .unlimited ? word : text(allowance)
    }
}

/// A template as typed, before it is checked.
package struct UserTemplateForm: Sendable {
    package var name: String
    /// An empty limit is as the plan says.
    package var limits: [ResourceKey: AccountLimits.Typed]
    /// "unlimited" in the language of who types.
    package var unlimitedWord: String

    package init(name: String, limits: [ResourceKey: AccountLimits.Typed] = [:], unlimitedWord: String = "unlimited") {
        self.name = name
        self.limits = limits
        self.unlimitedWord = unlimitedWord
    }

    /// The fields of a template that there is.
    package init(_ template: UserTemplate) { self.init(name: template.name, limits: template.typed()) }

    /// Throws `Fault(.invalid)` beside `name` and `limits.<resource>`.
    ///
    /// - Parameters:
    ///   - offered: What may be in it now (C.LIM-02).
    ///   - had: What stood in it before and may stay although it is offered no more.
    func checked(
        as id: UserTemplateID, offered: Set<ResourceKey>, had: Set<ResourceKey> = [], at now: Timestamp
    ) throws -> UserTemplate {
        var complaints = Complaints()
        let name = try complaints.take("name") { try self.name.asName(limit: 60) }
        let limits = try TypedLimits.parsed(self.limits, unlimited: unlimitedWord, &complaints)
        TypedLimits.check(limits, offered: offered.union(had), &complaints)
        try complaints.check()
        return UserTemplate(id: id, name: name ?? "", limits: limits, createdAt: now)
    }
}

/// Limits as typed for a template or for somebody who is not there yet.
enum TypedLimits {
    /// The values, without those that were left empty. Complains beside `limits.<resource>` about what is none.
    static func parsed(
        _ typed: [ResourceKey: AccountLimits.Typed], unlimited word: String, _ complaints: inout Complaints
    ) throws -> [ResourceKey: AccountLimit] {
        var found: [ResourceKey: AccountLimit] = [:]
        for (key, limit) in typed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let resource = ResourceCatalogue.find(key) else {
                complaints.add(
                    field(key), key: "resource.unknown", arguments: ["resource": key.rawValue], "There is no resource \(key.rawValue).")
                continue
            }
            if limit.most.trimmingWhitespace.isEmpty { continue }
            if let most = try complaints.take(field(key), { try resource.allowance(limit.most, unlimited: word) }) {
                found[key] = AccountLimit(most, isHard: limit.isHard && resource.allowsHardLimit)
            }
        }
        return found
    }

    /// Complains about what is not offered, about what lacks its basis and about what does not go together. What `limits` do not name is as
    /// `otherwise` says, and where that says nothing, as it must be.
    static func check(
        _ limits: [ResourceKey: AccountLimit], offered: Set<ResourceKey>, otherwise: [ResourceKey: Allowance]? = nil,
        _ complaints: inout Complaints
    ) {
        var wanted = otherwise ?? [:]
        for (key, limit) in limits { wanted[key] = limit.most }
        if otherwise == nil {
            for key in limits.keys where limits[key]?.most.isAvailable == true {
                for other in ResourceCatalogue.find(key)?.requires ?? [] where wanted[other] == nil { wanted[other] = .units(1) }
            }
        }
        var found = Complaints()
        // Whether something is offered is said below, once and for withdrawn things too.
        let provided = Set(ResourceCatalogue.all.map(\.needs))
        ResourceRules.check(wanted, services: provided, &found, field: field)
        let named = Set(limits.keys.map(field))
        for problem in found.fields where named.contains(problem.name) {
            complaints.add(problem.name, key: problem.key, arguments: problem.arguments, problem.sentence)
        }
        for key in limits.keys.sorted(by: { $0.rawValue < $1.rawValue }) where limits[key]?.most.isAvailable == true {
            guard !offered.contains(key), let resource = ResourceCatalogue.find(key) else { continue }
            complaints.add(
                field(key), key: "resource.not_offered", arguments: ["resource": key.rawValue],
                "“\(resource.words.english)” is not offered: no server provides it, or it is not sold any more. Leave it out.")
        }
    }

    static func field(_ key: ResourceKey) -> String { "limits.\(key.rawValue)" }
}

/// What a list of templates is asked for.
package struct UserTemplateFilter: Sendable {
    package enum Order: String, Sendable, CaseIterable { case name, created }

    package var search: String
    package var order: Order
    package var isDescending: Bool
    package var offset: Int
    package var limit: Int

    package init(search: String = "", order: Order = .name, isDescending: Bool = false, offset: Int = 0, limit: Int = 50) {
        self.search = search
        self.order = order
        self.isDescending = isDescending
        self.offset = offset
        self.limit = limit
    }
}
