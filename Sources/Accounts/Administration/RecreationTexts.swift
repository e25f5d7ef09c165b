import AgentProtocol
import Fleet
import Presentation

/// What the recreation tool and the page of the installation say.
package protocol RecreationTexts: Sendable {
    var title: String { get }
    var summary: String { get }
    var explanation: String { get }
    var button: String { get }
    var serverTitle: String { get }
    var server: String { get }
    var chooseServer: String { get }
    var serverHint: String { get }
    var begin: String { get }
    var began: String { get }
    var earlier: String { get }
    var noneTitle: String { get }
    var noneText: String { get }
    var what: String { get }
    var objects: String { get }
    var kindColumn: String { get }
    var done: String { get }
    func state(_ state: RecreatedObject.State) -> String
    func kind(_ kind: ObjectKind) -> String
    func begun(_ who: String, _ when: String) -> String
    func doneOf(_ done: Int, _ total: Int) -> String
    func first(_ count: Int) -> String

    var systemTitle: String { get }
    var systemSummary: String { get }
    var licensed: String { get }
    var byPlan: String { get }
    var users: String { get }
    var staff: String { get }
    var customers: String { get }
    var hosted: String { get }
    var servers: String { get }
    var computers: String { get }
    var database: String { get }
    func figure(_ what: SystemFigure.What) -> String
    func kind(_ kind: LogicalServerKind) -> String
}

extension RecreationTexts {
    /// `3 live, 1 failed`.
    func counts(_ counts: [RecreatedObject.State: Int]) -> String {
        RecreatedObject.State.allCases.compactMap { state in counts[state].map { number in "\(self.state(state)): \(number)" } }.joined(
            separator: " · ")
    }

}

extension Texts {
    package var recreation: any RecreationTexts {
        pick(EnglishRecreationTexts(texts: self), GermanRecreationTexts(texts: self), RussianRecreationTexts(texts: self))
    }
}

struct EnglishRecreationTexts: RecreationTexts {
    let texts: Texts
    let title = "Recreation tool"
    let summary = "Publishes what accounts have on servers once more, as it stands in the database."
    let explanation =
        "The server applies its configuration anew: the system user and the home, websites, zones. Use it when something was changed or lost on a server past this program. Files of customers are not touched, and what is served goes on being served."
    let button = "Publish anew"
    let serverTitle = "All accounts of a server"
    let server = "Server"
    let chooseServer = "Choose a server"
    let serverHint = "Of each account whose home is there, outside the trash, everything is published anew, its zones too."
    let begin = "Publish anew"
    let began = "It is being published. This page shows how far the servers are."
    let earlier = "Earlier runs"
    let noneTitle = "Nothing was published anew yet"
    let noneText = "A single account is published anew from its own page."
    let what = "What"
    let objects = "Objects"
    let kindColumn = "Kind"
    let done = "Done"
    func state(_ state: RecreatedObject.State) -> String {
        switch state {
        case .waiting: "Waiting"
        case .applying: "Applying"
        case .live: "Live"
        case .failed: "Failed"
        case .gone: "Not wanted any more"
        }
    }
    func kind(_ kind: ObjectKind) -> String {
        switch kind {
        case .webServer: "Web server"
        case .nameServer: "Name server"
        case .account: "System user and home"
        case .website: "Website"
        case .zone: "DNS zone"
        }
    }
    func begun(_ who: String, _ when: String) -> String { "Begun by \(who), \(when)" }
    func doneOf(_ done: Int, _ total: Int) -> String { "\(texts.number(done)) of \(texts.plural(total, one: "object", other: "objects"))" }
    func first(_ count: Int) -> String { "the first \(texts.number(count)), what needs attention first" }

    let systemTitle = "System information"
    let systemSummary = "The whole installation in numbers. What is in the trash counts, what was deleted for good does not."
    let licensed = "Allowed by the licence"
    let byPlan = "Accounts by plan"
    let users = "Logins"
    let staff = "Staff"
    let customers = "Customers"
    let hosted = "Hosted"
    let servers = "Servers"
    let computers = "Physical servers"
    let database = "Database"
    func figure(_ what: SystemFigure.What) -> String {
        switch what {
        case .domains: "Domains"
        case .websites: "Websites"
        case .zones: "DNS zones"
        }
    }
    func kind(_ kind: LogicalServerKind) -> String {
        switch kind {
        case .web: "Web servers"
        case .dns: "Name servers"
        }
    }
}

struct GermanRecreationTexts: RecreationTexts {
    let texts: Texts
    let title = "Wiederaufbau"
    let summary = "Veröffentlicht noch einmal, was Konten auf Servern haben, so wie es in der Datenbank steht."
    let explanation =
        "Der Server wendet seine Konfiguration neu an: Systembenutzer und Home-Verzeichnis, Websites, Zonen. Das hilft, wenn auf einem Server an diesem Programm vorbei etwas geändert wurde oder verloren ging. Dateien der Kunden bleiben unberührt, und was ausgeliefert wird, wird weiter ausgeliefert."
    let button = "Neu veröffentlichen"
    let serverTitle = "Alle Konten eines Servers"
    let server = "Server"
    let chooseServer = "Server wählen"
    let serverHint =
        "Von jedem Konto, dessen Home-Verzeichnis dort liegt und das nicht im Papierkorb ist, wird alles neu veröffentlicht, auch die Zonen."
    let begin = "Neu veröffentlichen"
    let began = "Es wird veröffentlicht. Diese Seite zeigt, wie weit die Server sind."
    let earlier = "Frühere Läufe"
    let noneTitle = "Noch wurde nichts neu veröffentlicht"
    let noneText = "Ein einzelnes Konto wird auf seiner eigenen Seite neu veröffentlicht."
    let what = "Was"
    let objects = "Objekte"
    let kindColumn = "Art"
    let done = "Fertig"
    func state(_ state: RecreatedObject.State) -> String {
        switch state {
        case .waiting: "Wartet"
        case .applying: "Wird angewendet"
        case .live: "Aktiv"
        case .failed: "Fehlgeschlagen"
        case .gone: "Nicht mehr gewünscht"
        }
    }
    func kind(_ kind: ObjectKind) -> String {
        switch kind {
        case .webServer: "Webserver"
        case .nameServer: "Nameserver"
        case .account: "Systembenutzer und Home-Verzeichnis"
        case .website: "Website"
        case .zone: "DNS-Zone"
        }
    }
    func begun(_ who: String, _ when: String) -> String { "Begonnen von \(who), \(when)" }
    func doneOf(_ done: Int, _ total: Int) -> String {
        "\(texts.number(done)) von \(texts.plural(total, one: "Objekt", other: "Objekten"))"
    }
    func first(_ count: Int) -> String { "die ersten \(texts.number(count)), zuerst was Aufmerksamkeit braucht" }

    let systemTitle = "Systeminformation"
    let systemSummary = "Die ganze Installation in Zahlen. Was im Papierkorb liegt, zählt mit; endgültig Gelöschtes nicht."
    let licensed = "Laut Lizenz erlaubt"
    let byPlan = "Konten nach Tarif"
    let users = "Zugänge"
    let staff = "Mitarbeiter"
    let customers = "Kunden"
    let hosted = "Gehostet"
    let servers = "Server"
    let computers = "Physische Server"
    let database = "Datenbank"
    func figure(_ what: SystemFigure.What) -> String {
        switch what {
        case .domains: "Domains"
        case .websites: "Websites"
        case .zones: "DNS-Zonen"
        }
    }
    func kind(_ kind: LogicalServerKind) -> String {
        switch kind {
        case .web: "Webserver"
        case .dns: "Nameserver"
        }
    }
}

struct RussianRecreationTexts: RecreationTexts {
    let texts: Texts
    let title = "Воссоздание"
    let summary = "Публикует заново то, что у аккаунтов есть на серверах, — так, как записано в базе данных."
    let explanation =
        "Сервер применит конфигурацию заново: системного пользователя и домашний каталог, сайты, зоны. Это нужно, если на сервере что-то изменили или потеряли в обход этой программы. Файлы клиентов не затрагиваются, работающие сайты продолжают работать."
    let button = "Опубликовать заново"
    let serverTitle = "Все аккаунты сервера"
    let server = "Сервер"
    let chooseServer = "Выберите сервер"
    let serverHint = "Для каждого аккаунта, чей домашний каталог находится там, кроме корзины, всё публикуется заново, включая зоны."
    let begin = "Опубликовать заново"
    let began = "Публикация началась. Эта страница показывает, как далеко продвинулись серверы."
    let earlier = "Прежние запуски"
    let noneTitle = "Пока ничего не публиковалось заново"
    let noneText = "Отдельный аккаунт публикуется заново на его собственной странице."
    let what = "Что"
    let objects = "Объекты"
    let kindColumn = "Вид"
    let done = "Готово"
    func state(_ state: RecreatedObject.State) -> String {
        switch state {
        case .waiting: "Ожидает"
        case .applying: "Применяется"
        case .live: "Работает"
        case .failed: "Ошибка"
        case .gone: "Больше не нужен"
        }
    }
    func kind(_ kind: ObjectKind) -> String {
        switch kind {
        case .webServer: "Веб-сервер"
        case .nameServer: "Сервер имён"
        case .account: "Системный пользователь и домашний каталог"
        case .website: "Сайт"
        case .zone: "DNS-зона"
        }
    }
    func begun(_ who: String, _ when: String) -> String { "Начал(а) \(who), \(when)" }
    func doneOf(_ done: Int, _ total: Int) -> String {
        "\(texts.number(done)) из \(texts.plural(total, one: "объекта", few: "объектов", many: "объектов"))"
    }
    func first(_ count: Int) -> String { "первые \(texts.number(count)), сначала требующие внимания" }

    let systemTitle = "Сведения о системе"
    let systemSummary = "Вся установка в числах. То, что в корзине, учитывается; удалённое навсегда — нет."
    let licensed = "Разрешено лицензией"
    let byPlan = "Аккаунты по тарифам"
    let users = "Логины"
    let staff = "Сотрудники"
    let customers = "Клиенты"
    let hosted = "Размещено"
    let servers = "Серверы"
    let computers = "Физические серверы"
    let database = "База данных"
    func figure(_ what: SystemFigure.What) -> String {
        switch what {
        case .domains: "Домены"
        case .websites: "Сайты"
        case .zones: "DNS-зоны"
        }
    }
    func kind(_ kind: LogicalServerKind) -> String {
        switch kind {
        case .web: "Веб-серверы"
        case .dns: "Серверы имён"
        }
    }
}
