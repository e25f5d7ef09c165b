import Core
import Foundation
import Identity
import Logging
import Persistence

/// `hostwright admin recover`: the way back in for whoever has the machine itself, beside a running panel or without one.
package enum AdminRecovery {
    /// Removes the second factors of the login, unlocks it, and returns a link that signs in once, within an hour.
    ///
    /// - Parameter location: As `serve` takes it; nil: the SQLite file of the state directory.
    /// - Throws: `state.missing`, `state.not_owner`, `state.no_installation`, `state.schema`, `login.not_found`.
    package static func link(
        for name: String, state: String, database location: String?, panelPort: Int, clock: Clock = .system, logger: Logger
    ) async throws -> String {
        let configuration = ServeConfiguration(
            state: state, database: location ?? "sqlite:\(state)/control-plane/hostwright.sqlite", panelPort: panelPort, agentPort: 0,
            providerName: "", serviceZone: "", firstUID: 0, uidCount: 0)
        try ProgramToken.checkOwner(of: configuration.privateDirectory)
        // Only an installation that is there: this makes neither a key nor a database.
        guard let masterKey = try MasterKey.load(path: configuration.privateDirectory + "/master.key") else {
            throw Fault(
                .notFound, key: "state.no_installation", arguments: ["directory": state],
                "\(state) is not the directory of an installation: it has no master key. Start `hostwright serve` there once.")
        }
        let database = try ControlPlane.open(configuration.database, logger: logger)
        let result: Result<String, any Error>
        do {
            guard try await Migrator.pending(database, Features.migrations).isEmpty else {
                throw Fault(
                    .unavailable, key: "state.schema",
                    "The database is empty or of an earlier release. Start `hostwright serve` of this release once; it brings it up to date."
                )
            }
            let recovery = Recovery(
                Identity(database: database, clock: clock, mail: SentPersonalMail(), masterKey: masterKey, logger: logger))
            let (origin, now) = (configuration.origin, clock.now)
            let who = Actor(role: .system, login: nil, name: "hostwright admin recover (\(NSUserName()))")
            result = .success(try await database.write { db in try recovery.begin(name, panel: origin, by: who, in: db, at: now) })
        } catch {
            result = .failure(error)
        }
        await database.close()
        return try result.get()
    }
}
