import Core
import Fleet
import NIOSSL
import Persistence

/// The certificate and key that the panel shows to the world.
enum TLSFiles {
    static func load(
        _ listener: TLSListener, for name: DomainName, masterKey: MasterKey, database: any Database, clock: Clock
    ) async throws -> TLSConfiguration {
        var configuration: TLSConfiguration
        if let files = listener.files {
            do {
                configuration = .makeServerConfiguration(
                    certificateChain: try NIOSSLCertificate.fromPEMFile(files.certificate).map { .certificate($0) },
                    privateKey: .privateKey(try NIOSSLPrivateKey(file: files.key, format: .pem)))
            } catch {
                throw Fault(
                    .unavailable, key: "serve.tls_files",
                    "The certificate \(files.certificate) or its key \(files.key) cannot be used: \(error)")
            }
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
