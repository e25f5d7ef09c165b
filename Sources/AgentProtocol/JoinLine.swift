import Core
import Foundation

/// The one line with which a machine joins an installation: where the agent's door is, by which authority it is known, and a one-time token.
///
/// `hostwright-join:v1:https://127.0.0.1:8081:<sha256 of the CA certificate's DER, 64 hex digits>:<token>`. It holds a secret: it is read from a
/// file or a terminal and never stands in an argument list (security rule 15).
package struct JoinLine: Sendable, Hashable, CustomStringConvertible {
    /// `https://host:port`, without a path.
    package let url: String
    /// SHA-256 of the DER form of the installation's CA certificate, 64 hex digits in lower case.
    package let authorityFingerprint: String
    /// Single use, 15 minutes; letters, digits, `-` and `_`.
    package let token: String

    /// Checks the parts as `init(_:)` does.
    package init(url: String, authorityFingerprint: String, token: String) throws(InputProblem) {
        self.url = try JoinLine.checked(url: url)
        let fingerprint = authorityFingerprint.lowercased()
        guard fingerprint.utf8.count == 64, fingerprint.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }) else {
            throw InputProblem("join_line.fingerprint", "The join line's fingerprint is not 64 hexadecimal digits. Copy the whole line.")
        }
        guard (16...256).contains(token.utf8.count), token.utf8.allSatisfy(JoinLine.isTokenByte) else {
            throw InputProblem(
                "join_line.token", "The join line's token is cut off or has characters that do not belong there. Copy the whole line.")
        }
        self.authorityFingerprint = fingerprint
        self.token = token
    }

    /// Parses a line as it was copied: spaces around it, line ends and a trailing slash of the URL do not matter.
    package init(_ typed: String) throws(InputProblem) {
        let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.count <= 2048 else { throw InputProblem("join_line.long", "A join line is not that long. Copy the one line only.") }
        guard text.hasPrefix("hostwright-join:") else {
            throw InputProblem(
                "join_line.form", "This is not a join line. It begins with hostwright-join: and is shown when a server is added.")
        }
        guard text.hasPrefix(JoinLine.prefix) else {
            throw InputProblem(
                "join_line.version", "This join line is of a version that this program does not know. Install the newer agent.")
        }
        // The URL has colons of its own, so the line is taken apart from its end.
        let parts = text.dropFirst(JoinLine.prefix.count).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 4 else { throw InputProblem("join_line.short", "The join line is cut off. Copy the whole line.") }
        try self.init(
            url: parts.dropLast(2).joined(separator: ":"), authorityFingerprint: String(parts[parts.count - 2]),
            token: String(parts[parts.count - 1]))
    }

    package var description: String { "\(JoinLine.prefix)\(url):\(authorityFingerprint):\(token)" }

    private static let prefix = "hostwright-join:v1:"

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func checked(url typed: String) throws(InputProblem) -> String {
        let problem = InputProblem("join_line.url", "The join line's address is not of the form https://host:port.")
        var text = typed
        if text.hasSuffix("/") { text.removeLast() }
        guard let parts = URLComponents(string: text), parts.scheme == "https", let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.path.isEmpty, parts.query == nil, parts.fragment == nil
        else { throw problem }
        if let port = parts.port, !(1...65535).contains(port) { throw problem }
        return text
    }
}
