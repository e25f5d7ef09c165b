import Core

/// What holds between resources, wherever somebody says how much of each there is: in plans, templates and an account's own limits.
package enum ResourceRules {
    /// Adds what is wrong beside `field` of the resource: nothing provides it (H.SRV-19), it requires another one (C.LIM-07), it excludes
    /// another one (C.SVC-20).
    ///
    /// - Parameters:
    ///   - wanted: What is to be available; what is missing is not.
    ///   - had: What was available before and may stay although nothing provides it any more (contract 5.40).
    static func check(
        _ wanted: [ResourceKey: Allowance], had: Set<ResourceKey> = [], services: Set<HostingService>, _ complaints: inout Complaints,
        field: (ResourceKey) -> String
    ) {
        func isWanted(_ key: ResourceKey) -> Bool { wanted[key]?.isAvailable == true }
        for key in wanted.keys.sorted(by: { $0.rawValue < $1.rawValue }) where ResourceCatalogue.find(key) == nil {
            complaints.add(
                field(key), key: "resource.unknown", arguments: ["resource": key.rawValue], "There is no resource \(key.rawValue).")
        }
        for resource in ResourceCatalogue.all where isWanted(resource.key) {
            let name = resource.words.english
            if !services.contains(resource.needs), !had.contains(resource.key) {
                complaints.add(
                    field(resource.key), key: "resource.not_provided", arguments: ["resource": resource.key.rawValue],
                    "No server of this installation provides “\(name)”. Add one first, or leave it out.")
            }
            for other in resource.requires where !isWanted(other) {
                complaints.add(
                    field(resource.key), key: "resource.requires", arguments: ["resource": resource.key.rawValue, "other": other.rawValue],
                    "“\(name)” needs “\(ResourceCatalogue.find(other)?.words.english ?? other.rawValue)”. Turn that on, too.")
            }
            for other in resource.conflicts where isWanted(other) {
                complaints.add(
                    field(resource.key), key: "resource.conflicts",
                    arguments: ["resource": resource.key.rawValue, "other": other.rawValue],
                    "“\(name)” does not go together with “\(ResourceCatalogue.find(other)?.words.english ?? other.rawValue)”. Turn one of them off."
                )
            }
        }
    }

    /// What is allowed but seldom meant, for a hint beside the form: fewer e-mail addresses than mailboxes (C.LIM-04).
    package static func doubts(_ wanted: [ResourceKey: Allowance]) -> [Doubt] {
        guard let boxes = wanted[.mailbox], let addresses = wanted[.mailAddress], addresses < boxes else { return [] }
        return [.fewerAddressesThanMailboxes]
    }

    package enum Doubt: Sendable, Hashable { case fewerAddressesThanMailboxes }
}
