import Core
import Persistence

/// Logical servers of one kind that belong together: `Default`, `Fast disks` (H.SRV-05). A plan names one group of each kind, and its customers land
/// on the servers of these groups only (H.SRV-09). It is a label: a group exists while a server or a plan has it.
package enum ServerGroup {
    /// What a server and a plan have when nobody says otherwise.
    package static let standard = "Default"

    /// A label as typed; empty is the standard one. Throws `name.long` and `name.characters`.
    package static func checked(_ typed: String) throws(InputProblem) -> String {
        typed.trimmingWhitespace.isEmpty ? standard : try typed.asName(limit: 60)
    }

    /// The groups that servers of the kind have, the standard one first, then by name.
    package static func all(of kind: LogicalServerKind, in db: any Connection) throws -> [String] {
        let names = try db.query("SELECT DISTINCT group_name FROM logical_server WHERE kind = \(kind)").map {
            try $0("group_name", as: String.self)
        }
        return [standard] + names.filter { $0.folded != standard.folded }.sorted { $0.folded < $1.folded }
    }
}
