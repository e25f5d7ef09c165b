import Core
import Persistence

/// The one installation of a database: who the provider is, below which zone its servers are named, and whose the nodes are.
package struct Installation: Sendable, Hashable {
    package var id: InstallationID
    /// From 1. Raised when a database is restored; an agent refuses a stream of an older epoch than it knows.
    package var epoch: Int64
    package var providerName: String
    /// The servers are named below it: `web1.<service zone>`, `ns1.<service zone>`.
    package var serviceZone: DomainName
    /// Account `webN` has the uid `firstUID + N`.
    package var firstUID: Int
    /// How many uids the range holds.
    package var uidCount: Int
    package var createdAt: Timestamp

    package init(
        id: InstallationID = .init(), epoch: Int64 = 1, providerName: String, serviceZone: DomainName, firstUID: Int, uidCount: Int,
        createdAt: Timestamp
    ) {
        self.id = id
        self.epoch = epoch
        self.providerName = providerName
        self.serviceZone = serviceZone
        self.firstUID = firstUID
        self.uidCount = uidCount
        self.createdAt = createdAt
    }
}

package enum Installations {
    /// nil before the first set-up.
    package static func current(in db: any Connection) throws -> Installation? {
        try db.first(
            "SELECT id, epoch, provider_name, service_zone, first_uid, uid_count, created_at FROM installation"
        ).map { row in
            Installation(
                id: try row("id"), epoch: try row("epoch"), providerName: try row("provider_name"), serviceZone: try row("service_zone"),
                firstUID: try row("first_uid"), uidCount: try row("uid_count"), createdAt: try row("created_at"))
        }
    }

    /// The installation, for operations that make no sense without one. Throws `installation.missing` (conflict) before the first set-up.
    package static func required(in db: any Connection) throws -> Installation {
        guard let installation = try current(in: db) else {
            throw Fault.conflict(
                key: "installation.missing", "This installation is not set up yet. Set up the provider and the service zone first.")
        }
        return installation
    }

    /// The first set-up. Throws `installation.exists` (conflict) when there is one, `input.invalid` for a name or a uid range that cannot be.
    package static func create(_ installation: Installation, in db: any Connection) throws {
        var complaints = Complaints()
        let name = try complaints.take("providerName") { try installation.providerName.asName() }
        // Debian policy §9.2.2: ids from 1000 are for people; 65534 and 65535 are nobody and "no change".
        if installation.firstUID < 1000 || installation.firstUID > 4_000_000_000 {
            complaints.add("firstUID", key: "installation.first_uid", "The first uid lies between 1000 and 4000000000.")
        }
        if installation.uidCount < 1 || installation.uidCount > 200_000_000 {
            complaints.add("uidCount", key: "installation.uid_count", "The range holds 1 to 200000000 uids.")
        }
        if installation.firstUID < 65_536, installation.firstUID + installation.uidCount >= 65_534 {
            complaints.add("uidCount", key: "installation.uid_nobody", "The range may not hold the uids 65534 and 65535.")
        }
        try complaints.check()
        guard let name else { return }
        if try current(in: db) != nil {
            throw Fault.conflict(key: "installation.exists", "This database belongs to an installation already.")
        }
        try db.execute(
            """
            INSERT INTO installation (id, epoch, provider_name, service_zone, first_uid, uid_count, created_at)
            VALUES (\(installation.id), \(installation.epoch), \(name), \(installation.serviceZone), \(installation.firstUID), \
            \(installation.uidCount), \(installation.createdAt))
            """)
    }

    /// Locks the row until the transaction ends: for what there is once in an installation.
    package static func lock(in db: any Connection) throws { _ = try db.query("SELECT id FROM installation\(db.forUpdate)") }

    /// The provider's name as it is shown from now on. It was checked before.
    package static func rename(_ providerName: String, in db: any Connection) throws {
        try db.execute("UPDATE installation SET provider_name = \(providerName)")
    }

    /// To be called once after a database was restored: nodes then take nothing for granted, name what the database does not know, and serve on.
    /// Returns the new epoch.
    package static func raiseEpoch(in db: any Connection) throws -> Int64 {
        let installation = try required(in: db)
        guard
            let epoch: Int64 = try db.scalar(
                "UPDATE installation SET epoch = epoch + 1 WHERE id = \(installation.id) RETURNING epoch")
        else { throw Fault.notFound("installation") }
        for id in try db.query("SELECT id FROM physical_server").map({ try $0("id", as: PhysicalServerID.self) }) {
            try db.notify(.nodes, id.text)
        }
        return epoch
    }
}
