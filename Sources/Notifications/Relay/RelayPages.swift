import Core
import Persistence
import Presentation

/// The relay's settings and its test.
struct RelayPages: Sendable {
    let relays: Relays

    func routes() -> Routes {
        var routes = Routes()
        routes.form("/settings/mail", .staff(.settingsManager), show: show, submit: change)
        routes.action("/settings/mail/removal", .staff(.settingsManager), remove)
        routes.form("/settings/mail/test", .staff(.settingsManager), show: askTest, submit: test)
        return routes
    }

    private func show(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let relays = relays
        let relay = try await visit.database.read { db in try relays.current(in: db) }
        return relayPage(visit, form.editing(first(relay)), relay)
    }

    private func first(_ relay: Relay?) -> [String: String] {
        guard let relay else { return ["security": Relay.Security.startTLS.rawValue] }
        return [
            "host": relay.host, "port": String(relay.port), "security": relay.security.rawValue, "user": relay.user,
            "senderAddress": relay.sender.address, "senderName": relay.sender.name.text, "authority": relay.authority,
        ]
    }

    private func change(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let values = form.values
        let password = values.verbatim("password")
        let typed = RelayForm(
            host: values.text("host"), port: values.text("port"), security: values.text("security"), user: values.text("user"),
            password: password.isEmpty ? nil : password, senderAddress: values.text("senderAddress"),
            senderName: values.text("senderName"), authority: values.text("authority"))
        let relays = relays
        _ = try await visit.database.write { db in
            try relays.change(typed, by: visit.actor, in: db, at: visit.now) { try form.requireUnchanged(first($0)) }
        }
        return Redirect("/settings/mail/test", saying: .done(visit.texts.mails.saved))
    }

    private func remove(_ visit: Visit) async throws -> any Answer {
        let relays = relays
        try await visit.database.write { db in try relays.remove(by: visit.actor, in: db, at: visit.now) }
        return Redirect("/settings/mail", saying: .done(visit.texts.mails.removed))
    }

    private func askTest(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let relays = relays
        let (relay, to) = try await visit.database.read { db in
            (try relays.current(in: db), try visit.actor.login.flatMap { try relays.address(of: $0, in: db) })
        }
        return relayTestPage(visit, form.starting(["to": to ?? ""]), relay)
    }

    private func test(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let words = try await relays.test(
            to: form.values.text("to"), by: visit.actor, texts: visit.texts, in: visit.database, at: visit.now)
        return Redirect("/settings/mail/test", saying: .done(visit.texts.mails.tested(words)))
    }
}

func relayPage(_ visit: Visit, _ form: Form, _ relay: Relay?) -> Page {
    let texts = visit.texts.mails
    var actions = [linkButton(texts.title, "/mail-log", icon: .mail)]
    if relay != nil { actions.append(linkButton(texts.test, "/settings/mail/test", icon: .play)) }
    return Page(texts.relay, summary: texts.relayHint, crumbs: [.init(texts.title, "/mail-log"), .init(texts.relay)], actions: actions) {
        card {
            postForm(visit, form) {
                fieldRow {
                    textField(form, "host", label: texts.host, hint: texts.hostHint, kind: .domain, maxlength: 253)
                    textField(form, "port", label: texts.port, hint: texts.portHint, kind: .number, isRequired: false, maxlength: 5)
                }
                radioField(
                    form, "security", label: texts.security, choices: Relay.Security.allCases.map { Choice($0.rawValue, texts.word($0)) })
                fieldRow {
                    textField(form, "user", label: texts.user, hint: texts.userHint, isRequired: false)
                    passwordField(
                        form, "password", label: texts.password,
                        hint: relay?.password.isEmpty == false ? texts.passwordStays : texts.passwordHint, isNew: true, isRequired: false)
                }
                fieldRow {
                    textField(form, "senderAddress", label: texts.senderAddress, hint: texts.senderHint, kind: .email)
                    textField(form, "senderName", label: texts.senderName, isRequired: false, maxlength: 100)
                }
                textArea(form, "authority", label: texts.authority, hint: texts.authorityHint, rows: 3, isCode: true)
                formActions { submitButton(texts.save) }
            }
        }
        if relay != nil { actionButton(visit, texts.remove, to: "/settings/mail/removal", kind: .danger) }
    }
}

func relayTestPage(_ visit: Visit, _ form: Form, _ relay: Relay?) -> Page {
    let texts = visit.texts.mails
    return Page(
        texts.test, summary: texts.testHint,
        crumbs: [.init(texts.title, "/mail-log"), .init(texts.relay, "/settings/mail"), .init(texts.test)]
    ) {
        if relay == nil {
            callout(.warn, texts.keptText, title: texts.keptTitle) { linkButton(texts.setRelay, "/settings/mail") }
        } else {
            card {
                postForm(visit, form) {
                    textField(form, "to", label: texts.testTo, kind: .email, isFocused: true)
                    formActions { submitButton(texts.testSend) }
                }
            }
        }
    }
}
