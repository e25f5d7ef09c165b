import Core
import Persistence
import Presentation

/// What a person does about himself, and the password that staff give.
struct ProfilePages: Sendable {
    private let profiles: Profiles
    private let identity: Identity

    init(_ identity: Identity) {
        self.identity = identity
        profiles = Profiles(identity)
    }

    var routes: Routes {
        var routes = Routes()
        routes.form("/profile", .signedIn, show: show, submit: save)
        routes.form("/profile/email", .signedIn.provenAnew, show: showEmail, submit: askEmail)
        routes.form("/profile/password", .signedIn, show: showPassword, submit: changePassword)
        routes.form("/logins/{login}/look", .anyStaff, show: showLook, submit: giveLook)
        routes.form("/logins/{login}/email", .anyStaff.provenAnew, show: showEmailOf, submit: askEmailOf)
        routes.form("/logins/{login}/password", .anyStaff.provenAnew, show: showGiving, submit: give)
        return routes
    }

    // MARK: Profile

    private func show(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (login, settings, hasFactor) = try await visit.database.read { db in
            let login = try Profiles.own(visit.actor, in: db)
            return (login, try ProviderSettings.current(in: db), try SecondFactors.overview(of: login, in: db).isOn)
        }
        return profilePage(visit, form.editing(login.preferences), login, settings, hasFactor: hasFactor)
    }

    private func save(_ visit: Visit, _ form: Form) async throws -> any Answer {
        // A field that the page does not show is not sent, and stays.
        let values = form.values
        let typed = Profiles.Change(
            person: values.text("person"), language: values["language"], timeZone: values["timeZone"], theme: values["theme"])
        let login = try await visit.database.write { db in
            try Profiles.change(typed, by: visit.actor, in: db, at: visit.now) { known in
                try form.requireUnchanged(known.preferences.filter { values[$0.key] != nil })
            }
        }
        // In the language just chosen.
        let texts = login.language.flatMap(Language.init(rawValue:)).map { Texts($0) } ?? visit.texts
        return Redirect("/profile", saying: .done(texts.profile.saved))
    }

    // MARK: E-mail

    private func showEmail(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let login = try await own(visit)
        return emailPage(visit, form, login, crumb: .init(visit.texts.profile.title, "/profile"), cancel: "/profile")
    }

    private func showEmailOf(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let login = try await visit.database.read { db in try Profiles.subject(name, by: visit.actor, in: db) }
        return emailPage(visit, form, login, crumb: .init(login.name), cancel: "/")
    }

    private func askEmailOf(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let typed = form.values.text("email")
        let profiles = profiles
        let address = try await visit.database.write { db in
            try profiles.askEmail(typed, of: name, panel: visit.origin, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/logins/\(name)/email", saying: .done(visit.texts.profile.emailAsked(name, address)))
    }

    private func askEmail(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let typed = form.values.text("email")
        let profiles = profiles
        let address = try await visit.database.write { db in
            try profiles.askEmail(typed, panel: visit.origin, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/profile", saying: .done(visit.texts.profile.emailSent(address)))
    }

    // MARK: Password

    private func showPassword(_ visit: Visit, _ form: Form) async throws -> any Answer {
        passwordPage(visit, form, try await own(visit), try await visit.passwordPolicy())
    }

    private func changePassword(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let new = try form.values.newPassword("newPassword", again: "newPasswordAgain", visit)
        try await profiles.changePassword(
            from: form.values.verbatim("password"), to: new, panel: visit.origin, by: visit.actor, keeping: visit.session?.id)
        return Redirect("/profile", saying: .done(visit.texts.profile.passwordChanged(PasswordStrength(of: new))))
    }

    // MARK: Giving language and appearance

    private func showLook(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let login = try await visit.database.read { db in try Profiles.subject(name, by: visit.actor, in: db) }
        return lookPage(visit, form.editing(login.preferences), login)
    }

    private func giveLook(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let typed = Profiles.Change(
            language: form.values["language"], timeZone: form.values["timeZone"], theme: form.values["theme"])
        let login = try await visit.database.write { db in
            try Profiles.give(typed, to: name, by: visit.actor, in: db, at: visit.now) { known in
                try form.requireUnchanged(known.preferences.filter { form.values[$0.key] != nil })
            }
        }
        return Redirect("/logins/\(login.name)/look", saying: .done(visit.texts.profile.lookGiven(login.name)))
    }

    // MARK: Giving a password

    private func showGiving(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let login = try await visit.database.read { db in try Profiles.subject(name, by: visit.actor, in: db) }
        return givingPage(visit, form, login, try await visit.passwordPolicy())
    }

    private func give(_ visit: Visit, _ form: Form, _ name: String) async throws -> any Answer {
        let password = try form.values.newPassword("password", again: "passwordAgain", visit)
        let given = try await profiles.givePassword(password, to: name, panel: visit.origin, by: visit.actor)
        guard let made = given.made else { return Redirect("/", saying: .done(visit.texts.profile.given(given.login.name))) }
        return madePasswordPage(visit, of: given.login.name, made, next: (visit.texts.panel.backHome, "/"))
    }

    private func own(_ visit: Visit) async throws -> Login {
        try await visit.database.read { db in try Profiles.own(visit.actor, in: db) }
    }
}

extension FormValues {
    /// A password typed twice. Throws `Fault(.invalid)` beside the second field when they differ.
    func newPassword(_ name: String, again: String, _ visit: Visit) throws -> String {
        let password = verbatim(name)
        if password != verbatim(again) {
            throw Fault.invalid(.init(again, key: "password.differs", visit.texts.identity.passwordsDiffer))
        }
        return password
    }
}

// MARK: Views

extension Login {
    /// What the fields begin with.
    fileprivate var preferences: [String: String] {
        ["person": person, "language": language ?? "", "timeZone": timeZone ?? "", "theme": theme?.rawValue ?? ""]
    }
}

@HTMLBuilder private func languageFields(_ visit: Visit, _ form: Form) -> [HTML] {
    let texts = visit.texts.profile
    selectField(
        form, "language", label: texts.language, choices: Language.allCases.map { Choice($0.rawValue, $0.ownName) },
        none: texts.languageDefault, isRequired: false)
    selectField(
        form, "timeZone", label: texts.timeZone, hint: texts.timeZoneHint, choices: TimeZones.all.map { Choice($0, $0) },
        none: texts.timeZoneDefault, isRequired: false)
}

private func themeField(_ visit: Visit, _ form: Form) -> HTML {
    radioField(
        form, "theme", label: visit.texts.panel.appearance, hint: visit.texts.profile.themeHint,
        choices: [Choice("", visit.texts.profile.themeDefault)] + Theme.choices(visit.texts.panel))
}

private func lookPage(_ visit: Visit, _ form: Form, _ login: Login) -> Page {
    let texts = visit.texts.profile
    return Page(texts.lookTitle, summary: texts.lookSummary(login.name), crumbs: [.init(login.name), .init(texts.lookTitle)]) {
        card {
            postForm(visit, form) {
                languageFields(visit, form)
                themeField(visit, form)
                formActions {
                    submitButton(texts.save)
                    linkButton(visit.texts.panel.cancel, "/")
                }
            }
        }
    }
}

private func profilePage(_ visit: Visit, _ form: Form, _ login: Login, _ settings: ProviderSettings, hasFactor: Bool) -> Page {
    let texts = visit.texts.profile
    return Page(texts.title, summary: texts.summary) {
        grid {
            card(texts.about) {
                postForm(visit, form) {
                    textField(form, "person", label: texts.person, hint: texts.personHint, autocomplete: "name", maxlength: 100)
                    if settings.letsChoose(login.role) { languageFields(visit, form) }
                    if settings.letsChooseTheme(login.role) { themeField(visit, form) }
                    formActions { submitButton(texts.save) }
                }
            }
        } side: {
            card(texts.signingIn, aside: hasFactor ? statusBadge(.live, visit.texts.secondFactor.title) : nil) {
                facts([
                    Fact(texts.name) { mono(login.name) },
                    Fact(texts.email) {
                        login.email + " "
                        a(.href("/profile/email"), .ariaLabel(texts.emailTitle), text: texts.change)
                    },
                    Fact(texts.password) {
                        (login.passwordChangedAt.map { texts.changed(visit.texts.date($0)) } ?? texts.neverChanged) + " "
                        a(.href("/profile/password"), .ariaLabel(texts.passwordTitle), text: texts.change)
                    },
                ])
                linkButton(visit.texts.secondFactor.title, SecondFactorPages.place, icon: .shield)
            }
        }
    }
}

private func emailPage(_ visit: Visit, _ form: Form, _ login: Login, crumb: Page.Crumb, cancel: Link) -> Page {
    let texts = visit.texts.profile
    let isOwn = visit.actor.login == login.id
    return Page(
        texts.emailTitle, summary: isOwn ? nil : texts.emailOfOthers(login.name), crumbs: [crumb, .init(texts.emailTitle)]
    ) {
        card {
            postForm(visit, form) {
                facts([Fact(texts.emailNow, login.email)])
                textField(
                    form, "email", label: texts.emailNew, hint: isOwn ? texts.emailNewHint : nil, kind: .email,
                    autocomplete: isOwn ? "email" : "off",
                    isFocused: true)
                formActions {
                    submitButton(texts.emailSend)
                    linkButton(visit.texts.panel.cancel, cancel)
                }
            }
        }
    }
}

private func passwordPage(_ visit: Visit, _ form: Form, _ login: Login, _ policy: PasswordPolicy) -> Page {
    let texts = visit.texts.profile
    return Page(texts.passwordTitle, summary: texts.passwordEnds, crumbs: [.init(texts.title, "/profile"), .init(texts.passwordTitle)]) {
        card {
            postForm(visit, form) {
                userName(login)
                passwordField(form, "password", label: texts.passwordOld, isNew: false, isFocused: true)
                newPasswordFields(visit, form, "newPassword", policy, label: texts.passwordNew)
                formActions {
                    submitButton(texts.passwordChange)
                    linkButton(visit.texts.panel.cancel, "/profile")
                }
            }
        }
    }
}

private func givingPage(_ visit: Visit, _ form: Form, _ login: Login, _ policy: PasswordPolicy) -> Page {
    let texts = visit.texts.profile
    return Page(texts.giveTitle, summary: texts.giveSummary(login.name), crumbs: [.init(login.name), .init(texts.giveTitle)]) {
        card {
            postForm(visit, form) {
                p(.class("hint"), text: texts.giveHint)
                newPasswordFields(visit, form, "password", policy, label: texts.passwordNew, isRequired: false)
                formActions {
                    submitButton(texts.give)
                    linkButton(visit.texts.panel.cancel, "/")
                }
            }
        }
    }
}

/// For password managers: whose password this form is about (https://www.chromium.org/developers/design-documents/create-amazing-password-forms).
func userName(_ login: Login) -> HTML {
    .void(
        "input",
        [.type("text"), .name("username"), .value(login.name), .autocomplete("username"), .readonly(), .hidden(), .ariaHidden()])
}

/// A new password twice, with its strength.
@HTMLBuilder func newPasswordFields(
    _ visit: Visit, _ form: Form, _ name: String, _ policy: PasswordPolicy, label: String, isRequired: Bool = true
) -> [HTML] {
    let texts = visit.texts.identity
    passwordField(form, name, label: label, hint: texts.passwordHint(policy), isNew: true, isRequired: isRequired)
    strengthMeter(visit, form, for: name)
    passwordField(form, name + "Again", label: texts.passwordAgain, isNew: true, isRequired: isRequired)
}
