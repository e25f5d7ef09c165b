import AgentProtocol
import Fleet
import Presentation

struct RussianServerTexts: ServerTexts {
    let texts: Texts
    let title = "Серверы"
    let new = "Новый сервер"
    let add = "Добавить сервер"
    let name = "Название"
    let nameHint = "Как вы называете машину: rack3-07, fra1."
    let addresses = "Адреса"
    let addressesHint = "IP-адреса машины через пробел."
    let system = "Операционная система"
    let server = "Сервер"
    let carries = "Обслуживает"
    let state = "Состояние"
    let disk = "Диск"
    let load = "Нагрузка"
    let emptyTitle = "Серверов пока нет"
    let emptyText = "Добавьте машину, на которой будут сайты или DNS-зоны. Работу на ней выполняет агент."
    let notJoined = "Ожидает агента"
    let revoked = "Доступ отозван"
    let silent = "Не отвечает"
    let stopped = "Остановлен"
    let inStep = "В порядке"
    let services = "Службы"
    let service = "Служба"
    let noServices = "Агент пока не сообщил ни об одной службе."
    let running = "работает"
    let down = "не работает"
    let logical = "Логические серверы"
    let addLogical = "Добавить логический сервер"
    let kind = "Вид"
    let web = "Веб"
    let dns = "DNS"
    let endpoints = "Адреса и порты"
    let endpointsHint = "Через пробел: 203.0.113.24 или 203.0.113.24:80 или [2001:db8::24]:80"
    let noLogicalTitle = "Здесь пока ничего не работает"
    let noLogicalText = "Логический сервер — это служба на этой машине: веб-сервер или сервер имён. Имя зависит от вида: web1, ns1."
    let joinLine = "Показать строку подключения"
    let rejoin = "Новая строка подключения"
    let joinTitle = "Строка подключения"
    let joinText =
        "На этой машине от имени root передайте строку на стандартный ввод агента: hostwright-agent join --configuration FILE"
    let confirm = "Эти изменения верны, продолжить"
    let confirmed = "Агент продолжает работу."
    let revoke = "Отозвать доступ"
    let revokeQuestion =
        "Агент сразу потеряет право подключаться. Всё, что машина обслуживает, она продолжит обслуживать, но без новых изменений."
    let revokeKeeps = "Новая строка подключения снова откроет ему доступ."
    let wasRevoked = "Доступ сервера отозван."
    let quarantine = "Карантин"
    let quarantineText = "Эти объекты есть на машине, но здесь они никому не нужны. Они обслуживаются как прежде, пока вы не решите."
    let adopt = "Принять"
    let toTrash = "В корзину"
    let decided = "Сервер получил указание."
    let lastSeen = "Последний сигнал"
    let never = "никогда"
    let agent = "Агент"
    let objects = "Объекты"
    let settings = "Изменить сервер"
    let save = "Сохранить"
    let group = "Группа"
    let groupHint =
        "Метка, которую запрашивают тарифы, например «Быстрые диски». Новые клиенты попадают на серверы группы своего тарифа, прежние остаются. Пусто: Default."
    let changeGroup = "Группа и клиенты"
    func groupsNow(_ names: String) -> String { "Группы сейчас: \(names)." }
    let isOpen = "Принимает новых клиентов"
    let isOpenHint = "Отключите, когда сервер заполнен. Клиенты, которые на нём есть, остаются, и для них ничего не меняется."
    let isClosed = "закрыт"
    let platform = "Платформа"
    let platformHint = "Метка, которую запрашивают тарифы: Linux или Linux, сервер приложений. На каждом сервере работает Linux."
    let machine = "Машина"
    let real = "Отдельный компьютер"
    let virtual = "Виртуальная машина"
    let limits = "Ограничения"
    let limitsHint =
        "Когда одно из них достигнуто, новые аккаунты сюда не попадают. Пусто — без ограничения. Имеющееся продолжает работать."
    let accounts = "Аккаунты"
    let sites = "Сайты"
    let mostAccounts = "Не более аккаунтов"
    let mostSites = "Не более сайтов"
    let mostDisk = "Занято диска не более"
    let mostLoad = "Наибольшая нагрузка"
    let login = "Вход для сотрудников"
    let noPassword = "Пароль здесь не хранится: агенту он не нужен."
    let loginAddress = "Адрес SSH"
    let loginPort = "Порт"
    let loginUser = "Пользователь"
    let console = "Удалённая консоль"
    let note = "Заметка"
    let noteHint = "Для сотрудников: где стоит, кому звонить."
    let fullText = "Имеющееся не затрагивается. Новые аккаунты попадают на другие серверы."
    let silentText =
        "Скорее всего, он работает как прежде. Изменения ждут здесь, ничего не потеряно; он наверстает всё, когда вернётся на связь."
    func wasChanged(_ name: String) -> String { "Сервер \(name) изменён." }
    func used(_ used: String, _ limit: String) -> String { "\(used) из \(limit)" }
    func diskUsed(_ disk: String, _ percent: String, _ limit: String) -> String {
        "\(disk), \(percent)\u{A0}% при допустимых \(limit)\u{A0}%"
    }
    func full(_ reasons: String) -> String { "Не принимает новых аккаунтов: \(reasons)" }
    func reached(_ limit: ReachedLimit) -> String {
        switch limit {
        case .accounts(let used, let most):
            "\(texts.number(used)) из \(texts.plural(most, one: "аккаунта", few: "аккаунтов", many: "аккаунтов"))"
        case .sites(let used, let most): "\(texts.number(used)) из \(texts.plural(most, one: "сайта", few: "сайтов", many: "сайтов"))"
        case .disk(let used, let most): "диск занят на \(used)\u{A0}%, ограничение — \(most)\u{A0}%"
        case .load(let load, let most): "нагрузка \(hundredths(load)), ограничение — \(hundredths(most))"
        }
    }
    private func hundredths(_ value: Int) -> String { texts.decimal(Double(value) / 100, digits: 2) }
    func notReachedSince(_ moment: String) -> String { "Недоступен с: \(moment)" }
    func summary(_ servers: Int) -> String { texts.plural(servers, one: "сервер", few: "сервера", many: "серверов") }
    func applying(_ changes: Int, most: Int?) -> String {
        if let most, changes > most { return "Применяется: более \(texts.number(most))" }
        return "Применяется: \(texts.number(changes))"
    }
    func silentFor(_ duration: String) -> String { "Не отвечает \(duration)" }
    func wasAdded(_ name: String) -> String { "Сервер \(name) добавлен. Теперь подключите его агента." }
    func logicalAdded(_ name: String) -> String { "Сервер \(name) добавлен." }
    func joinUntil(_ time: String) -> String { "Действует один раз, до \(time)." }
    func foreign(_ objects: Int) -> String {
        "На этой машине есть \(texts.plural(objects, one: "объект", few: "объекта", many: "объектов")) другой установки"
    }
    func foreignText(_ names: String) -> String { "Они обслуживаются как прежде, и отсюда ничего не меняется и не удаляется: \(names)" }
    func reason(_ stop: Stop) -> String {
        switch stop.reason {
        case .foreignInstallation: "Центр управления относится к другой установке, чем этот сервер."
        case .olderEpoch: "База данных центра управления старше состояния, за которым этот сервер уже следовал."
        case .sequenceBehind:
            "Этот сервер применил больше изменений, чем знает центр управления: похоже, восстановлена старая база данных."
        case .tooManyRemovals: "Одновременно удаляется необычно много объектов."
        }
    }
}
