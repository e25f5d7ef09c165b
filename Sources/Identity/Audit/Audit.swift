import Core
import Crypto
import Foundation
import Persistence
import Presentation

/// The audit log: only ever added to, each row carrying the hash of the one before, so that a row that was changed, taken out or swapped
/// is found by `verify`.
///
/// A row is written in the transaction of what it tells, as its last step: with the change it happens or does not happen, and rows have
/// numbers without gaps in the order of their commits. So it is also the stream of events that webhooks follow.
package enum Audit {
    /// Notes what has just been done in this transaction. Changes whose two sides are equal are left out.
    ///
    /// - Parameter action: a stored name, `object.verb` in the past: `account.suspended`.
    package static func record(
        _ action: StaticString, on object: AuditEntry.Object, changes: [AuditEntry.Change] = [], result: AuditEntry.Result = .done,
        by actor: Actor, in db: any Connection, at now: Timestamp
    ) throws {
        var entry = AuditEntry(
            sequence: 0, at: now, actorKind: actor.role.rawValue, login: actor.login, actorName: actor.name, token: actor.token,
            impersonator: actor.impersonator?.name, address: actor.origin?.address?.text, request: actor.origin?.request,
            action: String(describing: action), object: object, result: result, changes: changes.filter { $0.before != $0.after },
            previousHash: "", hash: "")
        if actor.role == .customer, actor.login == nil { entry.actorKind = "stranger" }
        let row = entry
        try Messages.note(row, in: db)
        db.beforeCommit { db in
            guard let head = try AuditQueries.lockHead(in: db) else { throw AuditDamaged(sentence: "the head of the audit log is missing") }
            var row = row
            row.sequence = head.sequence + 1
            row.previousHash = head.hash
            row.hash = hash(of: row)
            try AuditQueries.insert(row, in: db)
            try AuditQueries.setHead(row.sequence, row.hash, in: db)
            try db.notify(.outbox, row.action)
        }
    }

    /// Notes that somebody who is not known was refused, in a transaction of its own: what he tried has none.
    package static func refused(
        _ action: StaticString, on object: AuditEntry.Object, changes: [AuditEntry.Change] = [], by actor: Actor? = nil,
        from origin: Actor.Origin, in database: any Database, at now: Timestamp
    ) async throws {
        var who = actor ?? Actor(role: .customer, login: nil, name: "")
        who.origin = origin
        let actor = who
        try await database.write { db in
            try record(action, on: object, changes: changes, result: .refused, by: actor, in: db, at: now)
        }
    }

    /// What has been done to one object, latest first. Only what the actor reaches.
    package static func history(
        of kind: AuditEntry.Kind, _ id: String, limit: Int = 20, by actor: Actor, in db: any Connection
    ) throws -> [AuditEntry] {
        try list(AuditFilter(kind: kind, object: id, limit: limit), by: actor, in: db)
    }

    /// What has been done to an account and to what belongs to it (H.ADM-13): for staff who reach it all of that, for its owner what his own
    /// part of the log shows. The caller has found the account within the actor's reach.
    package static func history(
        ofAccount account: AccountID, _ filter: AuditFilter, by actor: Actor, in db: any Connection
    ) throws -> [AuditEntry] {
        var filter = filter
        filter.account = account
        guard actor.reach == .everything else { return try list(filter, by: actor, in: db) }
        let rows = try AuditQueries.list(filter, login: .none, in: db)
        if actor.may(.auditReader) { return rows }
        // Where people work from is for those who read the log.
        return rows.map { row in
            var row = row
            (row.address, row.request) = (nil, nil)
            return row
        }
    }

    /// The log, latest first. Staff need `auditReader`; a customer reads what concerns his accounts and himself.
    package static func list(_ filter: AuditFilter, by actor: Actor, in db: any Connection) throws -> [AuditEntry] {
        let own = ownOnly(actor)
        let rows = try AuditQueries.list(filter, login: own, in: db)
        guard case .some(let login) = own else { return rows }
        // Where the provider's people work from is not the customer's business.
        return rows.map { row in
            var row = row
            if row.login != login || row.impersonator != nil { (row.address, row.request) = (nil, nil) }
            return row
        }
    }

    /// The names of what has been done so far, sorted.
    package static func actions(in db: any Connection) throws -> [String] { try AuditQueries.actions(in: db) }

    /// Rows after `sequence`, oldest first: for those who follow the stream of events.
    package static func following(_ sequence: Int64, limit: Int, in db: any Connection) throws -> [AuditEntry] {
        try AuditQueries.following(sequence, limit: limit, in: db)
    }

    /// Rows after `sequence` that the actor may see, oldest first, and the number up to which none was left out.
    package static func following(
        _ sequence: Int64, limit: Int, visibleTo actor: Actor, in db: any Connection
    ) throws -> (rows: [AuditEntry], upTo: Int64) {
        let head = try head(in: db)
        let rows = try AuditQueries.following(sequence, limit: limit, login: ownOnly(actor), in: db)
        return (rows, rows.count < limit ? max(head, sequence) : rows.last?.sequence ?? sequence)
    }

    package static func head(in db: any Connection) throws -> Int64 { try AuditQueries.head(in: db)?.sequence ?? 0 }

    private static func ownOnly(_ actor: Actor) -> LoginID?? {
        if actor.may(.auditReader) { return .none }
        return .some(actor.login)
    }

    // MARK: Verifying

    /// What is wrong with the log: the first row whose number or hash does not follow.
    package struct Finding: Sendable, Equatable {
        package enum Damage: String, Sendable { case missing, swapped, changed, truncated, added }

        package var sequence: Int64
        package var damage: Damage

        package init(sequence: Int64, damage: Damage) {
            self.sequence = sequence
            self.damage = damage
        }

        package var sentence: String {
            switch damage {
            case .missing: "Row \(sequence) is missing."
            case .swapped: "Row \(sequence) does not follow the row before it: one was swapped."
            case .changed: "Row \(sequence) was changed after it was written."
            case .truncated: "The log ends before row \(sequence), but more had been written: the end is missing."
            case .added: "From row \(sequence) on something was added that this program did not write."
            }
        }
    }

    /// Reads the whole log in steps and checks numbers, links and hashes. Returns how many rows were right and the first finding.
    package static func verify(_ database: any Database) async throws -> (rows: Int64, finding: Finding?) {
        // Rows and head of one moment: what is written meanwhile is seen with the next step.
        @Sendable func read(after sequence: Int64) async throws -> (rows: [AuditEntry], head: (sequence: Int64, hash: String)?) {
            try await database.read { db in
                (try AuditQueries.following(sequence, limit: step, in: db), try AuditQueries.head(in: db))
            }
        }
        var checked: Int64 = 0
        var previous = start
        var coming = Task { try await read(after: 0) }
        defer { coming.cancel() }
        while true {
            let (rows, head) = try await coming.value
            // The next step is read while this one is hashed.
            if rows.count == step, let last = rows.last?.sequence { coming = Task { try await read(after: last) } }
            for row in rows {
                if row.sequence != checked + 1 { return (checked, Finding(sequence: checked + 1, damage: .missing)) }
                if row.previousHash != previous { return (checked, Finding(sequence: row.sequence, damage: .swapped)) }
                if hash(of: row) != row.hash { return (checked, Finding(sequence: row.sequence, damage: .changed)) }
                previous = row.hash
                checked = row.sequence
            }
            if rows.count == step { continue }
            guard let head else { return (checked, Finding(sequence: checked + 1, damage: .truncated)) }
            if head.sequence > checked { return (checked, Finding(sequence: checked + 1, damage: .truncated)) }
            if head.sequence < checked { return (head.sequence, Finding(sequence: head.sequence + 1, damage: .added)) }
            return (checked, head.hash == previous ? nil : Finding(sequence: checked, damage: .changed))
        }
    }

    /// Rows that are verified at a time.
    private static let step = 2000

    /// What the first row follows.
    static let start = String(repeating: "0", count: 64)

    /// SHA-256 over every field, each with its length in front, so that no two rows read the same.
    static func hash(of row: AuditEntry) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(1024)
        func add(_ field: String?) {
            guard let field else {
                text += "-,".utf8
                return
            }
            text += String(field.utf8.count).utf8
            text.append(UInt8(ascii: ":"))
            text += field.utf8
            text.append(UInt8(ascii: ","))
        }
        add(row.previousHash)
        add(String(row.sequence))
        add(String(row.at.milliseconds))
        add(row.actorKind)
        add(row.login?.text)
        add(row.actorName)
        add(row.token?.text)
        add(row.impersonator)
        add(row.address)
        add(row.request)
        add(row.action)
        add(row.object.kind.rawValue)
        add(row.object.id)
        add(row.object.name)
        add(row.object.account?.text)
        add(row.object.owner?.text)
        add(row.result.rawValue)
        for change in row.changes {
            add(change.field)
            add(change.before)
            add(change.after)
        }
        return hexDigest(text)
    }
}

struct AuditDamaged: Error, CustomStringConvertible {
    let sentence: String
    var description: String { sentence }
}

/// Which rows of the audit log are asked for.
package struct AuditFilter: Sendable {
    package var kind: AuditEntry.Kind?
    package var object: String?
    package var account: AccountID?
    package var action: String?
    /// Who acted.
    package var person: LoginID?
    package var result: AuditEntry.Result?
    /// In the actor's or the object's name.
    package var search: String
    package var from: Timestamp?
    package var to: Timestamp?
    /// Rows older than this one: the next page. With `isOldestFirst` rows newer than it.
    package var before: Int64?
    package var limit: Int
    package var isOldestFirst: Bool
    /// Things that are found whatever `search` says: their own texts have it in them.
    package var foundObjects: [String] = []
    /// Everything but things of this kind.
    package var exceptKind: AuditEntry.Kind?

    package init(
        kind: AuditEntry.Kind? = nil, object: String? = nil, account: AccountID? = nil, action: String? = nil, person: LoginID? = nil,
        result: AuditEntry.Result? = nil, search: String = "", from: Timestamp? = nil, to: Timestamp? = nil, before: Int64? = nil,
        limit: Int = 50, isOldestFirst: Bool = false
    ) {
        self.isOldestFirst = isOldestFirst
        self.kind = kind
        self.object = object
        self.account = account
        self.action = action
        self.person = person
        self.result = result
        self.search = search
        self.from = from
        self.to = to
        self.before = before
        self.limit = limit
    }
}
