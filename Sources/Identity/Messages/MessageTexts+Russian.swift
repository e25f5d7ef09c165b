import Presentation

struct RussianMessageTexts: MessageTexts {
    let texts: Texts
    let title = "Сообщения"
    let providerMenu = "Уведомления"
    let providerTitle = "Сообщения провайдеру"
    let message = "Сообщение"
    let kind = "Вид"
    let error = "Ошибка"
    let notice = "Уведомление"
    let newNotice = "Новое уведомление"
    let errors = "Ошибки"
    let notices = "Уведомления"
    let perPage = "Сообщений на странице"
    let markRead = "Отметить все прочитанными"
    let allRead = "Все сообщения отмечены прочитанными."
    let nothingUnread = "Непрочитанных нет."
    let emptyTitle = "Сообщений нет"
    let emptyText = "Здесь появляются ошибки и уведомления: входы, создание и удаление, а также то, чего не смог сделать сервер."

    func unread(_ count: Int) -> String { count < 100 ? "Непрочитанных: \(texts.number(count))." : "Непрочитанных: 100 или больше." }
    func failed(_ name: String) -> String { "\(name): не удалось применить на сервере" }
}
