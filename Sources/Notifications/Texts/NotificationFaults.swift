import Presentation

extension FaultTexts {
    /// Texts of notifications, and who gets copies.
    static let notifications = FaultTexts([
        "notification.not_found": .init("Diese Benachrichtigung gibt es nicht.", "Такого уведомления нет."),
        "notification.never_copied": .init(
            "Von dieser E-Mail gehen nie Kopien an jemanden: Sie enthält ein Passwort oder einen Link, oder sie nützt anderen nichts.",
            "Копии этого письма не получает никто: в нём пароль или ссылка, или другим оно не нужно."),
        "notification.content": .init("Wählen Sie text oder html.", "Выберите text или html."),
        "notification_subscription.not_found": .init(
            "Diese Adresse bekommt keine Kopien.", "Этот адрес не получает копий."),
        "notification_subscription.twice": .init(
            "{email} bekommt schon Kopien. Ändern Sie stattdessen die Listen.", "{email} уже получает копии. Измените его списки."),
        "notification_subscription.most": .init(
            "Höchstens {limit} Adressen bekommen Kopien. Entfernen Sie zuerst eine.",
            "Копии получают не более {limit} адресов. Сначала уберите один из них."),
        "notification_subscription.list": .init(
            "Eine Liste {list} gibt es nicht. Die Listen sind {known}.", "Списка {list} нет. Есть списки: {known}."),
        "notification_subscription.nothing": .init("Wählen Sie mindestens eine Liste.", "Выберите хотя бы один список."),
        "mail_template.unclosed": .init(
            "[Zeile {line}: ]Zu {variable} fehlt {end}.", "[Строка {line}: ]У {variable} нет {end}."),
        "mail_template.unopened": .init(
            "[Zeile {line}: ]Vor diesem {end} fehlt der Anfang.", "[Строка {line}: ]Перед этим {end} нет начала."),
        "mail_template.brace": .init(
            "[Zeile {line}: ]{text} ist keine Variable. Schließen Sie die Klammer hinter dem Namen, oder setzen Sie ein Leerzeichen hinter die Klammer, wenn Sie eine Klammer meinen.",
            "[Строка {line}: ]{text} — не переменная. Закройте скобку после имени или поставьте после скобки пробел, если нужна сама скобка."
        ),
        "mail_template.doubled": .init(
            "[Zeile {line}: ]Eine Variable steht in je einer Klammer: {variable}.",
            "[Строка {line}: ]Переменная пишется в одинарных скобках: {variable}."),
        "mail_template.variable": .init(
            "[Zeile {line}: ]Die Variable {variable} gibt es nicht.[ Meinten Sie {similar}?]",
            "[Строка {line}: ]Переменной {variable} нет.[ Может быть, {similar}?]"),
        "mail_template.required": .init(
            "Ohne {variable} nützt diese E-Mail dem Empfänger nichts. Fügen Sie es in den Text ein.",
            "Без {variable} это письмо бесполезно для адресата. Вставьте её в текст."),
        "mail_template.secret_in_subject": .init(
            "Betreffzeilen stehen in Protokollen und Listen, deshalb darf {variable} dort nicht stehen. Setzen Sie es in den Text.",
            "Тема видна в журналах и списках, поэтому {variable} в ней быть не может. Поместите её в текст."),
        "mail_template.empty": .init("Schreiben Sie, was der Empfänger lesen soll.", "Напишите, что должен прочесть адресат."),
        "mail_template.long": .init("Höchstens {limit} Zeichen, bitte.", "Не более {limit} символов."),
        "mail_template.characters": .init(
            "Hier steht ein Steuerzeichen, das E-Mails nicht enthalten können. Entfernen Sie es.",
            "Здесь есть управляющий символ, которого в письмах быть не может. Уберите его."),
        "mail_markup.element": .init(
            "Zeile {line}: {element} kann in einer E-Mail nicht stehen. Möglich sind: {known}.",
            "Строка {line}: {element} в письме быть не может. Можно: {known}."),
        "mail_markup.attribute": .init(
            "Zeile {line}: {attribute} kann in {element} nicht stehen. Entfernen Sie es.",
            "Строка {line}: {attribute} в {element} быть не может. Уберите."),
        "mail_markup.address": .init(
            "Zeile {line}: „{address}“ ist keine Adresse für eine E-Mail. Links beginnen mit https://, http:// oder mailto:, Bilder mit https://.",
            "Строка {line}: «{address}» — не адрес для письма. Ссылки начинаются с https://, http:// или mailto:, картинки — с https://."),
        "mail_markup.style": .init(
            "Zeile {line}: Der Stil „{style}“ kann in einer E-Mail nicht stehen. Farben, Schriften, Größen, Rahmen und Abstände sind möglich.",
            "Строка {line}: стиля «{style}» в письме быть не может. Можно цвета, шрифты, размеры, рамки и отступы."),
        "mail_markup.unclosed": .init(
            "Zeile {line}: Zu {element} fehlt {end}, oder es steht nicht vor dem Ende dessen, was es umschließt.",
            "Строка {line}: у {element} нет {end}, или он стоит не до конца внешнего элемента."),
        "mail_markup.unopened": .init(
            "Zeile {line}: {element} schließt nichts. Entfernen Sie es.", "Строка {line}: {element} ничего не закрывает. Уберите."),
        "mail_markup.broken": .init(
            "Zeile {line}: Diese Marke hat kein Ende. Für ein < im Text schreiben Sie &lt;.",
            "Строка {line}: у этого тега нет конца. Для знака < в тексте напишите &lt;."),
        "mail_markup.deep": .init(
            "Zeile {line}: Zu viele Elemente liegen ineinander.", "Строка {line}: слишком много вложенных элементов."),
    ])
}
