import Core
import Persistence

/// The server that takes our mail and brings it on.
package struct Relay: Sendable, Equatable {
    /// How the connection is protected. Raw values are stored and stand in the API.
    package enum Security: String, Sendable, CaseIterable, SQLEnum {
        /// Not at all: for a relay on this machine or in a closed network.
        case none
        /// Begins in the clear and must change to TLS (RFC 3207).
        case startTLS = "starttls"
        /// TLS from the first byte (RFC 8314 §3.3).
        case tls

        package var usualPort: Int {
            switch self {
            case .none: 25
            case .startTLS: 587
            case .tls: 465
            }
        }
    }

    /// A host name or an address.
    package var host: String
    package var port: Int
    package var security: Security
    /// Empty: no signing in.
    package var user: String
    package var password: String
    package var sender: MailAddress
    /// PEM of the authority that signed the relay's certificate; empty: those that the system trusts.
    package var authority: String

    package init(
        host: String, port: Int, security: Security, user: String = "", password: String = "", sender: MailAddress, authority: String = ""
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.sender = sender
        self.authority = authority
    }
}

/// A relay as typed, before it is checked.
package struct RelayForm: Sendable {
    package var host: String
    /// Empty: the usual one.
    package var port: String
    package var security: String
    package var user: String
    /// nil: the stored one stays.
    package var password: String?
    package var senderAddress: String
    package var senderName: String
    package var authority: String

    package init(
        host: String, port: String, security: String, user: String, password: String?, senderAddress: String, senderName: String,
        authority: String
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.senderAddress = senderAddress
        self.senderName = senderName
        self.authority = authority
    }

    /// Throws `Fault(.invalid)` beside the fields. `known`: the relay so far, whose password stays when none was typed.
    func checked(insteadOf known: Relay?) throws -> Relay {
        var complaints = Complaints()
        let host = try complaints.take("host") { try RelayForm.host(self.host) }
        let security = Relay.Security(rawValue: self.security)
        if security == nil {
            complaints.add("security", key: "relay.security", "Choose none, starttls or tls.")
        }
        var port = security?.usualPort ?? 25
        if !self.port.trimmingWhitespace.isEmpty {
            if let number = Int(self.port.trimmingWhitespace), (1...65_535).contains(number) {
                port = number
            } else {
                complaints.add("port", key: "relay.port", "A port is a number from 1 to 65535.")
            }
        }
        let sender = try complaints.take("senderAddress") { try MailAddress(senderAddress, name: senderName) }
        let user = self.user.trimmingWhitespace
        // The protocol's own separators (RFC 4616 §2) and line breaks cannot stand in them.
        if user.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            complaints.add("user", key: "relay.user", "A user name has no line breaks or other control characters.")
        }
        if password?.unicodeScalars.contains(where: { $0.value < 0x20 }) == true {
            complaints.add("password", key: "relay.password", "A password has no line breaks or other control characters.")
        }
        if !user.isEmpty, security == Relay.Security.none, let host, !["127.0.0.1", "::1", "localhost"].contains(host) {
            complaints.add(
                "security", key: "relay.password_in_the_clear", "Without TLS the password could be read on its way. Choose starttls or tls."
            )
        }
        let authority = self.authority.trimmingWhitespace
        if !authority.isEmpty, !authority.hasPrefix("-----BEGIN CERTIFICATE-----") {
            complaints.add("authority", key: "relay.authority", "Paste the certificate as PEM: it begins with -----BEGIN CERTIFICATE-----")
        }
        try complaints.check()
        guard let host, let security, let sender else { throw Fault.notFound("relay") }
        return Relay(
            host: host, port: port, security: security, user: user, password: user.isEmpty ? "" : password ?? known?.password ?? "",
            sender: sender, authority: authority.isEmpty ? "" : authority + "\n")
    }

    private static func host(_ typed: String) throws(InputProblem) -> String {
        let text = typed.trimmingWhitespace
        if text == "localhost" { return text }
        // Either one or the other: an address is no name.
        if let address = try? IPAddress(text) { return address.text }
        return try DomainName(text).ascii
    }
}
