struct RussianAPIReferenceTexts: APIReferenceTexts {
    let texts: Texts
    let title = "Интерфейс REST"
    let search = "Путь или назначение"
    let operation = "Операция"
    let purpose = "Что она делает"
    let firstTitle = "Первый запрос"
    let firstText =
        "Программа предъявляет токен. Запишите его в файл header одной строкой: Authorization: Bearer и сам токен. Затем:"
    let more =
        "Списки читаются дальше с помощью cursor. ETag и If-Match не дают двум программам затереть изменения друг друга. С Idempotency-Key запрос можно повторить, и он не выполнится дважды."
    let parameters = "Параметры и заголовки"
    let body = "Тело запроса"
    let answer = "Ответ"
    let example = "Пример"
    let optional = "(может отсутствовать)"
    func summary(_ operations: Int) -> String { "Операций: \(texts.number(operations))" }
    func refusals(_ statuses: String) -> String { "Возможные отказы: \(statuses)." }
}
