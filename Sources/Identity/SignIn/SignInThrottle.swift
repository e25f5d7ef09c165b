import Core
import Foundation
import Persistence

/// Slows down guessing: the more failures, the longer the wait, for the login and for the address apart.
///
/// A failure is counted before the password is checked and taken back when it was right, so that many tries at once do not slip through.
package struct SignInThrottle: Sendable {
    /// A login's first failures cost nothing; then 2, 4, 8 ... seconds up to five minutes.
    static let loginRule = Rule(free: 4, longest: .minutes(5))
    /// Many people may share an address, so it gets more tries; the wait grows to fifteen minutes.
    static let addressRule = Rule(free: 20, longest: .minutes(15))
    /// Links for a lost password are mails to somebody who may not have asked for them: few, then up to an hour apart.
    static let lostRule = Rule(free: 3, longest: .hours(1))
    /// The same for one address that asks for the links of many.
    static let lostAddressRule = Rule(free: 10, longest: .hours(1))
    /// Failures are forgotten after this long without another.
    static let memory = Duration.hours(12)

    struct Rule: Sendable {
        /// Failures without a wait.
        let free: Int
        let longest: Duration

        func wait(after failures: Int) -> Duration {
            failures < free ? .zero : min(longest, .seconds(1 << min(failures - free + 1, 20)))
        }
    }

    private struct Subject: Sendable {
        let key: String
        let rule: Rule
    }

    private let subjects: [Subject]

    /// Name and password.
    init(name: String, address: IPAddress?) { self.init("login:" + secretHash(name.folded), address) }

    /// Codes of a second factor, and the proof that is asked for again.
    init(secondFactorOf login: LoginID, address: IPAddress?) { self.init("factor:" + login.text, address) }

    /// Asking for a link. Every time counts, for whether it found somebody must not show.
    init(lost typed: String, address: IPAddress?) {
        subjects =
            [Subject(key: "lost:" + secretHash(typed.folded), rule: SignInThrottle.lostRule)]
            + (address.map { [Subject(key: "lost-address:" + SignInThrottle.network($0), rule: SignInThrottle.lostAddressRule)] } ?? [])
    }

    private init(_ key: String, _ address: IPAddress?) {
        subjects =
            [Subject(key: key, rule: SignInThrottle.loginRule)]
            + (address.map { [Subject(key: "address:" + SignInThrottle.network($0), rule: SignInThrottle.addressRule)] } ?? [])
    }

    /// Wrong one-time links: by address only, for whoever has the right one must not be kept out by others.
    init(linksFrom address: IPAddress?) {
        subjects = address.map { [Subject(key: "address:" + SignInThrottle.network($0), rule: SignInThrottle.addressRule)] } ?? []
    }

    /// Counts an attempt, or throws `Fault(.limit)` that says how long to wait.
    func begin(in db: any Connection, at now: Timestamp) throws {
        for subject in subjects {
            try db.execute(
                """
                INSERT INTO sign_in_attempt (subject, failures, last_failure_at) VALUES (\(subject.key), 0, \(now))
                ON CONFLICT (subject) DO NOTHING
                """)
            guard
                let row = try db.first(
                    "SELECT failures, last_failure_at FROM sign_in_attempt WHERE subject = \(subject.key)\(db.forUpdate)")
            else { continue }
            // Not in the future, or a clock that was set back would keep everybody out for as long.
            let last = min(try row("last_failure_at", as: Timestamp.self), now)
            let failures: Int = now - last > SignInThrottle.memory ? 0 : try row("failures")
            let left = last + subject.rule.wait(after: failures) - now
            if left > .zero {
                throw Fault(
                    .limit, key: "sign_in.slow_down", arguments: ["seconds": String(left.components.seconds + 1)],
                    "Too many tries that failed. Wait \(SignInThrottle.words(left)), then try again.", retryAfter: left)
            }
            try db.execute(
                "UPDATE sign_in_attempt SET failures = \(failures + 1), last_failure_at = \(now) WHERE subject = \(subject.key)")
        }
    }

    /// The password was right: the login starts afresh; the address gets its attempt back.
    func succeeded(in db: any Connection) throws {
        for (i, subject) in subjects.enumerated() {
            if i == 0 {
                try db.execute("DELETE FROM sign_in_attempt WHERE subject = \(subject.key)")
            } else {
                try db.execute("UPDATE sign_in_attempt SET failures = failures - 1 WHERE subject = \(subject.key) AND failures > 0")
            }
        }
    }

    /// For a login whose password was set anew: what was tried before does not hold its person up.
    static func forget(name: String, in db: any Connection) throws {
        try db.execute("DELETE FROM sign_in_attempt WHERE subject = \("login:" + secretHash(name.folded))")
    }

    /// Forgets what is too old to matter. For a daily schedule.
    package static func sweep(in db: any Connection, at now: Timestamp) throws {
        try db.execute("DELETE FROM sign_in_attempt WHERE last_failure_at < \(now - memory)")
    }

    /// One customer of a provider commonly has a whole /64 of IPv6 (RFC 6177), so that counts as one address.
    private static func network(_ address: IPAddress) -> String {
        guard address.isIPv6 else { return address.text }
        let halves = address.text.components(separatedBy: "::")
        var groups = halves[0].split(separator: ":").map(String.init)
        if halves.count == 2 {
            let tail = halves[1].split(separator: ":").map(String.init)
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - tail.count)) + tail
        }
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }

    private static func words(_ left: Duration) -> String {
        let seconds = left.components.seconds + 1
        return seconds < 90 ? "\(seconds) seconds" : "\((seconds + 59) / 60) minutes"
    }
}
