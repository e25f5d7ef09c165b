import Core
import Dispatch
import Fleet
import Foundation
import Logging
import NIOCore
import NIOSSL
import Persistence

/// The certificate and key that the panel shows to the world.
enum TLSFiles {
    static func load(
        _ listener: TLSListener, for name: DomainName, masterKey: MasterKey, database: any Database, clock: Clock, logger: Logger
    ) async throws -> TLSConfiguration {
        var configuration: TLSConfiguration
        if let files = listener.files {
            let shown = try CertificateFiles(certificate: files.certificate, key: files.key, logger: logger)
            configuration = shown.first
            configuration.sslContextCallback = { _, promise in shown.current { promise.succeed($0) } }
        } else {
            let own = try await PanelCertificate.loadOrMake(for: name, masterKey: masterKey, database: database, clock: clock)
            configuration = .makeServerConfiguration(
                certificateChain: [.certificate(try NIOSSLCertificate(bytes: Array(own.certificate.utf8), format: .pem))],
                privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(own.key.utf8), format: .pem)))
        }
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }
}

/// A certificate and its key in two files, as they are now: whoever connects after they were replaced is shown the new ones, without a restart.
/// As long as the new ones cannot be used, because one of them is still the old one or half written, the old ones are shown on.
final class CertificateFiles: Sendable {
    /// What tells one state of the files from another, without reading them.
    private struct Stamp: Equatable, Sendable {
        var parts: [Int64]

        init(_ paths: [String]) {
            parts = paths.flatMap { path -> [Int64] in
                var found = stat()
                guard stat(path, &found) == 0 else { return [-1] }
                return [
                    Int64(found.st_ino), Int64(found.st_size), Int64(found.st_mtim.tv_sec), Int64(found.st_mtim.tv_nsec),
                    Int64(found.st_ctim.tv_sec), Int64(found.st_ctim.tv_nsec),
                ]
            }
        }
    }

    private struct State: Sendable {
        var stamp: Stamp
        var shown: NIOSSLContextConfigurationOverride
    }

    /// The listener's configuration with what the files hold at the start.
    let first: TLSConfiguration
    private let certificate: String
    private let key: String
    private let logger: Logger
    private let state: Locked<State>

    /// Throws `serve.tls_files` (unavailable) when the files cannot be read, or the key is of another certificate.
    init(certificate: String, key: String, logger: Logger) throws {
        self.certificate = certificate
        self.key = key
        self.logger = logger
        let stamp = Stamp([certificate, key])
        do {
            first = try Self.read(certificate, key)
        } catch {
            throw Fault(
                .unavailable, key: "serve.tls_files", "The certificate \(certificate) or its key \(key) cannot be used: \(error)")
        }
        state = Locked(State(stamp: stamp, shown: Self.shown(first)))
    }

    /// Not on the thread of the connections: files are slow, and a pair that does not fit leaves an error in its thread's queue of errors, which
    /// would end the handshake that stands there next.
    private let reading = DispatchQueue(label: "hostwright.tls-files")

    /// Tells what to show now. Looks at the files' times each time; reads them only when these have changed.
    func current(_ tell: @escaping @Sendable (NIOSSLContextConfigurationOverride) -> Void) {
        reading.async { tell(self.current()) }
    }

    private func current() -> NIOSSLContextConfigurationOverride {
        let stamp = Stamp([certificate, key])
        return state.withLock { state in
            if state.stamp == stamp { return state.shown }
            state.stamp = stamp
            do {
                state.shown = Self.shown(try Self.read(certificate, key))
                logger.info("the certificate has changed", metadata: ["certificate": "\(certificate)"])
            } catch {
                logger.warning(
                    "the changed certificate cannot be used; the old one is shown on",
                    metadata: ["certificate": "\(certificate)", "key": "\(key)", "error": "\(error)"])
            }
            return state.shown
        }
    }

    private static func read(_ certificate: String, _ key: String) throws -> TLSConfiguration {
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        // A key of another certificate is found out here, not by visitors.
        _ = try NIOSSLContext(configuration: configuration)
        return configuration
    }

    private static func shown(_ configuration: TLSConfiguration) -> NIOSSLContextConfigurationOverride {
        var shown = NIOSSLContextConfigurationOverride()
        shown.certificateChain = configuration.certificateChain
        shown.privateKey = configuration.privateKey
        return shown
    }
}
