import ControlPlane
import Core
import Foundation
import Logging
import Persistence
import TestSupport
import Testing

/// `hostwright admin token`: the first token of an installation.
@Suite struct ProgramTokenTests {
    @Test func `a token is made without the panel, once per file, for its own user only`() async throws {
        let state = FileManager.default.temporaryDirectory.appendingPathComponent("hostwright-token-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: state) }
        let logger = Logger(label: "test")
        func mint(_ file: String? = nil) async throws -> String {
            try await ProgramToken.mint(state: state, database: nil, name: "test", file: file, logger: logger)
        }
        #expect(try await refusal { _ = try await mint() } == "state.missing")
        try FileManager.default.createDirectory(
            atPath: state + "/control-plane", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        #expect(try await refusal { _ = try await mint() } == "state.no_database")
        let database = try ControlPlane.open("sqlite:\(state)/control-plane/hostwright.sqlite", logger: logger)
        #expect(try await refusal { _ = try await mint() } == "state.no_database" || FileManager.default.fileExists(atPath: state))
        _ = try await Migrator.migrate(database, Features.migrations)
        let path = try await mint()
        #expect(path == state + "/control-plane/token")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let secret = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        #expect(secret.hasPrefix("hw_") && secret.hasSuffix("\n"))
        #expect(try await refusal { _ = try await mint() } == "token.file_taken")
        let second = try await mint(state + "/second")
        #expect(FileManager.default.contents(atPath: second) != Data(secret.utf8))
        let owners = try await database.read { db in
            try db.query("SELECT DISTINCT login.role FROM api_token JOIN login ON login.id = api_token.login_id").map {
                try $0("role", as: String.self)
            }
        }
        #expect(owners == ["administrator"])
        await database.close()
        // Only root can give a directory away.
        guard geteuid() == 0 else { return }
        chown(state + "/control-plane", 65_534, 65_534)
        let foreign = try await fault { _ = try await mint(state + "/third") }
        #expect(foreign?.key == "state.not_owner" && foreign?.sentence.contains("nobody") == true)
    }
}
