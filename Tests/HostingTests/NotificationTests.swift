import APIResources
import ControlPlane
import Core
import Foundation
import Glibc
import HTTPTypes
import Identity
import Jobs
import Notifications
import Persistence
import Presentation
import TestSupport
import Testing

/// Mails whose texts staff write, and copies of them.
@Suite struct NotificationTests {
    private static let link = "/notifications/login.new_password_link"

    private func connect(_ hosting: Hosting, to server: MailServer) async throws {
        let (relays, form) = (hosting.relays, MailTests.relay(server))
        _ = try await hosting.write { db, now in try relays.change(form, by: .system, in: db, at: now) }
    }

    private func german(_ name: String, _ hosting: Hosting) async throws -> Login {
        let login = try await hosting.login(name)
        let now = hosting.now
        return try await hosting.database.write { db in
            try Profiles.change(.init(person: "Anna Kern", language: "de", timeZone: "Europe/Berlin"), by: login.actor, in: db, at: now)
        }
    }

    /// What was taken but for alerts, which the worker looks for by itself whenever a mail has failed.
    private func told(by server: MailServer) throws -> [MailServer.Taken] {
        try server.taken().filter { !$0.subject.hasPrefix("[Northern Hosting]") }
    }

    private func suspend(_ hosting: Hosting, _ reason: String = "The invoice is unpaid") async throws {
        let accounts = hosting.accounts
        _ = try await hosting.write { db, now in try accounts.suspend(1, reason: reason, by: .system, in: db, at: now) }
    }

    @Test(.proves("H.NTF-02", door: .page, client: "aiosmtpd"), arguments: Engine.available)
    func `staff write the German text of a mail, a German customer gets it, and the default comes back`(engine: DatabaseEngine) async throws
    {
        try await Hosting.with(engine) { hosting in
            try await MailServer.with { server in
                try await connect(hosting, to: server)
                _ = try await german("anna", hosting)
                _ = try await hosting.login("ben")
                let admin = try await hosting.browser("admin", role: .administrator)
                let list = try await admin.get("/notifications")
                #expect(list.text.contains("Lost password") && list.text.contains("Account suspended") && list.text.contains("CC"))
                #expect(try await !admin.get("/notifications?q=lost").text.contains("Account suspended"))
                let form = FormReader(try await admin.get(Self.link + "?in=de").text, id: "notification")
                #expect(form["subject"] == "Neues Passwort für {panel}" && form["contentType"] == "text" && form["copies"] == nil)
                #expect(form["text"]?.contains("Wählen Sie das neue Passwort hier:") == true)

                func send(_ typed: [(String, String)]) async throws -> Client.Reply {
                    try await admin.post(Self.link + "?in=de", form.with(typed).filter { $0.0 != "_token" })
                }
                let wrong = try await send([("subject", "Neu {link}"), ("text", "Hallo {persn}\n{if support}")])
                #expect(wrong.status == 422 && wrong.text.contains("Did you mean {person}?") && wrong.text.contains("Line 2"))
                #expect(wrong.text.contains("cannot stand in it") && wrong.text.contains("Hallo {persn}"))
                #expect(try await send([("text", "Hallo {person}")]).text.contains("Without {link}"))

                let typed = [("subject", "Passwort vergessen, {login}?"), ("text", "Hallo {person},\r\n\r\nhier lang: {link}\r\n")]
                let preview = try await send(typed + [("_do", "preview")])
                #expect(preview.status == 200 && preview.text.contains("Passwort vergessen, anna?"))
                #expect(preview.text.contains("https://cp.hosting.example/new-password/example"))
                #expect(try await admin.get(Self.link + "?in=de").text.contains("Neues Passwort"), "a preview stores nothing")
                let tested = try await send(typed + [("_do", "test")])
                #expect(tested.status == 200 && tested.text.contains("The test to admin@example.org is on its way"))
                #expect(try await send(typed).status == 303)

                #expect(
                    try await hosting.browser("somebody", role: .administrator).post("/lost-password", [("name", "anna")]).status == 303)
                #expect(try await hosting.browser("somebody", role: .administrator).post("/lost-password", [("name", "ben")]).status == 303)
                try await hosting.work()
                let taken = try server.taken()
                let test = try #require(taken.first { $0.to == ["admin@example.org"] })
                #expect(test.subject == "Passwort vergessen, anna?" && test.text.contains("Hallo Anna Berg,"))
                let annas = try #require(taken.first { $0.to == ["anna@example.org"] })
                #expect(annas.subject == "Passwort vergessen, anna?")
                #expect(annas.text.contains("Hallo Anna Kern,") && annas.text.contains("hier lang: http://localhost:8080/new-password/"))
                let bens = try #require(taken.first { $0.to == ["ben@example.org"] })
                #expect(bens.subject == "A new password for http://localhost:8080", "another language has its own text")

                let question = try await admin.get(Self.link + "/default?in=de")
                #expect(question.text.contains("Passwort vergessen, {login}?") && question.text.contains("is lost"))
                #expect(try await admin.post(Self.link + "/default?in=de").status == 303)
                #expect(try await admin.get(Self.link + "?in=de").text.contains("Neues Passwort für {panel}"))
            }
        }
    }

    @Test(.proves("H.NTF-02", door: .api), arguments: Engine.available)
    func `a program reads, writes, previews, tests and restores texts`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let list: ListResource<NotificationResource> = try await admin.api(.get, "/notifications").json()
            #expect(list.items.contains { $0.id == "account.suspended" && $0.hasCopies && $0.editedLanguages.isEmpty })
            #expect(list.items.contains { $0.id == "login.new_password_link" && $0.isSecret && !$0.mayBeCopied && !$0.hasCopies })
            let at = "/notifications/account.suspended/texts"
            let all: ListResource<NotificationTextResource> = try await admin.api(.get, at).json()
            #expect(all.items.map(\.language) == ["en", "de", "ru"] && all.items.allSatisfy { !$0.isEdited })
            for (body, key) in [
                (#"{"subject":"","text":"x"}"#, "name.empty"), (#"{"subject":"x","text":" "}"#, "mail_template.empty"),
                (#"{"subject":"x","text":"{nobody}"}"#, "mail_template.variable"),
                (#"{"subject":"x","text":"a","contentType":"pdf"}"#, "contentType"),
                (#"{"subject":"x","text":"<script></script>","contentType":"html"}"#, "mail_markup.element"),
                (#"{"subject":"\#(String(repeating: "x", count: 200))","text":"a"}"#, "subject"),
                (#"{"subject":"x","text":"\#(String(repeating: "x", count: 20_001))"}"#, "text"),
            ] {
                let refused = try await admin.api(.put, at + "/de", body)
                #expect(refused.status == 422 && refused.text.contains(key), "\(body.prefix(80)): \(refused.text.prefix(300))")
            }
            let text = #"{"subject":"Gesperrt: {account}","text":"<p>Grund: <b>{reason}</b></p>","contentType":"html"}"#
            let preview: NotificationPreviewResource = try await admin.api(.post, at + "/de/preview", text).json()
            #expect(preview.subject == "Gesperrt: Berg Ceramics" && preview.text == "Grund: Die Rechnung vom Oktober ist offen.\n")
            #expect(preview.html?.contains("<b>Die Rechnung vom Oktober ist offen.</b>") == true)
            let shown = try await admin.api(.get, at + "/de")
            let written: NotificationTextResource = try await admin.api(.put, at + "/de", text).json()
            #expect(written.isEdited && written.changedBy == "admin" && written.contentType == "html")
            // Somebody who has read what was before is told.
            let late = try await admin.send(
                .put, "/api/v1" + at + "/de", headers: [.contentType: "application/json", .ifMatch: shown.headers[.eTag] ?? ""],
                body: #"{"subject":"Mine","text":"Mine"}"#)
            #expect(late.status == 412 && late.text.contains("subject"))
            #expect(try await admin.api(.post, at + "/de/test", #"{"to":"nobody"}"#).status == 422)
            let test: MailResource = try await admin.api(.post, at + "/de/test", #"{"to":"ada@example.org"}"#).json()
            #expect(test.subject == "Gesperrt: Berg Ceramics")
            let one: NotificationResource = try await admin.api(.get, "/notifications/account.suspended").json()
            #expect(one.editedLanguages == ["de"])
            let restored: NotificationTextResource = try await admin.api(.delete, at + "/de").json()
            #expect(!restored.isEdited && restored.subject == "Ihr Konto {account} ist gesperrt")
            #expect(try await admin.api(.delete, at + "/de").status == 200, "a second time changes nothing")
            for gone in ["/notifications/nothing", "/notifications/account.registration/texts", at + "/fr"] {
                #expect(try await admin.api(.get, gone).status == 404, "\(gone)")
            }
            // What was done stands in the log with both texts; nobody else gets in.
            let rows = try await hosting.read { db in
                try db.query("SELECT action, changes FROM audit_entry WHERE action LIKE 'notification.%' ORDER BY sequence").map {
                    (try $0("action", as: String.self), try $0("changes", as: String.self))
                }
            }
            #expect(rows.map(\.0) == ["notification.changed", "notification.tested", "notification.restored"])
            #expect(rows[0].1.contains("Ihr Konto {account} ist gesperrt") && rows[0].1.contains("Gesperrt: {account}"))
            #expect(try await hosting.program("anna").api(.get, "/notifications").status == 404)
            try await hosting.login("clerk", role: .administrator, may: [.planManager])
            #expect(try await hosting.program("clerk", role: .administrator).api(.put, at + "/de", text).status == 403)
        }
    }

    @Test(arguments: Engine.available)
    func `the second of two editors is shown both texts and has lost nothing`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let (ada, bea) = (
                try await hosting.browser("admin", role: .administrator), try await hosting.browser("bea", role: .administrator)
            )
            let place = "/notifications/account.resumed?in=en"
            let form = FormReader(try await ada.get(place).text, id: "notification")
            func save(_ client: Client, _ subject: String) async throws -> Client.Reply {
                try await client.post(place, form.with([("subject", subject)]).filter { $0.0 != "_token" })
            }
            #expect(try await save(ada, "Welcome back, {person}").status == 303)
            let second = try await save(bea, "You are back, {person}")
            #expect(
                second.status == 409 && second.text.contains("Welcome back, {person}") && second.text.contains("You are back, {person}"))
        }
    }

    @Test(
        .proves("H.NTF-01", part: "welcome, accounting, trouble tickets", door: .api, client: "aiosmtpd"),
        .proves("H.NTF-03", door: .api, client: "aiosmtpd"),
        .proves("H.ADM-05", part: "panel closed, mail boxes, billing address", door: .api, client: "aiosmtpd"),
        .proves("H.ADM-06", part: "mail boxes, billing period", door: .api, client: "aiosmtpd"), arguments: Engine.available)
    func `the owner of a suspended account is told, and subscribed staff get copies in envelopes of their own`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine) { hosting in
            try await MailServer.with { server in
                try await connect(hosting, to: server)
                _ = try await hosting.account()
                _ = try await german("anna", hosting)
                let admin = try await hosting.program("admin", role: .administrator)
                for (body, field) in [
                    (#"{"email":"nobody","lists":["accounts"]}"#, "email"), (#"{"email":"a@example.org","lists":[]}"#, "lists"),
                    (#"{"email":"a@example.org","lists":["everything"]}"#, "lists"),
                    (#"{"email":"a@example.org","lists":["welcome"]}"#, "lists"),
                ] {
                    let refused = try await admin.api(.post, "/notification-subscriptions", body)
                    #expect(refused.status == 422 && refused.text.contains("\"\(field)\""), "\(refused.text)")
                }
                func subscribe(_ email: String, _ lists: String = #"["accounts","security"]"#) async throws -> Client.Reply {
                    try await admin.api(.post, "/notification-subscriptions", #"{"email":"\#(email)","lists":\#(lists)}"#)
                }
                // One refuses everything, one has another list, one is the recipient.
                let office: SubscriptionResource = try await subscribe("office@hosting.example").json()
                #expect(try await subscribe("Office@hosting.example").status == 422)
                for email in ["gone@hosting.example", "anna@example.org"] { #expect(try await subscribe(email).status == 201) }
                #expect(try await subscribe("domains@hosting.example", #"["domains"]"#).status == 201)

                try await suspend(hosting)
                try await hosting.work()
                var taken = try told(by: server)
                #expect(taken.map(\.to).sorted { $0[0] < $1[0] } == [["anna@example.org"], ["office@hosting.example"]])
                #expect(
                    taken.allSatisfy { $0.subject == "Ihr Konto Anna's Bakery ist gesperrt" && $0.recipient.contains("anna@example.org") })
                #expect(taken.allSatisfy { !$0.raw.contains("office@") } && taken[0].text.contains("Grund: The invoice is unpaid"))
                #expect(taken.allSatisfy { $0.defects == [] })
                let failed = try await hosting.read { db in try Mails.list(MailFilter(state: .failed), by: .system, in: db).mails }
                #expect(failed.map(\.mail.to.address) == ["gone@hosting.example"] && failed[0].mail.copyOf != nil)
                // Another reason is no other mail.
                let accounts = hosting.accounts
                _ = try await hosting.write { db, now in
                    try accounts.suspend(1, reason: "Sends spam", as: .debt, by: .system, in: db, at: now)
                }
                try await hosting.work()
                #expect(try told(by: server).count == 2)

                // Switched off, nobody but the owner hears of it.
                let off = try await admin.api(.patch, "/notifications/account.resumed", #"{"hasCopies":false}"#)
                #expect(try off.json(NotificationResource.self).hasCopies == false)
                _ = try await hosting.write { db, now in try accounts.resume(1, by: .system, in: db, at: now) }
                try await hosting.work()
                taken = try told(by: server)
                #expect(taken.count == 3 && taken[2].to == ["anna@example.org"])
                #expect(taken[2].subject == "Ihr Konto Anna's Bakery ist wieder freigegeben")

                // A link is for nobody else, whoever has subscribed.
                #expect(try await admin.api(.patch, "/notifications/login.new_password_link", #"{"hasCopies":true}"#).status == 409)
                #expect(
                    try await hosting.browser("somebody", role: .administrator).post("/lost-password", [("name", "anna")]).status == 303)
                try await hosting.work()
                taken = try told(by: server)
                #expect(taken.count == 4 && taken[3].to == ["anna@example.org"])

                let changed: SubscriptionResource = try await admin.api(
                    .patch, "/notification-subscriptions/\(office.id)", #"{"lists":["domains"],"name":"Office"}"#
                ).json()
                #expect(changed.lists == ["domains"] && changed.name == "Office")
                #expect(try await admin.api(.delete, "/notification-subscriptions/\(office.id)").status == 204)
                #expect(try await admin.api(.delete, "/notification-subscriptions/\(office.id)").status == 404)
                #expect(try await hosting.program("ben").api(.get, "/notification-subscriptions").status == 404)
            }
        }
    }

    @Test(
        .proves("H.NTF-01", part: "welcome, accounting, trouble tickets", door: .page), .proves("H.NTF-03", door: .page),
        arguments: Engine.available)
    func `recipients of copies are kept in the panel, and a box decides about each notification`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.get("/notification-recipients").text.contains("Nobody gets copies"))
            let refused = try await admin.post("/notification-recipients/new", [("email", "office"), ("name", "Office")])
            #expect(refused.status == 422 && refused.text.contains("value=\"Office\"") && refused.text.contains("Choose at least one list"))
            #expect(
                try await admin.post(
                    "/notification-recipients/new", [("email", "office@hosting.example"), ("name", "Office"), ("lists-accounts", "on")]
                ).status == 303)
            #expect(try await admin.get("/notification-recipients").text.contains("office@hosting.example"))
            let place = "/notifications/account.suspended?in=en"
            let page = try await admin.get(place).text
            #expect(page.contains("Subscribers of “Accounts”: office@hosting.example."))
            let form = FormReader(page, id: "notification")
            #expect(form["copies"] == "on")
            #expect(try await admin.post(place, form.with([("copies", FormReader.off)]).filter { $0.0 != "_token" }).status == 303)
            #expect(try await FormReader(admin.get(place).text, id: "notification")["copies"] == nil)
            #expect(try await admin.get("/notifications?state=copied").text.contains("Account suspended") == false)
            let secret = try await admin.get(Self.link).text
            #expect(secret.contains("Never copied") && !secret.contains("name=\"copies\""))
        }
    }

    @Test(arguments: Engine.available)
    func `a mail as HTML has a text part beside it, and a customer's name is no markup`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await MailServer.with { server in
                try await connect(hosting, to: server)
                _ = try await hosting.account("Tom & <Jerry>")
                let admin = try await hosting.program("admin", role: .administrator)
                let text =
                    #"{"subject":"{account} ruht","contentType":"html","text":"<h1>Größe</h1><p>{account}: {reason}</p>{if support}<p>{support}</p>{end}"}"#
                #expect(try await admin.api(.put, "/notifications/account.suspended/texts/en", text).status == 200)
                try await suspend(hosting, "a < b")
                try await hosting.work()
                let mail = try #require(try server.taken().first)
                #expect(mail.subject == "Tom & <Jerry> ruht" && mail.defects == [])
                #expect(mail.text.replacing("\r\n", with: "\n") == "Größe\n\nTom & <Jerry>: a < b\n")
                let html = try #require(mail.html)
                #expect(html.contains("<h1>Größe</h1><p>Tom &amp; &lt;Jerry&gt;: a &lt; b</p>") && html.contains("<!DOCTYPE html>"))
                #expect(mail.raw.contains("multipart/alternative"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the queue outlives the process and a relay that is down, and what is given up is an alert`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, patience: .seconds(20)) { hosting in
            _ = try await hosting.account()
            // Where nobody listens, and nobody can begin to.
            let closed = try ClosedPort()
            defer { closed.close() }
            let form = RelayForm(
                host: "127.0.0.1", port: String(closed.number), security: "none", user: "", password: nil,
                senderAddress: "post@hosting.example", senderName: "", authority: "")
            let relays = hosting.relays
            _ = try await hosting.write { db, now in try relays.change(form, by: .system, in: db, at: now) }
            try await suspend(hosting)
            func mail() async throws -> StoredMail {
                try #require(try await hosting.read { db in try Mails.list(MailFilter(), by: .system, in: db).mails.last })
            }
            var waits: [Int64] = []
            for _ in 0..<6 {
                // Each time a worker of its own, as after a restart.
                try await hosting.work()
                let next = try await hosting.read { db in
                    try db.scalar("SELECT run_at FROM job WHERE kind = \(SendMail.kind) AND state = 'waiting'", as: Timestamp.self)
                }
                waits.append((try #require(next) - hosting.now).milliseconds)
                hosting.advance(.milliseconds(waits[waits.count - 1]))
            }
            let waiting = try await mail()
            #expect(waiting.state == .waiting && waiting.attempts == 6)
            #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 < $1 }, "\(waits)")
            try await MailServer.with { server in
                try await connect(hosting, to: server)
                try await hosting.work()
                #expect(try server.taken().map(\.to) == [["anna@example.org"]])
            }
            #expect(try await mail().state == .sent)

            _ = try await hosting.write { db, now in try relays.change(form, by: .system, in: db, at: now) }
            let accounts = hosting.accounts
            _ = try await hosting.write { db, now in try accounts.resume(1, by: .system, in: db, at: now) }
            for _ in 0..<SendMail.maximumAttempts {
                try await hosting.work()
                hosting.advance(.hours(2))
            }
            func alerts() async throws -> [String] {
                _ = try await hosting.write { db, now in try Alerts.check(panel: Hosting.origin, in: db, at: now) }
                return try await hosting.read { db in
                    try Alerts.open(in: db).filter { $0.kind == .mailGivenUp }.map { "\($0.value) \($0.link)" }
                }
            }
            #expect(try await alerts() == ["1 /mail-log?state=failed"])
            let admin = try await hosting.browser("admin", role: .administrator)
            let failed = try await admin.get("/mail-log?state=failed").text
            #expect(failed.contains("is active again"))
            let id = try await hosting.read { db in try Mails.list(MailFilter(state: .failed), by: .system, in: db).mails[0].id }
            try await MailServer.with { server in
                try await connect(hosting, to: server)
                #expect(try await admin.post("/mail-log/\(id)/repetition").status == 303)
                try await hosting.work()
                #expect(try server.taken().contains { $0.to == ["anna@example.org"] && $0.subject.contains("is active again") })
            }
            #expect(try await alerts() == [])
        }
    }

    @Test(arguments: Engine.available)
    func `each customer reads his own name in a circular, and a wrong variable is said beside the text`(engine: DatabaseEngine) async throws
    {
        try await Hosting.with(engine) { hosting in
            for name in ["anna", "ben"] { _ = try await hosting.account("Account of \(name)", of: name) }
            let program = try await hosting.program("admin", role: .administrator)
            let refused = try await program.api(.post, "/circulars", #"{"subject":"Hi {persn}","text":"a\n{if support}"}"#)
            #expect(refused.status == 422 && refused.text.contains("Did you mean {person}?") && refused.text.contains("Line 2"))
            #expect(
                try await program.api(.post, "/circulars", #"{"subject":"Hi {login}","text":"{email}{if support}!{end}"}"#).status == 201)
            try await hosting.work()
            let mails = try await hosting.read { db in try Mails.list(MailFilter(), by: .system, in: db).mails.map(\.mail) }
            #expect(Set(mails.map { "\($0.subject.text) \($0.text)" }) == ["Hi anna anna@example.org", "Hi ben ben@example.org"])
        }
    }
}

/// A port of this machine that is taken, and at which nobody answers.
private struct ClosedPort {
    let number: Int
    private let descriptor: Int32

    init() throws {
        let opened = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        descriptor = opened
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bound in
                bind(opened, bound, length) == 0 ? getsockname(opened, bound, &length) : -1
            }
        }
        guard result == 0 else { throw POSIXError(.EADDRINUSE) }
        number = Int(UInt16(bigEndian: address.sin_port))
    }

    func close() { _ = Glibc.close(descriptor) }
}
