import CZxcvbn
import Core
import Foundation

/// How hard a password is to guess for somebody who tries the likeliest first, as zxcvbn estimates it (D. Wheeler, "zxcvbn: Low-Budget
/// Password Strength Estimation", USENIX Security 2016). The steps are those of its scores: 10^3, 10^6, 10^8 and 10^10 guesses.
package enum PasswordStrength: Int, Sendable, CaseIterable, Comparable {
    case veryWeak, weak, fair
    /// Enough against somebody who has stolen the hashes, at the cost of one Argon2id a guess.
    case good
    case strong

    /// `related` are words that make guessing easier: sign-in name, e-mail address, the person's name.
    package init(of password: String, related: [String] = []) {
        // The estimate takes more than linear time; what comes after so many characters does not make a weak password strong. Code points, for one
        // grapheme may have any number of them, and strangers may ask.
        let text = String(
            String.UnicodeScalarView(password.precomposedStringWithCanonicalMapping.unicodeScalars.prefix(PasswordPolicy.longest)))
        let words = related.flatMap { [$0] + $0.split { !$0.isLetter && !$0.isNumber }.map(String.init) }.filter { $0.count >= 3 }
        let copies = words.prefix(32).map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        var dictionary: [UnsafePointer<CChar>?] = copies.map { $0.map { UnsafePointer($0) } } + [nil]
        let bits = ZxcvbnMatch(text, &dictionary, nil)
        self =
            switch bits {
            case ..<9.97: .veryWeak
            case ..<19.93: .weak
            case ..<26.57: .fair
            case ..<33.22: .good
            default: .strong
            }
    }

    package static func < (a: PasswordStrength, b: PasswordStrength) -> Bool { a.rawValue < b.rawValue }
}
