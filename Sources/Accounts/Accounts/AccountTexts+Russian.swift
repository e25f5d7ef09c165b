import Presentation

struct RussianAccountTexts: AccountTexts {
    let texts: Texts
    let title = "Аккаунты"
    let new = "Новый аккаунт"
    let create = "Создать аккаунт"
    let account = "Аккаунт"
    let owner = "Владелец"
    let plan = "Тариф"
    let state = "Состояние"
    let domains = "Домены"
    let created = "Создан"
    let server = "Веб-сервер"
    let systemUser = "Системный пользователь"
    let home = "Домашний каталог"
    let search = "Название, системный пользователь, владелец"
    let active = "Активен"
    let suspended = "Приостановлен"
    let trashed = "В корзине"
    let inTrash = "Корзина"
    let emptyTitle = "Клиентов пока нет"
    let emptyText = "Аккаунт — это то, что клиент имеет у вас: тариф, домашний каталог на веб-сервере и любое число доменов."
    let name = "Название"
    let nameHint = "Имя человека или название компании — так, как удобно вам."
    let choosePlan = "Выберите тариф"
    let person = "Кто входит в панель"
    let login = "Логин"
    let loginHint = "Новый логин создаёт нового пользователя; существующий получает ещё один аккаунт."
    let email = "Адрес эл. почты"
    let emailHint = "Только для нового пользователя."
    let password = "Пароль"
    let passwordHint = "Только для нового пользователя; оставьте пустым, и пароль будет создан."
    let noPlanTitle = "Нет тарифа, с которым можно создать аккаунт"
    let noPlanText = "Сначала создайте тариф, это займёт минуту."
    let suspend = "Приостановить"
    let resume = "Возобновить"
    let delete = "Удалить"
    let restore = "Восстановить"
    let purge = "Удалить навсегда"
    let reason = "Причина"
    let reasonHint = "Клиент увидит её при входе в панель. Посетители его сайтов — нет."
    let suspendQuestion = "Все сайты этого аккаунта будут показывать страницу-заглушку, пока вы его не возобновите. Ничего не удаляется."
    let nothingLost = "Файлы, домены и настройки остаются без изменений."
    let purgeKeeps = "Это действие нельзя отменить."
    let typeNumber = "Номер аккаунта"
    let typeNumberHint = "Введите его, чтобы подтвердить, что речь именно об этом аккаунте."
    let change = "Настройки"
    let changePlanHint = "Ничего не отбирается: то, что у аккаунта сверх нового тарифа, остаётся, но добавить больше нельзя."
    let save = "Сохранить"
    func wasChanged(_ title: String) -> String { "Аккаунт «\(title)» изменён." }
    let facts = "Аккаунт"
    let addDomain = "Добавить домен"
    func summary(_ accounts: Int) -> String { texts.plural(accounts, one: "аккаунт", few: "аккаунта", many: "аккаунтов") }
    func suspendedSince(_ when: String) -> String { "Приостановлен с \(when)" }
    func trashedUntil(_ when: String) -> String { "В корзине. Аккаунт можно восстановить до \(when), затем он будет удалён навсегда." }
    func deleteQuestion(_ title: String) -> String {
        "«\(title)» сразу перестанет обслуживаться: сайты, DNS-зоны и домашний каталог."
    }
    func deleteKeeps(_ days: Int) -> String {
        "Аккаунт попадёт в корзину, и его можно будет восстановить в течение \(texts.plural(days, one: "дня", few: "дней", many: "дней"))."
    }
    func purgeQuestion(_ title: String) -> String { "Все файлы и настройки аккаунта «\(title)» будут удалены сейчас." }
    func wasCreated(_ title: String, _ systemUser: String) -> String {
        "Аккаунт «\(title)» создан, системный пользователь — \(systemUser)."
    }
    func wasSuspended(_ title: String) -> String { "Аккаунт «\(title)» приостановлен. Его сайты показывают заглушку." }
    func wasResumed(_ title: String) -> String { "Аккаунт «\(title)» снова активен." }
    func used(_ domains: Int, of limit: Int) -> String { "\(texts.number(domains)) из \(texts.number(limit))" }
    func domainsUsed(_ domains: Int) -> String { texts.plural(domains, one: "домен", few: "домена", many: "доменов") }
    func domainsUsed(_ domains: Int, of limit: Int) -> String {
        // After "из" the noun stands in the genitive: из 1 домена, из 2 доменов, из 10 доменов.
        "\(texts.number(domains)) из \(texts.plural(limit, one: "домена", few: "доменов", many: "доменов"))"
    }
    func unlimitedUse(_ domains: Int) -> String { "\(texts.number(domains)), без ограничений" }
    let domainsUsedUp = "Все домены тарифа заняты. Домен в корзине не учитывается."
    func wasTrashed(_ title: String) -> String { "Аккаунт «\(title)» перемещён в корзину." }
    func wasRestored(_ title: String) -> String { "Аккаунт «\(title)» восстановлен." }
    func notInTrash(_ title: String) -> String { "Аккаунта «\(title)» нет в корзине. Сначала удалите его; удалить навсегда — необратимо." }
    let toAccount = "К аккаунту"
    let newAccounts = "Новые аккаунты"
    let weekUntil = "Неделя до"
    func lastWeeks(_ weeks: Int) -> String {
        texts.form(weeks, one: "последняя", few: "последние", many: "последние") + " "
            + texts.plural(weeks, one: "неделя", few: "недели", many: "недель")
    }
    let bulkResumeQuestion = "Сайты этих аккаунтов снова заработают:"
    let bulkDeleteQuestion = "Эти аккаунты сразу перестанут обслуживаться вместе с сайтами, DNS-зонами и домашними каталогами:"
    func bulkTitle(_ action: String, _ accounts: Int) -> String {
        "\(action): \(texts.plural(accounts, one: "аккаунт", few: "аккаунта", many: "аккаунтов"))"
    }
    func wasPurged(_ title: String) -> String { "Аккаунт «\(title)» удалён навсегда." }
}
