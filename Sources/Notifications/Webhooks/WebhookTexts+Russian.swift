import Presentation

struct RussianWebhookTexts: WebhookTexts {
    let texts: Texts
    let title = "Вебхуки"
    let add = "Добавить вебхук"
    let change = "Изменить"
    let delete = "Удалить"
    let save = "Сохранить"
    let url = "Адрес"
    let urlHint = "Начинается с https:// и доступен отовсюду."
    let whose = "События"
    let events = "События по именам"
    let eventsHint = "Имена через запятую, например domain.added, account.suspended. Пусто: все."
    let allEvents = "все"
    let isOn = "Отправлять события"
    let state = "Состояние"
    let on = "Включён"
    let off = "Выключен"
    let secret = "Ключ подписей"
    let secretHint =
        "Каждый запрос несёт webhook-id, webhook-timestamp и webhook-signature: HMAC-SHA256 с этим ключом от идентификатора, времени и тела, разделённых точками."
    let ping = "Отправить пробное событие"
    let pinged = "Пробное событие отправляется."
    let created = "Вебхук получает события с этого момента."
    let changed = "Вебхук изменён."
    let deleted = "Вебхук удалён."
    let emptyTitle = "Вебхуков пока нет"
    let emptyText = "Вебхук сообщает вашей программе о событиях: добавлен домен, приостановлена учётная запись."
    let deliveries = "Что отправлено"
    let nothingSentTitle = "Пока ничего не отправлено"
    let nothingSent = "События хранятся здесь 30 дней вместе с запросом и ответом."
    let event = "Событие"
    let attempts = "Попытки"
    let lastAt = "Последняя отправка"
    let request = "Запрос"
    let answer = "Ответ"
    let noWords = "Ответ был пустым."
    let sendAgain = "Отправить ещё раз"
    let willSend = "Отправляется ещё раз."
    func summary(_ webhooks: Int) -> String { "Вебхуков: \(texts.number(webhooks))" }
    func owner(_ account: Int?) -> String { account.map { account in "Учётная запись \(account)" } ?? "вся установка" }
    func word(_ state: WebhookDelivery.State) -> String {
        switch state {
        case .waiting: "Ожидает"
        case .delivered: "Доставлено"
        case .failed: "Не доставлено"
        }
    }
}
