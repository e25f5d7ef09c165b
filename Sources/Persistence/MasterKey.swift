import Core
import Crypto
import Foundation
import Glibc

/// The key under which secrets are encrypted at rest. It lies in a file of mode 0600 outside of the database, so that a copy of the database alone tells none of them.
package struct MasterKey: Sendable {
    private let key: SymmetricKey
    /// First four bytes of the key's SHA-256: says which key sealed something, for rotation and for clear errors.
    private let mark: [UInt8]

    private static let prefix = "hostwright-master-key:v1:"
    private static let version: UInt8 = 1

    /// A fresh random key, for tests and for the first start.
    package init() { self.init(SymmetricKey(size: .bits256)) }

    private init(_ key: SymmetricKey) {
        self.key = key
        mark = key.withUnsafeBytes { Array(SHA256.hash(data: $0).prefix(4)) }
    }

    /// Reads the file at `path`, or makes it with a random key when there is none.
    ///
    /// Throws a `Fault` when others than the owner may read the file, or it holds no key. Two processes that start at once end up with the same key.
    package static func loadOrMake(path: String) throws -> MasterKey {
        if let key = try load(path: path) { return key }
        let fresh = MasterKey()
        try fresh.write(path: path)
        guard let key = try load(path: path) else { throw problem("gone", path, "The master key file \(path) has vanished again.") }
        return key
    }

    /// nil when there is no such file.
    package static func load(path: String) throws -> MasterKey? {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if file < 0 {
            if errno == ENOENT { return nil }
            throw problem("unreadable", path, "The master key file \(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw problem("unreadable", path, "The master key \(path) is not a file.")
        }
        if status.st_mode & 0o077 != 0 {
            throw problem("open", path, "Others may read the master key file \(path). Make it yours alone: chmod 600 \(path)")
        }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = Glibc.read(file, &buffer, buffer.count)
        let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix(prefix), let data = Data(base64Encoded: String(text.dropFirst(prefix.count))), data.count == 32 else {
            throw problem(
                "form", path, "The file \(path) holds no master key. Put the right one back; without it the stored secrets are lost.")
        }
        return MasterKey(SymmetricKey(data: data))
    }

    /// AES-256-GCM with a random nonce. `purpose` says what it is and is needed again to open it, so that one secret cannot be put in the place of another.
    package func seal(_ secret: [UInt8], for purpose: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(secret, using: key, authenticating: Data(purpose.utf8))
        return [Self.version] + mark + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Throws a `Fault` when it was sealed under another key or for another purpose, or was changed.
    package func open(_ sealed: [UInt8], for purpose: String) throws -> [UInt8] {
        guard sealed.count >= 33, sealed[0] == Self.version else {
            throw Fault(.unavailable, key: "master_key.sealed_form", "A stored secret (\(purpose)) is damaged.")
        }
        guard Array(sealed[1..<5]) == mark else {
            throw Fault(
                .unavailable, key: "master_key.other",
                "A stored secret (\(purpose)) was encrypted under another master key. Put the master key file of this installation in its place."
            )
        }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: sealed[5..<17]), ciphertext: sealed[17..<(sealed.count - 16)],
                tag: sealed[(sealed.count - 16)...])
            return Array(try AES.GCM.open(box, using: key, authenticating: Data(purpose.utf8)))
        } catch {
            throw Fault(.unavailable, key: "master_key.sealed_form", "A stored secret (\(purpose)) is damaged.")
        }
    }

    /// Written beside and linked into place, so that nobody reads half a key and a key that exists is never replaced.
    private func write(path: String) throws {
        let beside = "\(path).\(UUID().uuidString)"
        let file = Glibc.open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        let failed = {
            Self.problem("unwritable", path, "The master key file \(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        guard file >= 0 else { throw failed() }
        defer { unlink(beside) }
        let bytes = Array((Self.prefix + key.withUnsafeBytes { Data($0).base64EncodedString() } + "\n").utf8)
        let written = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard written else { throw failed() }
        if link(beside, path) != 0, errno != EEXIST { throw failed() }
        let folder = Glibc.open(
            (path as NSString).deletingLastPathComponent.isEmpty ? "." : (path as NSString).deletingLastPathComponent, O_RDONLY)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    private static func problem(_ key: String, _ path: String, _ sentence: String) -> Fault {
        Fault(.unavailable, key: "master_key.\(key)", arguments: ["path": path], sentence)
    }
}
