import Core
import Foundation
import Presentation
import Testing

@testable import Notifications

/// Mails as bytes: what goes over the wire, without a wire.
@Suite struct MailMessageTests {
    static func message(
        subject: String = "Welcome", text: String = "Hello\n", name: String = "Anna Kern", sender: String = "Northern Hosting"
    ) -> MailMessage {
        MailMessage(
            from: MailAddress(stored: "post@hosting.example", name: sender), to: MailAddress(stored: "anna@example.org", name: name),
            subject: MailLine(subject), text: text, language: .german, date: Timestamp(milliseconds: 1_795_348_800_000), id: "0193")
    }

    private func lines(_ message: MailMessage) -> [String] {
        String(decoding: message.bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test func `plain text stays readable and dates are as RFC 5322 has them`() {
        let lines = lines(Self.message())
        #expect(lines.contains("From: \"Northern Hosting\""))
        #expect(lines.contains(" <post@hosting.example>"))
        #expect(lines.contains("Subject: Welcome"))
        #expect(lines.contains("Date: Sun, 22 Nov 2026 12:00:00 +0000"))
        #expect(lines.contains("Message-ID: <0193@hosting.example>"))
        #expect(lines.contains("Content-Transfer-Encoding: 7bit"))
        #expect(lines.contains("Auto-Submitted: auto-generated"))
        #expect(lines.suffix(3) == ["", "Hello", ""])
    }

    @Test(arguments: [
        "Grüße aus Köln", "Ваш домен подключён: пример.рф и ещё много других слов, чтобы тема стала длиннее одной строки",
        "=?utf-8?Q?fake?=",
        String(repeating: "👩‍👩‍👧‍👦", count: 30), String(repeating: "long ", count: 60), String(repeating: "x", count: 200),
    ])
    func `no line of a header is longer than it may be and none ends too early`(subject: String) {
        for line in lines(Self.message(subject: subject, name: subject)).prefix(while: { !$0.isEmpty }) {
            #expect(line.utf8.count <= 78, "\(line)")
            #expect(line.utf8.allSatisfy { $0 < 0x80 })
            #expect(line.hasPrefix(" ") || line.contains(": "), "\(line)")
        }
    }

    @Test func `nothing that is typed ends a header`() throws {
        let evil = "Hi\r\nBcc: everybody@example.org\r\n\r\nbody\u{0}\u{2028}x"
        let lines = lines(Self.message(subject: evil, name: evil, sender: evil))
        #expect(!lines.contains { $0.lowercased().hasPrefix("bcc:") })
        #expect(lines.filter { $0.isEmpty }.count == 2)
        #expect(throws: InputProblem.self) { try MailAddress("anna@example.org\r\nBcc: x@example.org") }
        #expect(throws: InputProblem.self) { try MailAddress("anna@example.org>\r\nDATA") }
        #expect(!MailAddress(stored: "anna@example.org>\r\nRCPT TO:<x@example.org").address.contains { "\r\n<> ".contains($0) })
        #expect(try MailAddress("anna@bücher.example").address == "anna@xn--bcher-kva.example")
    }

    @Test func `long lines, trailing blanks and other scripts become quoted-printable`() {
        let text = "Zeile mit Leerzeichen \nПривет\n" + String(repeating: "ä", count: 100) + "\n.\nFrom here\na=b\n"
        let message = Self.message(text: text)
        let all = lines(message)
        #expect(all.contains("Content-Transfer-Encoding: quoted-printable"))
        #expect(all.allSatisfy { $0.utf8.count <= 76 })
        #expect(all.contains("Zeile mit Leerzeichen=20"))
        #expect(all.contains("a=3Db"))
    }
}
