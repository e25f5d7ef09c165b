import Foundation

/// Small files of the agent's own state, in directories that only root writes.
package enum SmallFiles {
    /// The file's bytes, or nil when there is none. Throws on anything else.
    static func read(_ path: String, limit: Int = 1 << 20) throws -> [UInt8]? {
        let number = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if number < 0 && errno == ENOENT { return nil }
        return try FileDescriptor(checking: number, "open", path).readAll(upTo: limit)
    }

    /// The file's text, empty when it cannot be read: for files of /proc, which vanish with their process.
    static func text(_ path: String) -> String {
        guard let bytes = try? read(path) else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The last bytes of a log, empty when it cannot be read: they only explain what has failed already.
    static func tail(_ path: String, _ count: Int) -> String {
        guard let file = try? FileDescriptor(checking: open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW), "open", path) else { return "" }
        lseek(file.number, max(0, lseek(file.number, 0, SEEK_END) - off_t(count)), SEEK_SET)
        guard let bytes = try? file.readAll(upTo: count) else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Replaces the file in one step: whoever reads sees the old or the new bytes, also after a power cut.
    /// Returns false when it had these bytes already, and then touches nothing.
    @discardableResult
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600, group: gid_t? = nil) throws -> Bool {
        if try read(path, limit: bytes.count + 1) == bytes { return false }
        let temporary = try writeTemporary(bytes, for: path, mode: mode, group: group, isSynced: true)
        if rename(temporary, path) != 0 { throw SystemError("rename", path) }
        try syncDirectory(of: path)
        return true
    }

    /// Gives each of the paths, which lie on one file system, these bytes in one step each: links of one file. Not synced: for what can be made
    /// again after a power cut. Returns false when all have these bytes already, and then touches nothing.
    @discardableResult
    static func writeUnsynced(_ bytes: [UInt8], to paths: [String], mode: mode_t, group: gid_t) throws -> Bool {
        let stale = try paths.filter { try read($0, limit: bytes.count + 1) != bytes }
        guard let first = stale.first else { return false }
        let temporary = try writeTemporary(bytes, for: first, mode: mode, group: group, isSynced: false)
        for path in stale.dropFirst() {
            let other = path + "~"
            if link(temporary, other) != 0 {
                guard errno == EEXIST else { throw SystemError("link", other) }
                // Left by a crash; nobody else writes here.
                if unlink(other) != 0 || link(temporary, other) != 0 { throw SystemError("link", other) }
            }
            if rename(other, path) != 0 { throw SystemError("rename", path) }
        }
        if rename(temporary, first) != 0 { throw SystemError("rename", first) }
        return true
    }

    /// No domain name and none of our own file names ends in a tilde.
    private static func writeTemporary(_ bytes: [UInt8], for path: String, mode: mode_t, group: gid_t?, isSynced: Bool) throws -> String {
        let temporary = path + "~"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        var number = open(temporary, flags, 0o600)
        if number < 0 && errno == EEXIST {
            // Left by a crash; nobody else writes here.
            if unlink(temporary) != 0 { throw SystemError("unlink", temporary) }
            number = open(temporary, flags, 0o600)
        }
        do {
            let file = try FileDescriptor(checking: number, "open", temporary)
            if let group, fchown(file.number, 0, group) != 0 { throw SystemError("fchown", temporary) }
            if fchmod(file.number, mode) != 0 { throw SystemError("fchmod", temporary) }
            try file.writeAll(bytes)
            if isSynced, fsync(file.number) != 0 { throw SystemError("fsync", temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
        return temporary
    }

    /// Removes the file; it may have gone already.
    static func remove(_ path: String) throws {
        if unlink(path) != 0 {
            if errno == ENOENT { return }
            throw SystemError("unlink", path)
        }
        try syncDirectory(of: path)
    }

    /// Makes the directory if need be and gives it this owner and mode. Refuses a symbolic link in its place.
    package static func makeDirectory(_ path: String, mode: mode_t = 0o755, owner: uid_t = 0, group: gid_t = 0) throws {
        if mkdir(path, 0o700) != 0 && errno != EEXIST { throw SystemError("mkdir", path) }
        let directory = try FileDescriptor(checking: open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), "open", path)
        var facts = stat()
        if fstat(directory.number, &facts) != 0 { throw SystemError("fstat", path) }
        if facts.st_uid != owner || facts.st_gid != group {
            if fchown(directory.number, owner, group) != 0 { throw SystemError("fchown", path) }
        }
        // Always after chown, which clears the set-group-id bit.
        if facts.st_mode & 0o7777 != mode || facts.st_uid != owner || facts.st_gid != group {
            if fchmod(directory.number, mode) != 0 { throw SystemError("fchmod", path) }
        }
    }

    /// Names in a directory without `.` and `..`; empty when there is no such directory.
    static func names(in path: String) throws -> [String] {
        guard let directory = opendir(path) else {
            if errno == ENOENT { return [] }
            throw SystemError("opendir", path)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    private static func syncDirectory(of path: String) throws {
        try syncDirectory(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    }

    static func syncDirectory(_ parent: String) throws {
        let directory = try FileDescriptor(checking: open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open", parent)
        if fsync(directory.number) != 0 { throw SystemError("fsync", parent) }
    }
}
