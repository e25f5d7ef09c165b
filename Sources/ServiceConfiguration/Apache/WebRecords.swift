import Core

/// What the web server's hook reads for one host name: one small file per name, replaced in one step, live at the next request.
package struct SiteRecord: Sendable, Hashable {
    static let version = "hostwright-site-1"

    package var website: WebsiteID
    /// `webN`: the name of the account's own record.
    package var systemUser: String
    package var documentRoot: String
    /// The account's FPM socket, or nil when the site runs no PHP.
    package var phpSocket: String?

    package init(website: WebsiteID, systemUser: String, documentRoot: String, phpSocket: String?) {
        self.website = website
        self.systemUser = systemUser
        self.documentRoot = documentRoot
        self.phpSocket = phpSocket
    }

    package var bytes: [UInt8] {
        FieldRecord([Self.version, website.text, systemUser, documentRoot, phpSocket ?? ""]).bytes
    }

    package init?(_ bytes: [UInt8]) {
        guard let fields = FieldRecord(bytes)?.fields, fields.count == 5, fields[0] == Self.version, let website = WebsiteID(fields[1])
        else { return nil }
        self.init(website: website, systemUser: fields[2], documentRoot: fields[3], phpSocket: fields[4].isEmpty ? nil : fields[4])
    }
}

/// What the hook reads for one account: all its sites are locked or gone by one rename.
package struct AccountRecord: Sendable, Hashable {
    package enum State: String, Sendable {
        case open
        /// Every site shows the neutral page; no script runs.
        case locked
        /// Its names are as unknown ones.
        case trashed
    }

    static let version = "hostwright-account-1"

    package var systemUser: String
    package var state: State
    /// Sent with each request as PHP_ADMIN_VALUE.
    package var settings: PHPRequestSettings

    package init(systemUser: String, state: State, settings: PHPRequestSettings) {
        self.systemUser = systemUser
        self.state = state
        self.settings = settings
    }

    package var bytes: [UInt8] { FieldRecord([Self.version, systemUser, state.rawValue, settings.text]).bytes }
}
