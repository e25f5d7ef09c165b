import Core
import HTTPTypes
import Hummingbird

/// One route as registered.
package struct Route: Sendable {
    package let method: HTTPRequest.Method
    package let template: PathTemplate
    package let policy: Policy
    package let door: Door
    /// Largest body in bytes; a larger one is answered with 413.
    package let bodyLimit: Int
    let answer: @Sendable (Visit) async throws -> any Answer
}

/// Collects the routes of all features. Given to `Panel`, which answers requests by them.
///
/// ```swift
/// routes.page("/domains/{domain}", .reaching) { visit, domain in try await pages.show(visit, domain) }
/// routes.form("/domains/new", .signedIn, show: pages.new, submit: pages.create)
/// routes.action("/domains/{domain}/suspension", .staff(.accountManager), pages.suspend)
/// routes.api(.get, "/api/v1/domains/{domain}", .reaching, "Show a domain", api.show)
/// ```
/// Handlers take the path's parameters, in order, as the types they declare (`DomainID`, `Int`, `String`); a text that is none is a 404.
/// `{path...}` at the end is the rest of the path: `a/b.php`, whether its slashes came plain or as `%2F`.
package struct Routes: Sendable {
    /// Every route: what the test walks with every role and a foreign object.
    package private(set) var all: [Route] = []
    /// Mistakes of registration: templates that do not fit their handler, two routes of one name. `Panel` refuses to start with any.
    package private(set) var mistakes: [String] = []
    /// The operations of the REST interface, in the order they were registered.
    package internal(set) var operations: [APIOperation] = []
    private var known: Set<String> = []

    /// Bodies of JSON.
    package static let apiBodyLimit = 1 << 20
    /// Bodies of forms.
    package static let formBodyLimit = 256 << 10

    package init() {}

    /// The routes of one feature after those of another.
    package mutating func add(_ feature: Routes) {
        for route in feature.all { append(route) }
        operations += feature.operations
        mistakes += feature.mistakes
    }

    mutating func add(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ door: Door, bodyLimit: Int, parameters: Int,
        _ answer: @escaping @Sendable (Visit) async throws -> any Answer
    ) {
        let template = PathTemplate(path)
        if template.parameters.count != parameters {
            mistakes.append("\(method) \(template) has \(template.parameters.count) parameters, its handler takes \(parameters)")
        }
        if (door == .api) != template.text.hasPrefix("/api/") {
            mistakes.append("\(method) \(template) is a route of door \(door): routes of the API, and only they, begin with /api/")
        }
        if template.parts.dropLast().contains(where: { if case .rest = $0 { true } else { false } }) {
            mistakes.append("\(method) \(template) goes on after the rest of the path")
        }
        append(Route(method: method, template: template, policy: policy, door: door, bodyLimit: bodyLimit, answer: answer))
    }

    private mutating func append(_ route: Route) {
        let shape = route.template.parts.map { part in
            switch part {
            case .literal(let text): text
            case .parameter: "{}"
            case .rest: "{...}"
            }
        }.joined(separator: "/")
        if !known.insert("\(route.method) \(shape)").inserted { mistakes.append("\(route.method) \(route.template) is registered twice") }
        all.append(route)
    }
}

// MARK: Pages

extension Routes {
    /// A page to look at. Answers GET and HEAD.
    package mutating func page(_ path: StaticString, _ policy: Policy, _ show: @escaping @Sendable (Visit) async throws -> any Answer) {
        add(.get, path, policy, .page, bodyLimit: 0, parameters: 0, show)
    }

    package mutating func page<A: PathParameter>(
        _ path: StaticString, _ policy: Policy, _ show: @escaping @Sendable (Visit, A) async throws -> any Answer
    ) {
        add(.get, path, policy, .page, bodyLimit: 0, parameters: 1) { visit in try await show(visit, visit.parameter(0)) }
    }

    package mutating func page<A: PathParameter, B: PathParameter>(
        _ path: StaticString, _ policy: Policy, _ show: @escaping @Sendable (Visit, A, B) async throws -> any Answer
    ) {
        add(.get, path, policy, .page, bodyLimit: 0, parameters: 2) { visit in
            try await show(visit, visit.parameter(0), visit.parameter(1))
        }
    }

    /// A page with a form: GET shows it, POST to the same path submits it.
    ///
    /// `show` gets a `Form` with what was typed and what is wrong with it: empty at first, filled when `submit` threw a `Fault`. So the same
    /// page comes back with the errors beside the fields and nothing lost. `submit` ends with a `Redirect`.
    package mutating func form(
        _ path: StaticString, _ policy: Policy, show: @escaping @Sendable (Visit, Form) async throws -> any Answer,
        submit: @escaping @Sendable (Visit, Form) async throws -> any Answer
    ) {
        add(.get, path, policy, .page, bodyLimit: 0, parameters: 0) { visit in try await show(visit, Form.blank(visit)) }
        add(.post, path, policy, .page, bodyLimit: Routes.formBodyLimit, parameters: 0) { visit in
            try await Form.submit(visit, show: show, submit: submit)
        }
    }

    package mutating func form<A: PathParameter>(
        _ path: StaticString, _ policy: Policy, show: @escaping @Sendable (Visit, Form, A) async throws -> any Answer,
        submit: @escaping @Sendable (Visit, Form, A) async throws -> any Answer
    ) {
        add(.get, path, policy, .page, bodyLimit: 0, parameters: 1) { visit in
            try await show(visit, Form.blank(visit), visit.parameter(0))
        }
        add(.post, path, policy, .page, bodyLimit: Routes.formBodyLimit, parameters: 1) { visit in
            let a: A = try visit.parameter(0)
            return try await Form.submit(visit, show: { try await show($0, $1, a) }, submit: { try await submit($0, $1, a) })
        }
    }

    package mutating func form<A: PathParameter, B: PathParameter>(
        _ path: StaticString, _ policy: Policy, show: @escaping @Sendable (Visit, Form, A, B) async throws -> any Answer,
        submit: @escaping @Sendable (Visit, Form, A, B) async throws -> any Answer
    ) {
        add(.get, path, policy, .page, bodyLimit: 0, parameters: 2) { visit in
            try await show(visit, Form.blank(visit), visit.parameter(0), visit.parameter(1))
        }
        add(.post, path, policy, .page, bodyLimit: Routes.formBodyLimit, parameters: 2) { visit in
            let (a, b): (A, B) = (try visit.parameter(0), try visit.parameter(1))
            return try await Form.submit(visit, show: { try await show($0, $1, a, b) }, submit: { try await submit($0, $1, a, b) })
        }
    }

    /// What a button does: POST only, without a page of its own. Sent by `actionForm`. A `Fault` is shown on the page where the button stands.
    package mutating func action(
        _ path: StaticString, _ policy: Policy, _ act: @escaping @Sendable (Visit) async throws -> any Answer
    ) {
        add(.post, path, policy, .page, bodyLimit: Routes.formBodyLimit, parameters: 0) { visit in try await Form.act(visit, act) }
    }

    package mutating func action<A: PathParameter>(
        _ path: StaticString, _ policy: Policy, _ act: @escaping @Sendable (Visit, A) async throws -> any Answer
    ) {
        add(.post, path, policy, .page, bodyLimit: Routes.formBodyLimit, parameters: 1) { visit in
            let a: A = try visit.parameter(0)
            return try await Form.act(visit) { try await act($0, a) }
        }
    }

    package mutating func action<A: PathParameter, B: PathParameter>(
        _ path: StaticString, _ policy: Policy, _ act: @escaping @Sendable (Visit, A, B) async throws -> any Answer
    ) {
        add(.post, path, policy, .page, bodyLimit: Routes.formBodyLimit, parameters: 2) { visit in
            let (a, b): (A, B) = (try visit.parameter(0), try visit.parameter(1))
            return try await Form.act(visit) { try await act($0, a, b) }
        }
    }
}

// MARK: Machine routes

extension Routes {
    /// Health, metrics, assets, streams: an answer that is neither a page nor a resource.
    package mutating func machine(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, bodyLimit: Int = 0,
        _ answer: @escaping @Sendable (Visit) async throws -> any Answer
    ) {
        add(method, path, policy, .machine, bodyLimit: bodyLimit, parameters: 0, answer)
    }

    package mutating func machine<A: PathParameter, B: PathParameter>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, bodyLimit: Int = 0,
        _ answer: @escaping @Sendable (Visit, A, B) async throws -> any Answer
    ) {
        add(method, path, policy, .machine, bodyLimit: bodyLimit, parameters: 2) { visit in
            try await answer(visit, visit.parameter(0), visit.parameter(1))
        }
    }
}
