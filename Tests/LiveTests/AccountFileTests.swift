import APIResources
import Foundation
import TestSupport
import Testing

extension WholeInstallation {
    /// An account that goes into a file and comes back from it, looked at with curl and dig.
    @Suite struct AccountFileTests {
        @Test(arguments: LiveDatabase.allCases)
        func `the example's account comes back from its file after it was purged`(database: LiveDatabase) async throws {
            try await withInstallation(on: database) { one, _ in
                let site = "kern-keramik.example"
                let account = try await one.get("domains/\(site)", as: DomainResource.self).account
                // Files are content and not part of the file: the page is the one that a site begins with.
                try await one.hostwright("site", "index", site)
                // A second domain whose website is set otherwise, so that the file has more to say than a beginning.
                let other = "zweite-seite.example"
                try await one.hostwright("domain", "add", other, "--account", "\(account)", "--wait")
                try await one.hostwright("site", "set", other, "--php", "off", "--document-root", "zweite-seite", "--wait")
                try await one.hostwright("site", "index", other)
                let file = try await one.hostwright("export", "\(account)")
                #expect(file.contains("documentRoot: zweite-seite") && file.contains("runsPHP: false"))
                let (page, second) = (try await one.visit(site), try await one.visit(other))
                #expect((page.status, second.status) == (200, 200))
                let records = [try await said(one, site), try await said(one, other)]
                #expect(records.allSatisfy { $0.count >= 10 }, "\(records.map(\.count))")

                try await one.hostwright("account", "delete", "\(account)", "--yes")
                try await one.hostwright("account", "purge", "\(account)", "--yes")
                for name in [site, other] { try await one.isGone(name) }
                try await one.hostwright("apply", "-f", "-", "--wait", input: file)

                // A new account has no files: each page is the one that a site begins with, as it was.
                #expect(try await one.visit(site).body == page.body)
                #expect(try await one.visit(other).body == second.body)
                #expect(try await [said(one, site), said(one, other)] == records)
                let number = try await one.get("domains/\(site)", as: DomainResource.self).account
                #expect(number != account)
                let again = try await one.hostwright("export", "\(number)")
                let (before, after) = (file.split(separator: "\n"), again.split(separator: "\n"))
                #expect(before.count == after.count)
                let different = zip(before, after).filter { $0 != $1 }.map { $0.0.prefix { $0 != ":" } }
                #expect(different == ["number", "uid", "createdAt"])
                #expect(try await one.hostwright("apply", "-f", "-", input: again).hasPrefix("Nothing to change: "))
            }
        }

        /// What both name servers say to every name and type of the zone; of the SOA without its serial, which is a time.
        private func said(_ one: LiveInstallation, _ site: String) async throws -> [String: [String]] {
            var all: [String: [String]] = [:]
            for record in try await one.get("domains/\(site)/records", as: ListResource<RecordResource>.self).items {
                for server in one.nameServers {
                    let lines = try await one.dig(server, record.name, record.type).map { line in
                        let words = line.split(separator: " ")
                        return record.type == "SOA" && words.count == 7 ? (words[..<2] + words[3...]).joined(separator: " ") : line
                    }
                    #expect(!lines.isEmpty, "\(record.type) of \(record.name)")
                    all["\(server.address) \(record.name) \(record.type)"] = lines.sorted()
                }
            }
            return all
        }
    }
}
