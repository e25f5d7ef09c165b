import Core
import Identity
import Persistence

/// What a template would change for an account that there is (C.USR-15).
struct TemplateUse: Sendable {
    struct Row: Sendable {
        var resource: HostingResource
        var now: Entitlement
        var limit: AccountLimit
        var isBeyondPlan: Bool

        var changes: Bool { now.most != limit.most || now.isHard != limit.isHard && resource.isCountable }
    }

    var template: UserTemplate
    /// What the template names, in the order of the catalogue. Everything else stays as it is.
    var rows: [Row]
}

extension Users {
    func use(of template: UserTemplate, for account: Account, in db: any Connection) throws -> TemplateUse {
        let plan = try Plans.find(account.plan, in: db)
        let rows = try zip(ResourceCatalogue.all, accounts.entitlements(of: account, in: db)).compactMap { resource, now in
            template.limits[resource.key].map { limit in
                TemplateUse.Row(
                    resource: resource, now: now, limit: limit,
                    isBeyondPlan: plan.map { UserLimits.beyond(limit, resource, $0) != nil } ?? false)
            }
        }
        return TemplateUse(template: template, rows: rows)
    }

    /// Gives an account the limits of a template; what the template does not name stays. A limit below what is used takes nothing away.
    ///
    /// Throws `Fault(.invalid)` beside `template`: one that there is not, or not any more, and beside `limits.<resource>`: more than the
    /// account's plan has, not offered, without its basis.
    package func apply(
        _ named: String, to account: Account, by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> UserTemplate {
        try actor.require(.accountManager)
        let account = try Accounts.locked(account, in: db)
        var complaints = Complaints()
        let template = try Users.template(named: named, &complaints, in: db)
        if template == nil, complaints.fields.isEmpty {
            complaints.add("template", key: "user.template.choose", "Choose a template.")
        }
        try complaints.check()
        guard let template, let plan = try Plans.find(account.plan, in: db) else { throw Fault.notFound("template") }
        // What the account has already may stay although it is offered no more.
        let has = try accounts.entitlements(of: account, in: db).filter(\.most.isAvailable).map(\.resource)
        let offered = Set(try UserLimits.offered(with: plan, services, in: db).map(\.key)).union(has)
        try UserLimits.check(template.typed(), plan: plan, offered: offered, &complaints)
        try complaints.check()
        try AccountLimits.set(template.typed(), for: account, services: services.provided(in: db), by: actor, in: db, at: now)
        try Audit.record(
            "account.template_applied", on: account.audited, changes: [.init("template", nil, template.name)], by: actor, in: db, at: now)
        return template
    }

    /// The one account that is meant by a number, a system user, a sign-in name or a title; nil when there is none or several are.
    package func account(named typed: String, by actor: Actor, in db: any Connection) throws -> Account? {
        let text = typed.trimmingWhitespace.folded
        let digits = text.hasPrefix("web") ? text.dropFirst(3) : text[...]
        if let number = Int(digits), let account = try accounts.find(number, by: actor, in: db) { return account }
        let found = try accounts.list(AccountFilter(search: text, limit: 200), by: actor, in: db).accounts
        if found.count == 1 { return found[0] }
        let exact = found.filter { $0.loginName.folded == text || $0.title.folded == text }
        return exact.count == 1 ? exact[0] : nil
    }
}
