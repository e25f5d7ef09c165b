import Presentation

extension FaultTexts {
    /// Outgoing mail and its relay.
    static let mail = FaultTexts([
        "mail.not_found": .init("Diese E-Mail gibt es nicht.", "Такого письма нет."),
        "mail.waiting": .init("Diese E-Mail ist schon unterwegs.", "Это письмо уже отправляется."),
        "mail.secret_gone": .init(
            "Diese E-Mail enthielt ein Geheimnis, das nach dem Versand vergessen wurde. Wer darauf wartet, soll ein neues anfordern.",
            "В этом письме был секрет, который забыт после отправки. Тот, кто его ждёт, пусть запросит новый."),
        "relay.not_found": .init("Es gibt kein Relay.", "Почтовый сервер не задан."),
        "relay.missing": .init(
            "Es gibt noch kein Relay. Richten Sie eines ein und testen Sie es dann.",
            "Почтовый сервер ещё не задан. Укажите его, затем проверьте."),
        "relay.did_not_take": .init(
            "Das Relay hat die Test-E-Mail nicht angenommen: {words}", "Почтовый сервер не принял проверочное письмо: {words}"),
        "relay.security": .init("Wählen Sie none, starttls oder tls.", "Выберите none, starttls или tls."),
        "relay.port": .init("Ein Port ist eine Zahl von 1 bis 65535.", "Порт — число от 1 до 65535."),
        "relay.user": .init(
            "Ein Benutzername enthält keine Zeilenumbrüche oder anderen Steuerzeichen.",
            "В имени пользователя не бывает переводов строки и других управляющих символов."),
        "relay.password": .init(
            "Ein Passwort enthält keine Zeilenumbrüche oder anderen Steuerzeichen.",
            "В пароле не бывает переводов строки и других управляющих символов."),
        "relay.password_in_the_clear": .init(
            "Ohne TLS könnte das Passwort unterwegs mitgelesen werden. Wählen Sie starttls oder tls.",
            "Без TLS пароль можно перехватить по пути. Выберите starttls или tls."),
        "relay.authority": .init(
            "Fügen Sie das Zertifikat als PEM ein: Es beginnt mit -----BEGIN CERTIFICATE-----",
            "Вставьте сертификат в формате PEM: он начинается с -----BEGIN CERTIFICATE-----"),
    ])
}
