struct GermanDelegationTexts: DelegationTexts {
    let domain = "Domain"
    func nameServer(_ number: Int) -> String { "Nameserver \(number)" }
    func subject(_ domain: String) -> String { "\(domain): Angaben für Ihren Registrar" }
    func greeting(_ person: String) -> String { "Guten Tag, \(person)," }
    func opening(_ domain: String, _ company: String, _ account: String) -> String {
        "\(domain) ist bei \(company) eingerichtet\n(Konto \(account))."
    }
    let task = """
        Damit Besucher und E-Mails sie finden, muss der Registrar, bei dem die
        Domain registriert ist, unsere Nameserver eintragen. Geben Sie ihm an:
        """
    let glue = """
        Die Nameserver liegen unterhalb der Domain selbst. Deshalb braucht der
        Registrar auch die Adressen zu ihren Namen (er nennt sie vielleicht
        Glue-Einträge oder Host-Objekte).
        """
    let `where` = """
        Im Panel Ihres Registrars heißt die Stelle "Nameserver" oder "DNS".
        Entfernen Sie die Nameserver, die dort jetzt stehen.
        """
    let signed = """
        War die Domain bisher mit DNSSEC signiert, lassen Sie den Registrar
        zuerst ihre DS-Einträge entfernen. Sonst wird sie nicht gefunden.
        """
    let patience = "Bis alle es bemerkt haben, können zwei Tage vergehen."
    let page = "Die Seite der Domain zeigt, wie es steht:"
    func help(_ support: String) -> String { "Fragen? \(support)" }
    let mailIt = "Dem Kunden mailen"
    let mailed = "Die E-Mail ist unterwegs."
    let glueHint = "Die Nameserver liegen unterhalb der Domain selbst, deshalb braucht der Registrar auch ihre Adressen (Glue-Einträge)."
}
