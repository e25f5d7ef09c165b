import Core

extension Things { package enum StaffRole {} }
package typealias StaffRoleID = Identifier<Things.StaffRole>

/// A named set of permissions that members of staff are given.
package struct StaffRole: Sendable, Equatable {
    package var id: StaffRoleID
    package var name: String
    /// May do everything, also what later versions add. The built-in role of the first administrator; cannot be changed or deleted.
    package var isFull: Bool
    package var permissions: Set<Permission>
    package var createdAt: Timestamp

    /// The built-in role; the migration makes it.
    package static let full = StaffRoleID(stored: "00000000-0000-7000-8000-000000000001")
}
