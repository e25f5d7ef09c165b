/// Two texts line by line, as `diff -u` shows them.
enum UnifiedDifference {
    private enum Line: Equatable {
        case same(String)
        case removed(String)
        case added(String)
    }

    /// The difference; nothing when there is none.
    ///
    /// - Parameters:
    ///   - old, new: the texts, with the names that stand above them.
    ///   - around: lines shown before and after a change.
    static func text(_ old: String, named oldName: String, _ new: String, named newName: String, around: Int = 3) -> String {
        let lines = lines(of(old), of(new))
        let changed = lines.indices.filter { if case .same = lines[$0] { false } else { true } }
        guard !changed.isEmpty else { return "" }
        var text = "--- \(oldName)\n+++ \(newName)\n"
        var at = 0
        while at < changed.count {
            let start = max(0, changed[at] - around)
            var end = min(lines.count, changed[at] + around + 1)
            // Changes whose surroundings meet are shown together.
            while at < changed.count, changed[at] - around <= end {
                end = min(lines.count, changed[at] + around + 1)
                at += 1
            }
            text += hunk(lines, start..<end)
        }
        return text
    }

    private static func of(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    private static func lines(_ old: [String], _ new: [String]) -> [Line] {
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if removed.contains(i) {
                lines.append(.removed(old[i]))
                i += 1
            } else if added.contains(j) {
                lines.append(.added(new[j]))
                j += 1
            } else {
                lines.append(.same(new[j]))
                i += 1
                j += 1
            }
        }
        return lines
    }

    private static func hunk(_ lines: [Line], _ range: Range<Int>) -> String {
        var (oldStart, newStart) = (1, 1)
        for line in lines[..<range.lowerBound] {
            switch line {
            case .same: (oldStart, newStart) = (oldStart + 1, newStart + 1)
            case .removed: oldStart += 1
            case .added: newStart += 1
            }
        }
        var (oldCount, newCount) = (0, 0)
        var text = ""
        for line in lines[range] {
            switch line {
            case .same(let words):
                text += " \(words)\n"
                (oldCount, newCount) = (oldCount + 1, newCount + 1)
            case .removed(let words):
                text += "-\(words)\n"
                oldCount += 1
            case .added(let words):
                text += "+\(words)\n"
                newCount += 1
            }
        }
        // Of no lines, the line before is named (POSIX diff -u).
        let old = "\(oldCount == 0 ? oldStart - 1 : oldStart),\(oldCount)"
        let new = "\(newCount == 0 ? newStart - 1 : newStart),\(newCount)"
        return "@@ -\(old) +\(new) @@\n\(text)"
    }
}
