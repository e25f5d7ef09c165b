import Presentation

struct RussianTokenTexts: TokenTexts {
    let texts: Texts
    let title = "Токены API"
    let summary = "Ключи для программ, работающих от вашего имени. Токену никогда не разрешено больше, чем вам."
    let new = "Новый токен"
    let create = "Создать токен"
    let name = "Название"
    let nameHint = "Для какой программы: мониторинг, резервное копирование."
    let readOnly = "Только чтение"
    let readOnlyHint = "В любом изменении будет отказано."
    let mayDo = "Ему можно"
    let mayAll = "Всё, что можно мне"
    let mayAllHint = "Следует за вашими правами: что теряете вы, теряет и он."
    let maySome = "Только отмеченное ниже"
    let mayOwn = "Работать с моими аккаунтами как клиент"
    let mayOwnHint = "Без прав сотрудника."
    let permissionsHint = "Действует при выборе «Только отмеченное ниже»."
    let expires = "Срок действия"
    let never = "До отзыва"
    let addresses = "Разрешённые адреса"
    let addressesHint = "По одному адресу или сети в строке: 203.0.113.24, 2001:db8::/32. Пусто: отовсюду."
    let everywhere = "отовсюду"
    let lastUse = "Последнее использование"
    let neverUsed = "никогда"
    let expired = "Истёк"
    let works = "Действует"
    let state = "Состояние"
    let revoke = "Отозвать"
    let emptyTitle = "Токенов пока нет"
    let emptyText = "Программа предъявляет токен вместо вашего пароля. Создайте по одному на программу, чтобы отзывать их по отдельности."
    let onceTitle = "Скопируйте токен сейчас"
    let onceText = "Он показан только один раз и нигде не хранится в читаемом виде. Если потеряете, отзовите его и создайте другой."
    let secret = "Токен"
    let back = "Токен скопирован"
    let revokeLoss = "Программе, которая его использует, с этого момента будет отказано."

    func days(_ count: Int) -> String { "\(texts.number(count)) дн." }
    func used(_ ago: String, from address: String) -> String { "\(ago), с адреса \(address)" }
    func wasRevoked(_ name: String) -> String { "Токен \(name) отозван." }
    func revokeQuestion(_ name: String) -> String { "Отозвать токен \(name)?" }
}
