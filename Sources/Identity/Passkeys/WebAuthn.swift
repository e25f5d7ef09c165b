import CFido2
import Crypto
import Foundation
import Presentation

/// Who asks for passkeys: the panel at its address (WebAuthn Level 2 §4, "relying party").
struct RelyingParty: Sendable, Equatable {
    /// `https://panel.example`, `http://localhost:8080`.
    let origin: String
    /// The host alone: what the key is bound to.
    let id: String

    init(origin: String) {
        self.origin = origin
        id = URL(string: origin)?.host(percentEncoded: false)?.lowercased() ?? ""
    }
}

/// What the browser's module sends back, in base64url, for a new passkey or for one that is shown.
struct PasskeyAnswer: Sendable, Decodable {
    var id: String
    var clientDataJSON: String
    /// Of a new one.
    var attestationObject: String?
    /// Of one that is shown.
    var authenticatorData: String?
    var signature: String?
    var userHandle: String?

    /// Larger than any answer is.
    static let limit = 32 * 1024

    /// Nil when it is not the module's.
    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= Self.limit,
            let answer = try? JSONDecoder().decode(PasskeyAnswer.self, from: Data(text.utf8))  // Somebody else's text: no passkey.
        else { return nil }
        self = answer
    }
}

/// The checks of WebAuthn Level 2: §7.1 for a new passkey, §7.2 for one that is shown. libfido2 parses and verifies.
enum WebAuthn {
    /// Why something is not accepted; for the log, never for people.
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    struct NewCredential: Sendable {
        var id: [UInt8]
        /// COSE: -7 ES256, -8 EdDSA, -257 RS256.
        var algorithm: Int32
        /// As libfido2 keeps it.
        var publicKey: [UInt8]
        var signCount: UInt32
        /// A PIN, a finger or a face was checked.
        var isVerified: Bool
    }

    static let algorithms: [Int32] = [COSE_ES256, COSE_EDDSA, COSE_RS256]

    private static let flagPresent: UInt8 = 0x01
    private static let flagVerified: UInt8 = 0x04

    /// The challenge that the browser says it answered, after type and origin were found right.
    static func challenge(_ clientData: [UInt8], type: String, party: RelyingParty) throws -> String {
        struct ClientData: Decodable {
            var type: String
            var challenge: String
            var origin: String
            var crossOrigin: Bool?
        }
        let data = try JSONDecoder().decode(ClientData.self, from: Data(clientData))
        guard data.type == type else { throw Refused(description: "made for \(data.type)") }
        guard data.origin == party.origin, data.crossOrigin != true else { throw Refused(description: "made at \(data.origin)") }
        return data.challenge
    }

    /// A new passkey. "none" and self attestation are taken: who made the authenticator does not matter here, and nothing else was asked for.
    static func register(_ answer: PasskeyAnswer, party: RelyingParty) throws -> NewCredential {
        let clientData = try bytes(answer.clientDataJSON)
        let object = try CBOR.parse(try bytes(answer.attestationObject))
        guard case .text(let format)? = object["fmt"], case .bytes(let data)? = object["authData"], let statement = object["attStmt"] else {
            throw Refused(description: "no attestation object")
        }
        let party = party.id
        var last = FIDO_ERR_INVALID_ARGUMENT
        for algorithm in algorithms {
            guard let made = fido_cred_new() else { throw Refused(description: "no memory") }
            var credential: OpaquePointer? = made
            defer { fido_cred_free(&credential) }
            last = fido_cred_set_type(made, algorithm)
            guard last == FIDO_OK else { continue }
            last = fido_cred_set_rp(made, party, nil)
            guard last == FIDO_OK else { continue }
            last = fido_cred_set_authdata_raw(made, data, data.count)
            // Another kind of key: the next one may be it.
            guard last == FIDO_OK else { continue }
            guard data.count >= 37, Array(SHA256.hash(data: Data(party.utf8))) == Array(data[0..<32]) else {
                throw Refused(description: "bound to another panel")
            }
            let flags = fido_cred_flags(made)
            guard flags & flagPresent != 0 else { throw Refused(description: "nobody was present") }
            switch (format, statement) {
            case ("none", .map(let members)) where members.isEmpty: break
            case ("packed", .map) where statement["x5c"] == nil:
                guard statement["alg"] == .number(Int64(algorithm)), case .bytes(let signature)? = statement["sig"] else {
                    throw Refused(description: "self attestation without a signature")
                }
                try check(fido_cred_set_clientdata_hash(made, Array(SHA256.hash(data: clientData)), 32), "client data")
                try check(fido_cred_set_fmt(made, "packed"), "format")
                try check(fido_cred_set_sig(made, signature, signature.count), "signature")
                try check(fido_cred_verify_self(made), "self attestation")
            default: throw Refused(description: "attestation \(format) was not asked for")
            }
            guard let id = fido_cred_id_ptr(made), let key = fido_cred_pubkey_ptr(made) else { throw Refused(description: "no key") }
            return NewCredential(
                id: Array(UnsafeBufferPointer(start: id, count: fido_cred_id_len(made))), algorithm: algorithm,
                publicKey: Array(UnsafeBufferPointer(start: key, count: fido_cred_pubkey_len(made))), signCount: fido_cred_sigcount(made),
                isVerified: flags & flagVerified != 0)
        }
        throw Refused(description: "authenticator data: \(String(cString: fido_strerr(last)))")
    }

    /// Checks the signature of a passkey that is shown. Returns its counter and whether a PIN, a finger or a face was checked.
    static func verify(
        _ answer: PasskeyAnswer, publicKey: [UInt8], algorithm: Int32, party: RelyingParty, needsPIN: Bool
    ) throws -> (signCount: UInt32, isVerified: Bool) {
        let (clientData, data) = (try bytes(answer.clientDataJSON), try bytes(answer.authenticatorData))
        let signature = try bytes(answer.signature)
        guard let made = fido_assert_new() else { throw Refused(description: "no memory") }
        var assertion: OpaquePointer? = made
        defer { fido_assert_free(&assertion) }
        try check(fido_assert_set_clientdata_hash(made, Array(SHA256.hash(data: clientData)), 32), "client data")
        try check(fido_assert_set_rp(made, party.id), "relying party")
        try check(fido_assert_set_up(made, FIDO_OPT_TRUE), "presence")
        try check(fido_assert_set_uv(made, needsPIN ? FIDO_OPT_TRUE : FIDO_OPT_OMIT), "verification")
        try check(fido_assert_set_count(made, 1), "count")
        try check(fido_assert_set_authdata_raw(made, 0, data, data.count), "authenticator data")
        try check(fido_assert_set_sig(made, 0, signature, signature.count), "signature")
        try withKey(publicKey, algorithm) { key in try check(fido_assert_verify(made, 0, algorithm, key), "signature") }
        return (fido_assert_sigcount(made, 0), fido_assert_flags(made, 0) & flagVerified != 0)
    }

    private static func withKey(_ bytes: [UInt8], _ algorithm: Int32, _ body: (UnsafeRawPointer) throws -> Void) throws {
        switch algorithm {
        case COSE_ES256:
            guard let made = es256_pk_new() else { throw Refused(description: "no memory") }
            var key: OpaquePointer? = made
            defer { es256_pk_free(&key) }
            try check(es256_pk_from_ptr(made, bytes, bytes.count), "stored key")
            try body(UnsafeRawPointer(made))
        case COSE_EDDSA:
            guard let made = eddsa_pk_new() else { throw Refused(description: "no memory") }
            var key: OpaquePointer? = made
            defer { eddsa_pk_free(&key) }
            try check(eddsa_pk_from_ptr(made, bytes, bytes.count), "stored key")
            try body(UnsafeRawPointer(made))
        case COSE_RS256:
            guard let made = rs256_pk_new() else { throw Refused(description: "no memory") }
            var key: OpaquePointer? = made
            defer { rs256_pk_free(&key) }
            try check(rs256_pk_from_ptr(made, bytes, bytes.count), "stored key")
            try body(UnsafeRawPointer(made))
        default: throw Refused(description: "algorithm \(algorithm)")
        }
    }

    private static func check(_ code: Int32, _ what: String) throws {
        guard code == FIDO_OK else { throw Refused(description: "\(what): \(String(cString: fido_strerr(code)))") }
    }

    private static func bytes(_ text: String?) throws -> [UInt8] {
        guard let text, let bytes = base64URLDecoded(text), !bytes.isEmpty else { throw Refused(description: "not base64url") }
        return bytes
    }

    /// For the module: the bytes behind base64url.
    static func decoded(_ text: String) throws -> [UInt8] { try bytes(text) }
}
