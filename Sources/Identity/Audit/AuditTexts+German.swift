import Presentation

struct GermanAuditTexts: AuditTexts {
    let texts: Texts
    let title = "Protokoll"
    let summary = "Wer hat was getan, wann und von wo. Zeilen kommen nur hinzu."
    let ownTitle = "Was geschehen ist"
    let ownSummary = "Was Sie getan haben, und was mit Ihren Konten geschehen ist."
    let history = "Verlauf"
    let historyEmpty = "Noch ist nichts festgehalten."
    let showAll = "Alles zeigen"
    let what = "Was"
    let who = "Wer"
    let when = "Wann"
    let from = "Von"
    let result = "Ergebnis"
    let done = "Getan"
    let refused = "Verweigert"
    let search = "Name einer Person oder Sache"
    let action = "Vorgang"
    let anyAction = "Jeder Vorgang"
    let object = "Art der Sache"
    let anyObject = "Alles"
    let anyResult = "Getan und verweigert"
    let firstDay = "Ab Tag"
    let lastDay = "Bis Tag"
    let show = "Zeigen"
    let clear = "Alles zeigen"
    let older = "Ältere"
    let newest = "Neueste"
    let emptyTitle = "Nichts gefunden"
    let emptyText = "Keine Zeile des Protokolls passt. Nehmen Sie einen Filter weg."
    let exportCSV = "Als CSV ausgeben"
    let exportJSON = "Als JSON ausgeben"
    let verify = "Protokoll prüfen"
    let verifyTitle = "Ist das Protokoll vollständig?"
    let intact = "Vollständig"
    let damaged = "Beschädigt"
    let damagedText =
        "Jemand hat die Datenbank an diesem Programm vorbei geändert, oder sie wurde unvollständig wiederhergestellt. Bewahren Sie eine Kopie der Datenbank auf, wie sie jetzt ist, und vergleichen Sie mit einer früheren Ausgabe."
    let system = "Das System"
    let stranger = "Jemand Unbekanntes"
    let unknownName = "ein unbekannter Name"
    let byToken = "mit einem API-Token"
    let nothing = "nichts"

    func inPanelOf(_ customer: String, staff: String) -> String { "\(staff), im Panel von \(customer)" }
    func checked(_ rows: Int) -> String {
        texts.plural(rows, one: "Zeile", other: "Zeilen") + " geprüft: Nummern, Verkettung und Prüfsummen."
    }

    func finding(_ finding: Audit.Finding) -> String {
        let row = finding.sequence
        return switch finding.damage {
        case .missing: "Zeile \(row) fehlt."
        case .swapped: "Zeile \(row) folgt nicht auf die Zeile davor: Eine wurde vertauscht."
        case .changed: "Zeile \(row) wurde nachträglich geändert."
        case .truncated: "Das Protokoll endet vor Zeile \(row), es war aber mehr geschrieben: Das Ende fehlt."
        case .added: "Ab Zeile \(row) wurde etwas angehängt, das dieses Programm nicht geschrieben hat."
        }
    }

    func kind(_ kind: AuditEntry.Kind) -> String { Self.kinds[kind.rawValue] ?? plainWords(kind.rawValue) }
    func words(_ action: String) -> String { Self.actions[action] ?? plainWords(action) }
    func field(_ name: String) -> String { Self.fields[name] ?? plainWords(name) }

    private static let kinds = [
        "notification": "Benachrichtigung", "notification_subscription": "Empfänger von Kopien",
        "login": "Zugang", "staff_role": "Rolle", "token": "API-Token", "session": "Sitzung", "settings": "Einstellungen", "plan": "Tarif",
        "plan_group": "Tarifgruppe",
        "user_template": "Vorlage", "registration_mail": "Registrierungs-E-Mail", "user_fields": "Eigene Felder",
        "circular": "Rundschreiben",
        "account": "Konto", "domain": "Domain", "website": "Website", "physical_server": "Physischer Server",
        "logical_server": "Logischer Server", "job": "Auftrag", "route": "Adresse des Panels", "link": "Einmal-Link",
        "audit_log": "Protokoll", "account_note": "Notiz", "webhook": "Webhook", "announcement": "Ankündigung",
    ]
    private static let fields = [
        "lists": "Listen", "contentType": "Art des Inhalts", "copies": "Kopien", "subject": "Betreff",
        "name": "Name", "permissions": "Berechtigungen", "roles": "Rollen", "agent": "Im Namen von", "objects": "Objekte",
        "reason": "Grund", "title": "Titel", "plan": "Tarif",
        "documentRoot": "Wurzelverzeichnis", "isOn": "Eingeschaltet", "php": "PHP", "person": "Name der Person", "email": "E-Mail",
        "language": "Sprache", "timeZone": "Zeitzone", "expires": "Gültig bis", "isReadOnly": "Nur lesend", "addresses": "Adressen",
        "address": "IP-Adresse neuer Konten", "ipv4": "Eigene IPv4-Adresse", "ipv6": "Eigene IPv6-Adresse",
        "endpoints": "Adressen", "server": "Server", "account": "Konto", "domainLimit": "Domains", "browser": "Browser",
        "isOnOffer": "Im Angebot", "description": "Beschreibung", "platform": "Plattform", "isOpen": "Nimmt neue Kunden", "group": "Gruppe",
        "webServerGroup": "Gruppe der Webserver",
        "nameServerGroup": "Gruppe der Nameserver", "currency": "Währung",
        "trialDays": "Probezeit, Tage",
        "creditLimit": "Kreditrahmen", "moneyBackDays": "Geld zurück, Tage",
        "period": "Abrechnungszeitraum", "periodStart": "Zeiträume ab", "trialUntil": "Probezeit bis", "fee.setup": "Einrichtungspreis",
        "fee.recurring": "Monatspreis", "isDemo": "Demo", "audience": "Sichtbar für", "audienceMembers": "Nur diese", "plans": "Tarife",
        "copyOf": "Kopie von",
        "runsPHP": "PHP", "login": "Zugang", "text": "Text", "expiresOn": "Letzter Tag",
    ]
    private static let actions = [
        "notification.changed": "Text einer Benachrichtigung geändert",
        "notification.restored": "Standard einer Benachrichtigung wiederhergestellt",
        "notification.copies_changed": "Kopien einer Benachrichtigung umgeschaltet", "notification.tested": "Benachrichtigung getestet",
        "notification_subscription.created": "Empfänger von Kopien hinzugefügt",
        "notification_subscription.changed": "Empfänger von Kopien geändert",
        "notification_subscription.deleted": "Empfänger von Kopien entfernt",
        "second_factor.added": "Zweiter Faktor hinzugefügt", "second_factor.removed": "Zweiter Faktor entfernt",
        "second_factor.all_removed": "Zweite Faktoren entfernt", "second_factor.recovery_codes_made": "Wiederherstellungscodes erzeugt",
        "second_factor.recovery_code_used": "Wiederherstellungscode benutzt", "session.proved": "Erneut ausgewiesen",
        "login.email_change_asked": "Neue E-Mail-Adresse gewünscht", "login.email_changed": "E-Mail-Adresse geändert",
        "login.recovered": "Zugang wiederhergestellt", "login.recovery_link_made": "Link zur Wiederherstellung erzeugt",
        "session.started": "Angemeldet", "session.ended": "Abgemeldet", "session.removed": "Sitzung beendet",
        "session.others_removed": "Alle anderen Sitzungen beendet", "sign_in.refused": "Anmeldung verweigert",
        "link.refused": "Falscher Link verweigert", "access.refused": "Nicht erlaubt", "token.refused": "Token verweigert",
        "login.created": "Zugang angelegt", "login.locked": "Zugang gesperrt", "login.unlocked": "Zugang entsperrt",
        "login.changed": "Zugang geändert", "login.roles_changed": "Rollen geändert", "login.password_changed": "Passwort geändert",
        "login.password_given": "Neues Passwort vergeben", "login.password_replaced": "Verlorenes Passwort ersetzt",
        "login.password_link_sent": "Link für ein verlorenes Passwort verschickt", "role.created": "Rolle angelegt",
        "role.changed": "Rolle geändert", "role.deleted": "Rolle gelöscht", "token.created": "API-Token angelegt",
        "token.revoked": "API-Token widerrufen", "impersonation.began": "Panel betreten", "impersonation.ended": "Panel verlassen",
        "plan.created": "Tarif angelegt", "plan.changed": "Tarif geändert", "plan.deleted": "Tarif gelöscht",
        "template.created": "Vorlage angelegt", "template.changed": "Vorlage geändert", "template.deleted": "Vorlage gelöscht",
        "registration_mail.changed": "Registrierungs-E-Mail geändert",
        "registration_mail.restored": "Registrierungs-E-Mail zurückgesetzt",
        "registration_mail.sent": "Registrierungs-E-Mail gesendet", "user_fields.named": "Eigene Felder benannt",
        "account.addresses_changed": "Eigene IP-Adresse geändert", "address.added": "IP-Adressen aufgenommen",
        "address.removed": "IP-Adresse entfernt",
        "account.person_changed": "Persönliche Daten geändert", "account.template_applied": "Vorlage angewendet",
        "circular.sent": "Rundschreiben gesendet",
        "account.created": "Konto angelegt", "account.changed": "Konto geändert", "account.limits_changed": "Grenzen geändert",
        "account.plan_changed": "Tarif des Kontos gewechselt",
        "account.period_changed": "Abrechnungszeitraum des Kontos geändert", "plan_group.created": "Tarifgruppe angelegt",
        "plan_group.changed": "Tarifgruppe geändert", "plan_group.deleted": "Tarifgruppe gelöscht",
        "platform.withdrawn": "Plattform nicht mehr im Angebot", "platform.offered": "Plattform wieder im Angebot",
        "resource.withdrawn": "Ressource nicht mehr im Angebot", "resource.offered": "Ressource wieder im Angebot",
        "account.suspension_lifted": "Ein Sperrgrund aufgehoben", "account.note_written": "Notiz geschrieben",
        "account.recreated": "Konto neu veröffentlicht", "server.recreated": "Konten des Servers neu veröffentlicht",
        "account.disk_neared": "Speicherplatz fast aufgebraucht", "account.disk_exceeded": "Speicherplatz über dem Maximum",
        "account.traffic_neared": "Datenverkehr fast aufgebraucht", "account.traffic_exceeded": "Datenverkehr über dem Maximum",
        "account.suspended": "Konto gesperrt", "account.resumed": "Konto freigegeben",
        "account.trashed": "Konto in den Papierkorb gelegt", "account.restored": "Konto wiederhergestellt",
        "account.purged": "Konto endgültig gelöscht", "domain.added": "Domain hinzugefügt",
        "domain.zone_added": "Zone angelegt",
        "domain.zone_removed": "Zone entfernt", "domain.registration_changed": "Registrierung des Namens geändert",
        "domain.trashed": "Domain in den Papierkorb gelegt", "domain.restored": "Domain wiederhergestellt",
        "domain.purged": "Domain endgültig gelöscht", "website.changed": "Website geändert", "server.added": "Server hinzugefügt",
        "server.join_line_made": "Beitrittszeile erzeugt", "server.revoked": "Server ausgeschlossen",
        "logical_server.added": "Logischer Server hinzugefügt", "logical_server.changed": "Logischer Server geändert",
        "audit.exported": "Protokoll ausgegeben",
    ]
}
