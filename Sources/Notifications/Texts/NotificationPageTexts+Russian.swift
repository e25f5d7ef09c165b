import Identity
import Presentation

struct RussianNotificationPageTexts: NotificationPageTexts {
    let texts: Texts
    let title = "Уведомления"
    let summary = "Письма, которые программа пишет сама, и их тексты на каждом языке."
    let notification = "Уведомление"
    let text = "Текст"
    let audience = "Кому"
    let list = "Список"
    let copies = "Копии"
    let copiesGo = "Копии получают подписчики списка"
    let noCopies = "Выкл."
    let neverCopies = "Без копий"
    let withCopies = "С копиями"
    let search = "Название или повод"
    let edited = "Изменён"
    let standard = "Стандартный"
    let ofTemplates = "В шаблонах"
    func word(_ list: NotificationList) -> String {
        switch list {
        case .welcome: "Приветствие"
        case .accounts: "Аккаунты"
        case .domains: "Домены"
        case .security: "Безопасность входа"
        case .system: "Ошибки системы"
        }
    }
    func word(_ audience: MailNotification.Audience) -> String {
        switch audience {
        case .customer: "Клиент"
        case .person: "Кто входит в панель"
        case .provider: "Вы, провайдер"
        }
    }
    func word(_ content: NotificationText.Content) -> String {
        switch content {
        case .plain: "Простой текст"
        case .html: "HTML и текстовая часть рядом"
        }
    }

    let subject = "Тема"
    let contentType = "Тип содержимого"
    let textHint = "Переменные в фигурных скобках заменяются тем, что они означают."
    let variables = "Переменные"
    let sectionsHint = "{if support} … {end} попадает в письмо, только если значение есть, {if not support} — только если его нет."
    let isNeeded = "обязательна"
    let save = "Сохранить"
    let saved = "Текст сохранён и действует с этого момента."
    let preview = "Предпросмотр"
    let previewHint = "С примерами значений"
    let noPreview = "Пока показать нечего:"
    let textPart = "Текстовая часть"
    let test = "Отправить проверку мне"
    func testIsOnItsWay(_ address: String) -> String { "Проверка на \(address) отправлена. Ничего не сохранено." }
    func changed(by name: String, _ moment: String) -> String { "\(name), \(moment)" }
    let sendCopies = "Копии подписанным сотрудникам"
    let secretNoCopies =
        "В этом письме пароль или одноразовая ссылка. Кто его прочтёт, сможет войти, поэтому его получает только адресат."
    let uselessNoCopies = "Это письмо нужно только тому, кто его запросил."
    func nobodySubscribed(_ list: String) -> String { "На «\(list)» пока никто не подписан." }
    func subscribed(_ list: String, _ addresses: String) -> String { "Подписчики «\(list)»: \(addresses)." }

    let restore = "Вернуть стандартный"
    func restoreQuestion(_ title: String, _ language: String) -> String {
        "Вернуть стандартный текст уведомления «\(title)» (\(language))?"
    }
    func lostText(by name: String, _ moment: String) -> String { "Ваш текст (автор \(name), \(moment)) пропадёт." }
    let restoreKeeps = "Тексты на других языках и выбор копий останутся."
    let lost = "Что пропадёт"
    let instead = "Что будет отправляться"
    let restored = "Снова действует стандартный текст."
    let isStandard = "Это и есть стандартный текст."

    let recipients = "Получатели копий"
    let recipientsSummary =
        "Адреса сотрудников, которые получают копии писем клиентам. Каждая копия — отдельное письмо, клиенты её не видят."
    let newRecipient = "Новый получатель"
    let email = "Адрес электронной почты"
    let name = "Имя"
    let nameHint = "Как вы его называете. Можно не указывать."
    let lists = "Списки"
    let listsHint = "Копии писем об этом идут на адрес. Письма с паролями и ссылками никогда не копируются."
    let add = "Добавить"
    let added = "Теперь этот адрес получает копии."
    let changedRecipient = "Сохранено."
    let remove = "Убрать"
    let removed = "Этот адрес больше не получает копий."
    let nobodyTitle = "Копий никто не получает"
    let nobodyText = "Добавьте адрес своего офиса: он будет получать копии того, что сообщают клиентам."
    func count(_ recipients: Int) -> String { texts.plural(recipients, one: "адрес", few: "адреса", many: "адресов") }
    let copyOf = "Копия письма"
    let copy = "Копия"
}
