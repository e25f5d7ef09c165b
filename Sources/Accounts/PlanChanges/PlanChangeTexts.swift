import Presentation

/// What the pages of a change of plan say.
package protocol PlanChangeTexts: Sendable {
    var title: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var emptyForStaff: String { get }
    var plan: String { get }
    var also: String { get }
    var isYours: String { get }
    var look: String { get }
    var effects: String { get }
    var before: String { get }
    var after: String { get }
    var lossesTitle: String { get }
    var exceededTitle: String { get }
    var turnedOff: String { get }
    var more: String { get }
    var less: String { get }
    var same: String { get }
    var isNew: String { get }
    func summary(_ plan: String) -> String
    func change(_ from: String, _ to: String) -> String
    func losses(_ names: String) -> String
    func exceeded(_ names: String) -> String
    func confirm(_ plan: String) -> String
    func wasChanged(_ plan: String) -> String
}

extension Texts {
    package var planChanges: any PlanChangeTexts { pick(EnglishPlanChangeTexts(), GermanPlanChangeTexts(), RussianPlanChangeTexts()) }
}

private struct EnglishPlanChangeTexts: PlanChangeTexts {
    let title = "Change plan"
    let emptyTitle = "No other plan to change to"
    let emptyText = "Your provider offers no other plan for this account at the moment. Ask him if you need more."
    let emptyForStaff = "There is no other plan of this kind and platform."
    let plan = "Plan"
    let also = "Also"
    let isYours = "Now"
    let look = "See what changes"
    let effects = "What changes"
    let before = "Until now"
    let after = "Then"
    let lossesTitle = "This is turned off"
    let exceededTitle = "More is in use than the plan allows"
    let turnedOff = "Turned off"
    let more = "More"
    let less = "Less"
    let same = "As before"
    let isNew = "New"
    func summary(_ plan: String) -> String { "The account has the plan \(plan)." }
    func change(_ from: String, _ to: String) -> String { "From \(from) to \(to)" }
    func losses(_ names: String) -> String {
        "The new plan does not include \(names). Files and settings stay, and it can be turned on again with a plan that does."
    }
    func exceeded(_ names: String) -> String { "\(names): nothing is taken away, but nothing more can be added." }
    func confirm(_ plan: String) -> String { "Change to \(plan)" }
    func wasChanged(_ plan: String) -> String { "The account has the plan \(plan) now." }
}

private struct GermanPlanChangeTexts: PlanChangeTexts {
    let title = "Tarif wechseln"
    let emptyTitle = "Kein anderer Tarif zur Wahl"
    let emptyText = "Ihr Anbieter hat für dieses Konto zurzeit keinen anderen Tarif. Fragen Sie ihn, wenn Sie mehr brauchen."
    let emptyForStaff = "Es gibt keinen anderen Tarif dieser Art und Plattform."
    let plan = "Tarif"
    let also = "Außerdem"
    let isYours = "Jetzt"
    let look = "Ansehen, was sich ändert"
    let effects = "Was sich ändert"
    let before = "Bisher"
    let after = "Danach"
    let lossesTitle = "Das wird ausgeschaltet"
    let exceededTitle = "Es ist mehr belegt, als der Tarif erlaubt"
    let turnedOff = "Wird ausgeschaltet"
    let more = "Mehr"
    let less = "Weniger"
    let same = "Wie bisher"
    let isNew = "Neu"
    func summary(_ plan: String) -> String { "Das Konto hat den Tarif \(plan)." }
    func change(_ from: String, _ to: String) -> String { "Von \(from) zu \(to)" }
    func losses(_ names: String) -> String {
        "Der neue Tarif enthält nicht: \(names). Dateien und Einstellungen bleiben, und mit einem passenden Tarif lässt es sich wieder einschalten."
    }
    func exceeded(_ names: String) -> String { "\(names): Es wird nichts weggenommen, aber es kommt auch nichts hinzu." }
    func confirm(_ plan: String) -> String { "Zu \(plan) wechseln" }
    func wasChanged(_ plan: String) -> String { "Das Konto hat jetzt den Tarif \(plan)." }
}

private struct RussianPlanChangeTexts: PlanChangeTexts {
    let title = "Сменить тариф"
    let emptyTitle = "Нет другого тарифа на выбор"
    let emptyText = "Сейчас у вашего провайдера нет другого тарифа для этого аккаунта. Обратитесь к нему, если нужно больше."
    let emptyForStaff = "Других тарифов этого вида и платформы нет."
    let plan = "Тариф"
    let also = "Также"
    let isYours = "Сейчас"
    let look = "Что изменится"
    let effects = "Что изменится"
    let before = "До сих пор"
    let after = "Потом"
    let lossesTitle = "Это будет выключено"
    let exceededTitle = "Используется больше, чем позволяет тариф"
    let turnedOff = "Выключается"
    let more = "Больше"
    let less = "Меньше"
    let same = "Как раньше"
    let isNew = "Новое"
    func summary(_ plan: String) -> String { "Тариф аккаунта: «\(plan)»." }
    func change(_ from: String, _ to: String) -> String { "С «\(from)» на «\(to)»" }
    func losses(_ names: String) -> String {
        "В новый тариф не входит: \(names). Файлы и настройки останутся; с подходящим тарифом это можно будет включить снова."
    }
    func exceeded(_ names: String) -> String { "\(names): ничего не отнимается, но и добавить больше нельзя." }
    func confirm(_ plan: String) -> String { "Перейти на «\(plan)»" }
    func wasChanged(_ plan: String) -> String { "Теперь у аккаунта тариф «\(plan)»." }
}
