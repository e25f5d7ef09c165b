import Presentation

/// What the first page of a new site says. Plain text, as it stands in HTML.
protocol IndexPageTexts: Sendable {
    var isReady: String { get }
    var isItYours: String { get }
    /// The link to the panel.
    var signIn: String { get }
    /// Goes on behind the link, with the space or comma it begins with.
    var andUpload: String { get }
}

extension Texts {
    var indexPage: any IndexPageTexts { pick(EnglishIndexPageTexts(), GermanIndexPageTexts(), RussianIndexPageTexts()) }
}

struct EnglishIndexPageTexts: IndexPageTexts {
    let isReady = "This website is ready and waits for its first page."
    let isItYours = "Is it yours?"
    let signIn = "Sign in to your panel"
    let andUpload = " and upload one; it takes the place of this page."
}
