import Core
import Foundation

/// What a new password must be: as the provider's policy says, and not one of those that are tried first (NIST SP 800-63B §5.1.1.2: length and
/// a list of common ones). Never truncated.
package enum PasswordRules {
    /// `related` are words that must not be the password: login name, e-mail address.
    package static func check(
        _ password: String, related: [String] = [], policy: PasswordPolicy = .standard
    ) throws(InputProblem) {
        let normal = password.precomposedStringWithCanonicalMapping
        // Not graphemes: one of them may have any number of code points, and so no end.
        let length = normal.unicodeScalars.count
        let (minimum, maximum) = (policy.minimum, policy.maximum)
        if length < minimum {
            throw InputProblem(
                "password.short", arguments: ["minimum": String(minimum)],
                normal.isEmpty
                    ? "Choose a password of at least \(minimum) characters."
                    : "At least \(minimum) characters, please; this has \(length).")
        }
        if length > maximum {
            throw InputProblem("password.long", arguments: ["maximum": String(maximum)], "At most \(maximum) characters, please.")
        }
        if PasswordPolicy.classes(of: normal) < policy.classes {
            throw InputProblem(
                "password.classes", arguments: ["classes": String(policy.classes)],
                "At least \(policy.classes) of the four kinds, please: small letters, capitals, digits, others.")
        }
        if normal.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            throw InputProblem("password.characters", "A password has no line breaks or other control characters.")
        }
        let folded = normal.folded
        let isRelated = related.contains { !$0.isEmpty && folded.contains($0.folded) && $0.count * 2 > folded.count }
        let tooCommon = InputProblem(
            "password.common", "This password is among the first that are tried. Three or four unrelated words make a good one.")
        if common.contains(folded) || isPattern(folded) || isRelated { throw tooCommon }
        let strength = PasswordStrength(of: normal, related: related)
        if strength < policy.leastStrength {
            if policy.leastStrength < .good { throw tooCommon }
            throw InputProblem(
                "password.weak", "This password is easy to guess although it is long. Three or four unrelated words make a good one.")
        }
    }

    /// Whether this is longer than any password can be, however it was typed: not worth a hash. A code point has at most 4 bytes, and its
    /// decomposition at most three times as many (Unicode Standard Annex #15, maximum expansion factors).
    static func isBeyondAny(_ typed: String) -> Bool { typed.utf8.count > 3 * 4 * PasswordPolicy.longest }

    /// One or two characters repeated, or a run along the alphabet or the digits.
    private static func isPattern(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars.map { Int($0.value) })
        if Set(scalars).count <= 2 { return true }
        let steps = Set(zip(scalars, scalars.dropFirst()).map { $1 - $0 })
        return steps == [1] || steps == [-1]
    }

    /// Those of the usual lists that are long enough to pass the first rule.
    private static let common: Set<String> = [
        "123456789012", "1234567890123", "12345678901234", "123456789101112", "1234567891011", "123123123123", "123412341234",
        "121212121212",
        "111222333444", "112233445566", "012345678910", "0987654321098", "987654321098", "147258369147", "147852369147", "741852963741",
        "1q2w3e4r5t6y", "1q2w3e4r5t6y7u", "1q2w3e4r5t6y7u8i", "q1w2e3r4t5y6", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "zaq12wsxcde3",
        "qazwsxedcrfv",
        "qwertyuiop12", "qwertyuiop123", "qwertyuiop1234", "qwertyuiopas", "qwertyuiop[]", "qwertyuiopasdfghjkl", "qwerty123456",
        "qwerty12345678",
        "qwerty1234567", "qwertyqwerty", "qwertz123456", "qwertzuiopas", "asdfghjkl123", "asdfghjkl;'#", "asdfasdfasdf", "zxcvbnm12345",
        "password1234", "password12345", "password123456", "password1234!", "password123!", "password2023", "password2024", "password2025",
        "password2026", "passwordpassword", "passw0rd1234", "p@ssw0rd1234", "p@ssword1234", "mypassword12", "mypassword123", "newpassword1",
        "passwort1234", "passwort12345", "passwort123456", "geheimgeheim", "hallohallo12", "iloveyou1234", "iloveyouforever",
        "iloveyousomuch",
        "ichliebedich", "letmeinletmein", "letmein12345", "welcome12345", "welcome123456", "welcome2024!", "willkommen12", "willkommen123",
        "administrator", "administrator1", "admin1234567", "admin12345678", "adminadmin12", "adminadminadmin", "rootrootroot",
        "changeme1234",
        "changemechangeme", "hostwright123", "hostwright1234", "sunshine1234", "princess1234", "football1234", "baseball1234",
        "superman1234",
        "batman123456", "dragon123456", "monkey123456", "master123456", "shadow123456", "michael12345", "jennifer1234", "computer1234",
        "internet1234", "starwars1234", "abcdefghijkl", "abcdefghijklm", "abcd12345678", "abc123abc123", "abcabcabcabc", "a1b2c3d4e5f6",
        "aaaaaaaaaaaa", "correcthorsebatterystaple", "correct horse battery staple", "secretsecret", "testtesttest", "test12345678",
    ]
}
