import Presentation

struct RussianUserTemplateTexts: UserTemplateTexts {
    let texts: Texts
    let title = "Шаблоны"
    let summary = "Лимиты и услуги стандартных пакетов: выбираются при создании клиента."
    let new = "Новый шаблон"
    let create = "Создать шаблон"
    let change = "Изменить"
    let save = "Сохранить"
    let copy = "Копировать"
    let copyHint = "У копии те же лимиты, услуги и регистрационные письма."
    let nameOfCopy = "Название копии"
    let delete = "Удалить"
    let deleteQuestion = "Их больше нельзя будет выбрать:"
    let deleteKeeps = "Созданные по ним клиенты сохранят всё, что у них есть."
    let name = "Название"
    let nameHint = "Только чтобы различать шаблоны; клиенты его не видят."
    let search = "Название"
    let sets = "Задаёт"
    let setsNothing = "ничего; всё по тарифу"
    let created = "Создан"
    let createUser = "Создать клиента"
    let emptyTitle = "Шаблонов пока нет"
    let emptyText = "Шаблон хранит лимиты и услуги пакета, который вы часто продаёте: новый клиент создаётся без лишнего ввода."
    let limitsHint = "Пусто: как в тарифе клиента. 0: недоступно. Клиенты, уже созданные по шаблону, сохраняют то, что у них есть."
    let nothingOffered = "Серверы пока ничего не предоставляют, поэтому задавать нечего."
    func bulkTitle(_ count: Int) -> String {
        "Удалить " + texts.plural(count, one: "шаблон", few: "шаблона", many: "шаблонов")
    }
    func wasCreated(_ name: String) -> String { "Шаблон «\(name)» создан." }
    func wasChanged(_ name: String) -> String { "Шаблон «\(name)» изменён. Созданные по нему клиенты сохраняют то, что у них есть." }
    func wasDeleted(_ name: String) -> String { "Шаблон «\(name)» удалён. Созданные по нему клиенты сохраняют то, что у них есть." }

    let mail = "Письмо"
    let defaultMail = "Регистрационное письмо без шаблона"
    let defaultMailHint = "Его получают клиенты, созданные без шаблона, и те, у чьего шаблона нет своего письма."
    let mailHint = "Его получают клиенты, созданные по этому шаблону, на своём языке. Перед отправкой текст ещё можно изменить."
    let isOwn = "Ваш текст"
    let standsIn = "Стандартное"
    let subject = "Тема"
    let text = "Текст"
    let textHint = "Переменные в фигурных скобках заменяются данными клиента."
    let variables = "Переменные"
    let preview = "Просмотр"
    let previewHint = "с примерами данных"
    let restore = "Вернуть стандартное"
    let mailWasSaved = "Письмо сохранено."
    let mailWasRestored = "Снова действует стандартное письмо."
    func mailOf(_ name: String) -> String { "Регистрационное письмо шаблона «\(name)»" }
    func meaning(of variable: RegistrationVariable, fields: [String]) -> String {
        switch variable {
        case .login: "Имя для входа"
        case .password: "Пароль; только в тексте и только в первом письме"
        case .person: "Имя человека"
        case .email: "Адрес эл. почты"
        case .account: "Название аккаунта"
        case .number: "Номер аккаунта"
        case .domain: "Первый домен"
        case .domains: "Все домены"
        case .plan: "Тариф"
        case .systemUser: "Системный пользователь"
        case .panel: "Адрес этой панели"
        case .company: "Ваша компания"
        case .support: "Куда клиенты обращаются за помощью"
        case .field1: ownField(1, fields) ?? "Ваше первое поле"
        case .field2: ownField(2, fields) ?? "Ваше второе поле"
        case .field3: ownField(3, fields) ?? "Ваше третье поле"
        }
    }
    let standardMail = RegistrationText(
        subject: "Добро пожаловать в {company}",
        text: """
            Здравствуйте, {person}!

            Ваш аккаунт «{account}» готов.

            Панель управления: {panel}
            Имя для входа: {login}
            Пароль: {password}

            Ваши домены: {domains}

            Пожалуйста, смените пароль после первого входа.

            {company}
            {support}
            """)
}
