import Presentation

struct GermanUserTemplateTexts: UserTemplateTexts {
    let texts: Texts
    let title = "Vorlagen"
    let summary = "Grenzen und Dienste für Standardpakete, gewählt beim Anlegen eines Kunden."
    let new = "Neue Vorlage"
    let create = "Vorlage anlegen"
    let change = "Ändern"
    let save = "Speichern"
    let copy = "Kopieren"
    let copyHint = "Die Kopie hat dieselben Grenzen, Dienste und Registrierungs-E-Mails."
    let nameOfCopy = "Name der Kopie"
    let delete = "Löschen"
    let deleteQuestion = "Diese stehen nicht mehr zur Auswahl:"
    let deleteKeeps = "Damit angelegte Kunden behalten alles, was sie haben."
    let name = "Name"
    let nameHint = "Unterscheidet nur die Vorlagen; Kunden sehen ihn nicht."
    let search = "Name"
    let sets = "Legt fest"
    let setsNothing = "nichts; alles wie im Tarif"
    let created = "Angelegt"
    let createUser = "Kunden anlegen"
    let emptyTitle = "Noch keine Vorlage"
    let emptyText =
        "Eine Vorlage enthält die Grenzen und Dienste eines Pakets, das Sie oft verkaufen; ein neuer Kunde ist damit schnell angelegt."
    let limitsHint =
        "Leer: was der Tarif des Kunden sagt. 0: nicht verfügbar. Kunden, die schon mit der Vorlage angelegt sind, behalten, was sie haben."
    let nothingOffered = "Noch bietet kein Server etwas an, daher gibt es nichts festzulegen."
    func bulkTitle(_ count: Int) -> String { texts.plural(count, one: "Vorlage", other: "Vorlagen") + " löschen" }
    func wasCreated(_ name: String) -> String { "Die Vorlage \(name) ist angelegt." }
    func wasChanged(_ name: String) -> String { "Die Vorlage \(name) ist geändert. Damit angelegte Kunden behalten, was sie haben." }
    func wasDeleted(_ name: String) -> String { "Die Vorlage \(name) ist gelöscht. Damit angelegte Kunden behalten, was sie haben." }

    let mail = "E-Mail"
    let defaultMail = "Registrierungs-E-Mail ohne Vorlage"
    let defaultMailHint = "Erhalten Kunden, die ohne Vorlage angelegt werden, und solche, deren Vorlage keine eigene E-Mail hat."
    let mailHint =
        "Erhalten Kunden, die mit dieser Vorlage angelegt werden, in ihrer Sprache. Vor dem Senden können Sie den Text noch ändern."
    let isOwn = "Ihr Text"
    let standsIn = "Standard"
    let subject = "Betreff"
    let text = "Text"
    let textHint = "Variablen in geschweiften Klammern werden durch die Daten des Kunden ersetzt."
    let variables = "Variablen"
    let preview = "Vorschau"
    let previewHint = "mit Beispieldaten"
    let restore = "Standard wiederherstellen"
    let mailWasSaved = "Die E-Mail ist gespeichert."
    let mailWasRestored = "Der Standard steht wieder da."
    func mailOf(_ name: String) -> String { "Registrierungs-E-Mail von \(name)" }
    func meaning(of variable: RegistrationVariable, fields: [String]) -> String {
        switch variable {
        case .login: "Anmeldename"
        case .password: "Passwort; nur im Text und nur in der ersten E-Mail"
        case .person: "Name der Person"
        case .email: "E-Mail-Adresse"
        case .account: "Name des Kontos"
        case .number: "Nummer des Kontos"
        case .domain: "Erste Domain"
        case .domains: "Alle Domains"
        case .plan: "Tarif"
        case .systemUser: "Systembenutzer"
        case .panel: "Adresse dieses Panels"
        case .company: "Ihre Firma"
        case .support: "Wo Kunden Hilfe bekommen"
        case .field1: ownField(1, fields) ?? "Ihr erstes eigenes Feld"
        case .field2: ownField(2, fields) ?? "Ihr zweites eigenes Feld"
        case .field3: ownField(3, fields) ?? "Ihr drittes eigenes Feld"
        }
    }
    let standardMail = RegistrationText(
        subject: "Willkommen bei {company}",
        text: """
            Guten Tag, {person},

            Ihr Konto {account} ist eingerichtet.

            Panel: {panel}
            Anmeldename: {login}
            Passwort: {password}

            Ihre Domains: {domains}

            Bitte ändern Sie das Passwort nach der ersten Anmeldung.

            {company}
            {support}
            """)
}
