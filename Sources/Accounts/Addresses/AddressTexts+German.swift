import Presentation

struct GermanAddressTexts: AddressTexts {
    let texts: Texts

    let title = "Eigene IP-Adresse"
    let summary =
        "Websites und Einträge eines Kontos mit eigener IP-Adresse liegen unter dieser statt unter der Adresse, die sich alle Konten des Servers teilen."
    let shared = "Gemeinsame Adresse des Servers"
    let anyFree = "Irgendeine freie Adresse"
    let isExclusive = "Nur für diesen Benutzer"
    let isExclusiveHint = "Dann kann sie sonst niemand wählen. Ohne den Haken können mehrere Konten dieselbe Adresse haben."
    let noneTitle = "Keine Adresse zur Auswahl"
    let noneText = "Der Vorrat des Webservers dieses Kontos ist leer. Nehmen Sie auf der Seite des Servers IP-Adressen auf."
    let noneForCustomer = "Zurzeit ist keine IP-Adresse frei. Fragen Sie Ihren Anbieter."
    let toServers = "Zu den Servern"
    let change = "IP-Adresse ändern"
    let onlyHere = "nur für diesen Benutzer"
    let withOthers = "kann geteilt werden"
    func own(_ family: Int) -> String { "Eigene IPv\(family)-Adresse" }
    func choice(_ address: String, others: Int, server: String?) -> String {
        let state = others == 0 ? "frei" : "geteilt mit " + texts.plural(others, one: "Konto", other: "Konten")
        return "\(address) – \(state)" + (server.map { ", \($0)" } ?? "")
    }
    func isCut(_ most: Int) -> String { "Aufgeführt sind die ersten \(texts.number(most)). Die übrigen lassen sich per Programm wählen." }
    func sharedIs(_ addresses: String, on server: String) -> String { "Alle Konten von \(server) teilen sich \(addresses)." }
    func notIncluded(_ plan: String) -> String {
        "Der Tarif \(plan) enthält keine Adresse nur für einen Benutzer. Möglich ist eine Adresse, die auch andere wählen können."
    }
    func wereSet(_ account: String) -> String { "Die IP-Adressen von \(account) sind gesetzt. Zonen und Webserver folgen." }

    let planAddress = "IP-Adresse neuer Konten"
    let planAddressHint = "Eine eigene Adresse braucht die Ressource „Eigene IP-Adressen“ und einen Webserver mit einer freien."
    func planAddress(_ address: PlanAddress) -> String {
        switch address {
        case .shared: "Mit anderen geteilt"
        case .own: "Eine eigene, nur für das Konto"
        }
    }

    let poolTitle = "IP-Adressen"
    let poolSummary =
        "Adressen, die Konten dieses Servers als eigene haben können. Die Maschine muss sie haben; der Webserver antwortet auf denen, die vergeben sind."
    let poolEmptyTitle = "Noch keine IP-Adressen"
    let poolEmptyText =
        "Nehmen Sie einzelne Adressen oder Bereiche auf, die zu dieser Maschine führen; dann können Konten eine eigene bekommen."
    let add = "IP-Adressen aufnehmen"
    let addresses = "Adressen und Bereiche"
    let addressesHint =
        "Durch Leerzeichen, Kommas oder Zeilen getrennt: 203.0.113.24, 203.0.113.10-203.0.113.20, 203.0.113.0/28, 2001:db8::24. Höchstens 256 auf einmal; ein Block zählt mit erster und letzter Adresse."
    let webServer = "Webserver"
    let address = "Adresse"
    let state = "Zustand"
    let account = "Konto"
    let added = "Aufgenommen"
    let free = "Frei"
    let taken = "Vergeben"
    let isShared = "Geteilt"
    let all = "Alle"
    let search = "Adresse, Konto"
    let remove = "Entfernen"
    let noWebServerTitle = "Hier gibt es keinen Webserver"
    let noWebServerText = "Nur ein Webserver kann Konten Adressen geben. Nehmen Sie auf dieser Maschine zuerst einen hinzu."
    let leftOut = "Der Webserver kommt ohne einige dieser Adressen aus"
    func accounts(_ count: Int) -> String { texts.plural(count, one: "Konto", other: "Konten") }
    func wereAdded(_ count: Int) -> String {
        texts.plural(count, one: "IP-Adresse wurde aufgenommen.", other: "IP-Adressen wurden aufgenommen.")
    }
    func wasRemoved(_ address: String) -> String { "\(address) wurde entfernt." }
    func freeOf(_ free: Int, _ all: Int) -> String { "\(texts.number(free)) von \(texts.number(all)) frei" }
}
