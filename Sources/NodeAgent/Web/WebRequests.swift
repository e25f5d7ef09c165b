import AgentProtocol
import Core

/// Answers what is asked about files and logs of sites.
package struct WebRequests: NodeRequestHandler {
    private let driver: WebDriver
    private let logs: SiteLogs

    package init(driver: WebDriver) {
        self.driver = driver
        logs = SiteLogs(root: driver.configuration.root)
    }

    /// Throws `Fault` for what the customer did or lacks.
    package func answer(_ request: NodeRequest, content: [UInt8]) async throws -> [UInt8]? {
        switch request.operation {
        case .writeFile(let account, let path):
            try await driver.files(of: account, on: request.server).write(path, content)
            return nil
        case .readFile(let account, let path, let limit):
            return try await driver.files(of: account, on: request.server).read(path, limit: limit)
        case .readLog(let website, let log, let lines):
            return Array(try await logs.read(website, log: log, lines: min(max(lines, 1), 10_000)).joined(separator: "\n").utf8)
        case .verify, .resolveQuarantine:
            throw Fault(.invalid, key: "node.request_unknown", "This request is not about files or logs.")
        }
    }
}
