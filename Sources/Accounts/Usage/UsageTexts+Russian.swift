import Presentation

struct RussianUsageTexts: UsageTexts {
    let texts: Texts
    let title = "Использование"
    let summary = "Дисковое пространство и трафик по дням."
    let notMeasured = "ещё не измерено"
    let notMeasuredHint = "Сервер сообщит это через одну-две минуты после запуска."
    let noHome = "У этого аккаунта нет домашнего каталога и сайтов, измерять нечего."
    let thisMonth = "Трафик за месяц"
    let trafficByDay = "Трафик по дням"
    let trafficBySite = "Трафик по сайтам"
    let trafficByMonth = "Трафик по месяцам"
    let diskByDay = "Дисковое пространство по дням"
    let day = "День"
    let month = "Месяц"
    let site = "Сайт"
    let goneSite = "удалённый сайт"
    let received = "Получено"
    let sent = "Отправлено"
    let total = "Всего"
    let space = "Место на диске"
    let files = "Файлы"
    let maximum = "Максимум"
    let noTraffic = "За это время трафика не было."
    let diskHint = "Сколько места на диске занимают файлы домашнего каталога; файл с несколькими именами считается один раз."
    let trafficHint = "Сколько сайты получили и отправили, включая заголовки. Дни и месяцы — по UTC."
    let span = "Период"
    let details = "Все цифры"

    let listTitle = "Дисковое пространство и трафик"
    let listMenu = "Использование"
    let listSummary =
        "Аккаунты, достигшие 80\u{A0}% максимума или превысившие его. Клиент и провайдер получают одно сообщение на каждую отметку. Трафик никогда не отключается."
    let listSearch = "Аккаунт, имя для входа"
    let account = "Аккаунт"
    let used = "Использовано"
    let share = "Доля"
    let measuredAt = "Измерено"
    let stateExceeded = "Превышено"
    let stateNear = "Почти исчерпано"
    let emptyTitle = "К максимуму никто не приблизился"
    let emptyText = "Аккаунты появятся здесь, когда их диск или трафик превысит 80\u{A0}% разрешённого."
    let look = "Посмотреть"
    let decisionText = "Здесь используется больше места или трафика, чем разрешено. Ничего не отключено."

    func lastDays(_ count: Int) -> String { texts.plural(count, one: "день", few: "дня", many: "дней") }
    func measured(_ ago: String) -> String { "измерено \(ago)" }
    func counted(_ ago: String, since: String) -> String { "с \(since), подсчитано \(ago)" }
    func near(_ resource: String, _ account: String) -> String { "\(resource) аккаунта \(account): почти исчерпано" }
    func exceeded(_ resource: String, _ account: String) -> String { "\(resource) аккаунта \(account): максимум превышен" }
    func decisionTitle(_ count: Int) -> String {
        "Превышено: " + texts.plural(count, one: "максимум", few: "максимума", many: "максимумов")
    }
}
