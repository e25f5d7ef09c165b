import Core
import Crypto
import Foundation

/// Time-based one-time passwords as authenticator apps make them: RFC 6238 with HMAC-SHA-1, six digits, steps of 30 seconds.
enum OneTimeCode {
    static let digits = 6
    static let stepSeconds: Int64 = 30
    /// RFC 4226 §4 R6 recommends 160 bits.
    static let secretLength = 20
    /// Clocks of phones may be this many steps off (RFC 6238 §5.2).
    static let skew: Int64 = 1

    static func step(at now: Timestamp) -> Int64 { now.milliseconds / 1000 / stepSeconds }

    /// RFC 4226 §5.3.
    static func code(_ secret: [UInt8], step: Int64) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Data($0) }
        // SHA-1 is what every app speaks; in HMAC its collisions do not matter (RFC 6194 §3.3).
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 0x0F)
        let number =
            UInt32(mac[offset] & 0x7F) << 24 | UInt32(mac[offset + 1]) << 16 | UInt32(mac[offset + 2]) << 8 | UInt32(mac[offset + 3])
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }

    /// The step whose code this is, within the skew and later than `last`: a code that was taken once is never taken again (RFC 6238 §5.2).
    static func matchingStep(_ code: String, _ secret: [UInt8], at now: Timestamp, after last: Int64) -> Int64? {
        guard code.utf8.count == digits, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let present = step(at: now)
        var found: Int64?
        // All are compared, so that the time tells nothing.
        for step in (present - skew)...(present + skew) where step > last && isEqual(self.code(secret, step: step), code) { found = step }
        return found
    }

    /// What the QR code says (https://github.com/google/google-authenticator/wiki/Key-Uri-Format).
    static func address(secret: [UInt8], name: String, issuer: String) -> String {
        let label = percentEscaped(issuer) + ":" + percentEscaped(name)
        return "otpauth://totp/\(label)?secret=\(base32(secret))&issuer=\(percentEscaped(issuer))&algorithm=SHA1&digits=6&period=30"
    }

    private static func percentEscaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "\u{0}"..."\u{7F}"))) ?? ""
    }

    /// RFC 4648 §6, without padding.
    static func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var text = ""
        var (buffer, bits) = (UInt32(0), 0)
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
        return text
    }

    /// Takes as long whatever the difference.
    private static func isEqual(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Codes for the day the phone is lost: 80 random bits each, stored as hashes, good once.
enum RecoveryCodes {
    static let count = 10
    private static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
    private static let length = 16

    static func make() -> [String] {
        (0..<count).map { _ in
            (0..<4).map { _ in String((0..<4).compactMap { _ in alphabet.randomElement() }) }.joined(separator: "-")
        }
    }

    /// As typed, without what people put between the groups; nil when it cannot be one.
    static func plain(_ typed: String) -> String? {
        let plain = typed.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        return plain.count == length && plain.allSatisfy { alphabet.contains($0) } ? plain : nil
    }

    /// Bound to its person, so that no table of hashes serves for all.
    static func hash(_ plain: String, of login: LoginID) -> String { secretHash("recovery:\(login.text):\(plain)") }
}
