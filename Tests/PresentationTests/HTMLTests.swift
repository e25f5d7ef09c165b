import Core
import Presentation
import Testing

@Suite struct HTMLTests {
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</textarea><script>", "&lt;b&gt;",
        "<!--", "]]>", "\u{0}<b>\u{1B}[31m", "javascript:alert(1)",
    ]

    @Test(arguments: hostile)
    func `text of people cannot become markup`(text: String) {
        let page = div(.title(text), .id(text)) {
            text
            textarea(.name(text), text: text)
        }
        let inside = page.text.dropFirst("<div".count).dropLast("</div>".count)
        for tag in ["<script", "<img", "<b", "<!--", "</textarea><script"] { #expect(!inside.contains(tag)) }
        #expect(!page.text.contains("\u{0}") && !page.text.contains("\u{1B}"))
        #expect(page.text.split(separator: "\"").count == 7, "the quotes are the program's own three pairs")
    }

    @Test func `text is spelled as it was meant`() {
        #expect(p(text: "Müller & Söhne <AG> \"x\" 'y'").text == "<p>Müller &amp; Söhne &lt;AG&gt; &quot;x&quot; &#39;y&#39;</p>")
    }

    @Test func `what is absent leaves no trace`() {
        let nothing: String? = nil
        let element = div(.class(nil), .hidden(false), .ariaCurrent(nil)) { nothing }
        #expect(element.text == "<div></div>")
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x",
        "java\nscript:x", "",
    ])
    func `an address with another scheme is no link`(address: String) {
        #expect(Link(outside: address) == nil)
        #expect(!outsideLink(address).text.contains("href"))
    }

    @Test(arguments: ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "/a\nb", ""])
    func `the way back never leaves the panel`(path: String) {
        #expect(Link(local: path) == nil)
    }

    @Test func `a value cannot change the path it stands in`() {
        let name = "../x?admin=1#/ü"
        let link: Link = "/domains/\(name)/records?q=\(name)"
        #expect(link.text == "/domains/..%2Fx%3Fadmin%3D1%23%2F%C3%BC/records?q=..%2Fx%3Fadmin%3D1%23%2F%C3%BC")
    }

    @Test func `a form comes back as it was sent`() throws {
        let values = FormValues([("name", "Müller & Söhne"), ("note", "a=b&c\r\nd+e %41"), ("empty", ""), ("row", "1"), ("row", "2")])
        let read = try #require(FormValues(encoded: values.encoded))
        #expect(read == values)
        #expect(read.all("row") == ["1", "2"])
        #expect(FormValues(encoded: "a=%zz") == nil)
        #expect(FormValues(encoded: "a=%ff") == nil)
    }

    @Test func `numbers carry their unit and their limit`() {
        let texts = Texts(.english)
        #expect(texts.bytes(6_200_000_000, of: 10_000_000_000) == "6.2 of 10\u{A0}GB")
        #expect(texts.bytes(310_000_000, of: 10_000_000_000) == "310\u{A0}MB of 10\u{A0}GB")
        #expect(texts.number(1_234_567) == "1,234,567")
        #expect(texts.plural(1, one: "domain", other: "domains") == "1 domain")
        #expect(texts.moment(Timestamp(milliseconds: 1_795_340_467_000)) == "22 November 2026, 09:41 UTC")
    }

    @Test func `a page that looks again is given its live parts only, each once`() {
        let page = html {
            p(text: "Heading")
            div {
                livePart("domain-1") { statusBadge(.live, "Live", target: "badge-1") }
                statusBadge(.idle, "No target")
            }
            statusBadge(.busy, "Applying", target: "badge-2")
        }
        let parts = page.liveParts.map(\.text)
        #expect(parts.count == 2)
        #expect(parts.first?.contains("data-live=\"badge-1\"") == true && parts.last?.contains("Applying") == true)
    }
}
