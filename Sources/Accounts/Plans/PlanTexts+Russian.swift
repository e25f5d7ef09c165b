import Core
import Presentation

struct RussianPlanTexts: PlanTexts {
    let texts: Texts
    let title = "Тарифы"
    let new = "Новый тариф"
    let create = "Создать тариф"
    let name = "Название"
    let nameHint = "Его видят клиенты: Starter, Business."
    let domains = "Домены"
    let domainsHint = "Сколько доменов может быть у аккаунта. Пусто — без ограничений."
    let unlimited = "без ограничений"
    let php = "PHP"
    let included = "включено"
    let notIncluded = "не предлагается"
    let accounts = "Аккаунты"
    let emptyTitle = "Тарифов пока нет"
    let emptyText = "Тариф определяет, что входит в аккаунт. Создайте тариф, а затем — первого клиента с этим тарифом."
    let web = "Веб-служба"
    let platform = "Платформа"
    let platformHint = "Аккаунты размещаются только на серверах этой платформы. Метку сервера можно изменить на его странице."
    let forAPrice = "за помесячную плату"
    let priceHint = "Если не входит в тариф: 4,90"
    let currency = "Валюта"
    let currencyHint = "Три буквы: EUR, CHF, USD."
    func name(of option: WebOption) -> String {
        switch option {
        case .web: web
        case .php: php
        }
    }
    func hint(of option: WebOption) -> String {
        switch option {
        case .web: "У доменов есть сайт."
        case .php: "Сайты выполняют PHP от имени системного пользователя аккаунта."
        }
    }
    func price(of option: WebOption) -> String { option == .web ? "Цена веб-службы" : "Цена PHP" }
    func terms(_ terms: OptionTerms) -> String {
        switch terms {
        case .included: included
        case .monthly(let price): monthly(price)
        case .notOffered: notIncluded
        }
    }
    func monthly(_ price: Money) -> String { "\(texts.money(price)) в месяц" }
    func summary(_ plans: Int) -> String { texts.plural(plans, one: "тариф", few: "тарифа", many: "тарифов") }
    func created(_ name: String) -> String { "Тариф «\(name)» готов к продаже." }
}
