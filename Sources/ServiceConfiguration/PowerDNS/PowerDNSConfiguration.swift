import AgentProtocol
import Core

/// `pdns.conf` of one private instance: one logical name server with its own addresses, rows and state (https://doc.powerdns.com/authoritative/settings.html).
package struct PowerDNSConfiguration: Sendable, Hashable {
    /// What it answers to `id.server` (RFC 4892), which anybody may ask: tells the instances of a machine apart and names nobody.
    package var identity: LogicalServerID
    package var endpoints: [Endpoint]
    /// Absolute path of the SQLite file that the agent writes.
    package var database: String
    /// Absolute path of the directory of the control socket; the daemon's own.
    package var socketDirectory: String
    /// The daemon gives up root for these.
    package var uid: Int
    package var gid: Int

    package init(identity: LogicalServerID, endpoints: [Endpoint], database: String, socketDirectory: String, uid: Int, gid: Int) {
        self.identity = identity
        self.endpoints = endpoints
        self.database = database
        self.socketDirectory = socketDirectory
        self.uid = uid
        self.gid = gid
    }

    /// The file's text. Throws `InputProblem` when a path has a character that has a meaning in the file.
    package func rendered() throws(InputProblem) -> String {
        for path in [database, socketDirectory] {
            guard path.hasPrefix("/"), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !",#=\"'\\".utf8.contains($0) }) else {
                throw InputProblem("powerdns.path", "The path \(path) cannot stand in PowerDNS' configuration.")
            }
        }
        let settings: [(String, String)] = [
            ("launch", "gsqlite3"),
            ("gsqlite3-database", database),
            // Rows carry ordername and auth already, as `pdnsutil rectify-zone` would write them.
            ("gsqlite3-dnssec", "yes"),
            // The agent writes; the daemon only reads, so nothing of it needs an fsync.
            ("gsqlite3-pragma-synchronous", "0"),
            ("local-address", endpoints.map { "\($0.address.inURL):\($0.port)" }.joined(separator: ", ")),
            ("local-address-nonexist-fail", "yes"),
            ("setuid", String(uid)),
            ("setgid", String(gid)),
            ("socket-dir", socketDirectory),
            ("daemon", "no"),
            ("guardian", "no"),
            ("disable-syslog", "yes"),
            ("log-timestamp", "no"),
            ("loglevel", "4"),
            ("log-dns-queries", "no"),
            ("server-id", identity.text),
            ("version-string", "anonymous"),
            ("security-poll-suffix", ""),
            // An answer is the row of this moment: no cache may keep an older one.
            ("cache-ttl", "0"),
            ("query-cache-ttl", "0"),
            ("negquery-cache-ttl", "0"),
            ("zone-cache-refresh-interval", "0"),
            ("zone-metadata-cache-ttl", "0"),
            ("api", "no"),
            ("webserver", "no"),
            ("dnsupdate", "no"),
            ("primary", "no"),
            ("secondary", "no"),
            ("disable-axfr", "yes"),
            ("allow-notify-from", ""),
            ("only-notify", ""),
            ("expand-alias", "no"),
            ("enable-lua-records", "no"),
            ("receiver-threads", "2"),
            ("distributor-threads", "2"),
            ("max-tcp-connections", "100"),
            ("max-tcp-connections-per-client", "20"),
        ]
        return "# Written by hostwright-agent; changes are lost.\n" + settings.map { "\($0.0)=\($0.1)\n" }.joined()
    }
}
