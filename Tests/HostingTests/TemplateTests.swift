import APIResources
import Accounts
import Core
import Foundation
import HTTPTypes
import Identity
import Persistence
import Presentation
import TestSupport
import Testing

/// Templates for new customers, and the mail that they get.
@Suite struct TemplateTests {
    /// What the rules of mail, FTP and databases are tried with until their daemons are here.
    private static let everything = HostingServices(declared: Set(ResourceCatalogue.all.map(\.needs)))

    private static func template(
        _ name: String = "Shop", _ limits: [ResourceKey: AccountLimits.Typed] = [.domain: .init(most: "3"), .php: .init(most: "on")],
        on hosting: Hosting
    ) async throws -> UserTemplate {
        try await hosting.write { db, now in
            try UserTemplates.create(
                UserTemplateForm(name: name, limits: limits), services: Self.everything, by: .system, in: db, at: now)
        }
    }

    @Test(.proves("C.TPL-03"), arguments: Engine.available)
    func `a template is refused what is no limit, what is not offered, what lacks its basis and what excludes another`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine, services: Self.everything) { hosting in
            func refused(
                _ limits: [ResourceKey: AccountLimits.Typed], named name: String = "Bad", _ services: HostingServices = Self.everything
            ) async throws -> String? {
                try await refusal {
                    try await hosting.write { db, now in
                        _ = try UserTemplates.create(
                            UserTemplateForm(name: name, limits: limits), services: services, by: .system, in: db, at: now)
                    }
                }
            }
            for typed in ["-2", "1.5", "many", "4000000001", "99999999999999999999", "1e3"] {
                #expect(try await refused([.domain: .init(most: typed)]) == "limits.domain: allowance.form", "\(typed)")
            }
            #expect(try await refused([.php: .init(most: "perhaps")]) == "limits.php: allowance.switch")
            #expect(try await refused([ResourceKey(rawValue: "fax"): .init(most: "1")]) == "limits.fax: resource.unknown")
            #expect(try await refused([.mailbox: .init(most: "5")], HostingServices()) == "limits.mailbox: resource.not_offered")
            #expect(try await refused([.mailbox: .init(most: "0")], named: " ", HostingServices()) == "name: name.empty")
            #expect(try await refused([.ftpUser: .init(most: "3"), .ftp: .init(most: "off")]) == "limits.ftp_user: resource.requires")
            let conflict = try await refused([.publishing: .init(most: "on"), .errorPages: .init(most: "on")])
            #expect(conflict?.hasSuffix("resource.conflicts") == true)
            // FTP that is not mentioned may be in the plan.
            let made = try await Self.template("Shop", [.ftpUser: .init(most: "3"), .traffic: .init(most: "unlimited")], on: hosting)
            #expect(made.limits[.ftpUser] == AccountLimit(.units(3), isHard: true))
            #expect(made.limits[.traffic] == AccountLimit(.unlimited, isHard: false), "C.GEN-06")
            #expect(try await refused([:], named: " shop ") == "name: template.name.taken")
            try await hosting.write { db, now in
                try GlobalResources.withdraw(.mailbox, true, by: .system, in: db, at: now)
            }
            #expect(try await refused([.mailbox: .init(most: "5")]) == "limits.mailbox: resource.not_offered")
        }
    }

    @Test(
        .proves("C.TPL-01", door: .page), .proves("C.TPL-02", door: .page), .proves("C.TPL-03", door: .page),
        .proves("C.TPL-04", door: .page), .proves("C.TPL-05", door: .page), .proves("C.TPL-08", door: .page),
        arguments: Engine.available)
    func `templates are made, listed, changed, copied and deleted on their pages`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.get("/templates").text.contains("No template yet"))
            let form = try await admin.get("/templates/new").text
            #expect(form.contains("limits.domain") && form.contains("limits.php") && !form.contains("limits.mailbox"), "C.LIM-02")
            let wrong = try await admin.post("/templates/new", [("name", "Shop"), ("limits.domain", "-5"), ("limits.php", "on")])
            #expect(wrong.status == 422 && wrong.text.contains("id=\"f-limits.domain-error\"") && wrong.text.contains("value=\"-5\""))
            for name in ["Shop", "Blog", "Atelier"] {
                let made = try await admin.post(
                    "/templates/new", [("name", name), ("limits.domain", "3"), ("beyond.domain", "report"), ("limits.php", "on")])
                #expect(made.location == "/templates")
            }
            let list = try await admin.get("/templates").text
            for part in ["Shop", "Blog", "Create customer", "/mail\"", "/accounts/new?template=", "Domains: 3", "/registration-mail"] {
                #expect(list.contains(part), "\(part)")
            }
            let shop = try await hosting.read { db in try #require(try UserTemplates.find(named: "shop", in: db)) }
            #expect(shop.limits[.domain] == AccountLimit(.units(3), isHard: false))
            #expect(try await !admin.get("/templates?q=blo").text.contains("Shop"))
            let sorted = try await admin.get("/templates?sort=-name").text
            #expect(try #require(sorted.range(of: "Shop")).lowerBound < #require(sorted.range(of: "Atelier")).lowerBound)

            let at = "/templates/\(shop.id)"
            let edit = try await admin.get(at).text
            #expect(edit.contains("value=\"3\"") && edit.contains("value=\"Shop\""))
            // Somebody else saves first: the second is told and sees both.
            let version = try #require(
                try edit.firstMatch(of: Regex(#"name="_version" value="([^"]+)""#)).map { String($0.output[1].substring ?? "") }
            )
            .replacing("&amp;", with: "&")
            #expect(try await admin.post(at, [("name", "Shop"), ("limits.domain", "4"), ("limits.php", "on")]).status == 303)
            let second = try await admin.post(at, [("_version", version), ("name", "Shop"), ("limits.domain", "5"), ("limits.php", "on")])
            #expect(second.status == 409)
            #expect(try await hosting.read { db in try UserTemplates.find(named: "Shop", in: db)?.limits[.domain]?.most } == .units(4))

            #expect(try await admin.post("\(at)/copy", [("name", "Large shop")]).status == 303)
            #expect(try await admin.get("\(at)/deletion").text.contains("keep all they have"))
            #expect(try await admin.post("\(at)/deletion").location == "/templates")
            #expect(try await admin.get(at).status == 404)
            let rest = try await hosting.read { db in try UserTemplates.all(by: .system, in: db) }
            #expect(rest.map(\.name) == ["Atelier", "Blog", "Large shop"])
            let rows = rest.prefix(2).map { "row=\($0.id)" }.joined(separator: "&")
            #expect(try await admin.get("/templates/bulk?\(rows)&do=delete").text.contains("Delete 2 templates"))
            #expect(try await admin.post("/templates/bulk?\(rows)&do=delete").location == "/templates")
            #expect(try await hosting.read { db in try UserTemplates.all(by: .system, in: db) }.map(\.name) == ["Large shop"])
        }
    }

    @Test(
        .proves("C.TPL-01", door: .api), .proves("C.TPL-02", door: .api), .proves("C.TPL-03", door: .api), .proves("C.TPL-04", door: .api),
        .proves("C.TPL-05", door: .api), .proves("C.TPL-06", door: .api), .proves("C.TPL-07", door: .api), arguments: Engine.available)
    func `programs make, read, change, copy and delete templates and their mails`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let program = try await hosting.program("admin", role: .administrator)
            let made = try await program.api(
                .post, "/templates", #"{"name":"Shop","limits":[{"resource":"domain","most":3},{"resource":"php","most":1}]}"#)
            #expect(made.status == 201)
            let template: UserTemplateResource = try made.json()
            #expect(template.limits.map(\.resource) == ["domain", "php"] || template.limits.map(\.resource).sorted() == ["domain", "php"])
            let tag = try #require(try await program.api(.get, "/templates/shop").headers[.eTag])
            let changed = try await program.api(
                .patch, "/templates/\(template.id)", #"{"limits":[{"resource":"domain","most":-1},{"resource":"php"}]}"#)
            #expect(try changed.json(UserTemplateResource.self).limits.map(\.most) == [-1])
            let late = try await program.send(
                .patch, "/api/v1/templates/\(template.id)", headers: [.contentType: "application/json", .ifMatch: tag],
                body: #"{"name":"Late"}"#)
            #expect(late.status == 412)
            #expect(try await program.api(.patch, "/templates/Shop", #"{"limits":[{"resource":"domain","most":-7}]}"#).status == 422)
            #expect(try await program.api(.post, "/templates/Shop/copies", #"{"name":"Blog"}"#).status == 201)
            let list: ListResource<UserTemplateResource> = try await program.api(.get, "/templates?per_page=1").json()
            #expect(list.items.map(\.name) == ["Blog"] && list.next != nil)
            let rest: ListResource<UserTemplateResource> = try await program.api(
                .get, "/templates?per_page=1&cursor=\(list.next ?? "")"
            ).json()
            #expect(rest.items.map(\.name) == ["Shop"] && rest.next == nil)

            let text = #"{"subject":"Hello {person}","text":"{login}: {password}"}"#
            let written = try await program.api(.put, "/templates/Shop/mails/de", text)
            #expect(try written.json(RegistrationMailResource.self).isOwn)
            let unknown = try await program.api(.put, "/templates/Shop/mails/de", #"{"subject":"Hello {nobody}","text":"{login}"}"#)
            #expect(unknown.status == 422 && unknown.text.contains("mail_template.variable") && unknown.text.contains("nobody"))
            #expect(try await program.api(.get, "/templates/Shop/mails/fr").status == 404)
            let mails: ListResource<RegistrationMailResource> = try await program.api(.get, "/templates/Shop/mails").json()
            #expect(mails.items.map(\.isOwn) == [false, true, false])
            #expect(try await program.api(.put, "/registration-mails/en", text).status == 200)
            let inherited: RegistrationMailResource = try await program.api(.get, "/templates/Shop/mails/en").json()
            #expect(inherited.text == "{login}: {password}" && !inherited.isOwn)
            #expect(
                try await program.api(.delete, "/registration-mails/en").json(RegistrationMailResource.self).subject
                    == "Welcome to {company}")
            #expect(try await program.api(.delete, "/templates/Shop/mails/de").json(RegistrationMailResource.self).isOwn == false)

            #expect(try await program.api(.delete, "/templates/Shop").status == 204)
            #expect(try await program.api(.get, "/templates/Shop").status == 404)
            let log: ListResource<AuditEntryResource> = try await program.api(.get, "/audit-entries?q=shop").json()
            #expect(Set(log.items.map(\.action)).isSuperset(of: ["template.created", "template.changed", "template.deleted"]))
        }
    }

    @Test(.proves("C.TPL-06", door: .page), .proves("C.TPL-07", door: .page), arguments: Engine.available)
    func `a template has its registration mail in each language, with variables, a preview and the default to go back to`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            let template = try await Self.template(on: hosting)
            let at = "/templates/\(template.id)/mail"
            let page = try await admin.get(at).text
            for part in ["Welcome to {company}", "{login}", "{password}", "{domains}", "Sign-in name", "berg-ceramics.example", "Default"] {
                #expect(page.contains(part), "\(part)")
            }
            #expect(try await admin.get("\(at)?in=de").text.contains("Willkommen bei {company}"))
            #expect(try await !admin.get("\(at)?in=de").text.contains(">\nde</textarea>"))
            let unknown = try await admin.post(at, [("subject", "Hi {persn}"), ("text", "{login} {paswort}")])
            #expect(unknown.status == 422)
            #expect(unknown.text.contains("id=\"f-subject-error\"") && unknown.text.contains("id=\"f-text-error\""))
            #expect(unknown.text.contains("{persn}") && unknown.text.contains("There is no variable {paswort}"))
            let secret = try await admin.post(at, [("subject", "{password}"), ("text", "x")])
            #expect(secret.status == 422 && secret.text.contains("A subject is kept in logs"))
            let preview = try await admin.post(at, [("_do", "preview"), ("subject", "For {person}"), ("text", "Use {login}.")])
            #expect(preview.status == 200 && preview.text.contains("For Anna Berg") && preview.text.contains("Use anna."))
            #expect(try await hosting.read { db in try RegistrationMails.current(template.id, .english, in: db) }.isOwn == false)
            let text = [("subject", "For {person}"), ("text", "Use {login}.\r\n\r\nBye")]
            #expect(try await admin.post("\(at)?in=ru", text).location == "\(at)?in=ru")
            #expect(
                try await hosting.read { db in try RegistrationMails.current(template.id, .russian, in: db) }.text
                    == RegistrationText(subject: "For {person}", text: "Use {login}.\n\nBye"))
            #expect(try await admin.post("/registration-mail?in=ru", [("subject", "All"), ("text", "of you")]).status == 303)
            #expect(try await admin.get("\(at)?in=ru").text.contains("Restore default"))
            #expect(try await admin.post("\(at)?in=ru", [("_do", "restore")] + text).status == 303)
            #expect(try await hosting.read { db in try RegistrationMails.current(template.id, .russian, in: db) }.text.subject == "All")
        }
    }

    @Test func `variables are replaced in one pass, and what is no variable stays`() throws {
        let text = RegistrationText(subject: "{login}", text: "{person} {domain} { } {a b} {Login}")
        let filled = text.filled([.login: "{password}", .person: "A {login}", .password: "secret"])
        #expect(filled.subject == "{password}")
        #expect(filled.text == "A {login}  { } {a b} {Login}")
        for language in Language.allCases {
            #expect(throws: Never.self) { try Texts(language).templates.standardMail.checked() }
        }
    }
}
