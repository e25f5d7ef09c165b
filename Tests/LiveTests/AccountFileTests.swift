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
                let file = try await one.hostwright("export", "\(account)")
                let page = try await one.visit(site)
                #expect(page.status == 200)
                let records = try await said(one, site)
                #expect(records.count >= 5)

                try await one.hostwright("account", "delete", "\(account)", "--yes")
                try await one.hostwright("account", "purge", "\(account)", "--yes")
                try await one.isGone(site)
                try await one.hostwright("apply", "-f", "-", "--wait", input: file)

                #expect(try await one.visit(site).body == page.body)
                #expect(try await said(one, site) == records)
                let number = try await one.get("domains/\(site)", as: DomainResource.self).account
                #expect(number != account)
                let second = try await one.hostwright("export", "\(number)")
                let (before, after) = (file.split(separator: "\n"), second.split(separator: "\n"))
                #expect(before.count == after.count)
                let different = zip(before, after).filter { $0 != $1 }.map { $0.0.prefix { $0 != ":" } }
                #expect(different == ["number", "uid", "createdAt"])
                #expect(try await one.hostwright("apply", "-f", "-", input: second).hasPrefix("Nothing to change: "))
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
