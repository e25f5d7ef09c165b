import APIResources
import Core
import Crypto
import HTTPTypes

/// Which state of a resource this is (RFC 9110 §8.8.3, strong): a hash of its bytes and, for an object, a short hash of each field, so that
/// whoever comes with an old one can be told which fields have changed.
struct EntityTag: Sendable {
    private let whole: String
    /// A hash of the fields that people set; nil when these are all.
    private let settings: String?
    private let fields: [(name: String, value: JSONTree, hash: String)]
    private let observed: Set<String>

    /// - Parameter observed: fields that tell what is seen and change by themselves; see `APIResource.observed`.
    init(of bytes: [UInt8], observed: Set<String> = []) {
        whole = String(Self.hash(bytes).prefix(22))
        self.observed = observed
        // Bytes of a file are no object; then there is nothing to name.
        let members = (try? JSONParser.parse(bytes, deepest: 64))?.members ?? []
        fields = members.prefix(64).map { member in
            (member.name, member.value, String(Self.hash(Array("\(member.name):\(member.value.text())".utf8)).prefix(4)))
        }
        let set = members.filter { !observed.contains($0.name) }.map { "\($0.name):\($0.value.text())" }.joined(separator: "\n")
        settings = observed.isEmpty ? nil : String(Self.hash(Array(set.utf8)).prefix(22))
    }

    /// With its quotes, as it stands in the header.
    var text: String {
        "\"" + ([[whole, settings].compactMap { $0 }.joined(separator: "~")] + fields.map(\.hash)).joined(separator: ".") + "\""
    }

    /// Whether what people set is as it was in the state that had the tag `old`. Weak tags never match (RFC 9110 §8.8.3.2).
    func isMet(by old: String) -> Bool {
        if old == text { return true }
        guard let settings, old.hasPrefix("\""), let first = old.dropFirst().split(separator: ".").first else { return false }
        return first.split(separator: "~").dropFirst().first.map { $0 == settings } ?? false
    }

    /// The fields that differ from the state that had the tag `old`.
    func changes(since old: String) -> [(name: String, value: JSONTree)] {
        let known = Set(old.filter { $0 != "\"" }.split(separator: ".").dropFirst().map { String($0) })
        if known.isEmpty { return [] }
        return fields.filter { !known.contains($0.hash) && !observed.contains($0.name) }.map { ($0.name, $0.value) }
    }

    private static func hash(_ bytes: [UInt8]) -> String { base64URL(Array(SHA256.hash(data: bytes))) }

    /// The tags of an `If-Match` or `If-None-Match` header; `*` stands for any.
    static func list(_ header: String) -> [String] { header.split(separator: ",").map { String($0).trimmed } }
}

extension Visit {
    /// Whether the sender wants his change only if nothing has changed since he looked (`If-Match`).
    package var isConditional: Bool { headers[.ifMatch] != nil }

    /// Refuses a change of something that is not as its sender has read it (`If-Match`, RFC 9110 §13.1.1). Without the header nothing is
    /// checked. Called in the transaction of the change, once the row is locked:
    ///
    /// ```swift
    /// let account = try accounts.locked(number, by: visit.actor, in: db)
    /// try visit.requireMatch(AccountResource(account))
    /// ```
    ///
    /// Throws `Fault(.conflict)` of status 412 whose fields say what is different now.
    package func requireMatch<R: APIResource>(_ current: @autoclosure () throws -> R) throws {
        try requireMatch(observed: R.observed, bytes: { try jsonBytes(try current()) })
    }

    /// The same for something that is no JSON: a file.
    package func requireMatch(bytes current: () throws -> [UInt8]) throws { try requireMatch(observed: [], bytes: current) }

    /// Refuses a conditional change of what is not there (RFC 9110 §13.1.1: the condition is false without a current state).
    package func requireNoMatch() throws {
        if isConditional {
            throw Fault(
                .conflict, key: "precondition.failed", arguments: ["fields": ""],
                "This has changed since you read it. Nothing was done; read it again.")
        }
    }

    private func requireMatch(observed: Set<String>, bytes current: () throws -> [UInt8]) throws {
        guard let header = headers[.ifMatch] else { return }
        let wanted = EntityTag.list(header)
        if wanted.contains("*") { return }
        let tag = EntityTag(of: try current(), observed: observed)
        if wanted.contains(where: tag.isMet) { return }
        let changed = wanted.last.map { tag.changes(since: $0) } ?? []
        let names = changed.map(\.name).joined(separator: ", ")
        throw Fault(
            .conflict, key: "precondition.failed", arguments: ["fields": names],
            "This has changed since you read it\(names.isEmpty ? "" : ": \(names)"). Nothing was done; read it again.",
            fields: changed.map { name, value in
                let shown = value.text()
                return .init(
                    name, key: "precondition.changed", arguments: ["field": name],
                    "\(name) is now \(shown.count > 200 ? shown.prefix(200) + "..." : shown[...]).")
            })
    }

    /// `response` without its body when its sender has it already (`If-None-Match`, RFC 9110 §13.1.2).
    func unlessKnown(_ response: HTTPFields) -> Bool {
        guard method == .get || method == .head, let header = headers[.ifNoneMatch], let tag = response[.eTag] else { return false }
        return EntityTag.list(header).contains { $0 == "*" || $0 == tag || $0 == "W/" + tag }
    }
}
