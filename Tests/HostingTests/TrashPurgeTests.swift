import Accounts
import AgentProtocol
import ControlPlane
import Core
import Domains
import Fleet
import Identity
import Persistence
import TestSupport
import Testing
import Websites

@Suite struct TrashPurgeTests {
    @Test(arguments: Engine.available)
    func `what has been in the trash for its time is purged one customer at a time`(engine: DatabaseEngine) async throws {
        try await withTestDatabase(engine, migrations: Features.migrations) { test in
            let now = Timestamp(milliseconds: 1_795_348_800_000)
            let features = Features(
                database: test.database, clock: .manual(Locked(now)), origin: "http://localhost:8080",
                passwords: Passwords(cost: .init(time: 1, memory: 64)))
            try await test.database.write { db in
                try Installations.create(
                    Installation(
                        providerName: "Northern Hosting", serviceZone: try DomainName("hosting.example"), firstUID: 20_000, uidCount: 100,
                        createdAt: now), in: db)
                let address = try IPAddress("127.0.0.1")
                let machine = try PhysicalServers.add(
                    NewPhysicalServer(name: "one", addresses: [address], operatingSystem: "Debian 12"), by: .system, in: db, at: now)
                for (kind, port) in [(LogicalServerKind.dns, 5353), (.web, 8082)] {
                    _ = try LogicalServers.add(
                        kind, on: machine.id, endpoints: [Endpoint(address: address, port: port)], by: .system, in: db, at: now)
                }
                _ = try Plans.create(PlanForm(name: "Starter", domainLimit: "", includesPHP: true), by: .system, in: db, at: now)
            }
            for name in ["anna", "berta", "clara", "dora"] {
                let account = try await features.owners.create(
                    AccountForm(title: name, plan: "", login: name), OwnerForm(login: name, email: "\(name)@example.org", password: ""),
                    with: features.accounts, by: .system, in: test.database, at: now
                ).account
                try await test.database.write { db in
                    for end in ["example", "test"] {
                        _ = try features.hosted.add("\(name).\(end)", to: account, documentRoot: nil, by: .system, in: db, at: now)
                    }
                    if name < "c" { _ = try features.accounts.trash(account.number, by: .system, in: db, at: now) }
                    for end in ["example", "test"] where name > "c" {
                        _ = try features.hosted.domains.trash("\(name).\(end)", removesContent: false, by: .system, in: db, at: now)
                    }
                }
            }
            let later = now + .days(31)
            let purged = try await test.database.write { db in
                let early = try features.accounts.purgeDue(in: db, at: now) + features.hosted.domains.purgeDue(in: db, at: now)
                let accounts = try (0..<3).map { _ in try features.accounts.purgeDue(in: db, at: later) }
                let domains = try (0..<3).map { _ in try features.hosted.domains.purgeDue(in: db, at: later) }
                return [early] + accounts + domains
            }
            #expect(purged == [0, 1, 1, 0, 2, 2, 0])
        }
    }
}
