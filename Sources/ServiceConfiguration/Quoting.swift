import Core

/// Text for another program's grammar, already quoted by that grammar's rules. Only the quoting types below make it from values.
package protocol QuotedText: Sendable, Hashable {
    /// The value with its quotes, as it stands in the file.
    var quoted: String { get }
}

/// An absolute path that is plain in every grammar we write: letters, digits, `/`, `.`, `_`, `-`. State directories are held to this.
package struct PlainPath: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) throws(InputProblem) {
        guard text.hasPrefix("/"), text.utf8.count <= 4096 else {
            throw InputProblem("path.relative", "This path must be absolute and at most 4,096 bytes long.")
        }
        for byte in text.utf8 {
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if !isPlain && !"/._-".utf8.contains(byte) {
                throw InputProblem("path.not_plain", "This path has letters, digits, slashes, dots, underscores and hyphens only.")
            }
        }
        if text.split(separator: "/").contains(where: { $0 == ".." || $0 == "." }) {
            throw InputProblem("path.dots", "The path may not contain . or .. parts.")
        }
        self.text = text
    }

    package var description: String { text }

    /// `name` is a literal of the program or a number made into text.
    func below(_ name: String) throws(InputProblem) -> PlainPath { try PlainPath(text + "/" + name) }
}

/// A sequence of byte strings that no value can break out of: each as its length, a colon, its bytes, a comma (netstrings).
/// Security rule 1: no line-oriented state.
package struct FieldRecord: Sendable, Hashable {
    package var fields: [String]

    package init(_ fields: [String]) { self.fields = fields }

    package var bytes: [UInt8] {
        fields.flatMap { field in Array("\(field.utf8.count):".utf8) + Array(field.utf8) + [UInt8(ascii: ",")] }
    }

    /// nil when the bytes are not exactly such a sequence.
    package init?(_ bytes: [UInt8]) {
        var fields: [String] = []
        var at = 0
        while at < bytes.count {
            var length = 0
            let start = at
            while at < bytes.count, (0x30...0x39).contains(bytes[at]), at - start < 7 {
                length = length * 10 + Int(bytes[at] - 0x30)
                at += 1
            }
            guard at > start, at < bytes.count, bytes[at] == UInt8(ascii: ":"), at + 1 + length < bytes.count,
                bytes[at + 1 + length] == UInt8(ascii: ",")
            else { return nil }
            fields.append(String(decoding: bytes[(at + 1)..<(at + 1 + length)], as: UTF8.self))
            at += length + 2
        }
        self.fields = fields
    }
}

/// A string literal of Lua 5.3 (§3.1): everything but letters, digits and a few harmless signs is written as a three-digit byte.
struct LuaString: QuotedText {
    let quoted: String

    init(_ text: String) {
        var result = "\""
        for byte in text.utf8 {
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if isPlain || " /._-:,;<>=()!?".utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte)
                result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        quoted = result + "\""
    }
}
