import Core
import Presentation

struct RussianPeriodTexts: PeriodTexts {
    let texts: Texts
    let title = "Расчётный период"
    func length(_ length: PeriodLength) -> String {
        switch length.unit {
        case .day: texts.plural(length.count, one: "день", few: "дня", many: "дней")
        case .week: texts.plural(length.count, one: "неделя", few: "недели", many: "недель")
        case .month: texts.plural(length.count, one: "месяц", few: "месяца", many: "месяцев")
        case .year: texts.plural(length.count, one: "год", few: "года", many: "лет")
        }
    }
    func unit(_ unit: PeriodLength.Unit) -> String {
        switch unit {
        case .day: "дни"
        case .week: "недели"
        case .month: "месяцы"
        case .year: "годы"
        }
    }
    func kind(_ kind: PriceKind) -> String {
        switch kind {
        case .setup: "Подключение"
        case .recurring: "За период"
        case .usage: "За единицу"
        }
    }
    let wholePlan = "Сам тариф"
    let periodStep = "Расчётные периоды"
    let priceStep = "Цены по периодам"
    let periodHint =
        "На какой срок клиент платит за один раз. Первый из предлагаемых — обычный. Период не удаляется: снимите его с продажи, и он останется у тех, у кого он есть."
    func period(_ number: Int) -> String { "Период \(number)" }
    let another = "Ещё один период"
    let anotherHint = "Не заполняйте длину, если больше не нужно."
    let count = "Длина"
    let unitLabel = "Единица"
    let isOnOffer = "Предлагается"
    func discount(_ kind: PriceKind) -> String {
        switch kind {
        case .setup: "Скидка на подключение"
        case .recurring: "Скидка на период"
        case .usage: "Скидка на расход"
        }
    }
    let feeHint = "Сколько стоит сам тариф, сколько бы из него ни использовали."
    let priceHint =
        "Если цена не указана, она вычисляется: цена за месяц, умноженная на длину, минус скидка. Указанная цена действует как есть."
    let monthOnly = "Единственный период — месяц без скидки: указанное вами и есть его цена."
    func computed(_ amount: String) -> String { "= \(amount)" }
    let pricesTitle = "Цены по расчётным периодам"
    let item = "За что"
    let noPrices = "У этого тарифа пока нет цен."
    let explicitMark = "задано для этого периода"
    func less(_ percent: String) -> String { "скидка \(percent)" }
    let notOnOffer = "не предлагается"
    func perMonth(_ price: String) -> String { "\(price) в месяц" }
    let summary = "На какой срок оплачивается аккаунт и что предстоит оплатить."
    let current = "Текущий период"
    func span(_ first: String, _ last: String) -> String { "\(first) — \(last)" }
    let trial = "Пробный период"
    func trialUntil(_ day: String) -> String { "до \(day)" }
    let trialOver = "закончился"
    let noTrial = "нет"
    let begins = "Первый период с"
    let next = "Следующее начисление"
    func on(_ amount: String, _ day: String) -> String { "\(amount), \(day)" }
    let notBilled = "Этот аккаунт не оплачивается."
    let nothing = "ничего"
    let estimate =
        "Оценка по сохранённым ценам и сегодняшнему использованию, без налогов. Эта установка пока ничего не списывает."
    let units = "Единиц"
    let amount = "Сумма"
    let total = "Итого"
    let beforeTax = "без налогов"
    let look = "Подробнее"
    let change = "Изменить период"
    let save = "Сохранить"
    let periodField = "Расчётный период"
    let changeHint =
        "Другой период начинается сегодня, по нынешним ценам тарифа. Во время пробного периода — когда тот закончится."
    let trialField = "Пробный период до"
    let trialHint = "Первый день после пробного периода: от него отсчитываются расчётные. Пусто или сегодня — пробный период окончен."
    func changed(_ title: String) -> String { "Расчётный период аккаунта «\(title)» изменён." }
    let usual = "обычный для тарифа"
    let chooseHint = "На какой срок клиент платит за один раз."
}
