import Core

/// Who may use a route. There is no default: a route without a policy does not compile.
package struct Policy: Sendable {
    package enum Requirement: Sendable, Equatable {
        case anyone
        case signedIn
        case anyStaff
        case staff(Permission)
        case reaching
    }

    package let requirement: Requirement
    /// For `.anyone`: why it is safe that everybody may.
    package let reason: String?
    /// The route is about money, keys or rights: a person is asked again who he is when that was long ago (`Visit.requireRecentProof`).
    package private(set) var asksAgain = false

    private init(_ requirement: Requirement, because reason: String? = nil) {
        self.requirement = requirement
        self.reason = reason
    }

    /// Open to the world. The reason stands in the list of routes for whoever reviews it.
    package static func anyone(because reason: StaticString) -> Policy { Policy(.anyone, because: String(describing: reason)) }

    /// Everybody who is signed in; the route shows nothing of customers.
    package static let signedIn = Policy(.signedIn)

    /// Members of staff with this permission. For customers the route does not exist (404), so its name tells nothing.
    package static func staff(_ permission: Permission) -> Policy { Policy(.staff(permission)) }

    /// Members of staff, whatever they may do.
    package static let anyStaff = Policy(.anyStaff)

    /// Signed in, and every query of the handler takes `visit.actor.reach`: what is out of reach is answered with 404.
    package static let reaching = Policy(.reaching)

    /// The same for a route that is about money, keys or rights.
    package var provenAnew: Policy {
        var policy = self
        policy.asksAgain = true
        return policy
    }

    package var isForStaff: Bool {
        switch requirement {
        case .anyStaff, .staff: true
        case .anyone, .signedIn, .reaching: false
        }
    }

    /// Throws the fault that says why `actor` may not. `changes`: the request may change something, which a token that only looks must not.
    func check(_ actor: Actor?, changes: Bool) throws {
        if requirement == .anyone { return }
        guard let actor else { throw Fault(.unauthenticated, key: "session.needed", "Sign in to go on.") }
        switch requirement {
        case .anyStaff, .staff: if actor.role != .administrator { throw Fault.notFound("page") }
        case .anyone, .signedIn, .reaching: break
        }
        if changes, actor.isReadOnly {
            throw Fault(.forbidden, key: "token.read_only", "This token may only look. Nothing was changed.")
        }
        if case .staff(let permission) = requirement { try actor.require(permission) }
    }
}

/// Which way somebody comes in; decides how answers and errors look.
package enum Door: String, Sendable, Equatable {
    /// HTML for people: cookies, forms with tokens, error pages.
    case page
    /// JSON for programs: bearer tokens, problem+json.
    case api
    /// Neither: assets, health, metrics, the stream of events.
    case machine
}
