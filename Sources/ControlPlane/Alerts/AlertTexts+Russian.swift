import Presentation

struct RussianAlertTexts: AlertTexts {
    let texts: Texts
    let pageTitle = "Предупреждения"
    let alert = "Предупреждение"
    let state = "Состояние"
    let began = "Началось"
    let ended = "Закончилось"
    let open = "Открыто"
    let over = "Прошло"
    let look = "Посмотреть"
    let emptyTitle = "Предупреждений нет"
    let emptyText = "Здесь показаны молчащий сервер, полный диск, неверные часы, истекающий сертификат, неудавшаяся задача или изменение."
    func summary(_ open: Int) -> String { open == 0 ? "Открытых нет." : "Открыто: \(texts.number(open))." }
    func several(_ alerts: Int) -> String { "Предупреждений: \(texts.number(alerts))" }
    func title(_ alert: Alert) -> String {
        switch alert.kind {
        case .serverDown: "\(alert.name) молчит"
        case .diskFull: "Диск \(alert.name) заполнен на \(alert.value)\u{A0}%"
        case .jobGivenUp: "Задача не выполнена: \(alert.name)"
        case .clockOff: "Часы \(alert.name) ошибаются на \(alert.value) с"
        case .certificateEnds: "Сертификат \(alert.name) скоро закончится"
        case .provisioningFailed: "Не применено: \(alert.name)"
        case .mailGivenUp: "Не отправлено: " + texts.plural(Int(alert.value) ?? 0, one: "письмо", few: "письма", many: "писем")
        case .databaseSorting: "База данных сортирует текст в другом порядке"
        }
    }
    func text(_ alert: Alert) -> String {
        switch alert.kind {
        case .serverDown: "Не отвечает с \(texts.moment(alert.moment)). Сайты на нём, возможно, работают; проверьте машину и сеть."
        case .diskFull: "Освободите место или добавьте диск, пока сайты и почтовые ящики могут писать."
        case .databaseSorting:
            "\(alert.name) использует правило сортировки \(alert.value) вместо C. Ничего не теряется, но списки идут в другом порядке, чем описано, а после обновления системы может понадобиться перестроить индексы. Перенесите данные в базу, созданную с LOCALE 'C' TEMPLATE template0."
        case .jobGivenUp, .provisioningFailed: alert.value
        case .mailGivenUp: "Почтовый сервер отклонил их или был недоступен сутки. Его слова есть в списке; оттуда их можно отправить снова."
        case .clockOff: "Из-за этого ошибаются сертификаты и журналы. Проверьте службу времени (systemd-timesyncd, chrony)."
        case .certificateEnds:
            "Он действует до \(texts.moment(alert.moment)). Агенты и панель обновляют свои сами; проверьте, почему этот не обновлён."
        }
    }
}
