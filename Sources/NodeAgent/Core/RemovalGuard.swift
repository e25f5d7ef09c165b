import Core

/// Notices when more is removed at once than one customer's end explains: an emptied database or a job run wild.
///
/// More than 5 % of the node's objects within ten seconds, and with them more than three customers, or more than twenty objects beside those of the
/// customer who loses most: a person may delete one customer however large he is. The lower bounds keep a small node, where one site is a third of
/// everything, usable.
struct RemovalGuard: Sendable {
    var window: Duration = .seconds(10)
    /// Share of the node's objects.
    var share = 0.05
    var fewUnits = 3
    var fewObjects = 20

    private var seen: [ObjectKey: (at: Timestamp, unit: String)] = [:]

    init() {}

    /// A removal has arrived. True when it is one too many. `counts` is asked only when the lower bounds are passed.
    mutating func isTooMany(_ key: ObjectKey, unit: String, at now: Timestamp, counts: () throws -> (objects: Int, units: Int)) rethrows
        -> Bool
    {
        seen = seen.filter { $0.value.at > now - window }
        seen[key] = (now, unit)
        guard seen.count > fewUnits else { return false }
        var units: [String: Int] = [:]
        for removal in seen.values { units[removal.unit, default: 0] += 1 }
        let besideLargest = seen.count - (units.values.max() ?? 0)
        guard besideLargest > fewObjects || units.count > fewUnits else { return false }
        return Double(seen.count) > share * Double(try counts().objects)
    }

    /// A person has looked at them.
    mutating func reset() { seen = [:] }
}
