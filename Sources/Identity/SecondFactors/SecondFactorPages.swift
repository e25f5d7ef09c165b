import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Persistence
import Presentation

/// Where a person adds and removes his second factors.
struct SecondFactorPages: Sendable {
    private let identity: Identity
    private let factors: SecondFactors
    private let passkeys: Passkeys

    static let place: Link = "/profile/second-factors"

    init(_ identity: Identity) {
        self.identity = identity
        factors = SecondFactors(identity)
        passkeys = Passkeys(identity)
    }

    var routes: Routes {
        var routes = Routes()
        routes.page("/profile/second-factors", .signedIn, show)
        routes.form("/profile/second-factors/authenticator", .signedIn.provenAnew, show: showApp, submit: confirmApp)
        routes.form("/profile/second-factors/authenticator/removal", .signedIn.provenAnew, show: askAppRemoval, submit: removeApp)
        routes.form("/profile/second-factors/recovery-codes", .signedIn.provenAnew, show: askCodes, submit: makeCodes)
        routes.action("/profile/second-factors/recovery-codes/file", .signedIn, codesFile)
        routes.form("/profile/second-factors/passkeys/new", .signedIn.provenAnew, show: showPasskey, submit: addPasskey)
        routes.form(
            "/profile/second-factors/passkeys/{passkey}/removal", .signedIn.provenAnew, show: askPasskeyRemoval, submit: removePasskey)
        routes.machine(.post, "/profile/second-factors/passkeys/options", .signedIn.provenAnew, creationOptions)
        return routes
    }

    // MARK: Overview

    private func show(_ visit: Visit) async throws -> any Answer {
        let has = try await overview(visit)
        return overviewPage(visit, has, hasShown: visit.session?.hasSecondFactor ?? false)
    }

    // MARK: Authenticator app

    private func showApp(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let factors = factors
        let setup = try await visit.database.write { db in try factors.setUp(by: visit.actor, in: db, at: visit.now) }
        return appPage(visit, form, setup)
    }

    private func confirmApp(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (factors, typed) = (factors, form.values.text("code"))
        let codes = try await visit.database.write { db in
            try factors.confirm(
                code: typed, panel: visit.origin, by: visit.actor, session: visit.session?.id, in: db, at: visit.now)
        }
        return after(visit, codes, saying: visit.texts.secondFactor.appAdded)
    }

    private func askAppRemoval(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let texts = visit.texts.secondFactor
        return confirmationPage(visit, form, texts.removeAppQuestion, texts.remove)
    }

    private func removeApp(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let factors = factors
        try await visit.database.write { db in
            try factors.removeAuthenticator(panel: visit.origin, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect(Self.place, saying: .done(visit.texts.secondFactor.removed))
    }

    // MARK: Recovery codes

    private func askCodes(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let texts = visit.texts.secondFactor
        return confirmationPage(visit, form, texts.recoveryQuestion, texts.recoveryNew)
    }

    private func makeCodes(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let factors = factors
        return codesPage(
            visit, try await visit.database.write { db in try factors.makeRecoveryCodes(by: visit.actor, in: db, at: visit.now) })
    }

    /// The codes that the page has just shown, as a file. Only those that are the person's: the page's form brings them back, nothing keeps them.
    private func codesFile(_ visit: Visit) async throws -> any Answer {
        let typed = visit.formValues.all("recoveryCode")
        let codes = try await visit.database.read { db in try SecondFactors.open(typed, by: visit.actor, in: db) }
        if codes.isEmpty { throw Fault.notFound("recovery code") }
        return RawBody(
            Array((codes.joined(separator: "\n") + "\n").utf8), mediaType: "text/plain; charset=utf-8", fileName: "recovery-codes.txt")
    }

    // MARK: Passkeys

    private func showPasskey(_ visit: Visit, _ form: Form) async throws -> any Answer {
        _ = try await overview(visit)
        return passkeyPage(visit, form)
    }

    private func creationOptions(_ visit: Visit) async throws -> any Answer {
        let passkeys = passkeys
        return try json(
            try await visit.database.write { db in
                try passkeys.creationOptions(
                    browser: visit.browserKey, party: RelyingParty(origin: visit.origin), by: visit.actor, in: db, at: visit.now)
            })
    }

    private func addPasskey(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (passkeys, name) = (passkeys, form.values.text("name"))
        let answer = PasskeyAnswer(form.values.verbatim("credential"))
        let codes = try await visit.database.write { db in
            try passkeys.add(
                answer, name: name, browser: visit.browserKey, party: RelyingParty(origin: visit.origin), by: visit.actor,
                session: visit.session?.id, in: db, at: visit.now)
        }
        return after(visit, codes, saying: visit.texts.secondFactor.passkeyAdded)
    }

    private func askPasskeyRemoval(_ visit: Visit, _ form: Form, _ id: PasskeyID) async throws -> any Answer {
        guard let passkey = try await overview(visit).passkeys.first(where: { $0.id == id }) else { throw Fault.notFound("passkey") }
        let texts = visit.texts.secondFactor
        return confirmationPage(visit, form, texts.removePasskeyQuestion(passkey.name), texts.remove)
    }

    private func removePasskey(_ visit: Visit, _ form: Form, _ id: PasskeyID) async throws -> any Answer {
        let passkeys = passkeys
        try await visit.database.write { db in try passkeys.remove(id, panel: visit.origin, by: visit.actor, in: db, at: visit.now) }
        return Redirect(Self.place, saying: .done(visit.texts.secondFactor.removed))
    }

    // MARK: Parts

    private func overview(_ visit: Visit) async throws -> SecondFactors.Overview {
        try await visit.database.read { db in try SecondFactors.overview(of: try Profiles.own(visit.actor, in: db), in: db) }
    }

    /// The codes when there are new ones: a page of its own, not a redirect, so that they are kept nowhere.
    private func after(_ visit: Visit, _ codes: [String]?, saying sentence: String) -> any Answer {
        if let codes { return codesPage(visit, codes, sentence) }
        return Redirect(Self.place, saying: .done(sentence))
    }
}

/// JSON for the panel's own modules.
func json(_ value: some Encodable) throws -> Response {
    Response(
        status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
        body: .init(byteBuffer: ByteBuffer(bytes: try jsonBytes(value))))
}
