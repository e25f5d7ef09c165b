import Core
import Fleet
import Persistence

/// Something that a server of the installation does for customers. What no server does is not offered (H.SRV-19, C.ROLE-09).
package struct HostingService: RawRepresentable, Hashable, Sendable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let web = HostingService(rawValue: "web")
    package static let php = HostingService(rawValue: "php")
    package static let dns = HostingService(rawValue: "dns")
    package static let mail = HostingService(rawValue: "mail")
    package static let mailingLists = HostingService(rawValue: "mailing_lists")
    package static let webmail = HostingService(rawValue: "webmail")
    package static let spamFilter = HostingService(rawValue: "spam_filter")
    package static let ftp = HostingService(rawValue: "ftp")
    package static let ssh = HostingService(rawValue: "ssh")
    package static let webFTP = HostingService(rawValue: "webftp")
    package static let mysql = HostingService(rawValue: "mysql")
    package static let postgresql = HostingService(rawValue: "postgresql")
    package static let cron = HostingService(rawValue: "cron")
    package static let tls = HostingService(rawValue: "tls")
    package static let dedicatedAddresses = HostingService(rawValue: "dedicated_addresses")
    package static let subdomains = HostingService(rawValue: "subdomains")
    package static let ssi = HostingService(rawValue: "ssi")
    package static let cgi = HostingService(rawValue: "cgi")
    package static let python = HostingService(rawValue: "python")
    package static let directoryOptions = HostingService(rawValue: "directory_options")
    package static let publishing = HostingService(rawValue: "publishing")
    package static let statistics = HostingService(rawValue: "statistics")
    package static let usage = HostingService(rawValue: "usage")
    package static let backup = HostingService(rawValue: "backup")
}

/// Which services there are: those of the kinds of logical servers that exist, and what the test kit declares besides.
package struct HostingServices: Sendable {
    /// What a logical server of each kind does today. A daemon that comes adds its service here.
    private static func services(of kind: LogicalServerKind) -> Set<HostingService> {
        switch kind {
        case .web: [.web, .php, .usage]
        case .dns: [.dns]
        }
    }

    private let declared: Set<HostingService>

    /// `declared`: services that exist although no logical server of the product does them: for tests of rules whose daemons come later.
    package init(declared: Set<HostingService> = []) { self.declared = declared }

    package func provided(in db: any Connection) throws -> Set<HostingService> {
        let kinds = try db.query("SELECT DISTINCT kind FROM logical_server").map { try $0("kind", as: LogicalServerKind.self) }
        var provided = kinds.reduce(into: declared) { $0.formUnion(Self.services(of: $1)) }
        if try AddressPools.isAnywhere(in: db) { provided.insert(.dedicatedAddresses) }
        return provided
    }
}
