import Core
import Persistence
import Presentation

/// Where people prove anew who they are before something about money, keys or rights (step-up): with the second factor where there is one, or
/// with the password.
struct ProofPages: Sendable {
    private let identity: Identity

    init(_ identity: Identity) { self.identity = identity }

    var routes: Routes {
        var routes = Routes()
        routes.form("/prove", .signedIn, show: show, submit: prove)
        routes.machine(.post, "/prove/options", .signedIn, options)
        return routes
    }

    private func show(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (login, has) = try await own(visit)
        let (texts, factors) = (visit.texts.lostPassword, visit.texts.secondFactor)
        return Page(texts.proveTitle, summary: texts.proveSummary) {
            card {
                if !has.passkeys.isEmpty {
                    passkeyForm(visit, to: visit.here, options: "/prove/options", failed: factors.passkeyFailed) {
                        formActions { submitButton(factors.signInPasskey, icon: .key) }
                    }
                }
                postForm(visit, form) {
                    userName(login)
                    if has.authenticator != nil {
                        codeField(form, label: factors.signInCode, hint: factors.signInCodeHint)
                        p(.class("hint"), text: factors.orPassword)
                    }
                    passwordField(
                        form, "password", label: visit.texts.profile.passwordOld, isNew: false, isRequired: false,
                        isFocused: has.authenticator == nil)
                    formActions { submitButton(texts.prove) }
                }
            }
        }
    }

    private func prove(_ visit: Visit, _ form: Form) async throws -> any Answer {
        guard let session = visit.session else { throw Fault.notFound("session") }
        let login = try await own(visit).login
        let password = form.values.verbatim("password")
        let act: @Sendable (Identity, any Connection, Timestamp) throws -> Void = { _, db, now in
            try SessionProofs.prove(session.id, in: db, at: now)
            try Audit.record("session.proved", on: login.audited, by: visit.actor, in: db, at: now)
        }
        if password.isEmpty, form.values["credential"] != nil || !form.values.text("code").isEmpty {
            try await identity.check(try visit.shownFactor(form.values), of: login, by: visit.actor, then: act)
        } else {
            _ = try await Profiles(identity).proven(password: password, by: visit.actor, field: "password")
            let identity = identity
            try await visit.database.write { db in try act(identity, db, visit.now) }
        }
        return Redirect(visit.query["next"].flatMap(Link.init(local:)) ?? "/profile", saying: .done(visit.texts.lostPassword.proved))
    }

    private func options(_ visit: Visit) async throws -> any Answer {
        try await visit.passkeyOptions(of: try await own(visit).login.id, identity)
    }

    private func own(_ visit: Visit) async throws -> (login: Login, has: SecondFactors.Overview) {
        try await visit.database.read { db in
            let login = try Profiles.own(visit.actor, in: db)
            return (login, try SecondFactors.overview(of: login, in: db))
        }
    }
}
