extension FaultTexts {
    /// What all operations of the REST interface refuse.
    static let interface = FaultTexts([
        "query.long": .init("Dieser Parameter ist zu lang.", "Этот параметр слишком длинный."),
        "query.number": .init("Dieser Parameter ist eine Zahl in Grenzen.", "Этот параметр — число в пределах."),
        "query.choice": .init("Dieser Parameter hat einen anderen Wert.", "У этого параметра другое значение."),
        "query.flag": .init("Dieser Parameter ist true oder false.", "Этот параметр — true или false."),
        "query.unknown": .init("Den Parameter {field} gibt es hier nicht.", "Параметра {field} здесь нет."),
        "query.twice": .init("Dieser Parameter steht zweimal da.", "Этот параметр указан дважды."),
        "query.malformed": .init(
            "Der Teil der Adresse nach dem Fragezeichen ist nicht lesbar.", "Часть адреса после вопросительного знака не читается."),
        "list.cursor": .init(
            "Dieser Cursor gehört nicht zu dieser Liste in dieser Reihenfolge. Beginnen Sie ohne.",
            "Этот курсор не от этого списка в этом порядке. Начните без него."),
        "precondition.failed": .init(
            "Das hat sich geändert, seit Sie es gelesen haben[: {fields}]. Nichts wurde getan; lesen Sie es erneut.",
            "Это изменилось с тех пор, как вы это прочитали[: {fields}]. Ничего не сделано; прочитайте ещё раз."),
        "precondition.changed": .init("{field} ist jetzt anders.", "Поле {field} теперь другое."),
        "idempotency.key": .init(
            "Ein Idempotency-Key hat 1 bis 200 sichtbare ASCII-Zeichen.", "Idempotency-Key состоит из 1–200 видимых символов ASCII."),
        "idempotency.other_request": .init(
            "Dieser Schlüssel gehört zu einer anderen Anfrage. Nehmen Sie für eine neue Anfrage einen neuen.",
            "Этот ключ принадлежит другому запросу. Для нового запроса возьмите новый."),
        "idempotency.answer_lost": .init(
            "Die erste Anfrage mit diesem Schlüssel wurde ausgeführt, ihre Antwort aber nicht aufbewahrt.",
            "Первый запрос с этим ключом выполнен, но его ответ не сохранён."),
        "idempotency.secret_told": .init(
            "Die erste Anfrage mit diesem Schlüssel wurde ausgeführt. Ihre Antwort enthielt ein Geheimnis, das nur einmal gezeigt wird; sie wurde nicht aufbewahrt. Ist sie nicht angekommen, legen Sie ein neues an.",
            "Первый запрос с этим ключом выполнен. Его ответ содержал секрет, который показывают один раз, поэтому он не сохранён. Если ответ не дошёл, создайте новый."
        ),
        "idempotency.working": .init(
            "Die erste Anfrage mit diesem Schlüssel ist noch nicht fertig. Fragen Sie gleich noch einmal.",
            "Первый запрос с этим ключом ещё не завершён. Повторите чуть позже."),
        "rate.exceeded": .init(
            "Sie fragen öfter als {limit}-mal in der Minute. Machen Sie gleich weiter.",
            "Вы обращаетесь чаще {limit} раз в минуту. Продолжите чуть позже."),
    ])
}
