extension FaultTexts {
    /// Domains, websites, accounts, plans.
    static let hosting = FaultTexts([
        "domain.not_found": .init(
            "Diese Domain gibt es nicht, oder sie gehört Ihnen nicht.", "Такого домена нет, или он вам не принадлежит."),
        "website.not_found": .init(
            "Diese Website gibt es nicht, oder sie gehört Ihnen nicht.", "Такого сайта нет, или он вам не принадлежит."),
        "log.not_found": .init(
            "Dieses Protokoll gibt es nicht, oder es gehört Ihnen nicht.", "Такого журнала нет, или он вам не принадлежит."),
        "account.not_found": .init(
            "Dieses Konto gibt es nicht, oder es gehört Ihnen nicht.", "Такого аккаунта нет, или он вам не принадлежит."),
        "plan.not_found": .init("Diesen Tarif gibt es nicht.", "Такого тарифа нет."),
        "file.too_large": .init("Die Datei ist zu groß, um hier übertragen zu werden.", "Файл слишком велик, чтобы передать его здесь."),
        "file.incomplete": .init(
            "Die Datei kam nicht vollständig an. Senden Sie sie noch einmal.", "Файл пришёл не полностью. Отправьте его ещё раз."),
        "file.not_found": .init("Die Datei {path} gibt es nicht.", "Файла {path} нет."),
        "file.link": .init(
            "Der Pfad {path} führt über eine symbolische Verknüpfung, der nicht gefolgt wird. Geben Sie den Pfad der Datei selbst an.",
            "Путь {path} проходит через символическую ссылку, по которой переход не выполняется. Укажите путь самого файла."),
        "file.forbidden": .init("Das Konto hat dafür an {path} kein Recht.", "У аккаунта нет на это прав для {path}."),
        "file.not_a_file": .init(
            "{path} ist keine Datei, oder ein Teil des Pfades ist kein Verzeichnis.",
            "{path} — не файл, или часть пути не является каталогом."),
        "file.failed": .init("Die Datei {path} ließ sich nicht bearbeiten.", "Не удалось обработать файл {path}."),
        "node.disk_full": .init(
            "Der Datenträger des Servers oder der Speicherplatz des Kontos ist voll; es wurde nichts geändert.",
            "На диске сервера или в квоте аккаунта нет места; ничего не изменено."),
        "domain.in_trash": .init(
            "{name} liegt im Papierkorb. Dort können Sie die Domain wiederherstellen oder endgültig löschen.",
            "Домен {name} находится в корзине. Там его можно восстановить или удалить навсегда."),
        "domain.registration.unknown": .init(
            "Schreiben Sie none, wanted oder registered.", "Напишите none, wanted или registered."),
        "domain.no_delegation": .init(
            "{domain} braucht nichts von einem Registrar: Sie wird nicht ausgeliefert oder liegt unter einer anderen hier gehosteten Domain.",
            "Для {domain} от регистратора ничего не нужно: домен не обслуживается или лежит внутри другого домена, размещённого здесь."),
        "domain.not_in_trash": .init(
            "{name} liegt nicht im Papierkorb. Nur was dort liegt, lässt sich wiederherstellen oder endgültig löschen.",
            "Домена {name} нет в корзине. Восстановить или удалить навсегда можно только то, что в ней находится."),
        "domain.account.missing": .init("Wählen Sie das Konto, zu dem die Domain gehört.", "Выберите аккаунт, которому принадлежит домен."),
        "domain.purge.confirmation": .init(
            "Geben Sie {name} ein, um diese Domain endgültig zu löschen.", "Введите {name}, чтобы удалить этот домен навсегда."),
        "domain.already_hosted": .init(
            "{name} wird hier bereits gehostet. Ziehen Sie die Domain aus ihrem jetzigen Konto um.",
            "Домен {name} уже размещён здесь. Перенесите его из текущего аккаунта."),
        "domain.already_yours": .init(
            "{name} {place=account:ist bereits in diesem Konto|trash:liegt im Papierkorb dieses Kontos. Stellen Sie die Domain dort wieder her}.",
            "Домен {name} {place=account:уже есть в этом аккаунте|trash:находится в корзине этого аккаунта. Восстановите его оттуда}."),
        "domain.below_foreign": .init(
            "{name} liegt unterhalb einer Domain eines anderen Kunden. Nur dieser kann sie hinzufügen.",
            "{name} находится ниже домена другого клиента. Добавить его может только этот клиент."),
        "domain.above_foreign": .init(
            "Ein Name unterhalb von {name} gehört einem anderen Kunden. Wenden Sie sich an Ihren Anbieter.",
            "Имя ниже {name} принадлежит другому клиенту. Обратитесь к провайдеру."),
        "domain.name.empty": .init(
            "Geben Sie einen Domainnamen ein, zum Beispiel example.org.", "Введите имя домена, например example.org."),
        "domain.name.characters": .init(
            "Ein Domainname besteht nur aus Buchstaben, Ziffern und Bindestrichen.",
            "Имя домена состоит только из букв, цифр и дефисов."),
        "domain.name.long": .init("Ein Domainname hat höchstens 253 Zeichen.", "В имени домена не более 253 символов."),
        "domain.name.form": .init("Der Name steht nicht in ASCII-Kleinbuchstaben.", "Имя записано не строчными буквами ASCII."),
        "domain.name.idna": .init(
            "Dieser Name lässt sich im Domain Name System nicht schreiben.", "Это имя невозможно записать в системе доменных имён."),
        "domain.name.punycode": .init(
            "Ein Teil beginnt mit xn--, ist aber kein gültiger internationalisierter Name.",
            "Одна из частей начинается с xn--, но не является корректным интернационализированным именем."),
        "domain.name.ending": .init(
            "Diesem Namen fehlt die Endung. Meinten Sie {suggestion}?", "У имени нет зоны. Возможно, вы имели в виду {suggestion}?"),
        "domain.name.dots": .init(
            "In einem Domainnamen stehen keine zwei Punkte nacheinander, und er beginnt nicht mit einem.",
            "В имени домена не бывает двух точек подряд, и оно не начинается с точки."),
        "domain.name.label_long": .init(
            "Jeder Teil zwischen den Punkten hat höchstens 63 Zeichen.", "В каждой части между точками не более 63 символов."),
        "domain.name.hyphen": .init(
            "Kein Teil eines Domainnamens beginnt oder endet mit einem Bindestrich.",
            "Ни одна часть имени домена не начинается и не заканчивается дефисом."),
        "domain.name.hyphens": .init(
            "Kein Teil eines Domainnamens hat an dritter und vierter Stelle Bindestriche.",
            "Ни в одной части имени домена дефисы не стоят на третьем и четвёртом месте."),
        "domain.name.address": .init(
            "Das sieht nach einer IP-Adresse aus. Geben Sie einen Namen ein, zum Beispiel example.org.",
            "Похоже на IP-адрес. Введите имя, например example.org."),
        "domain.name.service_zone": .init(
            "{name} ist die Servicezone dieser Installation. Wählen Sie einen anderen Namen.",
            "{name} — служебная зона этой установки. Выберите другое имя."),
        "domain.name.above_service_zone": .init(
            "Die Servicezone dieser Installation liegt unterhalb von {name}. Nur Ihr Anbieter kann diese Domain hinzufügen.",
            "Служебная зона этой установки находится ниже {name}. Добавить домен может только провайдер."),
        "domain.name.reserved": .init(
            "Der Name {label} der Servicezone gehört den Servern des Anbieters. Wählen Sie einen anderen Namen.",
            "Имя {label} служебной зоны принадлежит серверам провайдера. Выберите другое имя."),
        "domain.name.third_level": .init(
            "Namen unterhalb von {zone} werden hier nicht an Kunden vergeben. Wählen Sie einen anderen Namen.",
            "Имена ниже {zone} здесь клиентам не предоставляются. Выберите другое имя."),
        "domain.name.www": .init(
            "Fügen Sie die Domain ohne www hinzu, das ist enthalten[: {bare}].",
            "Добавьте домен без www, он уже включён[: {bare}]."),
        "zone.no_server_of_group": .init(
            "Kein Nameserver der Gruppe „{group}“, die der Tarif des Kontos verlangt, nimmt neue Zonen. Geben Sie unter „Server“ einen hinein oder öffnen Sie einen.",
            "В группе «{group}», которую требует тариф аккаунта, ни один сервер имён не принимает новые зоны. Включите в неё сервер или откройте его в разделе «Серверы»."
        ),
        "zone.no_name_server": .init(
            "Es gibt noch keinen Nameserver. Fügen Sie unter „Server“ einen hinzu und dann die Domain.",
            "Серверов имён пока нет. Добавьте сервер в разделе «Серверы», затем добавьте домен."),
        "website.document_root.hidden": .init(
            "Kein Teil des Dokumentverzeichnisses darf mit einem Punkt beginnen.",
            "Ни одна часть корневого каталога не может начинаться с точки."),
        "website.document_root.characters": .init(
            "Zwischen den Schrägstrichen stehen Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche.",
            "Между косыми чертами допустимы буквы, цифры, точки, дефисы и подчёркивания."),
        "website.php_not_included": .init("Der Tarif {plan} enthält kein PHP.", "В тариф «{plan}» PHP не входит."),
        "account.suspended": .init(
            "Dieses Konto ist gesperrt, daher lässt sich darin nichts ändern.[ Grund: {reason}.]",
            "Аккаунт приостановлен, поэтому изменить в нём ничего нельзя.[ Причина: {reason}.]"),
        "account.not_active": .init(
            "Das Konto {number} {state=suspended:ist gesperrt|trashed:liegt im Papierkorb|purged:ist gelöscht|active:ist aktiv}, daher lässt sich keine Domain hinzufügen.",
            "Аккаунт {number} {state=suspended:приостановлен|trashed:находится в корзине|purged:удалён|active:активен}, поэтому добавить домен нельзя."
        ),
        "account.in_trash": .init(
            "Das Konto {number} liegt im Papierkorb. Stellen Sie es zuerst wieder her.",
            "Аккаунт {number} находится в корзине. Сначала восстановите его."),
        "account.not_in_trash": .init(
            "Das Konto {number} liegt nicht im Papierkorb. Nur was dort liegt, lässt sich wiederherstellen oder endgültig löschen.",
            "Аккаунта {number} нет в корзине. Восстановить или удалить навсегда можно только то, что в ней находится."),
        "account.plan.unknown": .init("Wählen Sie einen Tarif aus der Liste.", "Выберите тариф из списка."),
        "account.plan.platform": .init(
            "Der Tarif {plan} ist für Server der Plattform „{platform}“, und dieses Konto liegt auf {server}.",
            "Тариф «{plan}» — для серверов платформы «{platform}», а этот аккаунт находится на {server}."),
        "account.plan.option_in_use": .init(
            "Der Tarif {plan} bietet {option=web:den Webdienst|php:PHP} nicht an, und dieses Konto nutzt {option=web:ihn|php:es} bei {domains}. Schalten Sie {option=web:ihn|php:es} dort zuerst aus.",
            "В тарифе «{plan}» нет {option=web:веб-службы|php:PHP}, а этот аккаунт использует {option=web:её|php:его}: {domains}. Сначала выключите там."
        ),
        "account.no_web_server": .init(
            "Es gibt noch keinen Webserver. Fügen Sie unter „Server“ einen hinzu und legen Sie dann das Konto an.",
            "Веб-сервера пока нет. Добавьте его в разделе «Серверы», затем создайте аккаунт."),
        "account.uids_used_up": .init(
            "Alle {count:Benutzerkennung|Benutzerkennungen} dieser Installation sind vergeben. Erweitern Sie zuerst den Bereich.",
            "Все {count:идентификатор|идентификатора|идентификаторов} пользователей этой установки заняты. Сначала расширьте диапазон."),
        "account.owner.not_customer": .init(
            "{name} ist kein Kunde. Wählen Sie einen anderen Anmeldenamen.", "{name} — не клиент. Выберите другой логин."),
        "account.purge.confirmation": .init(
            "Geben Sie die Nummer {number} ein, um dieses Konto endgültig zu löschen.",
            "Введите номер {number}, чтобы удалить этот аккаунт навсегда."),
        "account.platform_withdrawn": .init(
            "Der Tarif {plan} ist für Server der Plattform „{platform}“, die keine neuen Kunden nimmt. Wählen Sie einen anderen Tarif.",
            "Тариф «{plan}» — для серверов платформы «{platform}», которая не принимает новых клиентов. Выберите другой тариф."),
        "account.servers_closed": .init(
            "Jeder Webserver dieses Tarifs ist für neue Kunden geschlossen: {servers}. Öffnen Sie unter „Server“ einen oder fügen Sie einen hinzu.",
            "Все веб-серверы этого тарифа закрыты для новых клиентов: {servers}. Откройте один в разделе «Серверы» или добавьте сервер."),
        "platform.not_found": .init("Diese Plattform gibt es nicht.", "Такой платформы нет."),
        "plan.platform_withdrawn": .init(
            "Die Plattform „{platform}“ wird nicht mehr verkauft.", "Платформа «{platform}» больше не продаётся."),
        "account.no_server_of_group": .init(
            "Der Tarif {plan} ist für Webserver der Gruppe „{group}“, und kein Webserver gehört dazu. Wählen Sie einen anderen Tarif oder geben Sie einen Server in diese Gruppe.",
            "Тариф «{plan}» — для веб-серверов группы «{group}», но в ней нет ни одного. Выберите другой тариф или включите сервер в эту группу."
        ),
        "account.no_server_of_platform": .init(
            "Der Tarif {plan} ist für Server der Plattform „{platform}“, und kein Webserver gehört dazu. Wählen Sie einen anderen Tarif oder geben Sie einem Server diese Plattform.",
            "Тариф «{plan}» — для серверов платформы «{platform}», но таких веб-серверов нет. Выберите другой тариф или задайте серверу эту платформу."
        ),
        "account.servers_full": .init(
            "Kein Server nimmt ein weiteres Konto auf ({servers}). Heben Sie unter „Server“ eine Grenze an oder fügen Sie einen Server hinzu.",
            "Ни один сервер не примет ещё один аккаунт ({servers}). Повысьте ограничение в разделе «Серверы» или добавьте сервер."),
        "plan.option.unknown": .init("Wählen Sie unter: {known}.", "Выберите из: {known}."),
        "plan.option.twice": .init("Diese Option steht zweimal da.", "Эта опция указана дважды."),
        "plan.option.terms": .init("Wählen Sie included, monthly oder not_offered.", "Выберите included, monthly или not_offered."),
        "website.option_unknown": .init("Wählen Sie web oder php.", "Выберите web или php."),
        "website.web_not_included": .init("Der Tarif {plan} enthält keinen Webdienst.", "В тариф «{plan}» веб-служба не входит."),
        "website.price_not_agreed": .init(
            "{option=web:Der Webdienst|php:PHP} kostet in diesem Tarif {price} im Monat. Eingeschaltet wird, sobald Sie diesem Preis zustimmen.",
            "{option=web:Веб-служба|php:PHP} в этом тарифе стоит {price} в месяц. Опция включится, когда вы согласитесь с ценой."),
        "plan.domain_limit.form": .init(
            "Geben Sie eine ganze Zahl von 0 bis 100.000 ein oder lassen Sie das Feld für „unbegrenzt“ leer.",
            "Введите целое число от 0 до 100\u{A0}000 или оставьте поле пустым — без ограничений."),
        "plan.name.taken": .init(
            "Einen Tarif {name} gibt es schon. Wählen Sie einen anderen Namen.", "Тариф «{name}» уже есть. Выберите другое название."),
        "path.empty": .init("Geben Sie einen Pfad ein, zum Beispiel public/index.html.", "Введите путь, например public/index.html."),
        "path.absolute": .init(
            "Der Pfad beginnt unterhalb des Home-Verzeichnisses, also ohne Schrägstrich.",
            "Путь начинается в домашнем каталоге, поэтому без косой черты в начале."),
        "path.deep": .init("Ein Pfad hat höchstens 64 Ebenen.", "В пути не более 64 уровней."),
        "path.empty_part": .init("Im Pfad stehen zwei Schrägstriche nacheinander.", "В пути две косые черты подряд."),
        "path.dots": .init("Der Pfad darf keine Teile . oder .. enthalten.", "В пути не может быть частей . и .. ."),
        "path.long": .init("Jeder Teil eines Pfades hat höchstens 255 Byte.", "В каждой части пути не более 255 байт."),
        "path.characters": .init("Ein Pfad hat keine Steuerzeichen.", "В пути не бывает управляющих символов."),
    ])
}
