import CLinux
import Core
import Foundation

/// What the file helper can do, as the customer, below the customer's home. Paths are components below the home, so none can leave it.
package enum FileOperation: Codable, Sendable, Hashable {
    /// Makes the directory and its parents, mode 0750 (or 0700 when private); one that exists is fine.
    case makeDirectory(path: [String], isPrivate: Bool)
    /// Makes the document root and, when it holds nothing, puts the request's content there as `index.html`.
    case prepareDocumentRoot(path: [String])
    /// Replaces the file by the request's content in one step, mode 0640; parents are made.
    case write(path: [String])
    /// Answers with at most `limit` bytes; a longer file is a problem.
    case read(path: [String], limit: Int)
    case list(path: [String])
    /// Removes what is below the path, and the path itself unless it is the home.
    case removeTree(path: [String])
    /// Kills every process of the customer (kill(2) with -1, which spares the caller).
    case endProcesses
    /// Answers whether the directory can be walked to: `missing`, `directory`, or the problem; and whether it holds only the first index page.
    case inspect(path: [String])
    /// Adds up the space that the home takes. Alone in its request, whose uid is then the reader's, not the customer's.
    case measure
}

/// One visit to one customer's home: the operations run in order, the first problem ends them.
struct FileRequest: Codable {
    var home: String
    var uid: UInt32
    var gid: UInt32
    var operations: [FileOperation]
}

package struct FileEntry: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable { case file, directory, link, other }

    package var name: String
    package var kind: Kind
    package var size: Int64
    package var modified: Timestamp
}

/// What happened, with the system's words.
package struct FileProblem: Error, Codable, Sendable, Hashable, CustomStringConvertible {
    /// Stored key: `file.not_found`, `file.too_large`, `file.link`, `file.forbidden`, `file.not_a_file`, `node.disk_full`, `file.failed`.
    package var key: String
    package var words: String

    package var description: String { words }

    init(key: String, words: String) {
        self.key = key
        self.words = words
    }

    init(_ error: SystemError) {
        switch error.code {
        case ENOENT: key = "file.not_found"
        case ELOOP, EXDEV: key = "file.link"
        case EACCES, EPERM: key = "file.forbidden"
        case ENOTDIR, EISDIR: key = "file.not_a_file"
        case ENOSPC, EDQUOT: key = "node.disk_full"
        default: key = "file.failed"
        }
        words = error.description
    }
}

struct FileAnswer: Codable {
    var problem: FileProblem?
    var entries: [FileEntry]?
    /// Of `prepareDocumentRoot`: whether the index page was put. Of `inspect`: whether the directory holds only that.
    var isFresh: Bool?
    /// Of `measure`.
    var space: HomeSpace?
}

/// The walk below one home, by a process that has become the customer.
struct HomeWalk {
    let home: FileDescriptor

    /// Opens the home itself; `home` is the agent's own path, whose parents only root writes.
    init(home path: String) throws {
        home = try FileDescriptor(checking: open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), "open", path)
    }

    func perform(_ operation: FileOperation, content: [UInt8], answer: inout FileAnswer) throws -> [UInt8] {
        switch operation {
        case .makeDirectory(let path, let isPrivate):
            _ = try makeDirectories(path, mode: isPrivate ? 0o700 : 0o750)
        case .prepareDocumentRoot(let path):
            let directory = try makeDirectories(path, mode: 0o750)
            answer.isFresh = false
            let present = try names(of: directory)
            // All there is may be what a helper left that was killed on its way.
            if present.allSatisfy(isTemporary) {
                for rest in present { unlinkat(directory.number, rest, 0) }
                try write(content, as: "index.html", in: directory)
                answer.isFresh = true
            }
            // It is made once, so it has to survive a power cut; the journal of the file system takes the directories above with it.
            if fsync(directory.number) != 0 { throw SystemError("fsync", path.joined(separator: "/")) }
        case .write(let path):
            guard let name = path.last else { throw FileProblem(key: "file.not_a_file", words: "the home itself is a directory") }
            try write(content, as: name, in: try makeDirectories(Array(path.dropLast()), mode: 0o750))
        case .read(let path, let limit):
            return try read(path, limit: limit)
        case .list(let path):
            answer.entries = try entries(of: try directory(path), named: path)
        case .removeTree(let path):
            try removeTree(path)
        case .endProcesses:
            if kill(-1, SIGKILL) != 0 && errno != ESRCH { throw SystemError("kill", "") }
        case .inspect(let path):
            let found = try entries(of: try directory(path), named: path)
            answer.isFresh = found.isEmpty || found.map(\.name) == ["index.html"]
        case .measure:
            answer.space = try measure()
        }
        return []
    }

    /// openat2(2): every component is resolved by the kernel beneath the home, and a symbolic link anywhere is an error.
    private func walk(_ path: [String], _ flags: Int32, mode: UInt64 = 0) throws -> FileDescriptor {
        let name = path.isEmpty ? "." : path.joined(separator: "/")
        let resolve = HW_RESOLVE_BENEATH | HW_RESOLVE_NO_SYMLINKS | HW_RESOLVE_NO_MAGICLINKS
        return try FileDescriptor(
            checking: hw_openat2(home.number, name, UInt64(UInt32(bitPattern: flags)), mode, resolve), "open", name)
    }

    func directory(_ path: [String]) throws -> FileDescriptor { try walk(path, O_RDONLY | O_DIRECTORY) }

    /// Directories inherit group and set-group-id bit from the home, so that the web server's group reads them; a chmod(2) of ours would
    /// clear that bit, for the customer is not in the group.
    private func makeDirectories(_ path: [String], mode: mode_t) throws -> FileDescriptor {
        var at = try directory([])
        for depth in path.indices {
            let here = Array(path[...depth])
            let isLast = depth == path.count - 1
            if mkdirat(at.number, path[depth], isLast ? mode : 0o750) != 0 && errno != EEXIST {
                throw SystemError("mkdir", here.joined(separator: "/"))
            }
            at = try directory(here)
        }
        return at
    }

    private func write(_ content: [UInt8], as name: String, in directory: FileDescriptor) throws {
        let temporary = "\(HomeWalk.temporaryPrefix)\(getpid())~"
        unlinkat(directory.number, temporary, 0)
        do {
            let file = try FileDescriptor(
                checking: openat(directory.number, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640), "open", name)
            try file.writeAll(content)
            if fdatasync(file.number) != 0 { throw SystemError("fsync", name) }
            if renameat(directory.number, temporary, directory.number, name) != 0 { throw SystemError("rename", name) }
        } catch {
            unlinkat(directory.number, temporary, 0)
            throw error
        }
    }

    private static let temporaryPrefix = ".hostwright-"

    private func isTemporary(_ name: String) -> Bool { name.hasPrefix(HomeWalk.temporaryPrefix) && name.hasSuffix("~") }

    private func read(_ path: [String], limit: Int) throws -> [UInt8] {
        // Without O_NONBLOCK a pipe of the customer's would hold the helper for ever.
        let file = try walk(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        var facts = stat()
        if fstat(file.number, &facts) != 0 { throw SystemError("fstat", path.joined(separator: "/")) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw FileProblem(key: "file.not_a_file", words: "this is not a regular file") }
        let bytes = try file.readAll(upTo: limit + 1)
        if bytes.count > limit { throw FileProblem(key: "file.too_large", words: "the file has more than \(limit) bytes") }
        return bytes
    }

    private func entries(of directory: FileDescriptor, named path: [String]) throws -> [FileEntry] {
        var found: [FileEntry] = []
        for name in try names(of: directory) {
            var facts = stat()
            // It may have gone meanwhile.
            if fstatat(directory.number, name, &facts, AT_SYMLINK_NOFOLLOW) != 0 { continue }
            let kind: FileEntry.Kind =
                switch facts.st_mode & S_IFMT {
                case S_IFREG: .file
                case S_IFDIR: .directory
                case S_IFLNK: .link
                default: .other
                }
            let modified = Timestamp(milliseconds: Int64(facts.st_mtim.tv_sec) * 1000 + Int64(facts.st_mtim.tv_nsec) / 1_000_000)
            found.append(FileEntry(name: name, kind: kind, size: Int64(facts.st_size), modified: modified))
        }
        return found.sorted { $0.name < $1.name }
    }

    private func names(of directory: FileDescriptor) throws -> [String] {
        var names: [String] = []
        try eachName(of: directory) { names.append($0.shownName) }
        return names
    }

    /// Names as the kernel spells them, ended by a zero: they may be no text. Neither `.` nor `..`.
    func eachName(of directory: FileDescriptor, _ body: ([CChar]) throws -> Void) throws {
        let copy = openat(directory.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw SystemError("open", ".") }
        guard let stream = fdopendir(copy) else {
            close(copy)
            throw SystemError("opendir", ".")
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { Array(UnsafeBufferPointer(start: $0, count: strnlen($0, 255) + 1)) }
            }
            if name != [46, 0] && name != [46, 46, 0] { try body(name) }
        }
    }
}
