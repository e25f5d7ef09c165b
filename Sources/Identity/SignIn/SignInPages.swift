import APIResources
import Core
import HTTPTypes
import Persistence
import Presentation

/// The pages before anybody is signed in.
package struct SignInPages: Sendable {
    private let identity: Identity

    package init(_ identity: Identity) { self.identity = identity }

    package var routes: Routes {
        var routes = Routes()
        routes.form("/sign-in", .anyone(because: "whoever is not signed in signs in here"), show: signInPage, submit: signIn)
        routes.action("/sign-out", .signedIn, signOut)
        routes.form(
            "/first-administrator/{link}", .anyone(because: "the one-time link itself is the proof"), show: firstPage, submit: makeFirst)
        routes.api(.get, "/api/v1/me", .signedIn, "Show who asks and what he may do") { visit in
            Resource(
                MeResource(
                    name: visit.actor.name, role: visit.actor.role.rawValue, permissions: visit.actor.permissions.sorted().map(\.rawValue)))
        }
        return routes
    }

    // MARK: Sign in and out

    func signInPage(_ visit: Visit, _ form: Form) async throws -> any Answer {
        if visit.person != nil && form.fault == nil { return Redirect(visit.next) }
        let texts = visit.texts.identity
        return Page(texts.signIn, summary: texts.signInSummary, frame: .plain) {
            postForm(visit, form) {
                textField(form, "name", label: texts.name, kind: .domain, autocomplete: "username", isFocused: true)
                passwordField(form, "password", label: texts.password, isNew: false)
                formActions {
                    submitButton(texts.signIn)
                    linkButton(visit.texts.lostPassword.link, "/lost-password", kind: .quiet)
                }
            }
            passkeyForm(
                visit, to: Link("/sign-in/passkey").with([("next", visit.query["next"] ?? "")]), options: "/sign-in/passkey/options",
                failed: visit.texts.secondFactor.passkeyFailed
            ) {
                formActions { submitButton(visit.texts.secondFactor.signInWithPasskey, kind: .plain, icon: .key) }
            }
        }
    }

    func signIn(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let outcome = try await identity.signIn(
            name: form.values.text("name"), password: form.values.verbatim("password"), from: visit.address,
            agent: visit.headers[.userAgent], request: visit.requestID, replacing: visit.session?.id)
        switch outcome {
        case .signedIn(let session): return Redirect(visit.next, cookies: [visit.sessionCookie(session)])
        case .secondFactorNeeded(let handle):
            return Redirect(
                Link("/sign-in/second-factor").with([("next", visit.next.text)]), cookies: [visit.signInCookie(handle)])
        }
    }

    func signOut(_ visit: Visit) async throws -> any Answer {
        if let session = visit.session {
            try await visit.database.write { db in try Sessions.signOut(session.id, by: visit.actor, in: db, at: visit.now) }
        }
        return Redirect("/sign-in", saying: .done(visit.texts.identity.signedOut), cookies: [visit.noSessionCookie])
    }

    // MARK: The first administrator

    func firstPage(_ visit: Visit, _ form: Form, _ secret: String) async throws -> any Answer {
        let now = visit.now
        let state = try await visit.database.read { db in try FirstAdministratorLinks.state(secret, in: db, at: now) }
        let texts = visit.texts.identity
        switch state {
        case .used: return closed(texts.linkUsedTitle, texts.linkUsed, texts)
        case .expired: return closed(texts.linkExpiredTitle, texts.linkExpired, texts)
        case .unknown: return closed(texts.linkUnknownTitle, texts.linkUnknown, texts, status: .notFound)
        case .open: break
        }
        let policy = try await visit.passwordPolicy()
        return Page(texts.firstTitle, summary: texts.firstSummary, frame: .plain) {
            postForm(visit, form) {
                textField(form, "person", label: texts.person, hint: texts.personHint, autocomplete: "name", isFocused: true)
                textField(form, "email", label: texts.email, kind: .email, autocomplete: "email")
                textField(form, "name", label: texts.name, hint: texts.nameHint, kind: .domain, autocomplete: "username")
                newPasswordFields(visit, form, "password", policy, label: texts.password)
                formActions { submitButton(texts.createAdministrator) }
            }
        }
    }

    func makeFirst(_ visit: Visit, _ form: Form, _ secret: String) async throws -> any Answer {
        let password = form.values.verbatim("password")
        if password != form.values.verbatim("passwordAgain") {
            throw Fault.invalid(.init("passwordAgain", key: "password.differs", visit.texts.identity.passwordsDiffer))
        }
        let new = NewLogin(
            name: form.values.text("name"), person: form.values.text("person"), email: form.values.text("email"), password: password,
            role: .administrator)
        let session = try await identity.makeFirstAdministrator(
            link: secret, new, from: visit.address, agent: visit.headers[.userAgent], request: visit.requestID)
        return Redirect("/", saying: .done(visit.texts.identity.welcome(new.person)), cookies: [visit.sessionCookie(session)])
    }

    private func closed(_ title: String, _ text: String, _ texts: any IdentityTexts, status: HTTPResponse.Status = .gone) -> Page {
        Page(title, frame: .plain, status: status) {
            p(text: text)
            linkButton(texts.signIn, "/sign-in", kind: .primary)
        }
    }
}
