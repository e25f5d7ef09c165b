import Testing

/// Says which row of the contract (docs/contract.tsv) a test is the proof of. `make features` reads these lines from the source
/// and fails on an unknown row, so write row and part as literals:
///
///     @Test(.proves("H.DNS-01", door: .page, client: "dig"))
///     func `a new domain is answered by both name servers`() async throws
///
/// A suite's trait counts for the suite as a whole.
package struct Proves: TestTrait, SuiteTrait {
    /// The way in that the test takes.
    package enum Door: String, Sendable {
        case operation, page, api, cli, job, node
    }

    package let row: String
    /// What of the row does not exist yet, in a few words; nil when the whole row is proven.
    package let missing: String?
    package let door: Door
    /// The program with which the outcome was looked at: `dig`, `curl`, `chromium` ...; nil for the program's own answer.
    package let client: String?
}

extension Trait where Self == Proves {
    package static func proves(
        _ row: String, part missing: String? = nil, door: Proves.Door = .operation, client: String? = nil
    ) -> Proves {
        Proves(row: row, missing: missing, door: door, client: client)
    }
}
