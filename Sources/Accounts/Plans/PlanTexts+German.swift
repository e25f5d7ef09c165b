import Core
import Presentation

struct GermanPlanTexts: PlanTexts {
    let texts: Texts
    let title = "Tarife"
    let new = "Neuer Tarif"
    let create = "Tarif anlegen"
    let name = "Name"
    let nameHint = "Wie ihn Ihre Kunden lesen: Starter, Business."
    let domains = "Domains"
    let domainsHint = "Wie viele ein Konto haben darf. Leer bedeutet unbegrenzt."
    let unlimited = "unbegrenzt"
    let php = "PHP"
    let included = "enthalten"
    let notIncluded = "nicht angeboten"
    let accounts = "Konten"
    let emptyTitle = "Noch kein Tarif"
    let emptyText = "Ein Tarif legt fest, was ein Konto enthält. Legen Sie einen an und danach mit ihm Ihren ersten Kunden."
    let web = "Webdienst"
    let platform = "Plattform"
    let platformHint = "Konten kommen nur auf Server dieser Plattform. Auf der Seite eines Servers lässt sich seine Bezeichnung ändern."
    let forAPrice = "gegen einen monatlichen Preis"
    let priceHint = "Wenn es nicht enthalten ist: 4,90"
    let currency = "Währung"
    let currencyHint = "Drei Buchstaben: EUR, CHF, USD."
    func name(of option: WebOption) -> String {
        switch option {
        case .web: web
        case .php: php
        }
    }
    func hint(of option: WebOption) -> String {
        switch option {
        case .web: "Domains haben eine Website."
        case .php: "Websites führen PHP unter dem Systembenutzer des Kontos aus."
        }
    }
    func price(of option: WebOption) -> String { option == .web ? "Preis des Webdienstes" : "Preis von PHP" }
    func terms(_ terms: OptionTerms) -> String {
        switch terms {
        case .included: included
        case .monthly(let price): monthly(price)
        case .notOffered: notIncluded
        }
    }
    func monthly(_ price: Money) -> String { "\(texts.money(price)) im Monat" }
    func summary(_ plans: Int) -> String { texts.plural(plans, one: "Tarif", other: "Tarife") }
    func created(_ name: String) -> String { "Der Tarif \(name) kann jetzt verkauft werden." }
}
