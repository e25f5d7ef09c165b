import Core
import Foundation
import Identity
import Presentation
import Testing

@testable import ControlPlane
@testable import Notifications

/// Variables, sections and markup of mails, without a mail.
@Suite struct MailTemplateTests {
    private static let known = ["login", "person", "support"]

    private func complaints(_ source: String, required: [String] = []) -> [String] {
        var complaints = Complaints()
        MailTemplate(source).check("text", known: Self.known, required: required, complaints: &complaints)
        return complaints.fields.map { "\($0.arguments["line"] ?? "-") \($0.key)" }
    }

    private func filled(_ source: String, _ values: [String: String]) -> String { MailTemplate(source).filled(values) }

    @Test func `variables are replaced once, and what has no value is nothing`() {
        #expect(filled("Hi {person}, {login}{support}!", ["person": "{login}", "login": "anna"]) == "Hi {login}, anna!")
        #expect(filled("a { b } {} {\n}", [:]) == "a { b } {} {\n}")
        #expect(filled("p { color: red }", [:]) == "p { color: red }")
        #expect(filled("", ["person": "x"]) == "")
    }

    @Test func `a section stands only with a value, and its marks take their lines along`() {
        let source = "one\r\n{if support}\r\nask {support}\r\n\r\n  {end}  \r\ntwo {if not login}none{end}{if login}some{end}"
        #expect(filled(source, ["support": "us"]) == "one\nask us\n\ntwo none")
        #expect(filled(source, ["login": "anna"]) == "one\ntwo some")
        #expect(filled("{if login}a{if person}b{end}c{end}", ["login": "x"]) == "ac")
        #expect(filled("{if login}a{if person}b{end}c{end}", ["person": "x"]) == "")
    }

    @Test(arguments: [
        ("{logn}", "1 mail_template.variable"), ("a\n\n{nobody}", "3 mail_template.variable"), ("{if support}", "1 mail_template.unclosed"),
        ("x\n{end}", "2 mail_template.unopened"), ("a\nb {login", "2 mail_template.brace"), ("{login name}", "1 mail_template.brace"),
        ("{{login}}", "1 mail_template.doubled"), ("{if}", "1 mail_template.brace"), ("{if not}", "1 mail_template.brace"),
        ("{if login}\n{if nobody}x{end}\n{end}", "2 mail_template.variable"),
    ])
    func `what is wrong is said with its line`(source: String, problem: String) {
        #expect(complaints(source).first == problem, "\(source): \(complaints(source))")
    }

    @Test func `a wrong name is told the right one, and what is needed is missed`() {
        var told = Complaints()
        MailTemplate("{logn}").check("subject", hasLines: false, known: Self.known, complaints: &told)
        #expect(told.fields.first?.sentence == "There is no variable {logn}. Did you mean {login}?")
        #expect(complaints("nothing", required: ["login"]) == ["- mail_template.required"])
        #expect(complaints("{login}", required: ["login"]) == [])
    }

    @Test func `no text takes longer than its length or breaks the reader`() {
        for piece in [
            "{", "}", "{if login}", "{end}", "{login", "{if not x}", "{{", "\n", " ", "é{", "<", "</p>", "<p ", "&#", "<!--", "\"",
        ] {
            let text = String(repeating: piece, count: 4000)
            _ = MailTemplate(text).filled(["login": "x"])
            _ = MailMarkup(text).problems.count
            _ = MailMarkup.plain(MailMarkup(text).nodes)
        }
    }

    // MARK: Markup

    @Test func `what is not in the list of elements cannot get into a mail`() {
        let source = """
            <p onclick="x()">Hi</p>
            <script>alert(1)</script>
            <a href="javascript:alert(1)">x</a>
            <img src="http://a.example/b.png" alt="b">
            <p style="background: url(https://a.example)">y</p>
            <iframe src="https://a.example"></iframe>
            """
        let markup = MailMarkup(source)
        #expect(
            markup.problems == [
                .attribute("onclick", of: "p", line: 1), .element("script", line: 2), .element("script", line: 2),
                .address("javascript:alert(1)", line: 3), .address("http://a.example/b.png", line: 4),
                .style("background: url(https://a.example)", line: 5), .element("iframe", line: 6), .element("iframe", line: 6),
            ])
        let html = MailMarkup.html(markup.nodes)
        for wrong in ["onclick", "<script", "javascript", "http://a", "url(", "iframe"] { #expect(!html.contains(wrong), "\(wrong)") }
    }

    @Test func `values are text wherever they stand`() {
        let text = NotificationText(
            subject: "Hi {person}", body: #"<p>{person}</p><a href="{link}" title="{person}">go</a>"#, content: .html)
        let evil = "<script>alert(1)</script>\"' onclick=x\n{login} & co"
        let filled = text.filled(["person": evil, "link": "javascript:alert(1)"], language: .english)
        let html = filled.html ?? ""
        #expect(!html.contains("<script") && !html.contains("javascript:") && html.contains("&lt;script&gt;alert(1)"))
        #expect(html.contains("<br>{login} &amp; co</p>"))
        #expect(filled.text.contains("<script>alert(1)</script>") && filled.text.contains("{login} & co"))
    }

    @Test func `the text part says what the markup says`() {
        let source = """
            <h1>News</h1>
            <p>Hello <b>Anna</b>,<br>read
            this: <a href="https://a.example/x">the page</a>, <a href="mailto:a@b.example">a@b.example</a>.</p>
            <ul><li>one</li><li>two</li></ul><ol><li>first</li></ol>
            <table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>
            <hr><p>&copy; &#8364; &lt;ok&gt; &nope;</p>
            """
        #expect(
            MailMarkup.plain(MailMarkup(source).nodes) == """
                News

                Hello Anna,
                read this: the page <https://a.example/x>, a@b.example.

                - one
                - two

                1. first

                a  b
                c  d

                ----------------------------------------

                © € <ok> &nope;

                """)
    }

    @Test(arguments: [
        ("<p>a\n<b>b</p>", [MailMarkup.Problem.unclosed("b", line: 2)]), ("a</p>", [.unopened("p", line: 1)]),
        ("a\nb < c", [.broken(line: 2)]), ("<p", [.broken(line: 1)]), ("<br></br>", [.unopened("br", line: 1)]),
    ])
    func `tags that do not match are found in their lines`(source: String, problems: [MailMarkup.Problem]) {
        #expect(MailMarkup(source).problems == problems)
    }

    @Test func `markup is in order with and without what a section holds`() {
        func problems(_ source: String) -> [MailMarkup.Problem] { MailTemplate(source).markupProblems }
        #expect(problems("<p>a</p>\n{if login}\n<p>{login}</p>\n{end}\n<p>b</p>").isEmpty)
        #expect(problems("<p>a\n{if login}\n</p>\n{end}").contains(.unopened("p", line: 3)))
        #expect(problems("<p>\n{if login}\n<b>x\n{end}\n</b></p>").contains(.unclosed("b", line: 3)))
    }

    // MARK: The catalogue

    @Test func `every text of the product passes the rules for its own editor in every language`() throws {
        let all = FeatureList.notifications
        #expect(Set(all.map(\.key)).count == all.count && all.count >= 12)
        for notification in all {
            for language in Language.allCases {
                let text = notification.standard(language)
                if notification.editor == nil { #expect(throws: Never.self) { _ = try text.checked(for: notification) } }
                let filled = text.filled(notification.examples(language), language: language)
                #expect(!filled.subject.isEmpty && !filled.text.contains("{"), "\(notification.key) \(language)")
                #expect(!notification.title(language).isEmpty && !notification.occasion(language).isEmpty)
                for variable in notification.variables { #expect(!variable.example(language).isEmpty, "\(variable.name)") }
            }
            if notification.isSecret { #expect(!notification.mayBeCopied, "\(notification.key)") }
        }
    }
}
