struct RussianProfileTexts: ProfileTexts {
    let title = "Мой профиль"
    let summary = "Кто вы для панели и как вы входите."
    let about = "О вас"
    let save = "Сохранить"
    let saved = "Профиль сохранён."
    let person = "Ваше имя"
    let personHint = "Так его видят другие в списках и журналах."
    let language = "Язык"
    let languageDefault = "Как задал провайдер"
    let timeZone = "Часовой пояс"
    let timeZoneHint = "В нём показано время в панели и в письмах."
    let timeZoneDefault = "Как задал провайдер"
    let themeHint = "Высокая контрастность делает линии и буквы как можно заметнее."
    let themeDefault = "Как задал провайдер"
    let lookTitle = "Язык и оформление"
    let signingIn = "Вход"
    let name = "Логин"
    let email = "Электронная почта"
    let change = "Изменить"
    let password = "Пароль"
    let neverChanged = "ещё первый"
    let emailTitle = "Смена адреса электронной почты"
    let emailNow = "Прежний адрес"
    let emailNew = "Новый адрес"
    let emailNewHint = "На него придёт ссылка. Пока вы по ней не перейдёте, остаётся прежний адрес."
    let emailSend = "Отправить ссылку"
    let confirmTitle = "Подтверждение адреса электронной почты"
    let confirm = "Подтвердить"
    let passwordTitle = "Смена пароля"
    let passwordOld = "Нынешний пароль"
    let passwordNew = "Новый пароль"
    let passwordEnds = "Все остальные ваши сеансы завершатся."
    let passwordChange = "Сменить пароль"
    let giveTitle = "Новый пароль"
    let give = "Назначить этот пароль"
    let giveHint = "Оставьте оба поля пустыми, и панель создаст пароль сама и покажет его один раз."
    let givenTitle = "Новый пароль"
    let strength = "Надёжность"

    func lookSummary(_ name: String) -> String { "Каким панель видит \(name)." }
    func lookGiven(_ name: String) -> String { "Сохранено для \(name)." }
    func changed(_ when: String) -> String { "изменён: \(when)" }
    func emailSent(_ address: String) -> String { "Ссылка отправлена на \(address). Перейдите по ней в течение 24 часов." }
    func emailOfOthers(_ name: String) -> String {
        "На новый адрес придёт ссылка. Пока \(name) по ней не перейдёт, остаётся прежний; потом сообщим и на прежний."
    }
    func emailAsked(_ name: String, _ address: String) -> String {
        "Ссылка отправлена на \(address). Когда \(name) перейдёт по ней в течение 24 часов, адрес будет изменён."
    }
    func confirmText(_ address: String, _ name: String) -> String { "Сделать \(address) адресом электронной почты для \(name)?" }
    func confirmed(_ address: String) -> String { "Теперь ваш адрес электронной почты: \(address)." }
    func passwordChanged(_ strength: PasswordStrength) -> String {
        "Пароль изменён, его надёжность: \(word(strength)). Остальные ваши сеансы завершены."
    }
    func giveSummary(_ name: String) -> String { "Для \(name). Все сеансы этого логина завершатся." }
    func given(_ name: String) -> String { "У \(name) новый пароль." }
    func givenOnce(_ name: String) -> String { "Это пароль для \(name). Он показан только один раз: передайте его." }
    func word(_ strength: PasswordStrength) -> String {
        switch strength {
        case .veryWeak: "очень слабый"
        case .weak: "слабый"
        case .fair: "недостаточно надёжный"
        case .good: "хороший"
        case .strong: "надёжный"
        }
    }
}
