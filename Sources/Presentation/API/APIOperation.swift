import APIResources
import HTTPTypes

/// One operation of the REST interface, as registered: what the OpenAPI description is generated from.
package struct APIOperation: Sendable {
    package var method: HTTPRequest.Method
    package var template: PathTemplate
    /// What it does: "Create a plan".
    package var summary: String
    package var policy: Policy
    package var query: [QueryParameter]
    /// The JSON body it takes; nil for none.
    package var takes: (any APIResource.Type)?
    /// The kind of a body that is not JSON.
    package var takesMediaType: String?
    package var answer: AnswerDescription

    /// The collection it belongs to: `accounts` of `/api/v1/accounts/{account}/suspension`.
    package var collection: String {
        let literals = template.parts.compactMap { if case .literal(let text) = $0 { text } else { nil } }.dropFirst(2)
        return literals.first == "trash" ? literals.dropFirst().first ?? "trash" : literals.first ?? "root"
    }
}

/// A parameter of the query.
package struct QueryParameter: Sendable {
    package enum Kind: Sendable {
        case text(maximumLength: Int)
        case integer(ClosedRange<Int>)
        case choice([String])
        case flag
    }

    package var name: String
    package var text: String
    package var kind: Kind

    package init(_ name: String, _ text: String, _ kind: Kind) {
        self.name = name
        self.text = text
        self.kind = kind
    }

    /// What every list takes: search, order, page.
    package static func list(sorts: [String], states: [String] = []) -> [QueryParameter] {
        var all: [QueryParameter] = [
            .init("q", "Search in names, without regard to case and accents.", .text(maximumLength: 200)),
            .init("sort", "Order; a minus in front turns it.", .choice(sorts + sorts.map { "-" + $0 })),
            .init("page", "Page, from 1.", .integer(1...1_000_000)),
            .init("per_page", "Rows of a page.", .integer(1...200)),
        ]
        if !states.isEmpty { all.insert(.init("state", "Only those in this state.", .choice(states)), at: 1) }
        return all
    }
}

// MARK: Registration

extension Routes {
    /// A route of the REST API, `path` beginning with `/api/v1/`. The handler's types are the description:
    ///
    /// ```swift
    /// routes.api(.get, "/api/v1/plans/{plan}", .staff(.planManager), "Show a plan", show)            // (Visit, String) -> Resource<PlanResource>
    /// routes.api(.post, "/api/v1/plans", .staff(.planManager), "Create a plan", taking: NewPlanResource.self, create)
    /// ```
    package mutating func api<Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        takesMediaType: String? = nil, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit) async throws -> Out
    ) {
        describe(method, path, policy, summary, query, takes: nil, takesMediaType, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 0, answer)
    }

    package mutating func api<A: PathParameter, Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        takesMediaType: String? = nil, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit, A) async throws -> Out
    ) {
        describe(method, path, policy, summary, query, takes: nil, takesMediaType, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 1) { visit in try await answer(visit, visit.parameter(0)) }
    }

    package mutating func api<A: PathParameter, B: PathParameter, Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        takesMediaType: String? = nil, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit, A, B) async throws -> Out
    ) {
        describe(method, path, policy, summary, query, takes: nil, takesMediaType, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 2) { visit in
            try await answer(visit, visit.parameter(0), visit.parameter(1))
        }
    }

    package mutating func api<In: APIResource, Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        taking: In.Type, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit, In) async throws -> Out
    ) {
        describe(method, path, policy, summary, query, takes: In.self, nil, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 0) { visit in try await answer(visit, visit.decode()) }
    }

    package mutating func api<A: PathParameter, In: APIResource, Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        taking: In.Type, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit, A, In) async throws -> Out
    ) {
        describe(method, path, policy, summary, query, takes: In.self, nil, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 1) { visit in
            let a: A = try visit.parameter(0)
            return try await answer(visit, a, visit.decode())
        }
    }

    package mutating func api<A: PathParameter, B: PathParameter, In: APIResource, Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        taking: In.Type, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit, A, B, In) async throws -> Out
    ) {
        describe(method, path, policy, summary, query, takes: In.self, nil, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 2) { visit in
            let (a, b): (A, B) = (try visit.parameter(0), try visit.parameter(1))
            return try await answer(visit, a, b, visit.decode())
        }
    }

    private mutating func describe(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, _ query: [QueryParameter],
        takes: (any APIResource.Type)?, _ mediaType: String?, _ answer: AnswerDescription
    ) {
        operations.append(
            APIOperation(
                method: method, template: PathTemplate(path), summary: summary, policy: policy, query: query, takes: takes,
                takesMediaType: mediaType, answer: answer))
    }
}
