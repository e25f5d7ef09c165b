import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/me/...`: what a person's programs do about himself; `/api/v1/logins/{login}/password`: what staff give.
struct ProfileAPI: Sendable {
    private let profiles: Profiles

    init(_ identity: Identity) { profiles = Profiles(identity) }

    var routes: Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/me/profile", .signedIn, "Show who you are to the panel", show)
        routes.api(
            .patch, "/api/v1/me/profile", .signedIn, "Change your name, language, time zone or appearance",
            taking: ProfileChangeResource.self, change)
        routes.api(
            .put, "/api/v1/me/email", .signedIn.provenAnew, "Change your e-mail address, by a link to the new one",
            taking: NewEmailResource.self,
            askEmail)
        routes.api(
            .put, "/api/v1/me/password", .signedIn, "Change your password; all your sessions end", taking: PasswordChangeResource.self,
            changePassword)
        routes.api(
            .patch, "/api/v1/logins/{login}/look", .anyStaff, "Give somebody a language, a time zone and an appearance",
            taking: LookChangeResource.self, giveLook)
        routes.api(
            .put, "/api/v1/logins/{login}/email", .anyStaff.provenAnew, "Change somebody's e-mail address, by a link to the new one",
            taking: NewEmailResource.self, askEmailOf)
        routes.api(
            .put, "/api/v1/logins/{login}/password", .anyStaff.provenAnew, "Give somebody a password; all his sessions end",
            taking: GivenPasswordResource.self, give)
        return routes
    }

    private func show(_ visit: Visit) async throws -> Resource<ProfileResource> {
        let login = try await visit.database.read { db in try Profiles.own(visit.actor, in: db) }
        return Resource(ProfileResource(login))
    }

    private func change(_ visit: Visit, _ typed: ProfileChangeResource) async throws -> Resource<ProfileResource> {
        let changed = try await visit.database.write { db in
            try Profiles.change(Profiles.Change(typed), by: visit.actor, in: db, at: visit.now) {
                try visit.requireMatch(ProfileResource($0))
            }
        }
        return Resource(ProfileResource(changed))
    }

    private func askEmail(_ visit: Visit, _ typed: NewEmailResource) async throws -> Accepted<NewEmailResource> {
        let profiles = profiles
        let address = try await visit.database.write { db in
            try profiles.askEmail(typed.email, panel: visit.origin, by: visit.actor, in: db, at: visit.now)
        }
        return Accepted(NewEmailResource(email: address))
    }

    private func askEmailOf(_ visit: Visit, _ name: String, _ typed: NewEmailResource) async throws -> Accepted<NewEmailResource> {
        let profiles = profiles
        let address = try await visit.database.write { db in
            try profiles.askEmail(typed.email, of: name, panel: visit.origin, by: visit.actor, in: db, at: visit.now)
        }
        return Accepted(NewEmailResource(email: address))
    }

    private func changePassword(_ visit: Visit, _ typed: PasswordChangeResource) async throws -> NoContent {
        try await profiles.changePassword(
            from: typed.password, to: typed.newPassword, panel: visit.origin, by: visit.actor, keeping: nil)
        return NoContent()
    }

    private func giveLook(_ visit: Visit, _ name: String, _ typed: LookChangeResource) async throws -> Resource<LookResource> {
        let wanted = Profiles.Change(language: typed.language, timeZone: typed.timeZone, theme: typed.theme)
        let login = try await visit.database.write { db in
            try Profiles.give(wanted, to: name, by: visit.actor, in: db, at: visit.now)
        }
        return Resource(LookResource(language: login.language, timeZone: login.timeZone, theme: login.theme?.rawValue))
    }

    private func give(_ visit: Visit, _ name: String, _ typed: GivenPasswordResource) async throws -> Resource<GivenPasswordResource> {
        let given = try await profiles.givePassword(typed.password ?? "", to: name, panel: visit.origin, by: visit.actor)
        return Resource(GivenPasswordResource(password: given.made))
    }
}

extension Profiles.Change {
    init(_ typed: ProfileChangeResource) {
        self.init(person: typed.person, language: typed.language, timeZone: typed.timeZone, theme: typed.theme)
    }
}

extension ProfileResource {
    init(_ login: Login) {
        self.init(
            login: login.name, person: login.person, email: login.email, language: login.language, timeZone: login.timeZone,
            theme: login.theme?.rawValue, passwordChangedAt: login.passwordChangedAt?.description)
    }
}
