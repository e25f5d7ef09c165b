import Presentation

extension FaultTexts {
    /// Settings, schedules and maintenance.
    static let settings = FaultTexts([
        "settings.range": .init("Bitte eine ganze Zahl von {first} bis {last}.", "Целое число от {first} до {last}, пожалуйста."),
        "settings.lines": .init("Bitte höchstens 10 Zeilen.", "Не больше 10 строк, пожалуйста."),
        "settings.phone": .init(
            "Eine Telefonnummer hat nur Ziffern, Leerzeichen und + - / ( ), zum Beispiel +49 40 123456.",
            "В номере телефона только цифры, пробелы и + - / ( ), например +49 40 123456."),
        "settings.support": .init(
            "Das ist keine Webadresse. Beispiel: https://help.example.org", "Это не веб-адрес. Пример: https://help.example.org"),
        "settings.password_order": .init(
            "Das längste Passwort kann nicht kürzer sein als das kürzeste.", "Самый длинный пароль не может быть короче самого короткого."),
        "settings.password_profile": .init(
            "Die Profile für Passwörter sind standard, classic und own.", "Профили паролей: standard, classic и own."),
        "settings.language": .init("Das Panel spricht en, de, ru.", "Панель говорит на en, de, ru."),
        "settings.time_zone": .init(
            "Diese Zeitzone gibt es nicht. Beispiel: Europe/Berlin", "Такого часового пояса нет. Пример: Europe/Berlin"),
        "settings.currency": .init(
            "Eine Währung hat drei Buchstaben nach ISO 4217: EUR, USD, RUB.", "Валюта — три буквы по ISO 4217: EUR, USD, RUB."),
        "schedule.not_found": .init("Diesen Zeitplan gibt es nicht.", "Такого расписания нет."),
        "job.priority.unknown": .init("Die Prioritäten sind high, normal, low.", "Приоритеты: high, normal, low."),
        "panel.maintenance": .init("{text}", "{text}"),
        "serve.tls_files": .init(
            "Das Zertifikat oder sein Schlüssel kann nicht benutzt werden.", "Сертификат или его ключ нельзя использовать."),
    ])
}
