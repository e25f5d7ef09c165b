import CLinux
import Foundation

/// An open file that closes itself. Close-on-exec is the caller's business at open(2).
final class FileDescriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    /// Takes over the descriptor that a system call returned, or throws when it failed.
    init(checking number: Int32, _ call: String, _ subject: String) throws(SystemError) {
        if number < 0 { throw SystemError(call, subject) }
        self.number = number
    }

    deinit { close(number) }

    /// A pipe, both ends close-on-exec.
    static func pipe() throws(SystemError) -> (read: FileDescriptor, write: FileDescriptor) {
        var ends: [Int32] = [-1, -1]
        if hw_pipe(&ends) != 0 { throw SystemError("pipe", "") }
        return (FileDescriptor(ends[0]), FileDescriptor(ends[1]))
    }

    /// A connected pair of stream sockets, both close-on-exec.
    static func socketPair() throws(SystemError) -> (FileDescriptor, FileDescriptor) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        if socketpair(AF_UNIX, type, 0, &ends) != 0 { throw SystemError("socketpair", "") }
        return (FileDescriptor(ends[0]), FileDescriptor(ends[1]))
    }

    /// A reader that has gone is an error (EPIPE), never a signal.
    func writeAll(_ bytes: some Sequence<UInt8>) throws(SystemError) {
        let all = Array(bytes)
        var sent = 0
        while sent < all.count {
            let count = all.withUnsafeBytes { buffer in
                buffer.baseAddress.map { start in
                    let count = send(number, start + sent, buffer.count - sent, Int32(MSG_NOSIGNAL))
                    return count < 0 && errno == ENOTSOCK ? write(number, start + sent, buffer.count - sent) : count
                } ?? 0
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError("write", "")
            }
            sent += count
        }
    }

    /// Up to `count` bytes; fewer only at the end.
    func readAll(upTo count: Int) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(count, 65536))
        while bytes.count < count {
            let wanted = min(chunk.count, count - bytes.count)
            let got = read(number, &chunk, wanted)
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                throw SystemError("read", "")
            }
            bytes.append(contentsOf: chunk[0..<got])
        }
        return bytes
    }
}
