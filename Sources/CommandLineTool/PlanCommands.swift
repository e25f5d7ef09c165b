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
                var table = Table([.text("NAME"), .number("DOMAINS"), .text("PHP"), .number("ACCOUNTS"), .text("ID")])
                for plan in list.items {
                    table.add([plan.name, plan.domains, plan.includesPHP.asSwitch, String(plan.accounts), plan.id])
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
                details.add("PHP", plan.includesPHP.asSwitch)
                details.add("Accounts", plan.accounts)
                details.add("Id", plan.id)
                return details.text
            }
        }
    }

    struct Create: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Create a plan.")
        static let optionNames = ["name": "NAME", "includesPHP": "--php"]

        @Argument(help: "The plan's name.") var name: String
        @Option(help: ArgumentHelp("How many domains an account may have. Default: as many as it likes.", valueName: "count"))
        var domainLimit: Int?
        @Option(help: "Whether PHP runs: on or off. Default: on.") var php: Switch?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let plan = NewPlanResource(name: name, domainLimit: domainLimit, includesPHP: php?.isOn)
            let answer = try await panel.post("plans", body: .payload(plan))
            output.show(answer) { "The plan “\(name)” is created." }
        }
    }
}

extension PlanResource {
    fileprivate var domains: String { domainLimit.map(String.init) ?? "unlimited" }
}
