import Presentation

struct RussianHomeTexts: HomeTexts {
    let texts: Texts
    let title = "Главная"
    let customersGroup = "Клиенты"
    let clusterGroup = "Кластер"
    let providerGroup = "Провайдер"
    let accountsGroup = "Аккаунты"
    let jobs = "Задания"
    let wantsDecision = "Требует решения"
    let nothingTitle = "Решений не требуется"
    let nothingText = "Все серверы в порядке, и всё, что они обслуживают, видно снаружи."
    let look = "Посмотреть"
    let inStep = "Работает частей"
    let applying = "Применяется"
    let failed = "Ошибка"
    let allServers = "Все"
    let addServerDecision = "Серверов пока нет"
    let addServerText = "Добавьте машину, на которой будут сайты и DNS-зоны."
    let makePlan = "Тарифов пока нет"
    let makePlanText = "Тариф определяет, что входит в аккаунт. Он нужен для первого клиента."
    let searchTitle = "Поиск"
    let searchHint = "Ищите по части имени домена, названия аккаунта или названия сервера."
    let hit = "Найдено"
    func found(_ hits: Int, _ typed: String) -> String {
        "\(texts.plural(hits, one: "результат", few: "результата", many: "результатов")) по запросу «\(typed)»"
    }
    let servesOn = "Всё, что он обслуживает, продолжает работать; изменения ждут его, и ничего не теряется."
    let greeting = "С возвращением"
    func summary(_ decisions: Int) -> String {
        decisions == 0
            ? "Ваших решений не требуется."
            : "\(texts.plural(decisions, one: "вопрос ждёт", few: "вопроса ждут", many: "вопросов ждут")) вашего решения."
    }
    func failedOn(_ what: String, _ server: String) -> String { "\(what): ошибка на \(server)" }
    func waits(_ server: String) -> String { "\(server) ожидает агента" }
    let waitsText = "Передайте строку подключения агенту на этой машине — и он приступит к работе."
    func silent(_ server: String) -> String { "\(server) не отвечает" }
    func silentText(_ duration: String) -> String { "Уже \(duration). \(servesOn)" }
    func stopped(_ server: String) -> String { "\(server) не принимает изменений, пока вы их не подтвердите" }
    func quarantined(_ server: String, _ count: Int) -> String {
        "На \(server) есть \(texts.plural(count, one: "лишний объект", few: "лишних объекта", many: "лишних объектов"))"
    }
    func resources(_ disk: String, load: String) -> String { "Диск: \(disk), нагрузка: \(load)" }
    let wantsAttention = "Требует вашего внимания"
    let shortcuts = "Быстрый доступ"
    let yourWork = "Ваша работа"
    let yourWorkText = "То, что открывают вам ваши роли."
    let plan = "Тариф"
    func plans(_ count: Int) -> String { texts.plural(count, one: "тариф", few: "тарифа", many: "тарифов") }
    let seenLive = "Видны снаружи"
    func more(_ domains: Int) -> String {
        "можно добавить ещё \(texts.plural(domains, one: "домен", few: "домена", many: "доменов"))"
    }
    let allUsed = "все домены тарифа заняты"
    let allLive = "отвечают все"
    let you = "Ваши данные"
    let yourName = "Имя"
    let helpTitle = "Помощь"
    let helpText = "Есть вопрос, на который не отвечает руководство? Обратитесь к провайдеру."
    let noAccount = "У вас здесь нет аккаунта. Обратитесь к провайдеру."
    let domainFailedText = "На странице домена сказано, что мешает и когда попытка будет повторена."
    func customersSummary(_ domains: Int, _ accounts: Int) -> String {
        texts.plural(domains, one: "домен", few: "домена", many: "доменов")
            // After "в" the noun stands in the prepositional: в 2 аккаунтах.
            + (accounts > 1 ? " в \(texts.plural(accounts, one: "аккаунте", few: "аккаунтах", many: "аккаунтах"))" : "")
    }
    func planUse(_ plan: String, _ use: String) -> String { "\(plan), \(use)" }
    func accountSuspended(_ title: String) -> String { "Аккаунт «\(title)» приостановлен" }
    func filesMissing(_ name: String) -> String { "Нет файлов сайта \(name)" }
    func domainFailed(_ name: String) -> String { "С доменом \(name) не всё в порядке" }
    func suspendedCount(_ count: Int) -> String { count == 0 ? "приостановленных нет" : "приостановлено: \(texts.number(count))" }
    func ofObjects(_ failed: String?, _ applying: String?) -> String {
        let notes = [failed.map { "ошибок: \($0)" }, applying.map { "применяется: \($0)" }].compactMap { $0 }
        return notes.isEmpty ? "всё в порядке" : notes.joined(separator: ", ")
    }
    func counted(_ number: Int, _ most: Int?) -> String? {
        if number == 0 { return nil }
        if let most, number > most { return "более \(texts.number(most))" }
        return texts.number(number)
    }
    func fewerThan(_ number: Int) -> String { "менее \(texts.number(number))" }
    func moreFailed(_ all: String) -> String { "Всего частей с ошибкой: \(all)" }
    let moreFailedText = "Самые новые перечислены выше. Если ошибок сразу много, сначала посмотрите на сервер."
}
