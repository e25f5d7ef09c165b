import Core
import Fleet
import Identity
import Jobs
import Logging
import Notifications
import Persistence
import Presentation
import ServiceLifecycle

extension Mail.Kind {
    static let alert: Mail.Kind = "alert.opened"
}

/// Opens and closes alerts, and mails the administrator once about each.
package enum Alerts {
    /// Compares what is with what is open. What is new is told in one mail per recipient. Returns what was opened.
    @discardableResult
    package static func check(panel origin: String, in db: any Connection, at now: Timestamp) throws -> [Alert] {
        let settings = try ProviderSettings.current(in: db)
        let open = try AlertQueries.open(in: db)
        let signs = try AlertSigns.now(settings, open: open, in: db, at: now)
        func key(_ kind: Alert.Kind, _ subject: String) -> String { kind.rawValue + " " + subject }
        var gone = Dictionary(open.map { (key($0.kind, $0.subject), $0) }, uniquingKeysWith: { first, _ in first })
        var opened: [Alert] = []
        for sign in signs {
            if let known = gone.removeValue(forKey: key(sign.kind, sign.subject)) {
                if known.value != sign.value { try AlertQueries.setValue(sign.value, of: known.id, in: db) }
                continue
            }
            let alert = Alert(
                id: AlertID(at: now), kind: sign.kind, subject: sign.subject, name: sign.name, value: sign.value, link: sign.link,
                openedAt: now)
            try AlertQueries.insert(alert, in: db)
            opened.append(alert)
        }
        for alert in gone.values { try AlertQueries.close(alert.id, in: db, at: now) }
        try AlertQueries.prune(before: now - .days(90), in: db)
        if !opened.isEmpty { try tell(opened, settings, panel: origin, in: db, at: now) }
        return opened
    }

    package static func open(in db: any Connection) throws -> [Alert] { try AlertQueries.open(in: db) }

    /// Newest first, or oldest first; `isOpen` nil: all; `last`: only those after it in that order.
    package static func list(
        isOpen: Bool?, after last: AlertID? = nil, isOldestFirst: Bool = false, limit: Int = 200, by actor: Actor, in db: any Connection
    ) throws -> [Alert] {
        try actor.require(.messageReader)
        return try AlertQueries.list(isOpen: isOpen, after: last, isOldestFirst: isOldestFirst, limit: limit, in: db)
    }

    private static func tell(
        _ alerts: [Alert], _ settings: ProviderSettings, panel origin: String, in db: any Connection, at now: Timestamp
    ) throws {
        let company = try settings.company.isEmpty ? Installations.current(in: db)?.providerName ?? "Hostwright" : settings.company
        func notify(_ to: MailAddress, _ texts: Texts, login: LoginID?) throws {
            let words = texts.alerts
            let parts = alerts.map { words.title($0) + "\n" + words.text($0) + "\n  " + origin + $0.link.text }
            try Mails.notify(
                .alertOpened, to: to, language: texts.language, login: login,
                values: [
                    "title": alerts.count == 1 ? words.title(alerts[0]) : words.several(alerts.count),
                    "alerts": parts.joined(separator: "\n\n"), "panel": origin, "company": company,
                ], settings: settings, in: db, at: now)
        }
        if !settings.email.isEmpty {
            return try notify(MailAddress(stored: settings.email, name: company), settings.texts(nil), login: nil)
        }
        // Without an address of the company: whoever may do everything.
        for login in try Logins.all(in: db) where login.role == .administrator && !login.isLocked && login.canReadMail {
            guard try StaffRoles.of(login.id, in: db).contains(where: \.isFull) else { continue }
            try notify(login.mailAddress, settings.texts(for: login), login: login.id)
        }
    }
}

extension Login {
    /// False for a program's login on this machine, which has no mailbox.
    fileprivate var canReadMail: Bool { !email.hasSuffix("@localhost.localdomain") }
}

/// Looks for alerts: every minute, and when the state of something has changed.
struct CheckAlerts: Job {
    static let kind = "alerts.check"

    func run(_ context: JobContext) async throws -> JobOutcome {
        let origin = try context.services(Features.self).hosted.websites.configuration.panelURL
        let now = context.clock.now
        let opened = try await context.database.write { db in try Alerts.check(panel: origin, in: db, at: now) }
        for alert in opened {
            context.logger.warning(
                "alert", metadata: ["kind": "\(alert.kind.rawValue)", "name": "\(alert.name)", "value": "\(alert.value)"])
        }
        return .done
    }
}

/// Has the alerts checked soon after the state of something has changed.
struct AlertWatch: Service {
    let database: any Database
    let logger: Logger
    /// Changes are gathered for this long.
    static let gathering = Duration.seconds(5)

    func run() async throws {
        let changes = database.notifications(.statuses)
        await cancelWhenGracefulShutdown {
            for await _ in changes {
                // Cancelled: the process ends.
                guard (try? await Task.sleep(for: Self.gathering)) != nil else { return }
                do {
                    try await database.write { db in
                        _ = try JobQueue().enqueue(CheckAlerts(), priority: .low, uniqueKey: "schedule", in: db)
                    }
                } catch {
                    logger.error("alerts cannot be checked", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}
