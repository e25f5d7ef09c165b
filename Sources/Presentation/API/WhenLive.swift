import Core
import HTTPTypes
import Hummingbird
import Persistence

/// An answer that can be waited for: with `Prefer: wait=N` (RFC 7240 §4.3) it is given when what was asked for is live on every server or has
/// failed there, or after N seconds, as it is then. Without the header it is given at once.
package struct WhenLive<Out: APIAnswer>: APIAnswer {
    private let first: Out
    private let look: @Sendable (any Connection) throws -> (answer: Out, isSettled: Bool)

    /// - Parameters:
    ///   - first: the answer now.
    ///   - look: the answer as it is later, and whether waiting longer would change nothing.
    package init(_ first: Out, then look: @escaping @Sendable (any Connection) throws -> (answer: Out, isSettled: Bool)) {
        self.first = first
        self.look = look
    }

    package static var described: AnswerDescription {
        var description = Out.described
        description.waits = true
        return description
    }

    package var stored: StoredAnswer? { get throws { try first.stored } }
    package var holdsSecret: Bool { first.holdsSecret }

    package func response(to visit: Visit, by panel: Panel) async throws -> Response {
        guard let seconds = visit.preferredWait else { return try await first.response(to: visit, by: panel) }
        let deadline = ContinuousClock.now + .seconds(seconds)
        // Listening begins before looking, so that nothing falls between.
        let ticks = Self.ticks(visit.database.notifications(.statuses), until: deadline)
        var answer = first
        let look = look
        for await _ in ticks {
            let (latest, isSettled) = try await visit.database.read(look)
            answer = latest
            if isSettled || ContinuousClock.now >= deadline { break }
        }
        var response = try await answer.response(to: visit, by: panel)
        response.headers[.preferenceApplied] = "wait=\(seconds)"
        return response
    }

    /// Once at once, then whenever a status changes, and now and then for what was missed.
    private static func ticks(_ changes: AsyncStream<String>, until deadline: ContinuousClock.Instant) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            continuation.yield()
            let following = Task { for await _ in changes { continuation.yield() } }
            let beating = Task {
                while ContinuousClock.now < deadline {
                    // Cancelled: somebody has the answer.
                    guard (try? await Task.sleep(until: min(deadline, .now + .seconds(1)), clock: .continuous)) != nil else { return }
                    continuation.yield()
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in
                following.cancel()
                beating.cancel()
            }
        }
    }
}

extension Visit {
    /// The longest that an answer is held back: less than connections may be idle.
    private static let longestWait = 60

    /// Seconds of `Prefer: wait=N`, at most 60; nil without. What cannot be understood is no preference (RFC 7240 §2).
    var preferredWait: Int? {
        for header in headers[values: .prefer] {
            for preference in header.split(separator: ",") {
                let halves = preference.split(separator: ";")[0].split(separator: "=", maxSplits: 1).map { String($0).trimmed }
                guard halves.count == 2, halves[0].lowercased() == "wait" else { continue }
                guard let seconds = Int(halves[1].filter { $0 != "\"" }), seconds > 0 else { continue }
                return min(seconds, Visit.longestWait)
            }
        }
        return nil
    }
}
