import Presentation

extension FaultTexts {
    static let announcements = FaultTexts([
        "announcement.not_found": .init("Diese Ankündigung gibt es nicht.", "Такого объявления нет."),
        "announcement.not_deleted": .init("Diese Ankündigung ist nicht gelöscht.", "Это объявление не удалено."),
        "announcement.text.empty": .init("Schreiben Sie, was es mitzuteilen gibt.", "Напишите, что нужно сообщить."),
        "announcement.text.long": .init(
            "Höchstens {limit:Zeichen|Zeichen}, bitte.", "Не более {limit:символа|символов|символов}, пожалуйста."),
        "announcement.day.form": .init("Schreiben Sie den Tag als 2026-12-31.", "Укажите день в виде 2026-12-31."),
        "announcement.day.past": .init(
            "Dieser Tag ist vorbei. Wählen Sie einen späteren.", "Этот день уже прошёл. Выберите более поздний."),
    ])
}
