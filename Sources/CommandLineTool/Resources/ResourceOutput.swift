/// How answers look whose fields only the panel knows.
enum ResourceOutput {
    /// A table of a list's items.
    ///
    /// - Parameters:
    ///   - schema: of an item, for the order of the columns and what they hold.
    ///   - columns: names of fields; nil: as many from the first as fit.
    ///   - width: columns of the terminal; nil: all fields are shown.
    ///
    /// Throws a `Refusal` for a column that no item can have.
    static func table(_ items: [JSON], schema: JSON, resolve: (JSON) -> JSON, columns: [String]?, width: Int?) throws -> String {
        var fields = (schema["properties"]?.members ?? []).map { (name: $0.name, schema: resolve($0.value)) }
        if fields.isEmpty { fields = (items.first?.members ?? []).map { (name: $0.name, schema: JSON.object([])) } }
        let known = fields
        if let columns {
            fields = try columns.map { wanted in
                guard let field = known.first(where: { $0.name == wanted || $0.name.asOptionName == wanted.lowercased() }) else {
                    throw Refusal(.invalid, "--columns: There is no \(wanted). There are: \(known.map(\.name).joined(separator: ", ")).")
                }
                return field
            }
        } else {
            fields = fields.filter { isShort($0.schema) }
            // A thing that has a name is not called by its id.
            if fields.contains(where: { ["name", "number"].contains($0.name) }) { fields.removeAll { $0.name == "id" } }
        }
        var shown: [(name: String, cells: [String], isNumber: Bool)] = []
        var used = 0
        for field in fields {
            let cells = items.map { cell($0[field.name]) }
            // A column with nothing in it says nothing.
            if columns == nil, cells.allSatisfy(\.isEmpty) { continue }
            let needed = min(([field.name.asPlaceholder] + cells).map(\.columns).max() ?? 0, 24) + 2
            if columns == nil, let width, !shown.isEmpty, used + needed > width + 2 { break }
            used += needed
            shown.append((field.name.asPlaceholder, cells, isNumber(field.schema)))
        }
        var table = Table(shown.map { $0.isNumber ? .number($0.name) : .text($0.name) })
        for row in items.indices { table.add(shown.map { $0.cells[row] }) }
        return table.text(width: width)
    }

    /// A thing, field by field, in the order of the schema; what is a list of things stands below as a table.
    static func details(_ thing: JSON, schema: JSON?, resolve: (JSON) -> JSON, width: Int?) -> String {
        var details = Details()
        var tables: [String] = []
        add(thing, schema, below: "", to: &details, &tables, resolve, width)
        return ([details.text] + tables).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private static func add(
        _ thing: JSON, _ schema: JSON?, below label: String, to details: inout Details, _ tables: inout [String], _ resolve: (JSON) -> JSON,
        _ width: Int?
    ) {
        let order = (schema?["properties"]?.members ?? []).map(\.name)
        let ordered =
            order.compactMap { name in thing[name].map { JSON.Member(name: name, value: $0) } }
            + thing.members.filter { !order.contains($0.name) }
        for member in ordered {
            let text = label.isEmpty ? member.name.asLabel : "\(label) \(member.name.asLabel.lowercased())"
            switch member.value {
            case .object:
                add(
                    member.value, (schema?["properties"]?[member.name]).map(resolve), below: text, to: &details, &tables, resolve, width)
            case .list(let items) where items.contains { !$0.members.isEmpty }:
                let item = (schema?["properties"]?[member.name]).map(resolve)?["items"].map(resolve)
                // Without columns asked for nothing is refused.
                let table = (try? Self.table(items, schema: item ?? .object([]), resolve: resolve, columns: nil, width: width)) ?? ""
                tables.append("\(text):\n\(table)")
            default: details.add(text, cell(member.value))
            }
        }
    }

    /// A value in a line.
    static func cell(_ value: JSON?) -> String {
        switch value {
        case nil, .null: ""
        case .boolean(let isOn): isOn.asSwitch
        case .number(let digits): digits
        case .text(let text): text.asMoment
        case .list(let items): items.map { cell($0) }.joined(separator: ", ")
        case .object: value?.written() ?? ""
        }
    }

    private static func types(_ schema: JSON) -> [String] { schema["type"]?.text.map { [$0] } ?? schema["type"]?.texts ?? [] }

    private static func isNumber(_ schema: JSON) -> Bool { types(schema).contains { $0 == "integer" || $0 == "number" } }

    /// Whether a value of it fits a table's cell.
    private static func isShort(_ schema: JSON) -> Bool {
        let types = types(schema)
        if types.contains("array") { return schema["items"]?["type"]?.text.map { $0 != "object" && $0 != "array" } ?? false }
        return !types.contains("object")
    }
}
