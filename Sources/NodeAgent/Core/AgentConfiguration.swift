import Core
import Foundation

/// The agent's own settings: a JSON file that the executable reads. It is the node's local policy; nothing the control plane sends widens it.
package struct AgentConfiguration: Codable, Sendable, Hashable {
    package enum Starter: String, Codable, Sendable {
        /// The agent starts and watches the daemons itself.
        case direct
    }

    /// State directory, absolute, at most 60 bytes (sun_path holds 108). Everything the agent writes is below it.
    package var root: String
    package var starter: Starter
    /// First uid of the range that customers' accounts may have on this node.
    package var firstUID: Int
    package var uidCount: Int
    /// The web server runs as this uid and gid. No passwd entry is needed; no customer is in the group.
    package var webServerUID: Int
    package var webServerGID: Int
    /// The name server runs as this uid and gid.
    package var nameServerUID: Int
    package var nameServerGID: Int
    /// The agent's own executable, for the processes it re-executes itself as. nil: `/proc/self/exe`.
    package var executable: String?
    /// Bytes after which a log of the web server begins anew; eight older ones are kept. nil: 64 MiB.
    package var logLimit: Int?
    /// How often the space of a home is measured, in seconds. A node that would be busy with it more than a tenth of its time measures less often.
    /// nil: 300.
    package var usagePeriod: Int?

    package init(
        root: String, starter: Starter = .direct, firstUID: Int, uidCount: Int, webServerUID: Int, webServerGID: Int, nameServerUID: Int,
        nameServerGID: Int, executable: String? = nil, logLimit: Int? = nil, usagePeriod: Int? = nil
    ) {
        self.root = root
        self.starter = starter
        self.firstUID = firstUID
        self.uidCount = uidCount
        self.webServerUID = webServerUID
        self.webServerGID = webServerGID
        self.nameServerUID = nameServerUID
        self.nameServerGID = nameServerGID
        self.executable = executable
        self.logLimit = logLimit
        self.usagePeriod = usagePeriod
    }

    /// Refuses what would make the node unsafe: a relative root, ids of the system, overlapping ids.
    package func check() throws(InputProblem) {
        if !root.hasPrefix("/") || root.hasSuffix("/") || root.contains("//") || root.split(separator: "/").contains("..") {
            throw InputProblem("agent.root", "The state directory must be an absolute path without a slash at its end.")
        }
        if root.utf8.count > 60 {
            throw InputProblem(
                "agent.root_long", "The state directory's path has at most 60 bytes, for socket paths below it have at most 108.")
        }
        for byte in root.utf8 {
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if !isPlain && !"/._-".utf8.contains(byte) {
                throw InputProblem(
                    "agent.root_characters", "The state directory's path has letters, digits, dots, underscores and hyphens only.")
            }
        }
        let customers = firstUID..<(firstUID + max(uidCount, 1))
        if firstUID < 1000 || uidCount < 1 || customers.upperBound > 2_000_000_000 {
            throw InputProblem("agent.uids", "The customers' uids begin at 1000 or above and there is at least one.")
        }
        for id in [webServerUID, webServerGID, nameServerUID, nameServerGID] where id < 1 || customers.contains(id) {
            throw InputProblem("agent.service_ids", "The services' own uids and gids are not 0 and lie outside the customers' range.")
        }
    }

    /// The agent's own program, for the processes it starts as itself.
    var agentExecutable: String {
        if let executable { return executable }
        guard let path = realpath("/proc/self/exe", nil) else { return "/usr/sbin/hostwright-agent" }
        defer { free(path) }
        return String(cString: path)
    }
}
