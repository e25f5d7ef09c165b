import Presentation

/// What the wizard and the page of a plan say.
package protocol PlanWizardTexts: Sendable {
    var planStep: String { get }
    var webServerGroup: String { get }
    var nameServerGroup: String { get }
    var groupHint: String { get }
    var resourceStep: String { get }
    var amountStep: String { get }
    var billingStep: String { get }
    var description: String { get }
    var descriptionHint: String { get }
    var nothingTitle: String { get }
    var nothingText: String { get }
    var noneTitle: String { get }
    var noneText: String { get }
    var resourceHint: String { get }
    var isIncluded: String { get }
    var isActivated: String { get }
    var isShown: String { get }
    var amountHint: String { get }
    var free: String { get }
    var mostHint: String { get }
    var setupPrice: String { get }
    var recurringPrice: String { get }
    var usagePrice: String { get }
    var isBilled: String { get }
    var isBilledHint: String { get }
    var trialDays: String { get }
    var trialHint: String { get }
    var creditLimit: String { get }
    var creditHint: String { get }
    var moneyBackDays: String { get }
    var moneyBackHint: String { get }
    var preview: String { get }
    var change: String { get }
    var save: String { get }
    var copy: String { get }
    var copyHint: String { get }
    var nameOfCopy: String { get }
    var offer: String { get }
    var stopOffering: String { get }
    var onOffer: String { get }
    var notOnOffer: String { get }
    var delete: String { get }
    var deleteLoss: String { get }
    var category: String { get }
    var version: String { get }
    var includes: String { get }
    var prices: String { get }
    var none: String { get }
    func deleteQuestion(_ name: String) -> String
    func category(_ category: PlanCategory) -> String
    func changed(_ name: String) -> String
    func copied(_ name: String) -> String
    func deleted(_ name: String) -> String
    func offered(_ name: String) -> String
    func notOffered(_ name: String) -> String
    func accountsHave(_ count: Int) -> String
    var kindsSummary: String { get }
    var configured: String { get }
    var notConfigured: String { get }
    var needsServer: String { get }
    var addServer: String { get }
    func kind(_ category: PlanCategory) -> String
    func explanation(_ category: PlanCategory) -> String
    func begin(_ category: PlanCategory) -> String
}

extension Texts {
    package var planWizard: any PlanWizardTexts {
        pick(EnglishPlanWizardTexts(texts: self), GermanPlanWizardTexts(texts: self), RussianPlanWizardTexts(texts: self))
    }
}

struct EnglishPlanWizardTexts: PlanWizardTexts {
    let texts: Texts
    let kindsSummary = "Whom is it for?"
    let configured = "Ready"
    let notConfigured = "Not configured"
    let needsServer = "No server does anything for customers yet."
    let addServer = "Add a server"
    func kind(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "For customers"
        case .reseller: "For resellers"
        case .administrative: "For staff"
        }
    }
    func explanation(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "Websites, domains and what else your servers do, with amounts and prices."
        case .reseller: "The same, for who sells on to customers of his own. Nobody can have it before there are resellers."
        case .administrative: "Staff have rights instead of resources. Their plan is a role, in which you tick what they may do."
        }
    }
    func begin(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "New plan for customers"
        case .reseller: "New plan for resellers"
        case .administrative: "New role"
        }
    }
    let planStep = "Plan"
    let webServerGroup = "Group of web servers"
    let nameServerGroup = "Group of name servers"
    let groupHint = "New accounts of this plan land on servers of these groups. A server's page puts it into another one."
    let resourceStep = "Resources"
    let amountStep = "Amounts and prices"
    let billingStep = "Billing"
    let description = "Description"
    let descriptionHint = "Customers read it when they choose a plan."
    let nothingTitle = "Nothing to include yet"
    let nothingText = "Plans include what servers provide. Add a server first."
    let noneTitle = "Nothing is included"
    let noneText = "Go back and include what this plan is to have."
    let resourceHint = "Only what a server of this installation provides is listed."
    let isIncluded = "Included"
    let isActivated = "On from the start"
    let isShown = "Shown at sign-up"
    let amountHint = "Amounts are whole numbers, or “unlimited”. Prices are for a month and may stay empty."
    let free = "Free units"
    let mostHint = "Empty: as many as are free."
    let setupPrice = "Setup"
    let recurringPrice = "A month"
    let usagePrice = "Per unit used"
    let isBilled = "Accounts of this plan are billed"
    let isBilledHint = "Turn it off for plans of your own company and for friends."
    let trialDays = "Trial, days"
    let trialHint = "So long nothing is charged. Empty: no trial."
    let creditLimit = "Credit limit"
    let creditHint = "So much an account may owe. Empty: nothing."
    let moneyBackDays = "Money back, days"
    let moneyBackHint = "So long customers get their money back on request. Empty: no such promise."
    let preview = "The plan so far"
    let change = "Change plan"
    let save = "Save plan"
    let copy = "Copy"
    let copyHint = "The copy has the same resources and prices, no accounts, and is not offered at sign-up yet."
    let nameOfCopy = "Name of the copy"
    let offer = "Offer at sign-up"
    let stopOffering = "Stop offering"
    let onOffer = "Offered at sign-up"
    let notOnOffer = "Not offered at sign-up"
    let delete = "Delete plan"
    let deleteLoss = "The plan with its resources and prices. No account has it."
    let category = "For"
    let version = "Version"
    let includes = "What it includes"
    let prices = "Prices"
    let none = "nothing"
    func deleteQuestion(_ name: String) -> String { "Delete the plan \(name)?" }
    func category(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "customers"
        case .reseller: "resellers"
        case .administrative: "staff"
        }
    }
    func changed(_ name: String) -> String { "The plan \(name) is changed." }
    func copied(_ name: String) -> String { "\(name) is made. It is not offered at sign-up yet." }
    func deleted(_ name: String) -> String { "The plan \(name) is deleted." }
    func offered(_ name: String) -> String { "\(name) is offered at sign-up now." }
    func notOffered(_ name: String) -> String { "\(name) is not offered at sign-up any more. Accounts keep it." }
    func accountsHave(_ count: Int) -> String { texts.plural(count, one: "account has it", other: "accounts have it") }
}

struct GermanPlanWizardTexts: PlanWizardTexts {
    let texts: Texts
    let kindsSummary = "Für wen ist er?"
    let configured = "Bereit"
    let notConfigured = "Nicht eingerichtet"
    let needsServer = "Noch kein Server leistet etwas für Kunden."
    let addServer = "Server hinzufügen"
    func kind(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "Für Kunden"
        case .reseller: "Für Reseller"
        case .administrative: "Für Mitarbeiter"
        }
    }
    func explanation(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "Websites, Domains und was Ihre Server sonst leisten, mit Mengen und Preisen."
        case .reseller: "Dasselbe für jemanden, der an eigene Kunden weiterverkauft. Niemand kann ihn haben, bevor es Reseller gibt."
        case .administrative: "Mitarbeiter haben Rechte statt Ressourcen. Ihr Tarif ist eine Rolle, in der Sie ankreuzen, was sie dürfen."
        }
    }
    func begin(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "Neuer Tarif für Kunden"
        case .reseller: "Neuer Tarif für Reseller"
        case .administrative: "Neue Rolle"
        }
    }
    let planStep = "Tarif"
    let webServerGroup = "Gruppe der Webserver"
    let nameServerGroup = "Gruppe der Nameserver"
    let groupHint = "Neue Konten dieses Tarifs kommen auf Server dieser Gruppen. Die Seite eines Servers gibt ihn in eine andere."
    let resourceStep = "Ressourcen"
    let amountStep = "Mengen und Preise"
    let billingStep = "Abrechnung"
    let description = "Beschreibung"
    let descriptionHint = "Kunden lesen sie, wenn sie einen Tarif wählen."
    let nothingTitle = "Noch nichts zum Einschließen"
    let nothingText = "Tarife enthalten, was Server bieten. Nehmen Sie zuerst einen Server hinzu."
    let noneTitle = "Nichts ist enthalten"
    let noneText = "Gehen Sie zurück und wählen Sie, was dieser Tarif haben soll."
    let resourceHint = "Aufgeführt ist nur, was ein Server dieser Installation bietet."
    let isIncluded = "Enthalten"
    let isActivated = "Von Anfang an ein"
    let isShown = "Bei der Anmeldung gezeigt"
    let amountHint = "Mengen sind ganze Zahlen oder „unbegrenzt“. Preise gelten für einen Monat und dürfen leer bleiben."
    let free = "Freie Einheiten"
    let mostHint = "Leer: so viele, wie frei sind."
    let setupPrice = "Einrichtung"
    let recurringPrice = "Im Monat"
    let usagePrice = "Je genutzter Einheit"
    let isBilled = "Konten dieses Tarifs werden abgerechnet"
    let isBilledHint = "Schalten Sie es für eigene Konten und für Freunde aus."
    let trialDays = "Probezeit, Tage"
    let trialHint = "So lange wird nichts berechnet. Leer: keine Probezeit."
    let creditLimit = "Kreditrahmen"
    let creditHint = "So viel darf ein Konto schulden. Leer: nichts."
    let moneyBackDays = "Geld zurück, Tage"
    let moneyBackHint = "So lange erhalten Kunden auf Wunsch ihr Geld zurück. Leer: kein solches Versprechen."
    let preview = "Der Tarif bisher"
    let change = "Tarif ändern"
    let save = "Tarif speichern"
    let copy = "Kopieren"
    let copyHint = "Die Kopie hat dieselben Ressourcen und Preise, keine Konten, und wird bei der Anmeldung noch nicht angeboten."
    let nameOfCopy = "Name der Kopie"
    let offer = "Bei der Anmeldung anbieten"
    let stopOffering = "Nicht mehr anbieten"
    let onOffer = "Bei der Anmeldung angeboten"
    let notOnOffer = "Bei der Anmeldung nicht angeboten"
    let delete = "Tarif löschen"
    let deleteLoss = "Der Tarif mit seinen Ressourcen und Preisen. Kein Konto hat ihn."
    let category = "Für"
    let version = "Fassung"
    let includes = "Was er enthält"
    let prices = "Preise"
    let none = "nichts"
    func deleteQuestion(_ name: String) -> String { "Den Tarif \(name) löschen?" }
    func category(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "Kunden"
        case .reseller: "Reseller"
        case .administrative: "Mitarbeiter"
        }
    }
    func changed(_ name: String) -> String { "Der Tarif \(name) ist geändert." }
    func copied(_ name: String) -> String { "\(name) ist angelegt und wird bei der Anmeldung noch nicht angeboten." }
    func deleted(_ name: String) -> String { "Der Tarif \(name) ist gelöscht." }
    func offered(_ name: String) -> String { "\(name) wird jetzt bei der Anmeldung angeboten." }
    func notOffered(_ name: String) -> String { "\(name) wird bei der Anmeldung nicht mehr angeboten. Konten behalten ihn." }
    func accountsHave(_ count: Int) -> String { texts.plural(count, one: "Konto hat ihn", other: "Konten haben ihn") }
}

struct RussianPlanWizardTexts: PlanWizardTexts {
    let texts: Texts
    let kindsSummary = "Для кого он?"
    let configured = "Готово"
    let notConfigured = "Не настроено"
    let needsServer = "Пока ни один сервер ничего не делает для клиентов."
    let addServer = "Добавить сервер"
    func kind(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "Для клиентов"
        case .reseller: "Для реселлеров"
        case .administrative: "Для сотрудников"
        }
    }
    func explanation(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "Сайты, домены и всё остальное, что делают ваши серверы, с объёмами и ценами."
        case .reseller: "То же для того, кто продаёт дальше собственным клиентам. Пока нет реселлеров, его никто не может получить."
        case .administrative: "У сотрудников вместо ресурсов права. Их тариф — это роль, в которой вы отмечаете, что им можно."
        }
    }
    func begin(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "Новый тариф для клиентов"
        case .reseller: "Новый тариф для реселлеров"
        case .administrative: "Новая роль"
        }
    }
    let planStep = "Тариф"
    let webServerGroup = "Группа веб-серверов"
    let nameServerGroup = "Группа серверов имён"
    let groupHint = "Новые аккаунты этого тарифа размещаются на серверах этих групп. Группа сервера меняется на его странице."
    let resourceStep = "Ресурсы"
    let amountStep = "Объёмы и цены"
    let billingStep = "Оплата"
    let description = "Описание"
    let descriptionHint = "Клиенты читают его, выбирая тариф."
    let nothingTitle = "Пока нечего включить"
    let nothingText = "В тарифы входит то, что предоставляют серверы. Сначала добавьте сервер."
    let noneTitle = "Ничего не включено"
    let noneText = "Вернитесь и выберите, что входит в этот тариф."
    let resourceHint = "В списке только то, что предоставляет хотя бы один сервер этой установки."
    let isIncluded = "Включено"
    let isActivated = "Сразу включено"
    let isShown = "Показывать при регистрации"
    let amountHint = "Объёмы — целые числа или «без ограничений». Цены — за месяц, их можно не указывать."
    let free = "Бесплатно"
    let mostHint = "Пусто: столько же, сколько бесплатно."
    let setupPrice = "Подключение"
    let recurringPrice = "В месяц"
    let usagePrice = "За единицу"
    let isBilled = "Аккаунты этого тарифа оплачиваются"
    let isBilledHint = "Отключите для своих аккаунтов и для друзей."
    let trialDays = "Пробный период, дней"
    let trialHint = "Столько времени ничего не начисляется. Пусто: без пробного периода."
    let creditLimit = "Кредитный лимит"
    let creditHint = "Столько аккаунт может задолжать. Пусто: нисколько."
    let moneyBackDays = "Возврат денег, дней"
    let moneyBackHint = "Столько времени деньги возвращаются по просьбе. Пусто: без такого обещания."
    let preview = "Тариф на данный момент"
    let change = "Изменить тариф"
    let save = "Сохранить тариф"
    let copy = "Копировать"
    let copyHint = "У копии те же ресурсы и цены, нет аккаунтов, и при регистрации она пока не предлагается."
    let nameOfCopy = "Название копии"
    let offer = "Предлагать при регистрации"
    let stopOffering = "Больше не предлагать"
    let onOffer = "В продаже"
    let notOnOffer = "Не в продаже"
    let delete = "Удалить тариф"
    let deleteLoss = "Тариф с его ресурсами и ценами. Ни у одного аккаунта его нет."
    let category = "Для кого"
    let version = "Версия"
    let includes = "Что входит"
    let prices = "Цены"
    let none = "ничего"
    func deleteQuestion(_ name: String) -> String { "Удалить тариф «\(name)»?" }
    func category(_ category: PlanCategory) -> String {
        switch category {
        case .customer: "клиенты"
        case .reseller: "реселлеры"
        case .administrative: "персонал"
        }
    }
    func changed(_ name: String) -> String { "Тариф «\(name)» изменён." }
    func copied(_ name: String) -> String { "Тариф «\(name)» создан. При регистрации он пока не предлагается." }
    func deleted(_ name: String) -> String { "Тариф «\(name)» удалён." }
    func offered(_ name: String) -> String { "Тариф «\(name)» предлагается при регистрации." }
    func notOffered(_ name: String) -> String { "Тариф «\(name)» при регистрации больше не предлагается. У аккаунтов он остаётся." }
    func accountsHave(_ count: Int) -> String { "Аккаунтов с этим тарифом: \(texts.number(count))" }
}
