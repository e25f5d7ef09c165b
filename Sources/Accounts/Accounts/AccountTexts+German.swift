import Presentation

struct GermanAccountTexts: AccountTexts {
    let texts: Texts
    let title = "Konten"
    let new = "Neues Konto"
    let create = "Konto anlegen"
    let account = "Konto"
    let owner = "Inhaber"
    let plan = "Tarif"
    let state = "Status"
    let domains = "Domains"
    let created = "Angelegt"
    let server = "Webserver"
    let systemUser = "Systembenutzer"
    let home = "Home-Verzeichnis"
    let search = "Name, Systembenutzer, Inhaber"
    let active = "Aktiv"
    let suspended = "Gesperrt"
    let trashed = "Im Papierkorb"
    let inTrash = "Papierkorb"
    let emptyTitle = "Noch kein Kunde"
    let emptyText =
        "Ein Konto ist das, was ein Kunde bei Ihnen hat: ein Tarif, ein Home-Verzeichnis auf einem Webserver, beliebig viele Domains."
    let name = "Name"
    let nameHint = "Die Person oder die Firma, so wie Sie sie nennen."
    let choosePlan = "Tarif wählen"
    let person = "Wer sich anmeldet"
    let login = "Anmeldename"
    let loginHint = "Ein neuer Name ergibt einen neuen Zugang; ein vorhandener erhält ein weiteres Konto."
    let email = "E-Mail-Adresse"
    let emailHint = "Nur für einen neuen Zugang."
    let password = "Passwort"
    let passwordHint = "Nur für einen neuen Zugang; bleibt das Feld leer, wird eines erzeugt."
    let noPlanTitle = "Es gibt keinen Tarif, mit dem ein Konto angelegt werden könnte"
    let noPlanText = "Legen Sie zuerst einen Tarif an; das dauert eine Minute."
    let suspend = "Sperren"
    let resume = "Entsperren"
    let delete = "Löschen"
    let restore = "Wiederherstellen"
    let purge = "Endgültig löschen"
    let reason = "Grund"
    let reasonHint = "Der Kunde sieht ihn, wenn er sich anmeldet. Besucher seiner Websites sehen ihn nicht."
    let suspendQuestion = "Alle Websites dieses Kontos zeigen eine neutrale Seite, bis Sie es entsperren. Es wird nichts gelöscht."
    let nothingLost = "Dateien, Domains und Einstellungen bleiben, wie sie sind."
    let purgeKeeps = "Das lässt sich nicht rückgängig machen."
    let typeNumber = "Nummer des Kontos"
    let typeNumberHint = "Geben Sie sie ein, um zu bestätigen, dass Sie dieses Konto meinen."
    let change = "Einstellungen"
    let changePlanHint =
        "Es wird nichts weggenommen: Was das Konto über den neuen Tarif hinaus hat, bleibt; hinzufügen lässt sich dann nichts mehr."
    let save = "Speichern"
    func wasChanged(_ title: String) -> String { "\(title) ist geändert." }
    let facts = "Konto"
    let addDomain = "Domain hinzufügen"
    func summary(_ accounts: Int) -> String { texts.plural(accounts, one: "Konto", other: "Konten") }
    func suspendedSince(_ when: String) -> String { "Gesperrt seit dem \(when)" }
    func trashedUntil(_ when: String) -> String {
        "Im Papierkorb. Bis zum \(when) lässt sich das Konto wiederherstellen, danach wird es endgültig gelöscht."
    }
    func deleteQuestion(_ title: String) -> String {
        "\(title) wird sofort nicht mehr ausgeliefert: weder Websites noch Zonen noch Home-Verzeichnis."
    }
    func deleteKeeps(_ days: Int) -> String {
        "Das Konto kommt in den Papierkorb und lässt sich \(texts.plural(days, one: "Tag", other: "Tage")) lang wiederherstellen."
    }
    func purgeQuestion(_ title: String) -> String { "Alle Dateien und Einstellungen von \(title) werden jetzt gelöscht." }
    func wasCreated(_ title: String, _ systemUser: String) -> String { "\(title) ist angelegt, mit dem Systembenutzer \(systemUser)." }
    func wasSuspended(_ title: String) -> String { "\(title) ist gesperrt. Die Websites zeigen die neutrale Seite." }
    func wasResumed(_ title: String) -> String { "\(title) ist wieder aktiv." }
    func used(_ domains: Int, of limit: Int) -> String { "\(texts.number(domains)) von \(texts.number(limit))" }
    func domainsUsed(_ domains: Int) -> String { texts.plural(domains, one: "Domain", other: "Domains") }
    func domainsUsed(_ domains: Int, of limit: Int) -> String {
        "\(texts.number(domains)) von \(texts.plural(limit, one: "Domain", other: "Domains"))"
    }
    func unlimitedUse(_ domains: Int) -> String { "\(texts.number(domains)), unbegrenzt" }
    let domainsUsedUp = "Alle Domains des Tarifs sind vergeben. Eine Domain im Papierkorb zählt nicht mit."
    func wasTrashed(_ title: String) -> String { "\(title) liegt im Papierkorb." }
    func wasRestored(_ title: String) -> String { "\(title) ist wiederhergestellt." }
    func notInTrash(_ title: String) -> String {
        "\(title) liegt nicht im Papierkorb. Löschen Sie es zuerst; endgültiges Löschen lässt sich nicht rückgängig machen."
    }
    let toAccount = "Zum Konto"
    let newAccounts = "Neue Konten"
    let weekUntil = "Woche bis"
    func lastWeeks(_ weeks: Int) -> String {
        weeks == 1 ? "letzte Woche" : "letzte \(texts.number(weeks)) Wochen"
    }
    let bulkResumeQuestion = "Die Websites dieser Konten werden wieder ausgeliefert:"
    let bulkDeleteQuestion = "Diese Konten werden sofort nicht mehr ausgeliefert, samt Websites, Zonen und Home-Verzeichnissen:"
    func bulkTitle(_ action: String, _ accounts: Int) -> String {
        "\(action): \(texts.plural(accounts, one: "Konto", other: "Konten"))"
    }
    func wasPurged(_ title: String) -> String { "\(title) ist endgültig gelöscht." }
}
