import Core
import Foundation
import NodeAgent

/// How the tests look at an installation: with the programs that everybody has, and with our own command line.
extension LiveInstallation {
    package struct Answer: Sendable {
        package var status: Int
        package var body: String

        package init(status: Int, body: String) {
            self.status = status
            self.body = body
        }

        package func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
            do { return try JSONDecoder().decode(type, from: Data(body.utf8)) } catch {
                throw LiveProblem("status \(status), not a \(type): \(body.prefix(500))")
            }
        }
    }

    /// curl's answer; status 0 when there is none.
    package func curl(_ words: [String]) async throws -> Answer {
        let said = try await ProcessLauncher.run(
            Command("/usr/bin/curl", ["-s", "--max-time", "15", "-w", "\n%{http_code}"] + words), limit: 1 << 22, timeout: .seconds(20))
        let lines = said.output.split(separator: "\n", omittingEmptySubsequences: false)
        return Answer(status: lines.last.flatMap { Int($0) } ?? 0, body: lines.dropLast().joined(separator: "\n"))
    }

    /// What a visitor of the website gets.
    package func visit(_ name: String, _ path: String = "/", at address: Address? = nil) async throws -> Answer {
        let address = address ?? web
        return try await curl([
            "--resolve", "\(name):\(address.port):\(address.address)", "http://\(name):\(address.port)\(path)",
        ])
    }

    /// One request of the API with the administrator's token.
    @discardableResult
    package func api(_ method: String, _ path: String, _ body: (any Encodable)? = nil, expecting status: Int? = nil) async throws -> Answer
    {
        var words = ["-X", method, "-H", "Authorization: Bearer \(token)"]
        if let body {
            words += ["-H", "Content-Type: application/json", "-d", String(decoding: try JSONEncoder().encode(body), as: UTF8.self)]
        }
        let answer = try await curl(words + ["http://127.0.0.1:\(panelPort)/api/v1/\(path)"])
        if let status, answer.status != status { throw LiveProblem("\(method) \(path): \(answer.status) \(answer.body)") }
        return answer
    }

    package func get<Value: Decodable>(_ path: String, as type: Value.Type) async throws -> Value {
        try await api("GET", path, expecting: 200).decode(type)
    }

    /// Our own command line, as a person types it.
    @discardableResult
    package func hostwright(_ words: String..., input: String = "") async throws -> String {
        let tokenFile = "\(state)/token"
        if !FileManager.default.fileExists(atPath: tokenFile) { try Data(token.utf8).write(to: URL(fileURLWithPath: tokenFile)) }
        let said = try await ProcessLauncher.run(
            Command(
                Self.program("hostwright"), words,
                environment: [
                    "HOSTWRIGHT_URL": "http://localhost:\(panelPort)", "HOSTWRIGHT_TOKEN_FILE": tokenFile, "LC_ALL": "C.UTF-8",
                    "PATH": "/usr/bin",
                ]), input: Array(input.utf8), limit: 1 << 20, timeout: .seconds(60))
        guard said.isSuccess else {
            throw LiveProblem("hostwright \(words.joined(separator: " ")): \(said.end) \(said.output)\(said.errors)")
        }
        return said.output
    }

    /// `dig +short`, its lines sorted.
    package func dig(_ server: Address, _ name: String, _ type: String) async throws -> [String] {
        try await digs(server, ["+short", name, type]).split(separator: "\n").map(String.init).sorted()
    }

    /// The status of the answer: `NOERROR`, `REFUSED` ...; empty when there is none.
    package func digStatus(_ server: Address, _ name: String) async throws -> String {
        try await digs(server, [name, "SOA"]).firstMatch(of: /status: ([A-Z]+)/).map { String($0.1) } ?? ""
    }

    /// The serials of many zones by name, as one server says them.
    package func serials(_ server: Address, _ names: [String]) async throws -> [String: String] {
        let file = "\(state)/dig-\(UUID().uuidString)"
        try Data(names.map { "\($0) SOA\n" }.joined().utf8).write(to: URL(fileURLWithPath: file))
        var found: [String: String] = [:]
        for line in try await digs(server, ["+noall", "+answer", "-f", file]).split(separator: "\n") {
            let fields = line.split(whereSeparator: \.isWhitespace)
            if fields.count > 6, fields[3] == "SOA" { found[String(fields[0].dropLast())] = String(fields[6]) }
        }
        return found
    }

    private func digs(_ server: Address, _ words: [String]) async throws -> String {
        try await ProcessLauncher.run(
            Command("/usr/bin/dig", ["@\(server.address)", "-p", "\(server.port)", "+norecurse", "+tries=2", "+time=2"] + words),
            limit: 1 << 22, timeout: .seconds(30)
        ).output
    }

    /// Sends many requests over a few connections, as a script of the provider does. Returns the status of each; 0 where the connection ended.
    package func burst(_ requests: [(path: String, body: String)], parallel: Int = 4) async throws -> [Int] {
        let file = "\(state)/burst-\(UUID().uuidString)"
        let sections = requests.enumerated().map { number, request in
            """
            url = "http://127.0.0.1:\(panelPort)/api/v1/\(request.path)"
            header = "Authorization: Bearer \(token)"
            header = "Content-Type: application/json"
            data = "\(request.body.replacing("\"", with: "\\\""))"
            output = "/dev/null"
            write-out = "\(number) %{http_code}\\n"
            """
        }
        try Data(sections.joined(separator: "\nnext\n").utf8).write(to: URL(fileURLWithPath: file))
        let said = try await ProcessLauncher.run(
            Command("/usr/bin/curl", ["-s", "--no-progress-meter", "--parallel", "--parallel-max", "\(parallel)", "-K", file]),
            limit: 1 << 22,
            timeout: .seconds(60))
        var statuses = [Int](repeating: 0, count: requests.count)
        for line in said.output.split(separator: "\n") {
            let fields = line.split(separator: " ").compactMap { Int($0) }
            if fields.count == 2, statuses.indices.contains(fields[0]) { statuses[fields[0]] = fields[1] }
        }
        return statuses
    }

    /// The pages of many websites by name.
    package func pages(_ names: [String]) async throws -> [String: String] {
        let directory = "\(state)/pages-\(UUID().uuidString)"
        try SmallFiles.makeDirectory(directory)
        let sections = names.map {
            "url = \"http://\(web.address):\(web.port)/\"\nheader = \"Host: \($0)\"\noutput = \"\(directory)/\($0)\""
        }
        try Data(sections.joined(separator: "\nnext\n").utf8).write(to: URL(fileURLWithPath: directory + ".curl"))
        _ = try await ProcessLauncher.run(Command("/usr/bin/curl", ["-s", "-K", directory + ".curl"]), timeout: .seconds(60))
        var found: [String: String] = [:]
        for name in names {
            found[name] = FileManager.default.contents(atPath: "\(directory)/\(name)").map { String(decoding: $0, as: UTF8.self) }
        }
        return found
    }
}
