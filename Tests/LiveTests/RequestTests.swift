import APIResources
import Foundation
import NodeAgent
import TestSupport
import Testing

extension WholeInstallation {
    /// What programs do with the REST interface alone, on real daemons.
    @Suite struct RequestTests {
        @Test(
            .proves("H.DNS-01", door: .api, client: "dig"), .proves("H.DNS-04", door: .api, client: "dig"),
            .proves("H.WEB-01", door: .api, client: "curl"), .proves("H.WEB-02", door: .api, client: "curl"),
            .proves("H.DOM-12", door: .api, client: "dig"))
        func `a domain is added, changed and deleted by requests`() async throws {
            try await withInstallation { one, _ in
                let account = try await one.addAccount("Requests")
                let site = "by-request.example"
                try await one.api("POST", "domains", NewDomainResource(name: site, account: account.number), expecting: 201)
                try await one.isLive(site)
                // Two name servers of one machine, each at an address of its own, say the same.
                #expect(one.nameServers[0].address != one.nameServers[1].address)
                #expect(try await one.answers(site)["NS"]?.count == 2)
                let first = try await one.visit(site)
                #expect(first.status == 200 && first.body.contains("<title>\(site)</title>"))
                #expect(first.body.contains("http://localhost:\(one.panelPort)"))

                // The first page gives way to the customer's own, and comes back.
                let page = "\(one.state)/own-page"
                try Data("my own page\n".utf8).write(to: URL(fileURLWithPath: page))
                let put = try await one.curl([
                    "-H", "Authorization: Bearer \(one.token)", "-X", "PUT", "--data-binary", "@\(page)",
                    "http://127.0.0.1:\(one.panelPort)/api/v1/websites/\(site)/files/index.html",
                ])
                #expect(put.status == 204)
                #expect(try await one.visit(site).body == "my own page\n")
                #expect(try await one.api("GET", "websites/\(site)/files/index.html").body == "my own page\n")
                try await one.api("POST", "websites/\(site)/index-page", expecting: 204)
                #expect(try await one.visit(site).body == first.body)

                // The web service off and on.
                try await one.api("PATCH", "websites/\(site)", WebsiteChangeResource(isOn: false), expecting: 200)
                try await eventually("the web service is off") { try await one.visit(site).status == 404 }
                #expect(try await one.answers(site)["SOA"]?.count == 1)
                try await one.api("PATCH", "websites/\(site)", WebsiteChangeResource(isOn: true), expecting: 200)
                try await eventually("the web service is on") { try await one.visit(site).body == first.body }

                // Deleted with its content, restored, deleted for good.
                let root = one.home(account) + "/\(site)"
                try await one.api("DELETE", "domains/\(site)?content=remove", expecting: 200)
                try await one.isGone(site)
                #expect(FileManager.default.fileExists(atPath: root))
                try await one.api("POST", "domains/\(site)/restoration", expecting: 200)
                try await one.isLive(site)
                #expect(try await one.visit(site).body == first.body)
                try await one.api("DELETE", "domains/\(site)?content=remove", expecting: 200)
                try await one.isGone(site)
                try await one.api("DELETE", "trash/domains/\(site)", expecting: 204)
                try await eventually("its files are gone") { !FileManager.default.fileExists(atPath: root + "/public") }
                // Another one keeps its files.
                let kept = "kept-files.example"
                try await one.api("POST", "domains", NewDomainResource(name: kept, account: account.number), expecting: 201)
                try await one.isLive(kept)
                try await one.api("DELETE", "domains/\(kept)", expecting: 200)
                try await one.isGone(kept)
                try await one.api("DELETE", "trash/domains/\(kept)", expecting: 204)
                #expect(FileManager.default.fileExists(atPath: one.home(account) + "/\(kept)/public/index.html"))
            }
        }

        /// The lines that begin with curl in the section of docs/api, one after the other, as a person would type them.
        @Test func `every example of the interface's document works as it is written`() async throws {
            try await withInstallation { one, _ in
                let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                    .deletingLastPathComponent()
                let document = try String(contentsOf: here.appendingPathComponent("docs/api/README.md"), encoding: .utf8)
                let examples = Self.examples(in: document)
                #expect(examples.count >= 14, "\(examples)")
                let directory = "\(one.state)/examples"
                try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
                try Data("Authorization: Bearer \(one.token)".utf8).write(to: URL(fileURLWithPath: directory + "/header"))
                let file = "<?php echo 'made by an example';"
                try Data(file.utf8).write(to: URL(fileURLWithPath: directory + "/index.php"))
                var number = "6"
                for example in examples {
                    // The number of the account is the one it got here.
                    let line = example.replacing("/accounts/6", with: "/accounts/\(number)")
                        .replacing("\"account\": 6", with: "\"account\": \(number)")
                    let said = try await Self.run(line, in: directory, one)
                    let isRefusal = line.contains(#""name": "anna","#)
                    #expect((said.status >= 200 && said.status < 300) != isRefusal, "\(line): \(said)")
                    if line.contains("$api/accounts ") { number = "\(try said.decode(AccountResource.self).number)" }
                    if line == "curl -H @header $api/domains/anna-berg.example" { try await one.isLive("anna-berg.example") }
                    if line.contains("files/index.php"), !line.contains("-X PUT") { #expect(said.body == file) }
                    if line.contains(#""runsPHP": false"#) { #expect(try said.decode(WebsiteResource.self).runsPHP == false) }
                    if line.contains("accountLimit") { #expect(try said.decode(PhysicalServerResource.self).accountLimit == 400) }
                }
            }
        }

        /// Commands of the document, continued lines joined.
        private static func examples(in document: String) -> [String] {
            let joined = document.replacing("\\\n", with: " ")
            let lines = joined.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            return lines.filter { $0.hasPrefix("curl -H @header") }
        }

        /// The words of a line, as a shell would read these: quotes of both kinds, and the two variables of the document.
        private static func words(of line: String) -> [String] {
            var words: [String] = []
            var word: String?
            var quote: Character?
            for character in line {
                if let open = quote {
                    if character == open { quote = nil } else { word = (word ?? "") + String(character) }
                } else if character == "'" || character == "\"" {
                    quote = character
                    word = word ?? ""
                } else if character == " " {
                    if let word { words.append(word) }
                    word = nil
                } else {
                    word = (word ?? "") + String(character)
                }
            }
            return words + (word.map { [$0] } ?? [])
        }

        private static func run(_ line: String, in directory: String, _ one: LiveInstallation) async throws -> LiveInstallation.Answer {
            let words = words(of: line).dropFirst().map { word in
                word.replacing("$api", with: "http://127.0.0.1:\(one.panelPort)/api/v1")
                    .replacing("$json", with: "Content-Type: application/json").replacing("@", with: "@\(directory)/")
            }
            return try await one.curl(words.map { $0.hasPrefix("{") ? $0.replacing("@\(directory)/", with: "@") : $0 })
        }
    }
}
