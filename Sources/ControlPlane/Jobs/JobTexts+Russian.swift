import Jobs
import Presentation

struct RussianJobTexts: JobTexts {
    let texts: Texts
    let title = "Задания"
    let kind = "Задание"
    let state = "Состояние"
    let attempts = "Попытки"
    let due = "Срок или завершение"
    let lastError = "Последняя ошибка"
    let retry = "Повторить"
    let willRetry = "Задание выполняется снова."
    let emptyTitle = "Заданий пока нет"
    let emptyText = "Здесь перечислено то, что выполняется позже или регулярно: очистка корзины, удаление старых сеансов."
    func summary(_ jobs: Int) -> String { texts.plural(jobs, one: "задание", few: "задания", many: "заданий") }
    func word(_ state: JobState) -> String {
        switch state {
        case .waiting: "Ожидает"
        case .running: "Выполняется"
        case .done: "Выполнено"
        case .failed: "Прекращено"
        }
    }
}
