import Core
import Presentation

/// What each permission is called and what it allows.
package protocol PermissionTexts: Sendable {
    func title(_ permission: Permission) -> String
    func explanation(_ permission: Permission) -> String
    func group(_ group: PermissionGroup) -> String
    var noEffectYet: String { get }
}

/// How the list of permissions is divided for people.
package enum PermissionGroup: Sendable, CaseIterable {
    case customers, help, servers, money, provider

    package var permissions: [Permission] {
        switch self {
        case .customers: [.accountPreview, .accountManager, .loginAsUser, .planManager, .planGroups, .signup]
        case .help: [.announcementManager, .ticketAdmin, .assignTickets]
        case .servers: [.serverManager, .jobManager, .dnsManager, .recreationTool, .shellRequests, .antispamManager]
        case .money: [.billingManager, .gatewayManager, .registrarManager, .licenceManagers, .dailyReport]
        case .provider: [.staffManager, .settingsManager, .auditReader, .messageReader, .webhookManager]
        }
    }
}

extension Permission {
    /// False for those whose feature does not exist yet: they can be given, and act from the day it does.
    package var hasEffect: Bool {
        switch self {
        case .signup, .ticketAdmin, .assignTickets, .gatewayManager, .billingManager, .dailyReport, .registrarManager,
            .dnsManager, .recreationTool, .shellRequests, .antispamManager, .licenceManagers:
            false
        case .accountPreview, .accountManager, .planManager, .serverManager, .jobManager, .staffManager, .settingsManager, .auditReader,
            .messageReader, .announcementManager, .webhookManager, .loginAsUser, .planGroups:
            true
        }
    }
}

extension Texts {
    package var permissions: any PermissionTexts { pick(EnglishPermissionTexts(), GermanPermissionTexts(), RussianPermissionTexts()) }
}

struct EnglishPermissionTexts: PermissionTexts {
    let noEffectYet = "Has no effect yet: acts from the day its feature exists."

    func group(_ group: PermissionGroup) -> String {
        switch group {
        case .customers: "Customers"
        case .help: "Help for customers"
        case .servers: "Servers"
        case .money: "Money and contracts"
        case .provider: "The provider itself"
        }
    }

    func title(_ permission: Permission) -> String {
        switch permission {
        case .accountPreview: "See customers"
        case .accountManager: "Work on accounts"
        case .planManager: "Plans"
        case .serverManager: "Servers"
        case .jobManager: "Jobs"
        case .staffManager: "Staff and roles"
        case .settingsManager: "Settings"
        case .auditReader: "Audit log"
        case .messageReader: "Messages to the provider"
        case .announcementManager: "Announcements"
        case .webhookManager: "Webhooks"
        case .loginAsUser: "Enter customers' panels"
        case .signup: "Orders of new customers"
        case .planGroups: "Plan groups"
        case .ticketAdmin: "Tickets"
        case .assignTickets: "Assign tickets"
        case .gatewayManager: "Payment gateways"
        case .billingManager: "Billing"
        case .dailyReport: "Daily report"
        case .registrarManager: "Registrars"
        case .dnsManager: "DNS of the provider"
        case .recreationTool: "Recreate configuration"
        case .shellRequests: "Requests for shell access"
        case .antispamManager: "Spam filters"
        case .licenceManagers: "Licences"
        }
    }

    func explanation(_ permission: Permission) -> String {
        switch permission {
        case .accountPreview: "Sees the accounts of all customers and what is in them."
        case .accountManager: "Creates, suspends and deletes accounts, and works on their domains and sites."
        case .planManager: "Makes and changes what is sold."
        case .serverManager: "Adds servers, makes join lines, shuts servers out."
        case .jobManager: "Sees jobs, runs them now, tries again, switches schedules."
        case .staffManager: "Creates staff logins and roles. Nobody gives what he does not have himself."
        case .settingsManager: "Company, language, mail relay, password policy, maintenance."
        case .auditReader: "Reads, exports and checks what everybody did."
        case .messageReader: "Reads errors and notices of the whole installation."
        case .announcementManager: "Publishes news on customers' home pages."
        case .webhookManager: "Sends events to other programs."
        case .loginAsUser: "Works in a customer's panel as the customer would; the customer is told."
        case .signup: "Accepts and refuses orders."
        case .planGroups: "Says between which plans customers may change."
        case .ticketAdmin: "Answers customers' tickets."
        case .assignTickets: "Gives tickets to colleagues."
        case .gatewayManager: "Keys and settings of payment gateways."
        case .billingManager: "Invoices, balances, refunds."
        case .dailyReport: "Receives the report of each day."
        case .registrarManager: "Accounts at registrars, prices of domain endings."
        case .dnsManager: "Zones that belong to no account."
        case .recreationTool: "Lets a server make its configuration anew."
        case .shellRequests: "Allows customers a shell."
        case .antispamManager: "Rules against spam for all mail boxes."
        case .licenceManagers: "Licences of software sold with accounts."
        }
    }
}
