import CLinux
import Core
import Foundation

/// The space of one home.
package struct HomeSpace: Codable, Sendable, Hashable {
    /// Allocated blocks, of directories too.
    package var bytes: Int64 = 0
    /// Everything but directories; one with several names counts once.
    package var files: Int64 = 0
    /// False when directories lie so deep in one another that they were not walked down to.
    package var isWhole = true
}

extension HomeWalk {
    /// Each level holds a descriptor, of which a process has 1024 unless somebody raised it.
    private static let deepest = 800

    private struct FileName: Hashable {
        var device: UInt64
        var number: UInt64
    }

    private struct Level {
        var directory: FileDescriptor
        /// Of its directories, as the kernel spells them: they may be no text.
        var left: [[CChar]]
    }

    /// Adds up what lies below the home, on its own file system. Directories are opened one by one below the one that holds them and never through a
    /// link, so whatever the customer renames meanwhile, the walk stays below the home. Slow on purpose: others want the disk, too.
    func measure() throws -> HomeSpace {
        _ = nice(19)
        var space = HomeSpace()
        var named: Set<FileName> = []
        var top = stat()
        if fstat(home.number, &top) != 0 { throw SystemError("fstat", "home") }
        space.bytes = Int64(top.st_blocks) * 512
        var levels = [Level(directory: home, left: try count(home, on: top.st_dev, &named, &space))]
        while !levels.isEmpty {
            guard let name = levels[levels.count - 1].left.popLast() else {
                levels.removeLast()
                continue
            }
            if levels.count >= Self.deepest {
                space.isWhole = false
                continue
            }
            let number = hw_openat2(
                levels[levels.count - 1].directory.number, name, UInt64(UInt32(bitPattern: O_RDONLY | O_DIRECTORY)), 0,
                HW_RESOLVE_BENEATH | HW_RESOLVE_NO_SYMLINKS | HW_RESOLVE_NO_MAGICLINKS)
            if number < 0 {
                // It has gone, or is no directory any more.
                if errno == EMFILE || errno == ENFILE || errno == EACCES { space.isWhole = false }
                continue
            }
            let directory = FileDescriptor(number)
            var facts = stat()
            guard fstat(number, &facts) == 0, facts.st_dev == top.st_dev else { continue }
            space.bytes += Int64(facts.st_blocks) * 512
            levels.append(Level(directory: directory, left: try count(directory, on: top.st_dev, &named, &space)))
        }
        return space
    }

    /// Adds the entries of one directory and returns its directories.
    private func count(
        _ directory: FileDescriptor, on device: dev_t, _ named: inout Set<FileName>, _ space: inout HomeSpace
    ) throws -> [[CChar]] {
        var directories: [[CChar]] = []
        var seen = 0
        try eachName(of: directory) { name in
            seen += 1
            if seen % 1000 == 0 { usleep(2000) }
            var facts = stat()
            // It may have gone meanwhile. Another file system is not the home's space.
            if fstatat(directory.number, name, &facts, AT_SYMLINK_NOFOLLOW) != 0 || facts.st_dev != device { return }
            if facts.st_mode & S_IFMT == S_IFDIR {
                directories.append(name)
                return
            }
            let file = FileName(device: UInt64(facts.st_dev), number: UInt64(facts.st_ino))
            if facts.st_nlink > 1, !named.insert(file).inserted { return }
            space.files += 1
            space.bytes += Int64(facts.st_blocks) * 512
        }
        return directories
    }
}
