import AgentProtocol
import Core
import Foundation
import Testing

@Suite struct ProtocolTests {
    private func change() throws -> Change {
        let site = WebsiteSpecification(
            account: AccountID(), accountNumber: 7, uid: 200_007, names: [try DomainName("example.org")],
            documentRoot: try RelativePath("example.org/public"), runsPHP: true, indexPage: "<p>ready</p>")
        return Change(
            sequence: 12, previous: 9, reference: ObjectReference(server: LogicalServerID(), kind: .website, object: WebsiteID().text),
            presence: .present, specification: .website(site))
    }

    @Test func `a change reads as it was written`() throws {
        let change = try change()
        let bytes = try JSONEncoder().encode(StreamMessage.change(change))
        guard case .change(let read) = try JSONDecoder().decode(StreamMessage.self, from: bytes) else {
            Issue.record("another message was read")
            return
        }
        #expect(read == change)
    }

    @Test func `fields that this version does not know are ignored`() throws {
        let text = #"{"type":"heartbeat","sequence":4711,"colour":"green","nested":{"a":[1]}}"#
        guard case .heartbeat(let sequence) = try JSONDecoder().decode(StreamMessage.self, from: Data(text.utf8)) else {
            Issue.record("another message was read")
            return
        }
        #expect(sequence == 4711)
    }

    @Test func `a document root that climbs out is refused on the wire, too`() throws {
        let bytes = try JSONEncoder().encode(try change())
        let text = String(decoding: bytes, as: UTF8.self).replacing(#"example.org\/public"#, with: "..\\/..\\/etc")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Change.self, from: Data(text.utf8)) }
    }

    @Test func `an answer carries bytes of any kind`() throws {
        let answer = NodeAnswer(content: Array(0...255))
        let read = try JSONDecoder().decode(NodeAnswer.self, from: JSONEncoder().encode(answer))
        #expect(read.content == Array(0...255))
    }
}
