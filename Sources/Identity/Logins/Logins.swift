import Core
import Foundation
import Persistence
import Presentation

/// The operations on logins.
///
/// A password is hashed before the transaction begins, because that takes time and a transaction holds locks:
/// ```swift
/// let ready = try await logins.prepare(new, in: database)       // checks all fields, hashes the password
/// try await database.write { db in let login = try Logins.create(ready, in: db, at: now) ... }
/// ```
package struct Logins: Sendable {
    package let passwords: Passwords

    package init(passwords: Passwords = Passwords()) { self.passwords = passwords }

    /// How many there are with this role.
    package static func count(_ role: Actor.Role, in db: any Connection) throws -> Int { try LoginQueries.count(role, in: db) }

    /// Names of persons and e-mail addresses, by login: how people are found.
    package static var contacts: TextIndex { LoginQueries.contacts }

    /// A checked new login with its password hashed.
    package struct Prepared: Sendable {
        let name: String
        let person: String
        let email: String
        let role: Actor.Role
        let passwordHash: String
        /// To be told once.
        package let madePassword: String?
    }

    /// Checks the fields and hashes the password. Throws `Fault(.invalid)` beside `name`, `person`, `email` and `password`.
    ///
    /// - Parameter makesPassword: an empty password is no complaint: one is made as the provider asks for, and is `madePassword` of the result.
    package func prepare(_ new: NewLogin, makesPassword: Bool = false, in database: any Database) async throws -> Prepared {
        let (checked, made) = try await checked(new, makesPassword: makesPassword, in: database)
        return Prepared(
            name: checked.name, person: checked.person, email: checked.email, role: new.role,
            passwordHash: try await passwords.hash(made ?? new.password), madePassword: made)
    }

    /// The same complaints without the work: for a step of a wizard.
    package func check(_ new: NewLogin, makesPassword: Bool = false, in database: any Database) async throws {
        _ = try await checked(new, makesPassword: makesPassword, in: database)
    }

    private func checked(
        _ new: NewLogin, makesPassword: Bool, in database: any Database
    ) async throws -> (fields: (name: String, person: String, email: String), made: String?) {
        let policy = try await database.read { db in try ProviderSettings.current(in: db).passwords }
        let made = makesPassword && new.password.isEmpty ? Passwords.made(for: policy, inGroups: new.role != .customer) : nil
        var complaints = Complaints()
        let name = try complaints.take("name") { try Logins.checkName(new.name) }
        let person = try complaints.take("person") { try (new.person.trimmed.isEmpty ? new.name : new.person).asName() }
        let email = try complaints.take("email") { try Logins.checkEmail(new.email) }
        _ = try complaints.take("password") {
            if made == nil { try PasswordRules.check(new.password, related: [new.name, new.email, new.person], policy: policy) }
        }
        try complaints.check()
        guard let name, let person, let email, new.role != .system else { throw Fault.notFound("role") }
        return ((name, person, email), made)
    }

    /// Stores the login. Throws `Fault(.invalid)` beside `name` when the name is taken.
    package static func create(_ new: Prepared, by actor: Actor = .system, in db: any Connection, at now: Timestamp) throws -> Login {
        if try LoginQueries.find(name: new.name, in: db) != nil { throw taken(new.name) }
        let login = Login(
            id: LoginID(at: now), name: new.name, person: new.person, email: new.email, role: new.role, isLocked: false, createdAt: now)
        do {
            try LoginQueries.insert(login, passwordHash: new.passwordHash, in: db)
            // A login made as an administrator is one who may do everything; lesser roles are given afterwards.
            if login.role == .administrator { try StaffRoleQueries.setRoles([StaffRole.full], of: login.id, in: db) }
        } catch let violation as ConstraintViolation where violation.kind == .unique {
            throw taken(new.name)
        }
        try Audit.record("login.created", on: .login(login), by: actor, in: db, at: now)
        return login
    }

    /// Both steps, for callers without a transaction of their own.
    package func create(_ new: NewLogin, in database: any Database, at now: Timestamp) async throws -> Login {
        let prepared = try await prepare(new, in: database)
        return try await database.write { db in try Logins.create(prepared, in: db, at: now) }
    }

    package static func find(_ id: LoginID, in db: any Connection) throws -> Login? { try LoginQueries.find(id, in: db) }

    /// By sign-in name, without regard to case.
    package static func find(name: String, in db: any Connection) throws -> Login? { try LoginQueries.find(name: name.trimmed, in: db) }

    /// All logins by name. For administrators.
    package static func all(in db: any Connection) throws -> [Login] { try LoginQueries.all(in: db) }

    /// True when nobody can administer this installation yet.
    package static func hasAdministrator(in db: any Connection) throws -> Bool { try LoginQueries.count(.administrator, in: db) > 0 }

    /// The hash of a new password of this login, checked by the rules. Throws `Fault(.invalid)` beside `field`. Before the transaction.
    func prepare(
        newPassword password: String, of login: Login, field: String, in database: any Database
    ) async throws -> String {
        let policy = try await database.read { db in try ProviderSettings.current(in: db).passwords }
        var complaints = Complaints()
        _ = try complaints.take(field) {
            try PasswordRules.check(password, related: [login.name, login.email, login.person], policy: policy)
        }
        try complaints.check()
        return try await passwords.hash(password)
    }

    /// Stores a new password: sessions of the login end except `kept`, links for a lost password stop working.
    static func setPassword(_ hash: String, of login: Login, keeping kept: SessionID?, in db: any Connection, at now: Timestamp) throws {
        try LoginQueries.setPassword(login.id, hash: hash, in: db, at: now)
        try SessionQueries.removeAll(of: login.id, except: kept, in: db)
        try SecondFactorQueries.removeSteps(of: login.id, in: db)
        try PersonalLinks.revoke(.password, of: login.id, in: db)
        try SignInThrottle.forget(name: login.name, in: db)
    }

    /// A locked login cannot sign in; its sessions end and its tokens stop at once.
    package static func setLocked(_ id: LoginID, _ isLocked: Bool, in db: any Connection) throws {
        try LoginQueries.setLocked(id, isLocked, in: db)
        if isLocked { try db.notify(.sessions, id.text) }
        if isLocked { try SessionQueries.removeAll(of: id, except: nil, in: db) }
    }

    // MARK: Fields

    static func checkName(_ typed: String) throws(InputProblem) -> String {
        let name = typed.trimmed
        if name.isEmpty { throw InputProblem("login.name.empty", "Choose a name to sign in with.") }
        if name.count < 2 || name.count > 60 { throw InputProblem("login.name.length", "A sign-in name has 2 to 60 characters.") }
        // ASCII only: names that look alike in other scripts cannot be told apart.
        let isPlain = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || ".-_@".utf8.contains(byte)
        }
        if !isPlain {
            throw InputProblem("login.name.characters", "A sign-in name has letters from a to z, digits and the characters . - _ @ only.")
        }
        return name
    }

    /// Enough to catch slips of typing; whether mail arrives is for a mail to prove (RFC 5321 §4.1.2, lengths of §4.5.3.1).
    package static func checkEmail(_ typed: String) throws(InputProblem) -> String {
        let address = typed.trimmed
        if address.isEmpty { throw InputProblem("email.empty", "Type an e-mail address.") }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let isLocalPlain = parts[0].unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value != 0x7F && !"()<>[]:;,\\\"".unicodeScalars.contains($0)
        }
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), isLocalPlain else {
            throw InputProblem("email.form", "This is not an e-mail address. Example: anna@example.org")
        }
        if !parts[1].contains(".") {
            let better = "\(parts[0])@\(parts[1].isEmpty ? "example" : String(parts[1])).com"
            throw InputProblem(
                "email.ending", arguments: ["suggestion": better], "This address has no domain ending. Did you mean \(better)?")
        }
        do throws(InputProblem) {
            _ = try DomainName(String(parts[1]))
        } catch {
            throw InputProblem("email.domain", arguments: error.arguments, "The part after the @ is not a domain name. \(error.sentence)")
        }
        return address
    }

    private static func taken(_ name: String) -> Fault {
        .invalid(.init("name", key: "login.name.taken", arguments: ["name": name], "The name \(name) is taken. Choose another one."))
    }
}
