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

    /// Replaces the file in one step: whoever reads sees the old or the new bytes, also after a power cut.
    /// Returns false when it had these bytes already, and then touches nothing.
    @discardableResult
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600, group: gid_t? = nil) throws -> Bool {
        if try read(path, limit: bytes.count + 1) == bytes { return false }
        // No domain name and none of our own file names ends in a tilde.
        let temporary = path + "~"
        // Left by a crash; nobody else writes here.
        if unlink(temporary) != 0 && errno != ENOENT { throw SystemError("unlink", temporary) }
        do {
            let file = try FileDescriptor(
                checking: open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600), "open", temporary)
            if let group, fchown(file.number, 0, group) != 0 { throw SystemError("fchown", temporary) }
            if fchmod(file.number, mode) != 0 { throw SystemError("fchmod", temporary) }
            try file.writeAll(bytes)
            if fsync(file.number) != 0 { throw SystemError("fsync", temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
        if rename(temporary, path) != 0 { throw SystemError("rename", path) }
        try syncDirectory(of: path)
        return true
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
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let directory = try FileDescriptor(checking: open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open", parent)
        if fsync(directory.number) != 0 { throw SystemError("fsync", parent) }
    }
}
