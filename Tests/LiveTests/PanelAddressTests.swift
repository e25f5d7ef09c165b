import Foundation
import NodeAgent
import TestSupport
import Testing

extension WholeInstallation {
    /// The panel on its own name in the service zone.
    @Suite struct PanelAddressTests {
        @Test(.proves("H.PLAT-09", door: .page, client: "curl"))
        func `the panel answers on its own name over TLS, and plainly on this machine only`() async throws {
            let one = try LiveInstallation(example: false)
            let port = one.web.port
            try await one.startControlPlane(more: ["--tls-port", "\(port)", "--tls-host", "127.0.0.1"])
            let name = "cp.hosting.example"
            let secure = "https://\(name):\(port)"
            let asName = ["--resolve", "\(name):\(port):127.0.0.1"]
            // Signed by itself: nobody trusts it who has not been told to.
            #expect(try await one.curl(asName + [secure + "/healthz"]).status == 0)
            let shown = try await ProcessLauncher.run(
                Command("/usr/bin/openssl", ["s_client", "-connect", "127.0.0.1:\(port)", "-servername", name]), input: [],
                timeout: .seconds(20))
            let begin = try #require(shown.output.range(of: "-----BEGIN CERTIFICATE-----"))
            let end = try #require(shown.output.range(of: "-----END CERTIFICATE-----"))
            let file = "\(one.state)/panel.pem"
            try Data((shown.output[begin.lowerBound..<end.upperBound] + "\n").utf8).write(to: URL(fileURLWithPath: file))
            let trusting = asName + ["--cacert", file]
            let page = try await one.curl(trusting + ["-i", secure + "/sign-in"])
            #expect(page.status == 200)
            #expect(page.body.lowercased().contains("strict-transport-security"))
            // The certificate is for that name and no other.
            let other = ["--resolve", "other.example:\(port):127.0.0.1", "--cacert", file, "https://other.example:\(port)/healthz"]
            #expect(try await one.curl(other).status == 0)
            #expect(try await one.curl(["http://127.0.0.1:\(one.panelPort)/sign-in"]).status == 200)

            // A restart shows the same certificate.
            try await one.controlPlane.stop()
            try await one.startControlPlane(more: ["--tls-port", "\(port)", "--tls-host", "127.0.0.1"])
            #expect(try await one.curl(trusting + [secure + "/healthz"]).status == 200)
            try await one.stop()
        }

        /// What openssl sees of the certificate on this port; empty when nothing is shown.
        private func shown(_ port: Int) async throws -> String {
            try await ProcessLauncher.run(
                Command("/usr/bin/openssl", ["s_client", "-connect", "127.0.0.1:\(port)", "-servername", "panel.example"]), input: [],
                timeout: .seconds(20)
            ).output.split(separator: "\n").first { $0.hasPrefix("subject=") }.map(String.init) ?? ""
        }

        /// A certificate of its own with this name, as `NAME.pem` and `NAME.key`.
        private func certificate(_ name: String, in folder: String) async throws -> (certificate: String, key: String) {
            let files = ("\(folder)/\(name).pem", "\(folder)/\(name).key")
            let made = try await ProcessLauncher.run(
                Command(
                    "/usr/bin/openssl",
                    [
                        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "9", "-subj",
                        "/CN=\(name)", "-out", files.0, "-keyout", files.1,
                    ]), input: [], timeout: .seconds(60))
            #expect(made.isSuccess, "\(made.errors)")
            return files
        }

        @Test func `a certificate that was replaced is shown to whoever connects next, without a restart`() async throws {
            let one = try LiveInstallation(example: false)
            let port = one.web.port
            let (first, second) = (try await certificate("first", in: one.state), try await certificate("second", in: one.state))
            let (file, key) = ("\(one.state)/shown.pem", "\(one.state)/shown.key")
            func put(_ from: String, _ to: String) throws {
                // As certificate programs do it: written beside, then put in its place.
                try Data(contentsOf: URL(fileURLWithPath: from)).write(to: URL(fileURLWithPath: to), options: .atomic)
            }
            try put(first.certificate, file)
            try put(first.key, key)
            try await one.startControlPlane(more: [
                "--tls-port", "\(port)", "--tls-host", "127.0.0.1", "--tls-certificate", file, "--tls-key", key,
            ])
            #expect(try await shown(port).hasSuffix("first"))
            // Half replaced, it does not fit its key: the old one is shown on.
            try put(second.certificate, file)
            #expect(try await shown(port).hasSuffix("first"))
            try put(second.key, key)
            #expect(try await shown(port).hasSuffix("second"))
            // Ruined, and whoever connects first after it is served like everybody.
            try Data("no certificate".utf8).write(to: URL(fileURLWithPath: file))
            #expect(try await shown(port).hasSuffix("second"))
            try await one.stop()
        }

        @Test func `without TLS the panel does not listen where others could read passwords`() async throws {
            let refused = try await ProcessLauncher.run(
                Command(LiveInstallation.program("hostwright"), ["serve", "--state", "/tmp/none", "--panel-host", "0.0.0.0"]), input: [],
                timeout: .seconds(20))
            #expect(!refused.isSuccess)
            #expect(refused.errors.contains("--tls-port"))
        }
    }
}
