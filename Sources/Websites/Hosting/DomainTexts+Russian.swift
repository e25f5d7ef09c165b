import Fleet
import Presentation

struct RussianDomainTexts: DomainTexts {
    let texts: Texts
    let title = "Домены"
    let add = "Добавить домен"
    let domain = "Домен"
    let account = "Аккаунт"
    let state = "Состояние"
    let added = "Добавлен"
    let search = "Имя или аккаунт"
    let active = "Активен"
    let suspended = "Приостановлен"
    let trash = "Корзина"
    let emptyTitle = "Доменов пока нет"
    let emptyText = "Добавьте домен — и он в течение секунды получит DNS-зону на серверах имён и сайт."
    let name = "Имя домена"
    let nameHint = "Без www, он уже включён: example.org"
    let chooseAccount = "Выберите аккаунт"
    let documentRoot = "Корневой каталог сайта"
    let documentRootHint = "Где находятся файлы, относительно домашнего каталога. Пусто — собственный каталог домена."
    let noAccountTitle = "Нет аккаунта, в который можно добавить домен"
    let noAccountAsk = "Домен принадлежит активному аккаунту. Попросите аккаунт у провайдера."
    let noAccountText = "Сначала создайте аккаунт или восстановите его из корзины."
    let whatHappens = "Что произойдёт"
    let whatHappensLines = [
        "Два сервера имён начнут отвечать за зону с записями SOA, NS, A, AAAA, MX и www.",
        "Веб-сервер аккаунта начнёт показывать сайт с первой страницей — от имени системного пользователя аккаунта.",
        "Страница домена показывает каждую часть так, как она видна снаружи, пока всё не заработает.",
    ]
    let overview = "Обзор"
    let website = "Сайт"
    let dns = "DNS"
    let logs = "Журналы"
    let visit = "Открыть сайт"
    let delete = "Удалить"
    let restore = "Восстановить"
    let purge = "Удалить навсегда"
    let tryAgain = "Повторить сейчас"
    let plan = "Тариф"
    let addresses = "Адреса"
    let nameServers = "Серверы имён"
    let serial = "Серийный номер"
    let record = "Имя"
    let type = "Тип"
    let timeToLive = "TTL"
    let data = "Значение"
    let delegationTitle = "Для вашего регистратора"
    let delegationText =
        "Укажите эти серверы имён там, где зарегистрирован домен. До этого зону видят только те, кто обращается к ним напрямую."
    let tryIt = "Проверить"
    let onOffHint = "Выключено: по этим именам показывается заглушка. Файлы остаются."
    let phpHint = "Выключено: файлы PHP не выполняются и не показываются."
    let options = "Настройки"
    let save = "Сохранить"
    let saved = "Сохранено. Веб-сервер применит изменения через мгновение."
    let names = "Имена"
    let restoreIndex = "Вернуть первую страницу"
    let restoreIndexHint = "Записывает в index.html страницу, с которой начинается новый сайт; файл с таким именем будет заменён."
    let indexRestored = "Первая страница восстановлена."
    let accessLog = "Журнал доступа"
    let errorLog = "Журнал ошибок"
    let keepContent = "Оставить файлы в домашнем каталоге"
    let removeContent = "Удалить и файлы, когда домен покинет корзину"
    let content = "Файлы сайта"
    let purgeKeeps = "Это действие нельзя отменить."
    let typeName = "Введите имя домена"
    let suspendedTitle = "Аккаунт приостановлен"
    let suspendedText = "Посетители видят заглушку. Файлы и настройки остаются без изменений."
    let failedTitle = "Не применено"
    let webIsOff = "Веб-служба этого домена выключена."
    let on = "включено"
    let off = "выключено"
    let tryAgainSent = "Серверы повторяют попытку."

    func word(_ state: LiveState) -> String {
        switch state {
        case .wanted: "Ожидает"
        case .applying: "Применяется"
        case .live: "Работает"
        case .failed: "Ошибка"
        case .removed: "Отключён"
        case .contentMissing: "Нет файлов"
        }
    }
    func summary(_ domains: Int) -> String { texts.plural(domains, one: "домен", few: "домена", many: "доменов") }
    func wasAdded(_ name: String) -> String { "Домен \(name) добавлен. Его части начинают работать." }
    func wasTrashed(_ name: String) -> String { "Домен \(name) перемещён в корзину." }
    func wasRestored(_ name: String) -> String { "Домен \(name) восстановлен." }
    func wasPurged(_ name: String) -> String { "Домен \(name) удалён навсегда." }
    func trashedUntil(_ when: String) -> String { "В корзине. Домен можно восстановить до \(when), затем он будет удалён навсегда." }
    func deleteQuestion(_ name: String) -> String { "Домен \(name) сразу перестанет обслуживаться." }
    func deleteKeeps(_ days: Int) -> String {
        "Домен попадёт в корзину, и его можно будет восстановить в течение \(texts.plural(days, one: "дня", few: "дней", many: "дней")). До тех пор никто другой не сможет занять это имя."
    }
    let bulkDeleteQuestion = "Эти домены сразу перестанут обслуживаться вместе с DNS-зонами и сайтами:"
    let bulkRestoreQuestion = "Эти домены снова заработают, как прежде:"
    let bulkApplyQuestion = "Серверы применят эти домены ещё раз и проверят их снаружи:"
    func bulkTitle(_ action: String, _ domains: Int) -> String {
        "\(action): \(texts.plural(domains, one: "домен", few: "домена", many: "доменов"))"
    }
    func purgeQuestion(_ name: String) -> String { "Домен \(name) будет удалён сейчас." }
    func losesZone(_ name: String) -> String { "Зона \(name) со всеми записями" }
    func losesSite(_ root: String) -> String { "Сайт в каталоге \(root)" }
    func silentSince(_ duration: String) -> String {
        "Сервер не отвечает уже \(duration). Ничего не потеряно: он наверстает всё, когда вернётся на связь."
    }
    func since(_ duration: String) -> String { "уже \(duration)" }
    func failedOn(_ server: String) -> String { "Не применено на \(server)" }
    let triesNow = "Попытка повторяется сейчас."
    let failedHelp = "Применённое раньше остаётся как есть; остальные части домена не затронуты."
    let contentMissingHelp = "С момента создания сайта сервер был настроен заново. Верните файлы из резервной копии."
    let neutralPage = "Заглушка"
    let websiteOptions = "Настройки сайта"
    func nextTry(_ wait: String) -> String { "Следующая попытка через \(wait)." }
    let option = "Опция"
    let price = "Цена"
    let turnOn = "Включить"
    let turnOff = "Выключить"
    let firstPage = "Первая страница"
    let firstPageHint = "Показывается с первого мгновения, пока её место не займёт ваша страница."
    let logsHint = "Кто посещал сайт и что пошло не так."
    func notInTrash(_ name: String) -> String { "Домена \(name) нет в корзине. Сначала удалите его; удалить навсегда — необратимо." }
    func turnOn(_ option: String) -> String { "\(option): включить" }
    func turnOff(_ option: String) -> String { "\(option): выключить" }
    func turned(_ option: String, _ isOn: Bool) -> String {
        "\(option): \(isOn ? "включено" : "выключено"). Веб-сервер применит изменения через мгновение."
    }
    func costs(_ option: String, _ price: String) -> String { "\(option): \(price). Опция включится с вашего согласия." }
    func included(in plan: String) -> String { "Входит в тариф «\(plan)» без доплаты." }
    func notIncluded(in plan: String) -> String { "Не входит в тариф «\(plan)»." }
    func logOf(_ lines: Int) -> String {
        texts.form(lines, one: "Последняя", few: "Последние", many: "Последние") + " "
            + texts.plural(lines, one: "строка", few: "строки", many: "строк")
    }
}
