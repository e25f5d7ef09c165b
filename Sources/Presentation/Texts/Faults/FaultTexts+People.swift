extension FaultTexts {
    /// Logins, passwords, tokens, roles.
    static let people = FaultTexts([
        "login.not_found": .init("Diesen Zugang gibt es nicht.", "Такого пользователя нет."),
        "role.not_found": .init("Diese Rolle gibt es nicht.", "Такой роли нет."),
        "token.not_found": .init(
            "Dieses Token gibt es nicht, oder es gehört Ihnen nicht.", "Такого токена нет, или он вам не принадлежит."),
        "password.short": .init(
            "Wählen Sie ein Passwort mit mindestens {minimum:Zeichen|Zeichen}.",
            "Выберите пароль не короче {minimum:символа|символов|символов}."),
        "password.long": .init("Höchstens {maximum:Zeichen|Zeichen}, bitte.", "Не более {maximum:символа|символов|символов}, пожалуйста."),
        "password.characters": .init(
            "Ein Passwort enthält keine Zeilenumbrüche oder anderen Steuerzeichen.",
            "В пароле не бывает переводов строки и других управляющих символов."),
        "password.common": .init(
            "Dieses Passwort gehört zu den ersten, die ausprobiert werden. Drei oder vier Wörter ohne Zusammenhang ergeben ein gutes.",
            "Этот пароль — из тех, что пробуют первыми. Хороший пароль — три-четыре слова, не связанных между собой."),
        "password.differs": .init(
            "Die beiden Passwörter stimmen nicht überein. Geben Sie zweimal dasselbe ein.",
            "Пароли не совпадают. Введите один и тот же пароль дважды."),
        "sign_in.busy": .init(
            "Zurzeit melden sich zu viele Personen an. Versuchen Sie es in einigen Sekunden noch einmal.",
            "Сейчас входит слишком много людей. Повторите через несколько секунд."),
        "sign_in.wrong": .init(
            "Name oder Passwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal.",
            "Неверный логин или пароль. Проверьте их и попробуйте ещё раз."),
        "sign_in.slow_down": .init(
            "Zu viele Fehlversuche. Warten Sie {seconds:Sekunde|Sekunden} und versuchen Sie es dann noch einmal.",
            "Слишком много неудачных попыток. Подождите {seconds:секунду|секунды|секунд} и попробуйте ещё раз."),
        "first_administrator.used": .init(
            "Dieser Link wurde inzwischen verwendet oder ist abgelaufen.", "Эта ссылка уже использована или её срок истёк."),
        "login.name.empty": .init("Wählen Sie einen Anmeldenamen.", "Выберите логин."),
        "login.name.length": .init("Ein Anmeldename hat 2 bis 60 Zeichen.", "В логине от 2 до 60 символов."),
        "login.name.characters": .init(
            "Ein Anmeldename besteht nur aus Buchstaben von a bis z, Ziffern und den Zeichen . - _ @",
            "Логин состоит только из букв от a до z, цифр и знаков . - _ @"),
        "login.name.taken": .init("Der Name {name} ist vergeben. Wählen Sie einen anderen.", "Логин {name} занят. Выберите другой."),
        "email.empty": .init("Geben Sie eine E-Mail-Adresse ein.", "Введите адрес эл. почты."),
        "email.form": .init(
            "Das ist keine E-Mail-Adresse. Beispiel: anna@example.org", "Это не адрес эл. почты. Пример: anna@example.org"),
        "email.ending": .init(
            "Der Adresse fehlt die Domainendung. Meinten Sie {suggestion}?",
            "У адреса нет доменной зоны. Возможно, вы имели в виду {suggestion}?"),
        "email.domain": .init("Der Teil hinter dem @ ist kein Domainname.", "Часть после @ — не имя домена."),
        "token.expired": .init("Wählen Sie einen Zeitpunkt in der Zukunft.", "Выберите время в будущем."),
        "token.outranks": .init(
            "Ein Token darf nicht mehr als sein Inhaber. {name} ist kein Administrator.",
            "Токен не может больше, чем его владелец. {name} — не администратор."),
        "role.in_use": .init(
            "Die Rolle {role} haben {members:Person|Personen}. Geben Sie ihnen zuerst eine andere.",
            "Роль «{role}» есть у {members:человека|человек|человек}. Сначала дайте им другую."),
        "role.last_administrator": .init(
            "{person} hat als letzte Person alle Rechte. Geben Sie diese Rolle zuerst jemand anderem.",
            "{person} — последний, у кого есть все права. Сначала дайте эту роль кому-нибудь ещё."),
        "role.outranks": .init(
            "Sie können nicht vergeben, was Sie selbst nicht haben: {permissions}.",
            "Нельзя дать то, чего нет у вас самих: {permissions}."),
        "role.name.taken": .init(
            "Eine Rolle {name} gibt es schon. Wählen Sie einen anderen Namen.", "Роль «{name}» уже есть. Выберите другое название."),
        "role.built_in": .init(
            "Die Rolle {role} ist fest eingebaut: Sie darf immer alles. Legen Sie für weniger eine andere an.",
            "Роль «{role}» встроенная: ей всегда разрешено всё. Для меньшего создайте другую роль."),
        "role.give_outranks": .init(
            "Die Rolle {role} darf mehr als Sie, daher können Sie sie weder geben noch nehmen.",
            "Роль «{role}» может больше, чем вы, поэтому вы не можете ни дать, ни забрать её."),
    ])
}
