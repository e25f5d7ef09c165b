import Core
import Fleet
import Identity
import Persistence
import Presentation

/// Operations on the provider's settings.
package enum Settings {
    package static func current(in db: any Connection) throws -> ProviderSettings {
        var settings = try ProviderSettings.current(in: db)
        if settings.company.isEmpty { settings.company = try Installations.current(in: db)?.providerName ?? "" }
        return settings
    }

    /// Changes what is not nil and tells every process. Throws `Fault(.invalid)` beside the fields.
    ///
    /// - Parameter checking: Called with the settings as they are, which nobody else can change any more.
    package static func change(
        _ change: SettingsChange, by actor: Actor, in db: any Connection, at now: Timestamp,
        checking: (ProviderSettings) throws -> Void = { _ in }
    ) throws -> ProviderSettings {
        try actor.require(.settingsManager)
        try Installations.lock(in: db)
        let stored = try ProviderSettings.current(in: db)
        let before = try current(in: db)
        try checking(before)
        let after = try change.checked(on: before)
        if after == stored { return after }
        try after.store(insteadOf: stored, in: db)
        if after.company != before.company { try Installations.rename(after.company, in: db) }
        let old = before.stored
        try Audit.record(
            "settings.changed", on: .init(.settings, "provider", after.company),
            changes: after.stored.sorted { $0.key < $1.key }.map { .init($0.key, old[$0.key], $0.value) }, by: actor, in: db, at: now)
        return after
    }
}
