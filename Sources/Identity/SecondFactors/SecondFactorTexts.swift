import Presentation

/// What the pages of second factors say.
package protocol SecondFactorTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var isOn: String { get }
    var isOff: String { get }
    var required: String { get }
    var requiredNow: String { get }
    var app: String { get }
    var appText: String { get }
    var addApp: String { get }
    var replaceApp: String { get }
    var removeApp: String { get }
    var appTitle: String { get }
    var appScan: String { get }
    var appQR: String { get }
    var appSecret: String { get }
    var code: String { get }
    var codeHint: String { get }
    var confirm: String { get }
    var appAdded: String { get }
    var removeAppQuestion: String { get }
    var remove: String { get }
    var removed: String { get }
    var passkeys: String { get }
    var passkeysText: String { get }
    var addPasskey: String { get }
    var noPasskey: String { get }
    var passkeyTitle: String { get }
    var passkeyName: String { get }
    var passkeyNameHint: String { get }
    var passkeyFirstName: String { get }
    var passkeyAdded: String { get }
    var passkeyFailed: String { get }
    var passkeyNeedsScript: String { get }
    var neverUsed: String { get }
    var recovery: String { get }
    var recoveryText: String { get }
    var recoveryNew: String { get }
    var recoveryTitle: String { get }
    var recoveryOnce: String { get }
    var recoveryQuestion: String { get }
    var recoveryFile: String { get }
    var done: String { get }
    var signInTitle: String { get }
    var signInSummary: String { get }
    var signInCode: String { get }
    var signInCodeHint: String { get }
    var signInPasskey: String { get }
    var signInWithPasskey: String { get }
    var orPassword: String { get }
    var recoverTitle: String { get }
    var recoverText: String { get }
    var recoverPassword: String { get }
    var recoverPasswordHint: String { get }
    var recoverDone: String { get }
    var all: String { get }
    func since(_ when: String) -> String
    func lastUsed(_ when: String) -> String
    func removePasskeyQuestion(_ name: String) -> String
    func recoveryLeft(_ count: Int) -> String
    func method(_ method: SecondFactors.Method) -> String
}

extension Texts {
    package var secondFactor: any SecondFactorTexts {
        pick(EnglishSecondFactorTexts(texts: self), GermanSecondFactorTexts(texts: self), RussianSecondFactorTexts(texts: self))
    }
}

struct EnglishSecondFactorTexts: SecondFactorTexts {
    let texts: Texts
    let title = "Second factors"
    let summary = "What you show beside the password, so that the password alone opens nothing."
    let isOn = "On"
    let isOff = "Off"
    let required = "Your provider wants a second factor of everybody who works here."
    let requiredNow = "Add an authenticator app or a passkey; then the rest of the panel opens."
    let app = "Authenticator app"
    let appText = "An app on your phone shows a new code of six digits every 30 seconds."
    let addApp = "Set up the app"
    let replaceApp = "Change to another phone"
    let removeApp = "Remove"
    let appTitle = "Set up an authenticator app"
    let appScan = "Scan this with the app, or type the key into it. Then type the code that the app shows."
    let appQR = "QR code for the authenticator app"
    let appSecret = "Key"
    let code = "Code"
    let codeHint = "Six digits, as the app shows them now."
    let confirm = "Confirm"
    let appAdded = "The app counts from now on: signing in asks for its code."
    let removeAppQuestion = "Remove the authenticator app?"
    let remove = "Remove"
    let removed = "Removed."
    let passkeys = "Passkeys"
    let passkeysText = "A key in your phone, your computer or on a stick. It works on this panel only, so it cannot be lured out of you."
    let addPasskey = "Add a passkey"
    let noPasskey = "You have none yet."
    let passkeyTitle = "Add a passkey"
    let passkeyName = "Name"
    let passkeyNameHint = "So that you recognise it in the list: the device it is in."
    let passkeyFirstName = "My passkey"
    let passkeyAdded = "The passkey is added."
    let passkeyFailed = "The browser did not get a passkey. Try again, or use another way."
    let passkeyNeedsScript = "Passkeys need JavaScript and a browser that knows them."
    let neverUsed = "not used yet"
    let recovery = "Recovery codes"
    let recoveryText = "For the day your phone is lost: each of them stands in for the second factor once."
    let recoveryNew = "Make new ones"
    let recoveryTitle = "Your recovery codes"
    let recoveryOnce =
        "Keep them where nobody else looks: printed, or in a password manager. They are shown this once. Each works once, instead of the code of the app."
    let recoveryQuestion = "Make ten new codes? The old ones stop working."
    let recoveryFile = "Save as a file"
    let done = "I have kept them"
    let signInTitle = "Second factor"
    let signInSummary = "The password was right. Now show that it is you."
    let signInCode = "Code of the app, or a recovery code"
    let signInCodeHint = "Six digits; or one of the codes that you kept for the day the phone is lost."
    let signInPasskey = "Use a passkey"
    let signInWithPasskey = "Sign in with a passkey"
    let orPassword = "or"
    let recoverTitle = "Get in again"
    let recoverText = "This link was made on the machine of the panel itself. It signs you in once."
    let recoverPassword = "New password"
    let recoverPasswordHint = "Leave both fields empty to keep the password that you have."
    let recoverDone = "You are signed in. Add a second factor again."
    let all = "all second factors"

    func since(_ when: String) -> String { "since \(when)" }
    func lastUsed(_ when: String) -> String { "last used \(when)" }
    func removePasskeyQuestion(_ name: String) -> String { "Remove the passkey \(name)?" }
    func recoveryLeft(_ count: Int) -> String { texts.plural(count, one: "code", other: "codes") + " left" }
    func method(_ method: SecondFactors.Method) -> String {
        switch method {
        case .authenticator: "authenticator app"
        case .recoveryCode: "recovery code"
        case .passkey: "passkey"
        }
    }
}
