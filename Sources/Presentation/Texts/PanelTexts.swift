/// What the frame of the panel itself says: shell, forms, errors, lists.
package protocol PanelTexts: Sendable {
    var formSentTwice: String { get }
    var signOut: String { get }
    var search: String { get }
    var help: String { get }
    var skipToContent: String { get }
    var navigation: String { get }
    var menu: String { get }
    var previous: String { get }
    var next: String { get }
    var firstPage: String { get }
    var cancel: String { get }
    var copy: String { get }
    var copied: String { get }
    var more: String { get }
    var all: String { get }
    var optional: String { get }
    var seenFromOutside: String { get }
    var checkAgain: String { get }
    var notFoundTitle: String { get }
    var forbiddenTitle: String { get }
    var failureTitle: String { get }
    var unavailableTitle: String { get }
    var refusedTitle: String { get }
    var reference: String { get }
    var backHome: String { get }
    var breadcrumbs: String { get }
    var sections: String { get }
    var filters: String { get }
    var details: String { get }
    var nothingFoundTitle: String { get }
    var clearSearch: String { get }
    var lookOver: String { get }
    var emptyLog: String { get }
    var apply: String { get }
    var language: String { get }
    var appearance: String { get }
    var undo: String { get }
    /// Of a wizard.
    var stepBack: String { get }
    var stepNext: String { get }
    func step(_ number: Int, of steps: Int) -> String
    func theme(_ theme: Theme) -> String
    var columns: String { get }
    var numbers: String { get }
    var nothingTickedTitle: String { get }
    var nothingTicked: String { get }
    var backToList: String { get }
    var changedMeanwhileTitle: String { get }
    var changedMeanwhile: String { get }
    var saveAnyway: String { get }
    var showStored: String { get }
    var nothingThere: String { get }
    func switched(_ isOn: Bool) -> String
    func storedMeanwhile(_ value: String) -> String
    func takenOver(_ before: String) -> String
    func bulkDone(_ things: Int) -> String
    func bulkRefused(_ things: Int) -> String
    var tickAll: String { get }
    var withTicked: String { get }
    var paletteTitle: String { get }
    var paletteEmpty: String { get }
    var pages: String { get }
    func tick(_ name: String) -> String
    func range(_ first: Int, _ last: Int, of total: Int) -> String
    func nothingFound(_ typed: String) -> String
    func checked(_ ago: String) -> String
    func nextTry(_ wait: String) -> String
    func signedInAs(_ name: String) -> String
    func selected(_ rows: Int) -> String
    func sortBy(_ column: String) -> String
    func windowTitle(_ page: String, _ provider: String) -> String
}

extension Texts {
    package var panel: any PanelTexts {
        pick(EnglishPanelTexts(texts: self), GermanPanelTexts(texts: self), RussianPanelTexts(texts: self))
    }
}

struct EnglishPanelTexts: PanelTexts {
    let texts: Texts
    let formSentTwice = "This form had been sent already; nothing was done twice."
    let signOut = "Sign out"
    let search = "Find a domain, account, server …"
    let help = "Help"
    let skipToContent = "Skip to the content"
    let navigation = "Main"
    let menu = "Menu"
    let previous = "Previous"
    let next = "Next"
    let firstPage = "First page"
    let cancel = "Cancel"
    let copy = "Copy"
    let copied = "Copied"
    let more = "More"
    let all = "All"
    let optional = "optional"
    let seenFromOutside = "Seen from outside"
    let checkAgain = "check again"
    let notFoundTitle = "There is nothing here"
    let forbiddenTitle = "You may not do this"
    let failureTitle = "Something went wrong"
    let unavailableTitle = "Not available at the moment"
    let refusedTitle = "This was not accepted"
    let reference = "Reference"
    let backHome = "Go to the home page"
    let breadcrumbs = "Where you are"
    let sections = "Sections"
    let filters = "Filters"
    let details = "Details"
    let nothingFoundTitle = "Nothing found"
    let clearSearch = "Show all"
    let lookOver = "Please look over the form"
    let emptyLog = "Nothing has been logged yet."
    let apply = "Apply"
    let language = "Language"
    let appearance = "Appearance"
    let undo = "Undo"
    let stepBack = "Back"
    let stepNext = "Next"
    func step(_ number: Int, of steps: Int) -> String { "Step \(number) of \(steps)" }
    func theme(_ theme: Theme) -> String {
        switch theme {
        case .system: "As the system"
        case .light: "Light"
        case .dark: "Dark"
        case .contrast: "High contrast"
        }
    }
    let columns = "Columns"
    let numbers = "Numbers"
    let nothingTickedTitle = "Nothing is ticked"
    let nothingTicked = "Go back to the list and tick the rows you mean."
    let backToList = "Back to the list"
    let changedMeanwhileTitle = "Somebody else has saved meanwhile"
    let changedMeanwhile =
        "Nothing of yours was saved yet. Beside each field that differs stands the other version. Change what you like, then save: what the fields show now is what counts."
    let saveAnyway = "Save anyway"
    let showStored = "Discard mine and show what is stored"
    let nothingThere = "nothing"
    func switched(_ isOn: Bool) -> String { isOn ? "on" : "off" }
    func storedMeanwhile(_ value: String) -> String { "Stored meanwhile: \(value)" }
    func takenOver(_ before: String) -> String { "Changed meanwhile, and taken over here. Before: \(before)" }
    func bulkDone(_ things: Int) -> String { "Done for \(texts.number(things))." }
    func bulkRefused(_ things: Int) -> String { "Refused: \(texts.number(things))" }
    let tickAll = "Tick all rows of this page"
    let withTicked = "With ticked rows:"
    let paletteTitle = "Go to"
    let paletteEmpty = "Nothing found"
    let pages = "Pages"
    func tick(_ name: String) -> String { "Tick \(name)" }

    func range(_ first: Int, _ last: Int, of total: Int) -> String {
        "\(texts.number(first))–\(texts.number(last)) of \(texts.number(total))"
    }
    func nothingFound(_ typed: String) -> String { "Nothing matches “\(typed)”." }
    func checked(_ ago: String) -> String { "checked \(ago)" }
    func nextTry(_ wait: String) -> String { "Next try in \(wait)." }
    func signedInAs(_ name: String) -> String { "Signed in as \(name)" }
    func selected(_ rows: Int) -> String { "\(texts.number(rows)) selected" }
    func sortBy(_ column: String) -> String { "Sort by \(column)" }
    func windowTitle(_ page: String, _ provider: String) -> String { "\(page) · \(provider)" }
}
