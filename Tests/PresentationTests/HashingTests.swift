import Core
import Foundation
import Persistence
import Presentation
import TestSupport
import Testing

@testable import Identity

/// Hashing passwords when more is asked than can be done.
@Suite struct HashingTests {
    @Test(arguments: Engine.available)
    func `whoever finds too many waiting is told when to come back, and nothing is counted against him`(
        engine: DatabaseEngine
    ) async throws {
        try await Site.with(engine) { site, _ in
            try await site.person("anna")
            let full = Identity(
                database: site.database, clock: site.clock, passwords: Passwords(cost: .init(time: 1, memory: 64), mostWaiting: 0))
            func rows() async throws -> [Int?] {
                try await site.database.read { db in
                    [
                        try db.scalar("SELECT COUNT(*) FROM sign_in_attempt", as: Int.self),
                        try db.scalar("SELECT COUNT(*) FROM audit_entry", as: Int.self),
                    ]
                }
            }
            let before = try await rows()
            for _ in 0..<10 {
                do {
                    _ = try await full.signIn(name: "anna", password: "four unrelated words", from: nil, replacing: nil)
                    Issue.record("it was hashed")
                } catch let fault as Fault {
                    #expect(fault.kind == .unavailable && fault.key == "sign_in.busy" && fault.retryAfter == .seconds(5))
                }
            }
            #expect(try await rows() == before)
        }
    }

    @Test func `jobs are done in their order, and the threads end when all are done`() async throws {
        let threads = HashingThreads(1)
        let done = Locked<[Int]>([])
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            for number in 0..<200 {
                threads.run {
                    done.withLock { $0.append(number) }
                    if number == 199 { continuation.resume() }
                }
            }
            threads.stop()
        }
        #expect(done.value == Array(0..<200))
    }
}
