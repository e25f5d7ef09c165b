import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// `/api/v1/events`: what happens, as it happens.
@Suite struct EventStreamTests {
    @Test(arguments: Engine.available)
    func `whoever comes back gets what he has missed, and nobody what is not his`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.add("anna.example", to: hosting.account(), by: .system)
            try await hosting.add("ben.example", to: hosting.account("Ben's garage", of: "ben"), by: .system)
            let anna = try await hosting.token("anna")
            let all = try await read(hosting, anna, after: "0", until: "anna.example")
            #expect(all.contains("event: domain.added"))
            #expect(all.contains("event: account.created"))
            #expect(!all.contains("ben"))
            let id = try #require(all.split(separator: "\n").last { $0.hasPrefix("id: ") }).dropFirst(4)
            // What happens while it is open.
            async let open = read(hosting, anna, after: String(id), until: "second.example")
            try await hosting.add("second.example", to: hosting.account("Second", of: "anna"), by: .system)
            let later = try await open
            #expect(!later.contains("anna.example"))
            #expect(later.contains("event: domain.added"))
        }
    }

    /// The stream until `end` has come.
    private func read(_ hosting: Hosting, _ token: String, after id: String, until end: String) async throws -> String {
        var headers: HTTPFields = [.authorization: "Bearer \(token)"]
        headers[try #require(HTTPField.Name("Last-Event-ID"))] = id
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "localhost:8080", path: "/api/v1/events", headerFields: headers),
            body: RequestBody(buffer: ByteBuffer()))
        let response = try await hosting.panel.respond(to: request, context: PanelContext(peer: nil, logger: .silent))
        #expect(response.headers[.contentType] == "text/event-stream")
        let text = Locked("")
        do { try await response.body.write(Reader(text: text, end: end)) } catch is Enough {}
        return text.value
    }

    private struct Enough: Error {}

    private struct Reader: ResponseBodyWriter {
        let text: Locked<String>
        let end: String

        mutating func write(_ buffer: ByteBuffer) async throws {
            let all = text.withLock { text in
                text += String(buffer: buffer)
                return text
            }
            if all.contains(end) { throw Enough() }
        }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
