import Core
import Persistence
import Presentation

/// Into a customer's panel and back.
struct ImpersonationPages: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.action("/logins/{login}/impersonation", .staff(.loginAsUser), begin)
        routes.action("/own-session", .signedIn, end)
        return routes
    }

    private func begin(_ visit: Visit, _ login: LoginID) async throws -> any Answer {
        guard let own = visit.session else { throw Fault.notFound("session") }
        let (session, customer) = try await visit.database.write { db in
            try Impersonation.begin(
                in: login, from: own, address: visit.address, agent: visit.headers[.userAgent], by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/", saying: .note(visit.texts.impersonation.entered(customer.person)), cookies: [visit.sessionCookie(session)])
    }

    private func end(_ visit: Visit) async throws -> any Answer {
        guard let session = visit.session else { throw Fault.notFound("session") }
        let own = try await visit.database.write { db in
            try Impersonation.end(session, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/", saying: .done(visit.texts.impersonation.left), cookies: [visit.sessionCookie(own)])
    }
}

/// Above every page of a customer's panel that staff have entered.
func impersonationBanner(_ visit: Visit) -> HTML? {
    guard visit.actor.impersonator != nil else { return nil }
    let texts = visit.texts.impersonation
    return callout(.warn, texts.bannerText, title: texts.banner(visit.actor.name)) {
        actionButton(visit, texts.back, to: "/own-session", kind: .primary, icon: .signOut)
    }
}

/// The way into the panel of this login, for its owner's pages; nil for whoever may not go there.
package func impersonationButton(_ visit: Visit, _ login: LoginID) -> HTML? {
    guard visit.actor.may(.loginAsUser), visit.session != nil, login != visit.actor.login else { return nil }
    return actionButton(visit, visit.texts.impersonation.enter, to: "/logins/\(login)/impersonation", icon: .person)
}
