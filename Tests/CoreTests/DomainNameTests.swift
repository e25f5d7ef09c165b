import Core
import Testing

@Suite struct DomainNameTests {
    @Test(arguments: [
        ("example.org", "example.org"), ("Example.ORG", "example.org"), ("example.org.", "example.org"),
        ("müller.example", "xn--mller-kva.example"), ("xn--mller-kva.example", "xn--mller-kva.example"),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai"), ("a-b.c-d.example", "a-b.c-d.example"), ("1st.example", "1st.example"),
    ])
    func `a name that can be hosted is kept in its ASCII form`(typed: String, ascii: String) throws {
        #expect(try DomainName(typed).ascii == ascii)
    }

    @Test(arguments: [
        ("", "domain.name.empty"), (".", "domain.name.empty"), ("example", "domain.name.ending"), ("a..example", "domain.name.dots"),
        (".example.org", "domain.name.dots"), ("-a.example", "domain.name.hyphen"), ("a-.example", "domain.name.hyphen"),
        ("ab--c.example", "domain.name.hyphens"), ("a_b.example", "domain.name.characters"), ("a b.example", "domain.name.characters"),
        ("a\nb.example", "domain.name.characters"), ("a\u{0}.example", "domain.name.characters"),
        ("a\"b.example", "domain.name.characters"),
        ("$(id).example", "domain.name.characters"), ("a;b.example", "domain.name.characters"), ("a'b.example", "domain.name.characters"),
        ("a/b.example", "domain.name.characters"), ("192.0.2.1", "domain.name.address"), ("xn--zzzzzz.example", "domain.name.punycode"),
        ("xn--a.example", "domain.name.punycode"), ("a.example\u{202E}", "domain.name.idna"),
    ])
    func `a name that cannot be is refused with its reason`(typed: String, key: String) {
        #expect(throws: InputProblem.self) { try DomainName(typed) }
        do throws(InputProblem) { _ = try DomainName(typed) } catch { #expect(error.key == key) }
    }

    @Test func `labels have 63 characters and names 253`() throws {
        let longest = String(repeating: "a", count: 63)
        #expect(try DomainName("\(longest).example").ascii.count == 71)
        #expect(throws: InputProblem.self) { try DomainName("a\(longest).example") }
        let name = ([String](repeating: longest, count: 3) + [String(repeating: "b", count: 61)]).joined(separator: ".")
        #expect(try DomainName(name).ascii.utf8.count == 253)
        #expect(throws: InputProblem.self) { try DomainName("c." + name) }
    }

    @Test func `names know what lies within them`() throws {
        let zone = try DomainName("example.org")
        #expect(try DomainName("www.example.org").isWithin(zone))
        #expect(zone.isWithin(zone))
        #expect(try !DomainName("badexample.org").isWithin(zone))
        #expect(try DomainName("a.b.example.org").parent?.ascii == "b.example.org")
        #expect(zone.parent == nil)
        #expect(try DomainName("xn--mller-kva.example").display == "müller.example")
    }
}
