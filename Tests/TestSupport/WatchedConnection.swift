import Persistence

/// Passes everything on and asks the engine how much each statement looks at.
package final class WatchedConnection: Connection {
    private let inner: any Connection
    package private(set) var queries = 0
    package private(set) var rows = 0
    package private(set) var plans: [String] = []

    package init(_ inner: any Connection) { self.inner = inner }

    package var engine: DatabaseEngine { inner.engine }

    package func query(_ sql: SQL) throws -> [Row] {
        let explain: SQL = engine == .sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF, SUMMARY OFF) "
        let column = engine == .sqlite ? "detail" : "QUERY PLAN"
        plans += try inner.query("\(explain)\(sql)").map { try $0(column) }
        let found = try inner.query(sql)
        queries += 1
        rows += found.count
        return found
    }

    package func execute(_ sql: SQL) throws -> Int { try inner.execute(sql) }
    package func copy(into table: StaticString, columns: [StaticString], rows: [[SQLValue]]) throws {
        try inner.copy(into: table, columns: columns, rows: rows)
    }
    package func notify(_ channel: NotificationChannel, _ payload: String) throws { try inner.notify(channel, payload) }
    package func savepoint<R>(_ body: () throws -> R) throws -> R { try inner.savepoint(body) }

    package func beforeCommit(_ work: @escaping (any Connection) throws -> Void) { inner.beforeCommit(work) }

    /// PostgreSQL tells how many rows each step really had.
    package var mostRowsOfAStep: Int {
        plans.compactMap { line in
            guard let match = line.firstMatch(of: /actual rows=(\d+)(?:\.\d+)? loops=(\d+)/), let rows = Int(match.1),
                let loops = Int(match.2)
            else { return nil }
            return rows * loops
        }.max() ?? 0
    }
}
