struct GermanImpersonationTexts: ImpersonationTexts {
    let enter = "Als Kunde anmelden"
    let back = "Zurück in meine eigene Sitzung"
    let left = "Sie sind wieder in Ihrer eigenen Sitzung."
    let bannerText =
        "Was Sie hier tun, wird unter Ihrem Namen festgehalten, und der Kunde hat es erfahren. Passwort, Tokens und Sitzungen bleiben verborgen."

    func banner(_ customer: String) -> String { "Sie sind im Panel von \(customer)." }
    func entered(_ customer: String) -> String { "Dies ist das Panel von \(customer)." }
}
