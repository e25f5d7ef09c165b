import APIResources
import Core
import Foundation
import Persistence
import Presentation

/// `/api/v1/tokens`: one's own tokens.
struct TokenAPI: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.api(.get, "/api/v1/tokens", .signedIn, "List your tokens", list)
        routes.api(.post, "/api/v1/tokens", .signedIn.provenAnew, "Create a token", taking: NewTokenResource.self, create)
        routes.api(.get, "/api/v1/tokens/{token}", .signedIn, "Show one of your tokens", show)
        routes.api(.delete, "/api/v1/tokens/{token}", .signedIn, "Revoke one of your tokens", revoke)
        return routes
    }

    private func owner(_ visit: Visit) throws -> LoginID {
        try visit.actor.requireOneself()
        guard let login = visit.actor.login else { throw Fault.notFound("login") }
        return login
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<TokenResource>> {
        let owner = try owner(visit)
        let tokens = try await visit.database.read { db in try Tokens.list(of: owner, in: db) }
        return Resource(ListResource(items: tokens.map { TokenResource($0) }, total: tokens.count))
    }

    private func create(_ visit: Visit, _ new: NewTokenResource) async throws -> Created<TokenResource> {
        let owner = try owner(visit)
        let asked = NewToken(
            name: new.name, role: try role(new.role), isReadOnly: new.isReadOnly ?? false,
            permissions: try new.permissions.map { names in
                Set(
                    try names.map { name in
                        guard let permission = Permission(rawValue: name) else {
                            throw Fault.invalid(
                                .init(
                                    "permissions", key: "permission.unknown", arguments: ["permission": name],
                                    "There is no permission \(name)."))
                        }
                        return permission
                    })
            }, addresses: new.addresses ?? [], expires: try new.expires.map(moment))
        let (token, secret) = try await visit.database.write { db in
            try Tokens.mint(asked, for: owner, by: visit.actor, in: db, at: visit.now)
        }
        return Created(TokenResource(token, secret: secret), at: "/api/v1/tokens/\(token.id)")
    }

    private func show(_ visit: Visit, _ id: TokenID) async throws -> Resource<TokenResource> {
        let owner = try owner(visit)
        return Resource(TokenResource(try await visit.database.read { db in try Tokens.required(id, of: owner, in: db) }))
    }

    private func revoke(_ visit: Visit, _ id: TokenID) async throws -> NoContent {
        let owner = try owner(visit)
        try await visit.database.write { db in
            try Tokens.revoke(id, of: owner, by: visit.actor, in: db, at: visit.now) { try visit.requireMatch(TokenResource($0)) }
        }
        return NoContent()
    }

    private func role(_ name: String?) throws -> Actor.Role? {
        guard let name else { return nil }
        guard let role = Actor.Role(rawValue: name), role != .system else {
            throw Fault.invalid(.init("role", key: "token.role", "A token is for an administrator or for a customer."))
        }
        return role
    }

    private func moment(_ text: String) throws -> Timestamp {
        let formats: [Date.ISO8601FormatStyle] = [.init(includingFractionalSeconds: true), .init()]
        // A text that one form cannot read may be of the other.
        guard let date = formats.lazy.compactMap({ try? $0.parse(text) }).first else {
            throw Fault.invalid(.init("expires", key: "time.form", "Write a time as 2026-11-22T05:13:38Z (RFC 3339)."))
        }
        return Timestamp(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    }
}

extension TokenResource {
    init(_ token: APIToken, secret: String? = nil) {
        self.init(
            id: token.id.text, name: token.name, role: token.role.rawValue, isReadOnly: token.isReadOnly,
            permissions: token.permissions?.sorted().map(\.rawValue), addresses: token.addresses.map(\.text),
            createdAt: token.createdAt.description, expires: token.expiresAt?.description, usedAt: token.usedAt?.description,
            usedFrom: token.usedFrom, secret: secret)
    }
}
