import Presentation

/// What the pages of limits and resources say.
package protocol LimitTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var resource: String { get }
    var used: String { get }
    var free: String { get }
    var most: String { get }
    var state: String { get }
    var withinLimit: String { get }
    var usedUp: String { get }
    var exceeded: String { get }
    var unlimited: String { get }
    var on: String { get }
    var off: String { get }
    var notAvailable: String { get }
    var ownLimit: String { get }
    var soft: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var change: String { get }
    var changeHint: String { get }
    var save: String { get }
    var asPlan: String { get }
    var kindOfLimit: String { get }
    var hardLimit: String { get }
    var maximum: String { get }
    var megabytes: String { get }
    var wereChanged: String { get }
    func planSays(_ value: String) -> String
    func of(_ used: String, _ most: String) -> String

    var offerTitle: String { get }
    var offerSummary: String { get }
    var name: String { get }
    var needs: String { get }
    var isSold: String { get }
    var isWithdrawn: String { get }
    var noServer: String { get }
    var withdraw: String { get }
    var sellAgain: String { get }
    var platforms: String { get }
    var platform: String { get }
    var servers: String { get }
    var server: String { get }
    var group: String { get }
    var isOpen: String { get }
    var isClosed: String { get }
    func wasWithdrawn(_ name: String) -> String
    func isSoldAgain(_ name: String) -> String
}

extension Texts {
    package var limits: any LimitTexts { pick(EnglishLimitTexts(), GermanLimitTexts(), RussianLimitTexts()) }

    /// The allowance as people read it: a number, a size, on or off, the name of a choice, or "unlimited".
    package func amount(_ allowance: Allowance, of resource: HostingResource) -> String {
        switch resource.kind {
        case .counted: allowance.number.map { number(Int($0)) } ?? limits.unlimited
        case .stored, .metered: allowance.number.map { megabytes($0) } ?? limits.unlimited
        case .onOff: allowance.isAvailable ? limits.on : limits.off
        case .choice: resource.choice(allowance)?.words(language) ?? ""
        }
    }
}

struct EnglishLimitTexts: LimitTexts {
    let title = "Resources"
    let summary = "What the account may have, and what it uses."
    let resource = "Resource"
    let used = "In use"
    let free = "Included"
    let most = "Maximum"
    let state = "State"
    let withinLimit = "Within the limit"
    let usedUp = "Used up"
    let exceeded = "Exceeded"
    let unlimited = "unlimited"
    let on = "on"
    let off = "off"
    let notAvailable = "Not available"
    let ownLimit = "Own limit"
    let soft = "may be exceeded"
    let emptyTitle = "Nothing is included"
    let emptyText = "The plan of this account includes no resources. Another plan, or limits of its own, give it some."
    let change = "Change limits"
    let changeHint =
        "Empty: what the plan says. 0: not available. A limit below what is used takes nothing away; nothing more can be added."
    let save = "Save limits"
    let asPlan = "As the plan"
    let kindOfLimit = "Beyond it"
    let hardLimit = "refuse more"
    let maximum = "allow and report"
    let megabytes = "MB"
    let wereChanged = "The limits are changed."
    func planSays(_ value: String) -> String { "The plan says: \(value)." }
    func of(_ used: String, _ most: String) -> String { "\(used) of \(most)" }

    let offerTitle = "What is sold"
    let offerSummary =
        "Turned off here, a resource is in no plan for new customers, and a platform takes none; accounts that have it keep it."
    let name = "Name for programs"
    let needs = "Needs"
    let isSold = "Sold"
    let isWithdrawn = "Not sold"
    let noServer = "No server provides it"
    let withdraw = "Stop selling"
    let sellAgain = "Sell again"
    let platforms = "Platforms"
    let platform = "Platform"
    let servers = "Servers"
    let server = "Server"
    let group = "Group"
    let isOpen = "Takes new customers"
    let isClosed = "Closed to new customers"
    func wasWithdrawn(_ name: String) -> String { "“\(name)” is not sold to new customers any more." }
    func isSoldAgain(_ name: String) -> String { "“\(name)” is sold again." }
}

struct GermanLimitTexts: LimitTexts {
    let title = "Ressourcen"
    let summary = "Was das Konto haben darf und was es nutzt."
    let resource = "Ressource"
    let used = "In Gebrauch"
    let free = "Enthalten"
    let most = "Maximum"
    let state = "Zustand"
    let withinLimit = "Im Rahmen"
    let usedUp = "Aufgebraucht"
    let exceeded = "Überschritten"
    let unlimited = "unbegrenzt"
    let on = "ein"
    let off = "aus"
    let notAvailable = "Nicht verfügbar"
    let ownLimit = "Eigene Grenze"
    let soft = "überschreitbar"
    let emptyTitle = "Nichts ist enthalten"
    let emptyText = "Der Tarif dieses Kontos enthält keine Ressourcen. Ein anderer Tarif oder eigene Grenzen geben ihm welche."
    let change = "Grenzen ändern"
    let changeHint =
        "Leer: was der Tarif sagt. 0: nicht verfügbar. Eine Grenze unter der Nutzung nimmt nichts weg; es kommt nur nichts mehr hinzu."
    let save = "Grenzen speichern"
    let asPlan = "Wie der Tarif"
    let kindOfLimit = "Darüber hinaus"
    let hardLimit = "ablehnen"
    let maximum = "zulassen und melden"
    let megabytes = "MB"
    let wereChanged = "Die Grenzen sind geändert."
    func planSays(_ value: String) -> String { "Der Tarif sagt: \(value)." }
    func of(_ used: String, _ most: String) -> String { "\(used) von \(most)" }

    let offerTitle = "Was verkauft wird"
    let offerSummary =
        "Was hier abgeschaltet ist, steht neuen Kunden in keinem Tarif offen, und eine Plattform nimmt keine; Konten, die es haben, behalten es."
    let name = "Name für Programme"
    let needs = "Braucht"
    let isSold = "Im Angebot"
    let isWithdrawn = "Nicht im Angebot"
    let noServer = "Kein Server bietet es"
    let withdraw = "Nicht mehr anbieten"
    let sellAgain = "Wieder anbieten"
    let platforms = "Plattformen"
    let platform = "Plattform"
    let servers = "Server"
    let server = "Server"
    let group = "Gruppe"
    let isOpen = "Nimmt neue Kunden"
    let isClosed = "Für neue Kunden zu"
    func wasWithdrawn(_ name: String) -> String { "„\(name)“ wird neuen Kunden nicht mehr verkauft." }
    func isSoldAgain(_ name: String) -> String { "„\(name)“ wird wieder verkauft." }
}

struct RussianLimitTexts: LimitTexts {
    let title = "Ресурсы"
    let summary = "Что доступно аккаунту и сколько он использует."
    let resource = "Ресурс"
    let used = "Использовано"
    let free = "Включено"
    let most = "Максимум"
    let state = "Состояние"
    let withinLimit = "В пределах лимита"
    let usedUp = "Исчерпано"
    let exceeded = "Превышено"
    let unlimited = "без ограничений"
    let on = "вкл."
    let off = "выкл."
    let notAvailable = "Недоступно"
    let ownLimit = "Свой лимит"
    let soft = "можно превысить"
    let emptyTitle = "Ничего не включено"
    let emptyText = "Тариф этого аккаунта не содержит ресурсов. Их даст другой тариф или собственные лимиты."
    let change = "Изменить лимиты"
    let changeHint =
        "Пусто: как в тарифе. 0: недоступно. Лимит ниже использованного ничего не отнимает — просто нельзя добавить больше."
    let save = "Сохранить лимиты"
    let asPlan = "Как в тарифе"
    let kindOfLimit = "Сверх лимита"
    let hardLimit = "отказывать"
    let maximum = "разрешать и сообщать"
    let megabytes = "МБ"
    let wereChanged = "Лимиты изменены."
    func planSays(_ value: String) -> String { "По тарифу: \(value)." }
    func of(_ used: String, _ most: String) -> String { "\(used) из \(most)" }

    let offerTitle = "Что продаётся"
    let offerSummary = "Отключённое здесь недоступно новым клиентам ни в одном тарифе; аккаунты, у которых это есть, сохраняют его."
    let name = "Имя для программ"
    let needs = "Нужно"
    let isSold = "Продаётся"
    let isWithdrawn = "Не продаётся"
    let noServer = "Нет сервера с этой службой"
    let withdraw = "Больше не продавать"
    let sellAgain = "Продавать снова"
    let platforms = "Платформы"
    let platform = "Платформа"
    let servers = "Серверы"
    let server = "Сервер"
    let group = "Группа"
    let isOpen = "Принимает новых клиентов"
    let isClosed = "Закрыт для новых клиентов"
    func wasWithdrawn(_ name: String) -> String { "«\(name)» больше не продаётся новым клиентам." }
    func isSoldAgain(_ name: String) -> String { "«\(name)» снова продаётся." }
}
