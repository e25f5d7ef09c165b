import AgentProtocol
import AsyncHTTPClient
import Core
import Crypto
import Foundation
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import X509

/// Joining an installation with a join line, and renewing the certificate later.
package struct Joining: Sendable {
    private let root: String
    private let logger: Logger
    private let group: any EventLoopGroup

    /// `root` is the agent's state directory; the identity is written below it.
    package init(root: String, logger: Logger, group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton) {
        self.root = root
        self.logger = logger
        self.group = group
    }

    /// Makes the key, checks the control plane by the fingerprint in the line, and exchanges the token for a certificate.
    /// Throws `JoinFailure` with what the administrator is to do.
    @discardableResult
    package func join(_ line: JoinLine) async throws -> NodeIdentity {
        let authority = try await pinnedAuthority(line)
        let key = try NodeIdentity.key(root: root)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates([authority])
        tls.certificateVerification = .noHostnameVerification
        tls.minimumTLSVersion = .tlsv13
        let body = JoinRequest(token: line.token, signingRequest: try NodeIdentity.signingRequest(key), machine: Joining.machine)
        let answer: JoinAnswer = try await post(body, to: line.url + AgentPaths.join, tls: tls)
        let issued = try NIOSSLCertificate.fromPEMBytes(Array(answer.authority.utf8))
        guard issued.count == 1, try issued[0].toDERBytes() == authority.toDERBytes() else {
            throw JoinFailure(words: "The control plane answered with another authority than the join line names.")
        }
        let identity = try NodeIdentity.store(answer, url: line.url, root: root)
        logger.notice("joined", metadata: ["installation": "\(identity.installation)", "server": "\(identity.server)"])
        return identity
    }

    /// A new certificate for the same key. The renew route takes an expired one too.
    func renew(_ identity: NodeIdentity) async throws -> NodeIdentity {
        let key = try NodeIdentity.key(root: root)
        let body = RenewRequest(signingRequest: try NodeIdentity.signingRequest(key))
        let answer: JoinAnswer = try await post(
            body, to: identity.url + AgentPaths.renew, through: HTTPSLink.client(for: identity, group: group))
        guard answer.server == identity.server, answer.installation == identity.installation else {
            throw JoinFailure(words: "the control plane renewed the certificate of another node")
        }
        return try NodeIdentity.store(answer, url: identity.url, root: root)
    }

    /// Connects once without trust and takes from the chain that is presented the certificate whose fingerprint the line names. Nothing is sent
    /// on this connection; the next one trusts only that certificate.
    private func pinnedAuthority(_ line: JoinLine) async throws -> NIOSSLCertificate {
        guard let url = URLComponents(string: line.url), let host = url.host else {
            throw JoinFailure(words: "The join line's address cannot be read.")
        }
        // URLComponents keeps the brackets of an IPv6 address.
        let address = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        let found = Locked<[NIOSSLCertificate]>([])
        let done = group.next().makePromise(of: Void.self)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        let context = try NIOSSLContext(configuration: tls)
        let bootstrap = ClientBootstrap(group: group).connectTimeout(.seconds(5)).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let look: NIOSSLCustomVerificationCallback = { chain, verdict in
                    found.withLock { $0 = chain }
                    done.succeed(())
                    // Enough was seen.
                    verdict.succeed(.failed)
                }
                let handler = try NIOSSLClientHandler(context: context, serverHostname: nil, customVerificationCallback: look)
                try channel.pipeline.syncOperations.addHandler(handler)
            }
        }
        let timeout = group.next().scheduleTask(in: .seconds(10)) { done.fail(ChannelError.connectTimeout(.seconds(10))) }
        do {
            let channel = try await bootstrap.connect(host: address, port: url.port ?? 443).get()
            channel.closeFuture.whenComplete { _ in done.fail(ChannelError.eof) }
            try await done.futureResult.get()
            timeout.cancel()
            channel.close(promise: nil)
        } catch {
            timeout.cancel()
            done.fail(error)
            throw JoinFailure(words: "The control plane at \(line.url) does not answer (\(error)). Check the address and the firewall.")
        }
        for certificate in found.value {
            let digest = SHA256.hash(data: try certificate.toDERBytes()).map { byte in
                let text = String(byte, radix: 16)
                return text.count == 1 ? "0" + text : text
            }
            if digest.joined() == line.authorityFingerprint { return certificate }
        }
        throw JoinFailure(
            words:
                "What answers at \(line.url) is not the control plane of this join line: its authority has another fingerprint. Nothing was sent."
        )
    }

    private func post<Answer: Decodable>(_ body: some Encodable, to url: String, tls: TLSConfiguration) async throws -> Answer {
        try await post(body, to: url, through: HTTPSLink.client(tls, group: group))
    }

    /// Uses the client for this one request and closes it.
    private func post<Answer: Decodable>(_ body: some Encodable, to url: String, through client: HTTPClient) async throws -> Answer {
        do {
            var request = HTTPClientRequest(url: url)
            request.method = .POST
            request.headers.add(name: ProtocolVersion.header, value: String(ProtocolVersion.current))
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
            let response = try await client.execute(request, timeout: .seconds(30))
            try await HTTPSLink.check(response)
            let bytes = try await response.body.collect(upTo: 1 << 20)
            await HTTPSLink.close(client)
            return try JSONDecoder().decode(Answer.self, from: Data(bytes.readableBytesView))
        } catch {
            await HTTPSLink.close(client)
            throw error
        }
    }

    /// For people: host name and system.
    private static var machine: String {
        var facts = utsname()
        uname(&facts)
        func text(_ field: some Any) -> String {
            withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        return "\(text(facts.nodename)), \(text(facts.sysname)) \(text(facts.release))"
    }
}
