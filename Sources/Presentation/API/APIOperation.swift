import APIResources
import HTTPTypes

/// One operation of the REST interface, as registered: what the OpenAPI description is generated from.
package struct APIOperation: Sendable {
    package var method: HTTPRequest.Method
    package var template: PathTemplate
    /// What it does: "Create a plan".
    package var summary: String
    package var policy: Policy
    /// What stands in the holes of the path, in order.
    package var path: [PathParameterKind] = []
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
        describe(method, path, policy, summary, [], query, takes: nil, takesMediaType, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 0) { visit in
            try query.check(visit.query)
            return try await answer(visit)
        }
    }

    package mutating func api<A: PathParameter, Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        takesMediaType: String? = nil, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit, A) async throws -> Out
    ) {
        describe(method, path, policy, summary, [A.pathKind], query, takes: nil, takesMediaType, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 1) { visit in
            let a: A = try visit.parameter(0)
            try query.check(visit.query)
            return try await answer(visit, a)
        }
    }

    package mutating func api<A: PathParameter, B: PathParameter, Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        takesMediaType: String? = nil, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit, A, B) async throws -> Out
    ) {
        describe(method, path, policy, summary, [A.pathKind, B.pathKind], query, takes: nil, takesMediaType, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 2) { visit in
            let (a, b): (A, B) = (try visit.parameter(0), try visit.parameter(1))
            try query.check(visit.query)
            return try await answer(visit, a, b)
        }
    }

    package mutating func api<In: APIResource, Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        taking: In.Type, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit, In) async throws -> Out
    ) {
        describe(method, path, policy, summary, [], query, takes: In.self, nil, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 0) { visit in
            try query.check(visit.query)
            return try await answer(visit, visit.decode())
        }
    }

    package mutating func api<A: PathParameter, In: APIResource, Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        taking: In.Type, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit, A, In) async throws -> Out
    ) {
        describe(method, path, policy, summary, [A.pathKind], query, takes: In.self, nil, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 1) { visit in
            let a: A = try visit.parameter(0)
            try query.check(visit.query)
            return try await answer(visit, a, visit.decode())
        }
    }

    package mutating func api<A: PathParameter, B: PathParameter, In: APIResource, Out: APIAnswer>(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, query: [QueryParameter] = [],
        taking: In.Type, bodyLimit: Int = Routes.apiBodyLimit, _ answer: @escaping @Sendable (Visit, A, B, In) async throws -> Out
    ) {
        describe(method, path, policy, summary, [A.pathKind, B.pathKind], query, takes: In.self, nil, Out.described)
        add(method, path, policy, .api, bodyLimit: bodyLimit, parameters: 2) { visit in
            let (a, b): (A, B) = (try visit.parameter(0), try visit.parameter(1))
            try query.check(visit.query)
            return try await answer(visit, a, b, visit.decode())
        }
    }

    private mutating func describe(
        _ method: HTTPRequest.Method, _ path: StaticString, _ policy: Policy, _ summary: String, _ kinds: [PathParameterKind],
        _ query: [QueryParameter], takes: (any APIResource.Type)?, _ mediaType: String?, _ answer: AnswerDescription
    ) {
        operations.append(
            APIOperation(
                method: method, template: PathTemplate(path), summary: summary, policy: policy, path: kinds, query: query, takes: takes,
                takesMediaType: mediaType, answer: answer))
    }
}
