import Identity
import Notifications
import Presentation

extension MailNotification {
    /// What to give the registrar.
    package static let domainHosted = MailNotification(
        Mail.Kind.domainHosted.rawValue, list: .domains, to: .customer,
        Words("Domain set up", "Domain eingerichtet", "Домен подключён"),
        Words(
            "To the owner, when a domain is hosted that a registrar has to point here.",
            "An den Inhaber, wenn eine Domain eingerichtet ist, die ein Registrar hierher weisen muss.",
            "Владельцу, когда подключён домен, который регистратор должен направить сюда."),
        variables: [
            .person, .login, .email,
            Variable("domain", Words("The domain", "Die Domain", "Домен"), example: Words("berg-ceramics.example")),
            Variable(
                "account", Words("System user and account", "Systembenutzer und Konto", "Системный пользователь и аккаунт"),
                example: Words("web17, Berg Ceramics")),
            Variable(
                "name_servers", Words("The lines for the registrar", "Die Zeilen für den Registrar", "Строки для регистратора"),
                example: Words(
                    "  Domain:         berg-ceramics.example\n  Name server 1:  ns1.hosting.example\n  Name server 2:  ns2.hosting.example",
                    "  Domain:        berg-ceramics.example\n  Nameserver 1:  ns1.hosting.example\n  Nameserver 2:  ns2.hosting.example",
                    "  Домен:          berg-ceramics.example\n  Сервер имён 1:  ns1.hosting.example\n  Сервер имён 2:  ns2.hosting.example"),
                isRequired: true),
            Variable(
                "needs_glue",
                Words(
                    "Has a value when the registrar needs addresses too", "Hat einen Wert, wenn der Registrar auch Adressen braucht",
                    "Есть значение, если регистратору нужны и адреса"), example: Words("yes", "ja", "да")),
            Variable(
                "page", Words("Address of the domain's page", "Adresse der Seite der Domain", "Адрес страницы домена"),
                example: Words("https://cp.hosting.example/domains/berg-ceramics.example")),
        ]
    ) { Texts($0).delegation.mail }
}
