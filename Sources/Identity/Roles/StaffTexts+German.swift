import Presentation

struct GermanStaffTexts: StaffTexts {
    let texts: Texts
    let title = "Mitarbeiter"
    let roles = "Rollen"
    let rolesSummary = "Eine Rolle ist ein benannter Satz von Berechtigungen. Wer mehrere Rollen hat, darf, was eine davon erlaubt."
    let new = "Neuer Mitarbeiter-Zugang"
    let create = "Zugang anlegen"
    let name = "Anmeldename"
    let nameHint = "Eines neuen Zugangs, oder eines vorhandenen: Ein Kunde behält Passwort und Accounts."
    let person = "Name"
    let personHint = "So, wie Kollegen und Kunden ihn lesen."
    let email = "E-Mail"
    let password = "Passwort"
    let passwordHint = "Leer: Es wird eines erzeugt und einmal gezeigt."
    let state = "Zustand"
    let active = "Aktiv"
    let locked = "Gesperrt"
    let since = "Seit"
    let lock = "Sperren"
    let unlock = "Entsperren"
    let lockQuestionHint = "Rollen, Tokens und alles, was diese Person getan hat, bleiben; Entsperren bringt den Zugang zurück."
    let lockLosses = ["Alle Sitzungen enden sofort.", "API-Tokens gelten sofort nicht mehr.", "Die Anmeldung wird verweigert."]
    let changeRoles = "Rollen ändern"
    let rolesHint = "Ohne Rolle ist dies der Zugang eines Kunden. Geänderte Rollen beenden die Sitzungen der Person."
    let save = "Speichern"
    let facts = "Angaben"
    let mayDo = "Darf"
    let everything = "Alles, auch was spätere Versionen bringen"
    let newRole = "Neue Rolle"
    let createRole = "Rolle anlegen"
    let roleName = "Name der Rolle"
    let roleNameHint = "Support, Buchhaltung, Nachtschicht."
    let permissions = "Berechtigungen"
    let permissionsHint = "Sie können nur geben, was Sie selbst haben."
    let members = "Personen"
    let builtIn = "eingebaut"
    let builtInText = "Diese Rolle darf immer alles. Sie kann weder geändert noch gelöscht werden; legen Sie für weniger eine andere an."
    let deleteRole = "Rolle löschen"
    let you = "Sie"

    func summary(_ people: Int) -> String {
        texts.plural(people, one: "Person arbeitet für den Anbieter.", other: "Personen arbeiten für den Anbieter.")
    }
    func wasCreated(_ name: String) -> String { "\(name) kann sich jetzt anmelden." }
    func rolesGiven(_ name: String) -> String { "Die Rollen von \(name) sind geändert; die Sitzungen von \(name) sind beendet." }
    func wasLocked(_ name: String) -> String { "\(name) ist gesperrt." }
    func wasUnlocked(_ name: String) -> String { "\(name) kann sich wieder anmelden." }
    func lockQuestion(_ name: String) -> String { "Den Zugang von \(name) sperren?" }
    func roleSaved(_ name: String) -> String { "Die Rolle \(name) ist gespeichert." }
    func roleDeleted(_ name: String) -> String { "Die Rolle \(name) ist gelöscht." }
    func deleteQuestion(_ name: String) -> String { "Die Rolle \(name) löschen?" }
    func permissionCount(_ count: Int) -> String { texts.plural(count, one: "Berechtigung", other: "Berechtigungen") }
}
