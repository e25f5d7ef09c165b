import Core
import HTTPTypes

/// How often one token or login may ask in a minute.
package struct APIRates: Sendable {
    package var reads: Int
    package var changes: Int

    package init(reads: Int = 600, changes: Int = 300) {
        self.reads = reads
        self.changes = changes
    }
}

/// Counts the requests of each caller: a bucket that fills evenly and holds a minute's worth. In this process; several processes behind one
/// address allow as many times more.
final class RateLimits: Sendable {
    struct State: Sendable, Equatable {
        var limit: Int
        var remaining: Int
        /// Seconds until all of them are there again.
        var reset: Int
        /// Nil: go on.
        var retryAfter: Duration?

        func tell(in headers: inout HTTPFields) {
            headers[.rateLimitLimit] = String(limit)
            headers[.rateLimitRemaining] = String(remaining)
            headers[.rateLimitReset] = String(reset)
        }
    }

    private struct Bucket: Sendable {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    private struct Key: Hashable, Sendable {
        var caller: String
        var isChange: Bool
    }

    let rates: APIRates
    private let buckets = Locked<[Key: Bucket]>([:])
    /// More callers than this are looked through for those who have been quiet.
    private static let mostKept = 10_000

    init(_ rates: APIRates) { self.rates = rates }

    func take(_ caller: String, isChange: Bool, at now: ContinuousClock.Instant = .now) -> State {
        let limit = Double(max(1, isChange ? rates.changes : rates.reads))
        let perSecond = limit / 60
        return buckets.withLock { buckets in
            if buckets.count > Self.mostKept { buckets = buckets.filter { now - $0.value.filledAt < .seconds(60) } }
            let key = Key(caller: caller, isChange: isChange)
            var bucket = buckets[key] ?? Bucket(tokens: limit, filledAt: now)
            bucket.tokens = min(limit, bucket.tokens + Self.seconds(now - bucket.filledAt) * perSecond)
            bucket.filledAt = now
            var wait: Duration?
            if bucket.tokens >= 1 {
                bucket.tokens -= 1
            } else {
                wait = .milliseconds(Int64(((1 - bucket.tokens) / perSecond * 1000).rounded(.up)))
            }
            buckets[key] = bucket
            return State(
                limit: Int(limit), remaining: Int(bucket.tokens), reset: Int(((limit - bucket.tokens) / perSecond).rounded(.up)),
                retryAfter: wait)
        }
    }

    private static func seconds(_ duration: Duration) -> Double { max(0, Double(duration.milliseconds) / 1000) }
}
