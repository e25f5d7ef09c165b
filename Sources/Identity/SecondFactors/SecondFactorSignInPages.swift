import Core
import Persistence
import Presentation

/// What comes between the password and the panel: the second factor; and the way in with a passkey alone.
struct SecondFactorSignInPages: Sendable {
    private let identity: Identity

    init(_ identity: Identity) { self.identity = identity }

    var routes: Routes {
        var routes = Routes()
        routes.form(
            "/sign-in/second-factor", .anyone(because: "the cookie of the first step says who; without it this leads to the sign-in"),
            show: show, submit: finish)
        routes.machine(
            .post, "/sign-in/second-factor/options", .anyone(because: "gives a challenge, which is worth nothing without a passkey"),
            options)
        routes.action("/sign-in/passkey", .anyone(because: "the passkey itself is the proof"), signIn)
        routes.machine(
            .post, "/sign-in/passkey/options", .anyone(because: "gives a challenge, which is worth nothing without a passkey"), anyOptions)
        return routes
    }

    // MARK: Second factor

    private func show(_ visit: Visit, _ form: Form) async throws -> any Answer {
        guard let (_, has) = try await identity.halfSignedIn(visit.signInHandle) else {
            return Redirect(Link("/sign-in").with([("next", visit.query["next"] ?? "")]))
        }
        let texts = visit.texts.secondFactor
        return Page(texts.signInTitle, summary: texts.signInSummary, frame: .plain) {
            if !has.passkeys.isEmpty {
                passkeyForm(visit, to: visit.here, options: "/sign-in/second-factor/options", failed: texts.passkeyFailed) {
                    formActions { submitButton(texts.signInPasskey, icon: .key) }
                }
            }
            postForm(visit, form) {
                codeField(form, label: texts.signInCode, hint: texts.signInCodeHint)
                formActions {
                    submitButton(visit.texts.identity.signIn)
                    linkButton(visit.texts.lostPassword.backToSignIn, "/sign-in", kind: .quiet)
                }
            }
        }
    }

    private func finish(_ visit: Visit, _ form: Form) async throws -> any Answer {
        do {
            let session = try await identity.finishSignIn(
                visit.signInHandle, showing: try visit.shownFactor(form.values), from: visit.signInSource)
            return Redirect(visit.next, cookies: [visit.sessionCookie(session), visit.noSignInCookie])
        } catch let fault as Fault where fault.kind == .unauthenticated {
            return Redirect("/sign-in", saying: .failed(visit.texts.sentence(fault)), cookies: [visit.noSignInCookie])
        }
    }

    private func options(_ visit: Visit) async throws -> any Answer {
        guard let (login, _) = try await identity.halfSignedIn(visit.signInHandle) else { throw Identity.stepEnded }
        return try await visit.passkeyOptions(of: login.id, identity)
    }

    // MARK: Passkey alone

    private func anyOptions(_ visit: Visit) async throws -> any Answer { try await visit.passkeyOptions(of: nil, identity) }

    private func signIn(_ visit: Visit) async throws -> any Answer {
        let session = try await Passkeys(identity).signIn(
            PasskeyAnswer(visit.formValues.verbatim("credential")), browser: visit.browserKey, party: RelyingParty(origin: visit.origin),
            from: visit.signInSource)
        return Redirect(visit.next, cookies: [visit.sessionCookie(session)])
    }
}

extension Visit {
    /// Where somebody wanted to go before signing in; never out of this panel.
    var next: Link { query["next"].flatMap(Link.init(local:)) ?? "/" }

    /// What a form brought: a passkey, or else a code.
    func shownFactor(_ values: FormValues) throws -> Identity.ShownFactor {
        guard let credential = values["credential"] else { return .code(values.text("code")) }
        guard let answer = PasskeyAnswer(credential) else { throw Passkeys.wrong }
        return .passkey(answer, browser: browserKey, party: RelyingParty(origin: origin))
    }

    func passkeyOptions(of login: LoginID?, _ identity: Identity) async throws -> any Answer {
        let (browser, party, now) = (browserKey, RelyingParty(origin: origin), now)
        return try json(
            try await database.write { db in
                try Passkeys(identity).requestOptions(of: login, browser: browser, party: party, in: db, at: now)
            })
    }
}
