import AgentProtocol
import Core
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOSSL
import Persistence
import X509

/// A request of an agent, with the connection it came on: the peer's certificate belongs to that.
struct DoorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

/// The routes of the agents' door. Answers are JSON; a refusal is a `NodeProblem`.
struct DoorRoutes: Sendable {
    let database: any Database
    let authority: Authority
    let hub: NodeHub
    let clock: Clock
    let logger: Logger
    let batch: Int
    let failures: (any FailureListener)?
    let usage: (any UsageListener)?

    private enum Limit {
        static let join = 64 * 1024
        static let reports = 16 * 1024 * 1024
        /// Base64 takes four bytes for three.
        static let answer = NodeRequests.largestContent / 3 * 4 + 64 * 1024
    }

    func router() -> Router<DoorContext> {
        let router = Router(context: DoorContext.self)
        router.add(middleware: DoorProblems(logger: logger))
        router.post("\(AgentPaths.join)", use: join)
        router.post("\(AgentPaths.renew)", use: renew)
        router.get("\(AgentPaths.specifications)", use: specifications)
        router.post("\(AgentPaths.reports)", use: reports)
        router.get("/agent/v1/requests/:id/content", use: requestContent)
        router.post("/agent/v1/requests/:id/answer", use: answer)
        return router
    }

    @Sendable private func join(_ request: Request, _ context: DoorContext) async throws -> Response {
        _ = try version(of: request)
        let wanted = try await body(of: request, as: JoinRequest.self, upTo: Limit.join)
        let now = clock.now
        let answer = try await database.write { [authority] db in try Enrolment.join(wanted, authority: authority, in: db, at: now) }
        logger.notice("node joined", metadata: ["server": "\(answer.server)", "machine": "\(wanted.machine.prefix(200))"])
        return try json(answer)
    }

    @Sendable private func renew(_ request: Request, _ context: DoorContext) async throws -> Response {
        _ = try version(of: request)
        let identity = try await identity(of: context)
        let wanted = try await body(of: request, as: RenewRequest.self, upTo: Limit.join)
        let now = clock.now
        let answer = try await database.write { [authority] db in
            try Enrolment.renew(wanted, by: identity, authority: authority, in: db, at: now)
        }
        logger.info("node's certificate renewed", metadata: ["server": "\(identity.server)"])
        return try json(answer)
    }

    @Sendable private func specifications(_ request: Request, _ context: DoorContext) async throws -> Response {
        let version = try version(of: request)
        let identity = try await identity(of: context)
        guard let after = Int64(request.uri.queryParameters["after"] ?? "0"), after >= 0 else {
            throw Fault(.invalid, key: "agent.after", "The parameter after is the last sequence, a number from 0.")
        }
        let epoch = request.uri.queryParameters["epoch"].flatMap { Int64($0) }
        let now = clock.now
        try await database.read { db in try identity.admit(for: .work, in: db, at: now) }
        let handle = StreamHandle(identity: identity, channel: context.channel, at: now)
        let stream = NodeStream(
            handle: handle, position: .init(after: after, epoch: epoch), version: version, database: database, clock: clock, batch: batch)
        // A stream that the door ends takes its connection along, so the agent must not send anything else on it.
        return Response(
            status: .ok, headers: [.contentType: "application/x-ndjson", .cacheControl: "no-store", .connection: "close"],
            body: ResponseBody { [hub, logger] writer in
                hub.add(handle)
                defer { hub.remove(handle) }
                logger.info("stream opened", metadata: ["server": "\(identity.server)", "after": "\(after)"])
                try await stream.run(&writer)
                logger.info("stream ended", metadata: ["server": "\(identity.server)"])
                try await writer.finish(nil)
            })
    }

    @Sendable private func reports(_ request: Request, _ context: DoorContext) async throws -> Response {
        let version = try version(of: request)
        let identity = try await identity(of: context)
        let batch = try await body(of: request, as: ReportBatch.self, upTo: Limit.reports)
        let now = clock.now
        try await database.write { db in
            try identity.admit(for: .work, in: db, at: now)
            try ReportIntake.take(batch, from: identity.server, version: version, telling: failures, usage: usage, in: db, at: now)
        }
        hub.heard(identity.server, at: now)
        return Response(status: .noContent)
    }

    @Sendable private func requestContent(_ request: Request, _ context: DoorContext) async throws -> Response {
        _ = try version(of: request)
        let identity = try await identity(of: context)
        let id = try requestID(context)
        let now = clock.now
        let bytes = try await database.read { db in
            try identity.admit(for: .work, in: db, at: now)
            return try NodeRequests.content(of: id, for: identity.server, in: db)
        }
        return Response(
            status: .ok, headers: [.contentType: "application/octet-stream", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    @Sendable private func answer(_ request: Request, _ context: DoorContext) async throws -> Response {
        _ = try version(of: request)
        let identity = try await identity(of: context)
        let id = try requestID(context)
        let answer = try await body(of: request, as: NodeAnswer.self, upTo: Limit.answer)
        let now = clock.now
        try await database.write { db in
            try identity.admit(for: .work, in: db, at: now)
            try NodeRequests.store(answer, to: id, from: identity.server, in: db, at: now)
        }
        return Response(status: .noContent)
    }

    private func version(of request: Request) throws -> Int {
        let header = HTTPField.Name(ProtocolVersion.header).flatMap { request.headers[$0] }
        if let header, let version = Int(header), version == ProtocolVersion.current || version == ProtocolVersion.previous {
            return version
        }
        let spoken = header.map { "version \($0.prefix(20))" } ?? "no version"
        throw Fault(
            .invalid, key: "agent.protocol_unsupported",
            arguments: ["current": String(ProtocolVersion.current), "previous": String(ProtocolVersion.previous)],
            """
            This control plane speaks the versions \(ProtocolVersion.current) and \(ProtocolVersion.previous) of the agents' protocol, the agent \
            \(spoken). Install the agent that came with this control plane.
            """)
    }

    /// The node on the other end of the connection; the handshake has checked its certificate.
    private func identity(of context: DoorContext) async throws -> NodeIdentity {
        guard let peer = try await context.channel.nioSSL_peerCertificate().get() else {
            throw Fault(
                .unauthenticated, key: "agent.certificate_missing", "Only a server with a certificate of this installation may ask this.")
        }
        do {
            return try authority.identify(try Certificate(derEncoded: try peer.toDERBytes()), at: clock.now)
        } catch let refusal as CertificateRefusal {
            throw Fault(.unauthenticated, key: "agent.certificate_refused", "The certificate is not taken: \(refusal.rawValue).")
        }
    }

    private func requestID(_ context: DoorContext) throws -> NodeRequestID {
        guard let id = context.parameters.get("id").flatMap({ NodeRequestID($0) }) else { throw Fault.notFound("request") }
        return id
    }

    private func body<T: Decodable>(of request: Request, as type: T.Type, upTo limit: Int) async throws -> T {
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Fault(.limit, key: "agent.body_too_large", arguments: ["limit": String(limit)], "A body here has at most \(limit) bytes.")
        }
        do {
            return try JSONDecoder().decode(T.self, from: Data(buffer.readableBytesView))
        } catch let error as DecodingError {
            throw Fault(.invalid, key: "agent.body_form", "The body is not what this route takes: \(error.place).")
        }
    }

    private func json(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(value))))
    }
}

extension DecodingError {
    /// Where the body is wrong, without what stood there: that may be a secret.
    fileprivate var place: String {
        let (context, what): (Context, String) =
            switch self {
            case .keyNotFound(let key, let context): (context, "\(key.stringValue) is missing")
            case .typeMismatch(_, let context): (context, "another type is needed")
            case .valueNotFound(_, let context): (context, "a value is needed")
            case .dataCorrupted(let context): (context, "it cannot be read")
            @unknown default: (Context(codingPath: [], debugDescription: ""), "it cannot be read")
            }
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return path.isEmpty ? what : "\(path): \(what)"
    }
}

/// Turns what is thrown into an answer: a `Fault` in words, everything else logged with the request's id, which the agent is told.
struct DoorProblems: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request, context: DoorContext, next: (Request, DoorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let fault as Fault {
            logger.info("agent refused", metadata: ["path": "\(request.uri.path)", "key": "\(fault.key)"])
            return answer(status(fault.kind), NodeProblem(kind: fault.kind.rawValue, key: fault.key, sentence: fault.sentence))
        } catch let error as HTTPError {
            return answer(
                error.status,
                NodeProblem(kind: Fault.Kind.notFound.rawValue, key: "agent.no_such_route", sentence: "There is nothing here."))
        } catch {
            logger.error(
                "agent's request failed", metadata: ["path": "\(request.uri.path)", "request": "\(context.id)", "error": "\(error)"])
            return answer(
                .internalServerError,
                NodeProblem(
                    kind: Fault.Kind.unavailable.rawValue, key: "agent.failure",
                    sentence: "The control plane failed; its log says more under \(context.id)."))
        }
    }

    private func status(_ kind: Fault.Kind) -> HTTPResponse.Status {
        switch kind {
        case .invalid: .badRequest
        case .notFound: .notFound
        case .conflict: .conflict
        case .forbidden: .forbidden
        case .unauthenticated: .unauthorized
        case .limit: .contentTooLarge
        case .unavailable: .serviceUnavailable
        }
    }

    private func answer(_ status: HTTPResponse.Status, _ problem: NodeProblem) -> Response {
        // A problem is three strings; encoding them does not fail.
        let bytes = (try? JSONEncoder().encode(problem)) ?? Data()
        return Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
