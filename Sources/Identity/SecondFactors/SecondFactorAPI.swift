import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/me/...`: the person's own second factors; `/api/v1/logins/{login}/second-factors`: what staff take from somebody who has lost his.
struct SecondFactorAPI: Sendable {
    private let factors: SecondFactors
    private let passkeys: Passkeys

    init(_ identity: Identity) {
        factors = SecondFactors(identity)
        passkeys = Passkeys(identity)
    }

    var routes: Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/me/second-factors", .signedIn, "Show your second factors", show)
        routes.api(.post, "/api/v1/me/authenticator", .signedIn.provenAnew, "Get a key for an authenticator app", setUp)
        routes.api(
            .put, "/api/v1/me/authenticator", .signedIn.provenAnew, "Confirm the authenticator app by a code of it",
            taking: SecondFactorCodeResource.self, confirm)
        routes.api(.delete, "/api/v1/me/authenticator", .signedIn.provenAnew, "Remove the authenticator app", removeApp)
        routes.api(
            .post, "/api/v1/me/recovery-codes", .signedIn.provenAnew, "Make ten new recovery codes instead of the old ones", makeCodes)
        routes.api(.delete, "/api/v1/me/passkeys/{passkey}", .signedIn.provenAnew, "Remove a passkey", removePasskey)
        routes.api(
            .delete, "/api/v1/logins/{login}/second-factors", .anyStaff.provenAnew,
            "Remove the second factors of somebody who has lost them",
            removeAll)
        return routes
    }

    private func show(_ visit: Visit) async throws -> Resource<SecondFactorsResource> {
        let has = try await visit.database.read { db in
            try SecondFactors.overview(of: try Profiles.own(visit.actor, in: db), in: db)
        }
        return Resource(
            SecondFactorsResource(
                authenticatorAddedAt: has.authenticator?.description,
                passkeys: has.passkeys.map {
                    .init(id: $0.id.text, name: $0.name, createdAt: $0.createdAt.description, usedAt: $0.usedAt?.description)
                }, recoveryCodesLeft: has.recoveryCodesLeft, isRequired: has.isRequired))
    }

    private func setUp(_ visit: Visit) async throws -> Resource<AuthenticatorSetupResource> {
        let factors = factors
        let setup = try await visit.database.write { db in try factors.setUp(by: visit.actor, in: db, at: visit.now) }
        return Resource(AuthenticatorSetupResource(secret: setup.secret, address: setup.address))
    }

    private func confirm(_ visit: Visit, _ typed: SecondFactorCodeResource) async throws -> Resource<RecoveryCodesResource> {
        let (factors, code) = (factors, typed.code)
        let codes = try await visit.database.write { db in
            try factors.confirm(code: code, panel: visit.origin, by: visit.actor, session: nil, in: db, at: visit.now)
        }
        return Resource(RecoveryCodesResource(recoveryCodes: codes ?? []))
    }

    private func removeApp(_ visit: Visit) async throws -> NoContent {
        let factors = factors
        try await visit.database.write { db in
            try factors.removeAuthenticator(panel: visit.origin, by: visit.actor, in: db, at: visit.now)
        }
        return NoContent()
    }

    private func makeCodes(_ visit: Visit) async throws -> Resource<RecoveryCodesResource> {
        let factors = factors
        return Resource(
            RecoveryCodesResource(
                recoveryCodes: try await visit.database.write { db in
                    try factors.makeRecoveryCodes(by: visit.actor, in: db, at: visit.now)
                }))
    }

    private func removePasskey(_ visit: Visit, _ id: PasskeyID) async throws -> NoContent {
        let passkeys = passkeys
        // Another's does not exist.
        let isOwn = try await visit.database.read { db in
            try SecondFactors.overview(of: try Profiles.own(visit.actor, in: db), in: db).passkeys.contains { $0.id == id }
        }
        if !isOwn { throw Fault.notFound("passkey") }
        try await visit.database.write { db in try passkeys.remove(id, panel: visit.origin, by: visit.actor, in: db, at: visit.now) }
        return NoContent()
    }

    private func removeAll(_ visit: Visit, _ name: String) async throws -> NoContent {
        let factors = factors
        try await visit.database.write { db in
            try factors.removeAll(ofLogin: name, panel: visit.origin, by: visit.actor, in: db, at: visit.now)
        }
        return NoContent()
    }
}
