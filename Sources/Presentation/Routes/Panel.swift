import Core
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Persistence

/// Where and how the panel is reached.
package struct PanelSettings: Sendable {
    /// `https://panel.example` or `http://localhost:8080`, without a slash at the end: what people type, what links in mails begin with.
    package let origin: String
    package let isSecure: Bool
    /// Shown top left until providers bring their own names.
    package let provider: String
    /// Peers whose `X-Forwarded-For` is believed. Empty: nobody's.
    package let trustedProxies: Set<IPAddress>
    /// How often programs may ask; nil: as often as they like.
    package let rates: APIRates?
    let cookies: CookieNames

    package init(origin: String, provider: String = "Hostwright", trustedProxies: Set<IPAddress> = [], rates: APIRates? = nil) {
        self.rates = rates
        self.origin = origin
        self.provider = provider
        self.trustedProxies = trustedProxies
        isSecure = origin.lowercased().hasPrefix("https://")
        let port = origin.split(separator: ":").last.flatMap { Int($0) }
        cookies = CookieNames(isSecure: isSecure, port: port)
    }
}

/// The context Hummingbird gives each request: the peer's address is kept.
package struct PanelContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package let peer: IPAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress.flatMap { try? IPAddress($0) }  // No address: a channel of a test.
    }

    /// For requests without a connection: whoever asks is in this process.
    package init(peer: IPAddress?, logger: Logger) {
        coreContext = .init(source: Here(logger: logger))
        self.peer = peer
    }

    private struct Here: RequestContextSource {
        let logger: Logger
    }
}

/// Answers requests by the routes: checks who sends them and whether they may, and turns what handlers return or throw into answers.
///
/// `Application(responder: panel, ...)` serves it.
package struct Panel: HTTPResponder {
    package typealias Context = PanelContext

    package let settings: PanelSettings
    /// Language and time zone of those who chose none.
    package let defaults: Locked<PanelDefaults>
    let database: any Database
    let clock: Clock
    let verifier: any Verifier
    let shell: any ShellSource
    let assets: Assets
    let logger: Logger
    private let faults: FaultTexts
    private let table: RouteTable
    private let limits: RateLimits?

    /// - Parameter faults: what faults say in the languages of the panel.
    ///
    /// Throws `RoutesMistaken` when the routes contradict each other or their handlers.
    package init(
        _ routes: Routes, settings: PanelSettings, database: any Database, clock: Clock, verifier: any Verifier, shell: any ShellSource,
        faults: FaultTexts = .common, defaults: Locked<PanelDefaults> = Locked(PanelDefaults()), logger: Logger
    ) throws {
        var all = routes
        let assets = Assets.all
        assets.register(in: &all)
        if !all.mistakes.isEmpty { throw RoutesMistaken(mistakes: all.mistakes) }
        self.settings = settings
        self.database = database
        self.clock = clock
        self.verifier = verifier
        self.shell = shell
        self.defaults = defaults
        self.assets = assets
        self.logger = logger
        self.faults = faults
        table = RouteTable(all.all)
        limits = settings.rates.map(RateLimits.init)
    }

    package func respond(to request: Request, context: PanelContext) async throws -> Response {
        let started = ContinuousClock.now
        let id = requestID(request.headers)
        var logger = self.logger
        logger[metadataKey: "request"] = .string(id)
        var (response, template) = await answer(to: request, context: context, id: id, logger: logger)
        addSecurityHeaders(&response.headers, isSecure: settings.isSecure)
        response.headers[.requestID] = id
        if request.method == .head { response = response.createHeadResponse() }
        logger.debug(
            "answered",
            metadata: [
                "method": "\(request.method)", "route": "\(template)", "status": "\(response.status.code)",
                "ms": "\((ContinuousClock.now - started).milliseconds)",
            ])
        return response
    }

    private func answer(to request: Request, context: PanelContext, id: String, logger: Logger) async -> (Response, template: String) {
        let path = request.uri.path
        let cookies = readCookies(request.headers[values: .cookie])
        let visitor = cookies[settings.cookies.visitor].flatMap { $0.utf8.count == 43 ? $0 : nil }
        let address = clientAddress(request, context)
        var route: Route?
        var parameters: [String] = []
        var methods: [HTTPRequest.Method]?
        switch table.find(request.method, path) {
        case .route(let found, let values): (route, parameters) = (found, values)
        case .otherMethods(let allowed): methods = allowed
        case .none: break
        }
        let door = route?.door ?? (path.hasPrefix("/api/") ? .api : .page)
        let newVisitor = randomSecret()
        let defaults = self.defaults.withLock { $0 }
        let query = FormValues(encoded: request.uri.query ?? "") ?? FormValues()
        let asked = door == .page ? query["language"].flatMap(Language.init(rawValue:)) : nil
        let chosen = asked ?? cookies[settings.cookies.language].flatMap(Language.init(rawValue:))
        func visit(_ verified: Verified?, body: [UInt8]) -> Visit {
            Visit(
                method: request.method, path: path, query: query,
                headers: request.headers, requestID: id, door: door, address: address, person: verified?.actor, session: verified?.session,
                database: database, clock: clock, texts: texts(verified, chosen, request.headers, defaults),
                theme: theme(verified, defaults), offersLanguages: defaults.letsPeopleChoose,
                logger: logger,
                flash: settings.cookies.readFlash(cookies[settings.cookies.flash]), template: route?.template.text ?? "unknown",
                settings: settings, parameters: parameters, body: body,
                formKey: verified?.session?.handle ?? visitor ?? newVisitor)
        }
        var verified: Verified?
        var state: RateLimits.State?
        do {
            if let credentials = credentials(request.headers, cookies, door) {
                verified = try await verifier.verify(credentials, from: address)
                verified?.actor.origin = Actor.Origin(address: address, request: id)
            }
            if door == .api, let limits {
                // A stranger is counted by his address: he may be guessing tokens.
                let caller = verified?.actor.token?.text ?? verified?.actor.login?.text ?? "address \(address?.text ?? "")"
                let now = limits.take(caller, isChange: isUnsafe(request.method))
                state = now
                if let wait = now.retryAfter { throw rateExceeded(now, wait) }
            }
            guard let route else {
                if let methods { throw MethodNotAllowed(allowed: methods) }
                throw Fault.notFound("page")
            }
            if route.door == .page, isUnsafe(request.method) { try checkOrigin(request.headers, settings) }
            try checkMaintenance(route, verified, texts(verified, chosen, request.headers, defaults).language, defaults)
            try route.policy.check(verified?.actor, changes: isUnsafe(request.method))
            if door == .api, let query = request.uri.query, FormValues(encoded: query) == nil {
                throw Fault(.invalid, key: "query.malformed", "The part of the address after the question mark cannot be read.")
            }
            if let place = verified?.confinedTo, route.policy.requirement != .anyone, !isOpen(path, within: place) {
                throw Confined(place: place)
            }
            let body = try await readBody(request, limit: route.bodyLimit)
            let visit = visit(verified, body: body)
            if route.policy.asksAgain { try visit.requireRecentProof() }
            var response = door == .api ? try await apiResponse(route, visit) : try await route.answer(visit).response(to: visit, by: self)
            state?.tell(in: &response.headers)
            for fault in visit.refusals.value { await note(fault, verified, request.method, route) }
            if door == .page, verified?.session == nil, visitor == nil {
                response.headers.append(HTTPField(name: .setCookie, value: settings.cookies.visitor(newVisitor).header))
            }
            if let asked { response.headers.append(HTTPField(name: .setCookie, value: settings.cookies.language(asked).header)) }
            return (response, route.template.text)
        } catch {
            if let fault = error as? Fault { await note(fault, verified, request.method, route) }
            var response = await refusal(error, visit(verified, body: []))
            state?.tell(in: &response.headers)
            return (response, route?.template.text ?? "unknown")
        }
    }

    private func note(_ fault: Fault, _ verified: Verified?, _ method: HTTPRequest.Method, _ route: Route?) async {
        guard fault.kind == .forbidden, let actor = verified?.actor, let route else { return }
        await verifier.note(fault, of: actor, at: "\(method.rawValue) \(route.template)")
    }

    /// While the panel is being maintained only staff go on, and a member of staff in a customer's panel. Signing in and out stays open.
    private func checkMaintenance(_ route: Route, _ verified: Verified?, _ language: Language, _ defaults: PanelDefaults) throws {
        guard let sentence = defaults.maintenance[language], let actor = verified?.actor, route.policy.requirement != .anyone else {
            return
        }
        if actor.role == .administrator || actor.impersonator != nil || route.template.text == "/sign-out" { return }
        throw Fault(.unavailable, key: "panel.maintenance", arguments: ["text": sentence], sentence, retryAfter: .minutes(5))
    }

    // MARK: Programs

    /// What every operation of the REST interface has: keys against doing things twice, and answers that are left out when they are known.
    private func apiResponse(_ route: Route, _ visit: Visit) async throws -> Response {
        if visit.method == .post, let key = visit.headers[.idempotencyKey], let bearer = bearer(visit.headers), visit.person != nil {
            return try await once(Idempotency(key: key, bearer: bearer, visit), visit, route)
        }
        let response = try await route.answer(visit).response(to: visit, by: self)
        if response.status == .ok, visit.unlessKnown(response.headers) {
            var headers: HTTPFields = [.cacheControl: "no-store"]
            headers[.eTag] = response.headers[.eTag]
            return Response(status: .notModified, headers: headers)
        }
        return response
    }

    private func once(_ entry: Idempotency, _ visit: Visit, _ route: Route) async throws -> Response {
        if case .answered(let answer) = try await entry.claim(in: database, at: visit.now) { return answer.response }
        var own = visit
        own.database = OnceDatabase(base: database, entry: entry)
        var response: Response
        var isSecret = false
        do {
            let answer = try await route.answer(own)
            isSecret = (answer as? any APIAnswer)?.holdsSecret ?? false
            response = try await answer.response(to: own, by: self)
        } catch {
            response = await refusal(error, visit)
        }
        let bytes = try await collected(response.body)
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        let whole = StoredAnswer(status: response.status, headers: response.headers, body: bytes)
        try await entry.finish(isSecret ? whole.withheld(reference: entry.reference) : whole, in: database)
        return response
    }

    private func collected(_ body: ResponseBody) async throws -> [UInt8] {
        let bytes = Locked<[UInt8]>([])
        try await body.write(Collecting(bytes: bytes))
        return bytes.value
    }

    private struct Collecting: ResponseBodyWriter {
        let bytes: Locked<[UInt8]>
        mutating func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += buffer.readableBytesView } }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    private func rateExceeded(_ state: RateLimits.State, _ wait: Duration) -> Fault {
        Fault(
            .limit, key: "rate.exceeded", arguments: ["limit": String(state.limit)],
            "You ask more than \(state.limit) times in a minute. Go on in a moment.", retryAfter: wait)
    }

    private func bearer(_ headers: HTTPFields) -> String? {
        guard let header = headers[.authorization], header.lowercased().hasPrefix("bearer ") else { return nil }
        return header.dropFirst(7).description.trimmed
    }

    /// Whether somebody who is confined to `place` may open `path`: what belongs to that place, proving himself, signing out.
    private func isOpen(_ path: String, within place: Link) -> Bool {
        path == place.text || path.hasPrefix(place.text + "/") || path.hasPrefix("/prove") || path == "/sign-out"
    }

    /// In the person's language; of those who have none, in the one chosen in this browser; a stranger's is then what his browser asks for;
    /// the provider's default otherwise.
    private func texts(_ verified: Verified?, _ chosen: Language?, _ headers: HTTPFields, _ defaults: PanelDefaults) -> Texts {
        guard defaults.letsPeopleChoose || verified?.actor.role == .administrator else {
            return Texts(defaults.language, timeZone: defaults.timeZone, faults: faults)
        }
        let asked = verified == nil ? headers[.acceptLanguage].flatMap(Language.init(accepting:)) : nil
        let zone = verified?.timeZone.flatMap { TimeZone(identifier: $0) }
        return Texts(verified?.language ?? chosen ?? asked ?? defaults.language, timeZone: zone ?? defaults.timeZone, faults: faults)
    }

    private func theme(_ verified: Verified?, _ defaults: PanelDefaults) -> Theme {
        let mayChoose = defaults.letsPeopleChooseTheme || verified?.actor.role == .administrator
        return (mayChoose ? verified?.theme : nil) ?? defaults.theme
    }

    private func credentials(_ headers: HTTPFields, _ cookies: [String: String], _ door: Door) -> Credentials? {
        switch door {
        // Programs show a token and nothing else: a cookie that a browser adds by itself is not looked at, so nothing can be forged there.
        case .api:
            return bearer(headers).map { .bearer($0) }
        case .page, .machine:
            return cookies[settings.cookies.session].flatMap { $0.isEmpty ? nil : .session($0) }
        }
    }

    private func readBody(_ request: Request, limit: Int) async throws -> [UInt8] {
        let tooLarge = Fault(
            .limit, key: "body.too_large", arguments: ["limit": String(limit), "kibibytes": String(limit / 1024)],
            "What was sent is larger than this address takes (\(limit / 1024) KiB), so nothing was changed.")
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit, limit > 0 { throw tooLarge }
        if limit == 0 { return [] }
        var bytes: [UInt8] = []
        var parts = request.body.makeAsyncIterator()
        while let part = try await next(&parts) {
            if bytes.count + part.readableBytes > limit { throw tooLarge }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    /// A connection that ends within a request is the sender's doing, or the end of the program: nothing to log, and nobody to answer.
    private func next(_ parts: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
        do {
            return try await parts.next()
        } catch {
            throw Fault(.invalid, key: "body.incomplete", "What was sent did not arrive whole, so nothing was changed.")
        }
    }

    private func requestID(_ headers: HTTPFields) -> String {
        // An id from a proxy in front is kept, when it is one that can stand in a log line.
        if let given = headers[.requestID], given.utf8.count <= 64,
            given.utf8.allSatisfy({ $0.isLetterOrDigit || $0 == 0x2D || $0 == 0x5F }),
            given.utf8.count >= 8
        {
            return given
        }
        return String(randomSecret().prefix(16))
    }

    private func clientAddress(_ request: Request, _ context: PanelContext) -> IPAddress? {
        guard let peer = context.peer, settings.trustedProxies.contains(peer) else { return context.peer }
        // The last entry that no trusted proxy added itself is the client.
        let entries = request.headers[values: .forwardedFor].flatMap { $0.split(separator: ",") }.map { String($0).trimmed }
        for entry in entries.reversed() {
            guard let address = try? IPAddress(entry) else { return peer }  // Not an address: somebody made it up.
            if !settings.trustedProxies.contains(address) { return address }
        }
        return peer
    }
}

extension UInt8 {
    var isLetterOrDigit: Bool { (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}

/// The routes cannot be served as they are: a mistake of the program, told when it starts.
package struct RoutesMistaken: Error, CustomStringConvertible {
    package let mistakes: [String]
    package var description: String { mistakes.joined(separator: "\n") }
}

struct MethodNotAllowed: Error {
    let allowed: [HTTPRequest.Method]
}

extension HTTPField.Name {
    static let requestID = Self.wellKnown("X-Request-Id")
    /// `live`: an open page asks for its live parts only.
    static let requestedWith = Self.wellKnown("X-Requested-With")
    static let forwardedFor = Self.wellKnown("X-Forwarded-For")
    static let secFetchSite = Self.wellKnown("Sec-Fetch-Site")
    static let contentTypeOptions = Self.wellKnown("X-Content-Type-Options")
    static let frameOptions = Self.wellKnown("X-Frame-Options")
    static let referrerPolicy = Self.wellKnown("Referrer-Policy")
    static let permissionsPolicy = Self.wellKnown("Permissions-Policy")
    static let openerPolicy = Self.wellKnown("Cross-Origin-Opener-Policy")
    static let accelBuffering = Self.wellKnown("X-Accel-Buffering")
    static let resourcePolicy = Self.wellKnown("Cross-Origin-Resource-Policy")
    static let idempotencyKey = Self.wellKnown("Idempotency-Key")
    static let idempotencyReplayed = Self.wellKnown("Idempotency-Replayed")
    static let prefer = Self.wellKnown("Prefer")
    static let preferenceApplied = Self.wellKnown("Preference-Applied")
    static let link = Self.wellKnown("Link")
    static let rateLimitLimit = Self.wellKnown("RateLimit-Limit")
    static let rateLimitRemaining = Self.wellKnown("RateLimit-Remaining")
    static let rateLimitReset = Self.wellKnown("RateLimit-Reset")

    /// The literals above are well-formed names; `Accept` would stand in for one that is not.
    private static func wellKnown(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .accept }
}
