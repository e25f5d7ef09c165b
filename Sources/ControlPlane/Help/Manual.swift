import Core
import Foundation
import Presentation

/// The manual: Markdown files below one directory, `<language>/<role>/<page>.md`, as they stand in docs/manual of the source.
package struct Manual: Sendable {
    enum Role: String, Sendable, CaseIterable { case administrator, customer }

    /// nil: not installed.
    let directory: String?

    /// Where the manual lies: as told, beside the installed program, or in the source tree the program was built in.
    package init(told: String?, program: String = CommandLine.arguments[0]) {
        if let told {
            directory = told
            return
        }
        let resolved = URL(fileURLWithPath: program).resolvingSymlinksInPath()
        var candidates = [resolved.deletingLastPathComponent().appendingPathComponent("../share/hostwright/manual").path]
        var above = resolved.deletingLastPathComponent()
        for _ in 0..<6 {
            candidates.append(above.appendingPathComponent("docs/manual").path)
            above = above.deletingLastPathComponent()
        }
        candidates.append(FileManager.default.currentDirectoryPath + "/docs/manual")
        directory = candidates.first { FileManager.default.fileExists(atPath: $0 + "/en") }
    }

    /// The page's text in the reader's language, or in English where it is not translated; nil when there is no such page for the role.
    func page(_ name: String, _ role: Role, _ language: Language) -> String? {
        guard let directory, Self.isName(name) else { return nil }
        for language in [language, .english] {
            let path = "\(directory)/\(language.rawValue)/\(role.rawValue)/\(name).md"
            if let data = FileManager.default.contents(atPath: path) { return String(decoding: data, as: UTF8.self) }
        }
        return nil
    }

    func has(_ name: String, _ role: Role) -> Bool { page(name, role, .english) != nil }

    /// Letters, digits and hyphens: never a path.
    private static func isName(_ name: String) -> Bool {
        (1...60).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }
}
