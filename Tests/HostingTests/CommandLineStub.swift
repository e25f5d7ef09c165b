import APIResources
import CommandLineTool
import Core
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting

/// A panel for one test, on a port of its own: it answers as the REST interface is documented, and keeps what it was asked.
struct StubPanel: Sendable {
    struct Asked: Sendable, Equatable {
        /// Method and address: `GET /api/v1/accounts?q=anna`.
        var line: String
        var authorization: String?
        var body: String
        /// By their names in lower case.
        var headers: [String: String] = [:]
    }

    struct Reply: Sendable {
        var status: HTTPResponse.Status = .ok
        var type = "application/json"
        var body = ""
        /// `ETag`. Whoever has this already gets 304.
        var tag: String?

        static func json(_ text: String, _ status: HTTPResponse.Status = .ok) -> Reply { Reply(status: status, body: text) }

        static func json(_ value: some Encodable, _ status: HTTPResponse.Status = .ok) throws -> Reply {
            Reply(status: status, body: String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
        }

        static func problem(_ status: Int, _ detail: String, _ errors: [ProblemResource.Field]? = nil) throws -> Reply {
            let problem = ProblemResource(
                title: "Refused", status: status, detail: detail, code: "test.refused", errors: errors, reference: "request-7")
            var reply = try json(problem, .init(code: status))
            reply.type = "application/problem+json"
            return reply
        }
    }

    let port: Int
    fileprivate let asked: Locked<[Asked]>
    fileprivate let folder: String

    static let token = "test-token"

    /// The installation's folder, with `ready.json` and the token.
    var state: String { folder }

    var requests: [Asked] { asked.value }
    var lines: [String] { asked.value.map(\.line) }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")), as: UTF8.self)
    }

    /// A home of its own and no panel named.
    var home: [String: String] { ["HOME": folder] }

    var variables: [String: String] {
        ["HOME": folder, "HOSTWRIGHT_URL": "http://127.0.0.1:\(port)", "HOSTWRIGHT_TOKEN_FILE": "\(folder)/token"]
    }

    /// Runs `hostwright` with these arguments against this panel.
    func run(_ arguments: String..., answer: String? = nil, input: String = "", width: Int? = nil) async -> Ended {
        await hostwright(arguments, variables: variables, answer: answer, input: input, width: width)
    }
}

/// How a run of `hostwright` ended.
struct Ended: Sendable, Equatable {
    var code: Int32
    var output: String
    var complaints: String
}

/// Runs `hostwright` in this process.
///
/// - Parameter answer: What a person at the terminal types; nil when there is no terminal.
func hostwright(
    _ arguments: [String], variables: [String: String] = [:], answer: String? = nil, input: String = "", width: Int? = nil
) async -> Ended {
    let output = Locked<[UInt8]>([])
    let complaints = Locked<[UInt8]>([])
    let console = Console(
        variables: variables, width: width, canAsk: answer != nil,
        output: { bytes in output.withLock { $0 += bytes } }, complaints: { bytes in complaints.withLock { $0 += bytes } },
        answer: { answer }, input: { [UInt8](input.utf8) })
    let code = await CommandLine.run(arguments, console: console)
    return Ended(
        code: code, output: String(decoding: output.value, as: UTF8.self), complaints: String(decoding: complaints.value, as: UTF8.self))
}

extension AccountResource {
    static func sample(number: Int = 12, title: String = "Anna's Bakery", state: String = "active", domains: Int = 2) -> AccountResource {
        AccountResource(
            number: number, title: title, plan: "Starter", login: "anna", systemUser: "web\(number)", uid: 20_012,
            webServer: "web1.hosting.example", state: state, suspensionReason: nil, trashedAt: nil, purgeAt: nil, domains: domains,
            createdAt: "2026-11-22T05:13:38.120Z")
    }
}

extension DomainResource {
    static func sample(_ name: String = "example.org", statuses: [StatusResource] = []) -> DomainResource {
        DomainResource(
            name: name, displayName: name, account: 12, state: "active", liveState: "applying", statuses: statuses,
            nameServers: ["ns1.hosting.example", "ns2.hosting.example"], serial: 1,
            website: WebsiteResource(
                names: [name, "www.\(name)"], documentRoot: "\(name)/public", isOn: true, runsPHP: true, server: "web1.hosting.example",
                endpoints: ["127.0.0.1:8082"]),
            trashedAt: nil, purgeAt: nil, createdAt: "2026-11-22T05:13:38.120Z")
    }
}

extension StatusResource {
    static func sample(_ state: String, on server: String = "web1.hosting.example", kind: String = "web", words: String = "")
        -> StatusResource
    {
        StatusResource(server: server, kind: kind, state: state, words: words, nextTry: nil, since: "2026-11-22T05:13:38.120Z")
    }
}

/// What a panel answers: it gets `METHOD path?query` below `/api/v1`; nil is a 404 as the panel makes it.
struct Replies: Sendable {
    private let reply: @Sendable (String) throws -> StubPanel.Reply?

    init(_ reply: @escaping @Sendable (String) throws -> StubPanel.Reply?) { self.reply = reply }

    /// Serves a panel of its own while `body` runs.
    func serve(_ body: @escaping @Sendable (StubPanel) async throws -> Void) async throws {
        let reply = reply
        let asked = Locked<[StubPanel.Asked]>([])
        let responder = CallbackResponder { (request: Request, _: BasicRequestContext) in
            let bytes = try await request.body.collect(upTo: 1 << 20)
            let line = "\(request.method.rawValue) \(request.uri.string)"
            let headers = Dictionary(
                request.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { first, _ in first })
            asked.withLock {
                $0.append(
                    StubPanel.Asked(
                        line: line, authorization: request.headers[.authorization], body: String(buffer: bytes), headers: headers))
            }
            let known = try reply(line.replacing("/api/v1", with: "", maxReplacements: 1))
            let answer = try known ?? StubPanel.Reply.problem(404, "There is no such thing, or it is not yours.")
            var fields: HTTPFields = [.contentType: answer.type]
            if let tag = answer.tag {
                fields[.eTag] = tag
                if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: fields) }
            }
            return Response(
                status: answer.status, headers: fields, body: .init(byteBuffer: ByteBuffer(string: answer.body)))
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hostwright-cli-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let application = Application(responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)))
        try await application.test(.live) { client in
            let panel = StubPanel(port: client.port ?? 0, asked: asked, folder: folder)
            try panel.write("token", StubPanel.token + "\n")
            try panel.write("ready.json", #"{"panel": "x", "api": {"url": "http://127.0.0.1:\#(panel.port)", "tokenFile": "token"}}"#)
            try await body(panel)
        }
    }
}
