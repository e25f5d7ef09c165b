import Foundation

extension Panel {
    /// The description of the interface as this token's owner sees it; asked for anew only when it has changed (`ETag`).
    ///
    /// Throws a `Refusal`; not-found when the panel has none.
    func description() async throws -> Description {
        let cache = DescriptionCache(connection, Console.current.variables)
        let known = cache?.stored
        let answer = try await send(
            .GET, ["openapi.json"], headers: known.map { [("if-none-match", $0.tag)] } ?? [])
        if answer.isUnchanged, let known { return try Description(known.document) }
        let document = try answer.json()
        if let tag = answer.tag { cache?.store(answer.bytes, tag: tag) }
        return try Description(document)
    }
}

/// The last description of a panel for a token: `~/.cache/hostwright/`.
struct DescriptionCache: Sendable {
    private let path: String

    /// nil when there is nowhere to keep it.
    init?(_ connection: Connection, _ variables: [String: String]) {
        guard let folder = Contexts.folder(variables, "XDG_CACHE_HOME", ".cache") else { return nil }
        // FNV-1a: it tells panels and tokens apart and says nothing that helps to guess a token of 256 bits.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(connection.url)\n\(connection.token)".utf8 {
            hash ^= UInt64(byte)
            hash &*= 0x100_0000_01b3
        }
        path = "\(folder)/description-\(String(hash, radix: 16)).json"
    }

    /// What was kept, with its tag on the first line; nil when there is none or it cannot be read.
    var stored: (tag: String, document: JSON)? {
        guard let contents = FileManager.default.contents(atPath: path), let end = contents.firstIndex(of: 0x0A) else { return nil }
        let tag = String(decoding: contents[..<end], as: UTF8.self)
        // Silence is right: what cannot be read is asked for anew.
        guard tag.hasPrefix("\""), let document = try? JSON([UInt8](contents[contents.index(after: end)...])) else { return nil }
        return (tag, document)
    }

    /// Without a place for it everything works the same, a little slower.
    func store(_ bytes: [UInt8], tag: String) {
        if tag.contains("\n") { return }
        try? PrivateFile.write([UInt8]((tag + "\n").utf8) + bytes, to: path)
    }
}
