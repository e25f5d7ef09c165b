import Core
import Persistence

/// What is known of a resource that servers measure instead of the panel counting it.
package enum Measurement: Sendable, Hashable {
    /// No server has told anything yet: nobody knows, which is not nothing.
    case notYet
    /// So many bytes. `at`: of disk space when it was measured, of traffic the moment up to which it is counted.
    case bytes(Int64, at: Timestamp)

    /// Whole megabytes of 1,024 KB (contract 5.13), begun ones too: so that more than a maximum is more in megabytes, too.
    package var units: Int64 {
        guard case .bytes(let bytes, _) = self else { return 0 }
        return bytes / Measurement.megabyte + (bytes % Measurement.megabyte > 0 ? 1 : 0)
    }

    package var bytes: Int64? { if case .bytes(let bytes, _) = self { bytes } else { nil } }

    package var at: Timestamp? { if case .bytes(_, let at) = self { at } else { nil } }

    package static let megabyte: Int64 = 1 << 20
}

/// How far an account is with something measured. Stored by raw value.
package enum UsageLevel: Int, Sendable, CaseIterable, Comparable {
    case within = 0
    /// At 80 % of the maximum or above.
    case near = 80
    /// More than the maximum.
    case exceeded = 100

    package static func < (a: UsageLevel, b: UsageLevel) -> Bool { a.rawValue < b.rawValue }
}

/// What accounts use of disk space and traffic, as a part of accounts: entitlements ask it.
package struct UsagePart: AccountPart {
    private let clock: Clock

    package init(clock: Clock) { self.clock = clock }

    package func measured(of account: Account, in db: any Connection) throws -> [ResourceKey: Measurement] {
        guard account.type.hasHome else { return [:] }
        return try UsageQueries.measurements(of: account, month: UTCDay(clock.now).firstOfMonth, in: db)
    }

    package func accountWasPurged(_ account: Account, in db: any Connection, at now: Timestamp) throws {
        try UsageQueries.forgetMeters(of: account.id, in: db)
    }
}
