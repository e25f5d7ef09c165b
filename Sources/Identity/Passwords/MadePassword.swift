extension Passwords {
    /// A password that the program makes: groups of five characters that cannot be confused with one another, for the standard policy 23 of them with
    /// about 98 random bits, otherwise as many as the policy takes. Shown once.
    package static func made(for policy: PasswordPolicy = .standard) -> String {
        let small = "abcdefghjkmnpqrstuvwxyz"
        let digits = "23456789"
        // Small letters, digits and the hyphen are three kinds.
        let alphabet = Array(policy.classes > 3 ? small + "ABCDEFGHJKLMNPQRSTUVWXYZ" + digits : small + digits)
        let length = min(max(23, policy.minimum), policy.maximum)
        while true {
            let characters = (0..<length).compactMap { $0 % 6 == 5 && $0 < length - 1 ? "-" : alphabet.randomElement() }
            let password = String(characters)
            // By chance a kind may be missing.
            if PasswordPolicy.classes(of: password) >= policy.classes { return password }
        }
    }
}
