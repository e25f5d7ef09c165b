import Accounts
import AgentProtocol
import Core
import Fleet
import Identity
import Persistence
import TestSupport
import Testing

/// Operations on plans and accounts.
@Suite struct AccountTests {
    // MARK: Plans

    @Test(arguments: Engine.available)
    func `a limit is a number or unlimited`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let limits: [(String, Int?)] = [("", nil), ("unlimited", nil), (" Unlimited ", nil), ("-1", nil), ("0", 0), ("25", 25)]
            for (typed, limit) in limits {
                let plan = try await hosting.plan("Plan for \(typed.debugDescription)", domains: typed)
                #expect(plan.domainLimit == limit)
                #expect(try await hosting.read { db in try Plans.find(plan.id, in: db) } == plan)
            }
            for typed in ["-2", "1.5", "many", "100001", "9999999999999999999999", "٣"] {
                #expect(try await refusal { try await hosting.plan("Other", domains: typed) } == "domainLimit: plan.domain_limit.form")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a plan's name is one line, and taken in any case`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan("Große Lösung")
            for typed in ["Große Lösung", "GROSSE LOSUNG", " große lösung "] {
                #expect(try await refusal { try await hosting.plan(typed) } == "name: plan.name.taken")
            }
            let bad: [(String, String)] = [
                ("", "name.empty"), ("  ", "name.empty"), ("a\nb", "name.characters"), ("a\u{202E}b", "name.characters"),
            ]
            for (typed, key) in bad {
                #expect(try await refusal { try await hosting.plan(typed) } == "name: \(key)")
            }
            #expect(try await refusal { try await hosting.plan(String(repeating: "x", count: 61)) } == "name: name.long")
            #expect(try await hosting.read { db in try Plans.all(in: db).count } == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `of two plans of one name made at once one is refused in words`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let keys = try await atOnce(4) { _ in try await refusal { try await hosting.plan("Starter") } }
            #expect(keys.count { $0 == nil } == 1)
            #expect(keys.count { $0 == "name: plan.name.taken" } == 3)
        }
    }

    // MARK: Accounts

    @Test(.proves("H.ACC-04"), .proves("C.ROLE-07"), .proves("C.ROLE-01"), arguments: Engine.available)
    func `an account has a number, a system user and a home on the web server`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let first = try await hosting.account("Anna's Bakery")
            let second = try await hosting.account("Anna's Café")
            #expect((first.number, first.systemUser, first.uid) == (1, "web1", 20_001))
            #expect((second.number, second.systemUser, second.uid) == (2, "web2", 20_002))
            let wanted = try await hosting.wanted(.account)
            #expect(wanted.map(\.server) == ["web1.hosting.example", "web1.hosting.example"])
            #expect(wanted.map(\.object) == [first.id.text, second.id.text])
            #expect(wanted.first?.specification == .account(AccountSpecification(number: 1, uid: 20_001, isLocked: false)))
        }
    }

    @Test(.proves("H.ACC-04"), .proves("C.ROLE-07"), arguments: Engine.available)
    func `numbers are never given twice`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let (accounts, now) = (hosting.accounts, hosting.now)
            for number in 1...3 {
                let account = try await hosting.account("Customer \(number)")
                #expect(account.number == number)
                try await hosting.write { db, now in
                    _ = try accounts.trash(number, by: .system, in: db, at: now)
                    try accounts.purge(number, by: .system, in: db, at: now)
                }
            }
            // A refused one takes no number.
            #expect(
                try await refusal {
                    try await hosting.write { db, _ in
                        let login = try #require(try Logins.find(name: "anna", in: db)).id
                        _ = try accounts.create(
                            AccountForm(title: "", plan: "Gold", login: "anna"), owner: login, by: .system, in: db, at: now)
                    }
                } == "title: name.empty")
            #expect(try await hosting.account("Customer 4").number == 4)
        }
    }

    @Test(arguments: Engine.available)
    func `accounts made at once get numbers of their own`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan()
            _ = try await hosting.login("anna")
            let numbers = try await atOnce(8) { n in try await hosting.account("Customer \(n)").number }
            #expect(numbers.sorted() == Array(1...8))
        }
    }

    @Test(arguments: Engine.available)
    func `when the user ids are used up, no account is made`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine, uidCount: 3) { hosting in
            _ = try await hosting.account("One")
            #expect(try await hosting.account("Two").uid == 20_002)
            let before = try await hosting.everything()
            let fault = try await fault { _ = try await hosting.account("Three") }
            #expect(fault?.kind == .limit)
            #expect(fault?.key == "account.uids_used_up")
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(.proves("H.ACC-01"), arguments: Engine.available)
    func `the owner is a new login or one that exists`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            try await hosting.plan()
            func create(_ login: String, _ email: String = "", _ password: String = "") async throws -> Account {
                try await hosting.features.owners.create(
                    AccountForm(title: "Anna", plan: "starter", login: login), OwnerForm(login: login, email: email, password: password),
                    with: hosting.accounts, by: .system, in: hosting.database, at: hosting.now
                ).account
            }
            let first = try await create("anna", "anna@example.org", Hosting.password)
            // The same person again, in another case, and nothing of what is typed beside the name matters.
            let second = try await create(" ANNA ", "other@example.org", "x")
            #expect(first.login == second.login)
            #expect(second.loginName == "anna")
            let refused: [(String, String, String, String)] = [
                ("", "a@example.org", Hosting.password, "login: login.name.empty"),
                ("a b", "a@example.org", Hosting.password, "login: login.name.characters"),
                ("ben", "", Hosting.password, "email: email.empty"), ("ben", "ben@example", Hosting.password, "email: email.ending"),
            ]
            for (login, email, password, expected) in refused {
                #expect(try await refusal { _ = try await create(login, email, password) } == expected)
            }
            let short = try await fault { _ = try await create("ben", "ben@example.org", "short") }
            #expect(short?.fields.map(\.name) == ["password"])
            _ = try await hosting.login("root", role: .administrator)
            // Somebody who works for the provider may be a customer as well.
            #expect(try await create("root").loginName == "root")
            #expect(try await hosting.read { db in try Logins.find(name: "ben", in: db) } == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `only an administrator makes or changes accounts`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let anna = try await hosting.login("anna").actor
            let accounts = hosting.accounts
            let before = try await hosting.everything()
            let tries: [@Sendable (any Connection, Timestamp) throws -> Void] = [
                { db, now in
                    _ = try accounts.create(
                        AccountForm(title: "x", plan: "Starter", login: "anna"), owner: account.login, by: anna, in: db, at: now)
                },
                { db, now in _ = try accounts.suspend(1, reason: "x", by: anna, in: db, at: now) },
                { db, now in _ = try accounts.resume(1, by: anna, in: db, at: now) },
                { db, now in _ = try accounts.trash(1, by: anna, in: db, at: now) },
                { db, now in _ = try accounts.restore(1, by: anna, in: db, at: now) },
                { db, now in try accounts.purge(1, by: anna, in: db, at: now) },
                { db, now in _ = try Plans.create(PlanForm(name: "x", domainLimit: "", includesPHP: true), by: anna, in: db, at: now) },
            ]
            for each in tries { #expect(try await fault { try await hosting.write(each) }?.kind == .forbidden) }
            #expect(try await hosting.everything() == before)
        }
    }

    @Test(
        .proves("H.ADM-05", part: "panel closed, mail boxes, billing address"), .proves("H.ADM-06", part: "mail boxes, billing period"),
        .proves("C.USR-18", part: "panel, FTP and POP"), .proves("C.USR-19", part: "mail"), arguments: Engine.available)
    func `a suspended account is locked on its server with its sites kept, and comes back`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("example.org", to: account)
            let sites = try await hosting.wanted(.website).map(\.specification)
            func locked() async throws -> Bool? {
                guard case .account(let wanted)? = try await hosting.wanted(.account).first?.specification else { return nil }
                return wanted.isLocked
            }
            let accounts = hosting.accounts
            for reason in ["", " ", "a\nb", String(repeating: "x", count: 201)] {
                let fault = try await fault {
                    try await hosting.write { db, now in _ = try accounts.suspend(1, reason: reason, by: .system, in: db, at: now) }
                }
                #expect(fault?.fields.map(\.name) == ["reason"])
            }
            #expect(try await locked() == false)
            let first = try await hosting.write { db, now in try accounts.suspend(1, reason: "unpaid", by: .system, in: db, at: now) }
            #expect(first.state == .suspended)
            #expect(try await locked() == true)
            #expect(try await hosting.domain("example.org")?.state == .suspended)
            hosting.advance(.hours(1))
            // Once more with another reason: the reason changes, since when it is suspended does not.
            let again = try await hosting.write { db, now in try accounts.suspend(1, reason: "fraud", by: .system, in: db, at: now) }
            #expect((again.suspensionReason, again.suspendedAt) == ("fraud", first.suspendedAt))
            let sequence = try await hosting.read { db in try db.scalar("SELECT MAX(sequence) FROM specification", as: Int.self) }
            let active = try await hosting.write { db, now in try accounts.resume(1, by: .system, in: db, at: now) }
            #expect((active.state, active.suspensionReason) == (.active, nil))
            #expect(try await locked() == false)
            // Resuming an active account publishes nothing.
            _ = try await hosting.write { db, now in try accounts.resume(1, by: .system, in: db, at: now) }
            #expect(
                try await hosting.read { db in try db.scalar("SELECT MAX(sequence) FROM specification", as: Int.self) }
                    == sequence.map { $0 + 1 })
            #expect(try await hosting.wanted(.website).map(\.specification) == sites)
        }
    }

    @Test(.proves("C.USR-17", part: "mail boxes, databases"), arguments: Engine.available)
    func `a deleted account is in the trash with all it has, and comes back as it was`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("example.org", to: account)
            try await hosting.add("in-trash.example", to: account)
            let (accounts, domains) = (hosting.accounts, hosting.domains)
            _ = try await hosting.write { db, now in
                try domains.trash("in-trash.example", removesContent: false, by: .system, in: db, at: now)
            }
            _ = try await hosting.write { db, now in try accounts.suspend(1, reason: "unpaid", by: .system, in: db, at: now) }
            let wanted = try await hosting.wanted()
            let trashed = try await hosting.write { db, now in try accounts.trash(1, by: .system, in: db, at: now) }
            #expect(trashed.state == .trashed)
            #expect(trashed.purgeAt == hosting.now + .days(30))
            for object in try await hosting.wanted() where [.account, .website].contains(object.kind) {
                #expect(object.presence == .trashed)
            }
            #expect(try await hosting.wanted(.zone).count { $0.presence == .trashed } == 4)
            #expect(try await hosting.domain("example.org")?.state == .trashed)
            // What is in the trash cannot be changed, only restored or purged.
            let changes: [@Sendable (any Connection, Timestamp) throws -> Void] = [
                { db, now in _ = try accounts.suspend(1, reason: "x", by: .system, in: db, at: now) },
                { db, now in _ = try accounts.resume(1, by: .system, in: db, at: now) },
                { db, now in _ = try accounts.trash(1, by: .system, in: db, at: now) },
            ]
            for change in changes { #expect(try await fault { try await hosting.write(change) }?.key == "account.in_trash") }
            #expect(try await fault { try await hosting.add("new.example", to: account) }?.key == "account.not_active")
            _ = try await hosting.write { db, now in try accounts.restore(1, by: .system, in: db, at: now) }
            let restored = try #require(try await hosting.account(1))
            #expect((restored.state, restored.suspensionReason) == (.suspended, "unpaid"))
            let after = try await hosting.wanted()
            func key(_ each: Hosting.Wanted) -> String {
                "\(each.server) \(each.object) \(each.presence) \(String(describing: each.specification))"
            }
            #expect(Set(after.map(key)) == Set(wanted.map(key)))
            #expect(
                try await fault { try await hosting.write { db, now in _ = try accounts.restore(1, by: .system, in: db, at: now) } }?.key
                    == "account.not_in_trash")
        }
    }

    @Test(
        .proves("C.USR-17", part: "mail boxes, databases"),
        .proves("H.ADM-10", part: "refunds and charges, data that stay for reports, resellers"), arguments: Engine.available)
    func `only what is in the trash is purged, for good and everywhere`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            try await hosting.add("example.org", to: account)
            let accounts = hosting.accounts
            let purge: @Sendable (any Connection, Timestamp) throws -> Void = { db, now in
                try accounts.purge(1, by: .system, in: db, at: now)
            }
            #expect(try await fault { try await hosting.write(purge) }?.key == "account.not_in_trash")
            _ = try await hosting.write { db, now in try accounts.trash(1, by: .system, in: db, at: now) }
            try await hosting.write(purge)
            for object in try await hosting.wanted() where object.kind == .account || object.kind == .website {
                #expect(object.presence == .purged)
            }
            #expect(try await hosting.wanted(.zone).count { $0.presence == .purged } == 2)
            #expect(try await hosting.account(1) == nil)
            #expect(try await fault { try await hosting.write(purge) }?.kind == .notFound)
            // The name is free again.
            let next = try await hosting.account("Ben's Garage", of: "ben")
            #expect(try await hosting.add("example.org", to: next).account == next.id)
        }
    }

    @Test(arguments: Engine.available)
    func `the trash is emptied after thirty days, not sooner`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let account = try await hosting.account()
            let other = try await hosting.account("Ben", of: "ben")
            try await hosting.add("example.org", to: account)
            try await hosting.add("ben.example", to: other)
            let (accounts, domains) = (hosting.accounts, hosting.domains)
            try await hosting.write { db, now in
                _ = try accounts.trash(account.number, by: .system, in: db, at: now)
                _ = try domains.trash("ben.example", removesContent: false, by: .system, in: db, at: now)
            }
            func purgeDue() async throws -> Int {
                try await hosting.write { db, now in try domains.purgeDue(in: db, at: now) + accounts.purgeDue(in: db, at: now) }
            }
            hosting.advance(.days(30) - .milliseconds(1))
            #expect(try await purgeDue() == 0)
            #expect(try await hosting.account(account.number) != nil)
            hosting.advance(.milliseconds(1))
            #expect(try await purgeDue() == 2)
            #expect(try await hosting.account(account.number) == nil)
            #expect(try await hosting.domain("ben.example") == nil)
            #expect(try await purgeDue() == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `of a restoration and a purge at once one wins whole`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let accounts = hosting.accounts
            for _ in 0..<5 {
                let account = try await hosting.account()
                let number = account.number
                _ = try await hosting.write { db, now in try accounts.trash(number, by: .system, in: db, at: now) }
                let faults = try await atOnce(2) { n in
                    try await fault {
                        try await hosting.write { db, now in
                            if n == 0 {
                                _ = try accounts.restore(number, by: .system, in: db, at: now)
                            } else {
                                try accounts.purge(number, by: .system, in: db, at: now)
                            }
                        }
                    }
                }
                #expect(faults.count { $0 == nil } == 1)
                let presence = try await hosting.wanted(.account, object: account.id.text).first?.presence
                #expect(presence == (try await hosting.account(number) == nil ? .purged : .present))
            }
        }
    }
}

/// Runs `body` for 0 up to `count` at the same time; the results in that order.
func atOnce<R: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) async throws -> R) async throws -> [R] {
    try await withThrowingTaskGroup(of: (Int, R).self) { group in
        for n in 0..<count { group.addTask { (n, try await body(n)) } }
        var results: [(Int, R)] = []
        for try await result in group { results.append(result) }
        return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
