import Presentation

extension FaultTexts {
    /// Webhooks, and where outgoing requests may not go.
    static let webhooks = FaultTexts([
        "webhook.not_found": .init("Diesen Webhook gibt es nicht.", "Такого вебхука нет."),
        "delivery.not_found": .init("Diese Zustellung gibt es nicht.", "Такой отправки нет."),
        "webhook.limit": .init(
            "Es gibt schon so viele Webhooks, wie möglich sind. Löschen Sie einen, der nicht gebraucht wird.",
            "Вебхуков уже столько, сколько возможно. Удалите ненужный."),
        "webhook.event": .init(
            "Ein Ereignis heißt etwa account.suspended oder domain.added.",
            "Событие называется, например, account.suspended или domain.added."),
        "webhook.events": .init(
            "Nennen Sie höchstens 100 Ereignisse, oder keines für alle.", "Укажите не более 100 событий или ни одного, чтобы получать все."),
        "network.form": .init(
            "Das ist kein Netz. Beispiele: 10.1.0.0/16 oder 2001:db8::/32.", "Это не сеть. Примеры: 10.1.0.0/16 или 2001:db8::/32."),
        "outgoing.form": .init(
            "Geben Sie eine Adresse an, die mit https:// beginnt, oder mit http:// für eine im eigenen Netz.",
            "Укажите адрес, который начинается с https://, или с http:// для адреса в своей сети."),
        "outgoing.credentials": .init(
            "Eine Adresse darf keinen Namen und kein Passwort enthalten.", "Адрес не должен содержать имя и пароль."),
        "outgoing.unknown_host": .init("Der Host {host} ist im DNS nicht bekannt.", "Узел {host} неизвестен в DNS."),
        "outgoing.private": .init(
            "{host} ist {address}, eine Adresse eines privaten Netzes, die von hier nicht angesprochen werden darf.",
            "{host} — это {address}, адрес частной сети, обращаться к которому отсюда нельзя."),
        "outgoing.downgrade": .init(
            "Die Adresse leitet von https auf eine unverschlüsselte weiter.", "Адрес перенаправляет с https на незашифрованный."),
        "outgoing.redirects": .init("Die Adresse leitet zu oft weiter.", "Адрес перенаправляет слишком много раз."),
        "outgoing.no_answer": .init("{host} antwortet nicht.", "{host} не отвечает."),
    ])
}
