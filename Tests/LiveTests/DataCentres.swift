import Core
import Foundation
import NodeAgent
import TestSupport

/// Two data centres on this machine: each a network namespace with a subnet of its own, a cable to the machine, and nothing else. The control plane
/// stays outside, at an address that belongs to neither.
///
/// The addresses are of 198.18.0.0/15, which no network uses (RFC 2544, appendix C.2.2).
final class DataCentres: Sendable {
    struct Centre: Sendable {
        var namespace: String
        /// The cable's end on the machine.
        var cable: String
        /// The machine's address on the cable, and that of the data centre's server.
        var outside: String
        var inside: String
    }

    /// The address at which agents reach the control plane.
    let controlPlane: String
    let centres: [Centre]

    init() {
        let number = 1 + Int(getpid()) % 250
        let tag = String(getpid(), radix: 36)
        controlPlane = "198.19.\(number).1"
        centres = (0..<2).map { place in
            Centre(
                namespace: "hwdc-\(tag)-\(place)", cable: "hw\(tag)-\(place)", outside: "198.18.\(number).\(place * 128 + 1)",
                inside: "198.18.\(number).\(place * 128 + 2)")
        }
    }

    /// Builds them, and tears them down whatever `body` does.
    static func with(_ body: (DataCentres) async throws -> Void) async throws {
        let centres = DataCentres()
        await centres.remove()
        do {
            try await centres.build()
            try await body(centres)
        } catch {
            await centres.remove()
            throw error
        }
        await centres.remove()
    }

    private func build() async throws {
        try await ip("address", "add", "\(controlPlane)/32", "dev", "lo")
        for centre in centres {
            try await ip("netns", "add", centre.namespace)
            try await ip("link", "add", centre.cable, "type", "veth", "peer", "name", "uplink", "netns", centre.namespace)
            try await ip("address", "add", "\(centre.outside)/25", "dev", centre.cable)
            try await ip("link", "set", centre.cable, "up")
            try await ip("-n", centre.namespace, "link", "set", "lo", "up")
            try await ip("-n", centre.namespace, "address", "add", "\(centre.inside)/25", "dev", "uplink")
            try await ip("-n", centre.namespace, "link", "set", "uplink", "up")
            try await ip("-n", centre.namespace, "route", "add", "default", "via", centre.outside)
        }
    }

    /// Cuts the cable of a data centre, or joins it again.
    func cable(of place: Int, isConnected: Bool) async throws {
        try await ip("link", "set", centres[place].cable, isConnected ? "up" : "down")
    }

    /// What a command is prefixed with to run inside.
    func inside(_ place: Int) -> [String] { ["/usr/sbin/ip", "netns", "exec", centres[place].namespace] }

    private func remove() async {
        for centre in centres {
            // Nothing is there before the first run, and a cable goes with its namespace.
            _ = try? await ip("link", "delete", centre.cable)
            _ = try? await ip("netns", "delete", centre.namespace)
        }
        _ = try? await ip("address", "delete", "\(controlPlane)/32", "dev", "lo")
    }

    private func ip(_ words: String...) async throws {
        let said = try await ProcessLauncher.run(Command("/usr/sbin/ip", words), timeout: .seconds(10))
        guard said.isSuccess else { throw LiveProblem("ip \(words.joined(separator: " ")): \(said.words)") }
    }
}
