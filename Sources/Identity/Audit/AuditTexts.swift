import Presentation

/// What the pages of the audit log and the history on every object's page say.
package protocol AuditTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var ownTitle: String { get }
    var ownSummary: String { get }
    var history: String { get }
    var historyEmpty: String { get }
    var showAll: String { get }
    var what: String { get }
    var who: String { get }
    var when: String { get }
    var from: String { get }
    var result: String { get }
    var done: String { get }
    var refused: String { get }
    var search: String { get }
    var action: String { get }
    var anyAction: String { get }
    var object: String { get }
    var anyObject: String { get }
    var anyResult: String { get }
    var firstDay: String { get }
    var lastDay: String { get }
    var show: String { get }
    var clear: String { get }
    var older: String { get }
    var newest: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var exportCSV: String { get }
    var exportJSON: String { get }
    var verify: String { get }
    var verifyTitle: String { get }
    var intact: String { get }
    var damaged: String { get }
    var damagedText: String { get }
    var system: String { get }
    var stranger: String { get }
    var unknownName: String { get }
    var byToken: String { get }
    var nothing: String { get }
    func inPanelOf(_ customer: String, staff: String) -> String
    func checked(_ rows: Int) -> String
    func finding(_ finding: Audit.Finding) -> String
    func kind(_ kind: AuditEntry.Kind) -> String
    /// What was done, without the object's name: "Account suspended".
    func words(_ action: String) -> String
    /// What a field of a change is called.
    func field(_ name: String) -> String
}

extension Texts {
    package var audit: any AuditTexts {
        pick(EnglishAuditTexts(texts: self), GermanAuditTexts(texts: self), RussianAuditTexts(texts: self))
    }
}

/// `website.changed` where the catalogue has no words for it: better a name of the machine than nothing.
func plainWords(_ name: String) -> String { name.replacing(".", with: ": ").replacing("_", with: " ") }

struct EnglishAuditTexts: AuditTexts {
    let texts: Texts
    let title = "Audit log"
    let summary = "Who did what, when and from where. Rows are only ever added."
    let ownTitle = "What happened"
    let ownSummary = "What you did, and what was done to your accounts."
    let history = "History"
    let historyEmpty = "Nothing has been recorded yet."
    let showAll = "Show all"
    let what = "What"
    let who = "Who"
    let when = "When"
    let from = "From"
    let result = "Result"
    let done = "Done"
    let refused = "Refused"
    let search = "Name of a person or a thing"
    let action = "Action"
    let anyAction = "Every action"
    let object = "Kind of thing"
    let anyObject = "Everything"
    let anyResult = "Done and refused"
    let firstDay = "From day"
    let lastDay = "To day"
    let show = "Show"
    let clear = "Show everything"
    let older = "Older"
    let newest = "Newest"
    let emptyTitle = "Nothing found"
    let emptyText = "No row of the log matches. Take away a filter."
    let exportCSV = "Export as CSV"
    let exportJSON = "Export as JSON"
    let verify = "Check the log"
    let verifyTitle = "Is the audit log whole?"
    let intact = "Whole"
    let damaged = "Damaged"
    let damagedText =
        "Somebody changed the database past this program, or it was restored incompletely. Keep a copy of the database as it is now, and compare with an earlier export."
    let system = "The system"
    let stranger = "Somebody unknown"
    let unknownName = "an unknown name"
    let byToken = "with an API token"
    let nothing = "nothing"

    func inPanelOf(_ customer: String, staff: String) -> String { "\(staff), in the panel of \(customer)" }
    func checked(_ rows: Int) -> String { texts.plural(rows, one: "row", other: "rows") + " checked: numbers, links and hashes." }
    func finding(_ finding: Audit.Finding) -> String { finding.sentence }

    func kind(_ kind: AuditEntry.Kind) -> String { Self.kinds[kind.rawValue] ?? plainWords(kind.rawValue) }
    func words(_ action: String) -> String { Self.actions[action] ?? plainWords(action) }
    func field(_ name: String) -> String { Self.fields[name] ?? plainWords(name) }

    private static let kinds = [
        "notification": "Notification", "notification_subscription": "Recipient of copies",
        "login": "Login", "staff_role": "Role", "token": "API token", "session": "Session", "settings": "Settings", "plan": "Plan",
        "plan_group": "Plan group",
        "user_template": "Template", "registration_mail": "Registration e-mail", "user_fields": "Own fields", "circular": "Circular",
        "account": "Account", "domain": "Domain", "website": "Website", "physical_server": "Physical server",
        "logical_server": "Logical server", "job": "Job", "route": "Address of the panel", "link": "One-time link",
        "audit_log": "Audit log", "account_note": "Note", "webhook": "Webhook", "announcement": "Announcement",
    ]
    private static let fields = [
        "lists": "Lists", "contentType": "Content type", "copies": "Copies", "subject": "Subject",
        "name": "Name", "permissions": "Permissions", "roles": "Roles", "agent": "On behalf of", "objects": "Objects", "reason": "Reason",
        "title": "Title", "plan": "Plan",
        "documentRoot": "Document root", "isOn": "On", "php": "PHP", "person": "Name of the person", "email": "E-mail",
        "language": "Language", "timeZone": "Time zone", "expires": "Valid until", "isReadOnly": "Only looks", "addresses": "Addresses",
        "address": "IP address of new accounts", "ipv4": "Own IPv4 address", "ipv6": "Own IPv6 address",
        "endpoints": "Addresses", "server": "Server", "account": "Account", "domainLimit": "Domains", "browser": "Browser",
        "isOnOffer": "Offered", "description": "Description", "platform": "Platform", "isOpen": "Takes new customers", "group": "Group",
        "webServerGroup": "Group of web servers",
        "nameServerGroup": "Group of name servers", "currency": "Currency", "trialDays": "Trial, days",
        "creditLimit": "Credit limit", "moneyBackDays": "Money back, days",
        "period": "Billing period", "periodStart": "Periods begin", "trialUntil": "Trial until", "fee.setup": "Setup fee",
        "fee.recurring": "Fee a month",
        "isDemo": "Demo", "audience": "Seen by", "audienceMembers": "Only these", "plans": "Plans", "copyOf": "Copy of",
        "runsPHP": "PHP", "login": "Login", "text": "Text", "expiresOn": "Last day",
    ]
    private static let actions = [
        "notification.changed": "Text of a notification changed", "notification.restored": "Notification set back to its default",
        "notification.copies_changed": "Copies of a notification switched", "notification.tested": "Notification tested",
        "notification_subscription.created": "Recipient of copies added",
        "notification_subscription.changed": "Recipient of copies changed",
        "notification_subscription.deleted": "Recipient of copies removed",
        "second_factor.added": "Second factor added", "second_factor.removed": "Second factor removed",
        "second_factor.all_removed": "Second factors removed", "second_factor.recovery_codes_made": "Recovery codes made",
        "second_factor.recovery_code_used": "Recovery code used", "session.proved": "Proved anew",
        "login.email_change_asked": "New e-mail address asked for", "login.email_changed": "E-mail address changed",
        "login.recovered": "Access recovered", "login.recovery_link_made": "Link for recovery made",
        "session.started": "Signed in", "session.ended": "Signed out", "session.removed": "Session ended",
        "session.others_removed": "All other sessions ended", "sign_in.refused": "Sign-in refused", "link.refused": "Wrong link refused",
        "access.refused": "Not allowed", "token.refused": "Token refused", "login.created": "Login created", "login.locked": "Login locked",
        "login.unlocked": "Login unlocked", "login.changed": "Login changed", "login.roles_changed": "Roles changed",
        "login.password_changed": "Password changed", "login.password_given": "New password given",
        "login.password_replaced": "Lost password replaced", "login.password_link_sent": "Link for a lost password sent",
        "role.created": "Role created", "role.changed": "Role changed", "role.deleted": "Role deleted",
        "token.created": "API token created", "token.revoked": "API token revoked", "impersonation.began": "Panel entered",
        "impersonation.ended": "Panel left", "plan.created": "Plan created", "plan.changed": "Plan changed", "plan.deleted": "Plan deleted",
        "template.created": "Template created", "template.changed": "Template changed", "template.deleted": "Template deleted",
        "registration_mail.changed": "Registration e-mail changed", "registration_mail.restored": "Registration e-mail set back",
        "registration_mail.sent": "Registration e-mail sent", "user_fields.named": "Own fields named",
        "account.addresses_changed": "Own IP address changed", "address.added": "IP addresses added",
        "address.removed": "IP address removed",
        "account.person_changed": "Personal data changed", "account.template_applied": "Template applied", "circular.sent": "Circular sent",
        "account.created": "Account created", "account.changed": "Account changed", "account.limits_changed": "Limits changed",
        "account.plan_changed": "Plan of the account changed",
        "account.period_changed": "Billing period of the account changed", "plan_group.created": "Plan group created",
        "plan_group.changed": "Plan group changed", "plan_group.deleted": "Plan group deleted",
        "platform.withdrawn": "Platform not sold any more", "platform.offered": "Platform sold again",
        "resource.withdrawn": "Resource not sold any more", "resource.offered": "Resource sold again",
        "account.suspension_lifted": "One reason of the suspension lifted", "account.note_written": "Note written",
        "account.recreated": "Account published anew", "server.recreated": "Accounts of the server published anew",
        "account.disk_neared": "Disk space nearly used up", "account.disk_exceeded": "Disk space over the maximum",
        "account.traffic_neared": "Traffic nearly used up", "account.traffic_exceeded": "Traffic over the maximum",
        "account.suspended": "Account suspended", "account.resumed": "Account resumed",
        "account.trashed": "Account put in the trash", "account.restored": "Account restored", "account.purged": "Account deleted for good",
        "domain.zone_added": "Zone added", "domain.zone_removed": "Zone removed",
        "domain.registration_changed": "Registration of the name changed",
        "domain.added": "Domain added", "domain.trashed": "Domain put in the trash", "domain.restored": "Domain restored",
        "domain.purged": "Domain deleted for good", "website.changed": "Website changed", "server.added": "Server added",
        "server.join_line_made": "Join line made", "server.revoked": "Server shut out", "logical_server.added": "Logical server added",
        "logical_server.changed": "Logical server changed", "audit.exported": "Audit log exported",
    ]
}
