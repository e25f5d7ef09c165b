import Identity

struct GermanDelegationTexts: DelegationTexts {
    let domain = "Domain"
    func nameServer(_ number: Int) -> String { "Nameserver \(number)" }
    let yes = "ja"
    let mail = NotificationText(
        subject: "{domain}: Angaben für Ihren Registrar",
        body: """
            Guten Tag, {person},

            {domain} ist bei {company} eingerichtet
            (Konto {account}).

            Damit Besucher und E-Mails sie finden, muss der Registrar, bei dem die
            Domain registriert ist, unsere Nameserver eintragen. Geben Sie ihm an:

            {name_servers}

            {if needs_glue}
            Die Nameserver liegen unterhalb der Domain selbst. Deshalb braucht der
            Registrar auch die Adressen zu ihren Namen (er nennt sie vielleicht
            Glue-Einträge oder Host-Objekte).

            {end}
            Im Panel Ihres Registrars heißt die Stelle "Nameserver" oder "DNS".
            Entfernen Sie die Nameserver, die dort jetzt stehen.

            War die Domain bisher mit DNSSEC signiert, lassen Sie den Registrar
            zuerst ihre DS-Einträge entfernen. Sonst wird sie nicht gefunden.

            Bis alle es bemerkt haben, können zwei Tage vergehen.

            Die Seite der Domain zeigt, wie es steht:
              {page}

            {if support}
            Fragen? {support}

            {end}
            --\u{20}
            {company}

            """)
    let mailIt = "Dem Kunden mailen"
    let mailed = "Die E-Mail ist unterwegs."
    let glueHint = "Die Nameserver liegen unterhalb der Domain selbst, deshalb braucht der Registrar auch ihre Adressen (Glue-Einträge)."
}
