extension Passwords {
    /// A password that the program makes: groups of five characters that cannot be confused with one another, for the standard policy 23 of them with
    /// about 98 random bits, otherwise as many as the policy takes. Shown once.
    ///
    /// - Parameter inGroups: with hyphens between the groups; otherwise letters and digits only (C.USR-10), unless the policy asks for more.
    package static func made(for policy: PasswordPolicy = .standard, inGroups: Bool = true) -> String {
        let small = "abcdefghjkmnpqrstuvwxyz"
        let digits = "23456789"
        let inGroups = inGroups || policy.classes > 3
        // Small letters, digits and the hyphen are three kinds.
        let alphabet = Array(policy.classes > (inGroups ? 3 : 2) ? small + "ABCDEFGHJKLMNPQRSTUVWXYZ" + digits : small + digits)
        let length = min(max(23, policy.minimum), policy.maximum)
        while true {
            let characters = (0..<length).compactMap { inGroups && $0 % 6 == 5 && $0 < length - 1 ? "-" : alphabet.randomElement() }
            let password = String(characters)
            // By chance a kind may be missing.
            if PasswordPolicy.classes(of: password) >= policy.classes { return password }
        }
    }
}
