struct RussianLoginNotificationTexts: LoginNotificationTexts {
    let newPasswordLink = NotificationText(
        subject: "Новый пароль для {panel}",
        body: """
            Здравствуйте, {person}!

            Кто-то (вероятно, вы) запросил новый пароль для логина {login} на {panel}.

            Задайте новый пароль здесь:

            {link}

            Ссылка действует один раз, до {until}. Если вы её не запрашивали, ничего не делайте: пароль останется прежним.
            """)

    let passwordChanged = NotificationText(
        subject: "Ваш пароль для {panel} изменён",
        body: """
            Здравствуйте, {person}!

            Пароль логина {login} на {panel} изменён: {at}. Все, кто вошёл с ним раньше, отключены.

            Если это были не вы, сразу запросите новый пароль на странице {panel}/lost-password и сообщите провайдеру.
            """)

    let emailConfirmation = NotificationText(
        subject: "Подтвердите адрес электронной почты для {panel}",
        body: """
            Здравствуйте, {person}!

            Этот адрес указан как новый адрес логина {login} на {panel}.

            Подтвердите его здесь:

            {link}

            Ссылка действует один раз, до {until}. Если вы об этом ничего не знаете, ничего не делайте: адрес не будет использован.
            """)

    let emailChanged = NotificationText(
        subject: "Ваш адрес электронной почты для {panel} изменён",
        body: """
            Здравствуйте, {person}!

            Адрес электронной почты логина {login} на {panel} изменён: {at}. Теперь это {new_email}, сюда письма больше не приходят.

            Если это были не вы, сразу сообщите провайдеру: возможно, ваш пароль знает кто-то другой.
            """)

    let secondFactorAdded = NotificationText(
        subject: "Добавлен второй фактор для {panel}",
        body: """
            Здравствуйте, {person}!

            К логину {login} на {panel} добавлен второй фактор ({at}): {factor}.

            Если это были не вы, сразу смените пароль и сообщите провайдеру.
            """)

    let secondFactorRemoved = NotificationText(
        subject: "Удалён второй фактор для {panel}",
        body: """
            Здравствуйте, {person}!

            У логина {login} на {panel} удалён второй фактор ({at}): {factor}.

            Если это были не вы, сразу смените пароль и сообщите провайдеру.
            """)
}
