import Core
import Persistence
import Presentation

/// What the provider asks of new passwords: how long, and of how many kinds of characters. A password is taken whole or refused, never cut.
package struct PasswordPolicy: Sendable, Equatable {
    /// Characters (Unicode code points of the normal form NFC, as NIST SP 800-63B §5.1.1.2 counts them), 6 to 64.
    package var minimum = 12
    /// Characters, 12 to 128, and not less than `minimum`.
    package var maximum = PasswordPolicy.longest
    /// How many of the four kinds have to occur: small letters, capitals, digits, all others. 1 asks for none in particular.
    package var classes = 1

    /// What no policy goes beyond; the time to judge a password grows faster than its length.
    package static let longest = 128

    package init(minimum: Int = 12, maximum: Int = PasswordPolicy.longest, classes: Int = 1) {
        self.minimum = minimum
        self.maximum = maximum
        self.classes = classes
    }

    /// 12 to 128 characters that are hard to guess.
    package static let standard = PasswordPolicy()
    /// 6 to 12 characters, as panels of old asked for.
    package static let classic = PasswordPolicy(minimum: 6, maximum: 12)

    /// The policies that have a name.
    package enum Profile: String, Sendable, CaseIterable {
        case standard, classic
        /// Any other.
        case own

        /// nil for `own`.
        package var policy: PasswordPolicy? {
            switch self {
            case .standard: .standard
            case .classic: .classic
            case .own: nil
            }
        }
    }

    package var profile: Profile { Profile.allCases.first { $0.policy == self } ?? .own }

    /// How hard to guess a password has to be. What is allowed to be shorter than eight characters cannot be as hard as a long one: then only
    /// those that are tried first are refused.
    package var leastStrength: PasswordStrength { minimum < 8 ? .weak : .good }

    static func classes(of password: String) -> Int {
        Set(
            password.unicodeScalars.map { scalar in
                switch scalar.properties.generalCategory {
                case .lowercaseLetter: 0
                case .uppercaseLetter, .titlecaseLetter: 1
                case .decimalNumber: 2
                default: 3
                }
            }
        ).count
    }
}

extension Visit {
    /// As stored, for the hint beside a new password.
    package func passwordPolicy() async throws -> PasswordPolicy {
        try await database.read { db in try ProviderSettings.current(in: db).passwords }
    }
}

extension IdentityTexts {
    /// What a new password must be, and how to find a good one.
    package func passwordHint(_ policy: PasswordPolicy) -> String {
        // Three words do not fit into a short one.
        policy.maximum < 24 ? passwordRule(policy) : passwordRule(policy) + " " + passwordTip
    }
}
