extension FaultTexts {
    /// Servers, their agents, jobs.
    static let cluster = FaultTexts([
        "server.not_found": .init("Diesen Server gibt es nicht.", "Такого сервера нет."),
        "quarantine.not_found": .init("Dieses Objekt ist nicht mehr in Quarantäne.", "Этого объекта больше нет в карантине."),
        "request.not_found": .init("Diese Anfrage gibt es nicht mehr.", "Такого запроса больше нет."),
        "object on this node.not_found": .init("Dieses Objekt gibt es auf dem Server nicht.", "Такого объекта на сервере нет."),
        "installation.not_found": .init("Diese Installation gibt es nicht.", "Такой установки нет."),
        "installation.missing": .init(
            "Diese Installation ist noch nicht eingerichtet. Richten Sie Anbieter und Servicezone ein.",
            "Эта установка ещё не настроена. Укажите провайдера и служебную зону."),
        "server.endpoints_empty": .init(
            "Ein Server lauscht auf mindestens einer Adresse mit Port.", "Сервер принимает подключения хотя бы на одном адресе и порту."),
        "server.endpoints_twice": .init(
            "Eine dieser Adressen mit Port steht zweimal da.", "Один из этих адресов с портом указан дважды."),
        "server.port": .init("Ein Port ist eine Zahl von 1 bis 65535.", "Порт — число от 1 до 65535."),
        "endpoint.port": .init("Ein Port ist eine Zahl von 1 bis 65535.", "Порт — число от 1 до 65535."),
        "server.address_foreign": .init(
            "{address} ist keine Adresse von {server}. Fügen Sie sie dem Server zuerst hinzu.",
            "{address} — не адрес сервера {server}. Сначала добавьте его к серверу."),
        "server.endpoint_taken": .init(
            "{address} mit Port {port} gehört zu {server}. Wählen Sie eine andere Adresse oder einen anderen Port.",
            "{address}, порт {port} принадлежит {server}. Выберите другой адрес или порт."),
        "server.addresses_empty": .init(
            "Ein Server hat mindestens eine Adresse, zum Beispiel 203.0.113.24.",
            "У сервера есть хотя бы один адрес, например 203.0.113.24."),
        "server.addresses_twice": .init("Eine dieser Adressen steht zweimal da.", "Один из этих адресов указан дважды."),
        "server.name_taken": .init(
            "Einen Server {name} gibt es schon. Wählen Sie einen anderen Namen.", "Сервер {name} уже есть. Выберите другое название."),
        "server.kind.unknown": .init("Wählen Sie Web oder DNS.", "Выберите веб или DNS."),
        "server.name_reserved": .init("Wählen Sie einen anderen Namen als new.", "Выберите другое название, не new."),
        "server.note": .init(
            "Eine Notiz hat höchstens 2.000 Zeichen und keine Steuerzeichen.",
            "В заметке не более 2\u{A0}000 символов и нет управляющих символов."),
        "server.limit.form": .init(
            "Geben Sie eine ganze Zahl ein, oder lassen Sie das Feld leer: keine Grenze.",
            "Введите целое число или оставьте поле пустым — без ограничения."),
        "server.limit.count": .init(
            "Geben Sie eine ganze Zahl von 0 bis 1.000.000 ein, oder lassen Sie das Feld leer: keine Grenze.",
            "Введите целое число от 0 до 1\u{A0}000\u{A0}000 или оставьте поле пустым — без ограничения."),
        "server.limit.percent": .init(
            "Geben Sie eine ganze Zahl von 1 bis 100 ein, oder lassen Sie das Feld leer: keine Grenze.",
            "Введите целое число от 1 до 100 или оставьте поле пустым — без ограничения."),
        "server.limit.load": .init(
            "Geben Sie eine Last von 0,01 bis 1000 ein, oder lassen Sie das Feld leer: keine Grenze.",
            "Введите нагрузку от 0,01 до 1000 или оставьте поле пустым — без ограничения."),
        "server.address_used": .init(
            "{server} lauscht auf {address}, deshalb bleibt die Adresse.",
            "{server} принимает подключения на {address}, поэтому адрес остаётся."),
        "server.login.address": .init(
            "Geben Sie einen Hostnamen oder eine IP-Adresse ein, oder lassen Sie das Feld leer.",
            "Введите имя хоста или IP-адрес или оставьте поле пустым."),
        "server.login.user": .init(
            "Ein Benutzername hat Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche, höchstens 32 Zeichen.",
            "В имени пользователя буквы, цифры, точки, дефисы и подчёркивания, не более 32 символов."),
        "server.login.console": .init(
            "Geben Sie eine Adresse ein, die mit https:// beginnt, oder lassen Sie das Feld leer.",
            "Введите адрес, начинающийся с https://, или оставьте поле пустым."),
        "platform.windows": .init(
            "Hostwright betreibt nur Linux; Windows gehört nicht dazu. Wählen Sie eine Bezeichnung wie Linux, Anwendungsserver.",
            "Hostwright работает только с Linux, Windows не поддерживается. Выберите метку, например: Linux, сервер приложений."),
        "address.form": .init(
            "Das ist keine IP-Adresse. Beispiele: 203.0.113.24 oder 2001:db8::24.",
            "Это не IP-адрес. Примеры: 203.0.113.24 или 2001:db8::24."),
        "node.not_stopped": .init(
            "{server} ist hier nicht mehr angehalten. Sehen Sie noch einmal nach.",
            "{server} здесь уже не остановлен. Посмотрите ещё раз."),
        "node.foreign": .init(
            "Der Agent von {server} gehört zu einer anderen Installation. Lassen Sie ihn mit einer neuen Beitrittszeile beitreten, wenn er zu dieser gehören soll.",
            "Агент сервера {server} относится к другой установке. Подключите его новой строкой подключения, если он должен принадлежать этой."
        ),
        "quarantine.no_record": .init(
            "Niemand will hier {name} auf diesem Server. Legen Sie es zuerst an oder geben Sie es in den Papierkorb des Servers.",
            "Здесь никому не нужен {name} на этом сервере. Сначала создайте его или переместите в корзину сервера."),
        "node.content_too_large": .init(
            "An einen Server lassen sich höchstens {limit} auf einmal senden.", "На сервер за один раз можно отправить не более {limit}."),
        "node.no_answer": .init(
            "{server} hat nicht rechtzeitig geantwortet. Versuchen Sie es noch einmal.", "{server} не ответил вовремя. Попробуйте ещё раз."),
        "node.not_joined": .init("Für {server} ist noch kein Agent beigetreten.", "К {server} ещё не подключился агент."),
        "node.silent": .init(
            "{server} antwortet zurzeit nicht. Es geht nichts verloren; versuchen Sie es noch einmal, sobald er wieder da ist.",
            "{server} сейчас не отвечает. Ничего не потеряно; попробуйте снова, когда он вернётся на связь."),
        "node.agent_old": .init(
            "Der Agent von {server} ist dafür zu alt. Aktualisieren Sie ihn und versuchen Sie es noch einmal.",
            "Агент сервера {server} слишком старый для этого. Обновите его и попробуйте снова."),
        "node.request_failed": .init("Der Server konnte das nicht ausführen.", "Сервер не смог это выполнить."),
        "node.request_unknown": .init("Diese Anfrage betrifft weder Dateien noch Protokolle.", "Этот запрос не о файлах и не о журналах."),
        "node.not_quarantined": .init(
            "Dieses Objekt ist auf dem Server nicht mehr in Quarantäne.", "На сервере этого объекта больше нет в карантине."),
        "job.not_found": .init("Diesen Auftrag gibt es nicht.", "Такого задания нет."),
        "schedule.not_found": .init("Diesen Zeitplan gibt es nicht.", "Такого расписания нет."),
        "job.not_waiting": .init(
            "Der Auftrag {state=running:läuft gerade|done:ist erledigt|waiting:wartet|failed:ist fehlgeschlagen}. Nur ein wartender oder fehlgeschlagener lässt sich erneut versuchen.",
            "Задание {state=running:выполняется|done:выполнено|waiting:ожидает|failed:завершилось ошибкой}. Повторить можно только ожидающее задание или задание с ошибкой."
        ),
        "job.already_waiting": .init(
            "Ein anderer Auftrag für dieselbe Arbeit wartet schon.", "Другое задание для той же работы уже ожидает."),
    ])
}
