import Synchronization

/// A value behind a mutex, shareable between tasks and threads. For short critical sections that never suspend.
package final class Locked<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    package init(_ value: Value) { mutex = Mutex(value) }

    package func withLock<R: Sendable>(_ body: (inout Value) throws -> R) rethrows -> R {
        try mutex.withLock { value in try body(&value) }
    }

    /// nil when somebody else holds it now.
    package func withLockIfAvailable<R: Sendable>(_ body: (inout Value) throws -> R) rethrows -> R? {
        try mutex.withLockIfAvailable { value in try body(&value) }
    }

    package var value: Value { mutex.withLock { $0 } }
}
