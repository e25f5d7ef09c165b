import AgentProtocol
import Core
import Crypto
import Foundation
import Persistence
import TestSupport
import Testing
import X509

@testable import Fleet

@Suite struct `Joining and certificates` {
    @Test(arguments: Engine.available)
    func `a machine joins with its line once, renews, and works with what it got`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.withDoor { _, port in
                let line = try await sample.joinLine(port: port)
                #expect(line.authorityFingerprint == (try sample.authority.fingerprint))
                let key = P256.Signing.PrivateKey()
                let stranger = try SampleAgent(port: port, authority: try sample.authority.pem, certificate: nil, key: key)
                let request = JoinRequest(
                    token: line.token, signingRequest: try SampleAgent.signingRequest(key), machine: "host7 Debian 12")
                let answer = try await stranger.post(AgentPaths.join, request)
                #expect(answer.status == 200)
                let joined = try JSONDecoder().decode(JoinAnswer.self, from: Data(answer.body))
                #expect(joined.server == sample.computer.id)
                #expect(joined.installation == sample.installation.id)

                let again = try await stranger.post(AgentPaths.join, request)
                #expect(again.status == 401)
                #expect(again.problem?.key == "agent.token_used")
                await stranger.close()

                let certificate = try Certificate(pemEncoded: joined.certificate)
                #expect(certificate.subject.description.contains("node \(sample.computer.id)"))
                #expect(try certificate.extensions.extendedKeyUsage.map { $0.contains(.clientAuth) && !$0.contains(.serverAuth) } == true)
                #expect(Timestamp(certificate.notValidAfter) - sample.time.value > .days(29))
                #expect(sample.time.value - Timestamp(certificate.notValidBefore) >= .minutes(5))

                let agent = try SampleAgent(port: port, authority: joined.authority, certificate: joined.certificate, key: key)
                let report = try await agent.post(AgentPaths.reports, sample.batch([]))
                #expect(report.status == 204)
                let newKey = P256.Signing.PrivateKey()
                let renewal = try await agent.post(
                    AgentPaths.renew, RenewRequest(signingRequest: try SampleAgent.signingRequest(newKey)))
                #expect(renewal.status == 200)
                let renewed = try JSONDecoder().decode(JoinAnswer.self, from: Data(renewal.body))
                let next = try SampleAgent(port: port, authority: renewed.authority, certificate: renewed.certificate, key: newKey)
                #expect(try await next.post(AgentPaths.reports, sample.batch([])).status == 204)
                // The answer might have been lost: the old certificate is good until its end.
                #expect(try await agent.post(AgentPaths.reports, sample.batch([])).status == 204)
                await agent.close()
                await next.close()
                let server = try await database.read { db in try PhysicalServers.required(sample.computer.id, in: db) }
                #expect(server.machine == "host7 Debian 12")
                #expect(server.joinedAt != nil)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `expired, superseded, unknown and damaged joins are refused in words`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.withDoor { _, port in
                let key = P256.Signing.PrivateKey()
                let agent = try SampleAgent(port: port, authority: try sample.authority.pem, certificate: nil, key: key)
                let signing = try SampleAgent.signingRequest(key)
                func join(_ token: String, _ request: String) async throws -> NodeProblem? {
                    try await agent.post(AgentPaths.join, JoinRequest(token: token, signingRequest: request, machine: "m")).problem
                }
                let older = try await sample.joinLine(port: port)
                let newer = try await sample.joinLine(port: port)
                #expect(try await join(older.token, signing)?.key == "agent.token_unknown")
                #expect(try await join("0123456789abcdef0123", signing)?.key == "agent.token_unknown")
                #expect(try await join(newer.token, "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n")?.key == "agent.signing_request")
                let p384 = try CertificateSigningRequest(
                    version: .v1, subject: .init(), privateKey: .init(P384.Signing.PrivateKey()), attributes: .init()
                ).serializeAsPEM().pemString
                #expect(try await join(newer.token, p384)?.key == "agent.signing_request")
                sample.advance(.minutes(15))
                #expect(try await join(newer.token, signing)?.key == "agent.token_expired")
                await agent.close()
                let stored = try await database.read { db in
                    try db.query("SELECT hash FROM join_token").map { try $0("hash", as: String.self) }
                }
                #expect(!stored.contains { $0.contains(newer.token) })
                let customer = await #expect(throws: Fault.self) {
                    try await database.write { db in
                        _ = try Enrolment.joinLine(
                            for: sample.computer.id, url: "https://h:1", authority: sample.authority, by: FleetSample.customer, in: db,
                            at: sample.time.value)
                    }
                }
                #expect(customer?.kind == .forbidden)
            }
        }
    }

    @Test func `certificates that are not a node's of this installation end in the handshake`() async throws {
        try await withDatabase(.sqlite, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            let now = sample.time.value
            try await sample.withDoor { _, port in
                let key = P256.Signing.PrivateKey()
                let pem = try sample.authority.pem
                // Same names, another authority.
                let foreign = try Authority(for: sample.installation.id, at: now)
                let publicKey = Certificate.PublicKey(key.publicKey)
                let uri = GeneralNameSample.uri(sample)
                let bad: [(String, String)] = [
                    ("another authority", try foreign.issue(for: sample.computer.id, key: publicKey, at: now).pem),
                    (
                        "serverAuth only",
                        try sample.authority.leaf(
                            publicKey, name: "x", from: now - .minutes(5), through: now + .days(1), usage: .serverAuth, names: [uri]
                        ).serializeAsPEM().pemString
                    ),
                    (
                        "not yet valid",
                        try sample.authority.leaf(
                            publicKey, name: "x", from: now + .hours(1), through: now + .days(1), usage: .clientAuth, names: [uri]
                        ).serializeAsPEM().pemString
                    ),
                    (
                        "no name",
                        try sample.authority.leaf(
                            publicKey, name: "x", from: now - .minutes(5), through: now + .days(1), usage: .clientAuth,
                            names: [.dnsName("node.example")]
                        ).serializeAsPEM().pemString
                    ),
                    (
                        "another installation's name",
                        try sample.authority.leaf(
                            publicKey, name: "x", from: now - .minutes(5), through: now + .days(1), usage: .clientAuth,
                            names: [.uniformResourceIdentifier(NodeIdentity.uri(InstallationID(), sample.computer.id))]
                        ).serializeAsPEM().pemString
                    ),
                ]
                for (what, certificate) in bad {
                    let agent = try SampleAgent(port: port, authority: pem, certificate: certificate, key: key)
                    await #expect(throws: (any Error).self, "\(what)") { try await agent.post(AgentPaths.reports, sample.batch([])) }
                    await agent.close()
                }
                let none = try SampleAgent(port: port, authority: pem, certificate: nil, key: key)
                let refused = try await none.post(AgentPaths.reports, sample.batch([]))
                #expect(refused.status == 401)
                #expect(refused.problem?.key == "agent.certificate_missing")
                await none.close()
                // A server that was never added, by our own authority.
                let ghost = try SampleAgent(port: port, sample: sample, server: PhysicalServerID())
                #expect(try await ghost.post(AgentPaths.reports, sample.batch([])).problem?.key == "agent.certificate_unknown")
                await ghost.close()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an expired certificate opens nothing but its renewal, and only with the pinned key`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await sample.withDoor { _, port in
                let key = P256.Signing.PrivateKey()
                let line = try await sample.joinLine(port: port)
                let answer = try await database.write { db in
                    try Enrolment.join(
                        JoinRequest(token: line.token, signingRequest: try SampleAgent.signingRequest(key), machine: "m"),
                        authority: sample.authority, in: db, at: sample.time.value)
                }
                // The machine's clock moves for the door only; the handshake of the client looks at the door's certificate, which lives for years.
                sample.advance(.days(31))
                let agent = try SampleAgent(port: port, authority: answer.authority, certificate: answer.certificate, key: key)
                let report = try await agent.post(AgentPaths.reports, sample.batch([]))
                #expect(report.status == 401)
                #expect(report.problem?.key == "agent.certificate_expired")
                await #expect(throws: (any Error).self) { try await agent.stream(after: 0) }
                let renewal = try await agent.post(AgentPaths.renew, RenewRequest(signingRequest: try SampleAgent.signingRequest(key)))
                #expect(renewal.status == 200)
                await agent.close()

                let otherKey = P256.Signing.PrivateKey()
                let unpinned = try SampleAgent(
                    port: port, sample: sample, issuedAt: sample.time.value, life: .seconds(1), key: otherKey)
                sample.advance(.minutes(1))
                let refused = try await unpinned.post(
                    AgentPaths.renew, RenewRequest(signingRequest: try SampleAgent.signingRequest(otherKey)))
                #expect(refused.problem?.key == "agent.certificate_key")
                await unpinned.close()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a revoked server is cut off at once, and only a new join brings it back`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            // No heartbeat is due in this test: the word itself has to close the stream.
            try await sample.withDoor(heartbeat: .seconds(30)) { door, port in
                let agent = try SampleAgent(port: port, sample: sample)
                let stream = try await agent.stream(after: 0)
                try await eventually("the snapshot") { stream.snapshotEnd != nil }
                sample.advance(.seconds(2))
                try await database.write { db in
                    try Enrolment.revoke(sample.computer.id, by: FleetSample.administrator, in: db, at: sample.time.value)
                }
                try await eventually("the end of the stream") { stream.hasEnded }
                #expect(stream.goodbye?.contains("right to connect") == true)
                try await eventually("no stream") { door.streamCount == 0 }
                #expect(try await agent.post(AgentPaths.reports, sample.batch([])).problem?.key == "agent.certificate_revoked")
                #expect(
                    try await database.read { db in try Nodes.find(sample.computer.id, in: db) }?.condition
                        == .revoked(since: sample.time.value))

                sample.advance(.seconds(2))
                let key = P256.Signing.PrivateKey()
                let line = try await sample.joinLine(port: port)
                let joined = try await database.write { db in
                    try Enrolment.join(
                        JoinRequest(token: line.token, signingRequest: try SampleAgent.signingRequest(key), machine: "m"),
                        authority: sample.authority, in: db, at: sample.time.value)
                }
                let back = try SampleAgent(port: port, authority: joined.authority, certificate: joined.certificate, key: key)
                #expect(try await back.post(AgentPaths.reports, sample.batch([])).status == 204)
                // Whoever holds the certificate from before is still out.
                #expect(try await agent.post(AgentPaths.reports, sample.batch([])).problem?.key == "agent.certificate_replaced")
                await agent.close()
                await back.close()
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the authority is made once and opens only under its master key`(_ engine: DatabaseEngine) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let clock = Clock.system
            let masterKey = MasterKey()
            let none = await #expect(throws: Fault.self) {
                try await Authority.loadOrMake(masterKey: masterKey, database: database, clock: clock)
            }
            #expect(none?.key == "installation.missing")
            try await database.write { db in
                try Installations.create(
                    Installation(
                        providerName: "P", serviceZone: try DomainName("hosting.example"), firstUID: 2000, uidCount: 10,
                        createdAt: clock.now),
                    in: db)
            }
            async let first = Authority.loadOrMake(masterKey: masterKey, database: database, clock: clock)
            async let second = Authority.loadOrMake(masterKey: masterKey, database: database, clock: clock)
            let fingerprints = [try await first.fingerprint, try await second.fingerprint]
            #expect(Set(fingerprints).count == 1)
            let other = await #expect(throws: Fault.self) {
                try await Authority.loadOrMake(masterKey: MasterKey(), database: database, clock: clock)
            }
            #expect(other?.key == "master_key.other")
        }
    }

    @Test func `the master key's file is for its owner alone and is never replaced`() async throws {
        try await withTemporaryDirectory { directory in
            let path = "\(directory)/master.key"
            #expect(try MasterKey.load(path: path) == nil)
            let made = try MasterKey.loadOrMake(path: path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["master.key"])
            let sealed = try made.seal(Array("secret".utf8), for: "test")
            let again = try MasterKey.loadOrMake(path: path)
            #expect(try again.open(sealed, for: "test") == Array("secret".utf8))
            #expect(throws: Fault.self) { try again.open(sealed, for: "another purpose") }
            #expect(throws: Fault.self) { try again.open(Array(sealed.dropLast()) + [sealed[sealed.count - 1] ^ 1], for: "test") }
            #expect(throws: Fault.self) { try again.open([1, 2, 3], for: "test") }
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            #expect(throws: Fault.self) { try MasterKey.loadOrMake(path: path) }
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            try "nonsense".write(toFile: path, atomically: false, encoding: .utf8)
            #expect(throws: Fault.self) { try MasterKey.loadOrMake(path: path) }
        }
    }

    @Test(.proves("H.SRV-01", door: .node, client: "openssl, curl"))
    func `foreign clients see TLS 1.3, the authority of the join line, and the same refusals`() async throws {
        try await withDatabase(.sqlite, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await withTemporaryDirectory { directory in
                let key = P256.Signing.PrivateKey()
                let issued = try sample.authority.issue(for: sample.computer.id, key: .init(key.publicKey), at: sample.time.value)
                let foreign = try Authority(for: sample.installation.id, at: sample.time.value)
                    .issue(for: sample.computer.id, key: .init(key.publicKey), at: sample.time.value)
                let files = [
                    "ca.pem": try sample.authority.pem, "key.pem": key.pemRepresentation, "node.pem": issued.pem,
                    "foreign.pem": foreign.pem,
                ]
                for (name, text) in files { try text.write(toFile: "\(directory)/\(name)", atomically: true, encoding: .utf8) }
                let verified = try await run(
                    "/usr/bin/openssl", ["verify", "-CAfile", "\(directory)/ca.pem", "-purpose", "sslclient", "\(directory)/node.pem"])
                #expect(verified.code == 0, "\(verified.output)")
                let asServer = try await run(
                    "/usr/bin/openssl", ["verify", "-CAfile", "\(directory)/ca.pem", "-purpose", "sslserver", "\(directory)/node.pem"])
                #expect(asServer.code != 0)
                try await sample.withDoor { _, port in
                    let plain = [
                        "s_client", "-connect", "127.0.0.1:\(port)", "-CAfile", "\(directory)/ca.pem", "-verify_return_error", "-verify_ip",
                        "127.0.0.1",
                    ]
                    let shaken = try await run("/usr/bin/openssl", plain + ["-tls1_3", "-showcerts"])
                    #expect(shaken.output.contains("Verify return code: 0 (ok)"), "\(shaken.output)")
                    #expect(shaken.output.contains("TLSv1.3"))
                    let older = try await run("/usr/bin/openssl", plain + ["-tls1_2"])
                    #expect(older.code != 0)

                    func curl(_ certificate: String?, _ path: String) async throws -> (code: Int32, output: String) {
                        let own = certificate.map { ["--cert", "\(directory)/\($0)", "--key", "\(directory)/key.pem"] } ?? []
                        return try await run(
                            "/usr/bin/curl",
                            ["-sS", "--max-time", "2", "-N", "--cacert", "\(directory)/ca.pem", "-H", "\(ProtocolVersion.header): 2"] + own
                                + ["https://127.0.0.1:\(port)\(path)"])
                    }
                    // 28: the stream does not end by itself.
                    let stream = try await curl("node.pem", "\(AgentPaths.specifications)?after=0")
                    #expect(stream.code == 28)
                    let lines = stream.output.split(separator: "\n").filter { $0.hasPrefix("{") }
                    #expect(lines.first?.contains(#""type":"hello""#) == true)
                    #expect(lines.count { $0.contains(#""type":"change""#) } == 2)
                    #expect(lines.contains { $0.contains(#""type":"heartbeat""#) })
                    #expect(try await curl("foreign.pem", AgentPaths.specifications).code != 0)
                    #expect(try await curl(nil, AgentPaths.specifications).output.contains("agent.certificate_missing"))
                }
            }
        }
    }
}

private enum GeneralNameSample {
    static func uri(_ sample: FleetSample) -> GeneralName {
        .uniformResourceIdentifier(NodeIdentity.uri(sample.installation.id, sample.computer.id))
    }
}
