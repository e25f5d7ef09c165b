import APIResources
import ArgumentParser

/// `hostwright job …`
package struct JobCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "job", abstract: "Work that the panel does in the background.",
        subcommands: [List.self, Retry.self, Schedules.self, Run.self, Schedule.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List jobs.")
        static let optionNames = ["state": "--only"]

        @Option(help: "Only jobs in this state: waiting, running, done or failed.") var only: String?
        @Option(help: "Only jobs of this kind: mail.send.") var kind: String?
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("jobs", query: [("state", only), ("kind", kind)] + reading.query)
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
                reading.tellRest(list.next)
                return list.items.isEmpty ? "No jobs." : table.text(width: Console.current.width)
            }
        }
    }

    struct Schedules: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "List what is done again and again.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("schedules")
            try output.show(answer) {
                var table = Table([
                    .text("KIND"), .text("STATE"), .number("EVERY s"), .text("PRIORITY"), .text("NEXT RUN"), .text("LAST RUN"),
                    .text("LAST ERROR"),
                ])
                for schedule in try answer.decode(ListResource<ScheduleResource>.self).items {
                    table.add([
                        schedule.kind, schedule.isOn.asSwitch, String(schedule.everySeconds), schedule.priority,
                        schedule.isOn ? schedule.nextRunAt.asMoment : "", schedule.last.map { "\($0.state) \($0.runAt.asMoment)" } ?? "",
                        schedule.last?.lastError ?? "",
                    ])
                }
                return table.text(width: Console.current.width)
            }
        }
    }

    struct Run: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Run a schedule's job once, now.")

        @Argument(help: "The schedule's kind.") var kind: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.post("schedules", kind, "run")
            output.show(answer) { "\(kind) runs now." }
        }
    }

    struct Schedule: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Turn a schedule on or off, or set its priority.")
        static let optionNames = ["isOn": "--power"]

        @Argument(help: "The schedule's kind.") var kind: String
        @Option(help: "Whether it runs by itself: on or off.") var power: Switch?
        @Option(help: "high, normal or low.") var priority: String?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let change = ScheduleChangeResource(isOn: power?.isOn, priority: priority)
            let answer = try await panel.patch("schedules", kind, body: .payload(change))
            try output.show(answer) {
                let schedule = try answer.decode(ScheduleResource.self)
                return "\(kind) is \(schedule.isOn.asSwitch), priority \(schedule.priority)."
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
