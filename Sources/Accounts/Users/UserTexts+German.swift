struct GermanUserTexts: UserTexts {
    let templateStep = "Tarif und Vorlage"
    let servicesStep = "Dienste"
    let personStep = "Persönliche Daten"
    let domainsStep = "Domains"
    let sendStep = "Daten senden"
    let preview = "Der Kunde bis hierher"
    let template = "Vorlage"
    let templateHint = "Füllt die nächste Seite aus; dort lässt sich alles noch ändern."
    let noTemplate = "Keine Vorlage, individuelle Einstellungen"
    let servicesHint = "Ganze Zahlen oder „unbegrenzt“. Leer: was der Tarif sagt. 0: nicht verfügbar."
    let noServicesTitle = "Der Tarif enthält nichts"
    let noServicesText = "Wählen Sie einen anderen Tarif, oder gehen Sie weiter: Grenzen lassen sich später geben."
    func templateSetsMore(_ resources: [String], _ plan: String) -> String {
        "Der Tarif \(plan) enthält Folgendes nicht, daher kann die Vorlage es nicht geben: \(resources.joined(separator: ", "))."
    }
    func templateIsBeyond(_ resources: [String], _ plan: String) -> String {
        "Die Vorlage gibt mehr, als der Tarif \(plan) erlaubt; geben Sie hier weniger ein, oder wählen Sie einen größeren Tarif: \(resources.joined(separator: ", "))."
    }
    let requiredHint = "Felder mit * sind nötig."
    let passwordKept = "Ein Passwort ist schon eingegeben. Leer lassen, um es zu behalten."
    let passwordMadeInstead = "Verwerfen und eines erzeugen lassen"
    let person = "Person"
    let personHint = "Leer: der Anmeldename."
    let company = "Firma"
    let street = "Straße"
    let postalCode = "Postleitzahl"
    let city = "Ort"
    let country = "Land"
    let phone = "Telefon"
    let isShown = "Diese Daten auf der Startseite des Kunden zeigen"
    let isShownHint = "Er sieht sie, wenn er sich anmeldet."
    let domainsHint = "Die Domains werden mit dem Kunden angelegt. Weitere lassen sich jederzeit hinzufügen."
    let newDomain = "Neue Domain"
    let addDomain = "Weitere Domain"
    let removeTicked = "Markierte entfernen"
    let hasZone = "DNS auf unseren Nameservern"
    let isToBeRegistered = "Wir registrieren den Namen"
    let isGone = "Entfernen"
    func domain(_ place: Int) -> String { "Domain \(place)" }

    let access = "Zugang"
    let ownerKeepsPassword = "Diesen Anmeldenamen gab es schon; sein Passwort bleibt."
    let passwordUnchanged = "(Ihr bisheriges)"
    let sendTitle = "Registrierungs-E-Mail"
    let to = "An"
    let sendHint = "Sie können sie noch ändern. Sie enthält das Passwort, daher wird ihr Text vergessen, sobald sie verschickt ist."
    let send = "Senden"
    let sendNothing = "Nicht senden"
    func mailIsOnItsWay(_ address: String) -> String { "Die E-Mail an \(address) ist unterwegs." }

    let dataWereSaved = "Die persönlichen Daten sind gespeichert."
    let dataTitle = "Ihre Daten bei uns"
    let ownFields = "Eigene Felder"
    let ownFieldsHint =
        "Drei weitere Felder in den Daten Ihrer Kunden, wofür Sie möchten: Kundennummer, Geburtstag. Leer: wird nicht gefragt."
    let fieldsWereNamed = "Die Felder sind benannt."
    func ownField(_ place: Int) -> String { "Name des Feldes \(place)" }

    let applyTitle = "Dienste nach Vorlage"
    let applyHint = "Die Grenzen der Vorlage werden in dieses Konto geschrieben. Was die Vorlage nicht nennt, bleibt, wie es ist."
    let chooseTemplate = "Vorlage wählen"
    let showUse = "Zeigen, was sich ändert"
    let apply = "Vorlage anwenden"
    let now = "Jetzt"
    let after = "Vorlage"
    let beyondPlan = "Mehr als der Tarif"
    let belowUse = "Unter der Nutzung"
    let changes = "Ändert sich"
    let stays = "Bleibt"
    let belowUseText = "Wo weniger erlaubt als genutzt ist, wird nichts weggenommen; es kommt nur nichts mehr hinzu."
    func beyondPlanText(_ plan: String) -> String {
        "Der Tarif \(plan) erlaubt in den markierten Zeilen weniger als die Vorlage. Geben Sie dem Konto zuerst einen anderen Tarif."
    }
    func templateWasApplied(_ name: String) -> String { "Die Vorlage \(name) ist angewendet." }
    let services = "Dienste"
    let find = "Zum Kunden"
    let findHint = "Anmeldename, Systembenutzer oder Name"
}
