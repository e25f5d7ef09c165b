struct RussianPanelTexts: PanelTexts {
    let texts: Texts
    let formSentTwice = "Эта форма уже была отправлена; повторно ничего не выполнено."
    let signOut = "Выйти"
    let search = "Найти домен, аккаунт, сервер…"
    let help = "Справка"
    let skipToContent = "Перейти к содержимому"
    let navigation = "Основное меню"
    let menu = "Меню"
    let previous = "Назад"
    let next = "Вперёд"
    let firstPage = "В начало"
    let cancel = "Отмена"
    let copy = "Копировать"
    let copied = "Скопировано"
    let more = "Ещё"
    let all = "Все"
    let optional = "необязательно"
    let seenFromOutside = "Как видно снаружи"
    let checkAgain = "проверить снова"
    let notFoundTitle = "Здесь ничего нет"
    let forbiddenTitle = "У вас нет на это прав"
    let failureTitle = "Что-то пошло не так"
    let unavailableTitle = "Сейчас недоступно"
    let refusedTitle = "Запрос не принят"
    let reference = "Номер обращения"
    let backHome = "На главную страницу"
    let breadcrumbs = "Вы находитесь здесь"
    let sections = "Разделы"
    let filters = "Фильтры"
    let details = "Подробности"
    let nothingFoundTitle = "Ничего не найдено"
    let clearSearch = "Показать всё"
    let lookOver = "Проверьте, пожалуйста, данные формы"
    let emptyLog = "В журнале пока нет записей."
    let apply = "Применить"
    let language = "Язык"
    let appearance = "Оформление"
    let undo = "Отменить"
    let stepBack = "Назад"
    let stepNext = "Далее"
    func step(_ number: Int, of steps: Int) -> String { "Шаг \(number) из \(steps)" }
    func theme(_ theme: Theme) -> String {
        switch theme {
        case .system: "Как в системе"
        case .light: "Светлое"
        case .dark: "Тёмное"
        case .contrast: "Высокая контрастность"
        }
    }
    let columns = "Столбцы"
    let numbers = "Числа"
    let nothingTickedTitle = "Ничего не выбрано"
    let nothingTicked = "Вернитесь к списку и отметьте нужные строки."
    let backToList = "Вернуться к списку"
    let changedMeanwhileTitle = "Тем временем сохранил кто-то другой"
    let changedMeanwhile =
        "Ваши изменения ещё не сохранены. Рядом с каждым отличающимся полем показана другая версия. Исправьте, что нужно, и сохраните: действует то, что сейчас в полях."
    let saveAnyway = "Всё равно сохранить"
    let showStored = "Отменить моё и показать сохранённое"
    let nothingThere = "ничего"
    func switched(_ isOn: Bool) -> String { isOn ? "включено" : "выключено" }
    func storedMeanwhile(_ value: String) -> String { "Тем временем сохранено: \(value)" }
    func takenOver(_ before: String) -> String { "Тем временем изменено и взято сюда. Было: \(before)" }
    let tickAll = "Отметить все строки на этой странице"
    let withTicked = "С отмеченными строками:"
    let paletteTitle = "Перейти к"
    let paletteEmpty = "Ничего не найдено"
    let pages = "Страницы"

    func bulkDone(_ things: Int) -> String { "Выполнено: \(texts.number(things))." }
    func bulkRefused(_ things: Int) -> String { "Отклонено: \(texts.number(things))" }
    func tick(_ name: String) -> String { "Отметить: \(name)" }
    func range(_ first: Int, _ last: Int, of total: Int) -> String {
        "\(texts.number(first))–\(texts.number(last)) из \(texts.number(total))"
    }
    func nothingFound(_ typed: String) -> String { "По запросу «\(typed)» ничего нет." }
    func checked(_ ago: String) -> String { "проверено \(ago)" }
    func nextTry(_ wait: String) -> String { "Следующая попытка через \(wait)." }
    func signedInAs(_ name: String) -> String { "Вы вошли как \(name)" }
    func selected(_ rows: Int) -> String { "Выбрано: \(texts.number(rows))" }
    func sortBy(_ column: String) -> String { "Сортировать по столбцу «\(column)»" }
    func windowTitle(_ page: String, _ provider: String) -> String { "\(page) · \(provider)" }
}
