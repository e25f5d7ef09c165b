import ArgumentParser
import CommandLineTool
import ControlPlane
import Foundation

/// `hostwright serve` runs the control plane; `hostwright admin` works beside it on the same machine; every other command is a client of its REST interface.
struct Hostwright: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hostwright", abstract: "Web-hosting automation: provisions, serves and tells the truth about every object.",
        discussion: CommandLineTool.CommandLine.discussion, subcommands: [Serve.self, Admin.self] + CommandLineTool.CommandLine.subcommands)
}

let machine = OwnMachine(verifyAudit: { place in
    let (rows, finding) = try await ControlPlane.verifyAudit(in: place)
    return .init(rows: rows, damage: finding?.damage.rawValue, sequence: finding.map { Int($0.sequence) }, sentence: finding?.sentence)
})
exit(
    await OwnMachine.$current.withValue(machine) {
        await CommandLineTool.CommandLine.run(Array(Swift.CommandLine.arguments.dropFirst()), root: Hostwright.self)
    })
