import Core

/// JSON of requests, read strictly: a field nobody knows is refused by its name, so a typing error is noticed and not ignored.
enum JSONBody {
    /// Throws `Fault(.invalid)` with the path of the field: `limits.disk`, `names[2]`.
    static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
        let tree: JSONTree
        do throws(JSONProblem) {
            tree = try JSONParser.parse(bytes)
        } catch {
            throw Fault(
                .invalid, key: "body.json", arguments: ["position": String(error.position)],
                "The body is not JSON we can read: \(error.sentence), at byte \(error.position).")
        }
        let asked = AskedNames()
        do {
            let value = try T(from: TreeDecoder(tree: tree, codingPath: [], asked: asked))
            try refuseUnknown(tree, path: "", asked)
            return value
        } catch DecodingError.keyNotFound(let key, let context) {
            let name = fieldPath(context.codingPath + [key])
            throw Fault.invalid(.init(name, key: "field.missing", arguments: ["field": name], "The field \(name) is missing."))
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw Fault.invalid(misfit(context, key: "field.type"))
        } catch DecodingError.dataCorrupted(let context) {
            throw Fault.invalid(misfit(context, key: "field.form"))
        }
    }

    private static func misfit(_ context: DecodingError.Context, key: String) -> Fault.Field {
        let field = fieldPath(context.codingPath)
        let text = context.debugDescription
        let sentence = text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
        return Fault.Field(field, key: key, arguments: ["field": field], sentence)
    }

    private static func refuseUnknown(_ tree: JSONTree, path: String, _ asked: AskedNames) throws {
        switch tree {
        case .object(let members):
            guard let known = asked.byPath[path] else { return }
            for member in members {
                let name = path.isEmpty ? member.name : path + "." + member.name
                if known.names.contains(member.name) {
                    try refuseUnknown(member.value, path: name, asked)
                } else if !known.takesAll {
                    let all = known.names.sorted().joined(separator: ", ")
                    throw Fault.invalid(
                        .init(
                            name, key: "field.unknown", arguments: ["field": name, "fields": all],
                            "There is no field \(name) here. The fields are: \(all)."))
                }
            }
        case .array(let items):
            for (i, item) in items.enumerated() { try refuseUnknown(item, path: path + "[\(i)]", asked) }
        default: break
        }
    }
}

/// `limits.names[2]`.
func fieldPath(_ path: [any CodingKey]) -> String {
    var text = ""
    for key in path {
        if let index = key.intValue { text += "[\(index)]" } else { text += (text.isEmpty ? "" : ".") + key.stringValue }
    }
    return text.isEmpty ? "body" : text
}

/// Which fields were asked for, per object of the tree. A class, because all containers of one decoding write into it; it never leaves
/// the call that made it.
final class AskedNames {
    struct Known {
        var names: Set<String> = []
        /// A dictionary takes whatever is there.
        var takesAll = false
    }

    var byPath: [String: Known] = [:]
}
