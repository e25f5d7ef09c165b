import Presentation

struct RussianStaffTexts: StaffTexts {
    let texts: Texts
    let title = "Сотрудники"
    let roles = "Роли"
    let rolesSummary = "Роль — это именованный набор прав. У кого несколько ролей, тому можно всё, что разрешает любая из них."
    let new = "Новая учётная запись сотрудника"
    let create = "Создать учётную запись"
    let name = "Имя для входа"
    let nameHint = "Новой учётной записи или уже существующей: клиент сохранит пароль и аккаунты."
    let person = "Имя"
    let personHint = "Так, как его увидят коллеги и клиенты."
    let email = "Электронная почта"
    let password = "Пароль"
    let passwordHint = "Пусто: пароль будет создан и показан один раз."
    let state = "Состояние"
    let active = "Активна"
    let locked = "Заблокирована"
    let since = "С какого времени"
    let lock = "Заблокировать"
    let unlock = "Разблокировать"
    let lockQuestionHint = "Роли, токены и всё сделанное этим человеком остаются; разблокировка вернёт доступ."
    let lockLosses = ["Все сеансы завершатся сразу.", "Токены API перестанут действовать сразу.", "Во входе будет отказано."]
    let changeRoles = "Изменить роли"
    let rolesHint = "Без ролей это учётная запись клиента. Изменение ролей завершает сеансы человека."
    let save = "Сохранить"
    let facts = "Сведения"
    let mayDo = "Можно"
    let everything = "Всё, включая то, что появится в следующих версиях"
    let newRole = "Новая роль"
    let createRole = "Создать роль"
    let roleName = "Название роли"
    let roleNameHint = "Поддержка, бухгалтерия, ночная смена."
    let permissions = "Права"
    let permissionsHint = "Дать можно только то, что есть у вас самих."
    let members = "Люди"
    let builtIn = "встроенная"
    let builtInText = "Этой роли всегда можно всё. Её нельзя ни изменить, ни удалить; для меньшего создайте другую."
    let deleteRole = "Удалить роль"
    let you = "вы"

    func summary(_ people: Int) -> String { "Людей, работающих у провайдера: \(texts.number(people))." }
    func wasCreated(_ name: String) -> String { "Учётная запись \(name) готова, можно входить." }
    func rolesGiven(_ name: String) -> String { "Роли изменены, сеансы завершены: \(name)." }
    func wasLocked(_ name: String) -> String { "Учётная запись \(name) заблокирована." }
    func wasUnlocked(_ name: String) -> String { "Учётная запись \(name) разблокирована." }
    func lockQuestion(_ name: String) -> String { "Заблокировать учётную запись \(name)?" }
    func roleSaved(_ name: String) -> String { "Роль \(name) сохранена." }
    func roleDeleted(_ name: String) -> String { "Роль \(name) удалена." }
    func deleteQuestion(_ name: String) -> String { "Удалить роль \(name)?" }
    func permissionCount(_ count: Int) -> String { "Прав: \(texts.number(count))" }
}
