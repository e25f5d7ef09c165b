import Core
import Identity
import Presentation

/// The mail that a new customer gets, as the provider writes it: with variables in braces, `{login}`.
package struct RegistrationText: Sendable, Hashable {
    package static let longestSubject = 150
    package static let longestText = 10_000

    package var subject: String
    /// Plain text, lines end with `\n`.
    package var text: String

    package init(subject: String, text: String) {
        self.subject = subject
        self.text = text
    }

    /// Throws `Fault(.invalid)` beside `subject` and `text`: empty, too long, or with variables that there are not (C.TPL-07).
    package func checked() throws -> RegistrationText {
        var complaints = Complaints()
        let subject = try complaints.take("subject") { try self.subject.asName(limit: Self.longestSubject) }
        let text = self.text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").trimmed
        if text.isEmpty { complaints.add("text", key: "registration_mail.empty", "Write what the customer is to read.") }
        if text.count > Self.longestText {
            complaints.add(
                "text", key: "registration_mail.long", arguments: ["limit": String(Self.longestText)],
                "At most \(Self.longestText) characters, please.")
        }
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }) {
            complaints.add(
                "text", key: "registration_mail.characters", "This has a control character, which mails cannot carry. Take it out.")
        }
        let known = RegistrationVariable.allCases.map(\.rawValue)
        MailTemplate(self.subject).check("subject", hasLines: false, known: known, complaints: &complaints)
        MailTemplate(text).check("text", known: known, complaints: &complaints)
        // Subjects are written to logs and shown in lists; a password has no place there.
        if MailTemplate(self.subject).mentioned.contains(where: { $0.name == RegistrationVariable.password.rawValue }) {
            complaints.add(
                "subject", key: "registration_mail.password_in_subject",
                "A subject is kept in logs, so the password cannot stand in it. Put it in the text.")
        }
        try complaints.check()
        return RegistrationText(subject: subject ?? "", text: text)
    }

    /// With every variable replaced by its value; one without a value becomes nothing.
    package func filled(_ values: [RegistrationVariable: String]) -> RegistrationText {
        let named = Dictionary(RegistrationVariable.allCases.map { ($0.rawValue, values[$0] ?? "") }) { first, _ in first }
        return RegistrationText(
            subject: MailTemplate(subject).filled(named, keepingUnknown: true),
            text: MailTemplate(text).filled(named, keepingUnknown: true))
    }
}

/// What can stand in the mail (C.TPL-07). Raw values are stored within texts: forever.
package enum RegistrationVariable: String, Sendable, CaseIterable {
    case login, password, person, email, account, number, domain, domains, plan
    case systemUser = "system_user"
    case panel, company, support, field1, field2, field3

    /// What the preview shows instead of a customer's data.
    package static let sample: [RegistrationVariable: String] = [
        .login: "anna", .password: "mxr7k-2hq9t-w4dpe-8snza", .person: "Anna Berg", .email: "anna@example.net", .account: "Berg Ceramics",
        .number: "17", .domain: "berg-ceramics.example", .domains: "berg-ceramics.example, annaberg.example", .plan: "Business",
        .systemUser: "web17", .field1: "4711",
    ]
}
