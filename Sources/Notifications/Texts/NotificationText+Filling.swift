import Core
import Identity
import Presentation

/// A notification ready to be sent.
package struct FilledNotification: Sendable, Equatable {
    package var subject: String
    /// The text part.
    package var text: String
    /// The HTML part: a whole document; nil for a plain text.
    package var html: String?
    /// What of the HTML the panel shows.
    var shown: [HTML] = []

    package static func == (a: FilledNotification, b: FilledNotification) -> Bool {
        a.subject == b.subject && a.text == b.text && a.html == b.html
    }
}

extension NotificationText {
    package static let longestSubject = 150
    package static let longestBody = 20_000

    /// With these values.
    package func filled(_ values: [String: String], language: Language) -> FilledNotification {
        let subject = MailTemplate(subject).filled(values)
        let template = MailTemplate(body)
        switch content {
        case .plain:
            return FilledNotification(subject: subject, text: template.filled(values), html: nil)
        case .html:
            // Values are escaped before the markup is read, so that they can be nothing but text; what they would break is left out.
            let nodes = MailMarkup(template.filled(values, escaping: MailMarkup.escaped)).nodes
            return FilledNotification(
                subject: subject, text: MailMarkup.plain(nodes),
                html: MailMarkup.document(nodes, title: subject, language: language, company: values["company"] ?? ""),
                shown: MailMarkup.preview(nodes))
        }
    }

    /// Throws `Fault(.invalid)` beside `subject`, `text` and `contentType`: everything that is wrong, with the line.
    package func checked(for notification: MailNotification) throws -> NotificationText {
        var complaints = Complaints()
        let subject = try complaints.take("subject") { try self.subject.asName(limit: Self.longestSubject) }
        let known = notification.variables.map(\.name)
        MailTemplate(self.subject).check("subject", hasLines: false, known: known, complaints: &complaints)
        let used = Set(MailTemplate(self.subject).mentioned.map(\.name))
        // Subjects are written to logs and shown in lists.
        if let secret = notification.variables.first(where: { $0.isSecret && used.contains($0.name) }) {
            complaints.add(
                "subject", key: "mail_template.secret_in_subject", arguments: ["variable": "{\(secret.name)}"],
                "A subject is kept in logs and lists, so {\(secret.name)} cannot stand in it. Put it in the text.")
        }
        var body = self.body.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        while body.last?.isWhitespace == true { body.removeLast() }
        Self.check(
            body, content: content, known: known, required: notification.variables.filter(\.isRequired).map(\.name), complaints: &complaints
        )
        try complaints.check()
        return NotificationText(subject: subject ?? "", body: body + "\n", content: content)
    }

    private static func check(
        _ body: String, content: Content, known: [String], required: [String], complaints: inout Complaints
    ) {
        if body.isEmpty { return complaints.add("text", key: "mail_template.empty", "Write what the recipient is to read.") }
        if body.count > longestBody {
            complaints.add(
                "text", key: "mail_template.long", arguments: ["limit": String(longestBody)], "At most \(longestBody) characters, please.")
        }
        if body.unicodeScalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }) {
            complaints.add("text", key: "mail_template.characters", "This has a control character, which mails cannot carry. Take it out.")
        }
        let template = MailTemplate(body)
        template.check("text", known: known, required: required, complaints: &complaints)
        guard content == .html, template.problems.isEmpty else { return }
        var told = 0
        for problem in template.markupProblems.sorted(by: { $0.line < $1.line }) {
            guard told < 5 else { break }
            told += 1
            problem.say(&complaints)
        }
    }
}

extension MailTemplate {
    /// What is wrong with the markup, whatever the variables stand for. What stands between `{if}` and `{end}` is in order by itself, so that
    /// the mail is in order with it and without it.
    var markupProblems: [MailMarkup.Problem] {
        var found: [MailMarkup.Problem] = []
        func add(_ parts: [Part]) {
            for problem in MailMarkup(Self.skeleton(parts), isTemplate: true).problems where !found.contains(problem) {
                found.append(problem)
            }
            for case .section(_, _, let inner, _) in parts { add(inner) }
        }
        add(parts)
        return found
    }

    /// The source without its marks, each part in its own line.
    private static func skeleton(_ parts: [Part]) -> String {
        var out = ""
        var line = 1
        func add(_ parts: [Part]) {
            for part in parts {
                switch part {
                case .text(let text, let at):
                    while line < at {
                        out += "\n"
                        line += 1
                    }
                    out += text
                    line += text.count { $0 == "\n" }
                case .value(let name, _): out += "{\(name)}"
                case .section(_, _, let inner, _): add(inner)
                }
            }
        }
        add(parts)
        return out
    }
}

extension MailMarkup.Problem {
    fileprivate func say(_ complaints: inout Complaints) {
        switch self {
        case .element(let name, let line):
            let known = MailMarkup.elements.keys.sorted().joined(separator: ", ")
            complaints.add(
                "text", key: "mail_markup.element", arguments: ["element": "<\(name)>", "line": String(line), "known": known],
                "Line \(line): <\(name)> cannot stand in a mail. These can: \(known).")
        case .attribute(let name, let element, let line):
            complaints.add(
                "text", key: "mail_markup.attribute", arguments: ["attribute": name, "element": "<\(element)>", "line": String(line)],
                "Line \(line): \(name) cannot stand in <\(element)>. Take it out.")
        case .address(let address, let line):
            complaints.add(
                "text", key: "mail_markup.address", arguments: ["address": address, "line": String(line)],
                "Line \(line): “\(address)” is no address for a mail. Links begin with https://, http:// or mailto:, pictures with https://."
            )
        case .style(let style, let line):
            complaints.add(
                "text", key: "mail_markup.style", arguments: ["style": style, "line": String(line)],
                "Line \(line): the style “\(style)” cannot stand in a mail. Colours, fonts, sizes, borders and spaces can.")
        case .unclosed(let name, let line):
            complaints.add(
                "text", key: "mail_markup.unclosed", arguments: ["element": "<\(name)>", "end": "</\(name)>", "line": String(line)],
                "Line \(line): <\(name)> has no </\(name)>, or not before what encloses it ends.")
        case .unopened(let name, let line):
            complaints.add(
                "text", key: "mail_markup.unopened", arguments: ["element": "</\(name)>", "line": String(line)],
                "Line \(line): </\(name)> closes nothing. Take it out.")
        case .broken(let line):
            complaints.add(
                "text", key: "mail_markup.broken", arguments: ["line": String(line)],
                "Line \(line): this tag has no end. For a < in the text write &lt;.")
        case .deep(let line):
            complaints.add(
                "text", key: "mail_markup.deep", arguments: ["line": String(line)], "Line \(line): too many elements lie in one another.")
        }
    }
}
