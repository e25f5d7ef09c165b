import Core

extension MailTemplate {
    /// Says beside the field what is wrong with the template, with the line: marks that are not closed, variables that there are not.
    ///
    /// - Parameters:
    ///   - hasLines: False for a field of one line, where the number of the line says nothing.
    ///   - known: The variables that there are.
    ///   - required: Those without which the text makes no sense.
    package func check(
        _ field: String, hasLines: Bool = true, known: [String], required: [String] = [], complaints: inout Complaints
    ) {
        func place(_ line: Int) -> String { hasLines ? "Line \(line): " : "" }
        func number(_ line: Int) -> String { hasLines ? String(line) : "" }
        for problem in problems.prefix(5) {
            switch problem {
            case .unclosed(let name, let line):
                complaints.add(
                    field, key: "mail_template.unclosed", arguments: ["variable": "{if \(name)}", "line": number(line), "end": "{end}"],
                    "\(place(line)){if \(name)} has no {end}.")
            case .unopened(let line):
                complaints.add(
                    field, key: "mail_template.unopened", arguments: ["line": number(line), "end": "{end}"],
                    "\(place(line))This {end} has no {if ...} before it.")
            case .brace(let text, let line):
                complaints.add(
                    field, key: "mail_template.brace", arguments: ["line": number(line), "text": "{" + text],
                    "\(place(line)){\(text) is no variable. Close the brace behind its name, or put a space behind the brace if you mean a brace."
                )
            case .doubled(let name, let line):
                complaints.add(
                    field, key: "mail_template.doubled", arguments: ["line": number(line), "variable": "{\(name)}"],
                    "\(place(line))A variable stands in one brace on each side: {\(name)}.")
            }
        }
        var told: Set<String> = []
        for (name, line) in mentioned where !known.contains(name) && told.insert(name).inserted && told.count <= 5 {
            let similar = known.min { Self.distance($0, name) < Self.distance($1, name) }.flatMap {
                Self.distance($0, name) <= 2 ? $0 : nil
            }
            complaints.add(
                field, key: "mail_template.variable",
                arguments: ["variable": "{\(name)}", "line": number(line), "similar": similar.map { "{\($0)}" } ?? ""],
                "\(place(line))There is no variable {\(name)}.\(similar.map { " Did you mean {\($0)}?" } ?? "")")
        }
        let used = Set(mentioned.map(\.name))
        if let missing = required.first(where: { !used.contains($0) }) {
            complaints.add(
                field, key: "mail_template.required", arguments: ["variable": "{\(missing)}"],
                "Without {\(missing)} this mail is of no use to whoever gets it. Put it into the text.")
        }
    }

    /// How many characters must be put in, taken out or exchanged to get from one to the other.
    private static func distance(_ a: String, _ b: String) -> Int {
        let theirs = Array(b.prefix(60))
        var row = Array(0...theirs.count)
        for (i, mine) in a.prefix(60).enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, their) in theirs.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (mine == their ? 0 : 1))
                diagonal = above
            }
        }
        return row[theirs.count]
    }
}
