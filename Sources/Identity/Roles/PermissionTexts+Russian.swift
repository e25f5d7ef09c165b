import Core

struct RussianPermissionTexts: PermissionTexts {
    let noEffectYet = "Пока не действует: начнёт действовать, когда появится эта функция."

    func group(_ group: PermissionGroup) -> String {
        switch group {
        case .customers: "Клиенты"
        case .help: "Помощь клиентам"
        case .servers: "Серверы"
        case .money: "Деньги и договоры"
        case .provider: "Сам провайдер"
        }
    }

    func title(_ permission: Permission) -> String {
        switch permission {
        case .accountPreview: "Просмотр клиентов"
        case .accountManager: "Работа с аккаунтами"
        case .planManager: "Тарифы"
        case .serverManager: "Серверы"
        case .jobManager: "Задания"
        case .staffManager: "Сотрудники и роли"
        case .settingsManager: "Настройки"
        case .auditReader: "Журнал аудита"
        case .messageReader: "Сообщения провайдеру"
        case .announcementManager: "Объявления"
        case .webhookManager: "Веб-хуки"
        case .loginAsUser: "Вход в панели клиентов"
        case .signup: "Заказы новых клиентов"
        case .planGroups: "Группы тарифов"
        case .ticketAdmin: "Обращения"
        case .assignTickets: "Назначение обращений"
        case .gatewayManager: "Платёжные шлюзы"
        case .billingManager: "Расчёты"
        case .dailyReport: "Ежедневный отчёт"
        case .registrarManager: "Регистраторы"
        case .dnsManager: "DNS провайдера"
        case .recreationTool: "Пересоздание конфигурации"
        case .shellRequests: "Запросы доступа к оболочке"
        case .antispamManager: "Фильтры спама"
        case .licenceManagers: "Лицензии"
        }
    }

    func explanation(_ permission: Permission) -> String {
        switch permission {
        case .accountPreview: "Видит аккаунты всех клиентов и их содержимое."
        case .accountManager: "Создаёт, приостанавливает и удаляет аккаунты, работает с их доменами и сайтами."
        case .planManager: "Создаёт и меняет то, что продаётся."
        case .serverManager: "Добавляет серверы, создаёт строки подключения, отключает серверы."
        case .jobManager: "Видит задания, запускает их сразу, повторяет, включает и выключает расписания."
        case .staffManager: "Создаёт учётные записи сотрудников и роли. Никто не даёт того, чего не имеет сам."
        case .settingsManager: "Компания, язык, отправка почты, правила паролей, обслуживание."
        case .auditReader: "Читает, выгружает и проверяет, кто что сделал."
        case .messageReader: "Читает ошибки и уведомления всей установки."
        case .announcementManager: "Публикует новости на главных страницах клиентов."
        case .webhookManager: "Отправляет события другим программам."
        case .loginAsUser: "Работает в панели клиента как сам клиент; клиент об этом узнаёт."
        case .signup: "Принимает и отклоняет заказы."
        case .planGroups: "Определяет, между какими тарифами клиенты могут переходить."
        case .ticketAdmin: "Отвечает на обращения клиентов."
        case .assignTickets: "Передаёт обращения коллегам."
        case .gatewayManager: "Ключи и настройки платёжных шлюзов."
        case .billingManager: "Счета, балансы, возвраты."
        case .dailyReport: "Получает отчёт за каждый день."
        case .registrarManager: "Доступы к регистраторам, цены доменных зон."
        case .dnsManager: "Зоны, не принадлежащие ни одному аккаунту."
        case .recreationTool: "Заставляет сервер заново создать свою конфигурацию."
        case .shellRequests: "Разрешает клиентам оболочку."
        case .antispamManager: "Правила против спама для всех ящиков."
        case .licenceManagers: "Лицензии программ, продаваемых с аккаунтами."
        }
    }
}
