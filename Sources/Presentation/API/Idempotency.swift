import APIResources
import Core
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Persistence

/// An answer as it is kept for the second request with its key.
package struct StoredAnswer: Sendable, Codable {
    struct Header: Sendable, Codable {
        var name: String
        var value: String
    }

    var status: Int
    var headers: [Header]
    var body: [UInt8]

    /// What a second sender gets beside the body.
    private static let kept: [HTTPField.Name] = [.contentType, .location, .eTag, .retryAfter, .contentDisposition, .preferenceApplied]

    init(status: HTTPResponse.Status, headers: HTTPFields, body: [UInt8]) {
        self.status = status.code
        self.headers = Self.kept.compactMap { name in headers[name].map { Header(name: name.rawName, value: $0) } }
        self.body = body
    }

    /// What a second sender gets instead of an answer that told something this once: that it was done, and where the thing is.
    func withheld(reference: String) throws -> StoredAnswer {
        let fault = Fault.conflict(
            key: "idempotency.secret_told",
            """
            The first request with this key has been carried out. Its answer held a secret that is told once, so it was not kept and cannot \
            be shown again. If it did not arrive, make a new one.
            """)
        let problem = ProblemResource(
            title: fault.status.reasonPhrase, status: fault.status.code, detail: fault.sentence, code: fault.key, reference: reference)
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        for header in self.headers where HTTPField.Name(header.name) == .location { headers[.location] = header.value }
        return StoredAnswer(status: fault.status, headers: headers, body: try jsonBytes(problem))
    }

    var response: Response {
        var fields: HTTPFields = [.cacheControl: "no-store", .idempotencyReplayed: "true"]
        for header in headers { if let name = HTTPField.Name(header.name) { fields[name] = header.value } }
        return Response(
            status: .init(code: status), headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

/// `Idempotency-Key`: a POST that is sent again is answered as the first time, and nothing is done twice.
///
/// The key is claimed before the work; the work's own transaction stores its answer, so after a crash either both are there or neither. The
/// answer is sealed under the token and the key, which only the sender knows. One that holds a secret which is told once is not kept at all:
/// whoever sends again is told that it was done (`StoredAnswer.withheld`).
struct Idempotency: Sendable {
    /// How long an answer is kept.
    static let life = Duration.hours(24)
    /// A claim whose process has died without having done anything is free after this long.
    static let patience = Duration.minutes(2)
    /// Larger answers are not kept: whoever sends again is told that it was done.
    private static let largest = 256 << 10

    let id: String
    let request: String
    let run: String
    /// The request's id, for the problem that a second sender may get.
    let reference: String
    private let secret: SymmetricKey

    /// Throws `Fault(.invalid)` for a key that is none.
    init(key: String, bearer: String, _ visit: Visit) throws {
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Fault.invalid(
                .init("Idempotency-Key", key: "idempotency.key", "An Idempotency-Key has 1 to 200 visible ASCII characters."))
        }
        func hash(_ parts: [[UInt8]]) -> [UInt8] {
            var function = SHA256()
            for part in parts {
                function.update(data: Array("\(part.count):".utf8))
                function.update(data: part)
            }
            return Array(function.finalize())
        }
        id = base64URL(hash([Array("idempotency".utf8), Array(bearer.utf8), Array(key.utf8)]))
        request = base64URL(
            hash([
                Array(visit.method.rawValue.utf8), Array(visit.path.utf8), Array(visit.query.encoded.utf8),
                Array((visit.headers[.contentType] ?? "").utf8), visit.body,
            ]))
        run = randomSecret()
        reference = visit.requestID
        secret = SymmetricKey(data: hash([Array("seal".utf8), Array(bearer.utf8), Array(key.utf8)]))
    }

    enum Finding: Sendable {
        case first
        case answered(StoredAnswer)
    }

    /// Claims the key, or finds the first answer. Throws 422 for another request with this key, 409 while the first one is not finished.
    func claim(in database: any Database, at now: Timestamp) async throws -> Finding {
        let row = try await database.write { db in try IdempotencyQueries.claim(self, in: db, at: now) }
        guard let row else { return .first }
        if row.request != request {
            throw Fault.invalid(
                .init(
                    "Idempotency-Key", key: "idempotency.other_request",
                    "This key belongs to another request. Use a new key for a new request."))
        }
        if let sealed = row.answer, let answer = open(sealed) { return .answered(answer) }
        if row.isDone {
            throw Fault.conflict(
                key: "idempotency.answer_lost", "The first request with this key has been carried out, but its answer was not kept.")
        }
        var fault = Fault.conflict(
            key: "idempotency.working", "The first request with this key is not finished yet. Ask again in a moment.")
        fault.retryAfter = .seconds(1)
        throw fault
    }

    /// What is kept of an answer; nil for one that cannot be kept.
    func kept(_ answer: any APIAnswer) throws -> StoredAnswer? {
        let whole = try answer.stored
        return answer.holdsSecret ? try whole?.withheld(reference: reference) : whole
    }

    func seal(_ answer: StoredAnswer) throws -> String? {
        if answer.body.count > Self.largest { return nil }
        let box = try AES.GCM.seal(try JSONEncoder().encode(answer), using: secret)
        return box.combined.map { base64URL([UInt8]($0)) }
    }

    private func open(_ sealed: String) -> StoredAnswer? {
        // What cannot be opened was not sealed by this sender: then there is no answer for him.
        guard let bytes = base64URLDecoded(sealed), let box = try? AES.GCM.SealedBox(combined: Data(bytes)),
            let plain = try? AES.GCM.open(box, using: secret)
        else { return nil }
        return try? JSONDecoder().decode(StoredAnswer.self, from: plain)
    }

    /// Keeps the final answer, or frees the key when nothing was done and trying again may help.
    func finish(_ answer: StoredAnswer, in database: any Database) async throws {
        let mayHelp = answer.status >= 500 || [401, 403, 408, 429].contains(answer.status)
        let sealed = try seal(answer)
        try await database.write { db in
            if mayHelp { try IdempotencyQueries.release(self, in: db) } else { try IdempotencyQueries.keep(self, sealed, in: db) }
        }
    }

    /// Forgets what is older than a day. For a daily schedule.
    static func sweep(_ database: any Database, at now: Timestamp) async throws {
        try await database.write { db in try IdempotencyQueries.sweep(before: now - life, in: db) }
    }
}

/// All statements on `api_answer`.
enum IdempotencyQueries {
    struct Row: Sendable {
        var request: String
        var isDone: Bool
        var answer: String?
    }

    /// Nil when the key is claimed now; otherwise what is there.
    static func claim(_ entry: Idempotency, in db: any Connection, at now: Timestamp) throws -> Row? {
        // A claim that nobody works on any more, and what is older than a day, is as if it were not there.
        try db.execute(
            """
            DELETE FROM api_answer WHERE id = \(entry.id)
                AND (started_at < \(now - Idempotency.life) OR (started_at < \(now - Idempotency.patience) AND NOT is_done))
            """)
        let added = try db.execute(
            """
            INSERT INTO api_answer (id, request, run, started_at, is_done) VALUES (\(entry.id), \(entry.request), \(entry.run), \(now), FALSE)
            ON CONFLICT (id) DO NOTHING
            """)
        if added == 1 { return nil }
        return try db.first("SELECT request, is_done, answer FROM api_answer WHERE id = \(entry.id)").map {
            Row(request: try $0("request"), isDone: try $0("is_done"), answer: try $0("answer"))
        }
    }

    /// In the transaction of the work: false when another request has taken the claim over.
    static func done(_ entry: Idempotency, _ answer: String?, in db: any Connection) throws -> Bool {
        try db.execute("UPDATE api_answer SET is_done = TRUE, answer = \(answer) WHERE id = \(entry.id) AND run = \(entry.run)") == 1
    }

    static func keep(_ entry: Idempotency, _ answer: String?, in db: any Connection) throws {
        try db.execute("UPDATE api_answer SET is_done = TRUE, answer = \(answer) WHERE id = \(entry.id) AND run = \(entry.run)")
    }

    static func release(_ entry: Idempotency, in db: any Connection) throws {
        try db.execute("DELETE FROM api_answer WHERE id = \(entry.id) AND run = \(entry.run) AND NOT is_done")
    }

    static func sweep(before moment: Timestamp, in db: any Connection) throws {
        try db.execute("DELETE FROM api_answer WHERE started_at < \(moment)")
    }
}

/// The database of a request with a key: what it writes, it writes with the answer.
struct OnceDatabase: Database {
    let base: any Database
    let entry: Idempotency

    var engine: DatabaseEngine { base.engine }
    func read<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R { try await base.read(body) }
    func notifications(_ channel: NotificationChannel) -> AsyncStream<String> { base.notifications(channel) }
    func close() async { await base.close() }

    func write<R: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        let entry = entry
        return try await base.write { db in
            let result = try body(db)
            let answer = try (result as? any APIAnswer).flatMap { try entry.kept($0) }.flatMap { try entry.seal($0) }
            guard try IdempotencyQueries.done(entry, answer, in: db) else {
                throw Fault.conflict(key: "idempotency.working", "Another request with this key was quicker. Ask again in a moment.")
            }
            return result
        }
    }
}
