import AgentProtocol
import Core

/// What this node accepts whatever the control plane says (security rule 4): the agent is root, so it checks every argument again.
package struct LocalPolicy: Sendable {
    private let customers: Range<Int>

    package init(_ configuration: AgentConfiguration) {
        customers = configuration.firstUID..<(configuration.firstUID + configuration.uidCount)
    }

    /// Throws `ApplyFailure` with the key `node.policy`, without another try, when the wanted object is not acceptable here.
    func check(_ item: Plan.Item, context: ApplyContext) throws(ApplyFailure) {
        guard let reference = item.key.known else { throw refusal("the object's kind is not known to this program") }
        guard let wanted = item.specification else {
            if item.presence == .present { throw refusal("a present object came without its specification") }
            return
        }
        guard wanted.kind == reference.kind else {
            throw refusal("a \(wanted.kind.rawValue) came under the name of a \(reference.kind.rawValue)")
        }
        switch wanted {
        case .webServer(let server):
            try check(server.endpoints)
            guard (server.ownAddresses ?? []).count <= 4096 else { throw refusal("at most 4096 addresses are accounts' own") }
            for address in server.ownAddresses ?? [] { try check(address) }
            let range = server.firstUID..<(server.firstUID + max(server.uidCount, 1))
            guard range.lowerBound >= customers.lowerBound, range.upperBound <= customers.upperBound else {
                throw refusal("the uids \(range.lowerBound) to \(range.upperBound - 1) are not all in this node's own range for customers")
            }
        case .nameServer(let server): try check(server.endpoints)
        case .account(let account):
            try check(uid: account.uid)
            guard account.number >= 1 else { throw refusal("account number \(account.number) is not above 0") }
            if case .webServer(let server)? = serverSpecification(reference.server, context) {
                // One uid for one number: two accounts can then never share files.
                guard account.uid == server.firstUID + account.number else {
                    throw refusal("\(account.systemUser) has the uid \(server.firstUID + account.number), not \(account.uid)")
                }
            }
        case .website(let website):
            try check(uid: website.uid)
            guard !website.names.isEmpty, website.names.count <= 1000 else { throw refusal("a website has 1 to 1000 names") }
            guard !website.documentRoot.components.isEmpty, !website.documentRoot.components.contains("..") else {
                throw refusal("the document root is not below the home")
            }
            guard website.indexPage.utf8.count <= 1 << 20 else { throw refusal("the index page is longer than a megabyte") }
            if case .account(let account)? = context.specification(.account, website.account.text, on: reference.server) {
                guard account.uid == website.uid, account.number == website.accountNumber else {
                    throw refusal("the website's uid \(website.uid) is not that of its account \(account.systemUser)")
                }
            }
        case .zone(let zone):
            guard zone.records.count <= 100_000 else { throw refusal("a zone has at most 100,000 records") }
            if let stray = zone.records.first(where: { !$0.name.isWithin(zone.name) }) {
                throw refusal("the record \(stray.name) lies outside the zone \(zone.name)")
            }
        }
    }

    private func serverSpecification(_ server: LogicalServerID, _ context: ApplyContext) -> Specification? {
        context.specification(.webServer, server.text, on: server)
    }

    private func check(uid: Int) throws(ApplyFailure) {
        guard customers.contains(uid) else {
            throw refusal(
                "uid \(uid) is not in this node's own range for customers, \(customers.lowerBound) to \(customers.upperBound - 1)")
        }
    }

    private func check(_ endpoints: [Endpoint]) throws(ApplyFailure) {
        guard (1...64).contains(endpoints.count) else { throw refusal("a server has 1 to 64 addresses") }
        for endpoint in endpoints {
            guard (1...65535).contains(endpoint.port) else { throw refusal("port \(endpoint.port) does not exist") }
            try check(endpoint.address)
        }
    }

    /// Listening everywhere would take the addresses of other servers on this machine.
    private func check(_ address: IPAddress) throws(ApplyFailure) {
        guard address.text != "0.0.0.0", address.text != "::" else { throw refusal("\(address) is not an address of this node") }
    }

    private func refusal(_ words: String) -> ApplyFailure { ApplyFailure(key: "node.policy", words: words) }
}
