import Presentation

/// What is said to staff who look for accounts, suspend and resume them.
package protocol AccountAdministrationTexts: Sendable {
    // Search.
    var moreFilters: String { get }
    var number: String { get }
    /// Above a column.
    var numberShort: String { get }
    var login: String { get }
    var plan: String { get }
    var anyPlan: String { get }
    var domain: String { get }
    var domainHint: String { get }
    var contact: String { get }
    var contactHint: String { get }
    var address: String { get }
    var addressHint: String { get }
    var type: String { get }
    var anyType: String { get }
    var from: String { get }
    var to: String { get }
    var show: String { get }
    var clear: String { get }
    var placeholder: String { get }
    func type(_ type: AccountType) -> String

    // The account's page.
    var overview: String { get }
    var resources: String { get }
    var person: String { get }
    var contactCard: String { get }
    var language: String { get }
    var version: String { get }
    var allResources: String { get }
    var addresses: String { get }
    var nothingIncluded: String { get }
    var noHome: String { get }

    // Suspensions.
    var agent: String { get }
    var agentHint: String { get }
    var addReason: String { get }
    var lift: String { get }
    func agent(_ agent: SuspensionAgent) -> String
    func suspended(by agent: String, actor: String) -> String
    func mayLift(_ agents: [SuspensionAgent]) -> String
    func wasLifted(_ title: String, left: Int) -> String
}

extension AccountAdministrationTexts {
    func names(_ agents: [SuspensionAgent]) -> String { agents.map { agent($0) }.joined(separator: ", ") }
}

extension Texts {
    package var accountAdministration: any AccountAdministrationTexts {
        pick(EnglishAdministrationTexts(texts: self), GermanAdministrationTexts(texts: self), RussianAdministrationTexts(texts: self))
    }
}

struct EnglishAdministrationTexts: AccountAdministrationTexts {
    let texts: Texts
    let moreFilters = "More ways to narrow the list"
    let number = "Account number"
    let numberShort = "No."
    let login = "Sign-in name"
    let plan = "Plan"
    let anyPlan = "Every plan"
    let domain = "Domain"
    let domainHint = "Any part of a name."
    let contact = "Contact"
    let contactHint = "Part of a person's name or e-mail address."
    let address = "IP address"
    let addressHint = "192.0.2.7, or 192.0.2. for all that begin so."
    let type = "Type"
    let anyType = "Every type"
    let from = "Created from day"
    let to = "Created up to day"
    let show = "Show"
    let clear = "Show all"
    let placeholder = "Number, name, sign-in name, domain, e-mail, plan, IP"
    func type(_ type: AccountType) -> String {
        switch type {
        case .administrative: "Administrative"
        case .reseller: "Reseller"
        case .resellerAdministrative: "Reseller's administration"
        case .user: "User"
        }
    }

    let overview = "Overview"
    let resources = "Resources"
    let person = "Name"
    let contactCard = "Contact"
    let language = "Language"
    let version = "Version"
    let allResources = "All resources"
    let addresses = "IP addresses"
    let nothingIncluded = "The plan includes nothing that is counted."
    let noHome = "An account of this type has no home, no sites and no FTP."

    let agent = "On behalf of"
    let agentHint = "Decides who may resume the account."
    let addReason = "Add a reason"
    let lift = "Lift"
    func agent(_ agent: SuspensionAgent) -> String {
        switch agent {
        case .administrator: "the administration"
        case .reseller: "the reseller"
        case .overLimit: "the check of limits"
        case .resellerSuspended: "the reseller's own suspension"
        case .debt: "the check of debts"
        case .trial: "the end of the trial"
        case .moneyBack: "a request for money back"
        case .exemption: "a request for exemption"
        }
    }
    func suspended(by agent: String, actor: String) -> String { "By \(agent)\(actor.isEmpty ? "" : " (\(actor))")." }
    func mayLift(_ agents: [SuspensionAgent]) -> String {
        agents.isEmpty ? "Nobody may lift it." : "May be lifted by: \(names(agents))."
    }
    func wasLifted(_ title: String, left: Int) -> String {
        left == 0
            ? "\(title) is active again."
            : "Lifted. \(title) stays suspended for \(texts.plural(left, one: "other reason", other: "other reasons"))."
    }
}

struct GermanAdministrationTexts: AccountAdministrationTexts {
    let texts: Texts
    let moreFilters = "Liste weiter eingrenzen"
    let number = "Kontonummer"
    let numberShort = "Nr."
    let login = "Anmeldename"
    let plan = "Tarif"
    let anyPlan = "Jeder Tarif"
    let domain = "Domain"
    let domainHint = "Ein beliebiger Teil des Namens."
    let contact = "Kontakt"
    let contactHint = "Teil eines Personennamens oder einer E-Mail-Adresse."
    let address = "IP-Adresse"
    let addressHint = "192.0.2.7, oder 192.0.2. für alle, die so beginnen."
    let type = "Art"
    let anyType = "Jede Art"
    let from = "Angelegt ab Tag"
    let to = "Angelegt bis Tag"
    let show = "Zeigen"
    let clear = "Alle zeigen"
    let placeholder = "Nummer, Name, Anmeldename, Domain, E-Mail, Tarif, IP"
    func type(_ type: AccountType) -> String {
        switch type {
        case .administrative: "Verwaltung"
        case .reseller: "Reseller"
        case .resellerAdministrative: "Verwaltung eines Resellers"
        case .user: "Benutzer"
        }
    }

    let overview = "Übersicht"
    let resources = "Ressourcen"
    let person = "Name"
    let contactCard = "Kontakt"
    let language = "Sprache"
    let version = "Version"
    let allResources = "Alle Ressourcen"
    let addresses = "IP-Adressen"
    let nothingIncluded = "Der Tarif enthält nichts, was gezählt wird."
    let noHome = "Ein Konto dieser Art hat kein Home-Verzeichnis, keine Websites und kein FTP."

    let agent = "Im Namen von"
    let agentHint = "Entscheidet, wer das Konto entsperren darf."
    let addReason = "Grund hinzufügen"
    let lift = "Aufheben"
    func agent(_ agent: SuspensionAgent) -> String {
        switch agent {
        case .administrator: "Verwaltung"
        case .reseller: "Reseller"
        case .overLimit: "Prüfung der Grenzen"
        case .resellerSuspended: "Sperre des Resellers"
        case .debt: "Prüfung der Rückstände"
        case .trial: "Ende der Testzeit"
        case .moneyBack: "Antrag auf Rückerstattung"
        case .exemption: "Antrag auf Befreiung"
        }
    }
    func suspended(by agent: String, actor: String) -> String { "Im Namen von: \(agent)\(actor.isEmpty ? "" : " (\(actor))")." }
    func mayLift(_ agents: [SuspensionAgent]) -> String {
        agents.isEmpty ? "Niemand darf die Sperre aufheben." : "Aufheben darf: \(names(agents))."
    }
    func wasLifted(_ title: String, left: Int) -> String {
        left == 0
            ? "\(title) ist wieder aktiv."
            : "Aufgehoben. \(title) bleibt aus \(texts.plural(left, one: "anderem Grund", other: "anderen Gründen")) gesperrt."
    }
}

struct RussianAdministrationTexts: AccountAdministrationTexts {
    let texts: Texts
    let moreFilters = "Другие условия поиска"
    let number = "Номер аккаунта"
    let numberShort = "№"
    let login = "Логин"
    let plan = "Тариф"
    let anyPlan = "Любой тариф"
    let domain = "Домен"
    let domainHint = "Любая часть имени."
    let contact = "Контакт"
    let contactHint = "Часть имени или адреса эл. почты."
    let address = "IP-адрес"
    let addressHint = "192.0.2.7 или 192.0.2. — все, что так начинаются."
    let type = "Вид"
    let anyType = "Любой вид"
    let from = "Создан с даты"
    let to = "Создан по дату"
    let show = "Показать"
    let clear = "Показать все"
    let placeholder = "Номер, название, логин, домен, эл. почта, тариф, IP"
    func type(_ type: AccountType) -> String {
        switch type {
        case .administrative: "Административный"
        case .reseller: "Реселлер"
        case .resellerAdministrative: "Администрирование реселлера"
        case .user: "Пользователь"
        }
    }

    let overview = "Обзор"
    let resources = "Ресурсы"
    let person = "Имя"
    let contactCard = "Контакт"
    let language = "Язык"
    let version = "Версия"
    let allResources = "Все ресурсы"
    let addresses = "IP-адреса"
    let nothingIncluded = "В тарифе нет ничего, что учитывается."
    let noHome = "У аккаунта этого вида нет домашнего каталога, сайтов и FTP."

    let agent = "От имени"
    let agentHint = "Определяет, кто сможет возобновить аккаунт."
    let addReason = "Добавить причину"
    let lift = "Снять"
    func agent(_ agent: SuspensionAgent) -> String {
        switch agent {
        case .administrator: "администрация"
        case .reseller: "реселлер"
        case .overLimit: "проверка лимитов"
        case .resellerSuspended: "приостановка реселлера"
        case .debt: "проверка задолженности"
        case .trial: "окончание пробного периода"
        case .moneyBack: "запрос на возврат денег"
        case .exemption: "запрос на освобождение"
        }
    }
    func suspended(by agent: String, actor: String) -> String { "От имени: \(agent)\(actor.isEmpty ? "" : " (\(actor))")." }
    func mayLift(_ agents: [SuspensionAgent]) -> String {
        agents.isEmpty ? "Снять не может никто." : "Снять может: \(names(agents))."
    }
    func wasLifted(_ title: String, left: Int) -> String {
        left == 0
            ? "Аккаунт «\(title)» снова активен."
            : "Снято. Аккаунт «\(title)» остаётся приостановленным ещё по \(texts.plural(left, one: "причине", few: "причинам", many: "причинам"))."
    }
}
