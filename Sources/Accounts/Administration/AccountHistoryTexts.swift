import Presentation

/// What the history of an account says.
package protocol AccountHistoryTexts: Sendable {
    var summary: String { get }
    var ownSummary: String { get }
    var search: String { get }
    var part: String { get }
    var everything: String { get }
    var changesOnly: String { get }
    var notesOnly: String { get }
    var emptyTitle: String { get }
    var note: String { get }
    var noteHint: String { get }
    var noteSummary: String { get }
    var writeNote: String { get }
    var saveNote: String { get }
    var noteWasWritten: String { get }
}

extension Texts {
    package var accountHistory: any AccountHistoryTexts {
        pick(EnglishAccountHistoryTexts(), GermanAccountHistoryTexts(), RussianAccountHistoryTexts())
    }
}

struct EnglishAccountHistoryTexts: AccountHistoryTexts {
    let summary = "What was done to the account and all it has, and what staff noted of it. Rows are only ever added."
    let ownSummary = "What was done to your account and all it has."
    let search = "Person, thing or note"
    let part = "What"
    let everything = "Changes and notes"
    let changesOnly = "Changes only"
    let notesOnly = "Notes only"
    let emptyTitle = "Nothing found"
    let note = "Note"
    let noteHint = "It stays as it is written, with your name and the time."
    let noteSummary = "For the staff. The customer does not see it."
    let writeNote = "Write a note"
    let saveNote = "Add to the history"
    let noteWasWritten = "The note is in the history."
}

struct GermanAccountHistoryTexts: AccountHistoryTexts {
    let summary = "Was mit dem Konto und allem darin geschehen ist, und was Mitarbeiter dazu notiert haben. Zeilen kommen nur hinzu."
    let ownSummary = "Was mit Ihrem Konto und allem darin geschehen ist."
    let search = "Person, Sache oder Notiz"
    let part = "Was"
    let everything = "Änderungen und Notizen"
    let changesOnly = "Nur Änderungen"
    let notesOnly = "Nur Notizen"
    let emptyTitle = "Nichts gefunden"
    let note = "Notiz"
    let noteHint = "Sie bleibt so stehen, mit Ihrem Namen und der Zeit."
    let noteSummary = "Für die Mitarbeiter. Der Kunde sieht sie nicht."
    let writeNote = "Notiz schreiben"
    let saveNote = "In den Verlauf aufnehmen"
    let noteWasWritten = "Die Notiz steht im Verlauf."
}

struct RussianAccountHistoryTexts: AccountHistoryTexts {
    let summary = "Что происходило с аккаунтом и всем, что в нём есть, и заметки сотрудников. Записи только добавляются."
    let ownSummary = "Что происходило с вашим аккаунтом и всем, что в нём есть."
    let search = "Человек, объект или заметка"
    let part = "Что"
    let everything = "Изменения и заметки"
    let changesOnly = "Только изменения"
    let notesOnly = "Только заметки"
    let emptyTitle = "Ничего не найдено"
    let note = "Заметка"
    let noteHint = "Она останется такой, с вашим именем и временем."
    let noteSummary = "Для сотрудников. Клиент её не видит."
    let writeNote = "Написать заметку"
    let saveNote = "Добавить в историю"
    let noteWasWritten = "Заметка добавлена в историю."
}
