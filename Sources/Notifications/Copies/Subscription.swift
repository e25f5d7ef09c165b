import Core
import Identity
import Persistence

package typealias SubscriptionID = Identifier<Subscription>

/// An address of the staff that gets copies of customers' mails (H.NTF-01).
package struct Subscription: Sendable, Equatable {
    /// More than these nobody can keep an eye on.
    static let most = 50

    package var id: SubscriptionID
    package var address: MailAddress
    package var lists: Set<NotificationList>
    package var createdAt: Timestamp

    /// The lists as they are stored and told, in their own order.
    var listNames: [String] { NotificationList.allCases.filter(lists.contains).map(\.rawValue) }
    var audited: AuditEntry.Object { .init("notification_subscription", id.text, address.address) }
}

/// A subscription as typed, before it is checked.
package struct SubscriptionForm: Sendable {
    package var email: String
    package var name: String
    package var lists: [String]

    package init(email: String, name: String, lists: [String]) {
        self.email = email
        self.name = name
        self.lists = lists
    }

    init(_ subscription: Subscription) {
        self.init(email: subscription.address.address, name: subscription.address.name.text, lists: subscription.listNames)
    }

    /// Throws `Fault(.invalid)` beside `email`, `name` and `lists`.
    func checked(among known: [NotificationList]) throws -> (address: MailAddress, lists: Set<NotificationList>) {
        var complaints = Complaints()
        let name = self.name.trimmingWhitespace.isEmpty ? "" : try complaints.take("name") { try self.name.asName() } ?? ""
        let address = try complaints.take("email") { try MailAddress(email, name: name) }
        var found: Set<NotificationList> = []
        for typed in lists {
            guard let list = NotificationList(rawValue: typed), known.contains(list) else {
                let names = known.map(\.rawValue).joined(separator: ", ")
                complaints.add(
                    "lists", key: "notification_subscription.list", arguments: ["list": String(typed.prefix(60)), "known": names],
                    "There is no list \(typed.prefix(60)). The lists are \(names).")
                break
            }
            found.insert(list)
        }
        if lists.isEmpty {
            complaints.add("lists", key: "notification_subscription.nothing", "Choose at least one list.")
        }
        try complaints.check()
        guard let address else { throw missing }
        return (address, found)
    }
}

private let missing = Fault(
    .notFound, key: "notification_subscription.not_found", "There is no such address that gets copies.")

/// Operations on subscriptions.
package enum Subscriptions {
    /// By address.
    static func list(by actor: Actor, in db: any Connection) throws -> [Subscription] {
        try actor.require(.settingsManager)
        return try SubscriptionQueries.all(in: db)
    }

    /// Throws `Fault(.notFound)`.
    static func required(_ id: SubscriptionID, by actor: Actor, in db: any Connection) throws -> Subscription {
        try actor.require(.settingsManager)
        guard let found = try SubscriptionQueries.find(id, in: db) else { throw missing }
        return found
    }

    /// Throws `Fault(.invalid)` beside `email`, `name` and `lists`; `notification_subscription.most` (limit).
    static func create(
        _ form: SubscriptionForm, lists: [NotificationList], by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws -> Subscription {
        try actor.require(.settingsManager)
        let checked = try form.checked(among: lists)
        let all = try SubscriptionQueries.all(in: db)
        try refuseTwice(checked.address, beside: nil, all)
        guard all.count < Subscription.most else {
            throw Fault(
                .limit, key: "notification_subscription.most", arguments: ["limit": String(Subscription.most)],
                "At most \(Subscription.most) addresses get copies. Remove one first.")
        }
        let made = Subscription(id: SubscriptionID(at: now), address: checked.address, lists: checked.lists, createdAt: now)
        try SubscriptionQueries.insert(made, in: db)
        try Audit.record(
            "notification_subscription.created", on: made.audited,
            changes: [.init("email", nil, made.address.address), .init("lists", nil, made.listNames.joined(separator: ", "))], by: actor,
            in: db, at: now)
        return made
    }

    /// - Parameter checking: called with the subscription as it is, which nobody else changes any more.
    static func change(
        _ id: SubscriptionID, lists: [NotificationList], by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (Subscription) throws -> Void, _ edit: (inout SubscriptionForm) -> Void
    ) throws -> Subscription {
        try actor.require(.settingsManager)
        guard let before = try SubscriptionQueries.locked(id, in: db) else { throw missing }
        try checking(before)
        var form = SubscriptionForm(before)
        edit(&form)
        let checked = try form.checked(among: lists)
        try refuseTwice(checked.address, beside: id, try SubscriptionQueries.all(in: db))
        var after = before
        (after.address, after.lists) = (checked.address, checked.lists)
        if after == before { return before }
        try SubscriptionQueries.update(after, in: db)
        try Audit.record(
            "notification_subscription.changed", on: after.audited,
            changes: [
                .init("email", before.address.address, after.address.address),
                .init("name", before.address.name.text, after.address.name.text),
                .init("lists", before.listNames.joined(separator: ", "), after.listNames.joined(separator: ", ")),
            ], by: actor, in: db, at: now)
        return after
    }

    static func delete(
        _ id: SubscriptionID, by actor: Actor, in db: any Connection, at now: Timestamp, checking: (Subscription) throws -> Void = { _ in }
    ) throws {
        try actor.require(.settingsManager)
        guard let before = try SubscriptionQueries.locked(id, in: db) else { throw missing }
        try checking(before)
        try SubscriptionQueries.delete(id, in: db)
        try Audit.record(
            "notification_subscription.deleted", on: before.audited,
            changes: [.init("email", before.address.address, nil), .init("lists", before.listNames.joined(separator: ", "), nil)],
            by: actor,
            in: db, at: now)
    }

    private static func refuseTwice(_ address: MailAddress, beside own: SubscriptionID?, _ all: [Subscription]) throws {
        guard all.contains(where: { $0.id != own && $0.address.address.folded == address.address.folded }) else { return }
        throw Fault.invalid(
            .init(
                "email", key: "notification_subscription.twice", arguments: ["email": address.address],
                "\(address.address) gets copies already. Change its lists instead."))
    }
}

/// All statements on `notification_subscription`.
enum SubscriptionQueries {
    private static let columns: SQL = "id, address, name, lists, created_at"

    static func all(in db: any Connection) throws -> [Subscription] {
        try db.query("SELECT \(columns) FROM notification_subscription ORDER BY address_folded").map(subscription)
    }

    static func find(_ id: SubscriptionID, in db: any Connection) throws -> Subscription? {
        try db.first("SELECT \(columns) FROM notification_subscription WHERE id = \(id)").map(subscription)
    }

    static func locked(_ id: SubscriptionID, in db: any Connection) throws -> Subscription? {
        try db.first("SELECT \(columns) FROM notification_subscription WHERE id = \(id)" + db.forUpdate).map(subscription)
    }

    static func insert(_ new: Subscription, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO notification_subscription (id, address, address_folded, name, lists, created_at)
            VALUES (\(new.id), \(new.address.address), \(new.address.address.folded), \(new.address.name.text),
                \(new.listNames.joined(separator: ",")), \(new.createdAt))
            """)
    }

    static func update(_ changed: Subscription, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE notification_subscription SET address = \(changed.address.address), address_folded = \(changed.address.address.folded),
                name = \(changed.address.name.text), lists = \(changed.listNames.joined(separator: ","))
            WHERE id = \(changed.id)
            """)
    }

    static func delete(_ id: SubscriptionID, in db: any Connection) throws {
        try db.execute("DELETE FROM notification_subscription WHERE id = \(id)")
    }

    private static func subscription(_ row: Row) throws -> Subscription {
        let lists: String = try row("lists")
        return Subscription(
            id: try row("id"), address: MailAddress(stored: try row("address"), name: try row("name")),
            lists: Set(lists.split(separator: ",").compactMap { NotificationList(rawValue: String($0)) }), createdAt: try row("created_at"))
    }
}
