import Core
import Identity
import Persistence

/// What the provider knows about the customer of an account besides his name and e-mail address (C.USR-08, -09). All of it may be empty.
package struct PersonalData: Sendable, Hashable {
    package var company = ""
    package var street = ""
    package var postalCode = ""
    package var city = ""
    package var country = ""
    package var phone = ""
    /// What stands in the provider's own fields: three.
    package var own = Array(repeating: "", count: UserFields.count)
    /// Whether the customer sees these data on his first page.
    package var isShown = false

    package init() {}

    package var isEmpty: Bool { self == PersonalData() }

    /// Complains beside `company`, `street`, `postalCode`, `city`, `country`, `phone`, `field1`, `field2` and `field3`.
    func checked(_ complaints: inout Complaints) throws -> PersonalData {
        var data = self
        for (name, path, limit) in Self.texts {
            let text = data[keyPath: path].trimmingWhitespace
            data[keyPath: path] = text.isEmpty ? "" : try complaints.take(name) { try text.asName(limit: limit) } ?? ""
        }
        return data
    }

    /// Each text by its field's name, with its longest value.
    static var texts: [(name: String, path: WritableKeyPath<PersonalData, String>, limit: Int)] {
        [
            ("company", \.company, 100), ("street", \.street, 100), ("postalCode", \.postalCode, 20), ("city", \.city, 100),
            ("country", \.country, 60), ("phone", \.phone, 40),
        ] + (0..<UserFields.count).map { ("field\($0 + 1)", \PersonalData.own[$0], 200) }
    }
}

/// Operations on personal data.
package enum PersonalDataOfAccounts {
    /// Empty where none is known.
    package static func of(_ account: AccountID, in db: any Connection) throws -> PersonalData {
        try PersonalDataQueries.find(account, in: db) ?? PersonalData()
    }

    /// Stores the data of an account, and the name of the person behind it.
    ///
    /// - Parameters:
    ///   - person: the name of the account's owner; nil leaves it.
    ///   - checking: called with what is stored, which nobody else can change any more.
    ///
    /// Throws `Fault(.invalid)` beside the fields.
    package static func change(
        _ account: Account, person: String?, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (PersonalData, Login) throws -> Void = { _, _ in }, _ edit: (inout PersonalData) throws -> Void
    ) throws -> PersonalData {
        try actor.require(.accountManager)
        let account = try Accounts.locked(account, in: db)
        guard let login = try Logins.find(account.login, in: db) else { throw Fault.notFound("login") }
        let before = try of(account.id, in: db)
        try checking(before, login)
        var typed = before
        try edit(&typed)
        var complaints = Complaints()
        let after = try typed.checked(&complaints)
        if let person, person.trimmingWhitespace != login.person { _ = try complaints.take("person") { try person.asName() } }
        try complaints.check()
        if let person, person.trimmingWhitespace != login.person {
            _ = try Profiles.give(Profiles.Change(person: person), to: login.name, by: actor, in: db, at: now)
        }
        try store(after, insteadOf: before, of: account, by: actor, in: db, at: now)
        return after
    }

    /// What was checked already, for an account that was made in this transaction.
    static func store(
        _ after: PersonalData, insteadOf before: PersonalData = PersonalData(), of account: Account, by actor: Actor, in db: any Connection,
        at now: Timestamp
    ) throws {
        if after == before { return }
        try PersonalDataQueries.set(after, of: account.id, in: db)
        // Which fields, not what stands in them: the audit log is kept longer than the data may be.
        let changes = PersonalData.texts.filter { before[keyPath: $0.path] != after[keyPath: $0.path] }.map {
            AuditEntry.Change($0.name, nil, nil)
        }
        try Audit.record(
            "account.person_changed", on: account.audited,
            changes: changes + [.init("isShown", String(before.isShown), String(after.isShown))],
            by: actor, in: db, at: now)
    }
}

/// Personal data end with their account.
package struct PersonalDataPart: AccountPart {
    package init() {}

    package func accountWasPurged(_ account: Account, in db: any Connection, at now: Timestamp) throws {
        try PersonalDataQueries.remove(of: account.id, in: db)
    }
}

/// All statements on `account_person`.
enum PersonalDataQueries {
    static func find(_ account: AccountID, in db: any Connection) throws -> PersonalData? {
        try db.first(
            """
            SELECT company, street, postal_code, city, country, phone, field1, field2, field3, is_shown FROM account_person
            WHERE account_id = \(account)
            """
        ).map { row in
            var data = PersonalData()
            data.company = try row("company")
            data.street = try row("street")
            data.postalCode = try row("postal_code")
            data.city = try row("city")
            data.country = try row("country")
            data.phone = try row("phone")
            data.own = [try row("field1"), try row("field2"), try row("field3")]
            data.isShown = try row("is_shown")
            return data
        }
    }

    static func set(_ data: PersonalData, of account: AccountID, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO account_person (account_id, company, street, postal_code, city, country, phone, field1, field2, field3, is_shown)
            VALUES (\(account), \(data.company), \(data.street), \(data.postalCode), \(data.city), \(data.country), \(data.phone),
                \(data.own[0]), \(data.own[1]), \(data.own[2]), \(data.isShown))
            ON CONFLICT (account_id) DO UPDATE SET company = excluded.company, street = excluded.street,
                postal_code = excluded.postal_code, city = excluded.city, country = excluded.country, phone = excluded.phone,
                field1 = excluded.field1, field2 = excluded.field2, field3 = excluded.field3, is_shown = excluded.is_shown
            """)
        let words = PersonalData.texts.map { data[keyPath: $0.path] }.filter { !$0.isEmpty }.joined(separator: " ").folded
        try AccountSearch.people.set(account, words, in: db)
    }

    static func remove(of account: AccountID, in db: any Connection) throws {
        try db.execute("DELETE FROM account_person WHERE account_id = \(account)")
        try AccountSearch.people.remove(account, in: db)
    }
}
