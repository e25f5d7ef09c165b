import Jobs
import Persistence
import Presentation

/// People: signing in and out, the first administrator, profiles, passwords and second factors.
package struct IdentityFeature: Feature {
    private let identity: Identity

    package init(_ parts: FeatureParts) throws { identity = try parts() }

    package static var migrations: [Migration] { IdentityMigrations.all }
    package static var notifications: [MailNotification] { PersonalLetter.Kind.allCases.map(\.notification) }

    package func routes() -> Routes { IdentityFeature.routes(identity) }

    /// Everything about people; also for panels that have nothing else.
    package static func routes(_ identity: Identity) -> Routes {
        var routes = SignInPages(identity).routes
        routes.add(LostPasswordPages(identity).routes)
        routes.add(ProofPages(identity).routes)
        routes.add(ProfilePages(identity).routes)
        routes.add(ProfileAPI(identity).routes)
        routes.add(StrengthAnswers().routes)
        routes.add(SecondFactorSignInPages(identity).routes)
        routes.add(SecondFactorPages(identity).routes)
        routes.add(SecondFactorAPI(identity).routes)
        routes.add(RecoveryPages(identity).routes)
        routes.add(AuditPages().routes())
        routes.add(AuditAPI().routes())
        let staff = Staff(logins: identity.logins)
        routes.add(StaffPages(staff: staff).routes())
        routes.add(StaffAPI(staff: staff).routes())
        routes.add(TokenPages().routes())
        routes.add(TokenAPI().routes())
        routes.add(SessionPages().routes())
        routes.add(ImpersonationPages().routes())
        routes.add(MessagePages().routes())
        return routes
    }

    package func menu(for visit: Visit, in db: any Connection) throws -> [MenuItem] {
        let (actor, texts) = (visit.actor, visit.texts)
        var items: [MenuItem] = []
        if actor.may(.auditReader) {
            items.append(MenuItem(.provider, order: 60, texts.audit.title, "/audit", icon: .history))
        } else {
            items.append(MenuItem(.person, order: 40, texts.audit.ownTitle, "/audit", icon: .history))
        }
        if actor.may(.staffManager) { items.append(MenuItem(.provider, order: 20, texts.staff.title, "/staff", icon: .people)) }
        if let login = actor.login {
            let unread = try Messages.unread(.person(login), by: actor, in: db)
            items.append(MenuItem(.first, order: 20, texts.messages.title, "/messages", icon: .mail, count: unread == 0 ? nil : unread))
        }
        if actor.may(.messageReader) {
            let unread = try Messages.unread(.provider, by: actor, in: db)
            items.append(
                MenuItem(
                    .provider, order: 10, texts.messages.providerMenu, "/provider-messages", icon: .attention,
                    count: unread == 0 ? nil : unread))
        }
        // What belongs to the person alone is hidden from a guest in his panel.
        if actor.impersonator == nil {
            items.append(MenuItem(.person, order: 10, texts.profile.title, "/profile", icon: .person))
            items.append(MenuItem(.person, order: 20, texts.tokens.title, "/tokens", icon: .key))
            items.append(MenuItem(.person, order: 30, texts.sessions.title, "/sessions", icon: .lock))
        }
        return items
    }

    package func shortcuts(for visit: Visit, in db: any Connection) throws -> [Shortcut] {
        guard let login = visit.actor.login else { return [] }
        let texts = visit.texts
        let unread = try Messages.unread(.person(login), by: visit.actor, in: db)
        let messages = Shortcut(
            order: 40, unread == 0 ? texts.messages.title : "\(texts.messages.title) (\(texts.number(unread)))", "/messages", icon: .mail)
        // What belongs to the person alone is hidden from a guest in his panel.
        if visit.actor.impersonator != nil { return [messages] }
        return [
            Shortcut(order: 20, texts.profile.passwordTitle, "/profile/password", icon: .lock),
            Shortcut(order: 30, texts.secondFactor.title, SecondFactorPages.place, icon: .shield), messages,
            Shortcut(order: 50, texts.tokens.title, "/tokens", icon: .key),
        ]
    }

    package func banners(for visit: Visit, in db: any Connection) throws -> [HTML] { [impersonationBanner(visit)].compactMap { $0 } }
}
