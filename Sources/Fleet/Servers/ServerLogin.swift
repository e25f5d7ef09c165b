import Core

/// How the provider's staff get onto a server. For people only: the program never logs in with it, so no password or key is kept.
package struct ServerLogin: Sendable, Hashable {
    /// Name or address of its SSH daemon; empty when nobody said.
    package var address: String
    package var port: Int
    package var user: String
    /// Address of a remote console, `https://...`; empty when there is none.
    package var console: String

    package init(address: String = "", port: Int = 22, user: String = "", console: String = "") {
        self.address = address
        self.port = port
        self.user = user
        self.console = console
    }

    /// `ssh -p 2222 root@203.0.113.24`; nil when nobody said where.
    package var sshLine: String? {
        guard !address.isEmpty else { return nil }
        return "ssh " + (port == 22 ? "" : "-p \(port) ") + (user.isEmpty ? "" : "\(user)@") + address
    }

    /// Adds what is wrong beside `loginAddress`, `loginPort`, `loginUser` and `consoleURL`.
    func check(_ complaints: inout Complaints) {
        if !address.isEmpty, (try? IPAddress(address)) == nil, (try? DomainName(address)) == nil {
            complaints.add("loginAddress", key: "server.login.address", "Type a host name or an IP address, or leave it empty.")
        }
        if !(1...65_535).contains(port) { complaints.add("loginPort", key: "server.port", "A port is a number from 1 to 65535.") }
        // useradd(8), with capitals and dots as directories of people have them.
        if !user.isEmpty, user.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.-]{0,31}/) == nil {
            complaints.add(
                "loginUser", key: "server.login.user", "A user name has letters, digits, dots, hyphens and underscores, 32 at most.")
        }
        let isLink = console.wholeMatch(of: /https?:\/\/[!-~]{1,490}/) != nil
        if !console.isEmpty, !isLink {
            complaints.add("consoleURL", key: "server.login.console", "Type an address that begins with https://, or leave it empty.")
        }
    }
}
