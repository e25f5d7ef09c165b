import Foundation

/// A system call that failed: which, on what, and the system's words.
struct SystemError: Error, Hashable, CustomStringConvertible {
    var call: String
    var subject: String
    var code: Int32

    /// Reads `errno`; call it before anything else touches it.
    init(_ call: String, _ subject: String, code: Int32 = errno) {
        self.call = call
        self.subject = subject
        self.code = code
    }

    /// The file system or the quota is full (ENOSPC, EDQUOT): it heals when space is made.
    var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }

    var words: String { String(cString: strerror(code)) }

    var description: String { "\(call) \(subject): \(words)" }
}
