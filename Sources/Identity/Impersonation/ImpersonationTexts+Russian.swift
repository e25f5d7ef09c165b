struct RussianImpersonationTexts: ImpersonationTexts {
    let enter = "Войти как клиент"
    let back = "Вернуться в свой сеанс"
    let left = "Вы снова в своём сеансе."
    let bannerText = "Всё, что вы здесь делаете, записывается под вашим именем, и клиент уведомлён. Пароль, токены и сеансы скрыты."

    func banner(_ customer: String) -> String { "Вы в панели клиента \(customer)." }
    func entered(_ customer: String) -> String { "Это панель клиента \(customer)." }
}
