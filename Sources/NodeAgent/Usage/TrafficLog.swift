import Core
import Foundation

/// Counts the bytes of websites from the web server's log of traffic: `website system-user second received sent`, a line for each answer.
///
/// A log is followed by its inode, so it may be renamed while it is written to, as rotation does; Apache's children write into the renamed one until
/// their last answer has gone.
struct TrafficLog {
    let directory: String
    let store: UsageStore
    private static let name = "traffic.log"
    private static let chunk = 1 << 20
    /// No answer is as large as a petabyte; what says so is no line of ours.
    private static let largest = Int64(1) << 50

    /// Counts what has been written since the last time. Blocking.
    func count(at now: Timestamp) throws {
        for path in try logs() {
            let number = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            // Renamed in this moment: it is met under its other name, now or next time.
            if number < 0 && errno == ENOENT { continue }
            try count(try FileDescriptor(checking: number, "open", path), path, at: now)
        }
        try store.tidy(at: now)
    }

    /// The oldest first.
    private func logs() throws -> [String] {
        try SmallFiles.names(in: directory).compactMap { name -> (Int, String)? in
            if name == Self.name { return (0, name) }
            guard name.hasPrefix(Self.name + "."), let number = Int(name.dropFirst(Self.name.count + 1)), number > 0 else { return nil }
            return (number, name)
        }.sorted { $0.0 > $1.0 }.map { "\(directory)/\($0.1)" }
    }

    private func count(_ file: FileDescriptor, _ path: String, at now: Timestamp) throws {
        var facts = stat()
        if fstat(file.number, &facts) != 0 { throw SystemError("fstat", path) }
        let size = Int64(facts.st_size)
        guard facts.st_mode & S_IFMT == S_IFREG, size > 0 else { return }
        let (device, inode) = (Int64(bitPattern: UInt64(facts.st_dev)), Int64(bitPattern: UInt64(facts.st_ino)))
        guard let head = try self.head(file, path) else { return }
        var place = UsageStore.LogPlace(device: device, inode: inode, head: head, position: 0)
        if let known = try store.place(device: device, inode: inode), known.head == head {
            place.position = known.position
            if known.position > size {
                // A power cut has taken lines that were counted; what is written from now on was not.
                place.position = size
                try store.add([:], through: place, at: now)
            }
        }
        if place.position == size { return try store.saw(place, at: now) }
        while place.position < size {
            let bytes = try read(file, path, from: place.position, Int(min(Int64(Self.chunk), size - place.position)))
            if bytes.isEmpty { break }
            guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else {
                // A line that is still being written, or, as long as a whole chunk, none at all.
                guard bytes.count == Self.chunk else { break }
                place.position += Int64(bytes.count)
                continue
            }
            var counted: [UsageStore.Key: UsageStore.Bytes] = [:]
            for line in bytes[..<end].split(separator: UInt8(ascii: "\n")) {
                guard let (key, bytes) = Self.parse(line, at: now) else { continue }
                counted[key, default: .init()].received += bytes.received
                counted[key, default: .init()].sent += bytes.sent
            }
            place.position += Int64(end + 1)
            try store.add(counted, through: place, at: now)
        }
    }

    /// The first line; nil while it is not whole.
    private func head(_ file: FileDescriptor, _ path: String) throws -> String? {
        let bytes = try read(file, path, from: 0, 256)
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? (bytes.count == 256 ? 256 : nil) else { return nil }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    private func read(_ file: FileDescriptor, _ path: String, from position: Int64, _ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = pread(file.number, &bytes, count, off_t(position))
        if got < 0 { throw SystemError("read", path) }
        bytes.removeLast(count - got)
        return bytes
    }

    /// nil for a line that is not ours.
    static func parse(_ line: ArraySlice<UInt8>, at now: Timestamp) -> (UsageStore.Key, UsageStore.Bytes)? {
        let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        guard fields.count == 5, let website = WebsiteID(fields[0]), fields[1].hasPrefix("web"), let account = Int(fields[1].dropFirst(3)),
            account > 0, let second = Int64(fields[2]), let received = bytes(fields[3]), let sent = bytes(fields[4])
        else { return nil }
        // A clock that was far ahead when the line was written must not hide it in a year to come.
        let moment = second > 0 && second < 1 << 40 ? min(Timestamp(milliseconds: second * 1000), now + .days(1)) : now
        return (UsageStore.Key(account: account, website: website, day: UTCDay(moment)), UsageStore.Bytes(received: received, sent: sent))
    }

    private static func bytes(_ text: String) -> Int64? {
        if text == "-" { return 0 }
        return Int64(text).flatMap { (0...largest).contains($0) ? $0 : nil }
    }
}
