import Core
import Presentation

/// The wizard by which a plan is made and changed (H.PLAN-02..05): what it is, what it includes, how much and for what price, how it is billed.
struct PlanWizard: Sendable {
    let visit: Visit
    /// What may be included: what servers provide and nobody has withdrawn, and what the plan had before.
    let resources: [HostingResource]
    let services: Set<HostingService>
    /// What the plan included before; nothing for a new one.
    let had: Set<ResourceKey>
    /// The periods it has; none for a new one.
    let periods: [BillingPeriod]
    let platforms: [String]
    /// Of web servers and of name servers.
    let groups: (web: [String], dns: [String])
    let isNew: Bool

    func wizard(_ title: String, crumbs: [Page.Crumb], submit: String, cancel: Link) -> Wizard {
        let texts = visit.texts.planWizard
        return Wizard(
            title, crumbs: crumbs,
            steps: [
                step("plan", texts.planStep, Self.planFields, defaults: beginning, planStep),
                step("resources", texts.resourceStep, resourceFields, defaults: usual, resourceStep),
                step("amounts", texts.amountStep, amountFields, defaults: usualAmounts, amountStep),
                step("periods", visit.texts.periods.periodStep, Self.periodFields, defaults: Self.usualPeriods, periodStep),
                step("prices", visit.texts.periods.priceStep, priceFields, priceStep),
                step("billing", texts.billingStep, Self.billingFields, defaults: ["isBilled": "on"], billingStep),
            ], submit: submit, cancel: cancel, preview: preview)
    }

    private var beginning: [String: String] {
        [
            "platform": platforms.first ?? "", "webServerGroup": groups.web.first ?? "", "nameServerGroup": groups.dns.first ?? "",
            "currency": "EUR",
            "category": (visit.query["category"].flatMap { PlanCategory(rawValue: $0) } ?? .customer).rawValue,
        ]
    }

    /// What has been typed, in whatever step.
    func typed(_ values: FormValues) -> PlanForm {
        var form = PlanForm(name: values.text("name"), platform: values.text("platform"), resources: [:])
        // Plans of staff are their roles; see `PlanCategory`.
        form.category = values.text("category") == PlanCategory.reseller.rawValue ? .reseller : .customer
        form.webServerGroup = values.text("webServerGroup")
        form.nameServerGroup = values.text("nameServerGroup")
        form.description = values.verbatim("description")
        if let address = values["address"] { form.address = address }
        form.currency = values.text("currency")
        form.isBilled = values.isOn("isBilled")
        form.trialDays = values.text("trialDays")
        form.creditLimit = values.text("creditLimit")
        form.moneyBackDays = values.text("moneyBackDays")
        form.setupFee = values.text("fee.setup")
        form.recurringFee = values.text("fee.recurring")
        form.periods = typedPeriods(values)
        form.unlimitedWord = visit.texts.limits.unlimited
        for resource in resources {
            let field = Self.field(resource)
            form.resources[resource.key] = ResourceTermsForm(
                isIncluded: values.isOn("\(field).included"), isActivated: values.isOn("\(field).activated"),
                isShownAtSignup: values.isOn("\(field).shown"), free: values.text("\(field).free"), most: values.text("\(field).most"),
                isHard: values["\(field).beyond"] != "report", setup: values.text("\(field).setup"),
                recurring: values.text("\(field).recurring"), usage: values.text("\(field).usage"))
        }
        return form
    }

    /// The fields of a plan that there is.
    func values(of plan: Plan) -> [String: String] {
        var values = [
            "name": plan.name, "description": plan.description, "address": plan.address.rawValue,
            "platform": plan.platform,
            "webServerGroup": plan.webServerGroup, "nameServerGroup": plan.nameServerGroup, "currency": plan.currency.code,
            "isBilled": plan.billing.isBilled ? "on" : "", "trialDays": Self.number(plan.billing.trialDays),
            "creditLimit": plan.billing.creditLimit == 0 ? "" : Money(minorUnits: plan.billing.creditLimit, plan.currency).amount,
            "moneyBackDays": Self.number(plan.billing.moneyBackDays), "fee.setup": plan.fee.setup?.amount ?? "",
            "fee.recurring": plan.fee.recurring?.amount ?? "",
        ].merging(Self.values(of: plan.periods)) { $1 }
        for resource in resources {
            let field = Self.field(resource)
            guard let terms = plan.resources[resource.key] else {
                for name in ["included", "activated", "shown"] { values["\(field).\(name)"] = "" }
                continue
            }
            values["\(field).included"] = terms.isIncluded ? "on" : ""
            values["\(field).activated"] = terms.isActivated ? "on" : ""
            values["\(field).shown"] = terms.isShownAtSignup ? "on" : ""
            if resource.kind != .onOff {
                values["\(field).free"] = amount(terms.free, of: resource)
                values["\(field).most"] = amount(terms.most, of: resource)
            }
            values["\(field).beyond"] = terms.isHard ? "refuse" : "report"
            values["\(field).setup"] = terms.prices.setup?.amount
            values["\(field).recurring"] = terms.prices.recurring?.amount
            values["\(field).usage"] = terms.prices.usage?.amount
        }
        return values
    }

    private func amount(_ allowance: Allowance, of resource: HostingResource) -> String {
        resource.isCountable && allowance == .unlimited ? visit.texts.limits.unlimited : resource.text(allowance)
    }

    private static func number(_ number: Int) -> String { number == 0 ? "" : String(number) }

    private static func field(_ resource: HostingResource) -> String { "resources.\(resource.key.rawValue)" }

    // MARK: Fields

    private static let planFields = [
        "category", "name", "description", "platform", "webServerGroup", "nameServerGroup", "address", "currency",
    ]
    private static let billingFields = ["isBilled", "trialDays", "creditLimit", "moneyBackDays"]
    private var resourceFields: [String] {
        resources.flatMap { resource in ["included", "activated", "shown"].map { "\(Self.field(resource)).\($0)" } }
    }
    private var amountFields: [String] {
        ["fee.setup", "fee.recurring"]
            + resources.flatMap { resource in
                ["free", "most", "beyond", "setup", "recurring", "usage"].map { "\(Self.field(resource)).\($0)" }
            }
    }

    /// What a first plan usually has: websites with PHP and a domain, space and traffic.
    private var usual: [String: String] {
        var values: [String: String] = [:]
        for resource in resources {
            let field = Self.field(resource)
            let isUsual = [ResourceKey.web, .php, .domain, .diskSpace, .traffic].contains(resource.key)
            for name in ["included", "activated", "shown"] { values["\(field).\(name)"] = isUsual ? "on" : "" }
        }
        return values
    }

    private var usualAmounts: [String: String] {
        let unlimited = visit.texts.limits.unlimited
        return ["resources.domain.free": "1", "resources.disk_space.free": unlimited, "resources.traffic.free": unlimited]
    }

    private func step(
        _ name: String, _ title: String, _ fields: [String], defaults: [String: String] = [:],
        _ content: @escaping @Sendable (Form) -> [HTML]
    ) -> Wizard.Step {
        let own = Set(fields)
        return .init(name, title, fields: fields, defaults: defaults, check: { values in try check(values, own) }, content: content)
    }

    /// Complains about this step's fields only: the others have their own turn.
    private func check(_ values: FormValues, _ own: Set<String>) throws {
        do {
            _ = try checked(typed(values))
        } catch let fault as Fault {
            let fields = fault.fields.filter { own.contains($0.name) }
            if !fields.isEmpty { throw Fault.invalid(fields) }
        }
    }

    func checked(_ form: PlanForm) throws -> Plan {
        try form.checked(as: PlanID(at: visit.now), services: services, had: had, periods: periods, at: visit.now)
    }

    // MARK: Steps

    private func planStep(_ form: Form) -> [HTML] {
        let (texts, plans) = (visit.texts.planWizard, visit.texts.plans)
        let categories: [PlanCategory] = [.customer, .reseller]
        return [
            // What a plan is for stays.
            isNew
                ? selectField(
                    form, "category", label: texts.category, choices: categories.map { Choice($0.rawValue, texts.category($0)) })
                : .nothing,
            textField(form, "name", label: plans.name, hint: plans.nameHint, isFocused: true, maxlength: 60),
            textArea(form, "description", label: texts.description, hint: texts.descriptionHint, rows: 3, isRequired: false),
            selectField(form, "platform", label: plans.platform, hint: plans.platformHint, choices: platforms.map { Choice($0, $0) }),
            fieldRow {
                selectField(
                    form, "webServerGroup", label: texts.webServerGroup, hint: texts.groupHint, choices: groups.web.map { Choice($0, $0) })
                selectField(form, "nameServerGroup", label: texts.nameServerGroup, choices: groups.dns.map { Choice($0, $0) })
            },
            // Nobody has an address to give before a web server has a pool.
            resources.contains { $0.key == .dedicatedIP }
                ? selectField(
                    form, "address", label: visit.texts.addresses.planAddress, hint: visit.texts.addresses.planAddressHint,
                    choices: PlanAddress.allCases.map { Choice($0.rawValue, visit.texts.addresses.planAddress($0)) })
                : hiddenField("address", form.values.text("address").isEmpty ? PlanAddress.shared.rawValue : form.values.text("address")),
            textField(form, "currency", label: plans.currency, hint: plans.currencyHint, maxlength: 3),
        ]
    }

    private func resourceStep(_ form: Form) -> [HTML] {
        let texts = visit.texts.planWizard
        if resources.isEmpty { return [emptyState(texts.nothingTitle, texts.nothingText, icon: .box)] }
        return [p(.class("hint"), text: texts.resourceHint)]
            + resources.map { resource in
                let field = Self.field(resource)
                return fieldset(.class("field-set")) {
                    legend(text: resource.words(visit.texts.language))
                    div(.class("ticks")) {
                        checkbox(form, "\(field).included", label: texts.isIncluded)
                        checkbox(form, "\(field).activated", label: texts.isActivated)
                        checkbox(form, "\(field).shown", label: texts.isShown)
                    }
                }
            }
    }

    private func amountStep(_ form: Form) -> [HTML] {
        let (texts, limits, language) = (visit.texts.planWizard, visit.texts.limits, visit.texts.language)
        let included = resources.filter { form.values.isOn("\(Self.field($0)).included") }
        if included.isEmpty { return [emptyState(texts.noneTitle, texts.noneText, icon: .box)] }
        let fee = fieldset(.class("field-set")) {
            legend(text: visit.texts.periods.wholePlan)
            p(.class("hint"), text: visit.texts.periods.feeHint)
            fieldRow {
                price(form, "fee.setup", texts.setupPrice)
                price(form, "fee.recurring", texts.recurringPrice)
            }
        }
        return [p(.class("hint"), text: texts.amountHint), fee]
            + included.map { resource in
                let field = Self.field(resource)
                return fieldset(.class("field-set")) {
                    legend(text: resource.words(language))
                    switch resource.kind {
                    case .counted, .stored, .metered:
                        fieldRow {
                            textField(
                                form, "\(field).free", label: texts.free, unit: resource.kind == .counted ? nil : limits.megabytes,
                                isRequired: false, maxlength: 20)
                            textField(
                                form, "\(field).most", label: limits.most, hint: texts.mostHint,
                                unit: resource.kind == .counted ? nil : limits.megabytes, isRequired: false, maxlength: 20)
                            if resource.allowsHardLimit {
                                selectField(
                                    form, "\(field).beyond", label: limits.kindOfLimit,
                                    choices: [Choice("refuse", limits.hardLimit), Choice("report", limits.maximum)])
                            }
                        }
                    case .choice(let values):
                        selectField(
                            form, "\(field).most", label: limits.most, choices: values.map { Choice($0.key, $0.words(language)) })
                    case .onOff: HTML.text("")
                    }
                    fieldRow {
                        price(form, "\(field).setup", texts.setupPrice)
                        price(form, "\(field).recurring", texts.recurringPrice)
                        if resource.isCountable { price(form, "\(field).usage", texts.usagePrice) }
                    }
                }
            }
    }

    private func price(_ form: Form, _ name: String, _ label: String) -> HTML {
        textField(
            form, name, label: label, kind: .number, unit: form.values.text("currency").uppercased(), isRequired: false, maxlength: 12)
    }

    private func billingStep(_ form: Form) -> [HTML] {
        let texts = visit.texts.planWizard
        return [
            checkbox(form, "isBilled", label: texts.isBilled, hint: texts.isBilledHint),
            textField(form, "trialDays", label: texts.trialDays, hint: texts.trialHint, kind: .number, isRequired: false, maxlength: 4),
            textField(
                form, "creditLimit", label: texts.creditLimit, hint: texts.creditHint, kind: .number,
                unit: form.values.text("currency").uppercased(), isRequired: false, maxlength: 12),
            textField(
                form, "moneyBackDays", label: texts.moneyBackDays, hint: texts.moneyBackHint, kind: .number, isRequired: false, maxlength: 4
            ),
        ]
    }

    private func preview(_ values: FormValues) -> HTML? {
        let (texts, limits, language) = (visit.texts.planWizard, visit.texts.limits, visit.texts.language)
        let included = resources.filter { values.isOn("\(Self.field($0)).included") }
        return card(texts.preview) {
            facts(
                [Fact(visit.texts.plans.name, values.text("name").isEmpty ? "–" : values.text("name"))]
                    + periodFacts(values)
                    + included.map { resource in
                        let most = values.text("\(Self.field(resource)).most")
                        let free = values.text("\(Self.field(resource)).free")
                        let typed = most.isEmpty ? free : most
                        return Fact(resource.words(language), resource.kind == .onOff ? limits.on : typed.isEmpty ? "0" : typed)
                    })
        }
    }
}
