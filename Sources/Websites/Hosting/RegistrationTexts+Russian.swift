import Domains
import Presentation

struct RussianRegistrationTexts: RegistrationTexts {
    let texts: Texts
    let title = "Регистрация имени"
    let elsewhere = "В другом месте"
    let wanted = "Регистрируем мы"
    let registered = "Зарегистрировано нами"
    let order = "Зарегистрируем мы"
    let isDone = "Зарегистрировано"
    let takeBack = "Не нами"
    let toRegister = "К регистрации"
    func isNow(_ registration: Domain.Registration, _ name: String) -> String {
        switch registration {
        case .none: "\(name) регистрируем не мы."
        case .wanted: "\(name) среди имён, которые надо зарегистрировать."
        case .registered: "\(name) зарегистрировано."
        }
    }
    func decision(_ count: Int) -> String { "Надо зарегистрировать: \(texts.plural(count, one: "имя", few: "имени", many: "имён"))" }
    let decisionText = "Зарегистрируйте их у своего регистратора и отметьте это на их страницах."
    let noZoneTitle = "Отвечают чужие серверы имён"
    let noZoneText = "У этого домена здесь нет зоны: его записи там, где его серверы имён. Сайт всё равно обслуживается."
    let serve = "Обслуживать DNS здесь"
    let elsewhereTitle = "DNS в другом месте?"
    let elsewhereText = "Пусть за этот домен отвечают другие серверы имён. Его записи здесь будут удалены, сайт останется."
    let stopServing = "Прекратить DNS здесь"
    func stopQuestion(_ name: String) -> String { "Наши серверы имён больше не будут отвечать за \(name)." }
    func losesRecords(_ count: Int) -> String { "\(texts.plural(count, one: "запись", few: "записи", many: "записей")) зоны" }
    let stopKeeps = "Сайт остаётся как есть. Посетители находят его, пока к нему ведут другие серверы имён."
    func isServed(_ name: String) -> String { "Наши серверы имён скоро ответят за \(name)." }
    func isNotServed(_ name: String) -> String { "Наши серверы имён больше не отвечают за \(name)." }
}
