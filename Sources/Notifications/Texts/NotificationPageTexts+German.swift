import Identity
import Presentation

struct GermanNotificationPageTexts: NotificationPageTexts {
    let texts: Texts
    let title = "Benachrichtigungen"
    let summary = "Die E-Mails, die das Produkt von selbst schreibt, und ihre Texte in jeder Sprache."
    let notification = "Benachrichtigung"
    let text = "Text"
    let audience = "An"
    let list = "Liste"
    let copies = "Kopien"
    let copiesGo = "Kopien gehen an die Abonnenten der Liste"
    let noCopies = "Aus"
    let neverCopies = "Nie kopiert"
    let withCopies = "Mit Kopien"
    let search = "Titel oder Anlass"
    let edited = "Bearbeitet"
    let standard = "Standard"
    let ofTemplates = "Je Vorlage"
    func word(_ list: NotificationList) -> String {
        switch list {
        case .welcome: "Willkommen"
        case .accounts: "Konten"
        case .domains: "Domains"
        case .security: "Sicherheit der Anmeldung"
        case .system: "Systemfehler"
        }
    }
    func word(_ audience: MailNotification.Audience) -> String {
        switch audience {
        case .customer: "Kunde"
        case .person: "Wer sich anmeldet"
        case .provider: "Sie, der Anbieter"
        }
    }
    func word(_ content: NotificationText.Content) -> String {
        switch content {
        case .plain: "Reiner Text"
        case .html: "HTML, mit einem Textteil daneben"
        }
    }

    let subject = "Betreff"
    let contentType = "Art des Inhalts"
    let textHint = "Variablen in geschweiften Klammern werden durch das ersetzt, wofür sie stehen."
    let variables = "Variablen"
    let sectionsHint =
        "{if support} … {end} steht nur in der E-Mail, wo es einen Wert gibt, {if not support} nur, wo es keinen gibt."
    let isNeeded = "nötig"
    let save = "Speichern"
    let saved = "Der Text ist gespeichert und gilt ab jetzt."
    let preview = "Vorschau"
    let previewHint = "Mit Beispielwerten"
    let noPreview = "Noch nichts zu zeigen:"
    let textPart = "Der Textteil"
    let test = "Test an mich senden"
    func testIsOnItsWay(_ address: String) -> String { "Der Test an \(address) ist unterwegs. Gespeichert wurde nichts." }
    func changed(by name: String, _ moment: String) -> String { "\(name), \(moment)" }
    let sendCopies = "Kopien an Mitarbeiter, die sie abonniert haben"
    let secretNoCopies =
        "Diese E-Mail enthält ein Passwort oder einen einmaligen Link. Wer sie liest, kann sich anmelden; deshalb bekommt sie niemand außer dem Empfänger."
    let uselessNoCopies = "Diese E-Mail nützt nur dem, der sie angefordert hat."
    func nobodySubscribed(_ list: String) -> String { "Noch niemand hat „\(list)“ abonniert." }
    func subscribed(_ list: String, _ addresses: String) -> String { "Abonnenten von „\(list)“: \(addresses)." }

    let restore = "Standard wiederherstellen"
    func restoreQuestion(_ title: String, _ language: String) -> String {
        "Zurück zum mitgelieferten Text von „\(title)“ (\(language))?"
    }
    func lostText(by name: String, _ moment: String) -> String { "Ihr eigener Text, geschrieben von \(name), \(moment), geht verloren." }
    let restoreKeeps = "Die Texte in anderen Sprachen und die Wahl der Kopien bleiben."
    let lost = "Was verloren geht"
    let instead = "Was stattdessen gesendet wird"
    let restored = "Der mitgelieferte Text gilt wieder."
    let isStandard = "Das ist schon der mitgelieferte Text."

    let recipients = "Empfänger von Kopien"
    let recipientsSummary =
        "Adressen Ihrer Mitarbeiter, die Kopien der E-Mails an Kunden bekommen. Jede Kopie ist eine eigene E-Mail; Kunden sehen sie nicht."
    let newRecipient = "Neuer Empfänger"
    let email = "E-Mail-Adresse"
    let name = "Name"
    let nameHint = "Wie Sie sie nennen. Darf leer bleiben."
    let lists = "Listen"
    let listsHint = "Kopien von E-Mails darüber gehen an die Adresse. E-Mails mit Passwörtern oder Links werden nie kopiert."
    let add = "Hinzufügen"
    let added = "Die Adresse bekommt ab jetzt Kopien."
    let changedRecipient = "Gespeichert."
    let remove = "Entfernen"
    let removed = "Die Adresse bekommt keine Kopien mehr."
    let nobodyTitle = "Niemand bekommt Kopien"
    let nobodyText = "Fügen Sie eine Adresse Ihres Büros hinzu: Sie bekommt Kopien dessen, was Kunden erfahren."
    func count(_ recipients: Int) -> String { texts.plural(recipients, one: "Adresse", other: "Adressen") }
    let copyOf = "Kopie von"
    let copy = "Kopie"
}
