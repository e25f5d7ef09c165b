import CLinux
import Core
import Foundation

extension HomeWalk {
    /// Each level holds a descriptor; what lies deeper is moved up first, so a tree of any depth goes.
    private static let deepest = 200

    private struct Level {
        var directory: FileDescriptor
        /// In the level above.
        var name: [CChar]
        var left: [[CChar]]
    }

    /// Removes a directory with everything below it; of the home itself only what is in it. What is gone already is no error.
    ///
    /// Links are removed, never followed. Names are the kernel's bytes: a customer's program may have made some that are no text.
    func removeTree(_ path: [String]) throws {
        do {
            try empty(try directory(path))
        } catch let error as SystemError where error.code == ENOENT {
            return
        } catch let error as SystemError where (error.code == ENOTDIR || error.code == ELOOP) && !path.isEmpty {
            // A file or a link: it goes itself, and what a link names stays.
            let parent = try directory(Array(path.dropLast()))
            if unlinkat(parent.number, path[path.count - 1], 0) != 0 && errno != ENOENT { throw error }
            return
        }
        guard let name = path.last else { return }
        let parent = try directory(Array(path.dropLast()))
        if unlinkat(parent.number, name, AT_REMOVEDIR) != 0 && errno != ENOENT { throw SystemError("rmdir", name) }
    }

    private func empty(_ top: FileDescriptor) throws {
        var moved = 0
        var levels = [try level(top, name: [])]
        while let here = levels.last?.directory {
            guard let name = levels[levels.count - 1].left.popLast() else {
                let done = levels.removeLast()
                guard let above = levels.last else { return }
                if unlinkat(above.directory.number, done.name, AT_REMOVEDIR) != 0 && errno != ENOENT {
                    throw SystemError("rmdir", done.name.shownName)
                }
                continue
            }
            if unlinkat(here.number, name, 0) == 0 || errno == ENOENT { continue }
            guard errno == EISDIR || errno == EPERM || errno == EACCES else { throw SystemError("unlink", name.shownName) }
            // A directory is moved and emptied by those only who may write it.
            fchmodat(here.number, name, 0o700, 0)
            if levels.count >= Self.deepest {
                levels[0].left.append(try move(name, from: here, to: top, &moved))
                continue
            }
            let child = try FileDescriptor(
                checking: hw_openat2(
                    here.number, name, UInt64(UInt32(bitPattern: O_RDONLY | O_DIRECTORY)), 0, HW_RESOLVE_BENEATH | HW_RESOLVE_NO_SYMLINKS),
                "open", name.shownName)
            levels.append(try level(child, name: name))
        }
    }

    private func level(_ directory: FileDescriptor, name: [CChar]) throws -> Level {
        // A customer may have taken the rights from his own directory.
        fchmod(directory.number, 0o700)
        var left: [[CChar]] = []
        try eachName(of: directory) { left.append($0) }
        return Level(directory: directory, name: name, left: left)
    }

    /// Returns its new name in `top`: the first that nothing else has.
    private func move(_ name: [CChar], from: FileDescriptor, to top: FileDescriptor, _ moved: inout Int) throws -> [CChar] {
        while true {
            moved += 1
            let fresh = Array(".hostwright-moved-\(moved)".utf8CString)
            var facts = stat()
            if fstatat(top.number, fresh, &facts, AT_SYMLINK_NOFOLLOW) == 0 { continue }
            if renameat(from.number, name, top.number, fresh) != 0 { throw SystemError("rename", name.shownName) }
            return fresh
        }
    }
}

extension [CChar] {
    /// A name of the kernel's as text, for people.
    var shownName: String { String(decoding: prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) }
}
