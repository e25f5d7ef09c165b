import Presentation

struct RussianNodeTexts: NodeTexts {
    let texts: Texts

    func seen(_ words: String) -> String {
        switch SeenByNode(words) {
        case .answersIn(let time): "отвечает за \(texts.number(time))\u{A0}мс"
        case .answersAt(let addresses): "отвечает на \(addresses)"
        case .serial(let serial): "серийный номер \(serial)"
        case .neutralPage: "показывает заглушку: аккаунт приостановлен"
        case .locked: "приостановлен"
        case .homeReady: "домашний каталог и PHP готовы"
        case .startedAgain(let times): "перезапусков: \(texts.number(times))"
        case nil: words
        }
    }

    func failure(_ key: String?) -> String? {
        switch key {
        case "website.not_served": "Этот сайт не отвечает по своему имени."
        case "website.document_root_missing":
            "Веб-сервер не может открыть корневой каталог: каталога нет, или на пути к нему у группы нет права прохода."
        case "website.no_server": "На этом сервере ещё нет веб-сервера."
        case "website.no_account": "На этом сервере ещё нет системного пользователя."
        case "website.name_taken": "Под этим именем здесь уже работает другой сайт."
        case "php.not_running": "PHP для этого аккаунта не работает."
        case "webserver.unreachable": "Веб-сервер недоступен."
        case "webserver.foreign": "По этому адресу отвечает другой веб-сервер."
        case "webserver.no_address": "У веб-сервера нет адреса, на котором он принимал бы подключения."
        case "webserver.address_missing":
            "У машины нет выделенного аккаунту IP-адреса. Назначьте его машине; всё остальное работает."
        case "webserver.address_in_use": "На выделенном аккаунту IP-адресе уже работает другая программа."
        case "webserver.not_running": "Веб-сервер не работает."
        case "webserver.configuration_refused": "Веб-сервер не принимает конфигурацию."
        case "zone.name_server_missing": "На этом сервере нет сервера имён, который должен отвечать за эту зону."
        case "zone.already_served": "За эту зону здесь уже отвечает другая запись."
        case "powerdns.no_answer": "Сервер имён не отвечает за эту зону."
        case "powerdns.rows": "Не удалось записать зону в базу данных сервера имён."
        case "powerdns.not_running": "Сервер имён не работает."
        case "node.disk_full": "На диске сервера нет места."
        case "node.policy": "Собственные правила сервера этого не разрешают."
        case "node.refused", "node.no_such_service", "node.specification_missing": "Сервер не может применить это изменение."
        case "node.program_older": "Программа на этом сервере старше и не понимает, что требуется. Обновите её."
        case "node.failure": "На сервере при этом произошла ошибка."
        case "node.foreign_installation", "node.older_epoch", "node.sequence_behind", "node.too_many_removals":
            "Сервер не принимает изменений, пока провайдер их не подтвердит."
        default: nil
        }
    }
}
