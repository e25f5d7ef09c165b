import Presentation

/// What the pages of a lost password and of proving oneself again say.
package protocol LostPasswordTexts: Sendable {
    var link: String { get }
    var title: String { get }
    var summary: String { get }
    var nameOrEmail: String { get }
    var send: String { get }
    var sentTitle: String { get }
    var sentText: String { get }
    var backToSignIn: String { get }
    var newTitle: String { get }
    var newText: String { get }
    var set: String { get }
    var done: String { get }
    var closedTitle: String { get }
    var usedText: String { get }
    var expiredText: String { get }
    var unknownText: String { get }
    var again: String { get }
    var proveTitle: String { get }
    var proveSummary: String { get }
    var prove: String { get }
    var proved: String { get }
}

extension Texts {
    package var lostPassword: any LostPasswordTexts {
        pick(EnglishLostPasswordTexts(), GermanLostPasswordTexts(), RussianLostPasswordTexts())
    }
}

struct EnglishLostPasswordTexts: LostPasswordTexts {
    let link = "Lost your password?"
    let title = "Lost your password?"
    let summary = "A link with which you choose a new one comes to your e-mail address."
    let nameOrEmail = "Sign-in name or e-mail address"
    let send = "Send the link"
    let sentTitle = "Look into your mail"
    let sentText =
        "If there is such a sign-in name or address here, a link is on its way to it. It works once, within an hour. Nothing comes? Check the spelling and the spam folder, or ask your provider."
    let backToSignIn = "Back to sign-in"
    let newTitle = "Choose a new password"
    let newText = "Whoever is signed in with the old one is signed out."
    let set = "Set the password"
    let done = "Your new password is set. Sign in with it."
    let closedTitle = "This link does not work"
    let usedText = "It has been used already, and works once only."
    let expiredText = "It has expired."
    let unknownText = "It was copied incompletely, or a newer one has replaced it."
    let again = "Ask for a new link"
    let proveTitle = "Is it you?"
    let proveSummary = "What you are about to do is about money, keys or rights. Prove once more who you are; it holds for ten minutes."
    let prove = "Go on"
    let proved = "Thank you. Go on."
}
