import Presentation

struct RussianSessionTexts: SessionTexts {
    let texts: Texts
    let title = "Сеансы"
    let summary = "Где выполнен вход."
    let browser = "Браузер"
    let unknownBrowser = "Неизвестный браузер"
    let address = "Адрес"
    let since = "С какого времени"
    let lastSeen = "Последняя активность"
    let state = "Состояние"
    let thisOne = "Этот"
    let other = "Открыт"
    let end = "Завершить"
    let endOthers = "Завершить все остальные"
    let ended = "Сеанс завершён."
    let hint = "Незнакомый сеанс? Завершите его и смените пароль: это завершит и все остальные."

    func othersEnded(_ count: Int) -> String { "Завершено сеансов: \(texts.number(count))." }
    func staffInPanel(_ staff: String) -> String { "\(staff), сотрудник вашего провайдера, в вашей панели" }
    func inPanelOf(_ customer: String) -> String { "в панели клиента \(customer)" }
}
