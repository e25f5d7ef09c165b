import APIResources
import ArgumentParser

/// `hostwright plan …`
package struct PlanCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Plans: what an account includes.", subcommands: [List.self, Show.self, Create.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List plans.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("plans")
            try output.show(answer) {
                let list = try answer.decode(ListResource<PlanResource>.self)
                var table = Table([
                    .text("NAME"), .number("DOMAINS"), .text("WEB"), .text("PHP"), .text("PLATFORM"), .number("ACCOUNTS"), .text("ID"),
                ])
                for plan in list.items {
                    table.add([
                        plan.name, plan.domains, plan.terms(of: "web"), plan.terms(of: "php"), plan.platform, String(plan.accounts),
                        plan.id,
                    ])
                }
                return list.items.isEmpty ? "No plans." : table.text(width: Console.current.width)
            }
        }
    }

    struct Show: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show a plan.")

        @Argument(help: "Name or id of the plan.") var plan: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("plans", plan)
            try output.show(answer) {
                let plan = try answer.decode(PlanResource.self)
                var details = Details()
                details.add("Name", plan.name)
                details.add("Domains", plan.domains)
                details.add("Web service", plan.terms(of: "web"))
                details.add("PHP", plan.terms(of: "php"))
                details.add("Platform", plan.platform)
                details.add("Accounts", plan.accounts)
                details.add("Id", plan.id)
                return details.text
            }
        }
    }

    struct Create: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Create a plan.")
        static let optionNames = [
            "name": "NAME", "includesPHP": "--php", "web": "--web", "price.web": "--web", "price.php": "--php", "options.php": "--php",
            "options.web": "--web",
        ]

        @Argument(help: "The plan's name.") var name: String
        @Option(help: ArgumentHelp("How many domains an account may have. Default: as many as it likes.", valueName: "count"))
        var domainLimit: Int?
        @Option(help: "The web service: included (on), not_offered (off), or its price a month: \"4.90 EUR\". Default: included.")
        var web: Terms?
        @Option(help: "PHP, in the same way. Default: included.") var php: Terms?
        @Option(help: "Accounts are placed on servers of this platform only. Default: Linux.") var platform: String?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let options = [web.map { $0.resource("web") }, php.map { $0.resource("php") }].compactMap { $0 }
            let plan = NewPlanResource(
                name: name, domainLimit: domainLimit, platform: platform, options: options.isEmpty ? nil : options)
            let answer = try await panel.post("plans", body: .payload(plan))
            output.show(answer) { "The plan “\(name)” is created." }
        }
    }
}

/// `included`, `not_offered`, or a price a month: `4.90 EUR`.
struct Terms: ExpressibleByArgument, Sendable {
    private var key: String
    private var price: MoneyResource?

    init?(argument: String) {
        switch argument {
        case "included", "on": key = "included"
        case "not_offered", "off": key = "not_offered"
        default:
            let words = argument.split(separator: " ")
            guard words.count == 2 else { return nil }
            key = "monthly"
            price = MoneyResource(amount: String(words[0]), currency: String(words[1]))
        }
    }

    func resource(_ option: String) -> PlanOptionResource { PlanOptionResource(option: option, terms: key, price: price) }
}

extension PlanResource {
    fileprivate var domains: String { domainLimit.map(String.init) ?? "unlimited" }

    fileprivate func terms(of option: String) -> String { options.first { $0.option == option }?.shown ?? "" }
}

extension PlanOptionResource {
    fileprivate var shown: String { shownTerms(terms, price) }
}

/// `included`, `not offered`, `4.90 EUR a month`.
func shownTerms(_ terms: String, _ price: MoneyResource?) -> String {
    price.map { "\($0.amount) \($0.currency) a month" } ?? terms.replacing("_", with: " ")
}
