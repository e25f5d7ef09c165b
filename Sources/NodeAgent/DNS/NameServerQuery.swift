import AgentProtocol
import Core
import Foundation

/// Asks a name server for a zone's SOA record over UDP, as a resolver would (RFC 1035 §4): the look from outside after a change.
///
/// Blocking; called on a thread of its own. Answers are foreign input: everything is read within bounds, and compression is followed a few times only.
struct NameServerQuery {
    enum Answer: Hashable {
        /// Authoritative, with this serial.
        case serial(UInt32)
        /// An answer without the zone's SOA in it; the code is that of RFC 1035 §4.1.1 (5 is REFUSED).
        case other(code: UInt8)
    }

    struct Failure: Error, Hashable, CustomStringConvertible {
        var description: String
    }

    private let socket: FileDescriptor
    private let endpoint: Endpoint

    /// A socket that takes answers from this address and port only.
    init(_ endpoint: Endpoint, timeout: Duration = .milliseconds(500)) throws {
        self.endpoint = endpoint
        let family = endpoint.address.isIPv6 ? AF_INET6 : AF_INET
        let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        socket = try FileDescriptor(checking: Glibc.socket(family, type, 0), "socket", endpoint.address.text)
        var wait = timeval(tv_sec: Int(timeout.components.seconds), tv_usec: Int(timeout.milliseconds % 1000) * 1000)
        setsockopt(socket.number, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        guard connect() == 0 else { throw SystemError("connect", "\(endpoint.address.inURL):\(endpoint.port)") }
    }

    /// One question, one answer. Throws `Failure` when none came in time or it cannot be read.
    func serial(of zone: DomainName) throws -> Answer {
        try ask(zone, NameServerQuery.typeSOA, NameServerQuery.internet) { NameServerQuery.answer($0, id: $1, question: $2) }
    }

    /// Which server it is that listens here (RFC 4892, `id.server`), so that another one at the same address is not taken for ours.
    /// nil when it does not say.
    func identity() throws -> String? {
        let name = DomainName(stored: "id.server")
        return try ask(name, NameServerQuery.typeTXT, NameServerQuery.chaos) { message, id, question in
            NameServerQuery.text(message, id: id, question: question)
        }
    }

    private func ask<A>(_ name: DomainName, _ type: UInt16, _ kind: UInt16, _ read: ([UInt8], UInt16, [UInt8]) -> A?) throws -> A {
        let id = UInt16.random(in: 0...UInt16.max)
        let question = NameServerQuery.question(name, type, kind, id: id)
        guard send(socket.number, question, question.count, 0) == question.count else {
            throw Failure(description: "\(endpoint.address.inURL):\(endpoint.port): \(String(cString: strerror(errno)))")
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let deadline = ContinuousClock.now + .seconds(1)
        while ContinuousClock.now < deadline {
            let count = recv(socket.number, &buffer, buffer.count, 0)
            if count < 0 {
                if errno == EINTR { continue }
                let words = errno == EAGAIN ? "no answer" : String(cString: strerror(errno))
                throw Failure(description: "\(endpoint.address.inURL):\(endpoint.port): \(words)")
            }
            // Late answers to earlier questions are passed over.
            if let answer = read(Array(buffer[0..<count]), id, question) { return answer }
        }
        throw Failure(description: "\(endpoint.address.inURL):\(endpoint.port): no answer")
    }

    private func connect() -> Int32 {
        if endpoint.address.isIPv6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = in_port_t(endpoint.port).bigEndian
            inet_pton(AF_INET6, endpoint.address.text, &address.sin6_addr)
            return withUnsafePointer(to: address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(socket.number, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(endpoint.port).bigEndian
        inet_pton(AF_INET, endpoint.address.text, &address.sin_addr)
        return withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket.number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    // MARK: The message

    // RFC 1035 §3.2.2 and §3.2.4.
    static let typeSOA: UInt16 = 6
    static let typeTXT: UInt16 = 16
    static let internet: UInt16 = 1
    static let chaos: UInt16 = 3

    /// Header and one question. No recursion is desired: an authority is asked.
    static func question(_ name: DomainName, _ type: UInt16, _ kind: UInt16, id: UInt16) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(id >> 8), UInt8(id & 0xFF), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        for label in name.labels {
            bytes.append(UInt8(label.utf8.count))
            bytes += Array(label.utf8)
        }
        return bytes + [0, UInt8(type >> 8), UInt8(type & 0xFF), UInt8(kind >> 8), UInt8(kind & 0xFF)]
    }

    /// nil when the message does not belong to the question.
    static func answer(_ message: [UInt8], id: UInt16, question: [UInt8]) -> Answer? {
        guard let (start, header) = begin(message, id: id, question: question) else { return nil }
        var reader = start
        for _ in 0..<min(header.answers, 32) {
            guard let type = reader.recordType(), let length = reader.number16() else { break }
            if type == typeSOA, header.code == 0, header.isAuthoritative {
                guard reader.skipName(), reader.skipName(), let serial = reader.number32() else { break }
                return .serial(serial)
            }
            guard reader.skip(Int(length)) else { break }
        }
        return .other(code: header.code)
    }

    /// The first text of the answer; `.some(nil)` when there is none, nil when the message does not belong to the question.
    static func text(_ message: [UInt8], id: UInt16, question: [UInt8]) -> String?? {
        guard let (start, header) = begin(message, id: id, question: question) else { return nil }
        var reader = start
        guard header.answers > 0, reader.recordType() == typeTXT, reader.number16() != nil, let length = reader.bytes(1)?[0],
            let bytes = reader.bytes(Int(length))
        else { return .some(nil) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private struct Header {
        var answers: UInt16
        var code: UInt8
        var isAuthoritative: Bool
    }

    /// Past header and question, when they belong to what was asked.
    private static func begin(_ message: [UInt8], id: UInt16, question: [UInt8]) -> (Reader, Header)? {
        var reader = Reader(message)
        guard reader.number16() == id, let flags = reader.number16(), flags & 0x8000 != 0, reader.number16() == 1,
            let answers = reader.number16(), reader.skip(4),
            reader.bytes(question.count - 12).map(lowered) == lowered(Array(question[12...]))
        else { return nil }
        return (reader, Header(answers: answers, code: UInt8(flags & 0x000F), isAuthoritative: flags & 0x0400 != 0))
    }

    private static func lowered(_ bytes: [UInt8]) -> [UInt8] { bytes.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 } }

    private struct Reader {
        private let message: [UInt8]
        private var at = 0

        init(_ message: [UInt8]) { self.message = message }

        mutating func bytes(_ count: Int) -> [UInt8]? {
            guard count >= 0, at + count <= message.count else { return nil }
            defer { at += count }
            return Array(message[at..<(at + count)])
        }

        mutating func skip(_ count: Int) -> Bool { bytes(count) != nil }
        mutating func number16() -> UInt16? { bytes(2).map { UInt16($0[0]) << 8 | UInt16($0[1]) } }
        mutating func number32() -> UInt32? { bytes(4).map { $0.reduce(0) { $0 << 8 | UInt32($1) } } }

        /// Past the owner, class and TTL of a record.
        mutating func recordType() -> UInt16? {
            guard skipName(), let type = number16(), skip(6) else { return nil }
            return type
        }

        /// Past a name; a pointer (RFC 1035 §4.1.4) ends it, wherever it points.
        mutating func skipName() -> Bool {
            for _ in 0..<128 {
                guard let length = bytes(1)?[0] else { return false }
                switch length {
                case 0: return true
                case 0xC0...: return skip(1)
                case 1...63: guard skip(Int(length)) else { return false }
                default: return false
                }
            }
            return false
        }
    }
}
