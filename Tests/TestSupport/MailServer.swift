import Core
import Foundation

/// A mail server that nobody here wrote (aiosmtpd), as a process of its own for one test.
package final class MailServer: Sendable {
    /// A mail as the server took it, and as Python's own parser reads it.
    package struct Taken: Sendable, Decodable {
        package var from: String
        package var to: [String]
        package var greeting: String
        package var isSecure: Bool
        package var user: String?
        package var raw: String
        package var subject: String
        package var sender: String
        package var recipient: String
        package var replyTo: String
        package var date: String
        package var id: String
        package var text: String
        /// The HTML part; nil for a plain text.
        package var html: String?
        /// What Python's parser complains about.
        package var defects: [String]
    }

    package let port: Int
    /// PEM of the certificate that it shows; empty without TLS.
    package let certificate: String
    private let process: Process
    private let input: Pipe
    private let lines = Locked<[String]>([])

    /// - Parameter security: `none`, `starttls` or `tls`.
    package static func with<R>(
        security: String = "none", user: String? = nil, password: String? = nil, host: String = "127.0.0.1",
        _ body: (MailServer) async throws -> R
    ) async throws -> R {
        let server = try await MailServer(security: security, user: user, password: password, host: host)
        do {
            let result = try await body(server)
            server.stop()
            return result
        } catch {
            server.stop()
            throw error
        }
    }

    private init(security: String, user: String?, password: String?, host: String) async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("hostwright-mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        var arguments = [root.appendingPathComponent("Tests/MailServer/server.py").path, "--security", security, "--host", host]
        if security != "none" {
            let (certificate, key) = (directory.appendingPathComponent("certificate.pem"), directory.appendingPathComponent("key.pem"))
            let openssl = Process()
            openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
            openssl.arguments = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=relay",
                "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key.path, "-out", certificate.path,
            ]
            openssl.standardError = FileHandle.nullDevice
            try openssl.run()
            openssl.waitUntilExit()
            self.certificate = try String(contentsOf: certificate, encoding: .utf8)
            arguments += ["--certificate", certificate.path, "--key", key.path]
        } else {
            certificate = ""
        }
        if let user, let password { arguments += ["--user", user, "--password", password] }
        process = Process()
        input = Pipe()
        let output = Pipe()
        process.executableURL = root.appendingPathComponent(".venv/bin/python")
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let (lines, rest) = (lines, Locked(""))
        output.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty {
                handle.readabilityHandler = nil
                return
            }
            rest.withLock { rest in
                rest += String(decoding: data, as: UTF8.self)
                while let end = rest.firstIndex(of: "\n") {
                    let line = String(rest[..<end])
                    lines.withLock { $0.append(line) }
                    rest = String(rest[rest.index(after: end)...])
                }
            }
        }
        try await eventually("the mail server says its port") { !lines.value.isEmpty }
        guard let port = lines.value.first.flatMap({ Int($0) }) else { throw LiveProblem("no port: \(lines.value)") }
        self.port = port
    }

    /// What it has taken so far. Asks the program, so that nothing is still in the pipe.
    package func taken() throws -> [Taken] {
        let mark = UUID().uuidString
        try input.fileHandleForWriting.write(contentsOf: Data((mark + "\n").utf8))
        let limit = ContinuousClock.now + .seconds(60)
        while !lines.value.contains("heard " + mark) {
            guard ContinuousClock.now < limit, process.isRunning else { throw LiveProblem("the mail server does not answer") }
            Thread.sleep(forTimeInterval: 0.005)
        }
        return try lines.value.dropFirst().filter { !$0.hasPrefix("heard ") }.map {
            try JSONDecoder().decode(Taken.self, from: Data($0.utf8))
        }
    }

    package func stop() {
        guard process.isRunning else { return }
        // Its input ends, and with it the program.
        try? input.fileHandleForWriting.close()
        process.terminate()
        process.waitUntilExit()
    }
}
