import Core
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Persistence

/// One request of somebody, checked: what handlers get.
package struct Visit: Sendable {
    package let method: HTTPRequest.Method
    /// As it came, percent-encoded, without the query: `/domains/0190...`.
    package let path: String
    package let query: FormValues
    package let headers: HTTPFields
    /// Stands in the log lines and in the `X-Request-Id` header of the answer.
    package let requestID: String
    package let door: Door
    /// The peer, or what a trusted proxy said about it.
    package let address: IPAddress?
    /// Who is signed in; nil for a stranger on a route of `.anyone`.
    package let person: Actor?
    /// The session of a person in a browser; nil for programs and strangers.
    package let session: Session?
    package internal(set) var database: any Database
    package let clock: Clock
    package let texts: Texts
    package let theme: Theme
    /// Whether a stranger may choose the language of the pages he sees.
    let offersLanguages: Bool
    package let logger: Logger
    /// What the last answer wanted to say on the next page.
    package let flash: Flash?
    /// The route's template: what logs may say, for a path can hold a secret.
    package let template: String
    let settings: PanelSettings
    let parameters: [String]
    let body: [UInt8]
    /// Keys the form tokens: the session's handle, or that of the stranger's visitor cookie.
    let formKey: String
    /// What a form or a button was refused with; the person sees it on a page, so it is not thrown on.
    let refusals = Locked<[Fault]>([])

    /// Who acts. For a stranger somebody who reaches nothing, so queries by `visit.actor.reach` find nothing.
    package var actor: Actor { person ?? Actor(role: .customer, login: nil, name: "") }

    package var now: Timestamp { clock.now }

    /// True over TLS.
    package var isSecure: Bool { settings.isSecure }

    /// The panel's address without a path: `https://panel.example`.
    package var origin: String { settings.origin }

    /// Puts the session's handle into the browser. It leaves with the browser's memory after 14 days; the session itself may end sooner.
    package func sessionCookie(_ session: Session) -> SetCookie { settings.cookies.session(session.handle, maxAge: 14 * 86400) }
    package var noSessionCookie: SetCookie { settings.cookies.noSession }

    /// Keeps the handle of a sign-in that lacks its second factor; no session, and worth nothing without that factor.
    package func signInCookie(_ handle: String) -> SetCookie { settings.cookies.signIn(handle) }
    package var noSignInCookie: SetCookie { settings.cookies.noSignIn }
    package var signInHandle: String? {
        readCookies(headers[values: .cookie])[settings.cookies.signIn].flatMap { $0.utf8.count == 43 ? $0 : nil }
    }

    /// What this browser has and another has not: its session, or its visitor's cookie. For what must come back to where it was asked for.
    package var browserKey: String { formKey }

    /// Path and query, as a link back to here.
    package var here: Link { Link(local: query.isEmpty ? path : path + "?" + query.encoded) ?? "/" }

    /// This page in another language.
    func inLanguage(_ language: Language) -> Link {
        let query = query.setting("language", language.rawValue)
        return Link(local: path + "?" + query.encoded) ?? "/"
    }

    /// The submitted fields of a form.
    package var formValues: FormValues { FormValues(encoded: body) ?? FormValues() }

    /// The body of an API request as `T`. Unknown fields are refused by name, nesting is limited to 32 levels.
    package func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        // Parameters such as a charset may follow (RFC 9110 §8.3.1).
        let kind = headers[.contentType]?.split(separator: ";").first.map { String($0).trimmed.lowercased() }
        guard kind == "application/json" else {
            throw Fault(.invalid, key: "body.type", "Send JSON, with the header Content-Type: application/json.")
        }
        return try JSONBody.decode(type, from: body)
    }

    /// The raw body, for routes that take files.
    package var bytes: [UInt8] { body }

    func parameter<P: PathParameter>(_ position: Int, as type: P.Type = P.self) throws -> P {
        guard position < parameters.count, let value = P(path: parameters[position]) else { throw Fault.notFound("page") }
        return value
    }
}

/// A person's session as the doors see it.
package struct Session: Sendable {
    package let id: SessionID
    /// The secret in the cookie. Never logged, never stored as it is.
    package let handle: String
    package let signedInAt: Timestamp
    /// When the person last proved who he is: at sign-in, or since then for something that asks again (step-up).
    package let provedAt: Timestamp
    /// Whether the person has shown a second factor in this session.
    package let hasSecondFactor: Bool

    package init(
        id: SessionID, handle: String, signedInAt: Timestamp, provedAt: Timestamp? = nil, hasSecondFactor: Bool = false
    ) {
        self.id = id
        self.handle = handle
        self.signedInAt = signedInAt
        self.provedAt = provedAt ?? signedInAt
        self.hasSecondFactor = hasSecondFactor
    }
}

/// What a request shows to prove who sent it.
package enum Credentials: Sendable {
    /// The handle of the session cookie: pages.
    case session(String)
    /// `Authorization: Bearer ...`: programs.
    case bearer(String)
}

/// The one verifier of all doors. Identity fills it.
package protocol Verifier: Sendable {
    /// Who this is, or nil when the handle or token is unknown, expired or revoked.
    func verify(_ credentials: Credentials, from address: IPAddress?) async throws -> Verified?
    /// Notes that somebody who is known may not do what he asked for. `route`: method and template. Must not fail: he is refused anyway.
    func note(_ refusal: Fault, of actor: Actor, at route: String) async
}

extension Verifier {
    package func note(_ refusal: Fault, of actor: Actor, at route: String) async {}
}

package struct Verified: Sendable {
    package var actor: Actor
    package let session: Session?
    /// The person's own choice; nil: the provider's default.
    package let language: Language?
    /// The person's own choice, as the IANA database names it: `Europe/Berlin`; nil: the provider's default.
    package let timeZone: String?
    /// The person's own choice; nil: the provider's default.
    package let theme: Theme?
    /// The only part of the panel that is open to this session, until what is asked for there is done; nil: all of it.
    package var confinedTo: Link?

    package init(actor: Actor, session: Session?, language: Language? = nil, timeZone: String? = nil, theme: Theme? = nil) {
        self.actor = actor
        self.session = session
        self.language = language
        self.timeZone = timeZone
        self.theme = theme
    }
}

/// What the provider has set for those who chose nothing themselves. ControlPlane keeps it in step with the settings.
package struct PanelDefaults: Sendable {
    package var language: Language
    package var timeZone: TimeZone
    package var theme = Theme.system
    /// False: customers and strangers have the provider's language and time zone. Staff always choose.
    package var letsPeopleChoose = true
    /// False: customers have the provider's design. Staff always choose.
    package var letsPeopleChooseTheme = false
    /// What customers and their programs are told instead of what they asked for, per language; empty: the panel is not being maintained.
    package var maintenance: [Language: String] = [:]
    /// The company's name on pages for strangers; nil: the one of `PanelSettings`.
    package var provider: String?

    package init(language: Language = .english, timeZone: TimeZone = .gmt) {
        self.language = language
        self.timeZone = timeZone
    }
}

/// One sentence on the next page: what has been done, or why not.
package struct Flash: Sendable, Codable, Equatable {
    package enum Kind: String, Sendable, Codable { case done, note, failed }

    /// The way back from what has been done: posted to `path`, a page's action or form, with `values`.
    package struct Undo: Sendable, Codable, Equatable {
        var path: String
        var values: [String: String]

        package init(_ link: Link, _ values: [String: String] = [:]) {
            path = link.text
            self.values = values
        }

        /// nil for a path that leads elsewhere.
        var link: Link? { Link(local: path) }
    }

    package var kind: Kind
    package var text: String
    /// Where what was done has an inverse: a button beside the sentence.
    package var undo: Undo?

    package init(_ kind: Kind, _ text: String, undo: Undo? = nil) {
        self.kind = kind
        self.text = text
        self.undo = undo
    }

    package static func done(_ text: String, undo: Undo? = nil) -> Flash { Flash(.done, text, undo: undo) }
    package static func note(_ text: String) -> Flash { Flash(.note, text) }
    package static func failed(_ text: String) -> Flash { Flash(.failed, text) }
}
