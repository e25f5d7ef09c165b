import ArgumentParser
import Core
import Dispatch
import Foundation
import Logging
import NodeAgent

/// The node agent's executable: reads its arguments and its configuration, builds, runs.
struct HostwrightAgent: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hostwright-agent", abstract: "Serves this machine's part of a Hostwright installation.",
        subcommands: [Run.self, Join.self, StopDaemons.self, Namespace.self, Files.self])
}

/// The file every subcommand for people reads.
struct ConfigurationOption: ParsableArguments {
    @Option(help: "The agent's configuration, a JSON file.")
    var configuration: String

    func read() throws -> AgentConfiguration {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: configuration))
        } catch {
            throw ValidationError("The configuration \(configuration) cannot be read: \(error.localizedDescription)")
        }
        do {
            let read = try JSONDecoder().decode(AgentConfiguration.self, from: data)
            try read.check()
            return read
        } catch let problem as InputProblem {
            throw ValidationError("The configuration \(configuration) is refused. \(problem.sentence)")
        } catch {
            throw ValidationError("The configuration \(configuration) is not what is expected: \(error)")
        }
    }
}

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve until a signal ends the agent; its daemons go on.")

    @OptionGroup var file: ConfigurationOption

    @Flag(help: "End the daemons too when the agent ends.")
    var stopsDaemons = false

    func run() throws {
        let configuration = try file.read()
        let stopsDaemons = stopsDaemons
        signal(SIGPIPE, SIG_IGN)
        let logger = Logger(label: "agent")
        let supervisor = try DaemonSupervisor(root: configuration.root, logger: logger)
        let web = try WebDriver(configuration: configuration, supervisor: supervisor, logger: logger)
        let names = NameServerDriver(configuration: configuration, supervisor: supervisor, logger: logger)
        let logs = LogRotation(configuration: configuration, supervisor: supervisor, logger: logger)
        let usage = try UsageMeter(driver: web, logger: logger)
        let agent = Agent(
            configuration: configuration, drivers: [web, names], requests: WebRequests(driver: web), logs: logs, usage: usage,
            logger: logger)
        wait {
            try await agent.run()
            if stopsDaemons { await agent.stopDaemons() }
        }
    }
}

struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Join an installation with the line that its panel shows.",
        discussion: "The line is a secret: it is read from a file or from standard input, never from the command line.")

    @OptionGroup var file: ConfigurationOption

    @Option(help: "A file that holds the join line; without it the line is read from standard input.")
    var lineFile: String?

    func run() throws {
        let configuration = try file.read()
        let text = try lineFile.map { try String(contentsOfFile: $0, encoding: .utf8) } ?? readLine() ?? ""
        wait { try await AgentSubcommands.join(text, root: configuration.root, logger: Logger(label: "agent")) }
    }
}

struct StopDaemons: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "End the daemons that an agent left running.")

    @OptionGroup var file: ConfigurationOption

    func run() throws {
        let configuration = try file.read()
        let supervisor = try DaemonSupervisor(root: configuration.root, logger: Logger(label: "agent"))
        wait { for name in try await supervisor.recorded() { await supervisor.stop(name) } }
    }
}

struct Namespace: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Started by the agent itself.", shouldDisplay: false)

    @Option var homes: String
    @Option var uid: Int
    @Option var gid: Int
    @Flag var bindsLowPorts = false
    @Argument var program: [String]

    func run() throws {
        try AgentSubcommands.namespace(.init(homes: homes, uid: uid, gid: gid, bindsLowPorts: bindsLowPorts, program: program))
    }
}

struct Files: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file-helper", abstract: "Started by the agent itself.", shouldDisplay: false)

    func run() throws { try AgentSubcommands.fileHelper() }
}

/// Runs until the work is done or a signal asks to end; then exits. The file helper has no threads but its own, so nothing here is async by itself.
func wait(_ work: @escaping @Sendable () async throws -> Void) -> Never {
    let task = Task {
        do {
            try await work()
            exit(0)
        } catch is CancellationError {
            exit(0)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }
    let sources = [SIGTERM, SIGINT].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { task.cancel() }
        source.activate()
        return source
    }
    withExtendedLifetime(sources) { dispatchMain() }
}

HostwrightAgent.main()
