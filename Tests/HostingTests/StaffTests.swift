import APIResources
import Accounts
import Core
import Domains
import Foundation
import HTTPTypes
import Identity
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// Staff, roles and what they may do, at every door.
@Suite struct StaffTests {
    @Test(
        .proves("H.PLAN-14", part: "the permissions whose features do not exist yet have no effect", door: .page),
        arguments: Engine.available)
    func `a role is ticked, given, changed and taken, and acts at once in menu, page and API`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account("Anna's Bakery", of: "anna")
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(
                try await admin.post("/roles/new", [("name", "Support"), ("may-account_preview", "on"), ("may-plan_manager", "on")])
                    .location
                    == "/roles")
            let list = try await admin.get("/roles").text
            #expect(list.contains("Support") && list.contains("See customers, Plans"))
            let role = try #require(try await hosting.read { db in try StaffRoles.all(by: .system, in: db) }.first { $0.name == "Support" })
            let form = try await admin.get("/staff/new").text
            #expect(form.contains("role-\(role.id)") && form.contains("role-\(StaffRole.full)"))
            let created = try await admin.post(
                "/staff/new", [("name", "mira"), ("person", "Mira Sol"), ("email", "mira@hosting.example"), ("role-\(role.id)", "on")])
            #expect(created.status == 200)
            #expect(created.text.contains("Mira Sol") && created.text.contains("shown this once"))
            let path = try #require(created.text.firstMatch(of: /href="(\/staff\/[0-9a-f-]{36})"/)).1
            #expect(try await admin.get(String(path)).text.contains("Login created"))
            let mira = try await hosting.browser("mira", role: .administrator)
            let program = try await hosting.program("mira", role: .administrator)
            let home = String(try await mira.get("/").text.split(separator: "<main").first ?? "")
            #expect(home.contains("\"/plans\"") && home.contains("\"/accounts\""))
            #expect(!home.contains("\"/servers\"") && !home.contains("\"/staff\""))
            #expect(try await mira.get("/accounts/1").status == 200)
            #expect(try await mira.get("/servers").status == 403)
            #expect(try await program.api(.get, "/servers").status == 403)
            #expect(try await program.api(.get, "/plans").status == 200)
            #expect(try await mira.post("/accounts/1/suspension", [("reason", "x")]).status == 403)
            #expect(try await program.api(.put, "/accounts/1/suspension", #"{"reason":"x"}"#).status == 403)
            // The role loses a permission: the session ends, the token has less from the next request on.
            #expect(
                try await admin.post("/roles/\(role.id)", [("name", "Support"), ("may-account_preview", "on")]).location == "/roles")
            #expect(try await mira.get("/plans").location?.hasPrefix("/sign-in") == true)
            #expect(try await program.api(.get, "/plans").status == 403)
            #expect(try await program.api(.get, "/accounts").status == 200)
            // Deleting a role that somebody has is refused with the number.
            let refused = try await admin.post("/roles/\(role.id)/deletion")
            #expect(refused.status == 409 && refused.text.contains("1 people have the role Support"))
            let me = try await hosting.login("mira").id
            #expect(try await admin.post("/staff/\(me)/roles").location == "/staff")
            #expect(try await program.api(.get, "/accounts").json(ListResource<AccountResource>.self).total == 0, "a customer now")
            #expect(try await admin.post("/roles/\(role.id)/deletion").location == "/roles")
        }
    }

    @Test(arguments: Engine.available)
    func `who gives rights is asked again who he is`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            hosting.advance(.minutes(11))
            #expect(try await admin.get("/roles").status == 200)
            let values = [("name", "Support"), ("may-account_preview", "on")]
            #expect(try await admin.get("/roles/new").location == "/prove?next=%2Froles%2Fnew")
            #expect(try await admin.post("/roles/new", values).location?.hasPrefix("/prove") == true)
            #expect(try await admin.post("/staff/new", [("name", "mira")]).location?.hasPrefix("/prove") == true)
            let weak = try await hosting.program("admin", role: .administrator, isProven: false)
            #expect(try await weak.api(.get, "/roles").status == 200)
            let typed = #"{"name":"Support","permissions":["account_preview"]}"#
            #expect(try await weak.api(.post, "/roles", typed).status == 403)
            #expect(try await hosting.read { db in try StaffRoles.all(by: .system, in: db) }.allSatisfy { $0.name != "Support" })
            let strong = try await hosting.program("admin", role: .administrator)
            #expect(try await strong.api(.post, "/roles", typed).status == 201)
        }
    }

    @Test(
        .proves("H.PLAN-14", part: "the permissions whose features do not exist yet have no effect", door: .api),
        arguments: Engine.available)
    func `programs make roles and staff, and lock them out`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let all: ListResource<PermissionResource> = try await admin.api(.get, "/permissions").json()
            #expect(all.items.map(\.name) == Permission.allCases.map(\.rawValue))
            let role = try await admin.api(.post, "/roles", #"{"name":"Servers","permissions":["server_manager"]}"#)
            #expect(role.status == 201)
            #expect(try await admin.api(.post, "/roles", #"{"name":"servers","permissions":[]}"#).status == 422, "the name is taken")
            #expect(try await admin.api(.post, "/roles", #"{"name":"X","permissions":["root"]}"#).status == 422)
            let made = try await admin.api(
                .post, "/staff", #"{"name":"otto","email":"otto@hosting.example","roles":["servers"]}"#)
            #expect(made.status == 201)
            let otto: StaffResource = try made.json()
            #expect(otto.roles == ["Servers"] && otto.permissions == ["server_manager"] && otto.initialPassword?.count == 23)
            #expect(try await admin.api(.get, "/staff/OTTO").json(StaffResource.self).initialPassword == nil)
            let program = try await hosting.program("otto", role: .administrator)
            #expect(try await program.api(.get, "/servers").status == 200)
            #expect(try await admin.api(.put, "/staff/otto/lock").json(StaffResource.self).isLocked)
            #expect(try await program.api(.get, "/servers").status == 401)
            #expect(try await admin.api(.delete, "/staff/otto/lock").json(StaffResource.self).isLocked == false)
            #expect(try await program.api(.get, "/servers").status == 200)
            #expect(try await admin.api(.put, "/staff/otto/roles", #"{"roles":["Administrator"]}"#).status == 200)
            #expect(try await program.api(.get, "/plans").status == 200)
            #expect(try await admin.api(.delete, "/roles/Servers").status == 204)
            #expect(try await admin.api(.get, "/roles/Servers").status == 404)
            for (method, path, body, status) in [
                (HTTPRequest.Method.put, "/staff/otto/roles", #"{"roles":[]}"#, 422),
                (.put, "/staff/otto/roles", #"{"roles":["none"]}"#, 422),
                (.put, "/roles/Administrator", #"{"name":"A","permissions":[]}"#, 409), (.delete, "/roles/Administrator", "", 409),
                (.put, "/staff/nobody/lock", "", 404), (.put, "/staff/admin/lock", "", 409),
            ] {
                #expect(try await admin.api(method, path, body).status == status, "\(method) \(path) \(body)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `nobody gives, takes or locks what he does not have himself, and one stays who may do everything`(
        engine: DatabaseEngine
    ) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.login("lead", role: .administrator, may: [.staffManager, .planManager])
            let full = try await hosting.login("admin", role: .administrator).id
            let lead = try await hosting.program("lead", role: .administrator)
            let before = try await hosting.everything()
            for (method, path, body, status) in [
                (HTTPRequest.Method.post, "/roles", #"{"name":"More","permissions":["server_manager"]}"#, 422),
                (.post, "/staff", #"{"name":"eve","email":"eve@example.org","roles":["Administrator"]}"#, 403),
                (.put, "/staff/lead/roles", #"{"roles":["Administrator"]}"#, 403),
                (.put, "/staff/admin/roles", #"{"roles":["Role of lead"]}"#, 403),
                (.put, "/staff/admin/lock", "", 403), (.put, "/staff/lead/lock", "", 409),
                (.put, "/roles/Role%20of%20lead", #"{"name":"Role of lead","permissions":["staff_manager","settings_manager"]}"#, 422),
            ] {
                #expect(try await lead.api(method, path, body).status == status, "\(method) \(path) \(body)")
            }
            #expect(try await hosting.everything() == before)
            let admin = try await hosting.program("admin", role: .administrator)
            let last = try await admin.api(.put, "/staff/admin/roles", #"{"roles":["Role of lead"]}"#)
            #expect(last.status == 409 && last.text.contains("role.last_administrator"))
            // A second one who is locked does not count.
            let second = try await hosting.login("second", role: .administrator)
            #expect(try await admin.api(.put, "/staff/second/lock").status == 200)
            #expect(try await admin.api(.put, "/staff/admin/roles", #"{"roles":["Role of lead"]}"#).status == 409)
            #expect(try await admin.api(.delete, "/staff/second/lock").status == 200)
            // Two take the role from one another at once: one of them keeps it.
            let actors = [second.actor, try await hosting.login("admin").actor]
            let role = try #require(try await hosting.read { db in try StaffRoles.find(named: "Role of lead", by: .system, in: db) })
            _ = try await atOnce(2) { place in
                try await fault {
                    try await hosting.write { db, now in
                        try StaffRoles.give([role.id], to: place == 0 ? full : second.id, by: actors[place], in: db, at: now)
                    }
                }
            }
            let left = try await hosting.read { db in try StaffRoles.members(of: StaffRole.full, in: db) }
            #expect(left == 1)
        }
    }

    @Test(.proves("H.ACC-02"), .proves("C.ROLE-03", part: "resellers", door: .page), arguments: Engine.available)
    func `one login is a customer with two accounts and a member of staff`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account("Anna's Bakery", of: "anna")
            _ = try await hosting.account("Anna's Café", of: "anna")
            _ = try await hosting.account("Ben's Garage", of: "ben")
            let admin = try await hosting.program("admin", role: .administrator)
            #expect(try await admin.api(.post, "/roles", #"{"name":"Plans","permissions":["plan_manager"]}"#).status == 201)
            let made = try await admin.api(.post, "/staff", #"{"name":"anna","roles":["Plans"]}"#)
            #expect(made.status == 201)
            #expect(try made.json(StaffResource.self).initialPassword == nil)
            let anna = try await hosting.browser("anna")
            let home = try await anna.get("/").text
            for link in ["\"/accounts/1\"", "\"/accounts/2\"", "\"/plans\""] { #expect(home.contains(link), "\(link)") }
            #expect(!home.contains("\"/servers\"") && !home.contains("Garage"))
            #expect(try await anna.get("/accounts/1").status == 200)
            #expect(try await anna.get("/accounts/3").status == 404)
            #expect(
                try await anna.post("/domains/new", [("name", "bakery.example"), ("account", "1"), ("documentRoot", "")]).status == 303)
            // With sight of all customers the own accounts stand in the menu all the same.
            #expect(
                try await admin.api(.put, "/roles/Plans", #"{"name":"Plans","permissions":["account_preview"]}"#).status == 200)
            let again = try await hosting.browser("anna")
            let all = try await again.get("/").text
            #expect(all.contains("\"/accounts\"") && all.contains("\"/accounts/2\""))
            #expect(try await again.get("/accounts/3").status == 200)
            #expect(try await again.post("/accounts/3/suspension", [("reason", "x")]).status == 403)
            let twice = try await admin.api(.post, "/staff", #"{"name":"anna","roles":["Plans"]}"#)
            #expect(twice.status == 422 && twice.text.contains("member of staff already"))
        }
    }

    @Test(arguments: Engine.available)
    func `the pages are there in German and Russian`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            for (language, words) in [
                ("de", ["Kunden sehen", "Berechtigungen", "Rolle anlegen"]), ("ru", ["Просмотр клиентов", "Права"]),
            ] {
                try await hosting.write { db, _ in _ = try db.execute("UPDATE login SET language = \(language)") }
                let page = try await admin.get("/roles/new").text
                for word in words { #expect(page.contains(word), "\(word)") }
                for path in ["/staff", "/roles", "/tokens", "/tokens/new", "/sessions", "/audit", "/audit/verification"] {
                    #expect(try await admin.get(path).status == 200, "\(path)")
                }
            }
        }
    }
}
