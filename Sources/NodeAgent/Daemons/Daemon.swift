import Core

/// A program that is to run as long as the node does, with or without the agent.
package struct Daemon: Sendable {
    /// `apache`, `php-fpm-0`, `powerdns`: also the name of its files below `daemons/`. Lower-case letters, digits, hyphens.
    package var name: String
    /// Runs in the foreground: the process that is started is the one that is watched.
    package var command: Command
    /// Makes the daemon read its configuration again without dropping a request; nil: it cannot, `reload` starts it anew.
    package var reloadSignal: Int32?
    /// Asks it to end; after `stopTimeout` it is killed.
    package var stopSignal: Int32
    package var stopTimeout: Duration
    /// Called before each start, for example to remove a stale socket.
    package var prepare: @Sendable () throws -> Void
    /// True when the daemon answers. Asked every few milliseconds after a start until `startTimeout`.
    package var isReady: @Sendable () async -> Bool
    package var startTimeout: Duration
    /// Where the daemon itself writes why it does not run. Its output then goes nowhere: it would be inherited by its children, and PHP's are the
    /// customers'. nil: its output is kept in `daemons/NAME.log`.
    package var ownLog: String?

    package init(
        name: String, command: Command, reloadSignal: Int32? = nil, stopSignal: Int32 = 15, stopTimeout: Duration = .seconds(5),
        startTimeout: Duration = .seconds(15), ownLog: String? = nil, prepare: @escaping @Sendable () throws -> Void = {},
        isReady: @escaping @Sendable () async -> Bool = { true }
    ) {
        self.name = name
        self.command = command
        self.reloadSignal = reloadSignal
        self.stopSignal = stopSignal
        self.stopTimeout = stopTimeout
        self.startTimeout = startTimeout
        self.ownLog = ownLog
        self.prepare = prepare
        self.isReady = isReady
    }
}

/// Why a daemon does not run, with its own last words.
package struct DaemonFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package var name: String
    package var words: String

    package init(name: String, words: String) {
        self.name = name
        self.words = words
    }

    package var description: String { "\(name): \(words)" }
}

/// What is written down about a started daemon, before it runs its first instruction.
struct DaemonRecord: Codable, Hashable {
    var process: ProcessIdentity
    /// Executable and arguments: another command means that the daemon must be started anew.
    var words: [String]
}
