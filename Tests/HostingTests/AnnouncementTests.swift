import APIResources
import ControlPlane
import Core
import Persistence
import TestSupport
import Testing

/// A provider's news: published by forms and by programs, read on customers' first pages.
@Suite struct AnnouncementTests {
    @Test(.proves("H.LNF-11", door: .page), arguments: Engine.available)
    func `news stands on customers' first pages until it is read`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan()
            _ = try await hosting.account(of: "anna")
            _ = try await hosting.account("Ben's garage", of: "ben")
            let admin = try await hosting.browser("admin", role: .administrator)
            let (anna, ben) = (try await hosting.browser("anna"), try await hosting.browser("ben"))
            #expect(try await admin.get("/announcements").text.contains("Nothing announced yet"))
            let published = try await admin.post(
                "/announcements/new", [("title", "New web server"), ("text", "*web3* serves <b>now</b>."), ("expiresOn", "")])
            #expect(published.location == "/announcements")
            let page = try await anna.get("/").text
            #expect(page.contains("New web server") && page.contains("<em>web3</em>"))
            #expect(page.contains("&lt;b&gt;") && !page.contains("<b>now"))
            #expect(try await !admin.get("/").text.contains("<em>web3</em>"))
            let id = try #require(page.split(separator: "/announcements/").dropFirst().first?.prefix(36))
            #expect(try await anna.post("/announcements/\(id)/reading").location == "/")
            #expect(try await anna.post("/announcements/\(id)/reading").location == "/", "the second time changes nothing")
            #expect(try await !anna.get("/").text.contains("New web server"))
            #expect(try await ben.get("/").text.contains("New web server"))
            #expect(try await ben.get("/announcements").status == 404)
            #expect(try await ben.post("/announcements/\(id)/deletion").status == 404)
            let gone = try await admin.post("/announcements/\(id)/deletion")
            #expect(gone.location == "/announcements")
            #expect(try await !ben.get("/").text.contains("New web server"))
            let list = try await admin.get("/announcements").text
            #expect(list.contains("/announcements/\(id)/restoration"), "the message has an undo button")
            #expect(try await ben.post("/announcements/\(id)/restoration").status == 404)
            #expect(try await admin.get("/announcements?state=deleted").text.contains("New web server"))
            #expect(try await admin.post("/announcements/\(id)/restoration").location == "/announcements")
            #expect(try await ben.get("/").text.contains("New web server"))
            #expect(try await admin.post("/announcements/\(id)/restoration").status == 409, "the second time is refused in words")
        }
    }

    @Test(.proves("H.LNF-11", door: .api), arguments: Engine.available)
    func `programs publish news, which ends with its last day`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan()
            _ = try await hosting.account(of: "anna")
            let admin = try await hosting.program("admin", role: .administrator)
            let anna = try await hosting.program("anna")
            let made = try await admin.api(
                .post, "/announcements", #"{"title":"Maintenance","text":"On Sunday.","expiresOn":"2026-11-23"}"#)
            #expect(made.status == 201)
            let news: AnnouncementResource = try made.json()
            let seen: ListResource<AnnouncementResource> = try await anna.api(.get, "/announcements").json()
            #expect(seen.items.map(\.title) == ["Maintenance"])
            let changed = try await admin.api(.patch, "/announcements/\(news.id)", #"{"title":"Maintenance on Sunday"}"#)
            #expect(try changed.json(AnnouncementResource.self).title == "Maintenance on Sunday")
            hosting.advance(.days(2))
            let after: ListResource<AnnouncementResource> = try await anna.api(.get, "/announcements").json()
            #expect(after.items.isEmpty)
            #expect(try await anna.api(.get, "/announcements/\(news.id)").status == 404)
            #expect(try await admin.api(.get, "/announcements/\(news.id)").status == 200)
            #expect(try await anna.api(.post, "/announcements", #"{"title":"a","text":"b"}"#).status == 404)
            #expect(try await admin.api(.delete, "/announcements/\(news.id)").status == 204)
            #expect(try await admin.api(.delete, "/announcements/\(news.id)").status == 404)
            #expect(try await anna.api(.post, "/announcements/\(news.id)/restoration").status == 404)
            #expect(try await admin.api(.post, "/announcements/\(news.id)/restoration").status == 200)
            #expect(try await admin.api(.get, "/announcements/\(news.id)").status == 200)
            #expect(try await admin.api(.post, "/announcements/\(news.id)/restoration").status == 409)
        }
    }

    @Test(arguments: Engine.available)
    func `the list of news is searched, sorted and filtered`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let program = try await hosting.program("root", role: .administrator)
            for title in ["Größere Platten", "Wartung", "Preise"] {
                let made = try await program.api(.post, "/announcements", #"{"title":"\#(title)","text":"x"}"#)
                #expect(made.status == 201)
            }
            let admin = try await hosting.browser("admin", role: .administrator)
            let found = try await admin.get("/announcements?q=gross").text
            #expect(found.contains("Größere Platten") && !found.contains("Wartung"))
            let sorted = try await admin.get("/announcements?sort=-title").text
            let places = try ["Wartung", "Preise", "Größere Platten"].map { try #require(sorted.range(of: $0)).lowerBound }
            #expect(places == places.sorted())
            #expect(try await admin.get("/announcements?state=deleted").text.contains("Wartung") == false)
        }
    }

    @Test(arguments: Engine.available)
    func `bad news is refused beside its fields and nothing is stored`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let long = String(repeating: "x", count: 5001)
            for (body, fields) in [
                (#"{"title":"","text":""}"#, ["title", "text"]), (#"{"title":"a","text":"\#(long)"}"#, ["text"]),
                (#"{"title":"a","text":"b","expiresOn":"2026-02-30"}"#, ["expiresOn"]),
                (#"{"title":"a","text":"b","expiresOn":"2020-01-01"}"#, ["expiresOn"]),
                (#"{"title":"a","text":"b","expiresOn":"tomorrow"}"#, ["expiresOn"]),
            ] {
                let reply = try await admin.api(.post, "/announcements", body)
                #expect(reply.status == 422)
                #expect(try reply.json(ProblemResource.self).errors?.map(\.field) == fields)
            }
            let all: ListResource<AnnouncementResource> = try await admin.api(.get, "/announcements").json()
            #expect(all.items.isEmpty)
        }
    }
}
