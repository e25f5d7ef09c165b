import AgentProtocol
import Fleet
import Presentation

struct GermanServerTexts: ServerTexts {
    let texts: Texts
    let title = "Server"
    let new = "Neuer Server"
    let add = "Server hinzufügen"
    let name = "Name"
    let nameHint = "Wie Sie die Maschine nennen: rack3-07, fra1."
    let addresses = "Adressen"
    let addressesHint = "IP-Adressen der Maschine, durch Leerzeichen getrennt."
    let system = "Betriebssystem"
    let server = "Server"
    let carries = "Trägt"
    let state = "Status"
    let disk = "Speicherplatz"
    let load = "Last"
    let emptyTitle = "Noch kein Server"
    let emptyText =
        "Fügen Sie die Maschine hinzu, die Websites ausliefern oder Zonen beantworten soll. Ein Agent auf ihr erledigt die Arbeit."
    let notJoined = "Wartet auf seinen Agenten"
    let revoked = "Entzogen"
    let silent = "Antwortet nicht"
    let stopped = "Angehalten"
    let inStep = "Aktuell"
    let services = "Dienste"
    let service = "Dienst"
    let noServices = "Der Agent hat noch keinen Dienst gemeldet."
    let running = "läuft"
    let down = "läuft nicht"
    let logical = "Logische Server"
    let addLogical = "Logischen Server hinzufügen"
    let kind = "Art"
    let web = "Web"
    let dns = "DNS"
    let endpoints = "Adressen und Ports"
    let endpointsHint = "Durch Leerzeichen getrennt: 203.0.113.24 oder 203.0.113.24:80 oder [2001:db8::24]:80"
    let noLogicalTitle = "Hier läuft noch nichts"
    let noLogicalText =
        "Ein logischer Server ist ein Dienst auf dieser Maschine: ein Webserver oder ein Nameserver. Der Name folgt aus der Art: web1, ns1."
    let joinLine = "Beitrittszeile anzeigen"
    let rejoin = "Neue Beitrittszeile"
    let joinTitle = "Beitrittszeile"
    let joinText =
        "Übergeben Sie diese Zeile auf der Maschine als root an die Standardeingabe des Agenten: hostwright-agent join --configuration FILE"
    let confirm = "Diese Änderungen sind gewollt, weitermachen"
    let confirmed = "Der Agent macht weiter."
    let revoke = "Zugang entziehen"
    let revokeQuestion =
        "Der Agent darf sich ab sofort nicht mehr verbinden. Was die Maschine ausliefert, liefert sie weiter aus, ohne jede weitere Änderung."
    let revokeKeeps = "Eine neue Beitrittszeile lässt ihn wieder zu."
    let wasRevoked = "Dem Server ist der Zugang entzogen."
    let quarantine = "Quarantäne"
    let quarantineText = "Die Maschine hat diese Objekte, und hier will sie niemand. Sie werden weiter ausgeliefert, bis Sie entscheiden."
    let adopt = "Übernehmen"
    let toTrash = "In den Papierkorb"
    let decided = "Der Server ist benachrichtigt."
    let lastSeen = "Zuletzt gehört"
    let never = "nie"
    let agent = "Agent"
    let objects = "Objekte"
    let settings = "Server ändern"
    let save = "Speichern"
    let group = "Gruppe"
    let groupHint =
        "Eine Bezeichnung, nach der Tarife fragen, etwa Schnelle Platten. Neue Kunden kommen auf Server der Gruppe ihres Tarifs, vorhandene bleiben. Leer: Default."
    let changeGroup = "Gruppe und Kunden"
    func groupsNow(_ names: String) -> String { "Gruppen bisher: \(names)." }
    let isOpen = "Nimmt neue Kunden"
    let isOpenHint = "Schalten Sie es aus, wenn der Server voll ist. Kunden, die dort sind, bleiben, und nichts ändert sich für sie."
    let isClosed = "geschlossen"
    let platform = "Plattform"
    let platformHint = "Eine Bezeichnung, nach der Tarife fragen: Linux oder Linux, Anwendungsserver. Auf jedem Server läuft Linux."
    let machine = "Maschine"
    let real = "Ein eigener Rechner"
    let virtual = "Eine virtuelle Maschine"
    let limits = "Grenzen"
    let limitsHint = "Ist eine davon erreicht, kommt kein neues Konto mehr hierher. Leer: keine Grenze. Was hier ist, läuft weiter."
    let accounts = "Konten"
    let sites = "Websites"
    let mostAccounts = "Höchstens so viele Konten"
    let mostSites = "Höchstens so viele Websites"
    let mostDisk = "Höchstens belegter Speicherplatz"
    let mostLoad = "Höchste Last"
    let login = "Zugang für Mitarbeiter"
    let noPassword = "Hier wird kein Passwort aufbewahrt: Der Agent braucht keines."
    let loginAddress = "SSH-Adresse"
    let loginPort = "Port"
    let loginUser = "Benutzer"
    let console = "Fernkonsole"
    let note = "Notiz"
    let noteHint = "Für Mitarbeiter: wo sie steht, wen man anruft."
    let fullText = "Was hier ist, bleibt unberührt. Neue Konten kommen auf andere Server."
    let silentText =
        "Sehr wahrscheinlich liefert er weiter aus wie zuvor. Änderungen warten hier, und nichts geht verloren; er holt alles nach, sobald er wieder da ist."
    func wasChanged(_ name: String) -> String { "\(name) ist geändert." }
    func used(_ used: String, _ limit: String) -> String { "\(used) von \(limit)" }
    func diskUsed(_ disk: String, _ percent: String, _ limit: String) -> String {
        "\(disk), \(percent)\u{A0}% von höchstens \(limit)\u{A0}%"
    }
    func full(_ reasons: String) -> String { "Nimmt keine neuen Konten auf: \(reasons)" }
    func reached(_ limit: ReachedLimit) -> String {
        switch limit {
        case .accounts(let used, let most): "\(texts.number(used)) von \(texts.plural(most, one: "Konto", other: "Konten"))"
        case .sites(let used, let most): "\(texts.number(used)) von \(texts.plural(most, one: "Website", other: "Websites"))"
        case .disk(let used, let most): "Speicherplatz zu \(used)\u{A0}% belegt, die Grenze ist \(most)\u{A0}%"
        case .load(let load, let most): "Last \(hundredths(load)), die Grenze ist \(hundredths(most))"
        }
    }
    private func hundredths(_ value: Int) -> String { texts.decimal(Double(value) / 100, digits: 2) }
    func notReachedSince(_ moment: String) -> String { "Nicht erreicht seit: \(moment)" }
    func summary(_ servers: Int) -> String { texts.plural(servers, one: "Server", other: "Server") }
    func applying(_ changes: Int, most: Int?) -> String {
        if let most, changes > most { return "Mehr als \(texts.number(most)) Änderungen laufen" }
        return texts.plural(changes, one: "Änderung läuft", other: "Änderungen laufen")
    }
    func silentFor(_ duration: String) -> String { "Antwortet seit \(duration) nicht" }
    func wasAdded(_ name: String) -> String { "\(name) ist hinzugefügt. Lassen Sie jetzt den Agenten beitreten." }
    func logicalAdded(_ name: String) -> String { "\(name) ist hinzugefügt." }
    func joinUntil(_ time: String) -> String { "Gilt einmal, bis \(time) Uhr." }
    func foreign(_ objects: Int) -> String {
        texts.form(
            objects, one: "Auf dieser Maschine liegt ein Objekt", other: "Auf dieser Maschine liegen \(texts.number(objects)) Objekte")
            + " einer anderen Installation"
    }
    func foreignText(_ names: String) -> String { "Es wird weiter ausgeliefert, und von hier wird nichts geändert oder entfernt: \(names)" }
    func reason(_ stop: Stop) -> String {
        switch stop.reason {
        case .foreignInstallation: "Die Steuerzentrale gehört zu einer anderen Installation als dieser Server."
        case .olderEpoch: "Die Datenbank der Steuerzentrale ist älter als der Stand, dem dieser Server schon gefolgt ist."
        case .sequenceBehind:
            "Dieser Server hat schon mehr Änderungen übernommen, als die Steuerzentrale kennt: Offenbar wurde eine ältere Datenbank zurückgespielt."
        case .tooManyRemovals: "Ungewöhnlich vieles soll auf einmal entfernt werden."
        }
    }
}
