import Identity
import Notifications
import Presentation

extension MailNotification {
    static let alertOpened = MailNotification(
        Mail.Kind.alert.rawValue, list: .system, to: .provider, Words("Alert", "Alarm", "Предупреждение"),
        Words(
            "When something of the installation goes wrong: a silent server, a full disk, a job that was given up.",
            "Wenn an der Installation etwas nicht stimmt: ein stummer Server, eine volle Platte, ein aufgegebener Auftrag.",
            "Когда что-то не так с системой: сервер молчит, диск полон, задание не удалось."),
        variables: [
            Variable(
                "title", Words("What it is, or how many", "Was es ist, oder wie viele", "Что случилось или сколько"),
                example: Words("The disk of web1 is full to 93 %", "Die Platte von web1 ist zu 93 % voll", "Диск web1 заполнен на 93 %")),
            Variable(
                "alerts", Words("All of them, with what to do", "Alle, mit dem, was zu tun ist", "Все, с указанием, что делать"),
                example: Words(
                    "The disk of web1 is full to 93 %\nMake room or add a disk.\n  https://cp.hosting.example/servers/web1",
                    "Die Platte von web1 ist zu 93 % voll\nSchaffen Sie Platz.\n  https://cp.hosting.example/servers/web1",
                    "Диск web1 заполнен на 93 %\nОсвободите место.\n  https://cp.hosting.example/servers/web1"), isRequired: true),
            .panel,
        ]
    ) { language in
        Texts(language).pick(
            NotificationText(
                subject: "[{company}] {title}",
                body: "{alerts}\n\nAll alerts, and whether they are over:\n  {panel}/alerts\n"),
            NotificationText(
                subject: "[{company}] {title}", body: "{alerts}\n\nAlle Alarme, und ob sie vorbei sind:\n  {panel}/alerts\n"),
            NotificationText(
                subject: "[{company}] {title}", body: "{alerts}\n\nВсе предупреждения и прошли ли они:\n  {panel}/alerts\n"))
    }
}
