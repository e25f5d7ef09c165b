import Core
import Foundation

/// The files of one customer, touched only as the customer.
package struct CustomerFiles: Sendable {
    /// Absolute path of the account's home.
    package let home: String
    package let uid: Int
    package let gid: Int
    private let helper: FileHelper

    package init(home: String, uid: Int, gid: Int, helper: FileHelper) {
        self.home = home
        self.uid = uid
        self.gid = gid
        self.helper = helper
    }

    /// Replaces the file in one step; directories above it are made. Throws `Fault`.
    package func write(_ path: RelativePath, _ bytes: [UInt8]) async throws {
        _ = try await perform([.write(path: path.components)], content: bytes, path: path)
    }

    /// Throws `Fault` `.notFound` when there is no such file, `.limit` when it has more than `limit` bytes.
    package func read(_ path: RelativePath, limit: Int) async throws -> [UInt8] {
        try await perform([.read(path: path.components, limit: limit)], path: path).1
    }

    package func makeDirectory(_ path: RelativePath) async throws {
        _ = try await perform([.makeDirectory(path: path.components, isPrivate: false)], path: path)
    }

    /// Entries of a directory, of the home when `path` is nil, sorted by name.
    package func list(_ path: RelativePath?) async throws -> [FileEntry] {
        try await perform([.list(path: path?.components ?? [])], path: path).0.entries ?? []
    }

    /// Removes the file tree. One that has gone already is fine.
    package func removeTree(_ path: RelativePath) async throws {
        _ = try await perform([.removeTree(path: path.components)], path: path)
    }

    /// Several operations in one visit, for the driver. Throws `FileProblem`.
    func visit(_ operations: [FileOperation], content: [UInt8] = []) async throws -> FileAnswer {
        try await helper.visit(FileRequest(home: home, uid: UInt32(uid), gid: UInt32(gid), operations: operations), content: content).0
    }

    private func perform(
        _ operations: [FileOperation], content: [UInt8] = [], path: RelativePath?
    ) async throws -> (FileAnswer, [UInt8]) {
        do {
            return try await helper.visit(
                FileRequest(home: home, uid: UInt32(uid), gid: UInt32(gid), operations: operations), content: content)
        } catch let problem as FileProblem {
            throw Self.fault(problem, path: path?.description ?? "the home directory")
        }
    }

    private static func fault(_ problem: FileProblem, path: String) -> Fault {
        let (kind, sentence): (Fault.Kind, String) =
            switch problem.key {
            case "file.not_found": (.notFound, "There is no file \(path).")
            case "file.too_large": (.limit, "The file \(path) is larger than can be read here.")
            case "file.link":
                (.forbidden, "The path \(path) leads through a symbolic link, which is not followed. Give the file's own path.")
            case "file.forbidden": (.forbidden, "The account has no right to do this with \(path): \(problem.words).")
            case "file.not_a_file": (.invalid, "The path \(path) is not a file, or a part of it is not a directory.")
            case "node.disk_full": (.unavailable, "The server's disk or the account's space is full; nothing was changed.")
            default: (.unavailable, "The file \(path) could not be worked on: \(problem.words).")
            }
        return Fault(kind, key: problem.key, arguments: ["path": path], sentence)
    }
}
