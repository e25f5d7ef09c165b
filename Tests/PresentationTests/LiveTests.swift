import Core
import Foundation
import HTTPTypes
import Persistence
import Presentation
import TestSupport
import Testing

private struct TwoChanges: StatusSource {
    func changes(for visit: Visit) -> AsyncStream<StatusChange> {
        AsyncStream { continuation in
            continuation.yield(StatusChange(target: "domain:1:badge", html: statusBadge(.live, "Live", target: "domain:1:badge")))
            continuation.yield(StatusChange(target: "domain:1:panel", html: livePart("domain:1:panel") { "line\n<b>\u{2028}\"" }))
            continuation.finish()
        }
    }
}

@Suite struct LiveTests {
    @Test(arguments: Engine.available)
    func `changes arrive as events with their HTML on one line`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: Events(TwoChanges()).routes) { site, browser in
            #expect(try await browser.get("/events").status == 401)
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            let answer = try await browser.get("/events")
            #expect(answer.headers[.contentType] == "text/event-stream")
            let data = answer.text.split(separator: "\n").filter { $0.hasPrefix("data: ") }.map { Data($0.dropFirst(6).utf8) }
            #expect(data.count == 2)
            let changes = try data.map { try JSONDecoder().decode([String: String].self, from: $0) }
            #expect(changes[0]["target"] == "domain:1:badge")
            #expect(changes[0]["html"] == statusBadge(.live, "Live", target: "domain:1:badge").text)
            #expect(changes[1]["html"]?.contains("line\n&lt;b&gt;\u{2028}&quot;") == true)
        }
    }

    @Test(arguments: Engine.available)
    func `every page of the gallery renders`(engine: DatabaseEngine) async throws {
        try await Site.with(engine, routes: Gallery.routes) { site, browser in
            try await site.person("anna")
            _ = try await browser.signIn("anna")
            for route in Gallery.routes.all {
                let answer = try await browser.get(route.template.text)
                #expect(answer.status == 200)
                #expect(!answer.text.contains("<script>alert") && !answer.text.contains("style=\"") && !answer.text.contains("javascript:"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `style sheet and modules are kept for good under their hash`(engine: DatabaseEngine) async throws {
        try await Site.with(engine) { _, browser in
            let page = try await browser.get("/sign-in").text
            let start = try #require(page.range(of: "/assets/"))
            let path = String(page[start.lowerBound...].prefix { $0 != "\"" })
            let sheet = try await browser.get(path)
            #expect(sheet.status == 200 && sheet.headers[.cacheControl]?.contains("immutable") == true)
            #expect(sheet.headers[.contentType] == "text/css; charset=utf-8")
            let old = try await browser.get("/assets/of-old/panel.css")
            #expect(old.status == 200 && old.headers[.cacheControl] == "no-cache")
            #expect(try await browser.get("/assets/of-old/..%2Fsecret").status == 404)
        }
    }
}
