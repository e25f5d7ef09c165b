/// What `--help` says about commands that the panel describes.
enum ResourceHelp {
    static func noun(_ noun: String, in description: Description) -> String {
        let operations = description.operations(of: noun)
        let word = operations.first?.words.first ?? noun
        var lines = ["USAGE: hostwright \(word) <subcommand>", "", "SUBCOMMANDS:"]
        lines += pairs(operations.map { ($0.words.dropFirst().joined(separator: " "), $0.summary + ".") })
        lines += ["", "  `hostwright \(word) <subcommand> --help` tells the options."]
        return lines.joined(separator: "\n")
    }

    static func operation(_ operation: Operation, _ options: [ResourceOption]) -> String {
        var lines = ["OVERVIEW: \(operation.summary).", ""]
        if let text = operation.text { lines += wrapped(text, indent: 0) + [""] }
        lines.append("USAGE: \(operation.usage) [options]")
        if !operation.arguments.isEmpty {
            lines += ["", "ARGUMENTS:"] + pairs(operation.arguments.map { ("<\($0.name.asOptionName)>", $0.text) })
        }
        let own = options.map { ("\($0.typed) <\($0.valueName)>", $0.help) }
        let general = ResourceArguments.general(for: operation).map { ($0.typed + ($0.valueName.map { " <\($0)>" } ?? ""), $0.help) }
        lines += ["", "OPTIONS:"] + pairs(own + general)
        return lines.joined(separator: "\n")
    }

    /// All commands that the panel describes, by their nouns.
    static func all(_ description: Description) -> String {
        pairs(description.operations.map { ($0.words.joined(separator: " "), $0.summary + ".") }).joined(separator: "\n")
    }

    private static func pairs(_ pairs: [(String, String)]) -> [String] {
        let width = min(pairs.map(\.0.columns).max() ?? 0, 30)
        return pairs.flatMap { name, text -> [String] in
            let lines = wrapped(text, indent: width + 4)
            let start = "  " + name
            if name.columns > width { return [start] + lines }
            guard let first = lines.first else { return [start] }
            return [start + String(first.dropFirst(start.columns))] + lines.dropFirst()
        }
    }

    private static func wrapped(_ text: String, indent: Int) -> [String] {
        let width = max(40, (Console.current.width ?? 100)) - indent
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.columns + 1 + String(word).columns > max(20, width) {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { lines.append(line) }
        return lines.map { String(repeating: " ", count: indent) + $0 }
    }
}
