import Core

/// A parameter of the query. What is declared is checked before the handler runs, so that the description cannot differ from what is taken.
package struct QueryParameter: Sendable {
    package enum Kind: Sendable {
        case text(maximumLength: Int)
        case integer(ClosedRange<Int>)
        case choice([String])
        /// `true` or `false`.
        case flag
    }

    package var name: String
    package var text: String
    package var kind: Kind
    /// What is said of a value that is none, instead of the general sentence.
    var refusal: String?

    package init(_ name: String, _ text: String, _ kind: Kind, refusal: String? = nil) {
        self.name = name
        self.text = text
        self.kind = kind
        self.refusal = refusal
    }

    /// What every list takes: search, order, page.
    package static func list(sorts: [String], states: [String] = []) -> [QueryParameter] {
        var all: [QueryParameter] = [
            .init("q", "Search in names, without regard to case and accents.", .text(maximumLength: 200)),
            .init(
                "sort", "Order; a minus in front turns it.", .choice(sorts + sorts.map { "-" + $0 }),
                refusal: "Sort by \(sorts.joined(separator: ", ")); a minus in front turns the order."),
            .init("cursor", "Read on after these rows: `next` of the answer before.", .text(maximumLength: 2000)),
            .init(
                "page", "Page, from 1. Far pages take longer than reading on with `cursor`.", .integer(1...1_000_000),
                refusal: "Pages are counted from 1 to 1,000,000."),
            .init("per_page", "Rows of a page; 50 unless told.", .integer(1...200), refusal: "A page has 1 to 200 rows."),
            .init("count", "Count the rows of all pages as `total`. Told anyway where it costs nothing.", .flag),
        ]
        if !states.isEmpty { all.insert(.init("state", "Only those in this state.", .choice(states)), at: 1) }
        return all
    }

    /// What a list takes that is only read on, in the order in which its rows were made, because counting or skipping them costs time.
    package static func following(sort: String, states: [String] = []) -> [QueryParameter] {
        list(sorts: [sort], states: states).filter { !["q", "page", "count"].contains($0.name) }
    }

    /// Why `typed` is no value of this parameter; nil when it is one.
    func complaint(_ typed: String) -> Fault.Field? {
        switch kind {
        case .text(let longest):
            if typed.unicodeScalars.count <= longest { return nil }
            return .init(name, key: "query.long", refusal ?? "\(name) has at most \(longest) characters.")
        case .integer(let range):
            if let number = Int(typed), range.contains(number) { return nil }
            return .init(name, key: "query.number", refusal ?? "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound).")
        case .choice(let known):
            if known.contains(typed) { return nil }
            return .init(name, key: "query.choice", refusal ?? "\(name) is one of: \(known.joined(separator: ", ")).")
        case .flag:
            if typed == "true" || typed == "false" { return nil }
            return .init(name, key: "query.flag", "\(name) is true or false.")
        }
    }
}

extension [QueryParameter] {
    /// Throws `Fault(.invalid)` beside every parameter that is not declared, has another kind of value, or is there twice.
    func check(_ query: FormValues) throws {
        var complaints: [Fault.Field] = []
        var seen: Set<String> = []
        for pair in query.pairs where !contains(where: { $0.name == pair.name }) {
            let all = isEmpty ? "This address takes no parameters." : "The parameters are: \(map(\.name).joined(separator: ", "))."
            complaints.append(
                .init(pair.name, key: "query.unknown", arguments: ["field": pair.name], "There is no parameter \(pair.name) here. \(all)"))
        }
        for parameter in self {
            for pair in query.pairs where pair.name == parameter.name {
                if !seen.insert(pair.name).inserted {
                    complaints.append(.init(pair.name, key: "query.twice", "\(pair.name) is there twice."))
                } else if let complaint = parameter.complaint(pair.value) {
                    complaints.append(complaint)
                }
            }
        }
        if !complaints.isEmpty { throw Fault.invalid(complaints) }
    }
}
