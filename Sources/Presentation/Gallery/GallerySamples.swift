import Core

extension Gallery {
    // MARK: A list

    struct Sample: Sendable {
        let name: String
        let account: String
        let plan: String
        let tone: Tone
        let word: String
        let disk: Int64
        let traffic: Int64
    }

    static let samples = [
        Sample(
            name: "kern-keramik.de", account: "web1042 · Kern Keramik",
            plan: "Business", tone: .live, word: "Live", disk: 6_200_000_000, traffic: 47_000_000_000),
        Sample(
            name: "baeckerei-hof.de", account: "web1041 · Bäckerei Hof",
            plan: "Starter", tone: .busy, word: "Applying", disk: 310_000_000, traffic: 1_100_000_000),
        Sample(
            name: "radwerk.shop", account: "web1039 · Radwerk GmbH",
            plan: "Business", tone: .live, word: "Live", disk: 4_800_000_000, traffic: 22_000_000_000),
        Sample(
            name: "пример-сайт.рф", account: "web1038 · ООО Пример",
            plan: "Starter", tone: .live, word: "Live", disk: 96_000_000, traffic: 400_000_000),
        Sample(
            name: "atelier-nord.example", account: "web1036 · Atelier Nord",
            plan: "Starter", tone: .fail, word: "Failed", disk: 1_200_000_000, traffic: 3_000_000_000),
        Sample(
            name: "mueller-söhne.de", account: "web1033 · Müller & Söhne",
            plan: "Business", tone: .live, word: "Live", disk: 9_700_000_000, traffic: 31_000_000_000),
        Sample(
            name: "oldtimer-club.org", account: "web1027 · OC e. V.",
            plan: "Starter", tone: .warn, word: "Suspended", disk: 2_000_000_000, traffic: 0),
        Sample(
            name: "studio-lind.eu", account: "web1021 · Lind AB",
            plan: "Business", tone: .warn, word: "Not delegated", disk: 740_000_000, traffic: 100_000_000),
        Sample(
            name: "ein-wirklich-sehr-langer-name-der-an-die-grenze-geht-und-umbricht.example", account: "web1019 · Frei KG",
            plan: "Starter", tone: .live, word: "Live", disk: 450_000_000, traffic: 2_200_000_000),
        Sample(
            name: "tee-und-zeit.de", account: "web1014 · Tee und Zeit",
            plan: "Starter", tone: .idle, word: "In trash", disk: 120_000_000, traffic: 900_000_000),
    ]

    static func domains(_ visit: Visit) -> Page {
        let state = ListState(
            visit.query, sorts: ["name", "disk", "traffic"], filters: ["failed", "applying", "undelegated", "suspended"])
        let rows = samples.filter { state.search.isEmpty || $0.name.contains(state.search) }
        return Page(
            "Domains", summary: "2,907 domains of 1,284 accounts",
            actions: [
                linkButton("Import", "/gallery/form", icon: .upload),
                linkButton("Add domain", "/gallery/form", kind: .primary, icon: .plus),
            ]
        ) {
            listCard(
                visit, at: "/gallery/domains", state: state, columns: columns(visit), rows: rows,
                total: state.search.isEmpty ? 2907 : rows.count,
                filters: [
                    Filter(nil, "All", count: 2907), Filter("failed", "Failed", count: 1), Filter("applying", "Applying", count: 4),
                    Filter("undelegated", "Not delegated", count: 23), Filter("suspended", "Suspended", count: 17),
                ], search: "Name, account, address", rowName: \.name,
                menu: { _ in
                    [linkButton("Open", "/gallery/domain", kind: .quiet), linkButton("Remove …", "/gallery/removal", kind: .danger)]
                },
                bulk: Bulk(
                    "/gallery/removal",
                    actions: [.init("suspend", "Suspend", icon: .pause), .init("remove", "Remove …", icon: .trash, kind: .danger)],
                    key: \.name), empty: .nothing)
        }
    }

    private static func columns(_ visit: Visit) -> [Column<Sample>] {
        [
            Column("Domain", .name, sort: "name") { a(.href("/gallery/domain"), text: $0.name) },
            Column("Account", key: "account") { .text($0.account) },
            Column("Plan", key: "plan") { .text($0.plan) },
            Column("State", .state) { statusBadge($0.tone, $0.word) },
            Column("Disk", .number, sort: "disk") { .text(visit.texts.bytes($0.disk)) },
            Column("Traffic, Nov", .number, sort: "traffic") { .text(visit.texts.bytes($0.traffic)) },
        ]
    }

    static func emptyList(_ visit: Visit) -> Page {
        let state = ListState(visit.query, sorts: ["name"])
        return Page("Domains") {
            listCard(
                visit, at: "/gallery/domains-empty", state: state, columns: columns(visit), rows: [], total: 0,
                search: "Name, account, address",
                rowName: \.name,
                empty: emptyState(
                    "No domains yet", "A domain brings its zone on both name servers and a website that answers within a second.",
                    icon: .globe
                ) { linkButton("Add domain", "/gallery/form", kind: .primary, icon: .plus) })
        }
    }

    /// A list with one row, whose names are longer than any column.
    static func oneRow(_ visit: Visit) -> Page {
        let state = ListState(visit.query, sorts: ["name", "disk", "traffic"])
        let long = Sample(
            name: "donaudampfschifffahrtsgesellschaftskapitaenswitwenundwaisenfonds.example",
            account: "web1043 · Donaudampfschifffahrtsgesellschaftskapitänswitwen- und -waisenfonds der Österreichischen Post",
            plan: "Business mit allem, was dazugehört", tone: .warn, word: "Not delegated", disk: 6_200_000_000, traffic: 47_000_000_000)
        return Page("Domains of one account", summary: "1 domain", crumbs: Page.sampleCrumbs("A list of one")) {
            listCard(
                visit, at: "/gallery/domain-alone", state: state, columns: columns(visit), rows: [long], total: 1,
                search: "Name, account, address", rowName: \.name,
                menu: { _ in [linkButton("Open", "/gallery/domain", kind: .quiet)] },
                bulk: Bulk("/gallery/removal", actions: [.init("suspend", "Suspend", icon: .pause)], key: \.name), empty: .nothing)
        }
    }

    // MARK: Forms

    static func formPage(_ visit: Visit) -> Page {
        let form = Form.sample(
            [
                ("name", "Bäckerei Hof"), ("email", "info@baeckerei-hof"), ("disk", "5"), ("plan", "starter"), ("php", "on"),
                ("kind", "hard"),
            ],
            fault: .invalid(
                .init(
                    "email", key: "email.ending", arguments: ["suggestion": "info@baeckerei-hof.de"],
                    "This address has no domain ending. Did you mean info@baeckerei-hof.de?")), for: visit)
        return Page("New account", crumbs: [.init("Accounts", "/gallery/domains"), .init("New")]) {
            grid {
                card("Person and limits", aside: .text("from template “Starter”")) { accountForm(visit, form) }
            } side: {
                card("What will be created") {
                    facts([
                        Fact("Account", "web1043"), Fact("System user") { mono("web1043, uid 21043") },
                        Fact("Web server", "web2, 38 % full"),
                        Fact("Zone", "baeckerei-hof.de on ns1 and ns2"),
                    ])
                }
            }
        }
    }

    /// Fifty fields: five groups of five lines of text and five boxes.
    static func longForm(_ visit: Visit) -> Page {
        let groups = ["Web", "Mail", "Databases", "Files", "Support"]
        let values = (0..<25).map { ("amount\($0)", String($0 * 10)) } + stride(from: 0, to: 25, by: 2).map { ("allowed\($0)", "on") }
        let form = Form.sample(values, for: visit)
        return Page("Limits and services", crumbs: [.init("Templates", "/gallery/domains"), .init("Limits")]) {
            card {
                postForm(visit, form) {
                    for (place, group) in groups.enumerated() {
                        fieldset(.class("field-set")) {
                            legend(text: group)
                            for number in place * 5..<place * 5 + 5 {
                                textField(form, "amount\(number)", label: "\(group) \(number)", hint: "A whole number.", kind: .number)
                            }
                            for number in place * 5..<place * 5 + 5 {
                                checkbox(form, "allowed\(number)", label: "\(group), service \(number)", hint: "On for new customers.")
                            }
                        }
                    }
                    formActions {
                        submitButton("Save")
                        linkButton("Cancel", "/gallery")
                    }
                }
            }
        }
    }

    /// The form of somebody who was not the first to save it.
    static func twoVersionsPage(_ visit: Visit) -> Page {
        let begun = ["name": "Bäckerei Hof", "email": "info@baeckerei-hof.de", "disk": "5", "plan": "starter", "php": "on", "kind": "hard"]
        let form = Form.sampleOfTwo(
            visit, begun: begun,
            typed: [
                ("name", "Bäckerei Hof GmbH"), ("email", "info@baeckerei-hof.de"), ("disk", "5"), ("plan", "starter"), ("kind", "hard"),
                ("note", "Calls back on Monday."),
            ],
            stored: [
                "name": "Bäckerei Hof & Söhne", "email": "post@baeckerei-hof.de", "disk": "8", "plan": "business", "php": "on",
                "kind": "soft", "note": "Wants an offer.",
            ])
        return Page("Change account", crumbs: [.init("Accounts", "/gallery/domains"), .init("Change")]) {
            card("Person and limits") { accountForm(visit, form) }
        }
    }

    static func accountForm(_ visit: Visit, _ form: Form) -> HTML {
        postForm(visit, form) {
            textField(form, "name", label: "Name", autocomplete: "name")
            textField(form, "email", label: "E-mail", kind: .email, autocomplete: "email")
            passwordField(form, "password", label: "Password", hint: "At least 12 characters. Leave it empty and we make one.", isNew: true)
            fieldRow {
                textField(form, "disk", label: "Disk space", hint: "Of your 400 GB, 212 are given away.", kind: .number, unit: "GB")
                selectField(
                    form, "plan", label: "Plan",
                    choices: [Choice("starter", "Starter"), Choice("business", "Business"), Choice("old", "Old", isDisabled: true)])
            }
            radioField(
                form, "kind", label: "When the disk is full",
                choices: [
                    Choice("hard", "Stop writing", hint: "Uploads fail, the site goes on."),
                    Choice("soft", "Tell and go on", hint: "A mail at 80 % and at 100 %."),
                ])
            checkbox(form, "php", label: "PHP 8.2", hint: "Runs as the account’s own user.")
            textArea(form, "note", label: "Note", hint: "Only you see it.", rows: 3)
            formActions {
                submitButton("Create account")
                linkButton("Cancel", "/gallery")
            }
        }
    }

    static func removal(_ visit: Visit, _ form: Form) -> Page {
        Page("Remove kern-keramik.de?", crumbs: [.init("Domains", "/gallery/domains"), .init("kern-keramik.de", "/gallery/domain")]) {
            confirmation(
                visit, form, question: "The website, its zone and everything in them stop answering at once.",
                losses: [
                    "The website with 6.2 GB in 18,204 files", "The zone with 14 records on ns1 and ns2",
                    "The certificate of Let’s Encrypt, 71 days left",
                ], keeps: "Everything stays in the trash for 30 days, until 22 December 2026, and can be restored from there.",
                button: "Move to trash", cancel: "/gallery/domain",
                typed: (label: "Type kern-keramik.de", hint: "So that it is not the wrong one."))
        }
    }
}
