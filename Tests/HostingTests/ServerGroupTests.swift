import APIResources
import Accounts
import Core
import Domains
import Fleet
import Persistence
import TestSupport
import Testing

/// Groups of logical servers, and the plans whose customers land on them.
@Suite struct ServerGroupTests {
    @Test(
        .proves("H.SRV-05", part: "mail and databases", door: .api), .proves("H.SRV-09", part: "mail and databases", door: .api),
        .proves("H.SRV-07", part: "mail and databases", door: .api), .proves("H.PLAN-04", door: .api),
        arguments: Engine.available)
    func `accounts and zones of a plan are on servers of its groups`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            _ = try await hosting.login("anna")
            let plan = try await admin.api(.post, "/plans", #"{"name":"Fast","webServerGroup":"Fast disks","nameServerGroup":"Quick"}"#)
            let made: PlanResource = try plan.json()
            #expect(made.webServerGroup == "Fast disks" && made.nameServerGroup == "Quick")
            let new = #"{"title":"Anna","plan":"Fast","login":"anna"}"#
            let refused = try await admin.api(.post, "/accounts", new)
            #expect(refused.status == 422)
            #expect(try refused.json(ProblemResource.self).errors?.map(\.code) == ["account.no_server_of_group"])

            _ = try await admin.api(.post, "/servers", #"{"name":"second","addresses":["192.0.2.7"]}"#)
            let server: LogicalServerResource = try await admin.api(
                .post, "/servers/second/logical-servers", #"{"kind":"web","endpoints":["192.0.2.7"],"group":"fast DISKS"}"#
            ).json()
            #expect(server.group == "fast DISKS")
            #expect(try await admin.api(.post, "/accounts", new).status == 201)
            #expect(try await hosting.account(1)?.serverName.ascii == server.name)

            // The web server is there; no name server is in the plan's group yet.
            let domain = #"{"name":"bakery.example","account":1}"#
            let early = try await admin.api(.post, "/domains", domain)
            #expect(early.status == 503 && early.text.contains("Quick"), "\(early.text)")
            let path = "/servers/this-machine/logical-servers/ns2.hosting.example"
            let shown = try await admin.api(.get, path)
            #expect(try shown.json(LogicalServerResource.self).group == "Default")
            let moved = try await admin.api(.patch, path, #"{"group":" quick "}"#)
            #expect(try moved.json(LogicalServerResource.self).group == "quick")
            #expect(try await admin.api(.patch, path, "{}").json(LogicalServerResource.self).group == "quick")
            #expect(try await admin.api(.post, "/domains", domain).status < 300)
            let zone = try #require(try await hosting.zones(of: "bakery.example").first)
            #expect(zone.records.filter { $0.type == "NS" }.map(\.presentation) == ["ns2.hosting.example."])

            // Who says nothing has the group of those that say nothing.
            try await hosting.plan()
            #expect(try await admin.api(.post, "/accounts", #"{"title":"Two","plan":"Starter","login":"anna"}"#).status == 201)
            #expect(try await hosting.account(2)?.serverName.ascii == "web1.hosting.example")

            for (body, field) in [
                (#"{"webServerGroup":"\#(String(repeating: "x", count: 61))"}"#, "webServerGroup"),
                (#"{"nameServerGroup":"a\u0007b"}"#, "nameServerGroup"),
            ] {
                let bad = try await admin.api(.patch, "/plans/Fast", body)
                #expect(try bad.json(ProblemResource.self).errors?.map(\.field) == [field], "\(bad.text)")
            }
            let long = try await admin.api(.patch, path, #"{"group":"\#(String(repeating: "x", count: 61))"}"#)
            #expect(try long.json(ProblemResource.self).errors?.map(\.field) == ["group"])
            #expect(try await admin.api(.patch, "/servers/second/logical-servers/ns2.hosting.example", "{}").status == 404)
            #expect(try await admin.api(.patch, "/servers/second/logical-servers/none", "{}").status == 404)
        }
    }

    @Test(
        .proves("H.SRV-05", part: "mail and databases", door: .page), .proves("H.SRV-09", part: "mail and databases", door: .page),
        .proves("H.PLAN-04", door: .page), arguments: Engine.available)
    func `a server goes into another group, and the wizard offers it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            let path = "/servers/this-machine/logical-servers/web1.hosting.example"
            #expect(try await admin.get(path).text.contains("value=\"Default\""))
            let long = try await admin.post(path, [("group", String(repeating: "x", count: 61))])
            #expect(long.status == 422 && long.text.contains("id=\"f-group-error\""))
            #expect(try await admin.post(path, [("group", "Fast disks"), ("isOpen", "on")]).location == "/servers/this-machine")
            #expect(try await admin.get("/servers/this-machine").text.contains("Fast disks"))
            #expect(try await admin.get("/plans/new").text.contains("<option value=\"Fast disks\""))
            let fields = Hosting.planFields("Fast") + [("webServerGroup", "Fast disks"), ("nameServerGroup", "Default")]
            let made = try #require(try await admin.post("/plans/new", fields).location)
            #expect(try await admin.get(made).text.contains("Fast disks"))
            let owner = [("login", "anna"), ("email", "anna@example.org"), ("password", Hosting.password)]
            #expect(try await admin.post("/accounts/new", [("title", "Anna"), ("plan", "Fast")] + owner).location == "/accounts/1")
        }
    }

    @Test(
        .proves("H.SRV-08", door: .api), .proves("H.PLAN-08", part: "panel designs and dedicated servers", door: .api),
        arguments: Engine.available)
    func `a server that is closed and a platform that is not sold take no new customers and keep the others`(engine: DatabaseEngine)
        async throws
    {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let account = try await hosting.account()
            try await hosting.add("example.org", to: account)
            let wanted = try await hosting.wanted(.website)
            let server = "/servers/this-machine/logical-servers/web1.hosting.example"
            #expect(try await admin.api(.patch, server, #"{"isOpen":false}"#).json(LogicalServerResource.self).isOpen == false)
            let new = #"{"title":"Two","plan":"Starter","login":"anna"}"#
            let full = try await admin.api(.post, "/accounts", new)
            #expect(full.status == 409 || full.status == 422 || full.status == 403)
            #expect(full.text.contains("account.servers_closed") || full.text.contains("closed to new customers"), "\(full.text)")
            for number in 1...2 {
                let name = "/servers/this-machine/logical-servers/ns\(number).hosting.example"
                #expect(try await admin.api(.patch, name, #"{"isOpen":false}"#).status == 200)
            }
            #expect(try await admin.api(.post, "/domains", #"{"name":"bakery.example","account":1}"#).status == 503)
            #expect(try await hosting.wanted(.website).map(\.presence) == wanted.map(\.presence))
            #expect(try await admin.api(.patch, server, #"{"isOpen":true}"#).status == 200)

            let list: ListResource<PlatformResource> = try await admin.api(.get, "/platforms").json()
            #expect(list.items.map(\.platform) == ["Linux"] && list.items[0].servers == 1 && !list.items[0].isWithdrawn)
            for _ in 0..<2 { #expect(try await admin.api(.put, "/platforms/linux/withdrawal").status == 204) }
            let gone = try await admin.api(.post, "/accounts", new)
            #expect(try gone.json(ProblemResource.self).errors?.map(\.code) == ["account.platform_withdrawn"])
            let plan = try await admin.api(.post, "/plans", #"{"name":"Late"}"#)
            #expect(try plan.json(ProblemResource.self).errors?.map(\.field) == ["platform"])
            // A plan that is there can still be changed.
            #expect(try await admin.api(.patch, "/plans/Starter", #"{"description":"Old"}"#).status == 200)
            #expect(try await admin.api(.delete, "/platforms/Linux/withdrawal").status == 204)
            #expect(try await admin.api(.post, "/accounts", new).status == 201)
            #expect(try await admin.api(.put, "/platforms/Solaris/withdrawal").status == 404)
        }
    }

    @Test(
        .proves("H.SRV-08", door: .page), .proves("H.PLAN-08", part: "panel designs and dedicated servers", door: .page),
        arguments: Engine.available)
    func `what is sold says which platforms and servers take customers`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.get("/resources").text.contains("Takes new customers"))
            let server = "/servers/this-machine/logical-servers/web1.hosting.example"
            #expect(try await admin.post(server, [("group", "Default")]).location == "/servers/this-machine")
            #expect(try await admin.get("/servers/this-machine").text.contains("Default, closed"))
            #expect(try await admin.get("/resources").text.contains("Closed to new customers"))
            #expect(try await admin.post(server, [("group", "Default"), ("isOpen", "on")]).location == "/servers/this-machine")
            #expect(try await admin.post("/platforms/Linux/withdrawal").location == "/resources")
            #expect(!(try await admin.get("/plans/new").text.contains("<option value=\"Linux\"")))
            #expect(try await admin.post("/platforms/Linux/offer").location == "/resources")
            #expect(try await admin.get("/plans/new").text.contains("<option value=\"Linux\""))
        }
    }
}
