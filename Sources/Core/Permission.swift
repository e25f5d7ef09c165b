/// What a member of staff may do: a closed set. Roles are named sets of these; a customer has none and works on his own accounts.
///
/// Raw values are stored and stand in the API: never renamed.
package enum Permission: String, Sendable, Codable, CaseIterable, Comparable {
    // What exists.
    /// Sees the accounts of all customers and what is in them (H.PLAN-14 "account preview"). Without it a member of staff sees no customer.
    case accountPreview = "account_preview"
    /// Creates, changes, suspends, deletes accounts and works on their domains and sites. Needs `accountPreview` to find them.
    case accountManager = "account_manager"
    /// Makes and changes plans.
    case planManager = "plan_manager"
    /// Physical and logical servers, join lines (H.PLAN-14 "server manager").
    case serverManager = "server_manager"
    /// The list of jobs: run, retry, on and off.
    case jobManager = "job_manager"
    /// Staff logins, roles and what they may do.
    case staffManager = "staff_manager"
    /// Company, language, mail relay, password policy, maintenance.
    case settingsManager = "settings_manager"
    /// Reads and verifies the audit log.
    case auditReader = "audit_reader"
    /// Messages to the provider: errors and notices of the whole installation.
    case messageReader = "message_reader"
    /// Publishes news on customers' home pages.
    case announcementManager = "announcement_manager"
    /// Webhooks of the installation.
    case webhookManager = "webhook_manager"
    /// Enters a customer's panel (H.PLAN-14 "login as user").
    case loginAsUser = "login_as_user"

    // The further ones of H.PLAN-14; each acts from the day its feature exists.
    case signup
    case planGroups = "plan_groups"
    case ticketAdmin = "ticket_admin"
    case assignTickets = "assign_tickets"
    case gatewayManager = "gateway_manager"
    case billingManager = "billing_manager"
    case dailyReport = "daily_report"
    case registrarManager = "registrar_manager"
    case dnsManager = "dns_manager"
    case recreationTool = "recreation_tool"
    case shellRequests = "shell_requests"
    case antispamManager = "antispam_manager"
    case licenceManagers = "licence_managers"

    /// In the order of the list above.
    package static func < (a: Permission, b: Permission) -> Bool { a.position < b.position }

    private var position: Int { Permission.allCases.firstIndex(of: self) ?? 0 }
}

extension Set<Permission> {
    package static var everything: Set<Permission> { Set(Permission.allCases) }
}
