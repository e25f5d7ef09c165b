import Presentation

/// What the pages of staff and roles say.
package protocol StaffTexts: Sendable {
    var title: String { get }
    var roles: String { get }
    var rolesSummary: String { get }
    var new: String { get }
    var create: String { get }
    var name: String { get }
    var nameHint: String { get }
    var person: String { get }
    var personHint: String { get }
    var email: String { get }
    var password: String { get }
    var passwordHint: String { get }
    var state: String { get }
    var active: String { get }
    var locked: String { get }
    var since: String { get }
    var lock: String { get }
    var unlock: String { get }
    var lockQuestionHint: String { get }
    var lockLosses: [String] { get }
    var changeRoles: String { get }
    var rolesHint: String { get }
    var save: String { get }
    var facts: String { get }
    var mayDo: String { get }
    var everything: String { get }
    var newRole: String { get }
    var createRole: String { get }
    var roleName: String { get }
    var roleNameHint: String { get }
    var permissions: String { get }
    var permissionsHint: String { get }
    var members: String { get }
    var builtIn: String { get }
    var builtInText: String { get }
    var deleteRole: String { get }
    var you: String { get }
    func summary(_ people: Int) -> String
    func wasCreated(_ name: String) -> String
    func rolesGiven(_ name: String) -> String
    func wasLocked(_ name: String) -> String
    func wasUnlocked(_ name: String) -> String
    func lockQuestion(_ name: String) -> String
    func roleSaved(_ name: String) -> String
    func roleDeleted(_ name: String) -> String
    func deleteQuestion(_ name: String) -> String
    func permissionCount(_ count: Int) -> String
}

extension Texts {
    package var staff: any StaffTexts {
        pick(EnglishStaffTexts(texts: self), GermanStaffTexts(texts: self), RussianStaffTexts(texts: self))
    }
}

struct EnglishStaffTexts: StaffTexts {
    let texts: Texts
    let title = "Staff"
    let roles = "Roles"
    let rolesSummary = "A role is a named set of permissions. Who has several roles may do what any of them allows."
    let new = "New staff login"
    let create = "Create login"
    let name = "Sign-in name"
    let nameHint = "Of a new login, or of one that exists: a customer keeps his password and accounts."
    let person = "Name"
    let personHint = "As colleagues and customers will read it."
    let email = "E-mail"
    let password = "Password"
    let passwordHint = "Empty: one is made and shown once."
    let state = "State"
    let active = "Active"
    let locked = "Locked"
    let since = "Since"
    let lock = "Lock"
    let unlock = "Unlock"
    let lockQuestionHint = "Roles, tokens and everything this person did stay; unlocking brings the access back."
    let lockLosses = ["All sessions end at once.", "API tokens stop at once.", "Signing in is refused."]
    let changeRoles = "Change roles"
    let rolesHint = "Without any role this is a customer's login. Changing roles ends the person's sessions."
    let save = "Save"
    let facts = "Facts"
    let mayDo = "May"
    let everything = "Everything, also what later versions add"
    let newRole = "New role"
    let createRole = "Create role"
    let roleName = "Name of the role"
    let roleNameHint = "Support, Billing, Night shift."
    let permissions = "Permissions"
    let permissionsHint = "You can give only what you have yourself."
    let members = "People"
    let builtIn = "built in"
    let builtInText = "This role may do everything, always. It cannot be changed or deleted; make another one for less."
    let deleteRole = "Delete role"
    let you = "you"

    func summary(_ people: Int) -> String {
        texts.plural(people, one: "person works for the provider.", other: "people work for the provider.")
    }
    func wasCreated(_ name: String) -> String { "\(name) can sign in now." }
    func rolesGiven(_ name: String) -> String { "The roles of \(name) are changed; the sessions of \(name) have ended." }
    func wasLocked(_ name: String) -> String { "\(name) is locked." }
    func wasUnlocked(_ name: String) -> String { "\(name) can sign in again." }
    func lockQuestion(_ name: String) -> String { "Lock the login of \(name)?" }
    func roleSaved(_ name: String) -> String { "The role \(name) is saved." }
    func roleDeleted(_ name: String) -> String { "The role \(name) is deleted." }
    func deleteQuestion(_ name: String) -> String { "Delete the role \(name)?" }
    func permissionCount(_ count: Int) -> String { texts.plural(count, one: "permission", other: "permissions") }
}
