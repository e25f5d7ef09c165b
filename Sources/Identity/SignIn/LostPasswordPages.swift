import Core
import HTTPTypes
import Persistence
import Presentation

/// Pages for whoever has lost his password, and what one-time links from mails lead to.
struct LostPasswordPages: Sendable {
    private let identity: Identity

    init(_ identity: Identity) { self.identity = identity }

    var routes: Routes {
        var routes = Routes()
        routes.form(
            "/lost-password", .anyone(because: "whoever cannot sign in asks here; the answer tells nothing"), show: show, submit: ask)
        routes.page("/lost-password/sent", .anyone(because: "says the same to everybody")) { visit in sentPage(visit) }
        routes.form("/new-password/{link}", .anyone(because: "the one-time link itself is the proof"), show: showNew, submit: replace)
        routes.form("/confirm-email/{link}", .anyone(because: "the one-time link itself is the proof"), show: showEmail, submit: confirm)
        return routes
    }

    // MARK: Asking

    private func show(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let texts = visit.texts.lostPassword
        return Page(texts.title, summary: texts.summary, frame: .plain) {
            postForm(visit, form) {
                textField(form, "name", label: texts.nameOrEmail, kind: .domain, autocomplete: "username", isFocused: true, maxlength: 320)
                formActions {
                    submitButton(texts.send)
                    linkButton(texts.backToSignIn, "/sign-in")
                }
            }
        }
    }

    private func ask(_ visit: Visit, _ form: Form) async throws -> any Answer {
        try await LostPasswords(identity).ask(form.values.text("name"), panel: visit.origin, origin: visit.strangersOrigin)
        return Redirect("/lost-password/sent")
    }

    private func sentPage(_ visit: Visit) -> Page {
        let texts = visit.texts.lostPassword
        return Page(texts.sentTitle, frame: .plain) {
            p(text: texts.sentText)
            linkButton(texts.backToSignIn, "/sign-in")
        }
    }

    // MARK: The link

    private func showNew(_ visit: Visit, _ form: Form, _ secret: String) async throws -> any Answer {
        let now = visit.now
        let (state, login) = try await visit.database.read { db in
            let state = try PersonalLinks.state(secret, for: .password, in: db, at: now)
            guard case .open(let found) = state else { return (state, Login?.none) }
            return (state, try LoginQueries.find(found.login, in: db))
        }
        guard let login else { return closedLinkPage(visit, state, again: "/lost-password") }
        let policy = try await visit.passwordPolicy()
        let texts = visit.texts.lostPassword
        return Page(texts.newTitle, summary: texts.newText, frame: .plain) {
            postForm(visit, form) {
                userName(login)
                newPasswordFields(visit, form, "password", policy, label: visit.texts.profile.passwordNew)
                formActions { submitButton(texts.set) }
            }
        }
    }

    private func replace(_ visit: Visit, _ form: Form, _ secret: String) async throws -> any Answer {
        let password = try form.values.newPassword("password", again: "passwordAgain", visit)
        _ = try await LostPasswords(identity).replace(link: secret, with: password, panel: visit.origin, origin: visit.strangersOrigin)
        return Redirect("/sign-in", saying: .done(visit.texts.lostPassword.done))
    }

    // MARK: The e-mail address

    private func showEmail(_ visit: Visit, _ form: Form, _ secret: String) async throws -> any Answer {
        let now = visit.now
        let (state, login) = try await visit.database.read { db in
            let state = try PersonalLinks.state(secret, for: .email, in: db, at: now)
            guard case .open(let found) = state else { return (state, Login?.none) }
            return (state, try LoginQueries.find(found.login, in: db))
        }
        guard let login, case .open(let found) = state else { return closedLinkPage(visit, state, again: "/profile/email") }
        let texts = visit.texts.profile
        return Page(texts.confirmTitle, frame: .plain) {
            // A button, so that programs that look at the links of mails confirm nothing.
            postForm(visit, form) {
                p(text: texts.confirmText(found.email ?? "", login.name))
                formActions { submitButton(texts.confirm) }
            }
        }
    }

    private func confirm(_ visit: Visit, _ form: Form, _ secret: String) async throws -> any Answer {
        let (identity, origin) = (identity, visit.strangersOrigin)
        let login = try await visit.database.write { db in
            try Profiles(identity).confirmEmail(link: secret, panel: visit.origin, origin: origin, in: db, at: visit.now)
        }
        let flash = Flash.done(visit.texts.profile.confirmed(login.email))
        return Redirect(visit.person == nil ? "/sign-in" : "/profile", saying: flash)
    }
}

/// Why a one-time link is not open, and where there is a new one.
func closedLinkPage(_ visit: Visit, _ state: PersonalLinks.State, again: Link?) -> Page {
    let texts = visit.texts.lostPassword
    let (text, status): (String, HTTPResponse.Status) =
        switch state {
        case .used: (texts.usedText, .gone)
        case .expired: (texts.expiredText, .gone)
        case .unknown, .open: (texts.unknownText, .notFound)
        }
    return Page(texts.closedTitle, frame: .plain, status: status) {
        p(text: text)
        formActions {
            again.map { linkButton(texts.again, $0, kind: .primary) }
            linkButton(texts.backToSignIn, "/sign-in")
        }
    }
}

extension Visit {
    /// Where a request comes from that shows no session.
    var strangersOrigin: Actor.Origin { Actor.Origin(address: address, request: requestID) }
}
