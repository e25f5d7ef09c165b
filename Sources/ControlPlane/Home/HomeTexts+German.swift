import Presentation

struct GermanHomeTexts: HomeTexts {
    let texts: Texts
    let title = "Startseite"
    let customersGroup = "Kunden"
    let clusterGroup = "Verbund"
    let providerGroup = "Anbieter"
    let accountsGroup = "Konten"
    let jobs = "Aufträge"
    let wantsDecision = "Wartet auf Ihre Entscheidung"
    let nothingTitle = "Nichts wartet auf eine Entscheidung"
    let nothingText = "Jeder Server ist aktuell, und alles, was er ausliefert, wurde von außen gesehen."
    let look = "Ansehen"
    let inStep = "Teile online"
    let applying = "Wird angewendet"
    let failed = "Fehlgeschlagen"
    let allServers = "Alle"
    let addServerDecision = "Es gibt noch keinen Server"
    let addServerText = "Fügen Sie die Maschine hinzu, die Websites ausliefern und Zonen beantworten soll."
    let makePlan = "Es gibt noch keinen Tarif"
    let makePlanText = "Ein Tarif legt fest, was ein Konto enthält. Für Ihren ersten Kunden brauchen Sie einen."
    let searchTitle = "Suche"
    let searchHint = "Suchen Sie nach einem Teil einer Domain, eines Kontonamens oder eines Servernamens."
    let hit = "Gefunden"
    func found(_ hits: Int, _ typed: String) -> String { "\(texts.plural(hits, one: "Treffer", other: "Treffer")) für „\(typed)“" }
    let servesOn = "Was er ausliefert, liefert er weiter aus; Änderungen warten auf ihn, und nichts geht verloren."
    let greeting = "Willkommen zurück"
    func summary(_ decisions: Int) -> String {
        decisions == 0
            ? "Nichts wartet auf Ihre Entscheidung."
            : "\(texts.plural(decisions, one: "Punkt wartet", other: "Punkte warten")) auf Ihre Entscheidung."
    }
    func failedOn(_ what: String, _ server: String) -> String { "\(what) ist auf \(server) fehlgeschlagen" }
    func waits(_ server: String) -> String { "\(server) wartet auf seinen Agenten" }
    let waitsText = "Übergeben Sie die Beitrittszeile dem Agenten auf dieser Maschine; dann nimmt er die Arbeit auf."
    func silent(_ server: String) -> String { "\(server) antwortet nicht" }
    func silentText(_ duration: String) -> String { "Seit \(duration). \(servesOn)" }
    func stopped(_ server: String) -> String { "\(server) nimmt keine Änderungen an, bis Sie sie bestätigen" }
    func quarantined(_ server: String, _ count: Int) -> String {
        "Auf \(server) \(texts.form(count, one: "liegt", other: "liegen")) \(texts.plural(count, one: "Objekt, das", other: "Objekte, die")) niemand will"
    }
    func resources(_ disk: String, load: String) -> String { "Speicherplatz \(disk), Last \(load)" }
    let wantsAttention = "Braucht Ihre Aufmerksamkeit"
    let shortcuts = "Schnellzugriff"
    let yourWork = "Ihre Arbeit"
    let yourWorkText = "Was Ihre Rollen Ihnen öffnen."
    let plan = "Tarif"
    func plans(_ count: Int) -> String { texts.plural(count, one: "Tarif", other: "Tarife") }
    let seenLive = "Von außen erreichbar"
    func more(_ domains: Int) -> String { "\(texts.plural(domains, one: "weitere Domain", other: "weitere Domains")) möglich" }
    let allUsed = "alle des Tarifs sind belegt"
    let allLive = "jede antwortet"
    let you = "Ihre Daten"
    let yourName = "Name"
    let helpTitle = "Hilfe"
    let helpText = "Eine Frage, die das Handbuch nicht beantwortet? Wenden Sie sich an Ihren Anbieter."
    let noAccount = "Sie haben hier kein Konto. Wenden Sie sich an Ihren Anbieter."
    let domainFailedText = "Die Seite der Domain sagt, was im Weg steht und wann es erneut versucht wird."
    func customersSummary(_ domains: Int, _ accounts: Int) -> String {
        texts.plural(domains, one: "Domain", other: "Domains")
            + (accounts > 1 ? " in \(texts.plural(accounts, one: "Konto", other: "Konten"))" : "")
    }
    func planUse(_ plan: String, _ use: String) -> String { "\(plan), \(use)" }
    func accountSuspended(_ title: String) -> String { "\(title) ist gesperrt" }
    func filesMissing(_ name: String) -> String { "Die Dateien von \(name) fehlen" }
    func domainFailed(_ name: String) -> String { "\(name) ist nicht so, wie es sein soll" }
    func suspendedCount(_ count: Int) -> String { count == 0 ? "keines gesperrt" : "\(texts.number(count)) gesperrt" }
    func ofObjects(_ failed: String?, _ applying: String?) -> String {
        let notes = [failed.map { "\($0) fehlgeschlagen" }, applying.map { "\($0) in Arbeit" }].compactMap { $0 }
        return notes.isEmpty ? "alles ist wie gewünscht" : notes.joined(separator: ", ")
    }
    func counted(_ number: Int, _ most: Int?) -> String? {
        if number == 0 { return nil }
        if let most, number > most { return "mehr als \(texts.number(most))" }
        return texts.number(number)
    }
    func fewerThan(_ number: Int) -> String { "unter \(texts.number(number))" }
    func moreFailed(_ all: String) -> String { "Insgesamt sind \(all) Teile fehlgeschlagen" }
    let moreFailedText = "Die neuesten stehen oben. Wenn vieles auf einmal fehlschlägt, sehen Sie zuerst nach dem Server."
}
