import Core
import Presentation

struct GermanPeriodTexts: PeriodTexts {
    let texts: Texts
    let title = "Abrechnungszeitraum"
    func length(_ length: PeriodLength) -> String {
        switch length.unit {
        case .day: texts.plural(length.count, one: "Tag", other: "Tage")
        case .week: texts.plural(length.count, one: "Woche", other: "Wochen")
        case .month: texts.plural(length.count, one: "Monat", other: "Monate")
        case .year: texts.plural(length.count, one: "Jahr", other: "Jahre")
        }
    }
    func unit(_ unit: PeriodLength.Unit) -> String {
        switch unit {
        case .day: "Tage"
        case .week: "Wochen"
        case .month: "Monate"
        case .year: "Jahre"
        }
    }
    func kind(_ kind: PriceKind) -> String {
        switch kind {
        case .setup: "Einrichtung"
        case .recurring: "Je Zeitraum"
        case .usage: "Je genutzter Einheit"
        }
    }
    let wholePlan = "Der Tarif selbst"
    let periodStep = "Abrechnungszeiträume"
    let priceStep = "Preise je Zeitraum"
    let periodHint =
        "Für wie lange Kunden auf einmal zahlen. Der erste angebotene ist der übliche. Ein Zeitraum wird nie gelöscht: Bieten Sie ihn nicht mehr an; wer ihn hat, behält ihn."
    func period(_ number: Int) -> String { "Zeitraum \(number)" }
    let another = "Weiterer Zeitraum"
    let anotherHint = "Lassen Sie die Länge leer, wenn Sie keinen weiteren brauchen."
    let count = "Länge"
    let unitLabel = "Einheit"
    let isOnOffer = "Wird angeboten"
    func discount(_ kind: PriceKind) -> String {
        switch kind {
        case .setup: "Rabatt, Einrichtung"
        case .recurring: "Rabatt, laufend"
        case .usage: "Rabatt, Nutzung"
        }
    }
    let feeHint = "Was der Tarif kostet, gleich wie viel davon genutzt wird."
    let priceHint =
        "Bleibt ein Preis leer, wird er berechnet: der Monatspreis mal die Länge, abzüglich Rabatt. Ein eingetragener Preis gilt, wie er ist."
    let monthOnly = "Der einzige Zeitraum ist ein Monat ohne Rabatt: Was Sie eingetragen haben, ist sein Preis."
    func computed(_ amount: String) -> String { "= \(amount)" }
    let pricesTitle = "Preise je Abrechnungszeitraum"
    let item = "Wofür"
    let noPrices = "Dieser Tarif hat noch keine Preise."
    let explicitMark = "für diesen Zeitraum festgelegt"
    func less(_ percent: String) -> String { "\(percent) Rabatt" }
    let notOnOffer = "nicht angeboten"
    func perMonth(_ price: String) -> String { "\(price) im Monat" }
    let summary = "Wie lange dieses Konto jeweils bezahlt wird und was als Nächstes fällig ist."
    let current = "Laufender Zeitraum"
    func span(_ first: String, _ last: String) -> String { "\(first) bis \(last)" }
    let trial = "Probezeit"
    func trialUntil(_ day: String) -> String { "bis \(day)" }
    let trialOver = "vorbei"
    let noTrial = "keine"
    let begins = "Erster Zeitraum ab"
    let next = "Nächste Zahlung"
    func on(_ amount: String, _ day: String) -> String { "\(amount) am \(day)" }
    let notBilled = "Dieses Konto wird nicht abgerechnet."
    let nothing = "nichts"
    let estimate =
        "Geschätzt aus den hinterlegten Preisen und der heutigen Nutzung, ohne Steuern. Diese Installation berechnet noch nichts."
    let units = "Einheiten"
    let amount = "Betrag"
    let total = "Summe"
    let beforeTax = "ohne Steuern"
    let look = "Einzelheiten"
    let change = "Zeitraum ändern"
    let save = "Speichern"
    let periodField = "Abrechnungszeitraum"
    let changeHint =
        "Ein anderer Zeitraum beginnt heute, zu den Preisen, die der Tarif jetzt hat. In der Probezeit beginnt er nach deren Ende."
    let trialField = "Probezeit bis"
    let trialHint = "Der erste Tag nach der Probezeit: Ab ihm zählen die Zeiträume. Leer oder heute: Die Probezeit ist vorbei."
    func changed(_ title: String) -> String { "Der Abrechnungszeitraum von \(title) ist geändert." }
    let usual = "der übliche des Tarifs"
    let chooseHint = "Für wie lange der Kunde auf einmal zahlt."
}
