import AgentProtocol
import Core
import NIOCore
import NodeAgent
import Testing

@Suite(.timeLimit(.minutes(2))) struct JoinLineTests {
    private let fingerprint = String(repeating: "ab", count: 32)
    private let token = "Zm9vYmFy-_0123456789"

    @Test func `a join line survives being copied`() throws {
        let line = try JoinLine(url: "https://127.0.0.1:8081", authorityFingerprint: fingerprint, token: token)
        #expect(line.description == "hostwright-join:v1:https://127.0.0.1:8081:\(fingerprint):\(token)")
        #expect(try JoinLine(" \(line.description)\n") == line)
        let v6 = try JoinLine("hostwright-join:v1:https://[2001:db8::1]:8081/:\(fingerprint.uppercased()):\(token)")
        #expect(v6.url == "https://[2001:db8::1]:8081")
        #expect(v6.authorityFingerprint == fingerprint)
    }

    @Test func `what is not a whole join line is refused with a sentence`() {
        let bad = [
            "", "hello", "hostwright-join:v2:https://a:1:\(fingerprint):\(token)", "hostwright-join:v1:https://a.example:1:\(fingerprint)",
            "hostwright-join:v1:http://a.example:1:\(fingerprint):\(token)",
            "hostwright-join:v1:https://a.example:99999:\(fingerprint):\(token)",
            "hostwright-join:v1:https://a.example:1:\(fingerprint.dropLast()):\(token)",
            "hostwright-join:v1:https://a.example:1/path:\(fingerprint):\(token)",
            "hostwright-join:v1:https://a.example:1:\(fingerprint):short",
            "hostwright-join:v1:https://a.example:1:\(fingerprint):\(token) --verbose",
            "hostwright-join:v1:https://u@a.example:\(fingerprint):\(token)",
        ]
        for line in bad { #expect(throws: InputProblem.self, "\(line)") { try JoinLine(line) } }
    }
}
