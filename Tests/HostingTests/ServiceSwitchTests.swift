import APIResources
import Accounts
import Core
import Foundation
import HTTPTypes
import Persistence
import TestSupport
import Testing

/// The limits and switches of services (contract C.LIM, C.SVC), through the doors, on an installation whose servers are declared to do everything.
@Suite struct ServiceSwitchTests {
    private static let everything = HostingServices(declared: Set(ResourceCatalogue.all.map(\.needs)))

    /// What each row of the contract is called here.
    private static let limits: [ResourceKey] = [
        .diskSpace, .mailbox, .mailAddress, .autoresponder, .ftpUser, .traffic, .subdomain, .mysqlDatabase, .wildcardSubdomain,
        .addressPage,
        .cronJob, .mailingList,
    ]
    private static let switches: [ResourceKey] = [
        .ftp, .php, .ssi, .phpUpload, .mobilePages, .ssl, .directoryListing, .cgi, .python, .shell, .webStatistics, .protectedDirectories,
        .errorPages, .webFTP, .webmail, .standardScripts, .spamFilter, .backup,
    ]

    @Test(
        .proves("C.LIM-03", part: "a quota of the file system; kilobytes as a unit; resellers", door: .api),
        .proves("C.LIM-04", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.LIM-05", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.LIM-06", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.LIM-08", part: "resellers", door: .api),
        .proves("C.LIM-09", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.LIM-10", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.LIM-11", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.LIM-12", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.LIM-13", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.LIM-14", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-01", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-03", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-04", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-05", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-06", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-07", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-08", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-09", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-10", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-12", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-13", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-14", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-15", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-16", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-17", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-18", part: "the service itself, whose daemon comes later", door: .api),
        .proves("C.SVC-19", part: "the service itself, whose daemon comes later", door: .api),
        arguments: Engine.available)
    func `every service is sold in a plan, limited for one account, and refused with its rule`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, services: Self.everything) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            // Publishing excludes two others.
            let sold = ResourceCatalogue.all.filter { $0.key != .publishing }
            let terms = sold.map {
                #"{"resource":"\#($0.key.rawValue)","free":\#($0.isCountable ? 5 : 1),"most":\#($0.isCountable ? 5 : 1)}"#
            }
            let made = try await admin.api(.post, "/plans", #"{"name":"All","resources":[\#(terms.joined(separator: ","))]}"#)
            #expect(made.status == 201, "\(made.text)")
            let account = try await hosting.account(plan: "All")
            let anna = try await hosting.program("anna")
            func rights(_ client: Client) async throws -> [String: EntitlementResource] {
                let list: ListResource<EntitlementResource> = try await client.api(.get, "/accounts/\(account.number)/limits").json()
                return Dictionary(uniqueKeysWithValues: list.items.map { ($0.resource, $0) })
            }
            let page = try await hosting.browser("anna").get("/accounts/\(account.number)/limits").text
            let before = try await rights(anna)
            for key in Self.limits + Self.switches {
                let resource = try #require(ResourceCatalogue.find(key))
                let right = try #require(before[key.rawValue], "\(key.rawValue)")
                #expect(right.most == (resource.isCountable ? 5 : 1), "\(key.rawValue)")
                #expect(right.isHard == (key != .traffic), "\(key.rawValue)")
                #expect(page.contains(resource.words.english), "\(key.rawValue)")
                // What others need stays while they are there; everything else is turned off for this account, and on again.
                let dependants = sold.filter { $0.requires.contains(key) }
                let off = #"{"limits":[{"resource":"\#(key.rawValue)","most":0}]}"#
                let reply = try await admin.api(.patch, "/accounts/\(account.number)/limits", off)
                #expect(reply.status == 200, "\(key.rawValue): \(reply.text)")
                #expect(try await rights(admin)[key.rawValue]?.most ?? 0 == 0)
                for dependant in dependants {
                    let more = #"{"limits":[{"resource":"\#(dependant.key.rawValue)","most":1}]}"#
                    let refused = try await admin.api(.patch, "/accounts/\(account.number)/limits", more)
                    #expect(refused.status == 422, "\(dependant.key.rawValue) without \(key.rawValue)")
                }
                let back = #"{"limits":[{"resource":"\#(key.rawValue)"}]}"#
                #expect(try await admin.api(.patch, "/accounts/\(account.number)/limits", back).status == 200)
                for bad in ["-2", "99999999999"] {
                    let wrong = #"{"limits":[{"resource":"\#(key.rawValue)","most":\#(bad)}]}"#
                    #expect(
                        try await admin.api(.patch, "/accounts/\(account.number)/limits", wrong).status == 422, "\(key.rawValue) \(bad)")
                }
            }
            #expect(try await rights(anna).mapValues(\.most) == before.mapValues(\.most))
            // Only who manages accounts says how much there is.
            #expect([403, 404].contains(try await anna.api(.patch, "/accounts/\(account.number)/limits", #"{"limits":[]}"#).status))
        }
    }
}
