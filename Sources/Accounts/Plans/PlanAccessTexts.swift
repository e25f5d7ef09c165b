import Presentation

/// What is said of who sees a plan, of its settings and of demonstrations.
package protocol PlanAccessTexts: Sendable {
    var settings: String { get }
    var settingsSummary: String { get }
    var periodsOnOffer: String { get }
    var audience: String { get }
    var audienceHint: String { get }
    func audience(_ audience: PlanAccess.Audience) -> String
    var members: String { get }
    var membersHint: String { get }
    var demo: String { get }
    var isDemo: String { get }
    var isDemoHint: String { get }
    var demoTitle: String { get }
    var demoText: String { get }
    func demoBanner(_ accounts: [String]) -> String
}

extension Texts {
    package var planAccess: any PlanAccessTexts {
        pick(EnglishPlanAccessTexts(), GermanPlanAccessTexts(), RussianPlanAccessTexts())
    }
}

struct EnglishPlanAccessTexts: PlanAccessTexts {
    let settings = "Plan settings"
    let settingsSummary = "What is not in resources and prices. Those are changed step by step."
    let periodsOnOffer = "Billing periods on offer"
    let audience = "Who sees it"
    let audienceHint = "Who may choose the plan, once it is offered. Staff who manage accounts give any plan."
    func audience(_ audience: PlanAccess.Audience) -> String {
        switch audience {
        case .everybody: "everybody"
        case .listed: "only who is listed below"
        case .staff: "only staff"
        }
    }
    let members = "Listed"
    let membersHint = "One a line: a plan whose customers see it, the number of an account, or the e-mail address of an owner."
    let demo = "Demo"
    let isDemo = "A plan for demonstration"
    let isDemoHint =
        "Accounts of it show the whole panel and use no server: nothing is published. It cannot be changed while accounts have the plan."
    let demoTitle = "This account is a demonstration"
    let demoText = "Everything can be made and looked at, and nothing of it is on a server: no site, no zone, no mail."
    func demoBanner(_ accounts: [String]) -> String {
        "Demonstration: nothing you make in \(accounts.joined(separator: ", ")) is on a server."
    }
}

struct GermanPlanAccessTexts: PlanAccessTexts {
    let settings = "Tarifeinstellungen"
    let settingsSummary = "Was nicht zu Ressourcen und Preisen gehört. Diese werden Schritt für Schritt geändert."
    let periodsOnOffer = "Angebotene Abrechnungszeiträume"
    let audience = "Wer ihn sieht"
    let audienceHint = "Wer den Tarif wählen darf, sobald er angeboten wird. Mitarbeiter, die Konten verwalten, vergeben jeden Tarif."
    func audience(_ audience: PlanAccess.Audience) -> String {
        switch audience {
        case .everybody: "alle"
        case .listed: "nur wer unten steht"
        case .staff: "nur Mitarbeiter"
        }
    }
    let members = "Liste"
    let membersHint = "Je Zeile: ein Tarif, dessen Kunden ihn sehen, die Nummer eines Kontos oder die E-Mail-Adresse eines Inhabers."
    let demo = "Demo"
    let isDemo = "Ein Tarif zur Vorführung"
    let isDemoHint =
        "Seine Konten zeigen das ganze Panel und nutzen keinen Server: Es wird nichts veröffentlicht. Solange Konten ihn haben, bleibt es dabei."
    let demoTitle = "Dieses Konto dient der Vorführung"
    let demoText = "Alles lässt sich anlegen und ansehen, und nichts davon liegt auf einem Server: keine Website, keine Zone, keine E-Mail."
    func demoBanner(_ accounts: [String]) -> String {
        "Vorführung: Nichts, was Sie in \(accounts.joined(separator: ", ")) anlegen, liegt auf einem Server."
    }
}

struct RussianPlanAccessTexts: PlanAccessTexts {
    let settings = "Настройки тарифа"
    let settingsSummary = "Всё, кроме ресурсов и цен: они меняются по шагам."
    let periodsOnOffer = "Предлагаемые расчётные периоды"
    let audience = "Кто его видит"
    let audienceHint = "Кто может выбрать тариф, когда он предлагается. Сотрудники, управляющие аккаунтами, дают любой тариф."
    func audience(_ audience: PlanAccess.Audience) -> String {
        switch audience {
        case .everybody: "все"
        case .listed: "только перечисленные ниже"
        case .staff: "только сотрудники"
        }
    }
    let members = "Список"
    let membersHint = "По одному в строке: тариф, клиенты которого его видят, номер аккаунта или адрес эл. почты владельца."
    let demo = "Демо"
    let isDemo = "Демонстрационный тариф"
    let isDemoHint =
        "Его аккаунты показывают всю панель и не занимают серверы: ничего не публикуется. Пока он есть у аккаунтов, это не меняется."
    let demoTitle = "Это демонстрационный аккаунт"
    let demoText = "Всё можно создавать и смотреть, но на серверах ничего нет: ни сайта, ни зоны, ни почты."
    func demoBanner(_ accounts: [String]) -> String {
        "Демонстрация: ничего из созданного в «\(accounts.joined(separator: "», «"))» нет на серверах."
    }
}
