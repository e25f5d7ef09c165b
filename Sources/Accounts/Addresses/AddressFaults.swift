import Presentation

/// What is said of pools of addresses and own IP addresses in German and Russian.
enum AddressFaults {
    static let texts = FaultTexts([
        "address.none": .init(
            "Geben Sie mindestens eine Adresse ein, zum Beispiel 203.0.113.24 oder 203.0.113.0/28.",
            "Введите хотя бы один адрес, например 203.0.113.24 или 203.0.113.0/28."),
        "address.unreadable": .init(
            "„{typed}“ ist weder eine Adresse noch ein Bereich. Schreiben Sie 203.0.113.24, 203.0.113.10-203.0.113.20, 203.0.113.0/28 oder 2001:db8::24.",
            "«{typed}» — не адрес и не диапазон. Пишите 203.0.113.24, 203.0.113.10-203.0.113.20, 203.0.113.0/28 или 2001:db8::24."),
        "address.families": .init(
            "Ein Bereich reicht von einer IPv4-Adresse zu einer anderen oder von einer IPv6-Adresse zu einer anderen.",
            "Диапазон идёт от одного адреса IPv4 до другого или от одного адреса IPv6 до другого."),
        "address.order": .init(
            "{first} kommt nach {last}. Schreiben Sie die niedrigere Adresse zuerst.",
            "{first} идёт после {last}. Сначала пишите меньший адрес."),
        "address.mask": .init(
            "Nach dem Schrägstrich steht eine Zahl von 0 bis {most} oder eine Maske wie 255.255.255.240.",
            "После косой черты — число от 0 до {most} или маска вида 255.255.255.240."),
        "address.block": .init(
            "{address} ist nicht die erste Adresse ihres Blocks. Schreiben Sie {block} oder einen Bereich.",
            "{address} — не первый адрес своего блока. Пишите {block} или диапазон."),
        "address.too_many": .init(
            "Höchstens {most} Adressen lassen sich auf einmal aufnehmen. Nehmen Sie sie in mehreren Schritten auf.",
            "За раз можно добавить не более {most} адресов. Добавляйте их в несколько шагов."),
        "address.not_host": .init(
            "{address} ist keine Adresse, die ein einzelner Rechner haben kann.",
            "{address} не может быть адресом отдельного компьютера."),
        "address.twice": .init("{address} ist doppelt.", "{address} указан дважды."),
        "address.in_pool": .init("{address} ist schon im Vorrat von {server}.", "{address} уже в пуле сервера {server}."),
        "address.endpoint": .init(
            "{server} lauscht auf {address} für alle; einem einzelnen Konto lässt sie sich nicht geben.",
            "{server} принимает на {address} подключения для всех, поэтому отдать адрес одному аккаунту нельзя."),
        "address.of_other_server": .init(
            "{address} ist eine Adresse des Servers {server}; kein anderer Server kann unter ihr antworten.",
            "{address} — адрес сервера {server}, и другой сервер на нём отвечать не может."),
        "address.pool_full": .init(
            "Ein Webserver hat höchstens {most} Adressen zu vergeben; jetzt sind es {held}.",
            "У веб-сервера не более {most} адресов для выдачи; сейчас их {held}."),
        "address.meanwhile": .init(
            "Eine dieser Adressen kam inzwischen in den Vorrat eines anderen Servers. Sehen Sie in die Liste, und versuchen Sie es erneut.",
            "Один из этих адресов тем временем добавлен в пул другого сервера. Посмотрите список и повторите."),
        "address.taken": .init(
            "{address} ist vergeben (Konten: {count}). Nehmen Sie sie dort zuerst zurück; entfernen Sie sie dann hier.",
            "{address} занят (аккаунтов: {count}). Сначала заберите его там, затем удалите здесь."),
        "address.not_found": .init("Diese IP-Adresse gibt es hier nicht.", "Такого IP-адреса здесь нет."),
        "address.web_server": .init(
            "Diese Maschine hat mehrere Webserver. Wählen Sie den, der die Adressen vergeben soll.",
            "На этой машине несколько веб-серверов. Выберите тот, который будет выдавать адреса."),
        "address.no_web_server": .init(
            "Diese Maschine hat keinen Webserver. Nehmen Sie zuerst einen hinzu.",
            "На этой машине нет веб-сервера. Сначала добавьте его."),
        "address.none_free": .init(
            "Der Webserver dieses Kontos hat keine freie IPv{family}-Adresse. Erweitern Sie seinen Vorrat, oder nehmen Sie anderswo eine zurück.",
            "У веб-сервера этого аккаунта нет свободного адреса IPv{family}. Пополните его пул или заберите адрес у другого аккаунта."),
        "address.none_free_anywhere": .init(
            "Kein Webserver hat eine freie IPv{family}-Adresse. Erweitern Sie unter „Server“ einen Vorrat, oder nehmen Sie anderswo eine zurück.",
            "Ни у одного веб-сервера нет свободного адреса IPv{family}. Пополните пул в разделе «Серверы» или заберите адрес у другого аккаунта."
        ),
        "address.unknown": .init(
            "{address} ist keine IPv{family}-Adresse aus dem Vorrat des Webservers dieses Kontos. Wählen Sie eine aus der Liste.",
            "{address} — не адрес IPv{family} из пула веб-сервера этого аккаунта. Выберите из списка."),
        "address.in_no_pool": .init(
            "{address} ist bei keinem Webserver im Vorrat. Wählen Sie eine aus der Liste, oder nehmen Sie sie unter „Server“ auf.",
            "{address} нет ни в одном пуле. Выберите из списка или добавьте адрес в пул в разделе «Серверы»."),
        "address.different_servers": .init(
            "Die beiden Adressen gehören verschiedenen Webservern, und ein Konto liegt auf einem. Wählen Sie beide aus einem Vorrat.",
            "Эти два адреса — из пулов разных веб-серверов, а аккаунт находится на одном. Выберите оба из одного пула."),
        "address.no_server": .init(
            "Kein Webserver, der Konten des Tarifs {plan} aufnimmt, kann diese Adresse vergeben. Wählen Sie eine andere, oder erweitern Sie den Vorrat eines solchen Servers.",
            "Ни один веб-сервер, принимающий аккаунты тарифа «{plan}», не может выдать этот адрес. Выберите другой или пополните пул такого сервера."
        ),
        "address.family": .init("{address} ist keine IPv{family}-Adresse.", "{address} — не адрес IPv{family}."),
        "address.exclusive": .init(
            "{address} hat ein anderes Konto für sich allein. Wählen Sie eine andere Adresse.",
            "Адрес {address} выделен только другому аккаунту. Выберите другой адрес."),
        "address.shared": .init(
            "{address} haben auch andere Konten ({count}). Wählen Sie eine freie Adresse, oder teilen Sie sie.",
            "Адрес {address} есть и у других аккаунтов ({count}). Выберите свободный адрес или используйте его совместно."),
        "address.only_exclusive": .init(
            "Sie können eine Adresse für sich allein haben. Setzen Sie den Haken „Nur für diesen Benutzer“.",
            "Вы можете получить адрес только для себя. Поставьте отметку «Только для этого пользователя»."),
        "account.plan.address_in_use": .init(
            "Der Tarif {plan} enthält keine eigene IP-Adresse, und dieses Konto hat {address} für sich allein. Nehmen Sie sie zuerst zurück.",
            "В тариф «{plan}» не входит собственный IP-адрес, а у этого аккаунта есть {address} только для него. Сначала заберите адрес."),
        "plan.address.unknown": .init(
            "Konten beginnen mit der Adresse des Servers („shared“) oder mit einer eigenen („own“).",
            "Аккаунты начинают с адреса сервера («shared») или с собственного («own»)."),
        "plan.address.needs": .init(
            "Konten dieses Tarifs sollen mit einer eigenen Adresse beginnen; also muss der Tarif mindestens eine enthalten.",
            "Аккаунты этого тарифа должны начинать с собственного адреса, поэтому в тариф должен входить хотя бы один."),
    ])
}
