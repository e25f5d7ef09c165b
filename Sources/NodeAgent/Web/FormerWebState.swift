import AgentProtocol
import Core
import Foundation
import ServiceConfiguration

/// The layout of state before `WebState`: one JSON file per object and a file with the time of the storage. An agent that is upgraded in place takes
/// it over at its start, before it follows anybody.
struct FormerWebState {
    let directory: String
    let paths: WebPaths

    /// Reads everything into one transaction and then removes the files; a crash in between repeats it. Files that cannot be read stay and are not
    /// taken over. Returns how many objects were.
    func takeOver(into state: WebState) throws -> Int {
        let names = try SmallFiles.names(in: directory).filter { $0.hasSuffix(".json") || $0 == "established" }
        if names.isEmpty { return 0 }
        var taken: [String] = []
        var count = 0
        try state.changeBlocking { tables in
            for name in names {
                guard let bytes = try SmallFiles.read("\(directory)/\(name)") else { continue }
                if name == "established" {
                    guard let milliseconds = Int64(String(decoding: bytes, as: UTF8.self)) else { continue }
                    try tables.setEstablished(Timestamp(milliseconds: milliseconds))
                } else {
                    guard let object = try? JSONDecoder().decode(WebObject.self, from: Data(bytes)) else { continue }
                    try tables.put(object)
                    try takeRecords(of: object, into: tables)
                    count += 1
                }
                taken.append(name)
            }
        }
        for name in taken where unlink("\(directory)/\(name)") != 0 && errno != ENOENT {
            throw SystemError("unlink", "\(directory)/\(name)")
        }
        try SmallFiles.syncDirectory(directory)
        return count
    }

    /// The records as they are served now.
    private func takeRecords(of object: WebObject, into tables: WebTables) throws {
        switch object.specification {
        case .account(let wanted):
            guard object.presence != .purged, let bytes = try SmallFiles.read(paths.accountRecord(wanted.systemUser)) else { return }
            try tables.put(
                WebTables.Record(
                    kind: .account, name: wanted.systemUser, owner: object.reference.object, content: String(decoding: bytes, as: UTF8.self)
                ))
        case .website:
            for name in object.names where object.presence == .present {
                guard let bytes = try SmallFiles.read(paths.nameRecord(name)), let record = SiteRecord(bytes),
                    record.website.text == object.reference.object
                else { continue }
                try tables.put(
                    WebTables.Record(
                        kind: .name, name: name.ascii, owner: object.reference.object, content: String(decoding: bytes, as: UTF8.self)))
            }
        case .webServer, .nameServer, .zone: break
        }
    }
}
