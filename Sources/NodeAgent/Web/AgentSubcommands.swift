import AgentProtocol
import CLinux
import Core
import Foundation
import Logging

/// Subcommands of the agent's executable that the agent itself starts; not for people.
package enum AgentSubcommands {
    /// What `namespace` does before it becomes the program.
    package struct Namespace: Sendable, Hashable {
        /// Mounted on itself without symbolic links, set-user-id and devices, visible to this process and its children only.
        package var homes: String
        package var uid: Int
        package var gid: Int
        /// Keeps the capability to listen on ports below 1024.
        package var bindsLowPorts: Bool
        /// Executable and its arguments.
        package var program: [String]

        package init(homes: String, uid: Int, gid: Int, bindsLowPorts: Bool, program: [String]) {
            self.homes = homes
            self.uid = uid
            self.gid = gid
            self.bindsLowPorts = bindsLowPorts
            self.program = program
        }

        /// The command line that `hostwright-agent namespace` parses.
        var command: [String] {
            ["namespace", "--homes", homes, "--uid", String(uid), "--gid", String(gid)] + (bindsLowPorts ? ["--binds-low-ports"] : [])
        }
    }

    /// Becomes the program in a private mount namespace. Returns only by throwing.
    package static func namespace(_ plan: Namespace) throws -> Never {
        guard let executable = plan.program.first, plan.uid > 0, plan.gid > 0 else {
            throw LaunchFailure(executable: plan.program.first ?? "", words: "a program and ids other than root's are needed")
        }
        if hw_private_mounts() != 0 { throw SystemError("unshare", plan.homes) }
        if hw_bind_nosymfollow(plan.homes) != 0 { throw SystemError("mount", plan.homes) }
        let (uid, gid) = (uid_t(plan.uid), gid_t(plan.gid))
        if (plan.bindsLowPorts ? hw_become_keeping_bind(uid, gid) : hw_become(uid, gid)) != 0 { throw SystemError("setresuid", "\(uid)") }
        if hw_no_new_privileges() != 0 { throw SystemError("prctl", "no_new_privs") }
        try ProcessLauncher.become(
            Command(executable, Array(plan.program.dropFirst()), environment: ["LANG": "C", "PATH": "/usr/bin:/bin"]))
    }

    /// Joins with the line that the panel shows. Throws `InputProblem` for a line that is cut off, `JoinFailure` with what is to be done.
    package static func join(_ line: String, root: String, logger: Logger) async throws {
        try SmallFiles.makeDirectory(root, mode: 0o711)
        try await Joining(root: root, logger: logger).join(try JoinLine(line))
    }

    /// Serves visits to customers' homes until the agent has gone.
    package static func fileHelper() throws { try FileHelperProgram.run() }
}
