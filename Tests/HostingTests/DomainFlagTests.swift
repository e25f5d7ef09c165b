import APIResources
import ControlPlane
import Core
import Domains
import Fleet
import Persistence
import TestSupport
import Testing

/// Who has a domain's zone, and who registers its name.
@Suite struct DomainFlagTests {
    @Test(.proves("C.USR-11", door: .api), arguments: Engine.available)
    func `the zone of a domain goes to somebody else's name servers and comes back`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account(of: "anna")
            try await hosting.add("example.org", to: account)
            let anna = try await hosting.program("anna")
            let ben = try await hosting.program("ben")
            let shown: DomainResource = try await anna.api(.get, "/domains/example.org").json()
            #expect(shown.nameServers.count == 2)
            #expect(try await ben.api(.delete, "/domains/example.org/zone").status == 404)
            let removed = try await anna.api(.delete, "/domains/example.org/zone")
            #expect(removed.status == 200, "\(removed.text)")
            #expect(try removed.json(DomainResource.self).nameServers.isEmpty)
            #expect(try await anna.api(.delete, "/domains/example.org/zone").status == 200, "the second time changes nothing")
            let records: ListResource<RecordResource> = try await anna.api(.get, "/domains/example.org/records").json()
            #expect(records.items.isEmpty)
            let wanted = try await hosting.read { db in
                try db.query("SELECT presence FROM specification WHERE kind = 'zone'").map { try $0("presence", as: String.self) }
            }
            #expect(wanted.filter { $0 == "purged" }.count == 2, "both name servers are told: \(wanted)")
            let served = try await anna.api(.put, "/domains/example.org/zone")
            #expect(served.status == 200, "\(served.text)")
            #expect(try served.json(DomainResource.self).nameServers.count == 2)
            let before = try await hosting.everything()
            #expect(try await anna.api(.put, "/domains/example.org/zone").status == 200)
            #expect(try await hosting.everything() == before, "the second time changes nothing")
            #expect(try await anna.api(.delete, "/domains/example.org").status == 200)
            #expect(try await anna.api(.put, "/domains/example.org/zone").status == 409)
            #expect(try await anna.api(.delete, "/domains/example.org/zone").status == 409)
        }
    }

    @Test(.proves("C.USR-11", door: .api), arguments: Engine.available)
    func `staff say whether the provider registers a name`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account(of: "anna")
            try await hosting.add("example.org", to: account)
            let (admin, anna) = (try await hosting.program("admin", role: .administrator), try await hosting.program("anna"))
            func put(_ body: String, by program: Client) async throws -> Int {
                try await program.api(.put, "/domains/example.org/registration", body).status
            }
            #expect(try await put(#"{"registration":"wanted"}"#, by: anna) == 404)
            #expect(try await put(#"{"registration":"soon"}"#, by: admin) == 422)
            #expect(try await anna.api(.post, "/domains", #"{"name":"b.example","account":1,"isToBeRegistered":true}"#).status == 403)
            #expect(try await put(#"{"registration":"wanted"}"#, by: admin) == 200)
            let waiting: ListResource<DomainResource> = try await admin.api(.get, "/domains?registration=wanted").json()
            #expect(waiting.items.map(\.name) == ["example.org"] && waiting.items.first?.registrationSince != nil)
            #expect(try await put(#"{"registration":"registered"}"#, by: admin) == 200)
            let none: ListResource<DomainResource> = try await admin.api(.get, "/domains?registration=wanted").json()
            #expect(none.items.isEmpty)
            let seen: DomainResource = try await anna.api(.get, "/domains/example.org").json()
            #expect(seen.registration == "registered")
            #expect(try await put(#"{"registration":"none"}"#, by: admin) == 200)
        }
    }

    @Test(.proves("C.USR-11", door: .page), arguments: Engine.available)
    func `pages turn the zone off and on, and order the registration`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account(of: "anna")
            try await hosting.add("example.org", to: account)
            let (admin, anna) = (try await hosting.browser("admin", role: .administrator), try await hosting.browser("anna"))
            #expect(try await !anna.get("/domains/example.org").text.contains("Registration of the name"))
            #expect(try await anna.post("/domains/example.org/registration", [("registration", "wanted")]).status == 404)
            let ordered = try await admin.post("/domains/example.org/registration", [("registration", "wanted")])
            #expect(ordered.location == "/domains/example.org")
            let page = try await admin.get("/domains/example.org").text
            #expect(page.contains("To be registered by us") && page.contains("It is registered"))
            #expect(try await admin.get("/").text.contains("To be registered: 1 name"))
            #expect(try await admin.get("/domains?state=unregistered").text.contains("example.org"))
            #expect(try await anna.get("/domains/example.org").text.contains("To be registered by us"))
            _ = try await admin.post("/domains/example.org/registration", [("registration", "registered")])
            #expect(try await !admin.get("/").text.contains("To be registered"))

            let asked = try await anna.get("/domains/example.org/dns/deletion").text
            #expect(asked.contains("records of the zone") && asked.contains("The website stays"))
            #expect(try await anna.post("/domains/example.org/dns/deletion").location == "/domains/example.org/dns")
            #expect(try await anna.get("/domains/example.org/dns").text.contains("Somebody else"))
            #expect(try await anna.post("/domains/example.org/dns").location == "/domains/example.org/dns")
            #expect(try await anna.get("/domains/example.org/dns").text.contains("SOA"))
        }
    }
}
