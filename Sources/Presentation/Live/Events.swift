import Core
import HTTPTypes
import Hummingbird
import NIOCore

/// Something that somebody may be looking at has changed.
package struct StatusChange: Sendable {
    /// The name the page's part carries: the `target` of `statusBadge` or `livePart`, for example `domain:0190...:badge`.
    package var target: String
    /// What stands there now: again a `statusBadge` or `livePart` with the same target.
    package var html: HTML

    package init(target: String, html: HTML) {
        self.target = target
        self.html = html
    }

    /// Too much has changed to name it: the browser looks at its page again.
    package static let everything = StatusChange(target: "", html: .nothing)
}

/// Tells what changes. ControlPlane fills it; it sends only what the person of the visit reaches.
package protocol StatusSource: Sendable {
    /// Changes from now on. Must end when the control plane shuts down, so that the open streams do not hold it up.
    func changes(for visit: Visit) async throws -> AsyncStream<StatusChange>
}

/// A source without changes, for samples.
package struct NoStatusSource: StatusSource {
    package init() {}
    package func changes(for visit: Visit) -> AsyncStream<StatusChange> { AsyncStream { _ in } }
}

/// The stream of events at `/events` (server-sent events, HTML Living Standard §9.2). One per browser: its tabs share it.
package struct Events: Sendable {
    /// After this long the stream ends and the browser opens it again, which checks the session anew. It ends at once with its session.
    static let lifetime = Duration.minutes(10)
    /// A line now and then, so that proxies keep the connection and a browser that has gone is noticed.
    static let heartbeat = Duration.seconds(20)

    private let source: any StatusSource

    package init(_ source: any StatusSource) { self.source = source }

    package var routes: Routes {
        var routes = Routes()
        routes.machine(.get, "/events", .reaching, stream)
        return routes
    }

    func stream(_ visit: Visit) async throws -> any Answer {
        // Listened to before the changes begin, so that no sign-out falls in between.
        let ended = visit.database.notifications(.sessions)
        let changes = try await source.changes(for: visit)
        let keys = [visit.session?.id.text, visit.person?.login?.text].compactMap { $0 }
        let headers: HTTPFields = [
            .contentType: "text/event-stream", .cacheControl: "no-store",
            // nginx(8) holds answers back otherwise; others ignore it.
            .accelBuffering: "no",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "retry: 2000\n: open\n\n"))
                for await text in Events.lines(changes, until: ended, of: keys) { try await writer.write(ByteBuffer(string: text)) }
                try await writer.finish(nil)
            })
    }

    /// Changes and heartbeats as one sequence that ends after the lifetime, or when `ended` names one of the keys.
    private static func lines(
        _ changes: AsyncStream<StatusChange>, until ended: AsyncStream<String>, of keys: [String]
    ) -> AsyncStream<String> {
        // A browser that cannot follow loses the oldest; it takes the truth from the page when it opens the stream again.
        AsyncStream(bufferingPolicy: .bufferingNewest(2000)) { continuation in
            let following = Task {
                for await change in changes { continuation.yield(event(change)) }
                continuation.finish()
            }
            let beating = Task {
                let end = ContinuousClock.now + lifetime
                while ContinuousClock.now < end {
                    guard (try? await Task.sleep(for: heartbeat)) != nil else { break }  // Cancelled: the reader has gone.
                    continuation.yield(": \n\n")
                }
                continuation.finish()
            }
            let watching = Task {
                // Empty: news may have been lost, so the session is checked anew by the next stream.
                for await key in ended where key.isEmpty || keys.contains(key) { break }
                continuation.finish()
            }
            continuation.onTermination = { _ in
                following.cancel()
                beating.cancel()
                watching.cancel()
            }
        }
    }

    static func event(_ change: StatusChange) -> String {
        if change.target.isEmpty { return "event: change\ndata: {\"refresh\":true}\n\n" }
        return "event: change\ndata: {\"target\":\(jsonString(change.target)),\"html\":\(jsonString(change.html.text))}\n\n"
    }
}

/// The text as a JSON string (RFC 8259 §7), on one line.
func jsonString(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        case "\u{2028}": out += "\\u2028"
        case "\u{2029}": out += "\\u2029"
        default:
            if scalar.value < 0x20 {
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
    }
    return out + "\""
}
