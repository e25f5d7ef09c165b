import Presentation

/// What is said of templates and registration mails in German and Russian.
enum UserTemplateFaults {
    static let texts = FaultTexts([
        "template.not_found": .init("Diese Vorlage gibt es nicht, oder nicht mehr.", "Такого шаблона нет или уже нет."),
        "template.name.taken": .init(
            "Eine Vorlage {name} gibt es schon. Wählen Sie einen anderen Namen.", "Шаблон «{name}» уже есть. Выберите другое название."),
        "user.template.gone": .init(
            "Diese Vorlage gibt es nicht, oder sie wurde inzwischen gelöscht. Die Grenzen, die Sie sehen, bleiben; wählen Sie eine andere oder keine.",
            "Такого шаблона нет, или он уже удалён. Лимиты, которые вы видите, останутся; выберите другой шаблон или никакой."),
        "user.template.choose": .init("Wählen Sie eine Vorlage.", "Выберите шаблон."),
        "user.limit.beyond_plan": .init(
            "Der Tarif {plan} erlaubt davon höchstens {most}. Geben Sie weniger ein, oder wählen Sie einen größeren Tarif.",
            "Тариф «{plan}» позволяет не больше {most}. Укажите меньше или выберите более крупный тариф."),
        "user.password.lost": .init(
            "Das eingegebene Passwort ließ sich nicht mehr lesen. Geben Sie es noch einmal ein.",
            "Введённый пароль не удалось прочитать снова. Введите его ещё раз."),
        "circular.not_found": .init("Dieses Rundschreiben gibt es nicht.", "Такой рассылки нет."),
        "circular.empty": .init("Schreiben Sie, was Ihre Kunden lesen sollen.", "Напишите, что должны прочитать ваши клиенты."),
        "circular.long": .init("Höchstens {limit} Zeichen, bitte.", "Не больше {limit} символов, пожалуйста."),
        "circular.characters": .init(
            "Hier steht ein Steuerzeichen, das E-Mails nicht übertragen. Entfernen Sie es.",
            "Здесь есть управляющий символ, который письма не передают. Уберите его."),
        "circular.unknown": .init(
            "Kein Kunde hat den Anmeldenamen {login}. Nehmen Sie ihn heraus.",
            "Ни у одного клиента нет имени для входа {login}. Уберите его."),
        "circular.nobody": .init(
            "Niemand bekäme es. Markieren Sie mindestens einen Kunden.", "Никто бы её не получил. Отметьте хотя бы одного клиента."),
        "language.not_found": .init("Diese Sprache spricht das Panel nicht.", "На этом языке панель не говорит."),
        "registration_mail.empty": .init("Schreiben Sie, was der Kunde lesen soll.", "Напишите, что должен прочитать клиент."),
        "registration_mail.long": .init("Höchstens {limit} Zeichen, bitte.", "Не больше {limit} символов, пожалуйста."),
        "registration_mail.characters": .init(
            "Hier steht ein Steuerzeichen, das E-Mails nicht übertragen. Entfernen Sie es.",
            "Здесь есть управляющий символ, который письма не передают. Уберите его."),
        "registration_mail.password_in_subject": .init(
            "Ein Betreff wird in Protokollen aufgehoben, das Passwort gehört nicht hinein. Setzen Sie es in den Text.",
            "Тема хранится в журналах, пароля в ней быть не должно. Поместите его в текст."),
    ])
}
