import Presentation

struct RussianSecondFactorTexts: SecondFactorTexts {
    let texts: Texts
    let title = "Второй фактор"
    let summary = "То, что вы предъявляете кроме пароля, чтобы один пароль ничего не открывал."
    let isOn = "Включён"
    let isOff = "Выключен"
    let required = "Ваш провайдер требует второй фактор от всех, кто здесь работает."
    let requiredNow = "Добавьте приложение-аутентификатор или ключ доступа; после этого откроется остальная панель."
    let app = "Приложение-аутентификатор"
    let appText = "Приложение на телефоне каждые 30 секунд показывает новый код из шести цифр."
    let addApp = "Настроить приложение"
    let replaceApp = "Перейти на другой телефон"
    let removeApp = "Удалить"
    let appTitle = "Настройка приложения-аутентификатора"
    let appScan = "Отсканируйте код приложением или введите в него ключ. Затем введите код, который показывает приложение."
    let appQR = "QR-код для приложения-аутентификатора"
    let appSecret = "Ключ"
    let code = "Код"
    let codeHint = "Шесть цифр, которые приложение показывает сейчас."
    let confirm = "Подтвердить"
    let appAdded = "Приложение действует: при входе будет запрошен его код."
    let removeAppQuestion = "Удалить приложение-аутентификатор?"
    let remove = "Удалить"
    let removed = "Удалено."
    let passkeys = "Ключи доступа"
    let passkeysText = "Ключ в телефоне, компьютере или на брелоке. Он работает только в этой панели, и выманить его нельзя."
    let addPasskey = "Добавить ключ доступа"
    let noPasskey = "Ключей пока нет."
    let passkeyTitle = "Новый ключ доступа"
    let passkeyName = "Название"
    let passkeyNameHint = "Чтобы узнать ключ в списке: устройство, в котором он хранится."
    let passkeyFirstName = "Мой ключ"
    let passkeyAdded = "Ключ доступа добавлен."
    let passkeyFailed = "Браузер не получил ключ доступа. Попробуйте ещё раз или выберите другой способ."
    let passkeyNeedsScript = "Для ключей доступа нужны JavaScript и браузер, который их поддерживает."
    let neverUsed = "ещё не использован"
    let recovery = "Коды восстановления"
    let recoveryText = "На случай потери телефона: каждый из них один раз заменяет второй фактор."
    let recoveryNew = "Создать новые"
    let recoveryTitle = "Ваши коды восстановления"
    let recoveryOnce =
        "Храните их там, куда больше никто не заглядывает: на бумаге или в менеджере паролей. Они показаны только один раз. Каждый действует один раз вместо кода приложения."
    let recoveryQuestion = "Создать десять новых кодов? Старые перестанут действовать."
    let recoveryFile = "Сохранить в файл"
    let done = "Коды сохранены"
    let signInTitle = "Второй фактор"
    let signInSummary = "Пароль верный. Теперь подтвердите, что это вы."
    let signInCode = "Код приложения или код восстановления"
    let signInCodeHint = "Шесть цифр или один из кодов, которые вы сохранили на случай потери телефона."
    let signInPasskey = "Использовать ключ доступа"
    let signInWithPasskey = "Войти с ключом доступа"
    let orPassword = "или"
    let recoverTitle = "Восстановление входа"
    let recoverText = "Эта ссылка создана на самой машине панели. Она позволяет войти один раз."
    let recoverPassword = "Новый пароль"
    let recoverPasswordHint = "Оставьте оба поля пустыми, чтобы сохранить прежний пароль."
    let recoverDone = "Вы вошли. Добавьте второй фактор заново."
    let all = "все вторые факторы"

    func since(_ when: String) -> String { "с \(when)" }
    func lastUsed(_ when: String) -> String { "последнее использование: \(when)" }
    func removePasskeyQuestion(_ name: String) -> String { "Удалить ключ доступа \(name)?" }
    func recoveryLeft(_ count: Int) -> String { "Осталось кодов: \(texts.number(count))" }
    func method(_ method: SecondFactors.Method) -> String {
        switch method {
        case .authenticator: "приложение-аутентификатор"
        case .recoveryCode: "код восстановления"
        case .passkey: "ключ доступа"
        }
    }
}
