import Core
import Foundation
import Testing

@Suite struct ValueTests {
    @Test func `ids ascend in the order in which they are made`() {
        let now = Timestamp(milliseconds: 1_800_000_000_000)
        let ids = (0..<5000).map { _ in AccountID(at: now) }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { AccountID($0.text) == $0 })
    }

    @Test(arguments: [
        "", "x", "01A201EB-B649-7125-B961-D1B6D19C1611", "01a201eb-b649-7125-b961-d1b6d19c161", "01a201eb_b649_7125_b961_d1b6d19c1611",
    ])
    func `what is no id is none`(text: String) {
        #expect(AccountID(text) == nil)
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1", false), ("2001:DB8:0:0::1", "2001:db8::1", true), ("::1", "::1", true),
    ])
    func `addresses are kept in their canonical form`(typed: String, text: String, isIPv6: Bool) throws {
        let address = try IPAddress(typed)
        #expect(address.text == text)
        #expect(address.isIPv6 == isIPv6)
    }

    @Test(arguments: ["", "192.0.2", "192.0.2.256", "2001:db8::g", "example.org", "192.0.2.1 ", "0x7f.1"])
    func `what is no address is refused`(typed: String) {
        #expect(throws: InputProblem.self) { try IPAddress(typed) }
    }

    @Test(arguments: ["", "/etc/passwd", "a/../b", "..", ".", "a//b", "a\nb", "a/\u{0}", "./a"])
    func `a path that could leave its directory cannot be written down`(typed: String) {
        #expect(throws: InputProblem.self) { try RelativePath(typed) }
    }

    @Test func `a path is its components`() throws {
        #expect(try RelativePath("public/blog/").components == ["public", "blog"])
        #expect(throws: InputProblem.self) { try RelativePath([String](repeating: "a", count: 65).joined(separator: "/")) }
        #expect(throws: InputProblem.self) { try RelativePath(String(repeating: "ä", count: 128)) }
    }

    @Test(arguments: [("MÜLLER", "muller"), ("Straße", "strasse"), ("Ёлка", "елка"), ("ＡＢＣ", "abc"), ("Čapek", "capek")])
    func `people's text folds alike for searching`(text: String, folded: String) {
        #expect(text.folded == folded)
    }

    @Test(arguments: ["", "   ", "a\nb", "a\u{0}b", "a\u{202E}b", "a\u{2028}b", String(repeating: "x", count: 101)])
    func `a name is one line that can be shown`(typed: String) {
        #expect(throws: InputProblem.self) { try typed.asName() }
    }

    @Test func `moments are written as RFC 3339 has them`() {
        #expect(Timestamp(milliseconds: 0).description == "1970-01-01T00:00:00.000Z")
        #expect(Timestamp(milliseconds: 1_795_324_418_120).description == "2026-11-22T05:13:38.120Z")
        #expect(Timestamp(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
        #expect((Timestamp(milliseconds: 1000) + .days(1)) - Timestamp(milliseconds: 0) == .milliseconds(86_401_000))
    }

    @Test func `all complaints about an input are told at once`() throws {
        var complaints = Complaints()
        let name = try complaints.take("name") { () throws(InputProblem) in try DomainName("a b") }
        let address = try complaints.take("address") { () throws(InputProblem) in try IPAddress("x") }
        #expect(name == nil && address == nil)
        #expect(throws: Fault.self) { try complaints.check() }
        #expect(complaints.fields.map(\.name) == ["name", "address"])
    }
}
