import APIResources
import ArgumentParser

/// `hostwright job …`
package struct JobCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "job", abstract: "Work that the panel does in the background.", subcommands: [List.self, Retry.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List jobs.")
        static let optionNames = ["state": "--only"]

        @Option(help: "Only jobs in this state: waiting, running, done or given_up.") var only: String?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("jobs", query: [("state", only)])
            try output.show(answer) {
                let list = try answer.decode(ListResource<JobResource>.self)
                var table = Table([
                    .text("ID"), .text("KIND"), .text("STATE"), .number("PRIORITY"), .number("TRIES"), .text("RUNS AT"),
                    .text("LAST ERROR"),
                ])
                for job in list.items {
                    table.add([
                        job.id, job.kind, job.state, String(job.priority), String(job.attempts), job.runAt.asMoment, job.lastError ?? "",
                    ])
                }
                return list.items.isEmpty ? "No jobs." : table.text(width: Console.current.width)
            }
        }
    }

    struct Retry: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Let a job that was given up run again.")

        @Argument(help: "The job's id.") var id: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.post("jobs", id, "retry")
            output.show(answer) { "The job \(id) runs again." }
        }
    }
}
