import CIDN2
import Foundation

/// A host or zone name: lower-case ASCII labels, no trailing dot, at least two labels.
///
/// Names of other scripts are stored as A-labels (IDNA 2008, RFC 5891) and shown as U-labels.
package struct DomainName: Hashable, Sendable, Comparable, CustomStringConvertible, Codable {
    /// A-labels in lower case: `xn--mller-kva.example`.
    package let ascii: String

    /// Parses what a person typed. Accepts upper case, one trailing dot, other scripts; refuses everything RFC 1123 §2.1 and IDNA refuse.
    package init(_ typed: String) throws(InputProblem) {
        var text = typed
        if text.hasSuffix(".") { text.removeLast() }
        if text.isEmpty { throw InputProblem("domain.name.empty", "Type a domain name, for example example.org.") }
        for scalar in typed.unicodeScalars where scalar.value < 0x21 || scalar.value == 0x7F || scalar.properties.isWhitespace {
            throw InputProblem("domain.name.characters", "A domain name has no spaces or control characters.")
        }
        if text.utf8.count > 1024 { throw InputProblem("domain.name.long", "A domain name has at most 253 characters.") }
        let ascii = text.utf8.allSatisfy({ $0 < 0x80 }) ? text.lowercased() : try DomainName.toASCII(text)
        try DomainName.check(ascii)
        if ascii.contains("xn--") { try DomainName.checkALabels(ascii) }
        self.ascii = ascii
    }

    /// For names that come from our own database.
    package init(stored ascii: String) { self.ascii = ascii }

    package var description: String { ascii }

    /// What people read: U-labels where the name has them and they spell back to the same name.
    package var display: String {
        guard ascii.contains("xn--") else { return ascii }
        var output: UnsafeMutablePointer<CChar>?
        guard idn2_to_unicode_8z8z(ascii, &output, 0) == IDN2_OK.rawValue, let output else { return ascii }
        defer { idn2_free(output) }
        return String(cString: output)
    }

    package var labels: [Substring] { ascii.split(separator: ".") }

    /// The name without its first label, or nil for a name of two labels.
    package var parent: DomainName? {
        guard labels.count > 2, let dot = ascii.firstIndex(of: ".") else { return nil }
        return DomainName(stored: String(ascii[ascii.index(after: dot)...]))
    }

    /// True for the name itself and for everything below it.
    package func isWithin(_ zone: DomainName) -> Bool { self == zone || ascii.hasSuffix("." + zone.ascii) }

    /// `label` in front of this name: `web1` + `hosting.example`. The label must be known to be well formed.
    package func prefixed(_ label: String) -> DomainName { DomainName(stored: label + "." + ascii) }

    package static func < (a: DomainName, b: DomainName) -> Bool { a.ascii < b.ascii }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do throws(InputProblem) {
            let name = try DomainName(text)
            guard name.ascii == text else { throw InputProblem("domain.name.form", "not in lower-case ASCII form") }
            self = name
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.sentence))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ascii)
    }

    private static func toASCII(_ text: String) throws(InputProblem) -> String {
        var output: UnsafeMutablePointer<CChar>?
        // idn2(3): non-transitional processing is what browsers do today (UTS #46).
        let code = idn2_to_ascii_8z(text, &output, Int32(IDN2_NONTRANSITIONAL.rawValue | IDN2_NFC_INPUT.rawValue))
        guard code == IDN2_OK.rawValue, let output else {
            throw InputProblem(
                "domain.name.idna", arguments: ["reason": String(cString: idn2_strerror(code))],
                "This name cannot be written in the domain name system: \(String(cString: idn2_strerror(code))).")
        }
        defer { idn2_free(output) }
        return String(cString: output).lowercased()
    }

    /// An A-label must decode, and its decoded form must encode to the same A-label: a fake one would show another name than it is.
    private static func checkALabels(_ ascii: String) throws(InputProblem) {
        var unicode: UnsafeMutablePointer<CChar>?
        let problem = InputProblem("domain.name.punycode", "One part begins with xn-- but is not a valid international name.")
        guard idn2_to_unicode_8z8z(ascii, &unicode, 0) == IDN2_OK.rawValue, let unicode else { throw problem }
        defer { idn2_free(unicode) }
        let text = String(cString: unicode)
        guard text != ascii, let again = try? toASCII(text), again == ascii else { throw problem }
    }

    private static func check(_ ascii: String) throws(InputProblem) {
        if ascii.utf8.count > 253 { throw InputProblem("domain.name.long", "A domain name has at most 253 characters.") }
        let labels = ascii.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count < 2 {
            let suggestion = DomainName.suggestion(ascii)
            throw InputProblem(
                "domain.name.ending", arguments: ["suggestion": suggestion], "This name has no ending. Did you mean \(suggestion)?")
        }
        for label in labels {
            if label.isEmpty {
                throw InputProblem("domain.name.dots", "A domain name has no two dots in a row and does not begin with one.")
            }
            if label.utf8.count > 63 {
                throw InputProblem(
                    "domain.name.label_long", "Each part between the dots has at most 63 characters; one here has \(label.utf8.count).")
            }
            if label.hasPrefix("-") || label.hasSuffix("-") {
                throw InputProblem("domain.name.hyphen", "No part of a domain name begins or ends with a hyphen.")
            }
            if label.utf8.count >= 4, label.utf8.dropFirst(2).prefix(2).elementsEqual("--".utf8), !label.hasPrefix("xn--") {
                throw InputProblem("domain.name.hyphens", "No part of a domain name has hyphens at its third and fourth place.")
            }
            for byte in label.utf8 {
                let letter = byte >= 0x61 && byte <= 0x7A
                let digit = byte >= 0x30 && byte <= 0x39
                if !letter && !digit && byte != UInt8(ascii: "-") {
                    throw InputProblem("domain.name.characters", "A domain name has letters, digits and hyphens only.")
                }
            }
        }
        if labels[labels.count - 1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            throw InputProblem("domain.name.address", "This looks like an address. Type a name, for example example.org.")
        }
    }

    private static func suggestion(_ label: String) -> String {
        label.utf8.allSatisfy({ ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }) ? label + ".com" : "example.com"
    }
}
