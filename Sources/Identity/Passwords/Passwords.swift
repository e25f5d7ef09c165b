import CArgon2
import Core
import Foundation

/// Hashes and checks passwords with Argon2id (RFC 9106), on threads of its own: a hash takes tens of milliseconds and 19 MiB, and the
/// cooperative pool must not wait for it.
package final class Passwords: Sendable {
    /// The cost of one hash. Stored beside each hash; raised for a login when it signs in.
    package struct Cost: Sendable, Equatable {
        /// Passes over the memory.
        package var time: UInt32
        /// KiB.
        package var memory: UInt32

        package init(time: UInt32, memory: UInt32) {
            self.time = time
            self.memory = memory
        }

        /// The second choice of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
        package static let standard = Cost(time: 2, memory: 19 * 1024)
    }

    package let cost: Cost
    /// As many hashes at a time as there are threads; more wait there.
    private let threads: HashingThreads
    private let waiting = Locked(0)
    private let mostWaiting: Int

    /// - Parameter mostWaiting: who comes behind so many would wait longer than a person does, and is asked to come back.
    package init(cost: Cost = .standard, threads count: Int = 2, mostWaiting: Int = 100) {
        self.cost = cost
        self.mostWaiting = mostWaiting
        threads = HashingThreads(max(1, count))
    }

    deinit { threads.stop() }

    /// Throws `Fault(.unavailable)` when so many wait that another one would be refused: to be asked before anything is written for him.
    package func requireRoom() throws { if waiting.value >= mostWaiting { throw Passwords.busy } }

    /// The hash with its parameters: `$argon2id$v=19$m=19456,t=2,p=1$...`.
    package func hash(_ password: String) async throws -> String {
        let cost = self.cost
        return try await run { try hashNow(password, cost) }
    }

    /// Whether the password is the one of the hash, and a new hash when this one was made at a lower cost than today's.
    package func verify(_ password: String, _ hash: String) async throws -> (isRight: Bool, better: String?) {
        let cost = self.cost
        return try await run {
            guard verifyNow(password, hash) else { return (false, nil) }
            return (true, Passwords.isWeaker(hash, than: cost) ? try hashNow(password, cost) : nil)
        }
    }

    /// Takes as long as a check and is always wrong: for logins that do not exist, so that the time tells nothing.
    package func pretend(_ password: String) async throws {
        _ = try await hash(password)
    }

    static func isWeaker(_ hash: String, than cost: Cost) -> Bool {
        // `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`
        let parts = hash.split(separator: "$")
        guard parts.count == 5, parts[0] == "argon2id" else { return true }
        var found: [Substring: UInt32] = [:]
        for pair in parts[2].split(separator: ",") {
            let halves = pair.split(separator: "=")
            if halves.count == 2 { found[halves[0]] = UInt32(halves[1]) }
        }
        return (found["m"] ?? 0) < cost.memory || (found["t"] ?? 0) < cost.time
    }

    private func run<R: Sendable>(_ work: @escaping @Sendable () throws -> R) async throws -> R {
        let hasRoom = waiting.withLock { waiting in
            guard waiting < mostWaiting else { return false }
            waiting += 1
            return true
        }
        if !hasRoom { throw Passwords.busy }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            threads.run { continuation.resume(with: Result(catching: work)) }
        }
    }

    private static let busy = Fault(
        .unavailable, key: "sign_in.busy", "Too many people sign in at the moment. Try again in a few seconds.", retryAfter: .seconds(5))
}

struct HashingFailed: Error, CustomStringConvertible {
    let description: String
}

private func hashNow(_ password: String, _ cost: Passwords.Cost) throws -> String {
    let normal = Array(password.precomposedStringWithCanonicalMapping.utf8)
    var salt = [UInt8](repeating: 0, count: 16)
    for i in salt.indices { salt[i] = .random(in: 0...255) }
    let length = argon2_encodedlen(cost.time, cost.memory, 1, UInt32(salt.count), 32, Argon2_id)
    var out = [CChar](repeating: 0, count: length)
    let code = argon2id_hash_encoded(cost.time, cost.memory, 1, normal, normal.count, salt, salt.count, 32, &out, out.count)
    guard code == ARGON2_OK.rawValue else { throw HashingFailed(description: String(cString: argon2_error_message(code))) }
    return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

private func verifyNow(_ password: String, _ hash: String) -> Bool {
    let normal = Array(password.precomposedStringWithCanonicalMapping.utf8)
    return argon2id_verify(hash, normal, normal.count) == ARGON2_OK.rawValue
}
