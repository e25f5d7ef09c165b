import APIResources
import Core
import Yams

extension AccountFile {
    /// Larger files than this are no account's.
    private static let largest = 4 << 20

    /// Reads a file. Throws a `Refusal` with every complaint, each with its line; nothing is guessed.
    ///
    /// - Parameter name: how the file is called in complaints.
    init(_ bytes: [UInt8], name: String) throws {
        if bytes.count > Self.largest { throw Refusal(.invalid, "\(name): It is larger than \(Self.largest >> 20) MiB.") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal(.invalid, "\(name): It is not UTF-8 text.") }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text, .basic)
        } catch {
            throw Refusal(.invalid, Self.sentence(of: error, name))
        }
        guard let root else { throw Refusal(.invalid, "\(name): It is empty.") }
        var reader = Reader(name: name)
        let file = reader.account(root)
        if !reader.complaints.isEmpty {
            var refusal = Refusal(.invalid, "")
            refusal.lines = reader.complaints.sorted { $0.line < $1.line }.map(\.text)
            throw refusal
        }
        self = file
    }

    private static func sentence(of error: any Error, _ name: String) -> String {
        guard let error = error as? YamlError else { return "\(name): It is not YAML." }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            return "\(name):\(mark.line): It is not YAML: \(problem)."
        case .duplicatedKeysInMapping(let keys, let context):
            return "\(name):\(context.mark.line): A field is there twice: \(keys.joined(separator: ", "))."
        default: return "\(name): It is not YAML."
        }
    }

    /// Walks over the nodes, which know their lines.
    private struct Reader {
        let name: String
        var complaints: [(line: Int, text: String)] = []

        mutating func complain(_ node: Node, _ sentence: String) {
            let line = node.mark?.line ?? 1
            complaints.append((line, "\(name):\(line): \(sentence)"))
        }

        mutating func account(_ node: Node) -> AccountFile {
            let fields = fields(
                of: node, "an account",
                known: [
                    "version", "number", "uid", "createdAt", "title", "plan", "period", "login", "email", "suspension", "person", "limits",
                    "addresses", "domains",
                ])
            if let version = fields["version"] {
                if version.scalar?.string != String(AccountFile.version) {
                    complain(version, "version: This program reads version \(AccountFile.version).")
                }
            } else {
                complain(node, "version: It is missing. Write `version: \(AccountFile.version)`.")
            }
            var identity: AccountFile.Identity?
            if let number = fields["number"] {
                identity = whole(number, "number").map { Identity(number: $0) }
                identity?.uid = fields["uid"].flatMap { whole($0, "uid") }
                identity?.createdAt = fields["createdAt"].flatMap { text($0, "createdAt") }
            }
            var domains: [AccountFile.Domain] = []
            if let list = fields["domains"] {
                if let items = list.sequence {
                    for item in items {
                        guard let domain = domain(item) else { continue }
                        if domains.contains(where: { $0.name == domain.name }) {
                            complain(item, "domains: \(domain.name) is there twice.")
                        } else {
                            domains.append(domain)
                        }
                    }
                } else if !isNull(list) {
                    complain(list, "domains: It is a list.")
                }
            }
            let limits: [AccountFile.Limit]? = fields["limits"].flatMap { list in
                if isNull(list) { return [] }
                guard let items = list.sequence else {
                    complain(list, "limits: It is a list.")
                    return nil
                }
                return items.compactMap { limit($0) }.sorted { $0.resource < $1.resource }
            }
            let addresses: [AccountFile.Address]? = fields["addresses"].flatMap { list -> [AccountFile.Address]? in
                if isNull(list) { return [] }
                guard let items = list.sequence else {
                    complain(list, "addresses: It is a list.")
                    return nil
                }
                return self.addresses(Array(items))
            }
            return AccountFile(
                identity: identity, title: required(fields["title"], "title", in: node), plan: required(fields["plan"], "plan", in: node),
                period: fields["period"].flatMap { text($0, "period") },
                login: required(fields["login"], "login", in: node), email: fields["email"].flatMap { text($0, "email") },
                suspension: fields["suspension"].flatMap { isNull($0) ? nil : text($0, "suspension") },
                person: fields["person"].flatMap { person($0) }, limits: limits, addresses: addresses,
                domains: domains.sorted { $0.name < $1.name })
        }

        /// One of IPv4 and one of IPv6 at most, IPv4 first.
        private mutating func addresses(_ items: [Node]) -> [AccountFile.Address] {
            var all: [AccountFile.Address] = []
            for item in items {
                let fields = fields(of: item, "an address", known: ["address", "isExclusive"])
                if item.mapping == nil { continue }
                let typed = required(fields["address"], "address", in: item)
                guard let address = try? IPAddress(typed) else {
                    complain(item, "address: “\(typed)” is not an IP address.")
                    continue
                }
                if all.contains(where: { $0.address.contains(":") == address.isIPv6 }) {
                    complain(item, "addresses: An account has at most one IPv\(address.isIPv6 ? 6 : 4) address of its own.")
                    continue
                }
                all.append(
                    .init(address: address.text, isExclusive: fields["isExclusive"].flatMap { flag($0, "isExclusive") } ?? false))
            }
            return all.sorted { !$0.address.contains(":") && $1.address.contains(":") }
        }

        private mutating func person(_ node: Node) -> PersonalDataResource? {
            if isNull(node) { return nil }
            let fields = fields(of: node, "personal data", known: PersonalDataResource.textFields.map(\.name) + ["isShown"])
            var person = PersonalDataResource()
            for (name, path) in PersonalDataResource.textFields {
                person[keyPath: path] = fields[name].flatMap { isNull($0) ? "" : text($0, name) }
            }
            person.isShown = fields["isShown"].flatMap { flag($0, "isShown") }
            return person
        }

        private mutating func limit(_ node: Node) -> AccountFile.Limit? {
            let fields = fields(of: node, "a limit", known: ["resource", "most", "isHard"])
            if node.mapping == nil { return nil }
            let resource = required(fields["resource"], "resource", in: node)
            guard let most = fields["most"] else {
                complain(node, "most: It is missing. Write -1 for unlimited.")
                return nil
            }
            return AccountFile.Limit(
                resource: resource, most: whole(most, "most") ?? 0, isHard: fields["isHard"].flatMap { flag($0, "isHard") } ?? true)
        }

        private mutating func domain(_ node: Node) -> AccountFile.Domain? {
            let before = complaints.count
            let fields = fields(of: node, "a domain", known: ["name", "documentRoot", "isOn", "runsPHP", "hasZone", "registration"])
            if complaints.count > before, node.mapping == nil { return nil }
            let typed = required(fields["name"], "name", in: node)
            var name = typed
            if !typed.isEmpty, let node = fields["name"] {
                do { name = try DomainName(typed).ascii } catch { complain(node, "name: \(error.sentence)") }
            }
            return AccountFile.Domain(
                name: name, documentRoot: fields["documentRoot"].flatMap { text($0, "documentRoot") },
                isOn: fields["isOn"].flatMap { flag($0, "isOn") }, runsPHP: fields["runsPHP"].flatMap { flag($0, "runsPHP") },
                hasZone: fields["hasZone"].flatMap { flag($0, "hasZone") },
                registration: fields["registration"].flatMap { text($0, "registration") })
        }

        /// The fields of a mapping; one that is not known is complained about, since what it asks for would silently not be done.
        private mutating func fields(of node: Node, _ what: String, known: [String]) -> [String: Node] {
            guard let mapping = node.mapping else {
                complain(node, "Here \(what) is expected, with the fields \(known.joined(separator: ", ")).")
                return [:]
            }
            var fields: [String: Node] = [:]
            for (key, value) in mapping {
                guard let name = key.scalar?.string, known.contains(name) else {
                    let typed = key.scalar?.string ?? "?"
                    let near = known.min { $0.distance(to: typed) < $1.distance(to: typed) }.flatMap {
                        $0.distance(to: typed) <= 3 ? $0 : nil
                    }
                    complain(
                        key,
                        "\(typed): There is no such field of \(what)."
                            + (near.map { " Did you mean \($0)?" } ?? " There are: \(known.joined(separator: ", "))."))
                    continue
                }
                fields[name] = value
            }
            return fields
        }

        private mutating func required(_ node: Node?, _ name: String, in whole: Node) -> String {
            guard let node else {
                if whole.mapping != nil { complain(whole, "\(name): It is missing.") }
                return ""
            }
            guard let text = text(node, name) else { return "" }
            if text.isEmpty { complain(node, "\(name): It may not be empty.") }
            return text
        }

        private mutating func text(_ node: Node, _ name: String) -> String? {
            guard let scalar = node.scalar, !isNull(node) else {
                complain(node, "\(name): It is text.")
                return nil
            }
            return scalar.string
        }

        private mutating func whole(_ node: Node, _ name: String) -> Int? {
            if let text = node.scalar?.string, let number = Int(text) { return number }
            complain(node, "\(name): It is a whole number.")
            return nil
        }

        private mutating func flag(_ node: Node, _ name: String) -> Bool? {
            switch node.scalar?.string.lowercased() {
            case "true", "on", "yes": return true
            case "false", "off", "no": return false
            default:
                complain(node, "\(name): It is true or false.")
                return nil
            }
        }

        private func isNull(_ node: Node) -> Bool {
            guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
            return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
        }
    }
}
