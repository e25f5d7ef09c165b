import AgentProtocol
import AsyncHTTPClient
import Core
import Foundation
import NIOCore
import ServiceConfiguration

/// Looks at a site from outside: over TCP to the server's own endpoint, with the site's name in the Host header.
struct WebProbe: Sendable {
    struct Sighting: Sendable, Hashable {
        /// The site whose record answered; nil when the name is unknown.
        var website: String?
        /// `open`, `locked`, `trashed`, `unknown`.
        var accountState: String
        /// What the web server, with its own rights, finds at the document root: `directory`, `other`, `missing`.
        var documentRoot: String
        /// `present`, `missing`, `none`.
        var phpSocket: String
        var time: Duration
    }

    let token: String

    /// One for the process: it keeps a few connections to the node's own addresses and lives as long as the process.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.redirectConfiguration = .disallow
        // Below the server's KeepAliveTimeout, so that no request meets a connection that is being closed.
        configuration.connectionPool.idleTimeout = .seconds(2)
        configuration.timeout = .init(connect: .seconds(2), read: .seconds(5))
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// Throws `ApplyFailure` when the server does not answer or something else answers.
    func look(_ host: DomainName, at endpoint: Endpoint) async throws -> Sighting {
        let nonce = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        var request = HTTPClientRequest(url: "http://\(endpoint.address.inURL):\(endpoint.port)\(WebServerHook.probePath)\(nonce)")
        request.headers.add(name: "Host", value: host.ascii)
        request.headers.add(name: WebServerHook.probeHeader, value: token)
        let start = ContinuousClock.now
        let text: String
        do {
            let response = try await Self.client.execute(request, timeout: .seconds(5))
            let body = try await response.body.collect(upTo: 4096)
            text = String(buffer: body)
        } catch {
            throw ApplyFailure(
                key: "webserver.unreachable", words: "\(endpoint.address.inURL):\(endpoint.port): \(error)", retryAfter: .seconds(1))
        }
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 5, words[0] == nonce else {
            throw ApplyFailure(
                key: "webserver.foreign",
                words: "another web server answers at \(endpoint.address.inURL):\(endpoint.port): \(text.prefix(200))",
                retryAfter: .seconds(5))
        }
        return Sighting(
            website: words[1] == "-" ? nil : words[1], accountState: words[2], documentRoot: words[3], phpSocket: words[4],
            time: ContinuousClock.now - start)
    }
}
