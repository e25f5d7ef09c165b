import Core

/// Every resource that the product has or will have. Adding one is a name and an entry here.
package enum ResourceCatalogue {
    /// In the order of forms and tables: web, names, files, mail, databases, extras.
    package static let all: [HostingResource] = [
        .init(.web, .onOff, needs: .web, "Web service", "Webdienst", "Веб-сервис"),
        .init(.diskSpace, .stored, needs: .usage, "Disk space", "Speicherplatz", "Дисковое пространство"),
        .init(.traffic, .metered, needs: .usage, "Traffic", "Datenverkehr", "Трафик"),
        .init(.domain, .counted, needs: .dns, "Domains", "Domains", "Домены"),
        .init(.subdomain, .counted, needs: .subdomains, "Subdomains", "Subdomains", "Поддомены"),
        .init(.wildcardSubdomain, .onOff, needs: .subdomains, "Wildcard subdomain", "Wildcard-Subdomain", "Wildcard-поддомен"),
        .init(.dedicatedIP, .counted, needs: .dedicatedAddresses, "Dedicated IP addresses", "Eigene IP-Adressen", "Выделенные IP-адреса"),
        .init(.ssl, .onOff, needs: .tls, "SSL", "SSL", "SSL"),
        .init(.certificate, .counted, needs: .tls, requires: [.ssl], "Own certificates", "Eigene Zertifikate", "Собственные сертификаты"),

        .init(.php, .onOff, needs: .php, requires: [.web], "PHP", "PHP", "PHP"),
        .init(.phpUpload, .onOff, needs: .directoryOptions, requires: [.php], "PHP upload", "PHP-Upload", "Загрузка файлов через PHP"),
        .init(.ssi, .onOff, needs: .ssi, requires: [.web], "SSI", "SSI", "SSI"),
        .init(.cgi, .onOff, needs: .cgi, requires: [.web], "CGI/Perl", "CGI/Perl", "CGI/Perl"),
        .init(
            .standardScripts, .onOff, needs: .cgi, requires: [.cgi], "Standard CGI scripts", "Standard-CGI-Skripte",
            "Стандартные CGI-скрипты"),
        .init(.python, .onOff, needs: .python, requires: [.web], "Python", "Python", "Python"),
        .init(.mobilePages, .onOff, needs: .directoryOptions, requires: [.web], "WAP pages", "WAP-Seiten", "WAP-страницы"),
        .init(
            .directoryListing, .onOff, needs: .directoryOptions, requires: [.web], "Directory listing", "Verzeichnislisten",
            "Листинг каталогов"),
        .init(
            .protectedDirectories, .onOff, needs: .directoryOptions, requires: [.web], conflicts: [.publishing],
            "Password-protected directories",
            "Verzeichnisschutz", "Каталоги с паролем"),
        .init(
            .errorPages, .onOff, needs: .directoryOptions, requires: [.web], conflicts: [.publishing], "Own error pages",
            "Eigene Fehlerseiten",
            "Собственные страницы ошибок"),
        .init(
            .publishing, .onOff, needs: .publishing, requires: [.web], conflicts: [.errorPages, .protectedDirectories], "Publishing",
            "Publizieren (WebDAV)", "Публикация (WebDAV)"),
        .init(.webStatistics, .onOff, needs: .statistics, requires: [.web], "Web statistics", "Webstatistik", "Веб-статистика"),
        .init(.addressPage, .counted, needs: .directoryOptions, requires: [.web], "@domains", "@Domains", "@-домены"),

        .init(.ftp, .onOff, needs: .ftp, "FTP", "FTP", "FTP"),
        .init(
            .ftpUser, .counted, needs: .ftp, requires: [.ftp], "Additional FTP users", "Zusätzliche FTP-Benutzer",
            "Дополнительные FTP-пользователи"),
        .init(.shell, .choice(shellChoices), needs: .ssh, "Shell access", "Shell-Zugang", "Доступ к оболочке"),
        .init(.webFTP, .onOff, needs: .webFTP, requires: [.ftp], "WebFTP", "WebFTP", "WebFTP"),
        .init(.cronJob, .counted, needs: .cron, "Cron jobs", "Cronjobs", "Задания cron"),

        .init(.mailbox, .counted, needs: .mail, "Mailboxes", "Postfächer", "Почтовые ящики"),
        .init(.mailAddress, .counted, needs: .mail, "E-mail addresses", "E-Mail-Adressen", "Адреса эл. почты"),
        .init(.autoresponder, .counted, needs: .mail, requires: [.mailAddress], "Autoresponders", "Autoresponder", "Автоответчики"),
        .init(.mailingList, .counted, needs: .mailingLists, "Mailing lists", "Mailinglisten", "Списки рассылки"),
        .init(.webmail, .onOff, needs: .webmail, requires: [.mailbox], "Webmail", "Webmail", "Веб-почта"),
        .init(.spamFilter, .onOff, needs: .spamFilter, requires: [.mailbox], "Spam filter", "Spamfilter", "Спам-фильтр"),

        .init(.mysqlDatabase, .counted, needs: .mysql, "MySQL databases", "MySQL-Datenbanken", "Базы данных MySQL"),
        .init(
            .postgresqlDatabase, .counted, needs: .postgresql, "PostgreSQL databases", "PostgreSQL-Datenbanken", "Базы данных PostgreSQL"),

        .init(.backup, .choice(backupChoices), needs: .backup, "Backup", "Datensicherung", "Резервное копирование"),
    ]

    private static let shellChoices: [ResourceChoice] = [
        .init("no", "none", "keiner", "нет"), .init("sftp", "SFTP only", "nur SFTP", "только SFTP"),
        .init("shell", "full shell", "volle Shell", "полный доступ"),
    ]
    private static let backupChoices: [ResourceChoice] = [
        .init("no", "no", "nein", "нет"), .init("yes", "yes", "ja", "да"),
        .init("upload", "yes, and upload", "ja, mit Upload", "да, с выгрузкой"),
    ]

    private static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })

    /// nil for a name of a later release, or of none.
    package static func find(_ key: ResourceKey) -> HostingResource? { byKey[key] }

    /// What these services make possible, in the order of the catalogue.
    package static func offered(by services: Set<HostingService>) -> [HostingResource] { all.filter { services.contains($0.needs) } }
}

extension ResourceKey {
    package static let web = ResourceKey(rawValue: "web")
    package static let diskSpace = ResourceKey(rawValue: "disk_space")
    package static let traffic = ResourceKey(rawValue: "traffic")
    package static let domain = ResourceKey(rawValue: "domain")
    package static let subdomain = ResourceKey(rawValue: "subdomain")
    package static let wildcardSubdomain = ResourceKey(rawValue: "wildcard_subdomain")
    package static let dedicatedIP = ResourceKey(rawValue: "dedicated_ip")
    package static let ssl = ResourceKey(rawValue: "ssl")
    package static let certificate = ResourceKey(rawValue: "certificate")
    package static let php = ResourceKey(rawValue: "php")
    package static let phpUpload = ResourceKey(rawValue: "php_upload")
    package static let ssi = ResourceKey(rawValue: "ssi")
    package static let cgi = ResourceKey(rawValue: "cgi")
    package static let standardScripts = ResourceKey(rawValue: "standard_scripts")
    package static let python = ResourceKey(rawValue: "python")
    package static let mobilePages = ResourceKey(rawValue: "wap")
    package static let directoryListing = ResourceKey(rawValue: "directory_listing")
    package static let protectedDirectories = ResourceKey(rawValue: "protected_directories")
    package static let errorPages = ResourceKey(rawValue: "error_pages")
    package static let publishing = ResourceKey(rawValue: "publishing")
    package static let webStatistics = ResourceKey(rawValue: "web_statistics")
    package static let addressPage = ResourceKey(rawValue: "at_domain")
    package static let ftp = ResourceKey(rawValue: "ftp")
    package static let ftpUser = ResourceKey(rawValue: "ftp_user")
    package static let shell = ResourceKey(rawValue: "shell")
    package static let webFTP = ResourceKey(rawValue: "webftp")
    package static let cronJob = ResourceKey(rawValue: "cron_job")
    package static let mailbox = ResourceKey(rawValue: "mailbox")
    package static let mailAddress = ResourceKey(rawValue: "mail_address")
    package static let autoresponder = ResourceKey(rawValue: "autoresponder")
    package static let mailingList = ResourceKey(rawValue: "mailing_list")
    package static let webmail = ResourceKey(rawValue: "webmail")
    package static let spamFilter = ResourceKey(rawValue: "spam_filter")
    package static let mysqlDatabase = ResourceKey(rawValue: "mysql_database")
    package static let postgresqlDatabase = ResourceKey(rawValue: "postgresql_database")
    package static let backup = ResourceKey(rawValue: "backup")
}
