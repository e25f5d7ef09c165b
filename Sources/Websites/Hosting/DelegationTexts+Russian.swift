struct RussianDelegationTexts: DelegationTexts {
    let domain = "Домен"
    func nameServer(_ number: Int) -> String { "Сервер имён \(number)" }
    func subject(_ domain: String) -> String { "\(domain): что передать регистратору" }
    func greeting(_ person: String) -> String { "Здравствуйте, \(person)!" }
    func opening(_ domain: String, _ company: String, _ account: String) -> String {
        "Домен \(domain) подключён в \(company)\n(аккаунт \(account))."
    }
    let task = """
        Чтобы его находили посетители и почта, регистратор, у которого домен
        зарегистрирован, должен указать наши серверы имён. Передайте ему:
        """
    let glue = """
        Серверы имён лежат внутри самого домена, поэтому регистратору нужны
        и адреса к их именам (он может называть их glue-записями).
        """
    let `where` = """
        В панели регистратора это место называется «Серверы имён», «NS» или
        «DNS». Уберите серверы имён, которые указаны там сейчас.
        """
    let signed = """
        Если домен до сих пор был подписан DNSSEC, сначала попросите
        регистратора удалить его DS-записи. Иначе домен не найдут.
        """
    let patience = "Пока изменение заметят все, может пройти до двух суток."
    let page = "Страница домена показывает, как обстоят дела:"
    func help(_ support: String) -> String { "Вопросы? \(support)" }
    let mailIt = "Отправить клиенту письмом"
    let mailed = "Письмо отправлено."
    let glueHint = "Серверы имён лежат внутри самого домена, поэтому регистратору нужны и их адреса (glue-записи)."
}
