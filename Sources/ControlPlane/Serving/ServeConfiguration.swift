import Core

/// How one control-plane process is run.
package struct ServeConfiguration: Sendable {
    /// Directory of this installation: master key, tokens, `ready.json`.
    package var state: String
    /// `sqlite:path` or `postgresql://user@host/database`.
    package var database: String
    package var panelHost: String
    package var panelPort: Int
    /// Port of the agents' door.
    package var agentPort: Int
    /// Address that the door listens on.
    package var agentHost: String
    /// Host names and addresses by which agents reach the door; the first stands in join lines.
    package var agentNames: [String]
    /// Peers whose `X-Forwarded-For` is believed; empty: nobody's.
    package var trustedProxies: Set<IPAddress> = []
    package var providerName: String
    package var serviceZone: String
    package var firstUID: Int
    package var uidCount: Int
    /// Directory of the manual; nil looks beside the program.
    package var manual: String?
    /// How often one API token may read in a minute; it may change half as often. 0: as often as it likes.
    package var apiRate: Int
    /// Networks that outgoing requests may reach although they are private.
    package var outgoingAllow: [String]
    /// Where the panel answers over TLS; nil: on this machine only.
    package var tls: TLSListener?
    /// Addresses that the panel's own name has in the service zone.
    package var panelAddresses: [IPAddress] = [IPAddress(stored: "127.0.0.1"), IPAddress(stored: "::1")]
    /// Set for the ready-to-use example of `make run`.
    package var example: ExampleConfiguration?

    package init(
        state: String, database: String, panelHost: String = "127.0.0.1", panelPort: Int, agentPort: Int,
        agentHost: String = "127.0.0.1", agentNames: [String] = ["127.0.0.1", "localhost"], providerName: String, serviceZone: String,
        firstUID: Int, uidCount: Int,
        apiRate: Int = 600, outgoingAllow: [String] = [], example: ExampleConfiguration? = nil
    ) {
        self.apiRate = apiRate
        self.outgoingAllow = outgoingAllow
        self.state = state
        self.database = database
        self.panelHost = panelHost
        self.panelPort = panelPort
        self.agentPort = agentPort
        self.agentHost = agentHost
        self.agentNames = agentNames
        self.providerName = providerName
        self.serviceZone = serviceZone
        self.firstUID = firstUID
        self.uidCount = uidCount
        self.example = example
    }

    package var origin: String { "http://localhost:\(panelPort)" }
    package var agentDoor: String {
        let name = agentNames.first ?? "127.0.0.1"
        return "https://\(name.contains(":") ? "[\(name)]" : name):\(agentPort)"
    }

    /// Directory for what only the control plane reads.
    package var privateDirectory: String { state + "/control-plane" }
}

/// The panel's listener for the world outside of this machine.
package struct TLSListener: Sendable {
    package var host: String
    package var port: Int
    /// Files with the certificate's chain and its key, as PEM; nil: a certificate that the panel signs itself.
    package var files: (certificate: String, key: String)?

    package init(host: String, port: Int, files: (certificate: String, key: String)? = nil) {
        self.host = host
        self.port = port
        self.files = files
    }

    /// What people type and links in mails begin with.
    func origin(of name: DomainName) -> String { "https://\(name)" + (port == 443 ? "" : ":\(port)") }
}

/// Addresses and ports of the example's servers.
package struct ExampleConfiguration: Sendable {
    package var webPort: Int
    package var dnsPort: Int
    /// One name server on each.
    package var dnsAddresses: [String]

    package init(webPort: Int, dnsPort: Int, dnsAddresses: [String]) {
        self.webPort = webPort
        self.dnsPort = dnsPort
        self.dnsAddresses = dnsAddresses
    }
}
