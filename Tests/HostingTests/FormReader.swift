/// Reads the fields of a form as a browser without scripts would send them.
struct FormReader {
    private(set) var values: [(String, String)] = []

    /// - Parameter id: of the form; the fields of all others are left out.
    init(_ html: String, id: String = "wizard") {
        guard let start = html.range(of: "id=\"\(id)\" method=\"post\"") ?? html.range(of: "id=\"\(id)\""),
            let end = html[start.upperBound...].range(of: "</form>")
        else { return }
        read(String(html[start.upperBound..<end.lowerBound]))
    }

    /// The value of a field; nil when the form does not send it.
    subscript(_ name: String) -> String? { values.last { $0.0 == name }?.1 }

    /// With other values in some fields; an empty text in a box that is not ticked takes it away.
    func with(_ typed: [(String, String)]) -> [(String, String)] {
        let names = Set(typed.map(\.0))
        return values.filter { !names.contains($0.0) } + typed.filter { $0.1 != Self.off }
    }

    /// For a box that is to be unticked.
    static let off = "\u{0}off"

    private mutating func read(_ html: String) {
        for match in html.matches(of: /<(input|select|textarea)\b([^>]*)>/) {
            let attributes = Self.attributes(String(match.2))
            guard let name = attributes["name"], attributes["disabled"] == nil else { continue }
            switch match.1 {
            case "input":
                if ["checkbox", "radio"].contains(attributes["type"]), attributes["checked"] == nil { continue }
                values.append((name, attributes["value"] ?? ""))
            case "select":
                let rest = html[match.range.upperBound...]
                let body = rest.range(of: "</select>").map { String(rest[..<$0.lowerBound]) } ?? ""
                let options = body.matches(of: /<option\b([^>]*)>/).map { Self.attributes(String($0.1)) }
                values.append((name, (options.first { $0["selected"] != nil } ?? options.first)?["value"] ?? ""))
            default:
                let rest = html[match.range.upperBound...]
                let text = rest.range(of: "</textarea>").map { String(rest[..<$0.lowerBound]) } ?? ""
                values.append((name, Self.plain(text.hasPrefix("\n") ? String(text.dropFirst()) : text)))
            }
        }
    }

    private static func attributes(_ text: String) -> [String: String] {
        var found: [String: String] = [:]
        for match in text.matches(of: /([A-Za-z-]+)(?:="([^"]*)")?/) { found[String(match.1)] = plain(String(match.2 ?? "")) }
        return found
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&amp;", with: "&")
    }
}
