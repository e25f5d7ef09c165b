import Core

struct GermanPermissionTexts: PermissionTexts {
    let noEffectYet = "Noch ohne Wirkung: gilt von dem Tag an, an dem es die Funktion gibt."

    func group(_ group: PermissionGroup) -> String {
        switch group {
        case .customers: "Kunden"
        case .help: "Hilfe für Kunden"
        case .servers: "Server"
        case .money: "Geld und Verträge"
        case .provider: "Der Anbieter selbst"
        }
    }

    func title(_ permission: Permission) -> String {
        switch permission {
        case .accountPreview: "Kunden sehen"
        case .accountManager: "An Accounts arbeiten"
        case .planManager: "Tarife"
        case .serverManager: "Server"
        case .jobManager: "Aufträge"
        case .staffManager: "Mitarbeiter und Rollen"
        case .settingsManager: "Einstellungen"
        case .auditReader: "Protokoll"
        case .messageReader: "Meldungen an den Anbieter"
        case .announcementManager: "Ankündigungen"
        case .webhookManager: "Webhooks"
        case .loginAsUser: "Panels von Kunden betreten"
        case .signup: "Bestellungen neuer Kunden"
        case .planGroups: "Tarifgruppen"
        case .ticketAdmin: "Tickets"
        case .assignTickets: "Tickets zuweisen"
        case .gatewayManager: "Zahlungsanbieter"
        case .billingManager: "Abrechnung"
        case .dailyReport: "Tagesbericht"
        case .registrarManager: "Registrare"
        case .dnsManager: "DNS des Anbieters"
        case .recreationTool: "Konfiguration neu erzeugen"
        case .shellRequests: "Anfragen nach Shell-Zugang"
        case .antispamManager: "Spamfilter"
        case .licenceManagers: "Lizenzen"
        }
    }

    func explanation(_ permission: Permission) -> String {
        switch permission {
        case .accountPreview: "Sieht die Accounts aller Kunden und was darin ist."
        case .accountManager: "Legt Accounts an, sperrt und löscht sie und arbeitet an ihren Domains und Websites."
        case .planManager: "Legt an und ändert, was verkauft wird."
        case .serverManager: "Fügt Server hinzu, erzeugt Beitrittszeilen, schließt Server aus."
        case .jobManager: "Sieht Aufträge, startet sie sofort, wiederholt sie, schaltet Zeitpläne."
        case .staffManager: "Legt Zugänge von Mitarbeitern und Rollen an. Niemand gibt, was er selbst nicht hat."
        case .settingsManager: "Firma, Sprache, Mailversand, Passwortregeln, Wartung."
        case .auditReader: "Liest, gibt aus und prüft, was alle getan haben."
        case .messageReader: "Liest Fehler und Hinweise der ganzen Installation."
        case .announcementManager: "Veröffentlicht Neuigkeiten auf den Startseiten der Kunden."
        case .webhookManager: "Schickt Ereignisse an andere Programme."
        case .loginAsUser: "Arbeitet im Panel eines Kunden wie der Kunde selbst; der Kunde erfährt es."
        case .signup: "Nimmt Bestellungen an und lehnt sie ab."
        case .planGroups: "Legt fest, zwischen welchen Tarifen Kunden wechseln können."
        case .ticketAdmin: "Beantwortet Tickets der Kunden."
        case .assignTickets: "Gibt Tickets an Kollegen."
        case .gatewayManager: "Schlüssel und Einstellungen der Zahlungsanbieter."
        case .billingManager: "Rechnungen, Guthaben, Erstattungen."
        case .dailyReport: "Bekommt den Bericht jedes Tages."
        case .registrarManager: "Zugänge bei Registraren, Preise von Domainendungen."
        case .dnsManager: "Zonen, die zu keinem Account gehören."
        case .recreationTool: "Lässt einen Server seine Konfiguration neu erzeugen."
        case .shellRequests: "Erlaubt Kunden eine Shell."
        case .antispamManager: "Regeln gegen Spam für alle Postfächer."
        case .licenceManagers: "Lizenzen von Software, die mit Accounts verkauft wird."
        }
    }
}
