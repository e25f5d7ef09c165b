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
    /// Whether it changes something that can be read, and so looks at `If-Match`; see `[APIOperation].knowingConditions`.
    package var isConditional = false

    /// The collection it belongs to: `accounts` of `/api/v1/accounts/{account}/suspension`.
    package var collection: String {
        let literals = template.parts.compactMap { if case .literal(let text) = $0 { text } else { nil } }.dropFirst(2)
        return literals.first == "trash" ? literals.dropFirst().first ?? "trash" : literals.first ?? "root"
    }
}

extension APIOperation {
    /// The paths of what it may be about: its own, and that of the thing to which it belongs, without the trash and without what follows the
    /// last name in it. `/api/v1/accounts/{account}` for `/api/v1/accounts/{account}/suspension`.
    fileprivate var subjects: [String] {
        var parts = template.parts
        if parts.count > 2, case .literal("trash") = parts[2] { parts.remove(at: 2) }
        func isName(_ part: PathTemplate.Part) -> Bool { if case .literal = part { false } else { true } }
        let thing = parts.lastIndex(where: isName).map { Array(parts[...$0]) } ?? parts
        return [parts, thing].map(Self.shape)
    }

    fileprivate static func shape(_ parts: [PathTemplate.Part]) -> String {
        parts.map { part in if case .literal(let text) = part { text } else { "{}" } }.joined(separator: "/")
    }
}

extension [APIOperation] {
    /// The same operations, each knowing whether it looks at `If-Match`: those that change or delete something which a GET of this list shows.
    package var knowingConditions: [APIOperation] {
        let shown = Set(filter { $0.method == .get && $0.tellsTag }.map { APIOperation.shape($0.template.parts) })
        return map { operation in
            var operation = operation
            let changes = operation.method == .put || operation.method == .patch || operation.method == .delete
            operation.isConditional = changes && !shown.isDisjoint(with: operation.subjects)
            return operation
        }
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
