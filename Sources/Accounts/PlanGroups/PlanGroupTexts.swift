import Presentation

/// What the pages of groups of plans say.
package protocol PlanGroupTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var new: String { get }
    var create: String { get }
    var save: String { get }
    var name: String { get }
    var plans: String { get }
    var plansHint: String { get }
    var delete: String { get }
    var deleteLoss: String { get }
    func deleteQuestion(_ name: String) -> String
    func wasCreated(_ name: String) -> String
    func wasChanged(_ name: String) -> String
    func wasDeleted(_ name: String) -> String
}

extension Texts {
    package var planGroups: any PlanGroupTexts { pick(EnglishPlanGroupTexts(), GermanPlanGroupTexts(), RussianPlanGroupTexts()) }
}

private struct EnglishPlanGroupTexts: PlanGroupTexts {
    let title = "Plan groups"
    let summary = "Customers change between the plans of a group by themselves."
    let emptyTitle = "No group yet"
    let emptyText = "Until there is a group, customers ask you when they want another plan."
    let new = "New group"
    let create = "Create group"
    let save = "Save group"
    let name = "Name"
    let plans = "Plans"
    let plansHint = "All for servers of the same platform. A plan may be in several groups."
    let delete = "Delete group"
    let deleteLoss = "Customers can no longer change between its plans by themselves. The plans and their accounts stay."
    func deleteQuestion(_ name: String) -> String { "Delete the group \(name)?" }
    func wasCreated(_ name: String) -> String { "The group \(name) is created." }
    func wasChanged(_ name: String) -> String { "The group \(name) is saved." }
    func wasDeleted(_ name: String) -> String { "The group \(name) is deleted." }
}

private struct GermanPlanGroupTexts: PlanGroupTexts {
    let title = "Tarifgruppen"
    let summary = "Zwischen den Tarifen einer Gruppe wechseln Kunden selbst."
    let emptyTitle = "Noch keine Gruppe"
    let emptyText = "Bis es eine Gruppe gibt, fragen Kunden Sie, wenn sie einen anderen Tarif möchten."
    let new = "Neue Gruppe"
    let create = "Gruppe anlegen"
    let save = "Gruppe speichern"
    let name = "Name"
    let plans = "Tarife"
    let plansHint = "Alle für Server derselben Plattform. Ein Tarif kann in mehreren Gruppen sein."
    let delete = "Gruppe löschen"
    let deleteLoss = "Kunden können zwischen ihren Tarifen nicht mehr selbst wechseln. Die Tarife und ihre Konten bleiben."
    func deleteQuestion(_ name: String) -> String { "Gruppe \(name) löschen?" }
    func wasCreated(_ name: String) -> String { "Die Gruppe \(name) ist angelegt." }
    func wasChanged(_ name: String) -> String { "Die Gruppe \(name) ist gespeichert." }
    func wasDeleted(_ name: String) -> String { "Die Gruppe \(name) ist gelöscht." }
}

private struct RussianPlanGroupTexts: PlanGroupTexts {
    let title = "Группы тарифов"
    let summary = "Между тарифами одной группы клиенты переходят сами."
    let emptyTitle = "Групп пока нет"
    let emptyText = "Пока групп нет, клиенты обращаются к вам, когда хотят другой тариф."
    let new = "Новая группа"
    let create = "Создать группу"
    let save = "Сохранить группу"
    let name = "Название"
    let plans = "Тарифы"
    let plansHint = "Все для серверов одной платформы. Тариф может входить в несколько групп."
    let delete = "Удалить группу"
    let deleteLoss = "Клиенты больше не смогут сами переходить между её тарифами. Тарифы и их аккаунты останутся."
    func deleteQuestion(_ name: String) -> String { "Удалить группу «\(name)»?" }
    func wasCreated(_ name: String) -> String { "Группа «\(name)» создана." }
    func wasChanged(_ name: String) -> String { "Группа «\(name)» сохранена." }
    func wasDeleted(_ name: String) -> String { "Группа «\(name)» удалена." }
}
