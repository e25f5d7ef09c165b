import Core
import Fleet
import Persistence

/// Where the panel answers: on its own name in the service zone (H.PLAT-09).
enum PanelAddress {
    struct Shown: Sendable {
        var name: DomainName
        /// nil: it has never been started with TLS.
        var certificate: PanelCertificate.Shown?
    }

    /// The panel's own label in the service zone.
    static let label = "cp"

    static func name(in db: any Connection) throws -> DomainName { try Installations.required(in: db).serviceZone.prefixed(label) }

    static func shown(in db: any Connection) throws -> Shown {
        Shown(name: try name(in: db), certificate: try PanelCertificate.shown(in: db))
    }
}
