import Core
import Identity
import Notifications
import Persistence
import Presentation

/// The pages of the wizard, and the registration mail that follows it.
struct UserWizardPages: Sendable {
    let users: Users
    let secrets: WizardSecrets

    func routes() -> Routes {
        let policy = Policy.staff(.accountManager)
        var routes = Routes()
        routes.form("/accounts/new", policy, show: new, submit: create)
        routes.form("/accounts/{account}/registration-mail", policy, show: askMail, submit: sendMail)
        return routes
    }

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let parts = try await parts(visit)
        var form = try parts.prepared(form)
        // What is wrong with a domain names its place among those that were typed.
        if form.isSubmitted { form.values = parts.arranged(form.values, without: nil) }
        return parts.wizard.page(visit, form)
    }

    private func create(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let parts = try await parts(visit)
        var form = try parts.prepared(form)
        let action = form.values[UserWizard.actionField].flatMap(UserWizard.RowAction.init(rawValue:))
        form.values = parts.arranged(form.values, without: action).setting(UserWizard.actionField, nil)
        if action != nil { return parts.wizard.page(visit, form.again(visit)) }
        // A form that names no step was not sent by the wizard: it is whole, and nobody waits for the mail.
        let isWizard = form.values["_go"] != nil
        if isWizard, let page = try await parts.wizard.turn(visit, form) { return page }
        let created = try await users.create(parts.user(form.values), by: visit.actor, in: visit.database, at: visit.now)
        if !isWizard, !created.passwordWasMade {
            return Redirect(
                "/accounts/\(created.account.number)",
                saying: .done(visit.texts.accounts.wasCreated(created.account.title, created.account.systemUser)))
        }
        let mail = try await visit.database.read { db in try RegistrationLetter(to: created, visit, in: db) }
        return createdPage(visit, created, mail, steps: parts.wizard.stepsAfterEnd())
    }

    private func parts(_ visit: Visit) async throws -> UserWizard {
        try await visit.database.read { db in try UserWizard(visit, users: users, secrets: secrets, in: db) }
    }

    // MARK: The mail

    private func askMail(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let (account, letter) = try await visit.database.read { db in
            let account = try users.accounts.required(number, by: visit.actor, in: db)
            return (account, try RegistrationLetter(to: account, password: nil, template: nil, users, visit, in: db))
        }
        let texts = visit.texts.users
        return Page(texts.sendStep, crumbs: crumbs(visit, account, texts.sendStep)) {
            registrationMailCard(visit, form.starting(letter.values), account)
        }
    }

    private func sendMail(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let typed = RegistrationLetter.Typed(
            to: form.values.text("to"), subject: form.values.verbatim("subject"), text: form.values.verbatim("text"))
        try await visit.database.write { db in
            let account = try users.accounts.required(number, by: visit.actor, in: db)
            try RegistrationLetter.send(typed, about: account, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/accounts/\(number)", saying: .done(visit.texts.users.mailIsOnItsWay(typed.to)))
    }
}

/// The registration mail of one customer, filled in.
struct RegistrationLetter: Sendable {
    struct Typed: Sendable {
        var to: String
        var subject: String
        var text: String
    }

    var typed: Typed

    /// The fields of the form.
    var values: [String: String] { ["to": typed.to, "subject": typed.subject, "text": typed.text] }

    init(to created: CreatedUser, _ visit: Visit, in db: any Connection) throws {
        try self.init(
            to: created.account, login: created.login, password: created.password, template: created.template, data: created.data,
            domains: created.domains, visit, in: db)
    }

    /// - Parameter password: nil when nobody knows it: the mail says so in its place.
    init(
        to account: Account, password: String?, template: UserTemplateID?, _ users: Users, _ visit: Visit, in db: any Connection
    ) throws {
        guard let login = try Logins.find(account.login, in: db) else { throw Fault.notFound("login") }
        try self.init(
            to: account, login: login, password: password, template: template, data: PersonalDataOfAccounts.of(account.id, in: db),
            domains: users.domains.names(of: account.id, in: db), visit, in: db)
    }

    private init(
        to account: Account, login: Login, password: String?, template: UserTemplateID?, data: PersonalData, domains: [String],
        _ visit: Visit, in db: any Connection
    ) throws {
        let settings = try ProviderSettings.current(in: db)
        // As he reads it, not as who sends it.
        let texts = settings.texts(for: login)
        let text = try RegistrationMails.current(template, texts.language, in: db).text.filled([
            .login: login.name, .password: password ?? texts.users.passwordUnchanged, .person: login.person, .email: login.email,
            .account: account.title, .number: String(account.number), .domain: domains.first ?? "",
            .domains: domains.joined(separator: ", "), .plan: account.planName, .systemUser: account.systemUser, .panel: visit.origin,
            .company: settings.company, .support: settings.supportAddress, .field1: data.own[0], .field2: data.own[1], .field3: data.own[2],
        ])
        typed = Typed(to: login.email, subject: text.subject, text: text.text)
    }

    /// Throws `Fault(.invalid)` beside `to`, `subject` and `text`.
    static func send(_ typed: Typed, about account: Account, by actor: Actor, in db: any Connection, at now: Timestamp) throws {
        try actor.require(.accountManager)
        var complaints = Complaints()
        guard let login = try Logins.find(account.login, in: db) else { throw Fault.notFound("login") }
        let to = try complaints.take("to") { try MailAddress(typed.to, name: login.person) }
        let subject = try complaints.take("subject") { try typed.subject.asName(limit: RegistrationText.longestSubject) }
        let text = typed.text.replacing("\r\n", with: "\n").trimmed
        if text.isEmpty { complaints.add("text", key: "registration_mail.empty", "Write what the customer is to read.") }
        if text.count > RegistrationText.longestText {
            complaints.add(
                "text", key: "registration_mail.long", arguments: ["limit": String(RegistrationText.longestText)],
                "At most \(RegistrationText.longestText) characters, please.")
        }
        try complaints.check()
        guard let to, let subject else { return }
        let settings = try ProviderSettings.current(in: db)
        try Mails.queue(
            Mail(
                to: to, subject: subject, text: text, language: settings.texts(for: login).language, kind: .registration,
                account: account.id, login: login.id, isSecret: true), in: db, at: now)
        try Audit.record(
            "registration_mail.sent", on: account.audited, changes: [.init("email", nil, to.address)], by: actor, in: db, at: now)
    }
}

extension Mail.Kind {
    /// To somebody new: how he signs in.
    package static let registration: Mail.Kind = "account.registration"
}

/// The last page of the wizard: the customer is there. Password and mail are shown this once (C.USR-13).
func createdPage(_ visit: Visit, _ created: CreatedUser, _ letter: RegistrationLetter, steps: HTML) -> Page {
    let (texts, accounts) = (visit.texts.users, visit.texts.accounts)
    let account = created.account
    let at: Link = "/accounts/\(account.number)"
    var page = Page(accounts.new, crumbs: crumbs(visit, account, accounts.new)) {
        steps
        callout(.live, accounts.wasCreated(account.title, account.systemUser))
        grid {
            registrationMailCard(visit, Form.begun(visit, at: "\(at)/registration-mail", letter.values), account)
        } side: {
            card(texts.access) {
                if created.password != nil { p(text: visit.texts.profile.givenOnce(created.login.name)) }
                codeLine(visit, created.login.name, label: visit.texts.identity.name)
                if let password = created.password {
                    codeLine(visit, password, label: visit.texts.identity.password)
                } else {
                    p(.class("hint"), text: texts.ownerKeepsPassword)
                }
                formActions { linkButton(accounts.toAccount, at) }
            }
        }
    }
    page.doneAt = at
    return page
}

private func registrationMailCard(_ visit: Visit, _ form: Form, _ account: Account) -> HTML {
    let (texts, templates) = (visit.texts.users, visit.texts.templates)
    return card(texts.sendTitle) {
        postForm(visit, form) {
            textField(form, "to", label: texts.to, kind: .email)
            textField(form, "subject", label: templates.subject, maxlength: RegistrationText.longestSubject)
            textArea(form, "text", label: templates.text, hint: texts.sendHint, rows: 16, isRequired: true)
            formActions {
                submitButton(texts.send, icon: .mail)
                linkButton(texts.sendNothing, "/accounts/\(account.number)", kind: .quiet)
            }
        }
    }
}
