import APIResources
import Core
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// How often a program may ask, seen from outside.
@Suite struct RateTests {
    @Test(arguments: Engine.available)
    func `over HTTP every answer tells what is left, and the one too many when to go on`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, rates: APIRates(reads: 3, changes: 1)) { hosting in
            let token = try await hosting.token("admin", role: .administrator)
            let other = try await hosting.token("bert", role: .administrator)
            let names = try ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"].map { try #require(HTTPField.Name($0)) }
            let application = Application(
                responder: hosting.panel, configuration: .init(address: .hostname("127.0.0.1", port: 0)), logger: .silent)
            try await application.test(.live) { client in
                func send(_ method: HTTPRequest.Method, _ path: String, _ token: String, _ body: String = "") async throws -> TestResponse {
                    var headers: HTTPFields = [.authorization: "Bearer \(token)"]
                    if !body.isEmpty { headers[.contentType] = "application/json" }
                    return try await client.execute(uri: "/api/v1" + path, method: method, headers: headers, body: ByteBuffer(string: body))
                }
                // A minute's worth at once; what comes back meanwhile is less than one on any machine that answers four times in 20 s.
                var refused: TestResponse?
                for number in 0..<8 where refused == nil {
                    let reply = try await send(.get, "/me", token)
                    #expect(reply.headers[names[0]] == "3")
                    let left = try #require(reply.headers[names[1]].flatMap { Int($0) })
                    #expect((0...2).contains(left))
                    #expect(reply.headers[names[2]].flatMap { Int($0) }.map { (0...60).contains($0) } == true)
                    if reply.status == .tooManyRequests { refused = reply } else { #expect(reply.status == .ok, "\(number)") }
                }
                let last = try #require(refused)
                #expect(last.headers[.retryAfter].flatMap { Int($0) }.map { (1...20).contains($0) } == true)
                #expect(last.headers[.contentType] == "application/problem+json")
                let problem = try JSONDecoder().decode(ProblemResource.self, from: Data(last.body.readableBytesView))
                #expect((problem.code, problem.status) == ("rate.exceeded", 429))
                // Changing is counted for itself, and so is everybody else.
                #expect(try await send(.post, "/plans", token, #"{"name":"Starter"}"#).status == .created)
                #expect(try await send(.get, "/me", other).status == .ok)
                #expect(try await send(.post, "/plans", token, #"{"name":"Second"}"#).status == .tooManyRequests)
                let plans = try await hosting.read { db in try db.scalar("SELECT COUNT(*) FROM plan", as: Int.self) }
                #expect(plans == 1)
            }
        }
    }
}
