import AgentProtocol
import AsyncHTTPClient
import Core
import Crypto
import Foundation
import Logging
import NodeAgent
import Persistence
import TestSupport
import Testing
import X509

@testable import Fleet

/// The agent's own side of the wire against the real door.
@Suite struct `The agent's link` {
    /// A node that has joined through the door, and its link.
    private struct Joined {
        let root: String
        let sample: FleetSample
        let identity: NodeAgent.NodeIdentity

        func link(_ identity: NodeAgent.NodeIdentity? = nil) throws -> HTTPSLink {
            try HTTPSLink(
                root: root, identity: identity ?? self.identity, clock: sample.clock, logger: .silent,
                group: HTTPClient.defaultEventLoopGroup)
        }

        func key() throws -> P256.Signing.PrivateKey { try P256.Signing.PrivateKey(pemRepresentation: identity.key) }

        /// The same node with another certificate for its key.
        func with(certificate: String) -> NodeAgent.NodeIdentity {
            var other = identity
            other.certificate = certificate
            return other
        }
    }

    private func withJoined(_ engine: DatabaseEngine, _ body: (Joined) async throws -> Void) async throws {
        try await withDatabase(engine, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await withTemporaryDirectory { root in
                try await sample.withDoor { _, port in
                    let identity = try await Joining(root: root, logger: .silent).join(try await sample.joinLine(port: port))
                    try await body(Joined(root: root, sample: sample, identity: identity))
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a certificate is renewed at two thirds of its life, with the same key`(_ engine: DatabaseEngine) async throws {
        try await withJoined(engine) { node in
            let link = try node.link()
            try await link.report(node.sample.batch([]))
            node.sample.advance(.days(19))
            #expect(try await !link.renewIfDue())
            node.sample.advance(.days(2))
            #expect(try await link.renewIfDue())
            #expect(try await !link.renewIfDue())
            let stored = try #require(try NodeAgent.NodeIdentity.load(root: node.root))
            #expect(stored.notAfter > node.identity.notAfter)
            #expect(stored.key == node.identity.key)
            // Ten days later the first certificate has ended; nobody was asked to join again.
            node.sample.advance(.days(10))
            try await link.report(node.sample.batch([]))
            let old = try node.link()
            let refusal = await #expect(throws: LinkRefusal.self) { try await old.report(node.sample.batch([])) }
            #expect(refusal?.status == 401)
            #expect(refusal?.words.contains("agent.certificate_expired") == true)
            await link.close()
            await old.close()
        }
    }

    @Test(arguments: Engine.available)
    func `a node that was away until its certificate had ended renews it and goes on`(_ engine: DatabaseEngine) async throws {
        try await withJoined(engine) { node in
            node.sample.advance(.days(400))
            let link = try node.link()
            let refusal = await #expect(throws: LinkRefusal.self) {
                try await link.follow(after: 0, epoch: 0) { _ in }
            }
            #expect(refusal?.words.contains("agent.certificate_expired") == true)
            #expect(try await link.renewIfDue())
            try await link.report(node.sample.batch([]))
            let greeted = Locked(false)
            await #expect(throws: CancellationError.self) {
                try await link.follow(after: 0, epoch: 0) { message in
                    if case .hello = message { greeted.withLock { $0 = true } }
                    throw CancellationError()
                }
            }
            #expect(greeted.value)
            await link.close()
        }
    }

    @Test(arguments: Engine.available)
    func `the certificate of another node speaks for that node only, and is not renewed for this one`(_ engine: DatabaseEngine) async throws
    {
        try await withJoined(engine) { node in
            let sample = node.sample
            let other = try await sample.addComputer("node two")
            let issued = try sample.authority.issue(for: other.id, key: .init(try node.key().publicKey), at: sample.time.value)
            let link = try node.link(node.with(certificate: issued.pem))
            let account = AccountID()
            try await sample.publishAccount(account)
            try await link.report(sample.batch([sample.outcome(sample.account(account), 3)], position: 3))
            // Nothing is known about the first node's object, and nothing of it was sent.
            #expect(try await sample.statuses(.account, account.text).allSatisfy { $0.state == .wanted })
            let seen = Locked<[StreamMessage]>([])
            await #expect(throws: CancellationError.self) {
                try await link.follow(after: 0, epoch: 1) { message in
                    seen.withLock { $0.append(message) }
                    if case .heartbeat = message { throw CancellationError() }
                }
            }
            #expect(!seen.value.contains { if case .change = $0 { true } else { false } })
            sample.advance(.days(21))
            let failure = await #expect(throws: JoinFailure.self) { try await link.renewIfDue() }
            #expect(failure?.words.contains("another node") == true)
            #expect(try NodeAgent.NodeIdentity.load(root: node.root)?.certificate == node.identity.certificate)
            await link.close()
        }
    }

    @Test func `certificates that openssl has made under the same names end in the handshake`() async throws {
        try await withJoined(.sqlite) { node in
            let directory = node.root + "/foreign"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            let name = "hostwright://\(node.sample.installation.id)/node/\(node.sample.computer.id)"
            let files = [
                "key.pem": node.identity.key,
                "leaf.ext": "basicConstraints=critical,CA:FALSE\nextendedKeyUsage=clientAuth\nsubjectAltName=URI:\(name)\n",
                "ca.pem": try node.sample.authority.pem,
            ]
            for (file, text) in files { try text.write(toFile: "\(directory)/\(file)", atomically: true, encoding: .utf8) }
            func openssl(_ words: String...) async throws {
                let said = try await run("/usr/bin/openssl", words.map { $0.replacing("@", with: directory + "/") })
                #expect(said.code == 0, "\(said.output)")
            }
            // The subject of the real authority, as openssl takes it.
            let subject = try await run(
                "/usr/bin/openssl", ["x509", "-in", "\(directory)/ca.pem", "-noout", "-subject", "-nameopt", "compat"])
            let text = String(subject.output.trimmingCharacters(in: .whitespacesAndNewlines).drop { $0 != "/" })
            try #require(text.hasPrefix("/"), "\(subject.output)")
            try await openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "@ca-key.pem")
            try await openssl("req", "-x509", "-new", "-key", "@ca-key.pem", "-subj", text, "-days", "30", "-out", "@foreign-ca.pem")
            try await openssl("req", "-new", "-key", "@key.pem", "-subj", "/CN=node \(node.sample.computer.id)", "-out", "@node.csr")
            try await openssl(
                "x509", "-req", "-in", "@node.csr", "-CA", "@foreign-ca.pem", "-CAkey", "@ca-key.pem", "-CAcreateserial", "-days", "30",
                "-extfile", "@leaf.ext", "-out", "@foreign.pem")
            try await openssl(
                "req", "-x509", "-new", "-key", "@key.pem", "-subj", text, "-addext", "subjectAltName=URI:\(name)", "-addext",
                "extendedKeyUsage=clientAuth", "-days", "30", "-out", "@self-signed.pem")
            let joined = try await node.sample.database.read { db in try Nodes.find(node.sample.computer.id, in: db) }?.lastSeenAt
            for file in ["foreign.pem", "self-signed.pem"] {
                let pem = try String(contentsOfFile: "\(directory)/\(file)", encoding: .utf8)
                let link = try node.link(node.with(certificate: pem))
                let error = await #expect(throws: (any Error).self, "\(file)") { try await link.report(node.sample.batch([])) }
                #expect(!(error is LinkRefusal), "\(file) came through the handshake")
                await link.close()
            }
            #expect(try await node.sample.database.read { db in try Nodes.find(node.sample.computer.id, in: db) }?.lastSeenAt == joined)
        }
    }

    @Test func `a control plane of another authority is told in words and gets nothing`() async throws {
        try await withJoined(.sqlite) { node in
            var elsewhere = node.identity
            elsewhere.authority = try Authority(for: node.sample.installation.id, at: node.sample.time.value).pem
            let link = try node.link(elsewhere)
            let error = await #expect(throws: (any Error).self) { try await link.follow(after: 0, epoch: 1) { _ in } }
            let words = error.map { String(describing: $0) } ?? ""
            #expect(words.contains("is not this node's control plane"))
            #expect(words.contains(node.identity.url))
            await #expect(throws: (any Error).self) { try await link.report(node.sample.batch([])) }
            #expect(try await node.sample.database.read { db in try Nodes.find(node.sample.computer.id, in: db) }?.lastSeenAt == nil)
            await link.close()
        }
    }

    @Test func `a join line with another fingerprint sends nothing, so its token is still good`() async throws {
        try await withDatabase(.sqlite, migrations: FleetSample.migrations) { database in
            let sample = try await FleetSample(database)
            try await withTemporaryDirectory { root in
                try await sample.withDoor { _, port in
                    let line = try await sample.joinLine(port: port)
                    let other = try JoinLine(
                        url: line.url, authorityFingerprint: String(line.authorityFingerprint.reversed()), token: line.token)
                    let joining = Joining(root: root, logger: .silent)
                    let failure = await #expect(throws: JoinFailure.self) { try await joining.join(other) }
                    #expect(failure?.words.contains("Nothing was sent") == true)
                    #expect(try NodeAgent.NodeIdentity.load(root: root) == nil)
                    try await joining.join(line)
                    let again = await #expect(throws: LinkRefusal.self) { try await joining.join(line) }
                    #expect(again?.words.contains("agent.token_used") == true)
                    // What it has is not lost by a join that fails.
                    #expect(try NodeAgent.NodeIdentity.load(root: root) != nil)
                }
            }
        }
    }
}
