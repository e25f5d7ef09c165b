import Presentation

struct RussianMailTexts: MailTexts {
    let texts: Texts
    let title = "Исходящая почта"
    let recipient = "Кому"
    let subject = "Тема"
    let state = "Состояние"
    let when = "Создано"
    let words = "Ответ сервера"
    let kind = "О чём"
    let language = "Язык"
    let attempts = "Попытки"
    let search = "Получатель или тема"
    let text = "Текст"
    let textIsSecret = "В этом письме одноразовая ссылка, поэтому здесь его может читать только тот, кто управляет сотрудниками."
    let textIsGone = "В этом письме была одноразовая ссылка. Текст удалён, как только письмо ушло."
    let sendAgain = "Отправить ещё раз"
    let willSend = "Письмо снова в пути."
    let emptyTitle = "Писем пока нет"
    let emptyText = "Здесь каждое письмо, которое пишет панель: сообщения клиентам, предупреждения, ссылки для новых паролей."
    let keptTitle = "Письма хранятся здесь и не отправляются"
    let keptText = "Почтовый сервер ещё не задан. Все письма можно прочитать здесь; задайте сервер, чтобы отправлять их."
    let setRelay = "Задать сервер"
    let failedDecision = "Письма не удалось отправить"
    func summary(_ mails: Int) -> String { "Писем: " + texts.number(mails) }
    func failedCount(_ mails: Int) -> String { "Не отправлено писем: \(texts.number(mails)). Ответы сервера показаны в списке." }
    func word(_ state: MailState) -> String {
        switch state {
        case .waiting: "В пути"
        case .sent: "Отправлено"
        case .failed: "Не отправлено"
        case .kept: "Сохранено"
        }
    }

    let relay = "Почтовый сервер"
    let relayHint = "Сервер, который принимает письма панели и доставляет их дальше. Без него письма хранятся и показываются здесь."
    let host = "Хост"
    let hostHint = "Имя или адрес: smtp.example.org"
    let port = "Порт"
    let portHint = "Пусто — обычный: 25, 587 или 465."
    let security = "Защита"
    func word(_ security: Relay.Security) -> String {
        switch security {
        case .none: "Нет: сервер на этой машине или в закрытой сети"
        case .startTLS: "STARTTLS: начинается открыто и обязательно переходит на TLS"
        case .tls: "TLS с первого байта"
        }
    }
    let user = "Пользователь"
    let userHint = "Пусто, если сервер принимает почту этой машины без входа."
    let password = "Пароль"
    let passwordHint = "Хранится в зашифрованном виде."
    let passwordStays = "Хранится в зашифрованном виде. Пусто — сохранённый пароль остаётся."
    let senderAddress = "Адрес отправителя"
    let senderName = "Имя отправителя"
    let senderHint = "Что получатели видят как отправителя."
    let authority = "Центр сертификации"
    let authorityHint = "PEM — для сервера, чей сертификат подписан не публичным центром. Обычно пусто."
    let save = "Сохранить"
    let saved = "Сервер задан. Теперь письма уходят через него."
    let remove = "Не использовать сервер"
    let removed = "Теперь письма хранятся здесь."
    let test = "Проверка"
    let testHint = "Сразу отправляет письмо через сохранённый сервер и показывает его ответ."
    let testTo = "Получатель"
    let testSend = "Отправить проверочное письмо"
    func tested(_ words: String) -> String { "Сервер принял письмо: \(words)" }
}
