import AsyncHTTPClient
import Core
import Dispatch
import Foundation
import NIOCore
import NIOHTTP1
import Presentation

/// The one client for requests to addresses that somebody else named: webhooks, imports (security rule 13).
///
/// A host is resolved once; every address it has must be permitted, and the connection goes to the address that was checked, so a name that
/// resolves to something else a moment later changes nothing. A redirect is checked as a new address. Size and time are bounded.
package struct OutgoingClient: Sendable {
    package struct Request: Sendable {
        package var method: HTTPMethod
        package var url: String
        package var headers: [(name: String, value: String)]
        package var body: [UInt8]

        package init(_ method: HTTPMethod, _ url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
            self.method = method
            self.url = url
            self.headers = headers
            self.body = body
        }
    }

    package struct Reply: Sendable {
        package var status: Int
        /// At most `largest` bytes of it.
        package var body: [UInt8]
        /// Where the connection went.
        package var address: String
    }

    private let rules: OutgoingRules
    /// For the whole request, redirects included.
    private let timeout: Duration
    private let largest: Int
    private let mostRedirects = 3
    private let resolve: Resolve

    /// The addresses of a host name; empty when it is not known.
    package typealias Resolve = @Sendable (_ host: String) async -> [IPAddress]

    /// - Parameters:
    ///   - timeout: for the whole request, redirects included.
    ///   - largest: bytes of an answer that are read.
    ///   - resolve: how names become addresses; the system's resolver unless told.
    package init(
        _ rules: OutgoingRules, timeout: Duration = .seconds(10), largest: Int = 64 << 10, resolve: Resolve? = nil
    ) {
        self.rules = rules
        self.timeout = timeout
        self.largest = largest
        self.resolve = resolve ?? Self.systemResolve
    }

    /// Throws `Fault(.invalid)` beside `url` for an address that must not be asked, and `Fault(.unavailable)` when it does not answer.
    package func send(_ request: Request) async throws -> Reply {
        let deadline = ContinuousClock.now + timeout
        var request = request
        for _ in 0...mostRedirects {
            let target = try await checked(request.url)
            let (reply, location) = try await ask(request, target, until: deadline)
            // Only a redirect that keeps method and body leads on: another would turn an event into a page view (RFC 9110 §15.4.8, §15.4.9).
            guard [307, 308].contains(reply.status) || (request.method == .GET && [301, 302, 303].contains(reply.status)), let location
            else { return reply }
            guard let next = URL(string: location, relativeTo: URL(string: request.url))?.absoluteURL else { return reply }
            if target.isSecure, next.scheme?.lowercased() != "https" {
                throw refused("outgoing.downgrade", "The address redirects from https to an unencrypted one.")
            }
            request.url = next.absoluteString
        }
        throw refused("outgoing.redirects", "The address redirects more than \(mostRedirects) times.")
    }

    /// The same checks without a request: for the form where somebody types the address.
    package func check(_ url: String) async throws { _ = try await checked(url) }

    // MARK: Checking

    private struct Target: Sendable {
        var host: String
        var address: IPAddress
        var isSecure: Bool
    }

    private func checked(_ url: String) async throws -> Target {
        guard url.utf8.count <= 2000, let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            scheme == "https" || scheme == "http", var host = parts.host, !host.isEmpty
        else { throw refused("outgoing.form", "Give an address that begins with https://, or http:// for one in your own network.") }
        if parts.user != nil || parts.password != nil {
            throw refused("outgoing.credentials", "An address must not hold a name or a password.")
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        let addresses = await resolve(host)
        guard let address = addresses.first else {
            throw Fault(.unavailable, key: "outgoing.unknown_host", arguments: ["host": host], "The host \(host) is not known in the DNS.")
        }
        if let closed = addresses.first(where: { !rules.permits($0) }) {
            throw refused(
                "outgoing.private", "\(host) is \(closed), an address of a private network, which must not be asked from here.",
                ["host": host, "address": closed.text])
        }
        return Target(host: host, address: address, isSecure: scheme == "https")
    }

    private func refused(_ key: String, _ sentence: String, _ arguments: [String: String] = [:]) -> Fault {
        .invalid(.init("url", key: key, arguments: arguments, sentence))
    }

    /// As the C library reads hosts: names, and addresses in every form it takes (`2130706433`, `0x7f.1`), so that what is checked is what a
    /// connection would go to.
    @Sendable private static func systemResolve(_ host: String) async -> [IPAddress] {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var hints = addrinfo()
                hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
                var list: UnsafeMutablePointer<addrinfo>?
                guard getaddrinfo(host, nil, &hints, &list) == 0 else { return continuation.resume(returning: []) }
                defer { freeaddrinfo(list) }
                var found: [IPAddress] = []
                var next = list
                while let entry = next {
                    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
                    if getnameinfo(entry.pointee.ai_addr, entry.pointee.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
                        == 0
                    {
                        let text = String(decoding: name.prefix { $0 != 0 && $0 != 0x25 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                        if let address = try? IPAddress(text) { found.append(address) }  // The library's own text is one.
                    }
                    next = entry.pointee.ai_next
                }
                continuation.resume(returning: found)
            }
        }
    }

    // MARK: Asking

    private func ask(
        _ request: Request, _ target: Target, until deadline: ContinuousClock.Instant
    ) async throws -> (Reply, location: String?) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(10)), decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.dnsOverride = [target.host: target.address.text]
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let result = try await ask(request, target, until: deadline, client)
            try await client.shutdown()
            return result
        } catch {
            // The first error is the one to tell.
            try? await client.shutdown()
            if error is Fault { throw error }
            throw Fault(
                .unavailable, key: "outgoing.no_answer", arguments: ["host": target.host],
                "\(target.host) (\(target.address)) does not answer: \(String(describing: error).prefix(200)).")
        }
    }

    private func ask(
        _ request: Request, _ target: Target, until deadline: ContinuousClock.Instant, _ client: HTTPClient
    ) async throws -> (Reply, location: String?) {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = request.method
        for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
        outgoing.headers.replaceOrAdd(name: "user-agent", value: "Hostwright")
        if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
        let rest = max(1, (deadline - .now).milliseconds)
        let response = try await client.execute(outgoing, timeout: .milliseconds(rest))
        var body: [UInt8] = []
        for try await part in response.body {
            body += part.readableBytesView.prefix(largest - body.count)
            if body.count >= largest || ContinuousClock.now > deadline { break }
        }
        return (
            Reply(status: Int(response.status.code), body: body, address: target.address.text), response.headers.first(name: "location")
        )
    }
}
