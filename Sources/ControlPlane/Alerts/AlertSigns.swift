import AgentProtocol
import Core
import Domains
import Fleet
import Identity
import Jobs
import Notifications
import Persistence
import Presentation

/// What gives an alert at this moment.
struct AlertSign: Sendable, Equatable {
    var kind: Alert.Kind
    var subject: String
    var name: String
    var value: String
    var link: Link
}

enum AlertSigns {
    /// A disk that was too full counts as such until it is this many per cent below the limit, so that it does not come and go.
    private static let diskRelief = 2
    /// The agents renew their certificates 10 days before the end (`Authority.nodeLife`): three days of vain tries are an alert.
    private static let nodeCertificate = Duration.days(7)
    /// A mail that nobody has sent again in this time is not wanted any more.
    private static let unsentFor = Duration.days(4)
    /// More failures than this at once are one cause, and the list of them is on the home page.
    private static let mostFailures = 100

    /// - Parameter open: the alerts that are open.
    static func now(_ settings: ProviderSettings, open: [Alert], in db: any Connection, at now: Timestamp) throws -> [AlertSign] {
        let full = Set(open.filter { $0.kind == .diskFull }.map(\.subject))
        var signs: [AlertSign] = []
        for node in try Nodes.all(countingUpTo: 1, in: db) { signs += servers(node, settings, wasFull: full, at: now) }
        signs += try clocks(settings, in: db)
        signs += try certificates(settings, in: db, at: now)
        signs += try jobs(in: db)
        // One alert for all of them: the mail that tells it may be the next that cannot be sent.
        let unsent = try Mails.givenUp(since: now - unsentFor, in: db)
        if unsent > 0 {
            signs.append(
                AlertSign(
                    kind: .mailGivenUp, subject: "mail", name: "", value: String(unsent),
                    link: Link("/mail-log").with([("state", MailState.failed.rawValue)])))
        }
        signs += try provisioning(in: db)
        if let collation = try DatabaseSorting.foreign(in: db) {
            signs.append(AlertSign(kind: .databaseSorting, subject: "database", name: "PostgreSQL", value: collation, link: "/alerts"))
        }
        return signs
    }

    private static func servers(_ node: NodeOverview, _ settings: ProviderSettings, wasFull: Set<String>, at now: Timestamp) -> [AlertSign]
    {
        let (id, link): (String, Link) = (node.server.id.text, "/servers/\(node.server.name)")
        func sign(_ kind: Alert.Kind, _ value: String) -> AlertSign {
            AlertSign(kind: kind, subject: id, name: node.server.name, value: value, link: link)
        }
        var signs: [AlertSign] = []
        if case .revoked = node.condition { return [] }
        if case .silent(let since) = node.condition, now - since >= settings.silenceAlert {
            signs.append(sign(.serverDown, String(since.milliseconds)))
        }
        if let state = node.state, state.diskTotal > 0 {
            let percent = Int(Double(state.diskUsed) / Double(state.diskTotal) * 100)
            let limit = settings.diskAlert - (wasFull.contains(id) ? diskRelief : 0)
            if percent >= limit { signs.append(sign(.diskFull, String(percent))) }
        }
        if let end = node.server.certificateEnd, end < now + min(nodeCertificate, settings.certificateAlert) {
            signs.append(sign(.certificateEnds, String(end.milliseconds)))
        }
        return signs
    }

    private static func clocks(_ settings: ProviderSettings, in db: any Connection) throws -> [AlertSign] {
        try db.query(
            """
            SELECT physical_server.id, physical_server.name, node_state.clock_skew FROM node_state
            JOIN physical_server ON physical_server.id = node_state.physical_server_id
            WHERE node_state.clock_skew IS NOT NULL AND node_state.silent_since IS NULL
                AND ABS(node_state.clock_skew) >= \(settings.clockAlert.milliseconds)
            """
        ).map { row in
            let (name, skew): (String, Int64) = (try row("name"), try row("clock_skew"))
            return AlertSign(
                kind: .clockOff, subject: try row("id"), name: name, value: String(abs(skew) / 1000), link: "/servers/\(name)")
        }
    }

    private static func certificates(_ settings: ProviderSettings, in db: any Connection, at now: Timestamp) throws -> [AlertSign] {
        let limit = now + settings.certificateAlert
        var signs: [AlertSign] = []
        if let shown = try PanelCertificate.shown(in: db), shown.end < limit {
            let name = try PanelAddress.name(in: db).ascii
            signs.append(
                AlertSign(
                    kind: .certificateEnds, subject: "panel", name: name, value: String(shown.end.milliseconds), link: "/settings"))
        }
        for row in try db.query("SELECT installation_id, not_after FROM certificate_authority WHERE not_after < \(limit)") {
            let end: Timestamp = try row("not_after")
            signs.append(
                AlertSign(
                    kind: .certificateEnds, subject: try row("installation_id"), name: "Hostwright CA", value: String(end.milliseconds),
                    link: "/servers"))
        }
        return signs
    }

    private static func jobs(in db: any Connection) throws -> [AlertSign] {
        try JobQueue().list(JobFilter(states: [.failed], limit: 100), in: db)
            // A mail about a mail that cannot be sent would not be sent either; the list of mails counts them.
            .filter { $0.kind != SendMail.kind }
            .map {
                AlertSign(
                    kind: .jobGivenUp, subject: $0.id.text, name: $0.kind, value: $0.lastError ?? "",
                    link: Link("/jobs").with([("state", JobState.failed.rawValue)]))
            }
    }

    private static func provisioning(in db: any Connection) throws -> [AlertSign] {
        try Statuses.failed(in: db, limit: mostFailures).filter { $0.status.state == .failed }.map { item in
            let (kind, object) = (item.reference.kind, item.reference.object)
            var domain: String?
            switch kind {
            case .website:
                domain = try db.scalar(
                    "SELECT domain.name FROM website JOIN domain ON domain.id = website.domain_id WHERE website.id = \(object)")
            case .zone: domain = try db.scalar("SELECT name FROM domain WHERE zone_id = \(object)")
            case .account, .webServer, .nameServer: domain = nil
            }
            let server = item.status.serverName.labels.first.map(String.init) ?? item.status.serverName.ascii
            return AlertSign(
                kind: .provisioningFailed, subject: "\(item.reference.server):\(kind.rawValue):\(object)",
                name: domain.map { "\(DomainName(stored: $0).display) (\(server))" } ?? item.status.serverName.ascii,
                value: item.status.words,
                link: domain.map { "/domains/\($0)" } ?? "/servers")
        }
    }
}
