import Presentation

/// What is said around staff in a customer's panel.
package protocol ImpersonationTexts: Sendable {
    var enter: String { get }
    var back: String { get }
    var left: String { get }
    var bannerText: String { get }
    func banner(_ customer: String) -> String
    func entered(_ customer: String) -> String
}

extension Texts {
    package var impersonation: any ImpersonationTexts {
        pick(EnglishImpersonationTexts(), GermanImpersonationTexts(), RussianImpersonationTexts())
    }
}

struct EnglishImpersonationTexts: ImpersonationTexts {
    let enter = "Log in as customer"
    let back = "Back to my own session"
    let left = "You are in your own session again."
    let bannerText =
        "What you do here is recorded under your name, and the customer has been told. Password, tokens and sessions stay hidden."

    func banner(_ customer: String) -> String { "You are in the panel of \(customer)." }
    func entered(_ customer: String) -> String { "This is the panel of \(customer)." }
}
