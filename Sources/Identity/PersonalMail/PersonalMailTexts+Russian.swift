struct RussianPersonalMail: PersonalMailTexts {
    func newPasswordSubject(_ panel: String) -> String { "Новый пароль для \(panel)" }

    func newPasswordText(person: String, name: String, link: String, panel: String, until: String) -> String {
        """
        Здравствуйте, \(person)!

        Кто-то (вероятно, вы) запросил новый пароль для логина \(name) на \(panel).

        Задайте новый пароль здесь:

        \(link)

        Ссылка действует один раз, до \(until). Если вы её не запрашивали, ничего не делайте: пароль останется прежним.
        """
    }

    func passwordChangedSubject(_ panel: String) -> String { "Ваш пароль для \(panel) изменён" }

    func passwordChangedText(person: String, name: String, panel: String, at: String) -> String {
        """
        Здравствуйте, \(person)!

        Пароль логина \(name) на \(panel) изменён: \(at). Все, кто вошёл с ним раньше, отключены.

        Если это были не вы, сразу запросите новый пароль на странице \(panel)/lost-password и сообщите провайдеру.
        """
    }

    func confirmEmailSubject(_ panel: String) -> String { "Подтвердите адрес электронной почты для \(panel)" }

    func confirmEmailText(person: String, name: String, link: String, panel: String, until: String) -> String {
        """
        Здравствуйте, \(person)!

        Этот адрес указан как новый адрес логина \(name) на \(panel).

        Подтвердите его здесь:

        \(link)

        Ссылка действует один раз, до \(until). Если вы об этом ничего не знаете, ничего не делайте: адрес не будет использован.
        """
    }

    func emailChangedSubject(_ panel: String) -> String { "Ваш адрес электронной почты для \(panel) изменён" }

    func emailChangedText(person: String, name: String, new: String, panel: String, at: String) -> String {
        """
        Здравствуйте, \(person)!

        Адрес электронной почты логина \(name) на \(panel) изменён: \(at). Теперь это \(new), сюда письма больше не приходят.

        Если это были не вы, сразу сообщите провайдеру: возможно, ваш пароль знает кто-то другой.
        """
    }

    func factorAddedSubject(_ panel: String) -> String { "Добавлен второй фактор для \(panel)" }

    func factorAddedText(person: String, name: String, factor: String, panel: String, at: String) -> String {
        """
        Здравствуйте, \(person)!

        К логину \(name) на \(panel) добавлен второй фактор (\(at)): \(factor).

        Если это были не вы, сразу смените пароль и сообщите провайдеру.
        """
    }

    func factorRemovedSubject(_ panel: String) -> String { "Удалён второй фактор для \(panel)" }

    func factorRemovedText(person: String, name: String, factor: String, panel: String, at: String) -> String {
        """
        Здравствуйте, \(person)!

        У логина \(name) на \(panel) удалён второй фактор (\(at)): \(factor).

        Если это были не вы, сразу смените пароль и сообщите провайдеру.
        """
    }
}
