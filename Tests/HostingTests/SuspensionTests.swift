import APIResources
import Accounts
import Core
import Identity
import Persistence
import TestSupport
import Testing

@testable import ControlPlane

/// Who suspended an account, why, and who may resume it (H.ADM-07).
@Suite struct SuspensionTests {
    /// The matrix, cell by cell: a row for each who resumes, with an x for each whose suspension he may lift, in the order of
    /// administrator, reseller, over limit, reseller suspended, debt, trial, money back, exemption.
    private static let matrix: [(SuspensionAgent, String)] = [
        (.administrator, "xxxxxx.x"), (.reseller, ".xxxxx.x"), (.overLimit, "........"), (.resellerSuspended, "...x...."),
        (.debt, "....x..."), (.trial, ".....x.."), (.moneyBack, "......x."), (.exemption, ".......x"),
    ]

    @Test func `the matrix of agents is closed and whole`() {
        #expect(Self.matrix.map(\.0) == SuspensionAgent.allCases)
        #expect(Self.matrix.allSatisfy { $0.1.count == SuspensionAgent.allCases.count })
        #expect(
            SuspensionAgent.allCases.map(\.rawValue) == [
                "administrator", "reseller", "over_limit", "reseller_suspended", "debt", "trial", "money_back", "exemption_request",
            ])
    }

    @Test(.proves("H.ADM-07"), arguments: Engine.available)
    func `each agent lifts what the matrix says, cell by cell`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let accounts = hosting.accounts
            for (who, row) in Self.matrix {
                for (whose, cell) in zip(SuspensionAgent.allCases, row) {
                    let suspended = try await hosting.write { db, now in
                        try accounts.suspend(1, reason: "because", as: whose, by: .system, in: db, at: now)
                    }
                    #expect(suspended.state == .suspended)
                    let fault = try await fault {
                        _ = try await hosting.write { db, now in try accounts.resume(1, as: who, by: .system, in: db, at: now) }
                    }
                    #expect((fault == nil) == (cell == "x"), "\(who) on \(whose): \(String(describing: fault))")
                    #expect(whose.liftedBy.contains(who) == (cell == "x"))
                    if let fault { #expect((fault.key, fault.kind) == ("account.resume_refused", .forbidden)) }
                    #expect(try await hosting.account(1)?.state == (cell == "x" ? .active : .suspended))
                    let lifter = try #require(whose.liftedBy.last)
                    _ = try await hosting.write { db, now in try accounts.resume(1, as: lifter, by: .system, in: db, at: now) }
                    #expect(try await hosting.account(1)?.state == .active)
                }
            }
        }
    }

    @Test(.proves("H.ADM-07", door: .api), arguments: Engine.available)
    func `an account with several reasons is served again when none is left`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let admin = try await hosting.program("admin", role: .administrator)
            func locked() async throws -> Bool? {
                let all = try await hosting.wanted(.account)
                return all.compactMap { object -> Bool? in
                    if case .account(let account)? = object.specification { account.isLocked } else { nil }
                }.first
            }
            func reasons() async throws -> [String] {
                try await admin.api(.get, "/accounts/1/suspension-reasons").json(ListResource<ReasonResource>.self).items.map {
                    "\($0.agent): \($0.reason)"
                }
            }
            #expect(try await reasons().isEmpty)
            let first = try await admin.api(.put, "/accounts/1/suspension", #"{"reason":"The invoice is unpaid","agent":"debt"}"#)
            #expect(try first.json(AccountResource.self).suspensionReason == "The invoice is unpaid")
            hosting.advance(.hours(1))
            #expect(try await admin.api(.put, "/accounts/1/suspension", #"{"reason":"Sends spam"}"#).status == 200)
            hosting.advance(.hours(1))
            #expect(
                try await admin.api(.put, "/accounts/1/suspension", #"{"reason":"Wants it back","agent":"money_back"}"#).status == 200)
            #expect(
                try await reasons() == ["debt: The invoice is unpaid", "administrator: Sends spam", "money_back: Wants it back"])
            // The same agent once more: another reason, the same time.
            let list: ListResource<ReasonResource> = try await admin.api(.get, "/accounts/1/suspension-reasons").json()
            #expect(try await admin.api(.put, "/accounts/1/suspension", #"{"reason":"Sends much spam"}"#).status == 200)
            let again: ListResource<ReasonResource> = try await admin.api(.get, "/accounts/1/suspension-reasons").json()
            #expect(again.items.map(\.since) == list.items.map(\.since))
            #expect(again.items.map(\.reason) == ["The invoice is unpaid", "Sends much spam", "Wants it back"])
            #expect(again.items.map(\.mayLift) == [true, true, false])
            #expect(again.items.last?.liftedBy == ["money_back"])
            #expect(again.items.first?.liftedBy == ["administrator", "reseller", "debt"])
            #expect(again.items.map(\.actor) == ["admin", "admin", "admin"])
            // One after the other; the account stays locked until the last is gone.
            let one = try await admin.api(.delete, "/accounts/1/suspension-reasons/administrator")
            #expect(try one.json(AccountResource.self).state == "suspended")
            #expect(try await locked() == true)
            #expect(try await admin.api(.delete, "/accounts/1/suspension-reasons/administrator").status == 200, "It is gone already.")
            let refused = try await admin.api(.delete, "/accounts/1/suspension-reasons/money_back")
            #expect(refused.status == 403)
            let problem: ProblemResource = try refused.json()
            #expect(problem.detail.contains("a request for money back"))
            #expect(try await admin.api(.delete, "/accounts/1/suspension-reasons/nobody").status == 404)
            // All that may be lifted: the debt. What is left says so.
            let left = try await admin.api(.delete, "/accounts/1/suspension").json(AccountResource.self)
            #expect((left.state, left.suspensionReason) == ("suspended", "Wants it back"))
            #expect(try await admin.api(.delete, "/accounts/1/suspension").status == 403)
            let accounts = hosting.accounts
            let active = try await hosting.write { db, now in try accounts.resume(1, as: .moneyBack, by: .system, in: db, at: now) }
            #expect((active.state, active.suspensionReason) == (.active, nil))
            #expect(try await locked() == false)
            let log = try await hosting.read { db in
                try Audit.list(AuditFilter(kind: .account, isOldestFirst: true), by: .system, in: db).map {
                    ($0.action, $0.changes.first { $0.field == "agent" }.map { $0.after ?? $0.before ?? "" })
                }
            }
            let told = log.map { "\($0.0) \($0.1 ?? "")" }
            #expect(
                told == [
                    "account.created ", "account.suspended debt", "account.suspended administrator", "account.suspended money_back",
                    "account.suspended ", "account.suspension_lifted administrator", "account.suspension_lifted debt",
                    "account.resumed money_back",
                ])
            // Only the system speaks for what it has measured, and nobody for what is no agent.
            for agent in ["over_limit", "reseller", "reseller_suspended", "nobody"] {
                let reply = try await admin.api(.put, "/accounts/1/suspension", #"{"reason":"x","agent":"\#(agent)"}"#)
                #expect(reply.status == 422, "\(agent)")
            }
            #expect(try await hosting.account(1)?.state == .active)
            // A customer reads why; who did it and who may lift it by name of a person is not his business.
            _ = try await admin.api(.put, "/accounts/1/suspension", #"{"reason":"unpaid"}"#)
            let anna = try await hosting.program("anna")
            let own: ListResource<ReasonResource> = try await anna.api(.get, "/accounts/1/suspension-reasons").json()
            #expect(own.items.map(\.reason) == ["unpaid"] && own.items.map(\.actor) == [nil] && own.items.map(\.mayLift) == [false])
            #expect(try await anna.api(.delete, "/accounts/1/suspension-reasons/administrator").status == 404)
            _ = try await hosting.account("Ben's garage", of: "ben")
            #expect(try await anna.api(.get, "/accounts/2/suspension-reasons").status == 404)
        }
    }

    @Test(.proves("H.ADM-07", door: .page), arguments: Engine.available)
    func `the page of a suspended account says who may lift which reason`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(
                try await admin.post("/accounts/1/suspension", [("reason", "Unpaid since June"), ("agent", "debt")]).location
                    == "/accounts/1")
            let one = try await admin.get("/accounts/1").text
            #expect(
                one.contains("Unpaid since June") && one.contains("May be lifted by: the administration, the reseller, the check of debts.")
            )
            #expect(one.contains(#"action="/accounts/1/resumption""#) && one.contains(#"href="/accounts/1/suspension""#))
            #expect(
                try await admin.post("/accounts/1/suspension", [("reason", "Money back"), ("agent", "money_back")]).location
                    == "/accounts/1")
            let two = try await admin.get("/accounts/1").text
            #expect(two.contains(#"action="/accounts/1/suspension-reasons/debt/lifting""#))
            #expect(!two.contains(#"action="/accounts/1/suspension-reasons/money_back/lifting""#))
            let lifted = try await admin.post("/accounts/1/suspension-reasons/debt/lifting", [("_back", "/accounts/1")])
            #expect(lifted.location == "/accounts/1")
            let left = try await admin.get("/accounts/1").text
            #expect(left.contains("stays suspended for 1 other reason") && !left.contains("suspension-reasons/debt/lifting"))
            #expect(!left.contains(#"action="/accounts/1/resumption""#))
            let refused = try await admin.post("/accounts/1/resumption", [("_back", "/accounts/1")])
            #expect(refused.location == "/accounts/1")
            #expect(try await hosting.account(1)?.state == .suspended)
            #expect(try await admin.post("/accounts/1/suspension", [("reason", "x"), ("agent", "over_limit")]).status == 422)
            // Its owner reads the reason and no names.
            let anna = try await hosting.browser("anna")
            let own = try await anna.get("/accounts/1").text
            #expect(own.contains("Money back") && !own.contains("May be lifted by"))
        }
    }

    @Test(.proves("H.ADM-07", door: .cli), arguments: Engine.available)
    func `the command line suspends on somebody's behalf and says who may lift it`(engine: DatabaseEngine) async throws {
        try await CommandLineBench.with(engine) { bench in
            _ = try await bench.hosting.account()
            #expect(await bench.run("account", "suspend", "1", "--reason", "unpaid", "--agent", "debt").code == 0)
            #expect(await bench.run("account", "suspend", "1", "--reason", "spam").code == 0)
            let list = await bench.run("account", "suspension-reason", "list", "1", "--json")
            #expect(
                list.output.contains("money") == false && list.output.contains("over_limit") == false && list.output.contains("debt"),
                "\(list)")
            let one = await bench.run("account", "resume", "1", "--agent", "debt")
            #expect(one.output == "Account 1 stays suspended: spam.\n", "\(one)")
            #expect(await bench.run("account", "resume", "1").output == "Account 1 is active again.\n")
            #expect(await bench.run("account", "suspend", "1", "--reason", "x", "--agent", "nobody").code != 0)
        }
    }
}
