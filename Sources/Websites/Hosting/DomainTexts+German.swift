import Fleet
import Presentation

struct GermanDomainTexts: DomainTexts {
    let texts: Texts
    let title = "Domains"
    let add = "Domain hinzufügen"
    let domain = "Domain"
    let account = "Konto"
    let state = "Status"
    let added = "Hinzugefügt"
    let search = "Name oder Konto"
    let active = "Aktiv"
    let suspended = "Gesperrt"
    let trash = "Papierkorb"
    let emptyTitle = "Noch keine Domain"
    let emptyText =
        "Fügen Sie eine hinzu: Sie erhält eine Zone auf den Nameservern und eine Website, beides innerhalb einer Sekunde."
    let name = "Domainname"
    let nameHint = "Ohne www, das ist enthalten: example.org"
    let chooseAccount = "Konto wählen"
    let documentRoot = "Dokumentverzeichnis"
    let documentRootHint = "Wo die Dateien liegen, unterhalb des Home-Verzeichnisses. Leer: das eigene Verzeichnis der Domain."
    let noAccountTitle = "Es gibt kein Konto, dem eine Domain hinzugefügt werden könnte"
    let noAccountAsk = "Eine Domain gehört zu einem aktiven Konto. Bitten Sie Ihren Anbieter um eines."
    let noAccountText = "Legen Sie zuerst ein Konto an oder stellen Sie eines aus dem Papierkorb wieder her."
    let whatHappens = "Was geschieht"
    let whatHappensLines = [
        "Zwei Nameserver beantworten eine Zone mit SOA-, NS-, A-, AAAA-, MX- und www-Einträgen.",
        "Der Webserver des Kontos liefert eine Website mit einer ersten Seite aus, unter dem Systembenutzer des Kontos.",
        "Die Seite der Domain zeigt jeden Teil, wie er von außen zu sehen ist, bis alles online ist.",
    ]
    let overview = "Übersicht"
    let website = "Website"
    let dns = "DNS"
    let logs = "Protokolle"
    let visit = "Besuchen"
    let delete = "Löschen"
    let restore = "Wiederherstellen"
    let purge = "Endgültig löschen"
    let tryAgain = "Jetzt erneut versuchen"
    let plan = "Tarif"
    let addresses = "Adressen"
    let nameServers = "Nameserver"
    let serial = "Seriennummer"
    let record = "Name"
    let type = "Typ"
    let timeToLive = "TTL"
    let data = "Wert"
    let delegationTitle = "Für Ihren Registrar"
    let delegationText =
        "Tragen Sie diese Nameserver dort ein, wo die Domain registriert ist. Bis dahin sieht diese Zone nur, wer die Nameserver direkt fragt."
    let tryIt = "Ausprobieren"
    let onOffHint = "Aus: Unter den Namen erscheint eine neutrale Seite. Dateien bleiben erhalten."
    let phpHint = "Aus: PHP-Dateien werden weder ausgeführt noch angezeigt."
    let options = "Einstellungen"
    let save = "Speichern"
    let saved = "Gespeichert. Der Webserver übernimmt es in wenigen Augenblicken."
    let names = "Namen"
    let restoreIndex = "Erste Seite wiederherstellen"
    let restoreIndexHint = "Schreibt die Seite, mit der eine neue Website beginnt, nach index.html; eine vorhandene Datei wird ersetzt."
    let indexRestored = "Die erste Seite ist wieder da."
    let accessLog = "Zugriffsprotokoll"
    let errorLog = "Fehlerprotokoll"
    let keepContent = "Die Dateien im Home-Verzeichnis behalten"
    let removeContent = "Auch die Dateien löschen, sobald die Domain den Papierkorb verlässt"
    let content = "Dateien der Website"
    let purgeKeeps = "Das lässt sich nicht rückgängig machen."
    let typeName = "Geben Sie den Namen der Domain ein"
    let suspendedTitle = "Das Konto ist gesperrt"
    let suspendedText = "Besucher sehen eine neutrale Seite. Dateien und Einstellungen bleiben, wie sie sind."
    let failedTitle = "Nicht übernommen"
    let webIsOff = "Der Webdienst dieser Domain ist ausgeschaltet."
    let on = "ein"
    let off = "aus"
    let tryAgainSent = "Die Server versuchen es jetzt erneut."

    func word(_ state: LiveState) -> String {
        switch state {
        case .wanted: "Wartet"
        case .applying: "Wird angewendet"
        case .live: "Online"
        case .failed: "Fehlgeschlagen"
        case .removed: "Abgeschaltet"
        case .contentMissing: "Dateien fehlen"
        }
    }
    func summary(_ domains: Int) -> String { texts.plural(domains, one: "Domain", other: "Domains") }
    func wasAdded(_ name: String) -> String { "\(name) ist hinzugefügt. Die Teile gehen jetzt online." }
    func wasTrashed(_ name: String) -> String { "\(name) liegt im Papierkorb." }
    func wasRestored(_ name: String) -> String { "\(name) ist wiederhergestellt." }
    func wasPurged(_ name: String) -> String { "\(name) ist endgültig gelöscht." }
    func trashedUntil(_ when: String) -> String {
        "Im Papierkorb. Bis zum \(when) lässt sich die Domain wiederherstellen, danach wird sie endgültig gelöscht."
    }
    func deleteQuestion(_ name: String) -> String { "\(name) wird sofort nicht mehr ausgeliefert." }
    func deleteKeeps(_ days: Int) -> String {
        "Die Domain kommt in den Papierkorb und lässt sich \(texts.plural(days, one: "Tag", other: "Tage")) lang wiederherstellen. So lange kann niemand sonst den Namen verwenden."
    }
    let bulkDeleteQuestion = "Diese Domains werden sofort nicht mehr ausgeliefert, samt Zonen und Websites:"
    let bulkRestoreQuestion = "Diese Domains werden wieder ausgeliefert wie zuvor:"
    let bulkApplyQuestion = "Die Server übernehmen diese Domains noch einmal und sehen sie von außen an:"
    func bulkTitle(_ action: String, _ domains: Int) -> String { "\(action): \(texts.plural(domains, one: "Domain", other: "Domains"))" }
    func purgeQuestion(_ name: String) -> String { "\(name) wird jetzt gelöscht." }
    func losesZone(_ name: String) -> String { "Die Zone \(name) mit ihren Einträgen" }
    func losesSite(_ root: String) -> String { "Die Website in \(root)" }
    func silentSince(_ duration: String) -> String {
        "Der Server antwortet seit \(duration) nicht. Es geht nichts verloren; er holt alles nach, sobald er wieder da ist."
    }
    func since(_ duration: String) -> String { "seit \(duration)" }
    func failedOn(_ server: String) -> String { "Auf \(server) nicht übernommen" }
    let triesNow = "Es wird jetzt erneut versucht."
    let failedHelp = "Was vorher übernommen wurde, bleibt, wie es ist; der Rest dieser Domain ist nicht betroffen."
    let contentMissingHelp =
        "Der Server wurde neu eingerichtet, seit es die Website gibt. Spielen Sie ihre Dateien aus einer Sicherung zurück."
    let neutralPage = "Neutrale Seite"
    let websiteOptions = "Website-Einstellungen"
    func nextTry(_ wait: String) -> String { "Nächster Versuch in \(wait)." }
    let option = "Option"
    let price = "Preis"
    let turnOn = "Einschalten"
    let turnOff = "Ausschalten"
    let firstPage = "Erste Seite"
    let firstPageHint = "Steht vom ersten Augenblick an da, bis eine eigene Seite an ihre Stelle tritt."
    let logsHint = "Wer die Website besucht hat und was schiefgegangen ist."
    func notInTrash(_ name: String) -> String {
        "\(name) liegt nicht im Papierkorb. Löschen Sie die Domain zuerst; endgültiges Löschen lässt sich nicht rückgängig machen."
    }
    func turnOn(_ option: String) -> String { "\(option) einschalten" }
    func turnOff(_ option: String) -> String { "\(option) ausschalten" }
    func turned(_ option: String, _ isOn: Bool) -> String {
        "\(option) ist \(isOn ? "eingeschaltet" : "ausgeschaltet"). Der Webserver übernimmt es in wenigen Augenblicken."
    }
    func costs(_ option: String, _ price: String) -> String { "\(option) kostet \(price). Eingeschaltet wird, wenn Sie zustimmen." }
    func included(in plan: String) -> String { "Im Tarif \(plan) ohne Aufpreis enthalten." }
    func notIncluded(in plan: String) -> String { "Im Tarif \(plan) nicht enthalten." }
    func logOf(_ lines: Int) -> String { texts.form(lines, one: "Die letzte Zeile", other: "Die letzten \(texts.number(lines)) Zeilen") }
}
