/// A manual page in the macros of man(7), as groff and mandoc read them.
struct ManPage: Sendable {
    /// `hostwright-account`.
    let name: String
    private var lines: [String]

    /// - Parameter purpose: in a few words, for the line that `apropos` searches.
    init(_ name: String, _ purpose: String) {
        self.name = name
        lines = [
            #".TH "\#(Self.escaped(name).uppercased())" 1 "" "Hostwright" "Hostwright Manual""#, ".nh", ".ad l", ".SH NAME",
            "\(Self.escaped(name)) \\- \(Self.escaped(purpose))",
        ]
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func section(_ title: String) { lines.append(".SH \(Self.quoted(title.uppercased()))") }
    mutating func part(_ title: String) { lines.append(".SS \(Self.quoted(title))") }

    /// Text, an empty line beginning a new paragraph; lines that begin with a space stay as they are.
    mutating func add(_ text: String) {
        for paragraph in text.split(separator: "\n\n") {
            let rows = paragraph.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
            if rows.contains(where: { $0.hasPrefix(" ") }) {
                lines += [".PP", ".nf"] + rows.map { Self.line($0) } + [".fi"]
            } else {
                lines += [".PP"] + rows.map { Self.line($0) }
            }
        }
    }

    /// `hostwright account show NUMBER`.
    mutating func usage(_ text: String) { lines += [".PP", ".B \(Self.quoted(text))"] }

    /// An option or a word, and what it means.
    mutating func item(_ name: String, _ value: String?, _ text: String) {
        lines.append(".TP")
        lines.append(value.map { ".BI \(Self.quoted(name + " ")) \(Self.quoted($0))" } ?? ".B \(Self.quoted(name))")
        lines.append(text.isEmpty ? "\\&" : Self.line(text.replacing("\n", with: " ")))
    }

    private static func line(_ text: String) -> String {
        let escaped = escaped(text)
        // A dot or an apostrophe at the beginning would be a request.
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    private static func quoted(_ text: String) -> String { "\"" + escaped(text).replacing("\"", with: "\\(dq") + "\"" }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "`": escaped += "\\(ga"
            case "^": escaped += "\\(ha"
            case "~": escaped += "\\(ti"
            case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                escaped += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            }
        }
        return escaped
    }
}
