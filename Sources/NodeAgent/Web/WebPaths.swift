import Core
import Foundation
import ServiceConfiguration

/// Where the web part keeps what below the agent's state directory, and who may read it.
struct WebPaths: Sendable {
    let root: String
    let apache: WebServerConfiguration.Paths
    let php: PHPShardConfiguration.Paths

    init(root: String) throws {
        self.root = root
        apache = try WebServerConfiguration.Paths(root: root)
        php = try PHPShardConfiguration.Paths(root: root)
    }

    var homes: String { apache.homes.text }
    var state: String { "\(root)/web/state" }
    var token: String { "\(state)/probe-token" }
    func home(_ systemUser: String) -> String { "\(homes)/\(systemUser)" }
    func nameRecord(_ name: DomainName) -> String { "\(apache.names)/\(name.ascii)" }
    func accountRecord(_ systemUser: String) -> String { "\(apache.accounts)/\(systemUser)" }

    /// Makes all directories. Customers' PHP passes through the root to its home; only the web server's group reads records and sockets.
    func prepare(webServerUID: Int, webServerGID: Int) throws {
        let (uid, gid) = (uid_t(webServerUID), gid_t(webServerGID))
        for path in [root, homes, "\(root)/log", "\(root)/run", php.sockets.text] { try SmallFiles.makeDirectory(path, mode: 0o711) }
        for path in [apache.configuration.text, apache.names, apache.accounts, apache.logs.text] {
            try SmallFiles.makeDirectory(path, mode: 0o750, group: gid)
        }
        for path in [state, php.logs.text] { try SmallFiles.makeDirectory(path, mode: 0o700) }
        try SmallFiles.makeDirectory(apache.run.text, mode: 0o700, owner: uid, group: gid)
        for path in [apache.accessLog, apache.errorLog, apache.trafficLog] { try makeLog(path, uid: uid, gid: gid) }
    }

    /// Apache is never root, so its logs must be its own before it starts; the directory is not, so it can put nothing in their place.
    private func makeLog(_ path: String, uid: uid_t, gid: gid_t) throws {
        let log = try FileDescriptor(checking: open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o640), "open", path)
        if fchown(log.number, uid, gid) != 0 { throw SystemError("fchown", path) }
    }
}
