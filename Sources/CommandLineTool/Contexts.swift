import Foundation

/// The panels a person works with, each with its address and token: `~/.config/hostwright/contexts.json`, readable by nobody else.
struct Contexts: Sendable, Codable, Equatable {
    struct Context: Sendable, Codable, Equatable {
        var url: String
        var token: String
    }

    /// The one that is used when none is named.
    var current: String?
    var contexts: [String: Context] = [:]

    /// The file; nil when there is neither XDG_CONFIG_HOME nor HOME (XDG Base Directory Specification).
    static func path(_ variables: [String: String]) -> String? {
        folder(variables, "XDG_CONFIG_HOME", ".config").map { "\($0)/contexts.json" }
    }

    /// The folder of this program below the one of the variable, or of the home.
    static func folder(_ variables: [String: String], _ name: String, _ below: String) -> String? {
        if let folder = variables[name], folder.hasPrefix("/") { return "\(folder)/hostwright" }
        guard let home = variables["HOME"], home.hasPrefix("/") else { return nil }
        return "\(home)/\(below)/hostwright"
    }

    /// What is stored; nothing when there is no file. Throws a `Refusal` when others can read it or it is damaged.
    static func stored(_ variables: [String: String]) throws -> Contexts {
        guard let path = path(variables), FileManager.default.fileExists(atPath: path) else { return Contexts() }
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw Refusal(.notAllowed, "\(path) cannot be read by this user.")
        }
        // Silence is right: without its mode the file is as good as open.
        let mode = (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        if mode & 0o077 != 0 {
            throw Refusal(
                .notAllowed,
                "\(path) holds tokens and other users can read it. `chmod 600 \(path)`; if somebody may have read it, "
                    + "make new tokens in the panel.")
        }
        do {
            return try JSONDecoder().decode(Contexts.self, from: contents)
        } catch {
            throw Refusal(.failed, "\(path) is damaged. Remove it and sign in again with `hostwright login URL`.")
        }
    }

    /// Writes the file with mode 0600 in a folder with mode 0700: whole or not at all.
    func store(_ variables: [String: String]) throws {
        guard let path = Self.path(variables) else {
            throw Refusal(.invalid, "Where is the file for contexts to be? Set HOME or XDG_CONFIG_HOME.")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try PrivateFile.write([UInt8](try encoder.encode(self)) + [0x0A], to: path)
    }

    /// The context of this name. Throws a `Refusal` that lists those there are.
    func named(_ name: String) throws -> Context {
        if let found = contexts[name] { return found }
        let known = contexts.keys.sorted().joined(separator: ", ")
        throw Refusal(
            .invalid, "There is no context \(name). " + (known.isEmpty ? "`hostwright login URL` makes one." : "There are: \(known)."))
    }
}

/// Files that only their owner may read.
enum PrivateFile {
    /// Throws a `Refusal` when it cannot be written.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        let temporary = "\(folder)/.\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            // Made with its mode: it is never open to others, not even for a moment.
            let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try file.write(contentsOf: Data(bytes))
            try file.synchronize()
            try file.close()
            guard rename(temporary, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            // Silence is right: it may not have been made.
            try? FileManager.default.removeItem(atPath: temporary)
            throw Refusal(.failed, "\(path) cannot be written by this user.")
        }
    }
}
