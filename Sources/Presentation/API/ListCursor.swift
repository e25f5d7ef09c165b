import Core
import Foundation
import Persistence

/// Where a list is read on: the last row's place in the order, so that the rows before it need not be walked over (a keyset).
///
/// The text is for programs to hand back, not to read.
package struct ListCursor: Sendable, Codable, Equatable {
    /// The order it was made in: `name`, `-created`.
    package var order: String
    /// The last row's value in that order.
    package var value: String
    /// And its id, for rows with the same value.
    package var id: String

    package init(order: String, value: String, id: String) {
        self.order = order
        self.value = value
        self.id = id
    }

    private enum CodingKeys: String, CodingKey {
        case order = "o"
        case value = "v"
        case id = "i"
    }

    package var text: String {
        // Three texts always encode.
        (try? jsonBytes(self)).map { base64URL($0) } ?? ""
    }

    package init?(text: String) {
        guard text.utf8.count <= 2000, let bytes = base64URLDecoded(text),
            let cursor = try? JSONBody.decode(ListCursor.self, from: bytes)  // Not one of ours: the caller says so.
        else { return nil }
        if cursor.value.utf8.contains(0) || cursor.id.utf8.contains(0) { return nil }
        self = cursor
    }

    /// The last row's id, for lists in the order of their ids. Throws `refused` for what is none.
    package func identifier<Thing>() throws -> Identifier<Thing> {
        guard let found = Identifier<Thing>(id) else { throw ListCursor.refused }
        return found
    }

    /// The rows after it: `(column, key) > (value, id)` in the order of the list.
    package func condition(_ column: SQL, _ key: SQL, isNumber: Bool, isDescending: Bool) throws -> SQL {
        let comparison: SQL = isDescending ? "<" : ">"
        if isNumber {
            guard let number = Int64(value) else { throw ListCursor.refused }
            return "(\(column), \(key)) \(comparison) (\(number), \(id))"
        }
        return "(\(column), \(key)) \(comparison) (\(value), \(id))"
    }

    package static let refused = Fault.invalid(
        .init("cursor", key: "list.cursor", "This cursor is not from this list in this order. Begin without one."))
}
