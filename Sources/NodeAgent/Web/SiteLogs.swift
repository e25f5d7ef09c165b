import AgentProtocol
import Core
import Foundation

/// A site's own lines in the shared logs. Their first two fields are written by the web server's hook (website, account).
package struct SiteLogs: Sendable {
    private let accessLog: String
    private let errorLog: String
    /// How far back from its end a log is searched.
    private static let reach = 64 << 20

    package init(root: String) {
        accessLog = "\(root)/log/web/access.log"
        errorLog = "\(root)/log/web/error.log"
    }

    /// The last lines of the site, oldest first, without the two fields. Empty when there are none.
    package func read(_ website: WebsiteID, log: SiteLog, lines: Int) async throws -> [String] {
        let path = log == .access ? accessLog : errorLog
        return try await Blocking.run { try Self.read(path, prefix: Array("\(website.text) ".utf8), limit: lines) }
    }

    /// Goes back through the older logs until there are enough lines.
    private static func read(_ path: String, prefix: [UInt8], limit: Int) throws -> [String] {
        var found: [String] = []
        var left = off_t(reach)
        for file in [path] + (1...LogRotation.kept).map({ "\(path).\($0)" }) {
            guard found.count < limit, left > 0 else { break }
            guard let size = try collect(file, prefix: prefix, limit: limit, upTo: left, &found) else { break }
            left -= size
        }
        return found.reversed()
    }

    /// Adds the lines of one log, newest first, and returns how much of it there was to search; nil when there is no such log.
    private static func collect(
        _ path: String, prefix: [UInt8], limit: Int, upTo reach: off_t, _ found: inout [String]
    ) throws -> off_t? {
        let number = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if number < 0 && errno == ENOENT { return nil }
        let file = try FileDescriptor(checking: number, "open", path)
        let size = lseek(file.number, 0, SEEK_END)
        var end = size
        let stop = max(0, end - reach)
        var rest: [UInt8] = []
        while end > stop, found.count < limit {
            let start = max(stop, end - 262_144)
            var chunk = [UInt8](repeating: 0, count: Int(end - start))
            let count = pread(file.number, &chunk, chunk.count, start)
            if count < 0 { throw SystemError("read", path) }
            chunk.removeLast(chunk.count - count)
            var lines = (chunk + rest).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            // The first line may begin in the chunk before.
            rest = start > 0 ? Array(lines.removeFirst()) : []
            for line in lines.reversed() where line.starts(with: prefix) {
                found.append(text(line.dropFirst(prefix.count)))
                if found.count == limit { break }
            }
            end = start
        }
        return size
    }

    private static func text(_ line: ArraySlice<UInt8>) -> String {
        let withoutAccount = line.firstIndex(of: UInt8(ascii: " ")).map { line[($0 + 1)...] } ?? line
        return String(decoding: withoutAccount, as: UTF8.self)
    }

    /// The last lines that belong to no site: what the web server says about itself.
    static func lastWords(_ path: String) -> String {
        // Without a log there are no words.
        ((try? read(path, prefix: Array("- ".utf8), limit: 3)) ?? []).joined(separator: "\n")
    }
}
