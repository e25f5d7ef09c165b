import Core

/// Who may use a route. There is no default: a route without a policy does not compile.
package struct Policy: Sendable {
    package enum Requirement: Sendable, Equatable {
        case anyone
        case signedIn
        case administrator
        case reaching
    }

    package let requirement: Requirement
    /// For `.anyone`: why it is safe that everybody may.
    package let reason: String?

    /// Open to the world. The reason stands in the list of routes for whoever reviews it.
    package static func anyone(because reason: StaticString) -> Policy { Policy(requirement: .anyone, reason: String(describing: reason)) }

    /// Everybody who is signed in; the route shows nothing of customers.
    package static let signedIn = Policy(requirement: .signedIn, reason: nil)

    /// Administrators only. For others the route does not exist (404), so its name tells nothing.
    package static let administrator = Policy(requirement: .administrator, reason: nil)

    /// Signed in, and every query of the handler takes `visit.actor.reach`: what is out of reach is answered with 404.
    package static let reaching = Policy(requirement: .reaching, reason: nil)

    /// Throws the fault that says why `actor` may not.
    func check(_ actor: Actor?) throws(Fault) {
        switch (requirement, actor) {
        case (.anyone, _): return
        case (_, nil):
            throw Fault(.unauthenticated, key: "session.needed", "Sign in to go on.")
        case (.administrator, .some(let actor)) where actor.role != .administrator:
            throw Fault.notFound("page")
        default: return
        }
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
