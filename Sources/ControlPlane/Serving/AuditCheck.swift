import Core
import Foundation
import Identity
import Logging
import Persistence

extension ControlPlane {
    /// Reads the audit log of the database at `place` from its first row to its last, without a running panel. Only reads.
    ///
    /// Throws `Fault(.notFound)` when there is no such file: opening it would make an empty one, and an empty log is whole.
    package static func verifyAudit(in place: String) async throws -> (rows: Int, finding: Audit.Finding?) {
        if place.hasPrefix("sqlite:"), !FileManager.default.fileExists(atPath: String(place.dropFirst("sqlite:".count))) {
            throw Fault(.notFound, key: "database.not_found", arguments: ["place": place], "There is no database at \(place).")
        }
        let database = try open(place, logger: Logger(label: "hostwright"))
        do {
            let (rows, finding) = try await Audit.verify(database)
            await database.close()
            return (Int(rows), finding)
        } catch {
            await database.close()
            throw error
        }
    }
}
