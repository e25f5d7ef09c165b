import Core
import Identity
import Persistence
import Presentation

/// The wizard by which a customer is created (C.USR-05..13): template, services, personal data, domains; what he gets is sent after the end.
/// Nobody is created before the last of these steps is left.
struct UserWizard: Sendable {
    /// What stands on the page of one account.
    static let mostDomains = 50

    let visit: Visit
    let users: Users
    let secrets: WizardSecrets
    let plans: [Plan]
    let templates: [UserTemplate]
    /// What servers provide and nobody has withdrawn.
    let offered: [HostingResource]
    let fieldNames: [String]
    let policy: PasswordPolicy
    let addresses: AddressChoices

    init(_ visit: Visit, users: Users, secrets: WizardSecrets, in db: any Connection) throws {
        self.visit = visit
        self.users = users
        self.secrets = secrets
        plans = try Plans.list(in: db).filter { $0.category == .customer }
        templates = try UserTemplates.all(by: visit.actor, in: db)
        offered = try Plans.offered(users.services, in: db)
        fieldNames = try UserFields.names(in: db)
        policy = try ProviderSettings.current(in: db).passwords
        addresses = try AddressChoices(everywhere: db)
    }

    var wizard: Wizard {
        let (texts, accounts) = (visit.texts.users, visit.texts.accounts)
        return Wizard(
            accounts.new, crumbs: [.init(accounts.title, "/accounts"), .init(accounts.new)],
            steps: [
                .init("template", texts.templateStep, fields: ["plan", "template", "filled"], check: checkTemplate, content: templateStep),
                .init("services", texts.servicesStep, fields: ["period"] + limitFieldNames, check: checkLimits, content: servicesStep),
                .init(
                    "person", texts.personStep, fields: Self.personFields, check: checkPerson, content: personStep),
                .init("domains", texts.domainsStep, fields: Self.domainFields + AddressWish.fields, content: domainsStep),
            ], submit: accounts.create, cancel: "/accounts", following: [texts.sendStep], preview: preview)
    }

    // MARK: What was typed

    /// The form as it travels on: a typed password is sealed, the chosen template's values stand in the fields of the services.
    func prepared(_ form: Form) throws -> Form {
        var form = form
        var values = form.values
        if !values.verbatim("password").isEmpty {
            values = values.setting("passwordSealed", try secrets.seal(values.verbatim("password"), for: visit.actor))
        } else if values.isOn("passwordForgotten") {
            values = values.setting("passwordSealed", nil)
        }
        values = values.setting("password", nil).setting("passwordForgotten", nil)
        if form.isSubmitted, let template = template(values), values.text("filled") != template.id.text {
            for name in limitFieldNames { values = values.setting(name, nil) }
            for (name, value) in template.limitValues(unlimited: visit.texts.limits.unlimited) { values = values.setting(name, value) }
            values = values.setting("filled", template.id.text)
        }
        // A plan whose accounts have an address of their own says so where it can still be changed.
        if form.isSubmitted, values["ipv4"] == nil, plan(values)?.address == .own {
            values = values.setting("ipv4", AddressWish.any).setting("ipv4IsExclusive", "on")
        }
        form.values = values
        return form
    }

    func plan(_ values: FormValues) -> Plan? {
        let typed = values.text("plan")
        if typed.isEmpty, plans.count == 1 { return plans[0] }
        return plans.first { $0.id.text == typed || $0.name.folded == typed.folded }
    }

    func template(_ values: FormValues) -> UserTemplate? {
        let typed = values.text("template")
        return typed.isEmpty ? nil : templates.first { $0.id.text == typed || $0.name.folded == typed.folded }
    }

    /// What the plan includes of what is offered: the fields of the second step.
    private func resources(_ values: FormValues) -> [HostingResource] {
        guard let plan = plan(values) else { return offered }
        return offered.filter { plan.allowance(of: $0.key).isAvailable }
    }

    private func limits(_ values: FormValues) -> [ResourceKey: AccountLimits.Typed] {
        let shown = Set(resources(values).map(\.key))
        return values.typedLimits.filter { shown.contains($0.key) }
    }

    func user(_ values: FormValues) throws -> NewUser {
        let sealed = values.text("passwordSealed")
        var password = ""
        if !sealed.isEmpty {
            guard let opened = secrets.open(sealed, for: visit.actor) else {
                throw Fault.invalid(
                    .init("password", key: "user.password.lost", "The password you typed could not be read again. Type it once more."))
            }
            password = opened
        }
        var owner = OwnerForm(
            login: values.text("login"), email: values.text("email"), password: password, language: values.text("language"),
            theme: values.text("theme"))
        owner.person = values.text("person")
        var user = NewUser(
            account: AccountForm(
                title: values.text("title"), plan: values.text("plan"), login: owner.login, period: values.text("period"),
                addresses: AddressWish(values)), owner: owner)
        user.data = PersonalData(values)
        user.template = values.text("template")
        user.takesTemplate = false
        user.limits = limits(values)
        user.domains = domains(values).map(\.domain)
        user.unlimitedWord = visit.texts.limits.unlimited
        return user
    }

    // MARK: Checks of the steps

    private func checkTemplate(_ values: FormValues) throws {
        var complaints = Complaints()
        if plan(values) == nil {
            let typed = values.text("plan")
            complaints.add(
                "plan", key: "account.plan.unknown", arguments: ["plan": typed],
                typed.isEmpty ? "Choose a plan." : "There is no plan \(typed). Choose one of the list.")
        }
        try checkTemplate(values, &complaints)
        try complaints.check()
    }

    private func checkTemplate(_ values: FormValues, _ complaints: inout Complaints) throws {
        guard !values.text("template").isEmpty, template(values) == nil else { return }
        complaints.add(
            "template", key: "user.template.gone",
            "This template is not there, or was deleted meanwhile. The limits you see stay; choose another one or none.")
    }

    private func checkLimits(_ values: FormValues) throws {
        guard let plan = plan(values) else { return }
        var complaints = Complaints()
        // Whoever goes on is told here that the template of the first step has been deleted.
        try checkTemplate(values, &complaints)
        _ = AccountPeriods.chosen(values.text("period"), of: plan, &complaints)
        try UserLimits.check(
            limits(values), plan: plan, offered: Set(offered.map(\.key)), unlimited: visit.texts.limits.unlimited, &complaints)
        try complaints.check()
    }

    private func checkPerson(_ values: FormValues) async throws {
        var complaints = Complaints()
        let user = try user(values)
        _ = try complaints.take("title") { try user.account.title.asName() }
        _ = try user.data.checked(&complaints)
        var fields = complaints.fields
        do {
            try await users.owners.check(user.owner, in: visit.database)
        } catch let fault as Fault where !fault.fields.isEmpty {
            fields += fault.fields
        }
        if !fields.isEmpty { throw Fault.invalid(fields) }
    }

    // MARK: Steps

    private var limitFieldNames: [String] {
        // All of the catalogue: what was typed stays although another plan hides it for a while.
        ResourceCatalogue.all.flatMap { ["limits.\($0.key.rawValue)", "beyond.\($0.key.rawValue)"] }
    }

    private func templateStep(_ form: Form) -> [HTML] {
        let (texts, accounts) = (visit.texts.users, visit.texts.accounts)
        return [
            plans.isEmpty
                ? callout(.warn, accounts.noPlanText, title: accounts.noPlanTitle) {
                    linkButton(visit.texts.plans.new, "/plans/new", kind: .primary)
                } : .nothing,
            hiddenField("filled", form.values.text("filled")),
            selectField(
                form, "plan", label: accounts.plan + " *", choices: plans.map { Choice($0.name, $0.name) },
                none: plans.count == 1 ? nil : accounts.choosePlan),
            selectField(
                form, "template", label: texts.template, hint: texts.templateHint, choices: templates.map { Choice($0.id.text, $0.name) },
                none: texts.noTemplate, isRequired: false),
        ]
    }

    private func servicesStep(_ form: Form) -> [HTML] {
        let (texts, limits, language) = (visit.texts.users, visit.texts.limits, visit.texts.language)
        let shown = resources(form.values)
        let keys = Set(shown.map(\.key))
        let missing = template(form.values).map { template in
            ResourceCatalogue.all.filter { template.limits[$0.key]?.most.isAvailable == true && !keys.contains($0.key) }
        }
        let plan = plan(form.values)
        let beyond = template(form.values).map { template in
            shown.filter { resource in
                guard let plan, let limit = template.limits[resource.key] else { return false }
                return limit.most > plan.allowance(of: resource.key)
            }
        }
        return [
            plan.map { periodField(form, $0) } ?? .nothing,
            p(.class("hint"), text: texts.servicesHint),
            notice(missing) { texts.templateSetsMore($0.map { $0.words(language) }, plan?.name ?? "") },
            notice(beyond) { texts.templateIsBeyond($0.map { $0.words(language) }, plan?.name ?? "") },
            shown.isEmpty ? emptyState(texts.noServicesTitle, texts.noServicesText, icon: .box) : .nothing,
        ]
            + limitFields(
                visit, form,
                shown.map { resource in
                    LimitField(
                        resource, hint: plan.map { limits.planSays(visit.texts.amount($0.allowance(of: resource.key), of: resource)) })
                })
            + ResourceCatalogue.all.filter { !keys.contains($0.key) }.flatMap { resource in
                ["limits", "beyond"].compactMap { kind in
                    let name = "\(kind).\(resource.key.rawValue)"
                    return form.values[name].map { hiddenField(name, $0) }
                }
            }
    }

    /// For how long he pays at a time. By its length, which another plan may have too; shown where there is a choice.
    private func periodField(_ form: Form, _ plan: Plan) -> HTML {
        let texts = visit.texts.periods
        let typed = form.values.text("period")
        let choices = plan.periodsOnOffer.map { Choice($0.length.description, periodWords(visit, $0, of: plan)) }
        if choices.count == 1, typed.isEmpty || choices[0].value == typed { return hiddenField("period", typed) }
        let unknown = typed.isEmpty || choices.contains { $0.value == typed } ? [] : [Choice(typed, typed)]
        return selectField(form, "period", label: texts.periodField, hint: texts.chooseHint, choices: unknown + choices)
    }

    private func notice(_ resources: [HostingResource]?, _ words: ([HostingResource]) -> String) -> HTML {
        guard let resources, !resources.isEmpty else { return .nothing }
        return callout(.warn, words(resources))
    }

    private static let personFields =
        ["title", "person", "login", "email", "password", "passwordSealed", "language", "theme", "isShown"] + PersonalData.texts.map(\.name)

    private func personStep(_ form: Form) -> [HTML] {
        let (texts, accounts, profile) = (visit.texts.users, visit.texts.accounts, visit.texts.profile)
        let hasPassword = !form.values.text("passwordSealed").isEmpty
        let rule = visit.texts.identity.passwordRule(policy)
        return [
            p(.class("hint"), text: texts.requiredHint),
            textField(form, "title", label: accounts.name + " *", hint: accounts.nameHint, isFocused: true, maxlength: 100),
            fieldRow {
                textField(form, "login", label: accounts.login + " *", hint: accounts.loginHint, kind: .domain, maxlength: 64)
                textField(form, "email", label: accounts.email + " *", hint: accounts.emailHint, kind: .email, isRequired: false)
            },
            hiddenField("passwordSealed", form.values.text("passwordSealed")),
            passwordField(
                form, "password", label: accounts.password,
                hint: hasPassword ? texts.passwordKept : rule + " " + accounts.passwordHint, isNew: true, isRequired: false),
            hasPassword ? checkbox(form, "passwordForgotten", label: texts.passwordMadeInstead) : .nothing,
        ] + personalFields(visit, form, fieldNames) + [
            fieldRow {
                selectField(
                    form, "language", label: profile.language, choices: Language.allCases.map { Choice($0.rawValue, $0.ownName) },
                    none: profile.languageDefault, isRequired: false)
                selectField(
                    form, "theme", label: visit.texts.panel.appearance, choices: Theme.choices(visit.texts.panel),
                    none: profile.themeDefault, isRequired: false)
            }
        ]
    }

    private func preview(_ values: FormValues) -> HTML? {
        let (texts, accounts) = (visit.texts.users, visit.texts.accounts)
        func said(_ text: String) -> String { text.isEmpty ? "–" : text }
        let names = domains(values).map(\.domain.name)
        return card(texts.preview) {
            facts([
                Fact(accounts.plan, said(plan(values)?.name ?? "")),
                Fact(visit.texts.periods.title, plan(values).map { periodSaid(values, $0) } ?? "–"),
                Fact(texts.template, template(values)?.name ?? texts.noTemplate),
                Fact(accounts.name, said(values.text("title"))), Fact(accounts.login, said(values.text("login"))),
                Fact(accounts.domains, said(names.joined(separator: ", "))),
                Fact(visit.texts.addresses.title, addressSaid(AddressWish(values))),
            ])
        }
    }
}

extension UserWizard {
    fileprivate func addressSaid(_ wish: AddressWish) -> String {
        let texts = visit.texts.addresses
        let typed = [(wish.ipv4, wish.ipv4IsExclusive), (wish.ipv6, wish.ipv6IsExclusive)].filter { !$0.0.isEmpty }
        if typed.isEmpty { return texts.shared }
        return typed.map { address, isExclusive in
            (address == AddressWish.any ? texts.anyFree : address) + (isExclusive ? " (\(texts.onlyHere))" : "")
        }.joined(separator: ", ")
    }

    fileprivate func periodSaid(_ values: FormValues, _ plan: Plan) -> String {
        let typed = values.text("period")
        return visit.texts.periods.length(((typed.isEmpty ? nil : plan.period(named: typed)) ?? plan.usualPeriod).length)
    }
}

/// The fields of personal data, alike in the wizard and on the page that changes them (C.USR-14).
@HTMLBuilder func personalFields(_ visit: Visit, _ form: Form, _ fieldNames: [String]) -> [HTML] {
    let texts = visit.texts.users
    fieldRow {
        textField(form, "person", label: texts.person, hint: texts.personHint, isRequired: false, maxlength: 100)
        textField(form, "company", label: texts.company, isRequired: false, maxlength: 100)
    }
    textField(form, "street", label: texts.street, isRequired: false, maxlength: 100)
    fieldRow {
        textField(form, "postalCode", label: texts.postalCode, isRequired: false, maxlength: 20)
        textField(form, "city", label: texts.city, isRequired: false, maxlength: 100)
        textField(form, "country", label: texts.country, isRequired: false, maxlength: 60)
    }
    textField(form, "phone", label: texts.phone, isRequired: false, maxlength: 40)
    for (place, name) in fieldNames.enumerated() where !name.isEmpty {
        textField(form, "field\(place + 1)", label: name, isRequired: false, maxlength: 200)
    }
    checkbox(form, "isShown", label: texts.isShown, hint: texts.isShownHint)
}

extension PersonalData {
    /// What stands in the fields of `personalFields`.
    init(_ values: FormValues) {
        self.init()
        for (name, path, _) in Self.texts { self[keyPath: path] = values.text(name) }
        isShown = values.isOn("isShown")
    }

    /// The fields of `personalFields`.
    var values: [String: String] {
        var values = ["isShown": isShown ? "on" : ""]
        for (name, path, _) in Self.texts { values[name] = self[keyPath: path] }
        return values
    }
}
