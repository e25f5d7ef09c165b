import Core

/// One PHP-FPM master that serves a fixed range of 100 uids. All its pools are written before the accounts exist, so it is never reloaded for one.
package struct PHPShardConfiguration: Sendable, Hashable {
    /// Accounts per master.
    package static let width = 100

    package struct Paths: Sendable, Hashable {
        package var homes: PlainPath
        /// Holds one directory per shard with its sockets and its configuration.
        package var sockets: PlainPath
        package var logs: PlainPath

        package init(root: String) throws(InputProblem) {
            homes = try PlainPath(root + "/home")
            sockets = try PlainPath(root + "/php")
            logs = try PlainPath(root + "/log/php")
        }
    }

    package var paths: Paths
    /// 0 holds web0 to web99, of which web0 does not exist.
    package var index: Int
    /// uid of the (never given) account web0; account webN has uid and gid `firstUID + N`.
    package var firstUID: Int
    /// How many uids the node may give; the last shard may be shorter.
    package var uidCount: Int
    /// The only group that may connect to the pools.
    package var webServerGID: Int

    package init(paths: Paths, index: Int, firstUID: Int, uidCount: Int, webServerGID: Int) {
        self.paths = paths
        self.index = index
        self.firstUID = firstUID
        self.uidCount = uidCount
        self.webServerGID = webServerGID
    }

    package var name: String { "php-fpm-\(index)" }
    package var directory: String { "\(paths.sockets.text)/\(index)" }
    package var file: String { "\(directory)/fpm.conf" }
    package var iniFile: String { "\(paths.sockets.text)/php.ini" }
    /// The master's own log; its workers do not inherit it.
    package var errorLog: String { "\(paths.logs.text)/\(name).log" }
    package var numbers: Range<Int> { max(1, index * Self.width)..<max(1, min((index + 1) * Self.width, uidCount)) }

    package static func shard(ofAccount number: Int) -> Int { number / width }

    package func socket(ofAccount number: Int) -> String { "\(directory)/web\(number).sock" }

    /// The whole configuration of the master, and of its pools.
    package func render() throws(InputProblem) -> String {
        var lines = ["; Written by the node agent; changes here are lost.", "[global]"]
        lines.append("error_log = \(FPMValue(try paths.logs.below("\(name).log")).quoted)")
        lines += ["daemonize = no", "log_level = notice", "process_control_timeout = 10s", "rlimit_core = 0"]
        for number in numbers {
            let home = try paths.homes.below("web\(number)")
            let id = firstUID + number
            lines += ["", "[web\(number)]", "user = \(id)", "group = \(id)"]
            lines.append("listen = \(FPMValue(try PlainPath(socket(ofAccount: number))).quoted)")
            lines += ["listen.owner = 0", "listen.group = \(webServerGID)", "listen.mode = 0660"]
            // Never dynamic: 1,000 idle pools would be thousands of processes.
            lines += ["pm = ondemand", "pm.max_children = 5", "pm.process_idle_timeout = 10s", "pm.max_requests = 1000"]
            lines += ["security.limit_extensions = .php", "clear_env = yes"]
            lines.append("env[HOME] = \(FPMValue(home).quoted)")
            lines.append("env[TMPDIR] = \(FPMValue(try home.below("tmp")).quoted)")
            for setting in PHPSettings(home: home).values {
                lines.append("php_admin_value[\(setting.name)] = \"\(setting.value)\"")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The `php.ini` that all masters of the node share.
    package static let ini = """
        ; Written by the node agent; changes here are lost.
        display_errors = Off
        html_errors = Off
        log_errors = On
        error_reporting = E_ALL & ~E_DEPRECATED & ~E_STRICT
        expose_php = Off
        date.timezone = UTC
        memory_limit = 128M
        post_max_size = 64M
        upload_max_filesize = 64M
        max_execution_time = 60
        session.gc_probability = 1
        session.gc_divisor = 1000
        session.use_strict_mode = 1
        session.cookie_httponly = 1
        session.cookie_samesite = Lax
        ; One cache would be shared by all accounts of a master.
        opcache.enable = 0

        """
}

/// A value of PHP-FPM's ini grammar.
struct FPMValue: QuotedText {
    let quoted: String

    /// Plain paths hold nothing that the grammar knows.
    init(_ path: PlainPath) { quoted = "\"" + path.text + "\"" }
}
