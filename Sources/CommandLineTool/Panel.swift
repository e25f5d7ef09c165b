import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The panel's REST interface, as the commands see it.
struct Panel: Sendable {
    /// What goes with a request.
    enum Body: Sendable {
        case none
        case json([UInt8])
        case bytes([UInt8])
    }

    let connection: Connection
    /// How the command calls the fields of a problem.
    let optionNames: [String: String]
    private let client: HTTPClient

    /// Larger answers than this are not from a panel.
    private static let answerLimit = 64 << 20

    /// Runs `body` with a client that is closed afterwards.
    static func connected<R: Sendable>(
        _ options: ConnectionOptions, optionNames: [String: String], _ body: (Panel) async throws -> R
    ) async throws -> R {
        try await connected(Connection(options, variables: Console.current.variables), optionNames: optionNames, body)
    }

    static func connected<R: Sendable>(
        _ connection: Connection, optionNames: [String: String], _ body: (Panel) async throws -> R
    ) async throws -> R {
        var configuration = HTTPClient.Configuration(
            // A redirect would carry the token to wherever it points.
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(90)))
        configuration.httpVersion = .http1Only
        // A panel that is down should be told at once, not after the time-out.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let result = try await body(Panel(connection: connection, optionNames: optionNames, client: client))
            try await client.shutdown()
            return result
        } catch {
            // The first error is the one to tell.
            try? await client.shutdown()
            throw error
        }
    }

    /// The same panel, whose problems name these options.
    func calling(_ optionNames: [String: String]) -> Panel {
        Panel(connection: connection, optionNames: optionNames, client: client)
    }

    func get(_ path: String..., query: [(String, String?)] = []) async throws -> Answer {
        try await send(.GET, path, query: query)
    }

    /// - Parameter seconds: How long the panel may hold the answer back until the change is live.
    func get(_ path: String..., waiting seconds: Double) async throws -> Answer {
        try await send(.GET, path, headers: [("prefer", "wait=\(max(1, Int(seconds)))")])
    }

    func post(_ path: String..., body: Body = .none) async throws -> Answer { try await send(.POST, path, body: body) }

    func put(_ path: String..., body: Body) async throws -> Answer { try await send(.PUT, path, body: body) }

    func patch(_ path: String..., body: Body) async throws -> Answer { try await send(.PATCH, path, body: body) }

    func delete(_ path: String...) async throws -> Answer { try await send(.DELETE, path) }

    /// - Parameter path: The segments; each is escaped, so a name with a slash stays one segment.
    /// - Parameter headers: More headers. With `if-none-match` the answer may be one without a body and `isUnchanged`.
    func send(
        _ method: HTTPMethod, _ path: [String], query: [(String, String?)] = [], body: Body = .none, headers: [(String, String)] = []
    ) async throws -> Answer {
        let response = try await execute(method, path, query: query, body: body, headers: headers)
        do {
            let bytes = try await response.body.collect(upTo: Self.answerLimit)
            return Answer(
                bytes: [UInt8](bytes.readableBytesView), status: Int(response.status.code), tag: response.headers.first(name: "etag"))
        } catch {
            throw doesNotAnswer(error)
        }
    }

    /// Hands the body of the answer on as it arrives.
    func receive(_ path: [String], query: [(String, String?)] = [], _ consume: ([UInt8]) throws -> Void) async throws {
        let response = try await execute(.GET, path, query: query, body: .none)
        var chunks = response.body.makeAsyncIterator()
        while let chunk = try await next(&chunks) { try consume([UInt8](chunk.readableBytesView)) }
    }

    private func next(_ chunks: inout HTTPClientResponse.Body.AsyncIterator) async throws -> ByteBuffer? {
        do {
            return try await chunks.next()
        } catch {
            throw doesNotAnswer(error)
        }
    }

    private func execute(
        _ method: HTTPMethod, _ path: [String], query: [(String, String?)], body: Body, headers: [(String, String)] = []
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url(path, query))
        request.method = method
        request.headers.add(name: "authorization", value: "Bearer \(connection.token)")
        request.headers.add(name: "accept", value: "application/json, application/problem+json, */*;q=0.5")
        request.headers.add(name: "user-agent", value: "hostwright")
        // Whatever lies between may send a request twice; the panel does nothing twice.
        if method == .POST { request.headers.add(name: "idempotency-key", value: UUID().uuidString.lowercased()) }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        switch body {
        case .none: break
        case .json(let bytes):
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: bytes))
        case .bytes(let bytes):
            request.headers.add(name: "content-type", value: "application/octet-stream")
            request.body = .bytes(ByteBuffer(bytes: bytes))
        }
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, timeout: .minutes(10))
        } catch {
            throw doesNotAnswer(error)
        }
        if (200..<300).contains(response.status.code) { return response }
        if response.status == .notModified, headers.contains(where: { $0.0 == "if-none-match" }) { return response }
        throw await refusal(response)
    }

    private func url(_ path: [String], _ query: [(String, String?)]) -> String {
        var url = connection.url
        for segment in path { url += "/" + segment.escapedForURL }
        let pairs = query.compactMap { name, value in value.map { "\(name)=\($0.escapedForURL)" } }
        return pairs.isEmpty ? url : url + "?" + pairs.joined(separator: "&")
    }

    private func refusal(_ response: HTTPClientResponse) async -> Refusal {
        // Silence is right: without a readable problem the status alone is told.
        let bytes = try? await response.body.collect(upTo: 1 << 20)
        let problem = bytes.flatMap { try? JSONDecoder().decode(Problem.self, from: Data($0.readableBytesView)) }
        if let problem { return Refusal(problem, httpStatus: response.status.code, optionNames: optionNames) }
        return Refusal(
            ExitReason(httpStatus: response.status.code),
            "\(connection.url) answered with status \(response.status.code) and no explanation. Is it the address of a panel?")
    }

    private func doesNotAnswer(_ error: any Error) -> Refusal {
        let late: [HTTPClientError] = [.connectTimeout, .readTimeout, .deadlineExceeded]
        var reason = ""
        if let error = error as? HTTPClientError {
            if late.contains(error) { reason = " in time" } else if error != .remoteConnectionClosed { reason = " (\(error))" }
        }
        return Refusal(.unavailable, "The panel at \(connection.url) does not answer\(reason). Is it running?")
    }
}

/// What the panel answered.
struct Answer: Sendable {
    var bytes: [UInt8]
    var status = 200
    /// `ETag`: which state of the resource this is.
    var tag: String?

    /// Whether what the sender has is still so (304).
    var isUnchanged: Bool { status == 304 }

    /// Any payload, its members in their order.
    func json() throws -> JSON {
        do {
            return try JSON(bytes)
        } catch {
            throw Refusal(.failed, "The panel's answer cannot be read. Is this command line as new as the panel?")
        }
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw Refusal(.failed, "The panel's answer cannot be read. Is this command line as new as the panel?")
        }
    }

    /// Prints the payload as it came (`--json`); nothing when there is none.
    func printPayload() {
        if bytes.isEmpty { return }
        // Silence is right: who closed the output has read enough.
        try? Console.current.output(bytes.last == 0x0A ? bytes : bytes + [0x0A])
    }
}

extension Panel.Body {
    /// A payload of the REST interface; absent values are left out.
    static func payload(_ value: some Encodable) throws -> Panel.Body { .json(try payloadBytes(value)) }

    static func payloadBytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value))
    }
}

extension String {
    /// RFC 3986 §2.3: all but unreserved characters are escaped.
    var escapedForURL: String {
        var text = ""
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }
}
