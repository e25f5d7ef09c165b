import Jobs
import Presentation

struct RussianJobTexts: JobTexts {
    let texts: Texts
    let title = "Задания"
    let schedules = "Расписания"
    let schedulesSummary = "Что делается снова и снова."
    let kind = "Задание"
    let state = "Состояние"
    let priority = "Приоритет"
    let attempts = "Попытки"
    let due = "Срок или выполнено"
    let lastError = "Последняя ошибка"
    let every = "Каждые"
    let nextRun = "Следующий запуск"
    let lastRun = "Последний запуск"
    let on = "Вкл."
    let off = "Выкл."
    let turnOn = "Включить"
    let turnOff = "Выключить"
    let isOnNow = "Снова запускается по расписанию."
    let isOffNow = "Больше не запускается по расписанию. Вручную запускать по-прежнему можно."
    let saved = "Сохранено."
    let retry = "Повторить"
    let runNow = "Запустить сейчас"
    let willRetry = "Задание выполняется снова."
    let willRun = "Запускается."
    let emptyTitle = "Заданий пока нет"
    let emptyText = "Здесь работа, которая делается позже или снова и снова: очистка корзины, удаление старых сеансов, отправка писем."
    func summary(_ jobs: Int) -> String { texts.plural(jobs, one: "задание", few: "задания", many: "заданий") }
    func setPriority(_ word: String) -> String { "Приоритет: \(word.lowercased())" }
    func word(_ state: JobState) -> String {
        switch state {
        case .waiting: "Ожидает"
        case .running: "Выполняется"
        case .done: "Выполнено"
        case .failed: "Прекращено"
        }
    }
    func word(_ priority: JobPriority) -> String {
        switch priority {
        case .high: "Высокий"
        case .normal: "Обычный"
        case .low: "Низкий"
        }
    }
    func name(_ kind: String) -> String? {
        switch kind {
        case "accounts.purge_trash": "Окончательно удалить то, что отлежало в корзине"
        case "identity.sweep_expired": "Удалить истёкшие сеансы и ссылки"
        case "jobs.prune": "Убрать старые задания из этого списка"
        case "notifications.send_mail": "Отправить письмо"
        case "notifications.prune_mail": "Удалить старые письма"
        case "accounts.check_usage": "Проверить аккаунты, у которых кончается место или трафик"
        case "accounts.prune_usage": "Удалить старые дни места и трафика"
        case "alerts.check": "Проверить предупреждения"
        default: nil
        }
    }
}
