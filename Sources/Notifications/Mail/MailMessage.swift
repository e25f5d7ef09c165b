import Core
import Foundation
import Presentation

/// A mail as it goes over the wire (RFC 5322, MIME). Pure.
package struct MailMessage: Sendable {
    package var from: MailAddress
    package var to: MailAddress
    package var subject: MailLine
    package var text: String
    /// The same as HTML; nil for a plain text.
    package var html: String?
    package var language: Language
    package var date: Timestamp
    /// Before the `@` of the Message-ID. The same at every try, so that a receiver who got a mail twice can tell.
    package var id: String
    package var replyTo: MailAddress?
    /// Whom it is handed to, where that is not the one it is addressed to: a copy that the recipient does not know of.
    package var envelope: MailAddress?

    package init(
        from: MailAddress, to: MailAddress, subject: MailLine, text: String, html: String? = nil, language: Language, date: Timestamp,
        id: String, replyTo: MailAddress? = nil, envelope: MailAddress? = nil
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.envelope = envelope
        self.language = language
        self.date = date
        self.id = id
        self.replyTo = replyTo
    }

    /// Header and body, lines ending with CRLF.
    package var bytes: [UInt8] {
        var lines = [
            field("From", Self.mailbox(from)), field("To", Self.mailbox(to)), field("Subject", Self.words(subject.text, after: 9)),
            "Date: " + Self.date(date), "Message-ID: <\(id)@\(from.domain)>",
        ]
        if let replyTo { lines.append(field("Reply-To", Self.mailbox(replyTo))) }
        lines += [
            // RFC 3834 §5: so that nobody's holiday notice answers it.
            "Auto-Submitted: auto-generated", "Content-Language: \(language.rawValue)", "MIME-Version: 1.0",
        ]
        if let html {
            // RFC 2046 §5.1.4: the form that tells most comes last. In quoted-printable no line begins with `--=_`.
            let boundary = "=_\(id)"
            lines += ["Content-Type: multipart/alternative; boundary=\"\(boundary)\"", ""]
            lines += ["--" + boundary] + Self.part(text, "plain", alwaysEncoded: true)
            lines += ["--" + boundary] + Self.part(html, "html", alwaysEncoded: true) + ["--\(boundary)--"]
        } else {
            lines += Self.part(text, "plain")
        }
        if lines.last != "" { lines.append("") }
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// A text with the fields that say what it is.
    private static func part(_ text: String, _ kind: String, alwaysEncoded: Bool = false) -> [String] {
        let isPlain =
            !alwaysEncoded && text.utf8.allSatisfy { $0 < 0x80 && ($0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09) }
            && text.split(whereSeparator: \.isNewline).allSatisfy { $0.utf8.count <= 76 && $0.last != " " }
        let body = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        return [
            "Content-Type: text/\(kind); charset=utf-8", "Content-Transfer-Encoding: \(isPlain ? "7bit" : "quoted-printable")", "",
        ] + (isPlain ? body : body.flatMap(quotedPrintable))
    }

    private func field(_ name: String, _ value: String) -> String { name + ": " + value }

    /// RFC 5322 §3.3. In UTC.
    static func date(_ moment: Timestamp) -> String {
        var seconds = time_t(moment.milliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(Int(parts.tm_year) + 1900) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) +0000"
    }

    /// `"Anna's Bakery" <anna@example.org>`.
    static func mailbox(_ who: MailAddress) -> String {
        let name = who.name.text
        if name.isEmpty { return who.address }
        if isASCII(name), !name.contains("=?"), name.count <= 60 {
            let quoted = name.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
            return "\"\(quoted)\"\r\n <\(who.address)>"
        }
        return encodedWords(name, after: 10) + "\r\n <\(who.address)>"
    }

    /// Text of a header: as it is where it is ASCII and short enough per line, otherwise as encoded words (RFC 2047). `after`: characters before it.
    static func words(_ text: String, after: Int) -> String {
        if isASCII(text), !text.contains("=?"), let folded = folded(text, after: after) { return folded }
        return encodedWords(text, after: after)
    }

    private static func encodedWords(_ text: String, after: Int) -> String {
        // RFC 2047 §2: an encoded word has at most 75 characters, and no character is split over two.
        let most = (75 - "=?utf-8?B??=".count) / 4 * 3
        var pieces: [[UInt8]] = [[]]
        for character in text {
            let bytes = Array(String(character).utf8)
            let limit = pieces.count == 1 ? most - after / 4 * 3 : most
            if pieces[pieces.count - 1].count + bytes.count > limit, !pieces[pieces.count - 1].isEmpty { pieces.append([]) }
            pieces[pieces.count - 1] += bytes
        }
        return pieces.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// Broken at spaces so that no line has more than 76 characters; nil where a word is longer than that.
    private static func folded(_ text: String, after: Int) -> String? {
        var lines: [String] = [""]
        var used = after
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if word.count > 70 { return nil }
            if used + 1 + word.count > 76, !lines[lines.count - 1].isEmpty, !word.isEmpty {
                lines.append(String(word))
                used = 1 + word.count
            } else {
                lines[lines.count - 1] += (lines[lines.count - 1].isEmpty && lines.count == 1 && used == after ? "" : " ") + word
                used += 1 + word.count
            }
        }
        return lines.joined(separator: "\r\n ")
    }

    private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

    /// RFC 2045 §6.7: one line of text as lines of at most 76 characters.
    static func quotedPrintable(_ line: String) -> [String] {
        let hex = Array("0123456789ABCDEF")
        let bytes = Array(line.utf8)
        var lines: [String] = []
        var current = ""
        for (i, byte) in bytes.enumerated() {
            let isLast = i == bytes.count - 1
            let isBlank = byte == 0x20 || byte == 0x09
            let isLiteral = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isBlank && !isLast
            let piece = isLiteral ? String(UnicodeScalar(byte)) : "=\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
            // One column is left for the soft line break.
            if current.utf8.count + piece.utf8.count > 75 {
                lines.append(current + "=")
                current = ""
            }
            current += piece
        }
        return lines + [current]
    }
}
