import Domains
import Presentation

struct GermanRegistrationTexts: RegistrationTexts {
    let texts: Texts
    let title = "Registrierung des Namens"
    let elsewhere = "Anderswo"
    let wanted = "Von uns zu registrieren"
    let registered = "Von uns registriert"
    let order = "Wir registrieren ihn"
    let isDone = "Er ist registriert"
    let takeBack = "Nicht durch uns"
    let toRegister = "Zu registrieren"
    func isNow(_ registration: Domain.Registration, _ name: String) -> String {
        switch registration {
        case .none: "\(name) wird nicht von uns registriert."
        case .wanted: "\(name) steht unter den zu registrierenden Namen."
        case .registered: "\(name) ist registriert."
        }
    }
    func decision(_ count: Int) -> String { "Zu registrieren: \(texts.plural(count, one: "Name", other: "Namen"))" }
    let decisionText = "Registrieren Sie sie bei Ihrem Registrar und sagen Sie dann auf ihren Seiten, dass es geschehen ist."
    let noZoneTitle = "Fremde Nameserver antworten"
    let noZoneText =
        "Diese Domain hat hier keine Zone: Ihre Einträge stehen dort, wo ihre Nameserver sind. Die Website wird trotzdem ausgeliefert."
    let serve = "DNS hier betreiben"
    let elsewhereTitle = "DNS woanders?"
    let elsewhereText =
        "Lassen Sie andere Nameserver für diese Domain antworten. Ihre Einträge hier werden dann gelöscht; die Website bleibt."
    let stopServing = "DNS hier beenden"
    func stopQuestion(_ name: String) -> String { "Unsere Nameserver antworten danach nicht mehr für \(name)." }
    func losesRecords(_ count: Int) -> String { "\(texts.plural(count, one: "Eintrag", other: "Einträge")) der Zone" }
    let stopKeeps = "Die Website bleibt, wie sie ist. Besucher finden sie, solange die anderen Nameserver zu ihr führen."
    func isServed(_ name: String) -> String { "Unsere Nameserver antworten gleich für \(name)." }
    func isNotServed(_ name: String) -> String { "Unsere Nameserver antworten nicht mehr für \(name)." }
}
