import AgentProtocol
import Core
import Foundation
import Persistence
import TestSupport
import Testing

@testable import Fleet

@Suite struct `Servers` {
    @Test(.proves("H.PLAT-10"), .proves("H.SRV-03"), arguments: Engine.available)
    func `logical servers are named by kind and number in the service zone and numbers go on`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            #expect(sample.web.name.ascii == "web1.hosting.example")
            #expect(sample.dns.name.ascii == "ns1.hosting.example")
            let address = try IPAddress("127.0.0.1")
            let second = try await database.write { db in
                try LogicalServers.add(
                    .web, on: sample.computer.id, endpoints: [Endpoint(address: address, port: 8081)], by: FleetSample.administrator,
                    in: db,
                    at: sample.time.value)
            }
            #expect(second.name.ascii == "web2.hosting.example")
            let listed = try await database.read { db in try LogicalServers.of(kind: .web, in: db) }
            #expect(listed.map(\.number) == [1, 2])
            #expect(listed == [sample.web, second])
        }
    }

    @Test(.proves("H.SRV-03"), .proves("H.SRV-04", part: "mail and DNS roles"), arguments: Engine.available)
    func `a new logical server is published to its computer with addresses and uid range`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let changes = try await database.read { db in
                try StreamQueries.changes(of: sample.computer.id, after: 0, limit: 10, in: db)
            }
            #expect(changes.map(\.reference.kind) == [.webServer, .nameServer])
            #expect(changes.map(\.sequence) == [1, 2])
            let body = try #require(changes[0].body)
            let wanted = try JSONDecoder().decode(Specification.self, from: Data(body.utf8))
            #expect(
                wanted
                    == .webServer(
                        .init(name: sample.web.name, endpoints: sample.web.endpoints, firstUID: 200_000, uidCount: 10_000)))
            let moved = try await database.write { db in
                try LogicalServers.change(
                    endpoints: [Endpoint(address: try IPAddress("127.0.0.1"), port: 9090)], of: sample.web.id,
                    by: FleetSample.administrator,
                    in: db, at: sample.time.value)
            }
            #expect(moved.endpoints.map(\.port) == [9090])
            let after = try await database.read { db in try StreamQueries.changes(of: sample.computer.id, after: 2, limit: 10, in: db) }
            #expect(after.map(\.reference.object) == [sample.web.id.text])
        }
    }

    @Test(arguments: Engine.available)
    func `of two servers of one name added at once one is refused beside the field`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let refusals = await withTaskGroup(of: Fault?.self) { group in
                for name in ["rack7", "RACK7", "Rack7", "rack7"] {
                    group.addTask {
                        do {
                            try await database.write { db in
                                _ = try PhysicalServers.add(
                                    NewPhysicalServer(name: name, addresses: [try IPAddress("192.0.2.7")]),
                                    by: FleetSample.administrator, in: db, at: sample.time.value)
                            }
                            return nil
                        } catch {
                            return error as? Fault ?? Fault.notFound("\(error)")
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(refusals.count { $0 == nil } == 1)
            #expect(refusals.compactMap { $0 }.allSatisfy { $0.fields.map(\.key) == ["server.name_taken"] }, "\(refusals)")
        }
    }

    @Test(.proves("H.SRV-01"), arguments: Engine.available)
    func `bad servers are refused with the field and nothing is stored`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let now = sample.time.value
            let address = try IPAddress("127.0.0.1")
            let elsewhere = try IPAddress("192.0.2.1")
            func refusal(_ work: @escaping @Sendable (any Connection) throws -> Void) async throws -> Fault {
                let fault = await #expect(throws: Fault.self) { try await database.write { db in try work(db) } }
                return try #require(fault)
            }
            let admin = FleetSample.administrator
            let none = try await refusal { db in
                _ = try PhysicalServers.add(NewPhysicalServer(name: " \n", addresses: []), by: admin, in: db, at: now)
            }
            #expect(Set(none.fields.map(\.name)) == ["name", "addresses"])
            let twice = try await refusal { db in
                _ = try PhysicalServers.add(NewPhysicalServer(name: "Node ONE", addresses: [address]), by: admin, in: db, at: now)
            }
            #expect(twice.fields.map(\.name) == ["name"])
            #expect(twice.fields.map(\.key) == ["server.name_taken"])
            let taken = try await refusal { db in
                _ = try LogicalServers.add(
                    .web, on: sample.computer.id, endpoints: [Endpoint(address: address, port: 5353)], by: admin, in: db, at: now)
            }
            #expect(taken.key == "server.endpoint_taken")
            let foreign = try await refusal { db in
                _ = try LogicalServers.add(
                    .web, on: sample.computer.id, endpoints: [Endpoint(address: elsewhere, port: 0)], by: admin, in: db, at: now)
            }
            #expect(Set(foreign.fields.map(\.key)) == ["server.address_foreign", "server.port"])
            let customer = try await refusal { db in
                _ = try PhysicalServers.add(
                    NewPhysicalServer(name: "mine", addresses: [address]), by: FleetSample.customer, in: db, at: now)
            }
            #expect(customer.kind == .forbidden)
            let unknown = try await refusal { db in
                _ = try LogicalServers.add(
                    .web, on: PhysicalServerID(), endpoints: [Endpoint(address: address, port: 1)], by: admin, in: db, at: now)
            }
            #expect(unknown.kind == .notFound)
            let again = try await refusal { db in try Installations.create(sample.installation, in: db) }
            #expect(again.key == "installation.exists")
            #expect(try await database.read { db in try PhysicalServers.all(in: db).count } == 1)
            #expect(try await database.read { db in try LogicalServers.all(in: db).count } == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `the list of servers says in which condition each one is`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            func condition() async throws -> NodeCondition? {
                try await database.read { db in try Nodes.find(sample.computer.id, in: db) }?.condition
            }
            #expect(try await condition() == .notJoined)
            try await sample.take(sample.batch([], position: 0))
            #expect(try await condition() == .applying(2))
            try await sample.take(sample.batch([], position: 2))
            #expect(try await condition() == .inStep)

            let stop = Stop(reason: .tooManyRemovals, sentence: "40 of 100 sites would go.", atSequence: 2)
            var batch = sample.batch([], position: 2)
            batch.stop = stop
            try await sample.take(batch)
            #expect(try await condition() == .stopped(stop))
            let wrong = await #expect(throws: Fault.self) {
                try await database.write { db in
                    try Nodes.confirmStop(sample.computer.id, atSequence: 1, by: FleetSample.administrator, in: db, at: sample.time.value)
                }
            }
            #expect(wrong?.key == "node.not_stopped")
            try await database.write { db in
                try Nodes.confirmStop(sample.computer.id, atSequence: 2, by: FleetSample.administrator, in: db, at: sample.time.value)
            }
            #expect(try await database.read { db in try StreamQueries.node(sample.computer.id, in: db).confirmedThrough } == 2)

            let seen = sample.time.value
            sample.advance(.seconds(8))
            let limit = sample.time.value - .seconds(7)
            let silent = try await database.write { db in try StreamQueries.markSilent(olderThan: limit, in: db) }
            #expect(silent == [sample.computer.id])
            #expect(try await condition() == .silent(since: seen))
        }
    }
}
