import HTTPTypes

/// Finds the route of a path. A literal part wins over a parameter, and both over the rest of the path.
struct RouteTable: Sendable {
    enum Finding {
        case route(Route, [String])
        /// The path exists, for these methods.
        case otherMethods([HTTPRequest.Method])
        case none
    }

    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var rest: Int?
        var routes: [String: Route] = [:]
    }

    private var nodes: [Node] = [Node()]

    init(_ routes: [Route]) {
        for route in routes {
            var at = 0
            for part in route.template.parts {
                let next: Int
                switch part {
                case .literal(let text): next = nodes[at].literals[text] ?? nodes.count
                case .parameter: next = nodes[at].parameter ?? nodes.count
                case .rest: next = nodes[at].rest ?? nodes.count
                }
                if next == nodes.count {
                    nodes.append(Node())
                    switch part {
                    case .literal(let text): nodes[at].literals[text] = next
                    case .parameter: nodes[at].parameter = next
                    case .rest: nodes[at].rest = next
                    }
                }
                at = next
            }
            nodes[at].routes[route.method.rawValue] = route
        }
    }

    /// More parts than any path has: a file may be 64 levels deep.
    private static let mostParts = 80

    /// `path` as it came, still percent-encoded, without the query.
    func find(_ method: HTTPRequest.Method, _ path: some StringProtocol) -> Finding {
        var parts: [String] = []
        for piece in path.split(separator: "/") {
            guard let text = percentDecoded(piece), parts.count < RouteTable.mostParts else { return .none }
            parts.append(text)
        }
        var parameters: [String] = []
        guard let node = walk(0, parts[...], &parameters) else { return .none }
        let routes = nodes[node].routes
        if let route = routes[method.rawValue] { return .route(route, parameters) }
        if method == .head, let route = routes[HTTPRequest.Method.get.rawValue] { return .route(route, parameters) }
        return .otherMethods(routes.values.map(\.method).sorted { $0.rawValue < $1.rawValue })
    }

    private func walk(_ at: Int, _ parts: ArraySlice<String>, _ parameters: inout [String]) -> Int? {
        guard let part = parts.first else { return nodes[at].routes.isEmpty ? nil : at }
        if let next = nodes[at].literals[part], let found = walk(next, parts.dropFirst(), &parameters) { return found }
        if let next = nodes[at].parameter {
            parameters.append(part)
            if let found = walk(next, parts.dropFirst(), &parameters) { return found }
            parameters.removeLast()
        }
        guard let rest = nodes[at].rest else { return nil }
        parameters.append(parts.joined(separator: "/"))
        return rest
    }
}
