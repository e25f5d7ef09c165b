import Core
import Identity

/// One line of text for a header: without line breaks and other control characters, whatever it was made of, so that nothing in it can end the header.
package struct MailLine: Sendable, Hashable {
    package let text: String

    /// Control characters become spaces; at most `limit` characters are kept.
    package init(_ text: String, limit: Int = 200) {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: line.append(" ")
            default: line.unicodeScalars.append(scalar)
            }
        }
        self.text = String(line.trimmingWhitespace.prefix(limit))
    }

    package var isEmpty: Bool { text.isEmpty }
}

/// Who gets a mail, or sends it: an address that can stand in a header and in the dialogue with a server, and what people call its owner.
package struct MailAddress: Sendable, Hashable {
    /// `anna@example.org`, the domain in its ASCII form.
    package let address: String
    package let name: MailLine

    /// Throws when it is not an address.
    package init(_ typed: String, name: String = "") throws(InputProblem) {
        let checked = try Logins.checkEmail(typed)
        guard let at = checked.lastIndex(of: "@") else { throw InputProblem("email.form", "This is not an e-mail address.") }
        let domain = try DomainName(String(checked[checked.index(after: at)...]))
        address = checked[...at] + domain.ascii
        self.name = MailLine(name, limit: 100)
    }

    /// For addresses that were checked before they were stored. Control characters are taken out all the same.
    package init(stored address: String, name: String = "") {
        self.address = MailLine(address, limit: 320).text.filter { !" <>".contains($0) }
        self.name = MailLine(name, limit: 100)
    }

    /// The part after the `@`.
    var domain: String { address.split(separator: "@").last.map(String.init) ?? "localhost" }
}

extension Login {
    package var mailAddress: MailAddress { MailAddress(stored: email, name: person) }
}
