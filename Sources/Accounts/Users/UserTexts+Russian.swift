struct RussianUserTexts: UserTexts {
    let templateStep = "Тариф и шаблон"
    let servicesStep = "Услуги"
    let personStep = "Личные данные"
    let domainsStep = "Домены"
    let sendStep = "Отправка данных"
    let preview = "Клиент на данный момент"
    let template = "Шаблон"
    let templateHint = "Заполняет следующую страницу; там всё ещё можно изменить."
    let noTemplate = "Без шаблона, индивидуальные настройки"
    let servicesHint = "Целые числа или «без ограничений». Пусто: как в тарифе. 0: недоступно."
    let noServicesTitle = "В тариф ничего не входит"
    let noServicesText = "Выберите другой тариф или продолжайте: лимиты можно задать позже."
    func templateSetsMore(_ resources: [String], _ plan: String) -> String {
        "В тариф «\(plan)» это не входит, поэтому шаблон не может этого дать: \(resources.joined(separator: ", "))."
    }
    func templateIsBeyond(_ resources: [String], _ plan: String) -> String {
        "Шаблон даёт больше, чем позволяет тариф «\(plan)»; укажите здесь меньше или выберите более крупный тариф: \(resources.joined(separator: ", "))."
    }
    let requiredHint = "Поля со звёздочкой обязательны."
    let passwordKept = "Пароль уже введён. Оставьте поле пустым, чтобы сохранить его."
    let passwordMadeInstead = "Забыть его и создать автоматически"
    let person = "Человек"
    let personHint = "Пусто: имя для входа."
    let company = "Компания"
    let street = "Улица"
    let postalCode = "Индекс"
    let city = "Город"
    let country = "Страна"
    let phone = "Телефон"
    let isShown = "Показывать эти данные на главной странице клиента"
    let isShownHint = "Он видит их, когда входит."
    let domainsHint = "Домены добавляются вместе с клиентом. Другие можно добавить в любое время."
    let newDomain = "Новый домен"
    let addDomain = "Ещё домен"
    let removeTicked = "Убрать отмеченные"
    let hasZone = "DNS на наших серверах имён"
    let isToBeRegistered = "Имя регистрируем мы"
    let isGone = "Убрать"
    func domain(_ place: Int) -> String { "Домен \(place)" }

    let access = "Доступ"
    let ownerKeepsPassword = "Это имя для входа уже существовало; его пароль не меняется."
    let passwordUnchanged = "(ваш прежний)"
    let sendTitle = "Регистрационное письмо"
    let to = "Кому"
    let sendHint = "Его ещё можно изменить. В нём пароль, поэтому текст будет забыт, как только письмо уйдёт."
    let send = "Отправить"
    let sendNothing = "Не отправлять"
    func mailIsOnItsWay(_ address: String) -> String { "Письмо на \(address) отправляется." }

    let dataWereSaved = "Личные данные сохранены."
    let dataTitle = "Ваши данные у нас"
    let ownFields = "Свои поля"
    let ownFieldsHint = "Ещё три поля в данных клиентов, для чего угодно: номер клиента, день рождения. Пусто: поле не показывается."
    let fieldsWereNamed = "Поля названы."
    func ownField(_ place: Int) -> String { "Название поля \(place)" }

    let applyTitle = "Услуги по шаблону"
    let applyHint = "Лимиты шаблона записываются в этот аккаунт. Чего шаблон не называет, остаётся как есть."
    let chooseTemplate = "Выберите шаблон"
    let showUse = "Показать изменения"
    let apply = "Применить шаблон"
    let now = "Сейчас"
    let after = "Шаблон"
    let beyondPlan = "Больше, чем в тарифе"
    let belowUse = "Меньше использованного"
    let changes = "Изменится"
    let stays = "Останется"
    let belowUseText = "Там, где разрешено меньше использованного, ничего не отнимается — просто нельзя добавить больше."
    func beyondPlanText(_ plan: String) -> String {
        "В отмеченных строках тариф «\(plan)» позволяет меньше шаблона. Сначала назначьте аккаунту другой тариф."
    }
    func templateWasApplied(_ name: String) -> String { "Шаблон «\(name)» применён." }
    let services = "Услуги"
    let find = "Перейти к клиенту"
    let findHint = "Имя для входа, системный пользователь или имя"
}
