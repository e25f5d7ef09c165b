import Accounts
import AgentProtocol
import Core
import Domains
import Persistence

/// The website of a domain: what is wanted of it. What is, are the statuses of its specification.
package struct Website: Sendable, Hashable {
    package var id: WebsiteID
    package var account: AccountID
    package var domain: DomainID
    package var server: LogicalServerID
    package var documentRoot: RelativePath
    /// The web service of the domain (H.WEB-01). Off: the names answer with the server's neutral page, files stay.
    package var isOn: Bool
    package var runsPHP: Bool
    package var createdAt: Timestamp

    /// Where a site's files are when nobody says otherwise: `<domain>/public` below the home.
    package static func defaultDocumentRoot(_ name: DomainName) -> RelativePath { RelativePath(stored: "\(name.ascii)/public") }

    /// The names it answers.
    package static func names(of domain: DomainName) -> [DomainName] { [domain, domain.prefixed("www")] }
}

extension Website {
    package func isOn(_ option: WebOption) -> Bool {
        switch option {
        case .web: isOn
        case .php: runsPHP
        }
    }

    mutating func turn(_ option: WebOption, on isOn: Bool) {
        switch option {
        case .web: self.isOn = isOn
        case .php: runsPHP = isOn
        }
    }
}

/// A change of a website as typed; nil leaves a value as it is.
package struct WebsiteChange: Sendable {
    package var documentRoot: String?
    package var isOn: Bool?
    package var runsPHP: Bool?
    /// The monthly price that somebody has agreed to, for options that are turned on and have one.
    package var agreedPrices: [WebOption: Money]

    package init(documentRoot: String? = nil, isOn: Bool? = nil, runsPHP: Bool? = nil, agreedPrices: [WebOption: Money] = [:]) {
        self.documentRoot = documentRoot
        self.isOn = isOn
        self.runsPHP = runsPHP
        self.agreedPrices = agreedPrices
    }

    /// One option turned on or off.
    package init(_ option: WebOption, on isOn: Bool, agreedPrice: Money?) {
        self.init(
            isOn: option == .web ? isOn : nil, runsPHP: option == .php ? isOn : nil, agreedPrices: agreedPrice.map { [option: $0] } ?? [:])
    }

    package func isOn(_ option: WebOption) -> Bool? {
        switch option {
        case .web: isOn
        case .php: runsPHP
        }
    }
}

extension WebOption {
    /// What people call it in a sentence.
    var name: String {
        switch self {
        case .web: "The web service"
        case .php: "PHP"
        }
    }

    /// The field of forms and of the API that turns it on.
    var field: String {
        switch self {
        case .web: "isOn"
        case .php: "runsPHP"
        }
    }
}

/// All statements on `website`.
enum WebsiteQueries {
    private static let columns: SQL = "id, account_id, domain_id, server_id, document_root, is_on, runs_php, created_at"

    static func of(_ domain: DomainID, in db: any Connection) throws -> Website? {
        try db.first("SELECT \(columns) FROM website WHERE domain_id = \(domain)").map(website)
    }

    static func of(_ domains: [DomainID], in db: any Connection) throws -> [Website] {
        try db.query("SELECT \(columns) FROM website WHERE domain_id IN (\(list: domains))").map(website)
    }

    /// Those of the account whose domain is not in the trash, on their servers.
    static func published(of account: AccountID, in db: any Connection) throws -> [PublishedObject] {
        try db.query(
            """
            SELECT website.id, website.server_id, domain.name FROM website JOIN domain ON domain.id = website.domain_id
            WHERE website.account_id = \(account) AND domain.trashed_at IS NULL AND domain.purged_at IS NULL ORDER BY domain.name
            """
        ).map { row in
            let (id, name): (WebsiteID, DomainName) = (try row("id"), try row("name"))
            return PublishedObject(.website, id.text, on: try row("server_id"), name: name.display)
        }
    }

    static func names(of account: AccountID, in db: any Connection) throws -> [WebsiteID: String] {
        var names: [WebsiteID: String] = [:]
        for row in try db.query(
            "SELECT website.id, domain.name FROM website JOIN domain ON domain.id = website.domain_id WHERE website.account_id = \(account)"
        ) { names[try row("id")] = try row("name", as: DomainName.self).display }
        return names
    }

    static func count(in db: any Connection) throws -> Int { try db.scalar("SELECT COUNT(*) FROM website") ?? 0 }

    /// Domains of the account, outside the trash, whose website has the option turned on: the first by name, and how many there are.
    static func using(
        _ option: WebOption, in account: AccountID, upTo limit: Int, in db: any Connection
    ) throws -> (names: [DomainName], count: Int) {
        let isOn: SQL = option == .web ? "website.is_on" : "website.runs_php"
        let tables: SQL = """
            website JOIN domain ON domain.id = website.domain_id
            WHERE website.account_id = \(account) AND \(isOn) AND domain.trashed_at IS NULL
            """
        let names: [DomainName] = try db.query("SELECT domain.name FROM \(tables) ORDER BY domain.name LIMIT \(limit)").map {
            try $0("name")
        }
        return (names, try db.scalar("SELECT COUNT(*) FROM \(tables)") ?? 0)
    }

    static func insert(_ site: Website, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO website (id, account_id, domain_id, server_id, document_root, is_on, runs_php, created_at)
            VALUES (\(site.id), \(site.account), \(site.domain), \(site.server), \(site.documentRoot), \(site.isOn), \(site.runsPHP),
                \(site.createdAt))
            """)
    }

    static func update(_ site: Website, in db: any Connection) throws {
        try db.execute(
            """
            UPDATE website SET document_root = \(site.documentRoot), is_on = \(site.isOn), runs_php = \(site.runsPHP)
            WHERE id = \(site.id) AND account_id = \(site.account)
            """)
    }

    static func delete(_ id: WebsiteID, in db: any Connection) throws { try db.execute("DELETE FROM website WHERE id = \(id)") }

    private static func website(_ row: Row) throws -> Website {
        Website(
            id: try row("id"), account: try row("account_id"), domain: try row("domain_id"), server: try row("server_id"),
            documentRoot: try row("document_root"), isOn: try row("is_on"), runsPHP: try row("runs_php"), createdAt: try row("created_at"))
    }
}
