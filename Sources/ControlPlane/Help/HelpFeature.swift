import Core
import Identity
import Persistence
import Presentation

/// The manual in the panel: each page's help opens the manual of the reader's role and language at this page (H.LNF-12).
struct HelpFeature: Feature {
    private let manual: Manual

    init(_ parts: FeatureParts) throws { manual = try parts() }

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/help", .signedIn) { visit in try await show(visit, "index") }
        routes.page("/help/{page}", .signedIn, show)
        return routes
    }

    func shortcuts(for visit: Visit, in db: any Connection) -> [Shortcut] {
        guard manual.has("index", Self.role(of: visit.actor)) else { return [] }
        return [Shortcut(order: 90, visit.texts.help.title, "/help", icon: .help)]
    }

    /// Pages of the panel that another page of the manual is about, by the first part of their path.
    private static let elsewhere = [
        "alerts": "settings", "logins": "accounts", "mail-log": "mail", "provider-messages": "messages", "prove": "profile",
        "roles": "staff", "notification-recipients": "notifications", "registration-mail": "templates", "user-fields": "accounts",
        "recreations": "accounts", "system": "index",
        "other-sessions": "sessions", "api-reference": "tokens",
    ]

    /// The manual's page about the page at `path`: named as the first part of the path. Nil when the manual is not installed.
    static func link(for path: String, _ actor: Actor, in manual: Manual) -> Link? {
        let role = role(of: actor)
        guard manual.has("index", role) else { return nil }
        let first = path.split(separator: "/").first.map(String.init) ?? "index"
        let name = path.hasPrefix("/settings/mail") ? "mail" : elsewhere[first] ?? first
        return manual.has(name, role) ? "/help/\(name)" : "/help"
    }

    private static func role(of actor: Actor) -> Manual.Role { actor.role == .administrator ? .administrator : .customer }

    private func show(_ visit: Visit, _ name: String) async throws -> any Answer {
        let texts = visit.texts.help
        guard let text = manual.page(name, Self.role(of: visit.actor), visit.texts.language) else {
            if name == "index" {
                return Page(texts.title) { card { emptyState(texts.missingTitle, texts.missing, icon: .help) } }
            }
            throw Fault.notFound("page")
        }
        let page = Markdown(text, link: Self.target)
        let crumbs: [Page.Crumb] = name == "index" ? [] : [.init(texts.title, "/help"), .init(page.title ?? name)]
        return Page(page.title ?? texts.title, crumbs: crumbs) { card { div(.class("manual")) { page.content } } }
    }

    /// A link of the text: another page of the manual (`domains.md`), a page of the panel (`/domains`), an address outside.
    private static func target(_ address: String) -> Link? {
        if address.hasSuffix(".md"), !address.contains("/") { return "/help/\(String(address.dropLast(3)))" }
        return Link(local: address) ?? Link(outside: address)
    }
}
