import APIResources
import Core
import Foundation
import Identity
import Jobs
import Notifications
import Persistence
import Presentation
import TestSupport
import Testing

/// Mails on their way: queue, job, relay, and a server that nobody here wrote.
@Suite struct MailTests {
    private static let subject = "Grüße, Привет — und eine Betreffzeile, die länger ist als eine Zeile sein darf"
    private static let text =
        "Guten Tag, Jürgen,\n\nдомен подключён.\n.\nFrom here on: a=b \n" + String(repeating: "lang ", count: 60) + "\n"

    static func mail(to: String = "anna@example.org", subject: String = MailTests.subject, isSecret: Bool = false) -> Mail {
        Mail(
            to: MailAddress(stored: to, name: "Jürgen \"J.\" Müller"), subject: subject, text: text, language: .german, kind: "test.mail",
            isSecret: isSecret)
    }

    static func relay(_ server: MailServer, security: String = "none", user: String = "", password: String? = nil, authority: String = "")
        -> RelayForm
    {
        RelayForm(
            host: "localhost", port: String(server.port), security: security, user: user, password: password,
            senderAddress: "post@hosting.example", senderName: "Nördliches Hosting", authority: authority)
    }

    private func set(_ form: RelayForm, _ hosting: Hosting) async throws {
        let relays = hosting.relays
        _ = try await hosting.write { db, now in try relays.change(form, by: .system, in: db, at: now) }
    }

    private func queue(_ mail: Mail, _ hosting: Hosting) async throws -> MailID {
        try await hosting.write { db, now in try Mails.queue(mail, in: db, at: now) }
    }

    private func find(_ id: MailID, _ hosting: Hosting) async throws -> StoredMail {
        try #require(try await hosting.read { db in try Mails.find(id, by: .system, in: db) })
    }

    @Test(arguments: Engine.available)
    func `a mail arrives as it was written`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await MailServer.with { server in
                try await set(Self.relay(server), hosting)
                let id = try await queue(Self.mail(), hosting)
                #expect(try await find(id, hosting).state == .waiting)
                try await hosting.work()
                let taken = try #require(try server.taken().first)
                #expect(taken.subject == Self.subject)
                #expect(taken.text.replacing("\r\n", with: "\n") == Self.text)
                #expect(taken.recipient == "\"Jürgen \\\"J.\\\" Müller\" <anna@example.org>")
                #expect(taken.sender == "Nördliches Hosting <post@hosting.example>")
                #expect(taken.from == "post@hosting.example" && taken.to == ["anna@example.org"] && taken.greeting == "hosting.example")
                #expect(taken.id == "<\(id)@hosting.example>" && taken.date == "2026-11-22T12:00:00+00:00")
                #expect(taken.defects == [])
                let stored = try await find(id, hosting)
                #expect(stored.state == .sent && stored.sentAt == hosting.now && stored.attempts == 1)
                #expect(stored.words.hasPrefix("250 2.0.0 Ok: queued as TEST"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a mail that was sent is not sent again when its job runs once more`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await MailServer.with { server in
                try await set(Self.relay(server), hosting)
                let id = try await queue(Self.mail(), hosting)
                try await hosting.work()
                // As after a process that died before it could store the end of the job.
                try await hosting.write { db, now in _ = try JobQueue(clock: Clock { now }).enqueue(SendMail(mail: id), in: db) }
                try await hosting.work()
                #expect(try server.taken().count == 1)
                _ = try await hosting.write { db, now in try Mails.sendAgain(id, by: .system, in: db, at: now) }
                try await hosting.work()
                let ids = try server.taken().map(\.id)
                #expect(ids.count == 2 && Set(ids).count == 1)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a mail is queued with what it tells or not at all`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            struct Undone: Error {}
            await #expect(throws: Undone.self) {
                try await hosting.write { db, now in
                    try Mails.queue(Self.mail(), in: db, at: now)
                    throw Undone()
                }
            }
            let counts = try await hosting.read { db in (try Mails.counts(in: db), try JobQueue().counts(in: db)) }
            #expect(counts.0.isEmpty && counts.1.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `without a relay mails are kept, and sent once there is one and somebody asks`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let id = try await queue(Self.mail(), hosting)
            try await hosting.work()
            #expect(try await find(id, hosting).state == .kept)
            let page = try await hosting.browser("admin", role: .administrator).get("/mail-log/\(id)")
            #expect(page.text.contains("домен подключён."))
            try await MailServer.with { server in
                try await set(Self.relay(server), hosting)
                try await hosting.work()
                #expect(try server.taken().isEmpty)
                let administrator = try await hosting.browser("admin", role: .administrator)
                #expect(try await administrator.post("/mail-log/\(id)/repetition").status == 303)
                try await hosting.work()
                #expect(try server.taken().count == 1)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what the relay refuses for good is given up with its words, what it refuses for now is tried later`(engine: DatabaseEngine)
        async throws
    {
        try await Hosting.with(engine) { hosting in
            try await MailServer.with { server in
                try await set(Self.relay(server), hosting)
                let gone = try await queue(Self.mail(to: "gone@example.org"), hosting)
                let spam = try await queue(Self.mail(to: "spam@example.org"), hosting)
                let busy = try await queue(Self.mail(to: "busy@example.org"), hosting)
                try await hosting.work()
                let refused = try await find(gone, hosting)
                #expect(refused.state == .failed && refused.words == "550 5.1.1 No such mailbox here")
                let unwanted = try await find(spam, hosting)
                #expect(unwanted.state == .failed && unwanted.words.contains("looks like spam"))
                let waiting = try await find(busy, hosting)
                #expect(waiting.state == .waiting && waiting.words == "451 4.7.1 Greylisted, come again in a minute")
                for _ in 0..<30 {
                    hosting.advance(.hours(2))
                    try await hosting.work()
                }
                let given = try await find(busy, hosting)
                #expect(given.state == .failed && given.attempts == SendMail.maximumAttempts)
                let jobs = try await hosting.read { db in try JobQueue().list(JobFilter(states: [.failed]), in: db) }
                #expect(jobs.count == 3 && jobs.contains { $0.lastError?.contains("Greylisted") == true })
            }
        }
    }

    @Test(arguments: [Engine.available[0]])
    func `a relay that is away or does not answer is tried later`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, patience: .seconds(5)) { hosting in
            let port = try await MailServer.with { server in
                try await set(Self.relay(server), hosting)
                let slow = try await queue(Self.mail(to: "slow@example.org"), hosting)
                try await hosting.work()
                let stored = try await find(slow, hosting)
                #expect(stored.state == .waiting && stored.words.lowercased().contains("time"), "\(stored.words)")
                return server.port
            }
            #expect(port > 0)
            let refused = try await queue(Self.mail(), hosting)
            try await hosting.work()
            let stored = try await find(refused, hosting)
            #expect(stored.state == .waiting && stored.words.lowercased().contains("connect"), "\(stored.words)")
        }
    }

    @Test(arguments: ["starttls", "tls"])
    func `mail leaves over TLS with a name and a password`(security: String) async throws {
        try await Hosting.with(.sqlite) { hosting in
            try await MailServer.with(security: security, user: "hosting", password: "geheim wort") { server in
                func sent(_ password: String, authority: String) async throws -> StoredMail {
                    let form = Self.relay(server, security: security, user: "hosting", password: password, authority: authority)
                    try await set(form, hosting)
                    let id = try await queue(Self.mail(), hosting)
                    try await hosting.work()
                    return try await find(id, hosting)
                }
                let untrusted = try await sent("geheim wort", authority: "")
                #expect(untrusted.state == .waiting && untrusted.words.lowercased().contains("certificate"), "\(untrusted.words)")
                let wrong = try await sent("anderes wort", authority: server.certificate)
                #expect(wrong.state == .waiting && wrong.words.hasPrefix("535"), "\(wrong.words)")
                #expect(try server.taken().isEmpty)
                let right = try await sent("geheim wort", authority: server.certificate)
                #expect(right.state == .sent, "\(right.words)")
                let taken = try #require(try server.taken().first)
                #expect(taken.isSecure && taken.user == "hosting")
            }
        }
    }

    @Test func `a relay that offers no TLS gets neither password nor mail`() async throws {
        try await Hosting.with(.sqlite) { hosting in
            try await MailServer.with { server in
                try await set(Self.relay(server, security: "starttls", user: "hosting", password: "geheim wort"), hosting)
                let id = try await queue(Self.mail(), hosting)
                try await hosting.work()
                let stored = try await find(id, hosting)
                #expect(stored.state == .waiting)
                #expect(try server.taken().isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a secret is forgotten once it has left, and not everybody may read it before`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let id = try await queue(Self.mail(isSecret: true), hosting)
            try await hosting.work()
            _ = try await hosting.login("admin", role: .administrator)
            let clerk = try await hosting.login("clerk", role: .administrator)
            try await hosting.write { db, now in
                let role = try StaffRoles.create(name: "Settings", permissions: [.settingsManager], by: .system, in: db, at: now)
                try StaffRoles.give([role.id], to: clerk.id, by: .system, in: db, at: now)
            }
            #expect(try await !hosting.browser("clerk").get("/mail-log/\(id)").text.contains("домен"))
            #expect(try await !hosting.program("clerk", role: .administrator).api(.get, "/mails/\(id)").text.contains("домен"))
            #expect(try await hosting.browser("admin", role: .administrator).get("/mail-log/\(id)").text.contains("домен"))
            try await MailServer.with { server in
                try await set(Self.relay(server), hosting)
                _ = try await hosting.write { db, now in try Mails.sendAgain(id, by: .system, in: db, at: now) }
                try await hosting.work()
                #expect(try server.taken().count == 1)
            }
            #expect(try await find(id, hosting).mail.text == "")
            #expect(
                try await refusal { _ = try await hosting.write { db, now in try Mails.sendAgain(id, by: .system, in: db, at: now) } }
                    == "mail.secret_gone")
        }
    }

    @Test(arguments: Engine.available)
    func `the relay is set, tested and removed over REST, and its password never comes back`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let program = try await hosting.program("admin", role: .administrator)
            #expect(try await program.api(.get, "/settings/mail-relay").status == 404)
            #expect(try await program.api(.post, "/settings/mail-relay/test", #"{"to":"ada@example.org"}"#).status == 409)
            let wrong = try await program.api(
                .put, "/settings/mail-relay", #"{"host":"no host","security":"clear","port":0,"senderAddress":"nobody"}"#)
            #expect(wrong.status == 422)
            for field in ["host", "security", "senderAddress", "port"] { #expect(wrong.text.contains("\"\(field)\"")) }
            let open = try await program.api(
                .put, "/settings/mail-relay",
                #"{"host":"smtp.example.org","security":"none","user":"me","password":"geheim","senderAddress":"post@hosting.example"}"#)
            #expect(open.status == 422 && open.text.contains("relay.password_in_the_clear"))
            try await MailServer.with { server in
                let body =
                    #"{"host":"localhost","port":\#(server.port),"security":"none","user":"","senderAddress":"post@hosting.example"}"#
                #expect(try await program.api(.put, "/settings/mail-relay", body).status == 200)
                let tested = try await program.api(.post, "/settings/mail-relay/test", #"{"to":"ada@example.org"}"#)
                #expect(tested.status == 200 && tested.text.contains("queued as TEST"), "\(tested.text)")
                let refused = try await program.api(.post, "/settings/mail-relay/test", #"{"to":"gone@example.org"}"#)
                #expect(refused.status == 503 && refused.text.contains("No such mailbox here"))
            }
            let secret =
                #"{"host":"smtp.example.org","security":"tls","user":"me","password":"geheim wort","senderAddress":"post@hosting.example"}"#
            #expect(try await !program.api(.put, "/settings/mail-relay", secret).text.contains("geheim"))
            let kept = secret.replacing(#""password":"geheim wort","#, with: "")
            #expect(try await program.api(.put, "/settings/mail-relay", kept).text.contains("\"hasPassword\":true"))
            let relays = hosting.relays
            #expect(try await hosting.read { db in try relays.current(in: db)?.password } == "geheim wort")
            let rows = try await hosting.read { db in try db.query("SELECT * FROM mail_relay").map { "\($0.values)" }.joined() }
            #expect(!rows.contains("geheim"))
            let audit = try await hosting.read { db in try Audit.list(AuditFilter(kind: .settings), by: .system, in: db) }
            #expect(audit.contains { $0.action == "relay.changed" } && !audit.contains { "\($0.changes)".contains("geheim") })
            #expect(try await program.api(.delete, "/settings/mail-relay").status == 204)
            #expect(try await program.api(.get, "/settings/mail-relay").status == 404)
        }
    }
}
