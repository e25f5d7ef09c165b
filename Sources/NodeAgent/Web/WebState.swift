import AgentProtocol
import Core
import Foundation

/// What the node did about one wanted object, written down before it is done, so that a crash leaves nothing unknown.
struct WebObject: Codable, Sendable {
    var reference: ObjectReference
    var presence: Presence
    var specification: Specification
    /// Names that may have a record: those wanted now and those of before that are being taken away.
    var names: [DomainName] = []
    /// The document root was made once: from now on it is the customer's, and missing means broken.
    var isPrepared = false
    /// The site is older than this node's storage: its files were elsewhere.
    var lacksContent = false
}

/// One small JSON file per object.
struct WebState: Sendable {
    let directory: String

    func read(_ reference: ObjectReference) throws -> WebObject? {
        guard let bytes = try SmallFiles.read(path(reference)) else { return nil }
        return try JSONDecoder().decode(WebObject.self, from: Data(bytes))
    }

    func write(_ object: WebObject) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try SmallFiles.write(Array(try encoder.encode(object)), to: path(object.reference))
    }

    func remove(_ reference: ObjectReference) throws { try SmallFiles.remove(path(reference)) }

    /// Everything on disk. A file that cannot be read is left alone and not listed.
    func all(_ kind: ObjectKind? = nil) throws -> [WebObject] {
        try SmallFiles.names(in: directory).compactMap { name in
            guard name.hasSuffix(".json"), kind.map({ name.hasPrefix($0.rawValue + ".") }) ?? true,
                let bytes = try SmallFiles.read("\(directory)/\(name)")
            else { return nil }
            return try? JSONDecoder().decode(WebObject.self, from: Data(bytes))
        }
    }

    /// When this storage was set up: what is older had its files elsewhere.
    func established() throws -> Timestamp {
        let path = "\(directory)/established"
        if let bytes = try SmallFiles.read(path), let milliseconds = Int64(String(decoding: bytes, as: UTF8.self)) {
            return Timestamp(milliseconds: milliseconds)
        }
        let now = Timestamp.now
        try SmallFiles.write(Array(String(now.milliseconds).utf8), to: path)
        return now
    }

    private func path(_ reference: ObjectReference) throws -> String {
        // The object's text comes from the wire; as part of a file's name it must be an id.
        guard Identifier<Things.Record>(reference.object) != nil else {
            throw ApplyFailure(key: "node.refused", words: "the object's name is not an id")
        }
        return "\(directory)/\(reference.kind.rawValue).\(reference.server.text).\(reference.object).json"
    }
}
