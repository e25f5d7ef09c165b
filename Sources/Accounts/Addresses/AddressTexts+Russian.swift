import Presentation

struct RussianAddressTexts: AddressTexts {
    let texts: Texts

    let title = "Собственный IP-адрес"
    let summary =
        "Сайты и записи аккаунта с собственным IP-адресом находятся на нём, а не на общем адресе всех аккаунтов сервера."
    let shared = "Общий адрес сервера"
    let anyFree = "Любой свободный адрес"
    let isExclusive = "Только для этого пользователя"
    let isExclusiveHint = "Тогда никто другой не сможет выбрать этот адрес. Без отметки один адрес могут иметь несколько аккаунтов."
    let noneTitle = "Нет адресов для выбора"
    let noneText = "Пул веб-сервера этого аккаунта пуст. Добавьте IP-адреса на странице сервера."
    let noneForCustomer = "Сейчас нет свободных IP-адресов. Обратитесь к своему провайдеру."
    let toServers = "К серверам"
    let change = "Изменить IP-адрес"
    let onlyHere = "только для этого пользователя"
    let withOthers = "может быть общим"
    func own(_ family: Int) -> String { "Собственный адрес IPv\(family)" }
    func choice(_ address: String, others: Int, server: String?) -> String {
        let state = others == 0 ? "свободен" : "общий, " + texts.plural(others, one: "аккаунт", few: "аккаунта", many: "аккаунтов")
        return "\(address) – \(state)" + (server.map { ", \($0)" } ?? "")
    }
    func isCut(_ most: Int) -> String { "Показаны первые \(texts.number(most)). Остальные можно выбрать программно." }
    func sharedIs(_ addresses: String, on server: String) -> String { "Все аккаунты сервера \(server) используют \(addresses)." }
    func notIncluded(_ plan: String) -> String {
        "В тариф «\(plan)» не входит адрес только для одного пользователя. Можно назначить адрес, который могут выбрать и другие."
    }
    func wereSet(_ account: String) -> String { "IP-адреса аккаунта «\(account)» установлены. Зоны и веб-сервер обновляются." }

    let planAddress = "IP-адрес новых аккаунтов"
    let planAddressHint = "Для собственного адреса нужны ресурс «Выделенные IP-адреса» и веб-сервер со свободным адресом."
    func planAddress(_ address: PlanAddress) -> String {
        switch address {
        case .shared: "Общий с другими"
        case .own: "Собственный, только для аккаунта"
        }
    }

    let poolTitle = "IP-адреса"
    let poolSummary =
        "Адреса, которые аккаунты этого сервера могут получить в собственность. Они должны быть у машины; веб-сервер отвечает на тех, что выданы."
    let poolEmptyTitle = "IP-адресов пока нет"
    let poolEmptyText = "Добавьте отдельные адреса или диапазоны, ведущие на эту машину; тогда аккаунты смогут получить собственный адрес."
    let add = "Добавить IP-адреса"
    let addresses = "Адреса и диапазоны"
    let addressesHint =
        "Через пробел, запятую или с новой строки: 203.0.113.24, 203.0.113.10-203.0.113.20, 203.0.113.0/28, 2001:db8::24. Не более 256 за раз; блок включает первый и последний адреса."
    let webServer = "Веб-сервер"
    let address = "Адрес"
    let state = "Состояние"
    let account = "Аккаунт"
    let added = "Добавлен"
    let free = "Свободен"
    let taken = "Занят"
    let isShared = "Общий"
    let all = "Все"
    let search = "Адрес, аккаунт"
    let remove = "Удалить"
    let noWebServerTitle = "Здесь нет веб-сервера"
    let noWebServerText = "Выдавать адреса аккаунтам может только веб-сервер. Сначала добавьте его на эту машину."
    let leftOut = "Веб-сервер работает без некоторых из этих адресов"
    func accounts(_ count: Int) -> String { texts.plural(count, one: "аккаунт", few: "аккаунта", many: "аккаунтов") }
    func wereAdded(_ count: Int) -> String {
        texts.plural(count, one: "IP-адрес добавлен.", few: "IP-адреса добавлены.", many: "IP-адресов добавлено.")
    }
    func wasRemoved(_ address: String) -> String { "Адрес \(address) удалён." }
    func freeOf(_ free: Int, _ all: Int) -> String { "свободно \(texts.number(free)) из \(texts.number(all))" }
}
