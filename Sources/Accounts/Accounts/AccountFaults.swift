import Presentation

/// What is said in German and Russian when accounts cannot be found, suspended or resumed.
enum AccountFaults {
    static var texts: FaultTexts {
        FaultTexts([
            "account.search.number": .init(
                "Die Nummer eines Kontos ist eine ganze Zahl, etwa 1001.", "Номер аккаунта — целое число, например 1001."),
            "account.search.type": .init(
                "Die Arten heißen administrative, reseller, reseller_administrative und user.",
                "Виды называются administrative, reseller, reseller_administrative и user."),
            "account.search.day": .init("Schreiben Sie einen Tag wie 2026-11-22.", "Пишите дату как 2026-11-22."),
            "account.suspension.agent": .init(
                "Im Namen von „\(german("agent"))“ sperrt nur das System selbst. Wählen Sie etwas anderes.",
                "От имени «\(russian("agent"))» приостанавливает только сама система. Выберите другое."),
            "suspension.not_found": .init("Aus diesem Grund ist das Konto nicht gesperrt.", "По этой причине аккаунт не приостановлен."),
            "account.suspension.agent_unknown": .init("Wählen Sie aus der Liste.", "Выберите из списка."),
            "account.resume_refused": .init(
                "Diese Sperre im Namen von „\(german("suspended"))“ darf „\(german("agent"))“ nicht aufheben.",
                "Приостановку от имени «\(russian("suspended"))» не может снять «\(russian("agent"))»."),
            "recreation.not_found": .init("Diesen Vorgang gibt es nicht.", "Такого запуска нет."),
            "recreation.nothing": .init("Wählen Sie, was neu veröffentlicht werden soll.", "Выберите, что опубликовать заново."),
            "recreation.unknown": .init("Dieses Konto hat kein Objekt {object}.", "У этого аккаунта нет объекта {object}."),
            "recreation.server": .init(
                "Einen Webserver {server} gibt es nicht. Wählen Sie aus der Liste.", "Веб-сервера {server} нет. Выберите из списка."),
            "account.note.empty": .init("Schreiben Sie etwas.", "Напишите что-нибудь."),
            "account.note.long": .init(
                "Eine Notiz hat höchstens {limit:Zeichen|Zeichen}.", "Заметка — не длиннее {limit:символа|символов|символов}."),
            "account.no_home": .init(
                "Das Konto {number} hat kein Home-Verzeichnis: Nur Benutzerkonten haben Domains und Websites.",
                "У аккаунта {number} нет домашнего каталога: домены и сайты бывают только у пользователей."),
        ])
    }

    /// The agent's name, chosen by the argument.
    private static func german(_ argument: String) -> String { chosen(argument, GermanAdministrationTexts(texts: Texts(.german))) }
    private static func russian(_ argument: String) -> String { chosen(argument, RussianAdministrationTexts(texts: Texts(.russian))) }

    private static func chosen(_ argument: String, _ texts: any AccountAdministrationTexts) -> String {
        "{\(argument)=" + SuspensionAgent.allCases.map { "\($0.rawValue):\(texts.agent($0))" }.joined(separator: "|") + "}"
    }
}
