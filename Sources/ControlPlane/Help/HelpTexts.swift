import Presentation

/// What the pages of the manual say around its texts.
protocol HelpTexts: Sendable {
    var title: String { get }
    var missingTitle: String { get }
    var missing: String { get }
}

extension Texts {
    var help: any HelpTexts { pick(EnglishHelpTexts(), GermanHelpTexts(), RussianHelpTexts()) }
}

struct EnglishHelpTexts: HelpTexts {
    let title = "Manual"
    let missingTitle = "The manual is not installed"
    let missing = "It belongs in share/hostwright/manual beside the program, or where `serve --manual` says."
}

struct GermanHelpTexts: HelpTexts {
    let title = "Handbuch"
    let missingTitle = "Das Handbuch ist nicht installiert"
    let missing = "Es gehört nach share/hostwright/manual neben dem Programm oder dorthin, wo `serve --manual` es angibt."
}

struct RussianHelpTexts: HelpTexts {
    let title = "Руководство"
    let missingTitle = "Руководство не установлено"
    let missing = "Его место — share/hostwright/manual рядом с программой или каталог, указанный в `serve --manual`."
}
