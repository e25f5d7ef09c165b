extension FaultTexts {
    /// Requests, forms, lists, and the values that every feature reads.
    static let frame = FaultTexts([
        "input.invalid": .init(
            "Bei {count:Feld ist|Feldern ist} eine andere Angabe nötig.",
            "Исправьте {count:поле|поля|полей}."),
        "input.nul_character": .init(
            "Der Text enthält das Zeichen U+0000, das sich nicht speichern lässt.",
            "Текст содержит символ U+0000, который невозможно сохранить."),
        "form.malformed": .init(
            "Das Formular kam beschädigt an; es wurde nichts geändert. Schicken Sie es noch einmal ab.",
            "Форма пришла повреждённой, поэтому ничего не изменено. Отправьте её ещё раз."),
        "form.working": .init(
            "Dieses Formular wurde bereits abgeschickt und wird noch bearbeitet. Laden Sie die Liste gleich noch einmal.",
            "Эта форма уже отправлена и ещё обрабатывается. Обновите список через мгновение."),
        "form.changed": .init(
            "Inzwischen hat jemand anders das geändert; von Ihnen ist noch nichts gespeichert. Beide Fassungen werden gezeigt.",
            "Тем временем это изменил кто-то другой, поэтому ваше ещё не сохранено. Показаны обе версии."),
        "form.token": .init(
            "Dieses Formular gehört zu einer anderen Sitzung; es wurde nichts geändert. Prüfen Sie Ihre Eingaben und schicken Sie es noch einmal ab.",
            "Эта форма создана для другого сеанса, поэтому ничего не изменено. Проверьте введённое и отправьте её ещё раз."),
        "form.expired": .init(
            "Dieses Formular war länger als einen Tag offen; es wurde nichts geändert. Schicken Sie es noch einmal ab.",
            "Форма была открыта больше суток, поэтому ничего не изменено. Отправьте её ещё раз."),
        "form.origin": .init(
            "Dieses Formular kam von einer anderen Adresse; es wurde nichts geändert. Öffnen Sie das Panel unter {address} und versuchen Sie es dort.",
            "Форма отправлена с другого адреса, поэтому ничего не изменено. Откройте панель по адресу {address} и повторите."),
        "body.too_large": .init(
            "Es wurde mehr gesendet, als diese Adresse annimmt ({kibibytes} KiB); es wurde nichts geändert.",
            "Отправлено больше, чем принимает этот адрес ({kibibytes} КиБ), поэтому ничего не изменено."),
        "body.incomplete": .init(
            "Was gesendet wurde, kam nicht vollständig an; es wurde nichts geändert.",
            "Отправленное пришло не полностью, поэтому ничего не изменено."),
        "bulk.nothing_ticked": .init("Es ist nichts ausgewählt; es wurde nichts getan.", "Ничего не выбрано, поэтому ничего не сделано."),
        "body.type": .init(
            "Senden Sie JSON, mit der Kopfzeile Content-Type: application/json.",
            "Отправляйте JSON с заголовком Content-Type: application/json."),
        "body.json": .init(
            "Der Inhalt ist kein lesbares JSON (Byte {position}).",
            "Содержимое не является корректным JSON (байт {position})."),
        "query.malformed": .init(
            "Der Teil der Adresse hinter dem Fragezeichen ist nicht lesbar.", "Часть адреса после вопросительного знака не читается."),
        "rate.exceeded": .init(
            "Sie fragen öfter als {limit:Mal|Mal} in der Minute. Machen Sie gleich weiter.",
            "Вы обращаетесь чаще {limit:раза|раз|раз} в минуту. Продолжите через мгновение."),
        "precondition.failed": .init(
            "Das wurde geändert, seit Sie es gelesen haben[: {fields}]. Es wurde nichts getan; lesen Sie es noch einmal.",
            "С тех пор как вы это прочли, оно изменилось[: {fields}]. Ничего не сделано; прочтите ещё раз."),
        "precondition.changed": .init("{field} hat jetzt einen anderen Wert.", "Значение {field} теперь другое."),
        "field.missing": .init("Das Feld {field} fehlt.", "Не хватает поля {field}."),
        "field.type": .init("Das Feld {field} hat den falschen Typ.", "У поля {field} неверный тип."),
        "field.form": .init("Der Wert des Feldes {field} hat nicht die richtige Form.", "Значение поля {field} имеет неверный формат."),
        "field.unknown": .init(
            "Ein Feld {field} gibt es hier nicht. Die Felder sind: {fields}.",
            "Поля {field} здесь нет. Есть такие поля: {fields}."),
        "session.needed": .init("Melden Sie sich an, um fortzufahren.", "Войдите, чтобы продолжить."),
        "token.read_only": .init(
            "Dieses Token darf nur lesen. Es wurde nichts geändert.", "Этот токен разрешает только чтение. Ничего не изменено."),
        "method.not_allowed": .init("Diese Adresse nimmt {method} nicht an.", "Этот адрес не принимает {method}."),
        "failure": .init(
            "Bei uns ist etwas schiefgegangen. Es ist unter der Vorgangsnummer {reference} protokolliert; geben Sie sie an, wenn Sie um Hilfe bitten.",
            "На нашей стороне что-то пошло не так. Это записано в журнал под номером {reference}; укажите его при обращении за помощью."),
        "page.not_found": .init(
            "Diese Seite gibt es nicht, oder sie gehört Ihnen nicht.", "Такой страницы нет, или она вам не принадлежит."),
        "list.search.long": .init("Suchen Sie nach höchstens 200 Zeichen.", "Ищите не более чем по 200 символам."),
        "list.sort.unknown": .init(
            "Sortieren Sie nach {orders}; ein Minus davor kehrt die Reihenfolge um.",
            "Сортировка возможна по {orders}; минус впереди меняет порядок."),
        "list.page": .init("Seiten zählen von 1 bis 1.000.000.", "Страницы нумеруются от 1 до 1\u{A0}000\u{A0}000."),
        "list.per_page": .init("Eine Seite hat 1 bis 200 Zeilen.", "На странице от 1 до 200 строк."),
        "list.state.unknown": .init("Die Zustände sind {known}.", "Возможные состояния: {known}."),
        "access.permission_missing": .init(
            "Dazu fehlt Ihnen die Berechtigung „{permission=\(germanPermissions)}“.",
            "У вас нет необходимого права: «{permission=\(russianPermissions)}»."),
        "database.unavailable": .init(
            "Die Datenbank antwortet zurzeit nicht. Versuchen Sie es in einigen Sekunden noch einmal.",
            "База данных сейчас не отвечает. Повторите через несколько секунд."),
        "database.full": .init(
            "Der Datenträger der Datenbank ist voll. Es wurde nichts geändert; schaffen Sie Platz und versuchen Sie es noch einmal.",
            "На диске базы данных нет места. Ничего не изменено; освободите место и повторите."),
        "database.busy": .init(
            "Die Datenbank ist durch ein anderes Programm belegt. Versuchen Sie es gleich noch einmal.",
            "База данных занята другой программой. Повторите через мгновение."),
        "currency.unknown": .init(
            "Geben Sie eine Währung mit ihren drei Buchstaben an, zum Beispiel EUR.", "Укажите валюту тремя буквами, например EUR."),
        "money.form": .init("Geben Sie einen Betrag in Ziffern ein, zum Beispiel 4,90.", "Введите сумму цифрами, например 4,90."),
        "money.digits": .init(
            "{currency} hat {digits=0:keine Nachkommastellen|2:höchstens 2 Nachkommastellen|3:höchstens 3 Nachkommastellen|4:höchstens 4 Nachkommastellen}.",
            "У валюты {currency} {digits=0:нет знаков после запятой|2:не более 2 знаков после запятой|3:не более 3 знаков после запятой|4:не более 4 знаков после запятой}."
        ),
        "money.large": .init("Dieser Betrag ist zu hoch.", "Эта сумма слишком велика."),
        "name.empty": .init("Dieses Feld darf nicht leer sein.", "Поле не может быть пустым."),
        "name.long": .init("Höchstens {limit:Zeichen|Zeichen}, bitte.", "Не более {limit:символа|символов|символов}, пожалуйста."),
        "name.characters": .init(
            "Hier steht ein Zeichen, das sich nicht anzeigen lässt oder die Leserichtung umkehrt.",
            "Здесь есть символ, который нельзя показать или который меняет направление текста."),
    ])

    private static let germanPermissions =
        "account_preview:Konten ansehen|account_manager:Konten verwalten|plan_manager:Tarife verwalten|server_manager:Server verwalten|job_manager:Aufträge verwalten|staff_manager:Mitarbeiter verwalten|settings_manager:Einstellungen verwalten|audit_reader:Prüfprotokoll lesen|message_reader:Meldungen lesen|announcement_manager:Ankündigungen verwalten|webhook_manager:Webhooks verwalten|login_as_user:Als Kunde anmelden"

    private static let russianPermissions =
        "account_preview:Просмотр аккаунтов|account_manager:Управление аккаунтами|plan_manager:Управление тарифами|server_manager:Управление серверами|job_manager:Управление заданиями|staff_manager:Управление сотрудниками|settings_manager:Управление настройками|audit_reader:Просмотр журнала аудита|message_reader:Чтение сообщений|announcement_manager:Управление объявлениями|webhook_manager:Управление вебхуками|login_as_user:Вход от имени клиента"
}
