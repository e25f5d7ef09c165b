import Core
import Foundation
import Logging
import NodeAgent
import Testing

/// Processes and daemons of the agent, tried with small programs of Debian.
@Suite struct WebDaemonTests {
    private func scratch() throws -> String {
        let path = "/tmp/hw-daemons-\(UUID().uuidString.prefix(8))"
        try SmallFiles.makeDirectory(path)
        return path
    }

    private func sleeper(_ name: String, seconds: String = "1000") -> Daemon {
        Daemon(name: name, command: Command("/usr/bin/sleep", [seconds]))
    }

    @Test func `a shell is refused`() async throws {
        for path in ["/bin/sh", "/usr/bin/bash", "/usr/bin/env", "sleep"] {
            await #expect(throws: LaunchFailure.self) { try await ProcessLauncher.run(Command(path, ["-c", "true"])) }
        }
    }

    @Test func `a program gets its input, its words and nothing else`() async throws {
        let cat = try await ProcessLauncher.run(Command("/usr/bin/cat"), input: Array("hello".utf8))
        #expect(cat == Finished(end: .exited(0), output: "hello", errors: ""))
        let printenv = try await ProcessLauncher.run(Command("/usr/bin/printenv", environment: ["ONLY": "this"]))
        #expect(printenv.output == "ONLY=this\n")
        let descriptors = try await ProcessLauncher.run(Command("/usr/bin/ls", ["/proc/self/fd"]))
        #expect(descriptors.output.split(separator: "\n").count == 4)
        let operand = try await ProcessLauncher.run(Command("/usr/bin/ls", operands: ["--version"]))
        #expect(operand.errors.contains("--version"))
        #expect(!operand.isSuccess)
    }

    @Test func `a program that hangs is killed and one that is missing says so`() async throws {
        let hung = try await ProcessLauncher.run(Command("/usr/bin/sleep", ["100"]), timeout: .milliseconds(100))
        #expect(hung.end == .timedOut)
        await #expect(throws: LaunchFailure.self) { try await ProcessLauncher.run(Command("/usr/bin/no-such-program")) }
        let loud = try await ProcessLauncher.run(Command("/usr/bin/seq", ["1", "100000"]), limit: 100)
        #expect(loud.output.utf8.count == 100)
        #expect(loud.isSuccess)
    }

    @Test func `a daemon that is killed comes back at once`() async throws {
        let supervisor = try DaemonSupervisor(root: try scratch(), logger: Logger(label: "test"))
        try await supervisor.ensure(sleeper("sleeper"))
        let first = try #require(await supervisor.process("sleeper"))
        first.signal(SIGKILL)
        let deadline = ContinuousClock.now + .seconds(5)
        var second: ProcessIdentity?
        while ContinuousClock.now < deadline {
            second = await supervisor.process("sleeper")
            if let second, second != first, second.isAlive { break }
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(second != nil && second != first)
        #expect(await supervisor.services().first?.words == "started again 1 times")
        await supervisor.stopAll()
        #expect(second?.isAlive == false)
    }

    @Test func `another agent adopts a running daemon and leaves a recycled pid alone`() async throws {
        let root = try scratch()
        let process: ProcessIdentity
        do {
            // It is gone when the other one begins, as the agent of before is: else both would start what dies.
            let first = try DaemonSupervisor(root: root, logger: Logger(label: "test"))
            try await first.ensure(sleeper("sleeper"))
            process = try #require(await first.process("sleeper"))
        }
        let second = try DaemonSupervisor(root: root, logger: Logger(label: "test"))
        try await second.ensure(sleeper("sleeper"))
        #expect(await second.process("sleeper") == process)
        try await second.ensure(sleeper("sleeper", seconds: "2000"))
        #expect(await second.process("sleeper") != process)
        #expect(!process.isAlive)
        let recycled = ProcessIdentity(pid: process.pid, startTime: process.startTime + 1, boot: process.boot)
        #expect(!recycled.signal(SIGKILL))
        await second.stopAll()
    }

    @Test func `a daemon that does not start tells its own words`() async throws {
        let supervisor = try DaemonSupervisor(root: try scratch(), logger: Logger(label: "test"))
        let broken = Daemon(name: "broken", command: Command("/usr/bin/ls", ["/no/such/file"]), isReady: { false })
        await #expect {
            try await supervisor.ensure(broken)
        } throws: { error in
            String(describing: error).contains("No such file or directory")
        }
        await supervisor.stop("broken")
    }
}
