import AgentProtocol
import Core
import Foundation
import ServiceConfiguration
import Testing

/// What Apache and PHP-FPM are told: golden files in Tests/Golden (`make golden` writes them anew), each fed to the daemon's own checker.
@Suite struct WebServerTests {
    private static func golden(_ name: String, _ text: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden/\(name)")
        if ProcessInfo.processInfo.environment["HOSTWRIGHT_GOLDEN"] == "write" {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        #expect(text == String(decoding: try Data(contentsOf: file), as: UTF8.self), "\(name) differs; read it, then run make golden")
    }

    private static func server(_ root: String) throws -> WebServerConfiguration {
        WebServerConfiguration(
            paths: try WebServerConfiguration.Paths(root: root), name: try DomainName("web1.hosting.example"),
            endpoints: [
                Endpoint(address: try IPAddress("127.0.0.24"), port: 8080), Endpoint(address: try IPAddress("::1"), port: 8080),
            ])
    }

    private static func shard(_ root: String, index: Int = 0, uidCount: Int = 250) throws -> PHPShardConfiguration {
        PHPShardConfiguration(
            paths: try PHPShardConfiguration.Paths(root: root), index: index, firstUID: 200_000, uidCount: uidCount, webServerGID: 990)
    }

    private static func check(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardError = pipe
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? "" : String(decoding: output, as: UTF8.self)
    }

    private static func scratch() throws -> String {
        let root = "/tmp/hw-check-\(UUID().uuidString.prefix(8).lowercased())"
        for path in ["web", "home", "log/web", "log/php", "run/web", "php/0", "php/2"] {
            try FileManager.default.createDirectory(atPath: "\(root)/\(path)", withIntermediateDirectories: true)
        }
        return root
    }

    @Test func `the web server's configuration names no site`() throws {
        try Self.golden("Apache/httpd.conf", Self.server("/srv/hostwright").render())
        try Self.golden(
            "Apache/hooks.lua", WebServerHook(paths: WebServerConfiguration.Paths(root: "/srv/hostwright"), probeToken: "token").render())
    }

    @Test func `Apache takes its configuration`() throws {
        let root = try Self.scratch()
        let configuration = try Self.server(root)
        try configuration.render().write(toFile: configuration.paths.file, atomically: true, encoding: .utf8)
        let hook = WebServerHook(paths: configuration.paths, probeToken: "token").render()
        try hook.write(toFile: configuration.paths.hook, atomically: true, encoding: .utf8)
        #expect(try Self.check("/usr/sbin/apache2", ["-t", "-f", configuration.paths.file]) == "")
        try FileManager.default.removeItem(atPath: root)
    }

    @Test func `a shard of PHP has its pools before their accounts`() throws {
        try Self.golden("PHP/fpm-2.conf", Self.shard("/srv/hostwright", index: 2, uidCount: 203).render())
        try Self.golden("PHP/php.ini", PHPShardConfiguration.ini)
        let first = try Self.shard("/srv/hostwright")
        #expect(first.numbers == 1..<100)
        #expect(try Self.shard("/srv/hostwright", index: 2).numbers == 200..<250)
        #expect(PHPShardConfiguration.shard(ofAccount: 199) == 1)
    }

    @Test func `PHP-FPM takes its configuration`() throws {
        let root = try Self.scratch()
        let shard = try Self.shard(root)
        try shard.render().write(toFile: shard.file, atomically: true, encoding: .utf8)
        try PHPShardConfiguration.ini.write(toFile: shard.iniFile, atomically: true, encoding: .utf8)
        #expect(try Self.check("/usr/sbin/php-fpm8.2", ["-t", "--fpm-config", shard.file, "-c", shard.iniFile]) == "")
        try FileManager.default.removeItem(atPath: root)
    }

    @Test(arguments: ["a\nUser root", "a\u{0}", "${PATH}", "\u{7F}"])
    func `a value that could become a directive is refused`(_ value: String) {
        #expect(throws: InputProblem.self) { try ApacheArgument(quoting: value) }
    }

    @Test func `quotes and backslashes stay inside their argument`() throws {
        #expect(try ApacheArgument(quoting: #"a "b" \c"#).quoted == #""a \"b\" \\c""#)
    }

    @Test(arguments: ["relative", "/a b", "/a\n", "/a/../b", "/ü", "/a;b", "/a\"b"])
    func `a path that is not plain is refused`(_ path: String) {
        #expect(throws: InputProblem.self) { try PlainPath(path) }
    }

    @Test func `a record reads back as it was written, whatever its fields hold`() throws {
        let fields = ["", "a:b,c", "5:x,", "line\nbreak", "ümläut"]
        #expect(FieldRecord(FieldRecord(fields).bytes)?.fields == fields)
        for bad in ["3:ab,", "x", "1:a", "1:a;", ":,", "99999999:a,", "2:ab,1"] { #expect(FieldRecord(Array(bad.utf8)) == nil, "\(bad)") }
        let site = SiteRecord(website: WebsiteID(), systemUser: "web7", documentRoot: "/srv/home/web7/public", phpSocket: nil)
        #expect(SiteRecord(site.bytes) == site)
    }
}
