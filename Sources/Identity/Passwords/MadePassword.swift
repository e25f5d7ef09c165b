extension Passwords {
    /// A password that the program makes: 20 characters that cannot be confused with one another, about 98 random bits. Shown once.
    package static func made() -> String {
        let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
        return (0..<4).map { _ in String((0..<5).compactMap { _ in alphabet.randomElement() }) }.joined(separator: "-")
    }
}
