import AgentProtocol
import AsyncHTTPClient
import Core
import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import X509

@testable import Fleet

/// A client that speaks to the door as an agent does: own key, certificate, one stream, reports.
final class SampleAgent: Sendable {
    struct Answer: Sendable {
        var status: Int
        var body: [UInt8]
        var problem: NodeProblem? { try? JSONDecoder().decode(NodeProblem.self, from: Data(body)) }
    }

    let port: Int
    let version: String?
    private let client: HTTPClient

    /// - Parameter certificate: PEM; nil to come without one.
    init(port: Int, authority: String, certificate: String?, key: P256.Signing.PrivateKey, version: String? = "2") throws {
        self.port = port
        self.version = version
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: Array(authority.utf8), format: .pem)])
        if let certificate {
            tls.certificateChain = [.certificate(try NIOSSLCertificate(bytes: Array(certificate.utf8), format: .pem))]
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem))
        }
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.httpVersion = .http1Only
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(20))
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// An agent of `server` whose certificate was issued without asking the door.
    convenience init(
        port: Int, sample: FleetSample, server: PhysicalServerID? = nil, issuedAt: Timestamp? = nil, life: Duration = Authority.nodeLife,
        version: String? = "2", key: P256.Signing.PrivateKey = .init()
    ) throws {
        let issued = try sample.authority.issue(
            for: server ?? sample.computer.id, key: .init(key.publicKey), at: issuedAt ?? sample.time.value, life: life)
        try self.init(port: port, authority: try sample.authority.pem, certificate: issued.pem, key: key, version: version)
    }

    // A test that fails on its way leaves its agent behind; the library insists on an end.
    deinit { client.shutdown { _ in } }

    func close() async {
        // A client that is closed twice or has open streams is none of the test's business.
        try? await client.shutdown()
    }

    func post(_ path: String, _ value: some Encodable) async throws -> Answer {
        try await post(path, bytes: Array(try JSONEncoder().encode(value)))
    }

    func post(_ path: String, bytes: [UInt8]) async throws -> Answer {
        var request = request(path)
        request.method = .POST
        request.body = .bytes(bytes)
        return try await answer(to: request)
    }

    func get(_ path: String) async throws -> Answer { try await answer(to: request(path)) }

    private func answer(to request: HTTPClientRequest) async throws -> Answer {
        let response = try await client.execute(request, timeout: .seconds(20))
        return Answer(status: Int(response.status.code), body: Array(buffer: try await response.body.collect(upTo: 64 * 1024 * 1024)))
    }

    private func request(_ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "https://127.0.0.1:\(port)\(path)")
        if let version { request.headers.add(name: ProtocolVersion.header, value: version) }
        return request
    }

    /// Opens a stream and reads it in the background.
    func stream(after: Int64, epoch: Int64? = nil) async throws -> SampleStream {
        let path = "\(AgentPaths.specifications)?after=\(after)" + (epoch.map { "&epoch=\($0)" } ?? "")
        let response = try await client.execute(request(path), deadline: .distantFuture)
        guard response.status == .ok else {
            let body = Array(buffer: try await response.body.collect(upTo: 65536))
            throw TestFailure("\(response.status.code) \(String(decoding: body, as: UTF8.self))")
        }
        return SampleStream(response.body)
    }

    static func signingRequest(_ key: P256.Signing.PrivateKey) throws -> String {
        try CertificateSigningRequest(
            version: .v1, subject: try DistinguishedName { CommonName("any name the agent likes") }, privateKey: .init(key),
            attributes: .init()
        ).serializeAsPEM().pemString
    }
}

/// What has come over a stream so far.
final class SampleStream: Sendable {
    private struct State {
        var messages: [StreamMessage] = []
        var hasEnded = false
    }

    private let state = Locked(State())
    private let reading: Task<Void, Never>

    init(_ body: HTTPClientResponse.Body) {
        reading = Task { [state] in
            var rest: [UInt8] = []
            do {
                for try await buffer in body {
                    rest += Array(buffer: buffer)
                    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                        let message = try JSONDecoder().decode(StreamMessage.self, from: Data(rest[..<end]))
                        state.withLock { $0.messages.append(message) }
                        rest.removeSubrange(...end)
                    }
                }
            } catch {
                // A connection that was closed ends the stream like any other end.
            }
            state.withLock { $0.hasEnded = true }
        }
    }

    var messages: [StreamMessage] { state.value.messages }
    var hasEnded: Bool { state.value.hasEnded }
    func cancel() { reading.cancel() }

    var hello: StreamMessage.Hello? {
        for case .hello(let hello) in messages { return hello }
        return nil
    }

    var changes: [Change] {
        messages.compactMap { message in
            if case .change(let change) = message { return change }
            return nil
        }
    }

    var requests: [NodeRequest] {
        messages.compactMap { message in
            if case .request(let request) = message { return request }
            return nil
        }
    }

    var snapshotEnd: StreamMessage.SnapshotEnd? {
        for case .snapshotEnd(let end) in messages { return end }
        return nil
    }

    var beats: [Int64] {
        messages.compactMap { message in
            if case .heartbeat(let sequence) = message { return sequence }
            return nil
        }
    }

    var goodbye: String? {
        for case .goodbye(let reason) in messages { return reason }
        return nil
    }
}
