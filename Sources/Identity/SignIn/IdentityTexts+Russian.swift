import Presentation

struct RussianIdentityTexts: IdentityTexts {
    let texts: Texts
    let signIn = "Войти"
    let signInSummary = "Введите логин и пароль."
    let name = "Логин"
    let password = "Пароль"
    let signedOut = "Вы вышли из панели."
    let firstTitle = "Первый администратор"
    let firstSummary = "Ссылка действует один раз. Выберите, как вы будете входить."
    let person = "Ваше имя"
    let personHint = "Так его увидят клиенты и коллеги."
    let email = "Адрес эл. почты"
    let nameHint = "Буквы, цифры и знаки . - _ @"
    let passwordTip = "Хороший пароль — три-четыре слова, не связанных между собой."
    let passwordAgain = "Пароль ещё раз"
    let passwordsDiffer = "Пароли не совпадают. Введите один и тот же пароль дважды."
    let createAdministrator = "Создать и войти"
    let linkUsedTitle = "Эта ссылка уже использована"
    let linkUsed = "Первый администратор уже создан. Войдите с логином и паролем, которые были выбраны тогда."
    let linkExpiredTitle = "Срок действия ссылки истёк"
    let linkExpired =
        "Она действовала 24 часа. Перезапустите панель: пока нет ни одного администратора, при запуске она выводит новую ссылку."
    let linkUnknownTitle = "Эта ссылка не работает"
    let linkUnknown =
        "Она скопирована не полностью или заменена более новой: панель выводит ссылку при каждом запуске, пока нет администратора. Если он уже есть, войдите."

    func passwordRule(_ policy: PasswordPolicy) -> String {
        func characters(_ count: Int) -> String { texts.plural(count, one: "символа", few: "символов", many: "символов") }
        let length =
            policy.maximum < PasswordPolicy.longest
            ? "От \(policy.minimum) до " + characters(policy.maximum) + "." : "Не менее " + characters(policy.minimum) + "."
        if policy.classes < 2 { return length }
        return length + " Не менее \(policy.classes) из четырёх видов: строчные буквы, заглавные буквы, цифры, другие символы."
    }

    func welcome(_ name: String) -> String { "Здравствуйте, \(name)!" }
}
