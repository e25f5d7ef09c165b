import Foundation

/// The agent's state directory, held by one agent at a time.
package final class StateDirectory: Sendable {
    package let root: String
    private let lock: FileDescriptor

    /// Makes the directory (0711: customers' PHP passes through to its home) and locks it until the object or the process ends.
    /// Throws when another agent holds it.
    package init(locking root: String) throws {
        try SmallFiles.makeDirectory(root, mode: 0o711)
        let path = root + "/agent.lock"
        lock = try FileDescriptor(checking: open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600), "open", path)
        if flock(lock.number, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { throw Busy(root: root) }
            throw SystemError("flock", path)
        }
        self.root = root
    }

    package struct Busy: Error, CustomStringConvertible {
        package var root: String
        package var description: String {
            "another agent runs with the state directory \(root); stop it, or give this one a directory of its own"
        }
    }
}
