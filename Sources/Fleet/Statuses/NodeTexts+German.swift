import Presentation

struct GermanNodeTexts: NodeTexts {
    let texts: Texts

    func seen(_ words: String) -> String {
        switch SeenByNode(words) {
        case .answersIn(let time): "antwortet in \(texts.number(time))\u{A0}ms"
        case .answersAt(let addresses): "antwortet auf \(addresses)"
        case .serial(let serial): "Seriennummer \(serial)"
        case .neutralPage: "zeigt die neutrale Seite: Das Konto ist gesperrt"
        case .locked: "gesperrt"
        case .homeReady: "Home-Verzeichnis und PHP sind bereit"
        case .startedAgain(let times): "\(texts.plural(times, one: "Mal", other: "Mal")) neu gestartet"
        case nil: words
        }
    }

    func failure(_ key: String?) -> String? {
        switch key {
        case "website.not_served": "Diese Website antwortet auf ihren Namen nicht."
        case "website.document_root_missing":
            "Der Webserver erreicht das Dokumentverzeichnis nicht: Es fehlt, oder auf dem Weg dorthin fehlt der Gruppe das Recht zum Durchgang."
        case "website.no_server": "Auf diesem Server gibt es den Webserver noch nicht."
        case "website.no_account": "Auf diesem Server gibt es den Systembenutzer noch nicht."
        case "website.name_taken": "Unter diesem Namen wird hier schon eine andere Website ausgeliefert."
        case "php.not_running": "PHP läuft für dieses Konto nicht."
        case "webserver.unreachable": "Der Webserver ist nicht erreichbar."
        case "webserver.foreign": "Auf dieser Adresse antwortet ein anderer Webserver."
        case "webserver.no_address": "Der Webserver hat keine Adresse, auf der er lauschen könnte."
        case "webserver.address_missing":
            "Die Maschine hat eine eigene IP-Adresse eines Kontos nicht. Geben Sie sie der Maschine; alles andere wird ausgeliefert."
        case "webserver.address_in_use": "Auf einer eigenen IP-Adresse eines Kontos lauscht schon ein anderes Programm."
        case "webserver.not_running": "Der Webserver läuft nicht."
        case "webserver.configuration_refused": "Der Webserver lehnt die Konfiguration ab."
        case "zone.name_server_missing": "Den Nameserver, der diese Zone beantworten soll, gibt es auf diesem Server nicht."
        case "zone.already_served": "Diese Zone wird hier schon als eine andere beantwortet."
        case "powerdns.no_answer": "Der Nameserver beantwortet die Zone nicht."
        case "powerdns.rows": "Die Zone ließ sich nicht in die Datenbank des Nameservers schreiben."
        case "powerdns.not_running": "Der Nameserver läuft nicht."
        case "node.disk_full": "Der Datenträger des Servers ist voll."
        case "node.policy": "Die eigenen Regeln des Servers erlauben das nicht."
        case "node.refused", "node.no_such_service", "node.specification_missing": "Der Server kann diese Änderung so nicht übernehmen."
        case "node.program_older": "Das Programm auf diesem Server ist älter und versteht nicht, was gewünscht ist. Aktualisieren Sie es."
        case "node.failure": "Auf dem Server ist dabei ein Fehler aufgetreten."
        case "node.foreign_installation", "node.older_epoch", "node.sequence_behind", "node.too_many_removals":
            "Der Server nimmt keine Änderungen an, bis der Anbieter sie bestätigt."
        default: nil
        }
    }
}
