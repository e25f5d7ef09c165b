import APIResources
import ArgumentParser

/// `hostwright account …`
package struct AccountCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Customers' accounts.",
        subcommands: [
            List.self, Show.self, Create.self, Change.self, Suspend.self, Resume.self, Delete.self, Restore.self, Purge.self,
        ])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List accounts.")
        static let optionNames = [
            "q": "--search", "state": "--only", "login": "--login", "plan": "--plan", "domain": "--domain", "contact": "--contact",
            "address": "--address", "type": "--type", "from": "--from", "to": "--to",
        ]

        @Option(help: "Only accounts in this state: active, suspended or trashed.") var only: String?
        @Option(help: "Only those whose owner's sign-in name begins so.") var login: String?
        @Option(help: "Only those of this plan, by name or id.") var plan: String?
        @Option(help: "Only those with a domain that has this in its name.") var domain: String?
        @Option(help: "Only those with this in the owner's name or e-mail address.") var contact: String?
        @Option(help: "Only those whose sites are at this IP address.") var address: String?
        @Option(help: "Only those of this type: administrative, reseller, reseller_administrative or user.") var type: String?
        @Option(help: "Only those created on this day or later: 2026-11-22.") var from: String?
        @Option(help: "Only those created on this day or earlier.") var to: String?
        @OptionGroup var page: PageOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let narrowing = [
                ("state", only), ("login", login), ("plan", plan), ("domain", domain), ("contact", contact), ("address", address),
                ("type", type), ("from", from), ("to", to),
            ]
            let answer = try await panel.get("accounts", query: page.query + narrowing)
            try output.show(answer) {
                let list = try answer.decode(ListResource<AccountResource>.self)
                var table = Table([
                    .number("NUMBER"), .text("TITLE"), .text("PLAN"), .text("LOGIN"), .text("STATE"), .number("DOMAINS"), .text("SERVER"),
                ])
                for account in list.items {
                    table.add([
                        String(account.number), account.title, account.plan, account.login, account.state, String(account.domains),
                        account.webServer,
                    ])
                }
                page.tellRest(list)
                return list.items.isEmpty ? "No accounts." : table.text(width: Console.current.width)
            }
        }
    }

    struct Show: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show an account.")

        @Argument(help: "The account's number.") var number: Int
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("accounts", String(number))
            try output.show(answer) { try answer.decode(AccountResource.self).details }
        }
    }

    struct Create: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an account.",
            discussion: "The owner is a login that exists, or a new one is made from --login, --email and --password-file.")
        static let optionNames = ["title": "TITLE", "password": "--password-file"]

        @Argument(help: "The customer's name, for example \"Anna's Bakery\".") var title: String
        @Option(help: "Name or id of the plan; not needed when there is only one.") var plan: String = ""
        @Option(help: "Id or length of a billing period of the plan: \"1 year\". Default: the plan's usual one.") var period: String?
        @Option(help: "Sign-in name of the owner.") var login: String
        @Option(help: "E-mail address, for a new login.") var email: String?
        @OptionGroup var password: PasswordFile
        @OptionGroup var waiting: WaitOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            var account = NewAccountResource(
                title: title, plan: plan, login: login, email: email, password: try password.read())
            account.period = period
            let answer = try await panel.post("accounts", body: .payload(account))
            // A new account has no site that could become live; with --wait it is asked for until it is there.
            if waiting.wait { try await waiting.untilLive(account: answer.decode(AccountResource.self).number, panel) }
            try output.show(answer) {
                let account = try answer.decode(AccountResource.self)
                return "Account \(account.number) “\(account.title)” is created: plan \(account.plan), login \(account.login), "
                    + "system user \(account.systemUser) on \(account.webServer)."
                    + (account.initialPassword.map { " Its owner's password is \($0); it is shown this once." } ?? "")
            }
        }
    }

    struct Change: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change an account's name or plan.",
            discussion: """
                What is not given stays as it is. A plan that allows less takes nothing away; one without something that the account uses is \
                refused.
                """)
        static let optionNames = ["title": "--title", "plan": "--plan"]

        @Argument(help: "The account's number.") var number: Int
        @Option(help: "What people call it.") var title: String?
        @Option(help: "Name or id of another plan.") var plan: String?
        @OptionGroup var rehearsal: RehearsalOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if title == nil, plan == nil { throw ValidationError("Nothing to change: give --title or --plan.") }
        }

        func perform(with panel: Panel) async throws {
            let isRehearsal = try await rehearsal.isRehearsal {
                let account = try await panel.get("accounts", String(number)).decode(AccountResource.self)
                let changes = [
                    title.map { "its title from “\(account.title)” to “\($0)”" }, plan.map { "its plan from \(account.plan) to \($0)" },
                ]
                return "Account \(number) would change \(changes.compactMap { $0 }.joined(separator: " and "))."
            }
            if isRehearsal { return }
            let answer = try await panel.patch(
                "accounts", String(number), body: .payload(AccountChangeResource(title: title, plan: plan)))
            try output.show(answer) {
                let account = try answer.decode(AccountResource.self)
                return "Account \(number) is “\(account.title)” with the plan \(account.plan)."
            }
        }
    }

    struct Suspend: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Suspend an account.", discussion: "Its sites show a neutral page; nothing is deleted.")

        @Argument(help: "The account's number.") var number: Int
        @Option(help: "Why; the customer sees it.") var reason: String
        @Option(help: "On whose behalf: administrator (as it is), debt, trial, money_back or exemption_request. Decides who may resume it.")
        var agent: String?
        @OptionGroup var rehearsal: RehearsalOptions
        @OptionGroup var waiting: WaitOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let isRehearsal = try await rehearsal.isRehearsal {
                let account = try await panel.get("accounts", String(number)).decode(AccountResource.self)
                return "Account \(number) “\(account.title)” would be suspended: "
                    + "\(counted(account.domains, "domain")) would show a neutral page."
            }
            if isRehearsal { return }
            let answer = try await panel.put(
                "accounts", String(number), "suspension", body: .payload(SuspensionResource(reason: reason, agent: agent)))
            if waiting.wait { try await waiting.untilLive(account: number, panel) }
            output.show(answer) { "Account \(number) is suspended." }
        }
    }

    struct Resume: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "End an account's suspension.",
            discussion: "`hostwright account suspension-reason list` says why it is suspended, and who may lift each reason.")

        @Argument(help: "The account's number.") var number: Int
        @Option(help: "Lift only what was done on this behalf: debt. As it is, all that may be lifted.") var agent: String?
        @OptionGroup var waiting: WaitOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer =
                if let agent {
                    try await panel.delete("accounts", String(number), "suspension-reasons", agent)
                } else {
                    try await panel.delete("accounts", String(number), "suspension")
                }
            if waiting.wait { try await waiting.untilLive(account: number, panel) }
            try output.show(answer) {
                let account = answer.bytes.isEmpty ? nil : try answer.decode(AccountResource.self)
                guard let account, account.state == "suspended" else { return "Account \(number) is active again." }
                return "Account \(number) stays suspended: \(account.suspensionReason ?? "")."
            }
        }
    }

    struct Delete: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move an account to the trash.",
            discussion: "Nothing of it serves any more. It can be restored until its time in the trash is over.")

        @Argument(help: "The account's number.") var number: Int
        @OptionGroup var confirmation: ConfirmationOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let isMeant = try await confirmation.confirm {
                let account = try await panel.get("accounts", String(number)).decode(AccountResource.self)
                return "Account \(number) “\(account.title)” with \(counted(account.domains, "domain")) goes to the trash: "
                    + "its websites and zones stop serving at once. It can be restored until it is purged."
            }
            if !isMeant { return }
            let answer = try await panel.delete("accounts", String(number))
            try output.show(answer) {
                let purge = answer.bytes.isEmpty ? nil : try answer.decode(AccountResource.self).purgeAt
                return "Account \(number) is in the trash\(purge.map { " until \($0.asMoment)" } ?? "")."
                    + " `hostwright account restore \(number)` brings it back."
            }
        }
    }

    struct Restore: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Take an account out of the trash.")

        @Argument(help: "The account's number.") var number: Int
        @OptionGroup var waiting: WaitOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.post("accounts", String(number), "restoration")
            if waiting.wait { try await waiting.untilLive(account: number, panel) }
            output.show(answer) { "Account \(number) is restored." }
        }
    }

    struct Purge: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete an account of the trash for good.", discussion: "Its files, zones and settings cannot be restored.")

        @Argument(help: "The account's number.") var number: Int
        @OptionGroup var confirmation: ConfirmationOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let isMeant = try await confirmation.confirm {
                let account = try await panel.get("accounts", String(number)).decode(AccountResource.self)
                return "Account \(number) “\(account.title)” is deleted for good: \(counted(account.domains, "domain")) with their zones, "
                    + "and every file in the home of \(account.systemUser). This cannot be undone."
            }
            if !isMeant { return }
            let answer = try await panel.delete("trash", "accounts", String(number))
            output.show(answer) { "Account \(number) is deleted for good." }
        }
    }
}

extension AccountResource {
    fileprivate var details: String {
        var details = Details()
        details.add("Number", number)
        details.add("Title", title)
        details.add("State", state)
        details.add("Reason", suspensionReason)
        details.add("In the trash since", trashedAt?.asMoment)
        details.add("Purged", purgeAt?.asMoment)
        details.add("Type", type)
        details.add("Plan", "\(plan) (version \(planVersion))")
        details.add("Billing period", period)
        details.add("Next charge", nextCharge.map { "\($0.amount) \($0.currency) on \(nextChargeOn ?? "")" })
        details.add("Login", login)
        details.add("Name", person)
        details.add("E-mail", email)
        details.add("System user", "\(systemUser) (uid \(uid))")
        details.add("Web server", webServer)
        details.add("Domains", domains)
        details.add("Created", createdAt.asMoment)
        return details.text
    }
}
