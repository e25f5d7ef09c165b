extension StatusResource {
    package static var notes: [String: FieldNote] {
        [
            "server": "Host name of the logical server.",
            "kind": FieldNote("What it serves.", values: ["web", "dns"]),
            "state": FieldNote("What is, against what is wanted.", values: partStates),
            "words": "What was seen from outside, or the daemon's own words.",
            "nextTry": .time("When it is tried again."),
            "since": .time("Since when it is so."),
        ]
    }

    static let partStates = ["wanted", "applying", "live", "failed", "content_missing", "removed"]

    package static var example: StatusResource? {
        StatusResource(
            server: "web1.hosting.example", kind: "web", state: "live", words: "answers in 15 ms", nextTry: nil,
            since: "2026-11-22T09:41:07.120Z")
    }
}

extension DomainResource {
    package static var observed: Set<String> { ["liveState", "statuses"] }

    package static var notes: [String: FieldNote] {
        [
            "name": "The name as it stands in the DNS: A-labels in lower case.",
            "displayName": "The name as people read it.",
            "account": FieldNote("Number of its account.", minimum: 1),
            "state": FieldNote("Whether it is served.", values: ["active", "suspended", "trashed", "purged"]),
            "liveState": FieldNote("The worst of what its parts are.", values: StatusResource.partStates),
            "isDemo": "Whether its account is for demonstration, with nothing on any server; absent: no.",
            "statuses": "Each part on each server.",
            "nameServers": "Host names to enter at the registrar.",
            "serial": "Serial number of its zone; 0 without a zone.",
            "registration": FieldNote(
                "Whether the provider registers the name: not at all, still to do, or done.", values: registrations),
            "registrationSince": .time("Since when `registration` is what it is; absent for `none`."),
            "website": "Its website; absent without one.",
            "trashedAt": .time("When it was put in the trash."),
            "purgeAt": .time("When it will be deleted for good."),
            "createdAt": .time("When it was added."),
        ]
    }

    static let registrations = ["none", "wanted", "registered"]

    package static var example: DomainResource? {
        DomainResource(
            name: "example.org", displayName: "example.org", account: 1001, state: "active", liveState: "live",
            statuses: StatusResource.example.map { [$0] } ?? [], nameServers: ["ns1.hosting.example", "ns2.hosting.example"],
            serial: 2_026_112_200, website: .example, trashedAt: nil, purgeAt: nil, createdAt: "2026-11-22T09:41:06.002Z")
    }
}

extension RegistrationResource {
    package static var notes: [String: FieldNote] {
        [
            "registration": FieldNote(
                "`wanted`: the provider is to register the name; `registered`: he has; `none`: neither.",
                values: DomainResource.registrations)
        ]
    }

    package static var example: RegistrationResource? { RegistrationResource(registration: "wanted") }
}

extension NewDomainResource {
    package static var notes: [String: FieldNote] {
        [
            "name": "The name without www, as people read it or in A-labels.",
            "account": "Number of the account it belongs to.",
            "documentRoot": "Where its pages lie, below the account's home. Default: `<name>/public`.",
            "hasZone": "Whether its zone is on the provider's name servers. Default: true.",
            "isToBeRegistered": "Whether the provider is to register the name; only for who works on accounts. Default: false.",
        ]
    }

    package static var example: NewDomainResource? { NewDomainResource(name: "example.org", account: 1001) }
}

extension RecordResource {
    package static var notes: [String: FieldNote] {
        [
            "name": "Whose record it is.",
            "type": "`A`, `AAAA`, `MX`, `TXT` ...",
            "timeToLive": FieldNote("How long others may keep it, in seconds.", minimum: 0),
            "data": "Its data as a zone file has them.",
        ]
    }

    package static var example: RecordResource? { RecordResource(name: "example.org", type: "A", timeToLive: 3600, data: "192.0.2.10") }
}

extension WebsiteResource {
    package static var notes: [String: FieldNote] {
        [
            "names": "Names under which it is reached.",
            "documentRoot": "Where its pages lie, below the account's home.",
            "isOn": "Whether it is served.",
            "runsPHP": "Whether it runs PHP.",
            "server": "Host name of its web server.",
            "endpoints": "Where that server listens: `192.0.2.10:80`.",
            "options": "Its options, and on which terms the plan has them.",
        ]
    }

    package static var example: WebsiteResource? {
        WebsiteResource(
            names: ["example.org", "www.example.org"], documentRoot: "example.org/public", isOn: true, runsPHP: true,
            server: "web1.hosting.example", endpoints: ["192.0.2.10:80"])
    }
}

extension WebsiteChangeResource {
    package static var notes: [String: FieldNote] {
        [
            "documentRoot": "Where its pages lie, below the account's home.",
            "isOn": "Whether it is served.",
            "runsPHP": "Whether it runs PHP.",
            "agreedPrices": "Needed for each option that is turned on and has a price of its own.",
        ]
    }

    package static var example: WebsiteChangeResource? { WebsiteChangeResource(runsPHP: false) }
}

extension WebsiteChangeResource.Agreement {
    package static var notes: [String: FieldNote] { ["option": "Which option.", "price": "The price a month that was agreed to."] }
    package static var example: WebsiteChangeResource.Agreement? {
        MoneyResource.example.map { WebsiteChangeResource.Agreement(option: "php", price: $0) }
    }
}

extension WebsiteOptionResource {
    package static var notes: [String: FieldNote] {
        [
            "option": FieldNote("Which option; `index_page` and `logs` are always on.", values: ["web", "php", "index_page", "logs"]),
            "isOn": "Whether it is on.",
            "terms": FieldNote("On which terms the plan has it.", values: ["included", "monthly", "not_offered"]),
            "price": "A month; with `monthly`.",
        ]
    }

    package static var example: WebsiteOptionResource? { WebsiteOptionResource(option: "php", isOn: true, terms: "included") }
}

extension LogResource {
    package static var notes: [String: FieldNote] { ["lines": "Its last lines, oldest first."] }
    package static var example: LogResource? {
        LogResource(lines: [#"192.0.2.77 - - [22/Nov/2026:09:41:07 +0000] "GET / HTTP/1.1" 200 1204"#])
    }
}
