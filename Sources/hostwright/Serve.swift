import ArgumentParser
import ControlPlane
import Core
import Foundation
import Logging

/// Runs one control-plane process: panel, API, the agents' door and the workers.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the control plane: panel, API and the agents' door.")

    @Option(help: "Directory of this installation.")
    var state: String
    @Option(help: "sqlite:PATH or postgresql://USER@HOST/NAME. Default: a SQLite file in the state directory.")
    var database: String?
    @Option(help: "Address the panel listens on.")
    var panelHost = "127.0.0.1"
    @Option(help: "Port of the panel.")
    var panelPort = 8080
    @Option(help: "Address of a proxy in front whose X-Forwarded-For is believed; may be repeated. Without it nobody's is.")
    var trustedProxy: [String] = []
    @Flag(help: "Let the panel answer without TLS on an address that others can reach.")
    var plainOutside = false
    @Option(help: "Port of the panel over TLS, on its own name cp.SERVICE-ZONE; usually 8443. Default: none.")
    var tlsPort: Int?
    @Option(help: "Address that the panel listens on for TLS.")
    var tlsHost = "0.0.0.0"
    @Option(help: "File with the certificate's chain, PEM. Default: a certificate that the panel signs itself.")
    var tlsCertificate: String?
    @Option(help: "File with the certificate's key, PEM.")
    var tlsKey: String?
    @Option(help: "Address that the panel's own name has in the service zone; several times for several. Default: this machine's loopback.")
    var panelAddress: [String] = []
    @Option(help: "Port of the agents' door.")
    var agentPort = 8081
    @Option(help: "Address that the agents' door listens on.")
    var agentHost = "127.0.0.1"
    @Option(
        name: .customLong("agent-name"),
        help:
            "A host name or address by which agents reach the door; repeat it for more. The first stands in join lines. Default: 127.0.0.1."
    )
    var agentNames: [String] = []
    @Option(help: "Name of the provider, for an empty database.")
    var provider = "Hostwright"
    @Option(help: "The service zone, for an empty database: host names of the panel and of all servers lie in it.")
    var serviceZone = "hosting.example"
    @Option(help: "First user id for customers, for an empty database.")
    var firstUid = 200_000
    @Option(help: "How many user ids there are for customers, for an empty database.")
    var uidCount = 20_000
    @Option(help: "Directory of the manual. Default: share/hostwright/manual beside the program, or docs/manual of the source.")
    var manual: String?
    @Option(help: "How often one API token may read in a minute; it may change half as often. 0: as often as it likes.")
    var apiRate = 600
    @Option(
        help: "Network that outgoing requests such as webhooks may reach although it is private: 10.1.0.0/16. May be given more than once.")
    var outgoingAllow: [String] = []
    @Flag(help: "Set up a ready-to-use example in an empty database, and write ready.json once it answers.")
    var example = false
    @Option(help: "Port of the example's websites.")
    var webPort = 8082
    @Option(help: "Port of the example's name servers.")
    var dnsPort = 8083
    @Option(help: "Address of a name server of the example; twice for two.")
    var dnsAddress: [String] = []

    private static func proxy(_ typed: String) throws -> IPAddress {
        do { return try IPAddress(typed) } catch {
            throw ValidationError("--trusted-proxy takes an address such as 192.0.2.7 or 2001:db8::7, not \(typed).")
        }
    }

    func validate() throws {
        if !plainOutside, !["127.0.0.1", "::1", "localhost"].contains(panelHost) {
            throw ValidationError(
                "On \(panelHost) passwords would be read on their way. Use --tls-port 8443 for the world outside, or say --plain-outside.")
        }
        if (tlsCertificate == nil) != (tlsKey == nil) { throw ValidationError("--tls-certificate and --tls-key belong together.") }
        if tlsCertificate != nil, tlsPort == nil { throw ValidationError("A certificate needs --tls-port.") }
    }

    func run() async throws {
        var configuration = ServeConfiguration(
            state: state, database: database ?? "sqlite:\(state)/control-plane/hostwright.sqlite", panelHost: panelHost,
            panelPort: panelPort, agentPort: agentPort, agentHost: agentHost,
            agentNames: agentNames.isEmpty ? ["127.0.0.1", "localhost"] : agentNames, providerName: provider, serviceZone: serviceZone,
            firstUID: firstUid, uidCount: uidCount,
            apiRate: apiRate, outgoingAllow: outgoingAllow,
            example: example
                ? ExampleConfiguration(
                    webPort: webPort, dnsPort: dnsPort, dnsAddresses: dnsAddress.isEmpty ? ["127.0.0.2", "127.0.0.3"] : dnsAddress) : nil)
        configuration.manual = manual
        configuration.trustedProxies = try Set(trustedProxy.map(Self.proxy))
        configuration.panelAddresses = try panelAddress.isEmpty ? configuration.panelAddresses : panelAddress.map { try IPAddress($0) }
        configuration.tls = tlsPort.map { TLSListener(host: tlsHost, port: $0) }
        if let tlsCertificate, let tlsKey { configuration.tls?.files = (tlsCertificate, tlsKey) }
        try await ControlPlane(configuration: configuration, logger: Logger(label: "hostwright")).run()
    }
}
