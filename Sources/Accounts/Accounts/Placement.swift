import Core
import Fleet
import Persistence

/// Where a new account goes.
enum Placement {
    /// A web server of the plan's group and platform whose computer takes more accounts, drawn by lot so that customers spread.
    ///
    /// Called after the account's number was given: whoever creates an account at the same time waits there, so a limit is never overrun.
    /// Throws `account.no_web_server` (unavailable), `account.no_server_of_group`, `account.no_server_of_platform`,
    /// `account.platform_withdrawn` (invalid, beside `plan`), `account.servers_closed` and `account.servers_full` (limit).
    ///
    /// - Parameter possible: Only one of these, because it has the address that the account is to have of its own; nil: any.
    ///   Throws `address.no_server` (invalid, beside `ipv4`) when none of them is for the plan.
    static func choose(for plan: Plan, among possible: Set<LogicalServerID>? = nil, in db: any Connection) throws -> LogicalServer {
        let all = try LogicalServers.of(kind: .web, in: db)
        if all.isEmpty {
            throw Fault(
                .unavailable, key: "account.no_web_server", "There is no web server yet. Add one under Servers, then create the account.")
        }
        let servers = all.filter { $0.group.folded == plan.webServerGroup.folded }
        if servers.isEmpty {
            throw Fault.invalid(
                .init(
                    "plan", key: "account.no_server_of_group", arguments: ["plan": plan.name, "group": plan.webServerGroup],
                    "The plan \(plan.name) is for web servers of the group “\(plan.webServerGroup)”, and no web server is in it. "
                        + "Choose another plan, or put a server into this group."))
        }
        if try GlobalPlatforms.isWithdrawn(plan.platform, in: db) {
            throw Fault.invalid(
                .init(
                    "plan", key: "account.platform_withdrawn", arguments: ["plan": plan.name, "platform": plan.platform],
                    "The plan \(plan.name) is for servers of the platform “\(plan.platform)”, which takes no new customers. Choose another plan."
                ))
        }
        let carrying = Set(servers.map(\.physical))
        let computers = try PhysicalServers.all(in: db).filter { carrying.contains($0.id) && $0.platform.folded == plan.platform.folded }
        if computers.isEmpty {
            throw Fault.invalid(
                .init(
                    "plan", key: "account.no_server_of_platform", arguments: ["plan": plan.name, "platform": plan.platform],
                    "The plan \(plan.name) is for servers of the platform “\(plan.platform)”, and no web server is one. "
                        + "Choose another plan, or give a server this platform."))
        }
        let standing = Set(computers.map(\.id))
        let able = servers.filter { standing.contains($0.physical) }
        if !able.contains(where: \.isOpen) {
            let names = able.map(\.name.ascii).joined(separator: ", ")
            throw Fault(
                .limit, key: "account.servers_closed", arguments: ["servers": names],
                "Every web server of this plan is closed to new customers: \(names). Open one under Servers, or add a server.")
        }
        let limited = computers.filter { !$0.limits.isUnlimited }
        let uses = limited.isEmpty ? [:] : try ServerUses.of(limited.map(\.id), in: db)
        var reached: [PhysicalServerID: [ReachedLimit]] = [:]
        for computer in limited { reached[computer.id] = computer.limits.reached(by: uses[computer.id] ?? ServerUse()) }
        let open = Set(computers.filter { reached[$0.id, default: []].isEmpty }.map(\.id))
        let taking = able.filter { $0.isOpen && open.contains($0.physical) }
        if let server = taking.filter({ possible?.contains($0.id) != false }).randomElement() { return server }
        if !taking.isEmpty {
            throw Fault.invalid(
                .init(
                    "ipv4", key: "address.no_server", arguments: ["plan": plan.name],
                    "No web server that takes accounts of the plan \(plan.name) has this address to give. "
                        + "Choose another address, or add some to the pool of such a server."))
        }
        let words = computers.map { "\($0.name) (\(reached[$0.id, default: []].map(\.sentence).joined(separator: ", ")))" }
        throw Fault(
            .limit, key: "account.servers_full", arguments: ["servers": words.joined(separator: "; ")],
            "No server takes another account: \(words.joined(separator: "; ")). Raise a limit under Servers, or add a server.")
    }
}
