import Presentation

/// What the pages of circulars say.
package protocol CircularTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var new: String { get }
    var subject: String { get }
    var text: String { get }
    var textHint: String { get }
    var textStep: String { get }
    var recipientsStep: String { get }
    var recipients: String { get }
    var recipientsHint: String { get }
    var except: String { get }
    var exceptHint: String { get }
    var nobodyTitle: String { get }
    var nobodyText: String { get }
    var send: String { get }
    var sent: String { get }
    var state: String { get }
    var waiting: String { get }
    var failed: String { get }
    var mayClose: String { get }
    var isWriting: String { get }
    var isSending: String { get }
    var someFailed: String { get }
    var isSent: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    func everybody(_ count: Int) -> String
    func written(_ count: Int, of all: Int) -> String
    func isOnItsWay(_ count: Int) -> String
}

extension Texts {
    package var circulars: any CircularTexts {
        pick(EnglishCircularTexts(texts: self), GermanCircularTexts(texts: self), RussianCircularTexts(texts: self))
    }
}

struct EnglishCircularTexts: CircularTexts {
    let texts: Texts
    let title = "Circulars"
    let summary = "E-mails to all customers, or to some of them."
    let new = "New circular"
    let subject = "Subject"
    let text = "Text"
    let textHint = "Plain text. Each customer gets an e-mail of his own; variables in braces are replaced by his data."
    let textStep = "Text"
    let recipientsStep = "Recipients"
    let recipients = "Recipients"
    let recipientsHint = "Untick who is not to get it."
    let except = "Not to"
    let exceptHint = "Sign-in names, one in a line."
    let nobodyTitle = "No customer yet"
    let nobodyText = "As soon as somebody has an account, he is listed here."
    let send = "Send to those ticked"
    let sent = "Sent"
    let state = "State"
    let waiting = "On their way"
    let failed = "Not delivered"
    let mayClose = "You may close this page."
    let isWriting = "Being written"
    let isSending = "On its way"
    let someFailed = "Some failed"
    let isSent = "Sent"
    let emptyTitle = "No circular yet"
    let emptyText = "Tell all customers something at once: maintenance, news, an offer."
    func everybody(_ count: Int) -> String { "It goes to all \(texts.plural(count, one: "customer", other: "customers"))." }
    func written(_ count: Int, of all: Int) -> String {
        "\(texts.number(count)) of \(texts.plural(all, one: "e-mail", other: "e-mails")) written"
    }
    func isOnItsWay(_ count: Int) -> String { "The circular to \(texts.plural(count, one: "customer", other: "customers")) is on its way." }
}

struct GermanCircularTexts: CircularTexts {
    let texts: Texts
    let title = "Rundschreiben"
    let summary = "E-Mails an alle Kunden oder an einige."
    let new = "Neues Rundschreiben"
    let subject = "Betreff"
    let text = "Text"
    let textHint =
        "Reiner Text. Jeder Kunde bekommt eine eigene E-Mail; Variablen in geschweiften Klammern werden durch seine Daten ersetzt."
    let textStep = "Text"
    let recipientsStep = "Empfänger"
    let recipients = "Empfänger"
    let recipientsHint = "Entfernen Sie den Haken bei denen, die es nicht bekommen sollen."
    let except = "Nicht an"
    let exceptHint = "Anmeldenamen, einer je Zeile."
    let nobodyTitle = "Noch kein Kunde"
    let nobodyText = "Sobald jemand ein Konto hat, steht er hier."
    let send = "An die Markierten senden"
    let sent = "Gesendet"
    let state = "Zustand"
    let waiting = "Unterwegs"
    let failed = "Nicht zugestellt"
    let mayClose = "Sie können diese Seite schließen."
    let isWriting = "Wird geschrieben"
    let isSending = "Unterwegs"
    let someFailed = "Einige fehlgeschlagen"
    let isSent = "Gesendet"
    let emptyTitle = "Noch kein Rundschreiben"
    let emptyText = "Sagen Sie allen Kunden etwas auf einmal: Wartung, Neues, ein Angebot."
    func everybody(_ count: Int) -> String { "Es geht an alle " + texts.plural(count, one: "Kunden", other: "Kunden") + "." }
    func written(_ count: Int, of all: Int) -> String {
        "\(texts.number(count)) von \(texts.plural(all, one: "E-Mail", other: "E-Mails")) geschrieben"
    }
    func isOnItsWay(_ count: Int) -> String {
        "Das Rundschreiben an \(texts.plural(count, one: "Kunden", other: "Kunden")) ist unterwegs."
    }
}

struct RussianCircularTexts: CircularTexts {
    let texts: Texts
    let title = "Рассылки"
    let summary = "Письма всем клиентам или некоторым из них."
    let new = "Новая рассылка"
    let subject = "Тема"
    let text = "Текст"
    let textHint = "Простой текст. Каждый клиент получает отдельное письмо; переменные в фигурных скобках заменяются его данными."
    let textStep = "Текст"
    let recipientsStep = "Получатели"
    let recipients = "Получатели"
    let recipientsHint = "Снимите отметку с тех, кто не должен его получить."
    let except = "Кроме"
    let exceptHint = "Имена для входа, по одному в строке."
    let nobodyTitle = "Клиентов пока нет"
    let nobodyText = "Как только у кого-то появится аккаунт, он будет здесь."
    let send = "Отправить отмеченным"
    let sent = "Отправлено"
    let state = "Состояние"
    let waiting = "В пути"
    let failed = "Не доставлено"
    let mayClose = "Эту страницу можно закрыть."
    let isWriting = "Пишется"
    let isSending = "В пути"
    let someFailed = "Часть не доставлена"
    let isSent = "Отправлено"
    let emptyTitle = "Рассылок пока нет"
    let emptyText = "Сообщите что-то сразу всем клиентам: о работах, новостях, предложениях."
    func everybody(_ count: Int) -> String {
        "Её получат все клиенты: \(texts.number(count))."
    }
    func written(_ count: Int, of all: Int) -> String { "Написано писем: \(texts.number(count)) из \(texts.number(all))" }
    func isOnItsWay(_ count: Int) -> String { "Рассылка отправляется. Получателей: \(texts.number(count))." }
}
