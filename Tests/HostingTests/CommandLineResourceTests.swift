import APIResources
import CommandLineTool
import Foundation
import Persistence
import TestSupport
import Testing

/// Commands that are not written by hand: the panel's description makes them.
@Suite struct CommandLineResourceTests {
    /// As the panel describes itself, with a feature that the command line has never heard of.
    static let description = #"""
        {"openapi": "3.1.0", "info": {"title": "Test", "version": "1"}, "paths": {
          "/api/v1/announcements": {
            "get": {"summary": "List announcements", "parameters": [
                {"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 20}, "description": "Search."},
                {"name": "state", "in": "query", "schema": {"type": "string", "enum": ["shown", "over"]}},
                {"name": "cursor", "in": "query", "schema": {"type": "string"}},
                {"name": "per_page", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 200}}],
              "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/AnnouncementList"}}}}}},
            "post": {"summary": "Publish an announcement", "description": "For members of staff.",
              "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewAnnouncement"}}}},
              "parameters": [{"$ref": "#/components/parameters/Prefer"}],
              "responses": {"201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Announcement"}}}}}}},
          "/api/v1/announcements/{announcement}": {
            "get": {"summary": "Show an announcement", "parameters": [{"name": "announcement", "in": "path", "required": true, "schema": {"type": "integer"}}],
              "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Announcement"}}}}}},
            "put": {"summary": "Change an announcement", "parameters": [
                {"name": "announcement", "in": "path", "required": true, "schema": {"type": "integer"}}, {"$ref": "#/components/parameters/IfMatch"}],
              "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewAnnouncement"}}}},
              "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Announcement"}}}}}},
            "delete": {"summary": "Take an announcement back", "parameters": [{"name": "announcement", "in": "path", "required": true, "schema": {"type": "integer"}}],
              "responses": {"204": {"description": "Done."}}}},
          "/api/v1/announcements/{announcement}/repetition": {"post": {"summary": "Show it again to all", "responses": {"204": {}}}},
          "/api/v1/settings/mail-relay": {
            "get": {"summary": "Show the relay", "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Relay"}}}}}},
            "put": {"summary": "Set the relay", "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Relay"}}}},
              "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Relay"}}}}}}},
          "/api/v1/accounts/{account}/suspension": {"put": {"summary": "Suspend", "requestBody": {"content": {"application/json": {"schema":
              {"type": "object", "required": ["reason"], "properties": {"reason": {"type": "string"}}}}}}, "responses": {"204": {}}}},
          "/api/v1/audit-entries": {"get": {"summary": "List what was done", "responses": {"200": {"content": {"application/json": {"schema":
              {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "object", "properties": {"what": {"type": "string"}}}}}}}}}}}},
          "/api/v1/events": {"get": {"summary": "Follow", "responses": {"200": {"content": {"text/event-stream": {"schema": {"type": "string"}}}}}}}},
         "components": {
          "parameters": {
            "Prefer": {"name": "Prefer", "in": "header", "schema": {"type": "string"}},
            "IfMatch": {"name": "If-Match", "in": "header", "schema": {"type": "string"}}},
          "schemas": {
            "Announcement": {"type": "object", "properties": {"number": {"type": "integer"}, "title": {"type": "string"},
              "text": {"type": "string"}, "audience": {"type": "string"}, "isPinned": {"type": "boolean"},
              "labels": {"type": "array", "items": {"type": "string"}}, "createdAt": {"type": "string", "format": "date-time"}}},
            "AnnouncementList": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Announcement"}},
              "total": {"type": "integer"}, "next": {"type": "string"}}},
            "NewAnnouncement": {"type": "object", "required": ["title", "text"], "properties": {
              "title": {"type": "string", "maxLength": 20, "description": "In a line."}, "text": {"type": "string"},
              "audience": {"type": ["string", "null"], "enum": ["all", "staff", null]}, "isPinned": {"type": ["boolean", "null"]},
              "days": {"type": ["integer", "null"], "minimum": 1, "maximum": 90}, "labels": {"type": ["array", "null"], "items": {"type": "string"}}}},
            "Relay": {"type": "object", "required": ["host"], "properties": {"host": {"type": "string"},
              "signIn": {"type": "object", "required": ["user"], "properties": {"user": {"type": "string"}, "password": {"type": "string", "format": "password"}}},
              "state": {"type": "string"}}}}}}
        """#

    private static let one = """
        {"number": 7, "title": "New name servers", "text": "From Monday.", "audience": "all", "isPinned": true, "labels": ["dns", "news"],
         "createdAt": "2026-11-22T05:13:38.120Z"}
        """

    /// The description at its address, and these answers.
    private static func replies(_ reply: @escaping @Sendable (String) throws -> StubPanel.Reply?) -> Replies {
        Replies { line in
            if line == "GET /openapi.json" {
                var answer = StubPanel.Reply.json(description)
                answer.tag = "\"tag-1\""
                return answer
            }
            return try reply(line)
        }
    }

    @Test func `a feature that the command line never heard of is created by options`() async throws {
        try await Self.replies({ $0.hasPrefix("POST") ? .json(Self.one, .created) : nil }).serve { panel in
            let ended = await panel.run(
                "announcement", "create", "--title", "New name servers", "--text=From Monday.", "--is-pinned", "on", "--days", "7",
                "--label", "dns", "--labels", "news", "--wait", "--timeout", "5")
            #expect(ended.code == 0, "\(ended)")
            #expect(ended.output.hasPrefix("Announcement is created.\nNumber"))
            let request = try #require(panel.requests.last)
            #expect(request.line == "POST /api/v1/announcements")
            #expect(
                request.body
                    == #"{"title":"New name servers","text":"From Monday.","isPinned":true,"days":7,"labels":["dns","news"]}"#)
            #expect(request.headers["prefer"] == "wait=5")
            #expect(UUID(uuidString: request.headers["idempotency-key"] ?? "") != nil)
        }
    }

    @Test func `every POST has a key of its own`() async throws {
        try await Replies({ _ in .init(status: .noContent) }).serve { panel in
            _ = await panel.run("job", "retry", "1")
            _ = await panel.run("domain", "retry", "example.org")
            let keys = panel.requests.compactMap { $0.headers["idempotency-key"] }
            #expect(Set(keys).count == 2)
            _ = await panel.run("account", "show", "1")
            #expect(panel.requests.last?.headers["idempotency-key"] == nil)
        }
    }

    @Test func `all complaints are told before anything is sent, each beside its option`() async throws {
        try await Self.replies({ _ in nil }).serve { panel in
            let ended = await panel.run(
                "announcement", "create", "--title", "A title that is too long", "--days", "91", "--audience", "nobody", "--is-pinned",
                "maybe",
                "--lable", "x", "surplus")
            #expect(ended.code == 2)
            #expect(
                ended.complaints == """
                    --lable: There is no such option. Did you mean --labels?
                    “surplus” is one argument too many.
                    --title: It has at most 20 characters; this has 24.
                    --days: It is at most 90.
                    --audience: It is one of: all, staff.
                    --is-pinned: It is on or off.
                    --text: It is required.
                    Usage: hostwright announcement create [options]; --help tells more.

                    """)
            #expect(panel.lines == ["GET /api/v1/openapi.json"])
            let number = await panel.run("announcement", "show", "seven")
            #expect(number.complaints.hasPrefix("ANNOUNCEMENT: “seven” is not a whole number.\n"))
        }
    }

    @Test func `what the panel refuses stands beside the option too`() async throws {
        try await Self.replies({
            $0.hasPrefix("POST") ? try .problem(422, "Twice.", [.init(field: "isPinned", code: "x", detail: "One is pinned.")]) : nil
        })
        .serve { panel in
            let ended = await panel.run("announcement", "create", "--title", "x", "--text", "y", "--is-pinned", "on")
            #expect(ended == Ended(code: 2, output: "", complaints: "Twice.\n--is-pinned: One is pinned.\n"))
        }
    }

    @Test func `a list is a table of what fits, and all pages are read with all`() async throws {
        let pages = [
            "GET /announcements": #"{"items": [\#(Self.one)], "next": "abc", "total": 2}"#,
            "GET /announcements?per_page=200": #"{"items": [\#(Self.one)], "next": "a/b"}"#,
            "GET /announcements?per_page=200&cursor=a%2Fb": #"{"items": [{"number": 9, "title": "Second", "isPinned": false}]}"#,
        ]
        try await Self.replies({ pages[$0].map { .json($0) } }).serve { panel in
            let first = await panel.run("announcement", "list", width: 60)
            #expect(
                first.output == """
                    NUMBER  TITLE             TEXT          AUDIENCE  IS-PINNED
                         7  New name servers  From Monday.  all       on

                    """)
            #expect(first.complaints == "1 of 2 shown. --all shows all.\n")
            let all = await panel.run("announcement", "list", "--all", "--columns", "title,labels")
            #expect(all.output == "TITLE             LABELS\nNew name servers  dns, news\nSecond\n")
            #expect(all.complaints.isEmpty)
            let json = await panel.run("announcement", "list", "--all", "--json")
            #expect(json.output.contains(#""number":7"#) && json.output.contains(#""number":9"#))
            #expect(await panel.run("announcement", "list", "--columns", "prize").complaints.hasPrefix("--columns: There is no prize."))
            #expect(await panel.run("announcement", "list", "--only", "gone").complaints.contains("--only: It is one of: shown, over."))
            _ = await panel.run("announcements", "list", "--only", "over", "--search", "a b")
            #expect(panel.lines.last == "GET /api/v1/announcements?state=over&q=a%20b")
        }
    }

    @Test func `a change keeps what is not named, and nobody's change in between`() async throws {
        try await Self.replies({
            var answer = StubPanel.Reply.json(Self.one)
            answer.tag = "\"state-3\""
            return $0.hasSuffix("/announcements/7") ? answer : nil
        }).serve { panel in
            #expect(await panel.run("announcement", "change", "7", "--title", "Moved").code == 0)
            let request = try #require(panel.requests.last)
            #expect(request.line == "PUT /api/v1/announcements/7")
            #expect(request.body == #"{"title":"Moved","text":"From Monday.","audience":"all","isPinned":true,"labels":["dns","news"]}"#)
            #expect(request.headers["if-match"] == "\"state-3\"")
        }
    }

    @Test func `deleting names what is lost, and a rehearsal does nothing`() async throws {
        try await Self.replies({ $0.hasPrefix("DELETE") ? .init(status: .noContent) : $0 == "GET /announcements/7" ? .json(Self.one) : nil }
        )
        .serve { panel in
            let dry = await panel.run("announcement", "delete", "7", "--dry-run")
            #expect(dry.code == 0)
            #expect(dry.output.hasPrefix("DELETE /api/v1/announcements/7\n\nThis would be lost:\nNumber"))
            #expect(dry.output.contains("New name servers"))
            #expect(dry.complaints == "Nothing was changed (--dry-run).\n")
            #expect(await panel.run("announcement", "delete", "7").complaints.hasPrefix("--yes: "))
            let no = await panel.run("announcement", "delete", "7", answer: "n")
            #expect(no.code == 1 && no.complaints.contains("New name servers"))
            #expect(!panel.lines.contains { $0.hasPrefix("DELETE") })
            #expect(await panel.run("announcement", "delete", "7", "--yes").output == "Announcement 7 is deleted.\n")
            #expect(panel.lines.last == "DELETE /api/v1/announcements/7")
        }
    }

    @Test func `secrets come from a file, also within objects, and are not shown`() async throws {
        try await Self.replies({ _ in .json(#"{"host": "mail.example"}"#) }).serve { panel in
            let file = try panel.write("secret", "correct horse\n")
            let refused = await panel.run("settings", "mail-relay", "set", "--host", "x", "--sign-in.password", "hunter2")
            #expect(refused.code == 2)
            #expect(refused.complaints.contains("Use --sign-in.password-file FILE"))
            #expect(!refused.complaints.contains("hunter2"))
            let words = [
                "settings", "mail-relay", "set", "--host", "x.example", "--sign-in.user", "anna", "--sign-in.password-file", file,
                "--set-state", "on",
            ]
            let dry = await hostwright(words + ["--dry-run"], variables: panel.variables)
            #expect(dry.output.contains(#""password": "...""#) && !dry.output.contains("horse"))
            #expect(await hostwright(words, variables: panel.variables).code == 0)
            #expect(
                panel.requests.last?.body
                    == #"{"host":"x.example","signIn":{"user":"anna","password":"correct horse"},"state":"on"}"#)
        }
    }

    @Test func `verbs follow the addresses, beside those written by hand`() async throws {
        try await Self.replies({ $0.hasPrefix("GET") ? .json(#"{"items": []}"#) : .init(status: .noContent) }).serve { panel in
            #expect(await panel.run("announcement", "repetition", "7").output == "Announcement repetition 7 is done.\n")
            #expect(panel.lines.last == "POST /api/v1/announcements/7/repetition")
            #expect(await panel.run("account", "suspension", "set", "12", "--reason", "unpaid").code == 0)
            #expect(panel.lines.last == "PUT /api/v1/accounts/12/suspension")
            #expect(await panel.run("audit-entry", "list").output == "No audit-entries.\n")
            let unknown = await panel.run("announcement", "burn", "7")
            #expect(unknown.code == 2)
            #expect(
                unknown.complaints
                    == "“announcement burn 7” is no command. With announcement go: list, create, show, change, delete, repetition.\n")
            #expect(await panel.run("anouncement", "list").complaints.contains("Did you mean announcement?"))
            #expect(await panel.run("event", "show").code == 2)
            let help = await panel.run("announcement", "create", "--help")
            #expect(help.code == 0)
            #expect(help.output.contains("--audience <all|staff>") && help.output.contains("From 1 to 90."))
            #expect(await panel.run("announcement", "--help").output.contains("Publish an announcement."))
            #expect(await panel.run("help", "announcement").output.contains("Publish an announcement."))
            #expect(await panel.run("resources").output.contains("announcement repetition"))
        }
    }

    @Test func `the description is read again only when it has changed`() async throws {
        try await Self.replies({ _ in .json(#"{"items": []}"#) }).serve { panel in
            for _ in 0..<2 { #expect(await panel.run("announcement", "list").output == "No announcements.\n") }
            let asked = panel.requests.filter { $0.line == "GET /api/v1/openapi.json" }
            #expect(asked.map { $0.headers["if-none-match"] } == [nil, "\"tag-1\""])
        }
    }

    @Test func `a panel that describes nothing is told as such`() async throws {
        try await Replies({ _ in nil }).serve { panel in
            let ended = await panel.run("announcement", "list")
            #expect(ended.code == 2)
            #expect(ended.complaints.contains("“announcement list” is no command"))
        }
        let nowhere = await hostwright(["announcement", "list"])
        #expect(nowhere.code == 2)
        #expect(nowhere.complaints.hasPrefix("“announcement list” is no command of this program."))
    }

    @Test(.proves("H.LNF-11", door: .cli), arguments: Engine.available)
    func `the panel's own description makes commands, each with words of its own`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            let listed = await bench.run("resources")
            #expect(listed.code == 0, "\(listed)")
            let commands = listed.output.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.map { line in
                line.dropFirst(2).components(separatedBy: "  ")[0]
            }
            #expect(commands.count > 30)
            #expect(Set(commands).count == commands.count, "\(Dictionary(grouping: commands) { $0 }.filter { $0.value.count > 1 }.keys)")
            let created = await bench.run("announcement", "create", "--title", "New name servers", "--text", "From *Monday*.", "--json")
            #expect(created.code == 0, "\(created)")
            let id = try #require(try JSONDecoder().decode([String: JSONText].self, from: Data(created.output.utf8))["id"]?.text)
            #expect(await bench.run("announcement", "list").output.contains("New name servers"))
            #expect(await bench.run("announcement", "change", id, "--title", "Newer name servers").code == 0)
            #expect(await bench.run("announcement", "show", id).output.contains("Newer name servers"))
            let long = await bench.run("announcement", "create", "--title", String(repeating: "x", count: 121), "--text", "y")
            #expect(long.code == 2 && long.complaints.hasPrefix("--title: It has at most 120 characters"))
            let refused = await bench.run("announcement", "create", "--title", "x", "--text", "y", "--expires-on", "someday")
            #expect(refused.code == 2 && refused.complaints.contains("--expires-on: "), "\(refused)")
            #expect(await bench.run("announcement", "delete", id, "--yes").code == 0)
            #expect(await bench.run("announcement", "show", id).code == 3)
        }
    }

    /// A member of any kind; nil unless it is text.
    private struct JSONText: Decodable {
        var text: String?

        init(from decoder: any Decoder) throws {
            // Silence is right: other members are of no interest.
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }

    @Test(arguments: [
        #"{"a": [1, 2.5e3, "\u00e9\ud83d\ude00\n", true, null], "b": {}}"#, "[]", #""x""#, "0",
    ])
    func `JSON is read and written`(text: String) async throws {
        try await Self.replies({ .json($0.contains("cursor") ? #"{"items": []}"# : #"{"items": [\#(text)], "next": "x"}"#) }).serve {
            panel in
            let ended = await panel.run("announcement", "list", "--all", "--json")
            let (got, expected) = try (
                JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? NSDictionary,
                JSONSerialization.jsonObject(with: Data(#"{"items": [\#(text)]}"#.utf8)) as? NSDictionary
            )
            #expect(got == expected)
        }
    }
}
