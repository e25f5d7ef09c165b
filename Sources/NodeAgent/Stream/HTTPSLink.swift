import AgentProtocol
import AsyncHTTPClient
import Core
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// HTTPS over HTTP/1.1 with mutual TLS: the stream is a long answer of newline-delimited JSON, reports are posts.
package actor HTTPSLink: ControlPlaneLink {
    private let root: String
    private let clock: Clock
    private let logger: Logger
    private let group: any EventLoopGroup
    private let renewer: Joining
    private var identity: NodeIdentity
    private var client: HTTPClient
    /// Clients of certificates before; each ends once its stream has ended.
    private var retired: [HTTPClient] = []
    private var nextRenewal: Timestamp

    /// Three heartbeats of the control plane (2 s each): a stopped server or a cut network is noticed after that.
    static let readTimeout = TimeAmount.seconds(6)
    /// A zone with very many records is the longest line there is.
    private static let longestLine = 16 << 20

    package init(root: String, identity: NodeIdentity, clock: Clock = .system, logger: Logger, group: any EventLoopGroup) throws {
        self.root = root
        self.clock = clock
        self.logger = logger
        self.group = group
        self.identity = identity
        renewer = Joining(root: root, logger: logger, group: group)
        client = try HTTPSLink.client(for: identity, group: group)
        nextRenewal = identity.renewAt
    }

    // The library ends the program when a client goes without having been shut down; whoever left this one behind has failed already.
    deinit { for client in retired + [client] { client.shutdown { _ in } } }

    package func close() async {
        for client in retired + [client] { await HTTPSLink.close(client) }
        retired = []
    }

    package func follow(after position: Int64, epoch: Int64, _ take: @Sendable (StreamMessage) async throws -> Void) async throws {
        let client = self.client
        await endRetired()
        let request = self.request(.GET, AgentPaths.specifications + "?after=\(position)&epoch=\(epoch)")
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: .distantFuture)
        } catch  where ForeignControlPlane.isCause(of: error) {
            throw ForeignControlPlane(url: identity.url)
        }
        try await HTTPSLink.check(response)
        var lines = LineReader(limit: HTTPSLink.longestLine)
        let decoder = JSONDecoder()
        for try await buffer in response.body {
            lines.append(buffer)
            while let line = try lines.next() {
                if line.isEmpty { continue }
                try await take(try decoder.decode(StreamMessage.self, from: line))
            }
        }
    }

    package func report(_ batch: ReportBatch) async throws {
        _ = try await post(AgentPaths.reports, batch)
    }

    package func content(of request: NodeRequestID, limit: Int) async throws -> [UInt8] {
        let response = try await client.execute(self.request(.GET, AgentPaths.requestContent(request)), timeout: .seconds(60))
        try await HTTPSLink.check(response)
        return [UInt8](buffer: try await response.body.collect(upTo: limit))
    }

    package func answer(_ request: NodeRequestID, _ answer: NodeAnswer) async throws {
        _ = try await post(AgentPaths.answer(request), answer)
    }

    package func renewIfDue() async throws -> Bool {
        let now = clock.now
        guard now >= nextRenewal else { return false }
        // Whatever happens now, not again for a minute.
        nextRenewal = now + .minutes(1)
        identity = try await renewer.renew(identity)
        let next = try HTTPSLink.client(for: identity, group: group)
        retired.append(client)
        client = next
        nextRenewal = identity.renewAt
        logger.notice("certificate renewed", metadata: ["until": "\(identity.notAfter)"])
        return true
    }

    /// Trusts the installation's authority only, and presents the node's certificate.
    static func client(for identity: NodeIdentity, group: any EventLoopGroup) throws -> HTTPClient {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(identity.authority.utf8)))
        // The authority issues serverAuth certificates to control planes only, under whatever name they are reached.
        tls.certificateVerification = .noHostnameVerification
        tls.minimumTLSVersion = .tlsv13
        tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8)).map { .certificate($0) }
        tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.key.utf8), format: .pem))
        return client(tls, group: group)
    }

    static func client(_ tls: TLSConfiguration, group: any EventLoopGroup) -> HTTPClient {
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: readTimeout),
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        // A refusal has to surface at once; who calls decides when to try again.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    static func close(_ client: HTTPClient) async {
        // It throws only when it has been closed before.
        try? await client.shutdown()
    }

    static func check(_ response: HTTPClientResponse) async throws {
        guard response.status.code < 300 else {
            // What the other side says may be cut short; the status counts.
            let body = try? await response.body.collect(upTo: 16384)
            throw LinkRefusal(status: Int(response.status.code), words: body.map { String(buffer: $0) } ?? response.status.reasonPhrase)
        }
    }

    private func post(_ path: String, _ body: some Encodable & Sendable) async throws -> ByteBuffer {
        var request = self.request(.POST, path)
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
        let response = try await client.execute(request, timeout: .seconds(30))
        try await HTTPSLink.check(response)
        return try await response.body.collect(upTo: 1 << 20)
    }

    private func request(_ method: HTTPMethod, _ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: identity.url + path)
        request.method = method
        request.headers.add(name: ProtocolVersion.header, value: String(ProtocolVersion.current))
        return request
    }

    private func endRetired() async {
        let ended = retired
        retired = []
        for client in ended { await HTTPSLink.close(client) }
    }
}

/// Cuts a stream of bytes into lines.
struct LineReader {
    private var bytes = ByteBuffer()
    /// How far the unfinished line has been searched already.
    private var searched = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func append(_ more: ByteBuffer) {
        if bytes.readableBytes == 0 {
            bytes = more
        } else {
            bytes.discardReadBytes()
            bytes.writeImmutableBuffer(more)
        }
    }

    /// The next whole line without its end, or nil. Throws when a line is over the limit.
    mutating func next() throws -> Data? {
        let view = bytes.readableBytesView.dropFirst(searched)
        guard let end = view.firstIndex(of: UInt8(ascii: "\n")) else {
            searched = bytes.readableBytes
            if searched > limit { throw LinkRefusal(status: 200, words: "a line is longer than \(limit) bytes") }
            return nil
        }
        let length = end - bytes.readerIndex
        searched = 0
        guard let line = bytes.readBytes(length: length) else { return nil }
        bytes.moveReaderIndex(forwardBy: 1)
        return Data(line)
    }
}
