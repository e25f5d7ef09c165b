import Core
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import Logging
import Persistence
import Presentation
import TestSupport
import Testing

/// A whole panel on a database of its own, and a browser in front of it.
struct Site {
    static let migrations = PresentationMigrations.all + IdentityMigrations.all
    static let origin = "http://localhost:8080"
    static let cheap = Passwords(cost: .init(time: 1, memory: 64))

    let database: any Database
    let time: Locked<Timestamp>
    let identity: Identity
    /// What people were sent.
    let mail: RecordedMail
    let panel: Panel

    var clock: Clock { .manual(time) }

    static func with(
        _ engine: DatabaseEngine, origin: String = Site.origin, routes: Routes = Routes(),
        _ body: @Sendable (Site, Browser) async throws -> Void
    ) async throws {
        try await withDatabase(engine, migrations: migrations) { database in
            let time = Locked(Timestamp(milliseconds: 1_795_325_000_000))
            let mail = RecordedMail()
            let identity = Identity(database: database, clock: .manual(time), passwords: cheap, mail: mail)
            var all = Routes()
            all.add(IdentityFeature.routes(identity))
            all.add(routes)
            let panel = try Panel(
                all, settings: PanelSettings(origin: origin), database: database, clock: .manual(time), verifier: identity,
                shell: SampleShell(),
                logger: .silent)
            let site = Site(database: database, time: time, identity: identity, mail: mail, panel: panel)
            try await Application(responder: panel, logger: .silent).test(.router) { client in
                try await body(site, Browser(client))
            }
        }
    }

    func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }

    @discardableResult
    func person(_ name: String, role: Actor.Role = .administrator, password: String = "four unrelated words") async throws -> Login {
        try await identity.logins.create(
            NewLogin(name: name, email: "\(name)@example.org", password: password, role: role), in: database, at: clock.now)
    }
}

/// Keeps the letters instead of sending them.
struct RecordedMail: PersonalMail {
    private let kept = Locked<[PersonalLetter]>([])

    func send(_ letter: PersonalLetter, in db: any Connection, at now: Timestamp) { kept.withLock { $0.append(letter) } }

    var letters: [PersonalLetter] { kept.value }
    /// The path of the link in the last letter of this kind.
    func link(_ kind: PersonalLetter.Kind) -> String? {
        letters.last { $0.kind == kind }?.text.split(separator: "\n").first { $0.hasPrefix(Site.origin) }
            .map { String($0.dropFirst(Site.origin.count)) }
    }
}

struct SampleShell: ShellSource {
    func shell(for visit: Visit) -> Shell { Shell(provider: "Northern Hosting") }
}

/// Keeps cookies, reads forms, sends them.
final class Browser: Sendable {
    let client: any TestClientProtocol
    let cookies = Locked<[String: String]>([:])

    init(_ client: any TestClientProtocol) { self.client = client }

    struct Answer {
        let status: Int
        let headers: HTTPFields
        let text: String

        var location: String? { headers[.location] }

        /// The value of the first input of this name.
        func field(_ name: String) -> String? {
            guard let at = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
            return String(text[at.upperBound...].prefix { $0 != "\"" })
        }
    }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer { try await send(.get, path, headers: headers) }

    /// Opens the page, fills the form on it and sends it.
    func fill(_ path: String, _ values: [(name: String, value: String)]) async throws -> Answer {
        let page = try await get(path)
        return try await post(path, [("_token", page.field("_token") ?? "")] + values)
    }

    func post(
        _ path: String, _ values: [(name: String, value: String)], origin: String? = Site.origin, headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        if let origin { headers[.origin] = origin }
        return try await send(.post, path, headers: headers, body: FormValues(values).encoded)
    }

    func send(_ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: String = "") async throws -> Answer {
        var headers = headers
        let jar = cookies.value
        if !jar.isEmpty { headers[.cookie] = jar.map { "\($0)=\($1)" }.sorted().joined(separator: "; ") }
        let answer = try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
        for line in answer.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            cookies.withLock { $0[pair[0]] = line.contains("Max-Age=0") ? nil : pair[1] }
        }
        return Answer(status: answer.status.code, headers: answer.headers, text: String(buffer: answer.body))
    }

    func signIn(_ name: String, _ password: String = "four unrelated words") async throws -> Answer {
        try await fill("/sign-in", [("name", name), ("password", password)])
    }

    var session: String? { cookies.value["hostwright-session-8080"] }
}
