import Core
import Persistence
import Presentation

/// Keeps a typed password out of the pages of a wizard: between its steps it travels sealed under the master key, for the one who typed it.
package struct WizardSecrets: Sendable {
    private let masterKey: MasterKey

    package init(masterKey: MasterKey) { self.masterKey = masterKey }

    func seal(_ password: String, for actor: Actor) throws -> String {
        base64URL(try masterKey.seal(Array(password.utf8), for: purpose(actor)))
    }

    /// nil for what this panel has not sealed for this person.
    func open(_ sealed: String, for actor: Actor) -> String? {
        guard let bytes = base64URLDecoded(sealed), let opened = try? masterKey.open(Array(bytes), for: purpose(actor)) else { return nil }
        return String(validating: opened, as: UTF8.self)
    }

    private func purpose(_ actor: Actor) -> String { "user_wizard.password:\(actor.login?.text ?? "")" }
}
