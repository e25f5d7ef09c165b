import AgentProtocol
import Core
import Foundation
import NIOPosix
import ServiceConfiguration

/// Looks at a site from outside: over TCP to the server's own endpoint, with the site's name in the Host header.
final class WebProbe: Sendable {
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

    private let token: String
    private let idle = Locked<[Endpoint: [Idle]]>([:])

    init(token: String) { self.token = token }

    /// A connection that was kept alive, and since when nobody uses it.
    private struct Idle: Sendable {
        var socket: FileDescriptor
        var since: ContinuousClock.Instant
    }

    /// Looks wait for the web server, so they have threads of their own.
    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        return threads
    }()

    /// Throws `ApplyFailure` when the server does not answer or something else answers.
    func look(_ host: DomainName, at endpoint: Endpoint) async throws -> Sighting {
        try await look([(host, endpoint)])[0]
    }

    /// One look after the other on one thread, the answers in the same order.
    func look(_ places: [(host: DomainName, endpoint: Endpoint)]) async throws -> [Sighting] {
        try await WebProbe.threads.runIfActive { try places.map { try self.ask($0.host, $0.endpoint) } }
    }

    private func ask(_ host: DomainName, _ endpoint: Endpoint) throws -> Sighting {
        let nonce = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        // 1.0, so that the answer is either as long as it says or ends with the connection (RFC 9112, 6.3).
        let request =
            "GET \(WebServerHook.probePath)\(nonce) HTTP/1.0\r\nHost: \(host.ascii)\r\n\(WebServerHook.probeHeader): \(token)\r\n"
            + "Connection: keep-alive\r\n\r\n"
        let start = ContinuousClock.now
        let text: String
        do {
            text = try answer(Array(request.utf8), from: endpoint)
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

    private func answer(_ request: [UInt8], from endpoint: Endpoint) throws -> String {
        if let kept = takeIdle(endpoint) {
            // The server may have closed it at this very moment: then it is asked on a new one.
            if let text = try? exchange(request, kept, endpoint) { return text }
        }
        let fresh = try Reachability.connect(endpoint, timeout: 5)
        return try exchange(request, fresh, endpoint)
    }

    /// Below the server's KeepAliveTimeout.
    private func takeIdle(_ endpoint: Endpoint) -> FileDescriptor? {
        idle.withLock { idle in
            idle[endpoint]?.removeAll { $0.since < .now - .seconds(2) }
            return idle[endpoint]?.popLast()?.socket
        }
    }

    private func exchange(_ request: [UInt8], _ socket: FileDescriptor, _ endpoint: Endpoint) throws -> String {
        try socket.writeAll(request)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        var answer = Answer()
        while true {
            let count = recv(socket.number, &chunk, chunk.count, 0)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw SystemError("recv", "no answer", code: errno) }
            bytes += chunk[..<count]
            if answer.read(bytes, isEnd: count == 0) { break }
            if count == 0 { throw SystemError("recv", "the answer is cut off", code: ECONNRESET) }
            if bytes.count > 16384 { throw SystemError("recv", "the answer is too long", code: EMSGSIZE) }
        }
        if answer.isKept {
            idle.withLock { idle in
                if idle[endpoint, default: []].count < 4 { idle[endpoint, default: []].append(Idle(socket: socket, since: .now)) }
            }
        }
        return answer.body
    }

    /// What is needed of an answer: its body, and whether another question may follow it.
    private struct Answer {
        var body = ""
        var isKept = false

        /// True once the answer is whole.
        mutating func read(_ bytes: [UInt8], isEnd: Bool) -> Bool {
            guard let end = Answer.endOfHead(bytes) else { return false }
            var length: Int?
            for line in String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
                guard parts.count == 2 else { continue }
                if parts[0] == "content-length" { length = Int(parts[1]) }
                if parts[0] == "connection" { isKept = parts[1] == "keep-alive" }
            }
            let rest = bytes[end...]
            if let length, rest.count < length { return false }
            if length == nil, !isEnd { return false }
            isKept = isKept && length == rest.count
            body = String(decoding: rest.prefix(length ?? rest.count), as: UTF8.self)
            return true
        }

        private static func endOfHead(_ bytes: [UInt8]) -> Int? {
            guard bytes.count >= 4 else { return nil }
            return (3..<bytes.count).first { bytes[($0 - 3)...$0].elementsEqual([13, 10, 13, 10]) }.map { $0 + 1 }
        }
    }
}
