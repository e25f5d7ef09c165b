import Core
import Persistence

/// Who sees a plan and may choose it: H.SIGN-05. Staff who manage accounts give any plan.
package struct PlanAccess: Sendable, Hashable {
    /// Stored by raw value.
    package enum Audience: String, Sendable, CaseIterable, SQLEnum {
        case everybody
        /// Only who is listed.
        case listed
        /// Nobody: staff give it.
        case staff
    }

    /// Who is listed.
    package enum Member: Sendable, Hashable, Comparable {
        /// Customers of this plan.
        case plan(PlanID)
        /// The account of this number.
        case account(Int)
        /// Accounts whose owner has this address; in lower case.
        case email(String)

        /// As it is stored, and as it may be typed where it is no name.
        package var text: String {
            switch self {
            case .plan(let id): id.text
            case .account(let number): String(number)
            case .email(let address): address
            }
        }

        init(stored text: String) {
            if let number = Int(text) {
                self = .account(number)
            } else {
                self = text.contains("@") ? .email(text) : .plan(PlanID(stored: text))
            }
        }

        package static func < (a: Member, b: Member) -> Bool { a.text < b.text }
    }

    package var audience: Audience
    package var members: Set<Member>

    package init(_ audience: Audience = .everybody, members: Set<Member> = []) {
        self.audience = audience
        self.members = members
    }

    /// Whether the owner of this account sees the plan.
    package func allows(_ account: Account, email: String?) -> Bool {
        switch audience {
        case .everybody: return true
        case .staff: return false
        case .listed:
            return members.contains(.plan(account.plan)) || members.contains(.account(account.number))
                || email.map { members.contains(.email($0.folded)) } == true
        }
    }

    /// More than these are a plan group, or a plan for everybody.
    static let mostMembers = 500

    /// What was typed: names of plans, numbers of accounts and e-mail addresses, one a line or with commas between. Throws `Fault(.invalid)` beside
    /// `audience` and `audienceMembers`.
    init(_ form: PlanForm, in db: any Connection) throws {
        var complaints = Complaints()
        let audience = Audience(rawValue: form.audience)
        if audience == nil {
            complaints.add("audience", key: "plan.audience", "Choose everybody, listed or staff.")
        }
        let lines = form.audienceMembers.split { $0 == "," || $0 == ";" || $0.isNewline }.map { String($0).trimmingWhitespace }.filter {
            !$0.isEmpty
        }
        var members: Set<Member> = []
        for line in lines.prefix(Self.mostMembers) {
            if let member = try Self.member(line, in: db) {
                members.insert(member)
            } else {
                complaints.add(
                    "audienceMembers", key: "plan.audience.member", arguments: ["member": String(line.prefix(100))],
                    "“\(line.prefix(100))” is no plan, no number of an account and no e-mail address.")
                break
            }
        }
        if lines.count > Self.mostMembers {
            complaints.add(
                "audienceMembers", key: "plan.audience.many", arguments: ["most": String(Self.mostMembers)],
                "List at most \(Self.mostMembers). For more, name the plan they have.")
        }
        if audience == .listed, lines.isEmpty {
            complaints.add("audienceMembers", key: "plan.audience.nobody", "List somebody, or choose that only staff give the plan.")
        }
        try complaints.check()
        self.init(audience ?? .everybody, members: audience == .listed ? members : [])
    }

    private static func member(_ typed: String, in db: any Connection) throws -> Member? {
        if typed.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard let number = Int(typed),
                try db.first("SELECT 1 AS one FROM account WHERE number = \(number) AND purged_at IS NULL") != nil
            else { return nil }
            return .account(number)
        }
        if typed.contains("@") {
            let halves = typed.split(separator: "@", omittingEmptySubsequences: false)
            return halves.count == 2 && halves.allSatisfy { !$0.isEmpty } && typed.count <= 254 ? .email(typed.folded) : nil
        }
        return try Plans.find(named: typed, in: db).map { .plan($0.id) }
    }
}

/// All statements on `plan_audience`.
enum PlanAccessQueries {
    static func members(of plans: [PlanID], in db: any Connection) throws -> [PlanID: Set<PlanAccess.Member>] {
        var found: [PlanID: Set<PlanAccess.Member>] = [:]
        for row in try db.query("SELECT plan_id, member FROM plan_audience WHERE plan_id IN (\(list: plans))") {
            found[try row("plan_id"), default: []].insert(.init(stored: try row("member")))
        }
        return found
    }

    static func set(_ members: Set<PlanAccess.Member>, of plan: PlanID, in db: any Connection) throws {
        try db.execute("DELETE FROM plan_audience WHERE plan_id = \(plan)")
        for member in members.sorted() {
            try db.execute("INSERT INTO plan_audience (plan_id, member) VALUES (\(plan), \(member.text))")
        }
    }

    /// The plan is deleted: it has no list, and stands on none.
    static func forget(_ plan: PlanID, in db: any Connection) throws {
        try db.execute("DELETE FROM plan_audience WHERE plan_id = \(plan) OR member = \(plan.text)")
    }
}
