import APIResources
import ArgumentParser

/// `hostwright audit …`
package struct AuditCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The audit log: who did what, and whether it is whole.", subcommands: [List.self, Verify.self])

    package init() {}

    struct List: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what has been done, latest first.",
            discussion: "With --json one object whose items are the rows; --cursor takes its next. Customers see their own part.")

        @Option(help: "Only with this text in the name of who did it or of what it was done to.") var search: String?
        @Option(help: "Only things of this kind: account, domain, login ...") var kind: String?
        @Option(help: "Only what was done to the thing with this id.") var object: String?
        @Option(help: "Only this action: account.suspended.") var action: String?
        @Option(help: "done or refused.") var result: String?
        @Option(help: ArgumentHelp("From this day on.", valueName: "2026-11-22")) var from: String?
        @Option(help: ArgumentHelp("Up to and with this day.", valueName: "2026-11-22")) var to: String?
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get(
                "audit-entries",
                query: [
                    ("q", search), ("kind", kind), ("object", object), ("action", action), ("result", result), ("from", from), ("to", to),
                ] + reading.query)
            try output.show(answer) {
                let list = try answer.decode(ListResource<AuditEntryResource>.self)
                var table = Table([
                    .number("ROW"), .text("WHEN"), .text("WHO"), .text("ACTION"), .text("WHAT"), .text("FROM"), .text("RESULT"),
                ])
                for row in list.items {
                    table.add([
                        String(row.sequence), row.at.asMoment, row.impersonator.map { "\($0) as \(row.actor)" } ?? row.actorName,
                        row.action,
                        row.object, row.address ?? "", row.result,
                    ])
                }
                reading.tellRest(list.next)
                return list.items.isEmpty ? "No rows." : table.text(width: Console.current.width)
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that no row of the audit log was changed, taken out or swapped.",
            discussion: """
                Asks the panel. With --offline the database is read on this machine, whether or not the panel runs: for whoever \
                does not want to take the panel's word for it. Ends with status 1 when the log is damaged.
                """)

        @Flag(help: "Read the database itself, on the machine where it is.") var offline = false
        @Option(help: "With --offline: sqlite:PATH or postgresql://USER@HOST/NAME. Default: the SQLite file of --state.") var database:
            String?
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let found = offline ? try await here() : try await asked()
            if output.json {
                try Answer(bytes: Panel.Body.payloadBytes(found)).printPayload()
            } else if found.isIntact {
                Console.current.print("The audit log is whole: \(counted(found.rows, "row")).")
            }
            if !found.isIntact {
                throw Refusal(.failed, "The audit log is damaged. \(found.detail ?? "") \(counted(found.rows, "row")) before it are right.")
            }
        }

        private func asked() async throws -> AuditVerificationResource {
            try await Panel.connected(connection, optionNames: [:]) { panel in
                try await panel.get("audit-verification").decode(AuditVerificationResource.self)
            }
        }

        private func here() async throws -> AuditVerificationResource {
            guard let verify = OwnMachine.current?.verifyAudit else {
                throw Refusal(.invalid, "--offline: this program cannot read databases. Use the one that is installed with the panel.")
            }
            guard let place = database ?? connection.state.map({ "sqlite:\($0)/control-plane/hostwright.sqlite" }) else {
                throw Refusal(.invalid, "--offline: say which installation with --state DIR, or which database with --database.")
            }
            let found = try await verify(place)
            return AuditVerificationResource(
                rows: found.rows, isIntact: found.damage == nil, damage: found.damage, sequence: found.sequence, detail: found.sentence)
        }
    }
}

extension AuditEntryResource {
    fileprivate var actorName: String {
        switch actorKind {
        case "system": "the system"
        case "stranger": "somebody unknown"
        default: token == nil ? actor : "\(actor) (token)"
        }
    }
}

/// What only the program on the panel's own machine can do. The executable hands it in, because commands know nothing but REST.
package struct OwnMachine: Sendable {
    /// Reads the whole audit log of a database: `sqlite:PATH` or `postgresql://...`.
    package var verifyAudit: @Sendable (String) async throws -> AuditCheck

    package init(verifyAudit: @escaping @Sendable (String) async throws -> AuditCheck) { self.verifyAudit = verifyAudit }

    /// How many rows were right, and what is wrong first; `damage` is nil when nothing is.
    package struct AuditCheck: Sendable {
        package var rows: Int
        package var damage: String?
        package var sequence: Int?
        package var sentence: String?

        package init(rows: Int, damage: String?, sequence: Int?, sentence: String?) {
            self.rows = rows
            self.damage = damage
            self.sequence = sequence
            self.sentence = sentence
        }
    }

    @TaskLocal package static var current: OwnMachine?
}
