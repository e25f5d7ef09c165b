import Core
import Foundation
import HTTPTypes
import Identity
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

/// Says when somebody listens, and never that anything has changed.
private struct Silence: StatusSource {
    let listeners: Locked<Int>

    func changes(for visit: Visit) -> AsyncStream<StatusChange> {
        listeners.withLock { $0 += 1 }
        return AsyncStream { _ in }
    }
}

@Suite struct LiveTests {
    @Test(arguments: Engine.available)
    func `a stream of events ends with the session that opened it`(engine: DatabaseEngine) async throws {
        let listeners = Locked(0)
        var routes = privateRoutes()
        routes.add(Events(Silence(listeners: listeners)).routes)
        try await Site.with(engine, routes: routes) { site, browser in
            // PostgreSQL's listener says once that it has begun.
            var begun = site.database.notifications(.sessions).makeAsyncIterator()
            if engine == .postgresql { _ = await begun.next() }
            let anna = try await site.person("anna")
            _ = try await browser.signIn("anna")
            let other = Browser(browser.client)
            _ = try await other.signIn("anna")
            let streams = [browser, other].map { browser in
                let hasEnded = Locked(false)
                let stream = Task {
                    let answer = try await browser.get("/events")
                    hasEnded.withLock { $0 = true }
                    return answer.status
                }
                return (stream: stream, hasEnded: hasEnded)
            }
            try await eventually("both listen") { listeners.value == 2 }
            let token = try #require(try await other.get("/").field("_token"))
            #expect(try await other.post("/sign-out", [("_token", token)]).status == 303)
            #expect(try await streams[1].stream.value == 200)
            #expect(!streams[0].hasEnded.value)
            try await site.database.write { db in try Logins.setLocked(anna.id, true, in: db) }
            #expect(try await streams[0].stream.value == 200)
            #expect(try await browser.get("/events").status == 401)
        }
    }

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
            for route in Gallery.routes.all where route.method == .get {
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
