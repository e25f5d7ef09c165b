import Presentation

struct RussianAuditTexts: AuditTexts {
    let texts: Texts
    let title = "Журнал аудита"
    let summary = "Кто, что, когда и откуда сделал. Строки только добавляются."
    let ownTitle = "Что произошло"
    let ownSummary = "Что сделали вы и что было сделано с вашими аккаунтами."
    let history = "История"
    let historyEmpty = "Пока ничего не записано."
    let showAll = "Показать всё"
    let what = "Что"
    let who = "Кто"
    let when = "Когда"
    let from = "Откуда"
    let result = "Результат"
    let done = "Сделано"
    let refused = "Отказано"
    let search = "Имя человека или название объекта"
    let action = "Действие"
    let anyAction = "Любое действие"
    let object = "Вид объекта"
    let anyObject = "Всё"
    let anyResult = "Сделано и отказано"
    let firstDay = "С даты"
    let lastDay = "По дату"
    let show = "Показать"
    let clear = "Показать всё"
    let older = "Более ранние"
    let newest = "Новейшие"
    let emptyTitle = "Ничего не найдено"
    let emptyText = "Ни одна строка журнала не подходит. Уберите один из фильтров."
    let exportCSV = "Выгрузить в CSV"
    let exportJSON = "Выгрузить в JSON"
    let verify = "Проверить журнал"
    let verifyTitle = "Цел ли журнал аудита?"
    let intact = "Цел"
    let damaged = "Повреждён"
    let damagedText =
        "Кто-то изменил базу данных в обход этой программы, или её восстановили не полностью. Сохраните копию базы в нынешнем виде и сравните с прежней выгрузкой."
    let system = "Система"
    let stranger = "Неизвестный"
    let unknownName = "неизвестное имя"
    let byToken = "с токеном API"
    let nothing = "ничего"

    func inPanelOf(_ customer: String, staff: String) -> String { "\(staff), в панели клиента \(customer)" }
    func checked(_ rows: Int) -> String { "Проверено строк: \(texts.number(rows)) — номера, связи и контрольные суммы." }

    func finding(_ finding: Audit.Finding) -> String {
        let row = finding.sequence
        return switch finding.damage {
        case .missing: "Строка \(row) отсутствует."
        case .swapped: "Строка \(row) не следует за предыдущей: одна из них переставлена."
        case .changed: "Строка \(row) была изменена после записи."
        case .truncated: "Журнал обрывается перед строкой \(row), хотя было записано больше: конец отсутствует."
        case .added: "Начиная со строки \(row) добавлено то, чего эта программа не записывала."
        }
    }

    func kind(_ kind: AuditEntry.Kind) -> String { Self.kinds[kind.rawValue] ?? plainWords(kind.rawValue) }
    func words(_ action: String) -> String { Self.actions[action] ?? plainWords(action) }
    func field(_ name: String) -> String { Self.fields[name] ?? plainWords(name) }

    private static let kinds = [
        "notification": "Уведомление", "notification_subscription": "Получатель копий",
        "login": "Учётная запись", "staff_role": "Роль", "token": "Токен API", "session": "Сеанс", "settings": "Настройки", "plan": "Тариф",
        "plan_group": "Группа тарифов",
        "user_template": "Шаблон", "registration_mail": "Регистрационное письмо", "user_fields": "Свои поля", "circular": "Рассылка",
        "account": "Аккаунт", "domain": "Домен", "website": "Сайт", "physical_server": "Физический сервер",
        "logical_server": "Логический сервер", "job": "Задание", "route": "Адрес панели", "link": "Одноразовая ссылка",
        "audit_log": "Журнал аудита", "account_note": "Заметка", "webhook": "Веб-хук", "announcement": "Объявление",
    ]
    private static let fields = [
        "lists": "Списки", "contentType": "Тип содержимого", "copies": "Копии", "subject": "Тема",
        "name": "Название", "permissions": "Права", "roles": "Роли", "agent": "От имени", "objects": "Объекты", "reason": "Причина",
        "title": "Название", "plan": "Тариф",
        "documentRoot": "Корневой каталог", "isOn": "Включено", "php": "PHP", "person": "Имя человека", "email": "Электронная почта",
        "language": "Язык", "timeZone": "Часовой пояс", "expires": "Действует до", "isReadOnly": "Только чтение", "addresses": "Адреса",
        "address": "IP-адрес новых аккаунтов", "ipv4": "Собственный адрес IPv4", "ipv6": "Собственный адрес IPv6",
        "endpoints": "Адреса", "server": "Сервер", "account": "Аккаунт", "domainLimit": "Домены", "browser": "Браузер",
        "isOnOffer": "Предлагается", "description": "Описание", "platform": "Платформа", "isOpen": "Принимает новых клиентов",
        "group": "Группа", "webServerGroup": "Группа веб-серверов",
        "nameServerGroup": "Группа серверов имён", "currency": "Валюта",
        "trialDays": "Пробный период, дней",
        "creditLimit": "Кредитный лимит", "moneyBackDays": "Возврат денег, дней",
        "period": "Расчётный период", "periodStart": "Периоды с", "trialUntil": "Пробный период до", "fee.setup": "Цена подключения",
        "fee.recurring": "Цена за месяц", "isDemo": "Демо", "audience": "Кто видит", "audienceMembers": "Только эти", "plans": "Тарифы",
        "copyOf": "Копия тарифа",
        "runsPHP": "PHP", "login": "Учётная запись", "text": "Текст", "expiresOn": "Последний день",
    ]
    private static let actions = [
        "notification.changed": "Текст уведомления изменён", "notification.restored": "Возвращён стандартный текст уведомления",
        "notification.copies_changed": "Копии уведомления переключены", "notification.tested": "Уведомление проверено",
        "notification_subscription.created": "Добавлен получатель копий", "notification_subscription.changed": "Изменён получатель копий",
        "notification_subscription.deleted": "Убран получатель копий",
        "second_factor.added": "Второй фактор добавлен", "second_factor.removed": "Второй фактор удалён",
        "second_factor.all_removed": "Вторые факторы удалены", "second_factor.recovery_codes_made": "Созданы коды восстановления",
        "second_factor.recovery_code_used": "Использован код восстановления", "session.proved": "Личность подтверждена заново",
        "login.email_change_asked": "Запрошен новый адрес почты", "login.email_changed": "Адрес почты изменён",
        "login.recovered": "Доступ восстановлен", "login.recovery_link_made": "Создана ссылка для восстановления",
        "session.started": "Вход", "session.ended": "Выход", "session.removed": "Сеанс завершён",
        "session.others_removed": "Все остальные сеансы завершены", "sign_in.refused": "Во входе отказано",
        "link.refused": "Неверная ссылка отклонена", "access.refused": "Нет прав", "token.refused": "Токен отклонён",
        "login.created": "Учётная запись создана", "login.locked": "Учётная запись заблокирована",
        "login.unlocked": "Учётная запись разблокирована", "login.changed": "Учётная запись изменена",
        "login.roles_changed": "Роли изменены",
        "login.password_changed": "Пароль изменён", "login.password_given": "Выдан новый пароль",
        "login.password_replaced": "Забытый пароль заменён", "login.password_link_sent": "Отправлена ссылка для забытого пароля",
        "role.created": "Роль создана", "role.changed": "Роль изменена", "role.deleted": "Роль удалена",
        "token.created": "Токен API создан",
        "token.revoked": "Токен API отозван", "impersonation.began": "Вход в панель клиента",
        "impersonation.ended": "Выход из панели клиента",
        "plan.created": "Тариф создан", "plan.changed": "Тариф изменён", "plan.deleted": "Тариф удалён",
        "template.created": "Шаблон создан", "template.changed": "Шаблон изменён", "template.deleted": "Шаблон удалён",
        "registration_mail.changed": "Регистрационное письмо изменено",
        "registration_mail.restored": "Регистрационное письмо сброшено",
        "registration_mail.sent": "Регистрационное письмо отправлено", "user_fields.named": "Свои поля названы",
        "account.addresses_changed": "Собственный IP-адрес изменён", "address.added": "IP-адреса добавлены",
        "address.removed": "IP-адрес удалён",
        "account.person_changed": "Личные данные изменены", "account.template_applied": "Шаблон применён",
        "circular.sent": "Рассылка отправлена",
        "account.created": "Аккаунт создан",
        "account.changed": "Аккаунт изменён", "account.limits_changed": "Лимиты изменены",
        "account.plan_changed": "Тариф аккаунта сменён",
        "account.period_changed": "Расчётный период аккаунта изменён", "plan_group.created": "Группа тарифов создана",
        "plan_group.changed": "Группа тарифов изменена", "plan_group.deleted": "Группа тарифов удалена",
        "platform.withdrawn": "Платформа больше не продаётся", "platform.offered": "Платформа снова продаётся",
        "resource.withdrawn": "Ресурс больше не продаётся", "resource.offered": "Ресурс снова продаётся",
        "account.suspension_lifted": "Снята одна из причин приостановки", "account.note_written": "Написана заметка",
        "account.recreated": "Аккаунт опубликован заново", "server.recreated": "Аккаунты сервера опубликованы заново",
        "account.disk_neared": "Дисковое пространство почти исчерпано", "account.disk_exceeded": "Дисковое пространство сверх максимума",
        "account.traffic_neared": "Трафик почти исчерпан", "account.traffic_exceeded": "Трафик сверх максимума",
        "account.suspended": "Аккаунт приостановлен", "account.resumed": "Аккаунт возобновлён",
        "account.trashed": "Аккаунт перемещён в корзину", "account.restored": "Аккаунт восстановлен",
        "account.purged": "Аккаунт удалён окончательно", "domain.added": "Домен добавлен", "domain.zone_added": "Зона создана",
        "domain.zone_removed": "Зона удалена", "domain.registration_changed": "Регистрация имени изменена",
        "domain.trashed": "Домен перемещён в корзину",
        "domain.restored": "Домен восстановлен", "domain.purged": "Домен удалён окончательно", "website.changed": "Сайт изменён",
        "server.added": "Сервер добавлен", "server.join_line_made": "Создана строка подключения", "server.revoked": "Сервер отключён",
        "logical_server.added": "Логический сервер добавлен", "logical_server.changed": "Логический сервер изменён",
        "audit.exported": "Журнал аудита выгружен",
    ]
}
