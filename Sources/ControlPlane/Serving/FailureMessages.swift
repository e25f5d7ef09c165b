import AgentProtocol
import Core
import Domains
import Fleet
import Identity
import Persistence

/// Tells the owner and the provider what a node could not do (C.GEN-11, C.ADM-16).
package struct FailureMessages: FailureListener {
    private let features: Features

    package init(features: Features) { self.features = features }

    package func failed(_ failures: [NodeFailure], in db: any Connection, at now: Timestamp) throws {
        for failure in failures {
            let key = ObjectKey(failure.reference.kind, failure.reference.object)
            let domain = try features.domain(of: key, for: .system, in: db)
            let object = try domain?.audited ?? .init(.logicalServer, failure.reference.server.text, try name(failure, in: db))
            let boxes: [Message.Box] = [domain.map { .person($0.owner) }, .provider].compactMap { $0 }
            try Messages.tell(.error, "node.failed", about: object, to: boxes, words: failure.words, in: db, at: now)
        }
    }

    private func name(_ failure: NodeFailure, in db: any Connection) throws -> String {
        let server = try db.first("SELECT name FROM logical_server WHERE id = \(failure.reference.server)")
        return try server.map { try $0("name", as: String.self) } ?? failure.reference.server.text
    }
}
