import Core

/// Every component in its states, and whole pages made of samples: `/gallery`, registered in development and in tests.
package enum Gallery {
    package static var routes: Routes {
        var routes = Routes()
        routes.page("/gallery", .signedIn) { visit in components(visit) }
        // Where the forms and buttons of samples lead.
        routes.action("/gallery", .signedIn) { _ in Redirect("/gallery", saying: .note("This is a sample: nothing was done.")) }
        routes.page("/gallery/home", .signedIn) { visit in home(visit) }
        routes.page("/gallery/domain", .signedIn) { visit in domain(visit) }
        routes.page("/gallery/domains", .signedIn) { visit in domains(visit) }
        routes.page("/gallery/domains-empty", .signedIn) { visit in emptyList(visit) }
        routes.page("/gallery/domain-alone", .signedIn) { visit in oneRow(visit) }
        routes.page("/gallery/form", .signedIn) { visit in formPage(visit) }
        routes.page("/gallery/long-form", .signedIn) { visit in longForm(visit) }
        routes.page("/gallery/two-versions", .signedIn) { visit in twoVersionsPage(visit) }
        routes.form(
            "/gallery/wizard", .signedIn, show: { visit, form in wizard(visit).page(visit, form) },
            submit: { visit, form in
                if let page = try await wizard(visit).turn(visit, form) { return page }
                return Redirect(
                    "/gallery/wizard", saying: .done("Nothing was made: this is a sample. You chose \(form.values.text("name"))."))
            })
        routes.form(
            "/gallery/removal", .signedIn, show: { visit, form in removal(visit, form) },
            submit: { _, _ in
                Redirect("/gallery/domains", saying: .done("kern-keramik.de is in the trash.", undo: .init("/gallery/restoration")))
            })
        routes.action("/gallery/restoration", .signedIn) { _ in Redirect("/gallery/domains", saying: .done("kern-keramik.de is back.")) }
        routes.page("/gallery/work", .signedIn) { visit in work(visit) }
        routes.action("/gallery/work", .signedIn) { visit in
            Redirect("/gallery/work?begun=\(visit.now.milliseconds)")
        }
        return routes
    }

    // MARK: Home

    static func home(_ visit: Visit) -> Page {
        Page(
            "Good morning", summary: "2,902 of 2,907 domains answer. Three things want a decision from you.",
            actions: [
                linkButton("New account", "/gallery/form", icon: .personPlus),
                linkButton("Add domain", "/gallery/form", kind: .primary, icon: .plus),
            ]
        ) {
            figures([
                Figure("Accounts", "1,284", note: .text("+18 this month"), link: "/gallery/domains"),
                Figure("Domains live", "2,866", note: .text("of 2,907; 1 failed, 4 applying"), link: "/gallery/domains"),
                Figure("Servers in step", "5 of 6", note: .text("ns2 silent for 40 s")),
                Figure("Jobs waiting", "0", note: .text("oldest: none")),
            ])
            grid {
                card("Wants a decision", aside: .text("3"), isFlush: true) {
                    decisions([
                        Decision(
                            .fail, title: "atelier-nord.example failed on web1",
                            text: "Disk quota of the account is used up. Next try in 4 min.",
                            action: linkButton("Look", "/gallery/domain")),
                        Decision(
                            .warn, icon: .waiting, title: "2 signups wait for moderation",
                            text: "One paid by check, one from a country that differs from the card’s.",
                            action: linkButton("Review", "/gallery/domains")),
                        Decision(
                            .warn, icon: .disk, title: "mail1 reaches 90 % of its disk in 12 days",
                            text: "At the growth of the last four weeks.",
                            action: linkButton("Plan a move", "/gallery/form")),
                    ])
                }
                card("Latest changes", aside: a(.href("/gallery/work"), text: "All"), isFlush: true) { recentChanges(visit) }
            } side: {
                card("Servers", aside: a(.href("/gallery/domains"), text: "All 6")) { servers }
                card("New accounts", aside: .text("last 12 weeks")) {
                    chart(visit)
                }
            }
        }
    }

    private static func recentChanges(_ visit: Visit) -> HTML {
        struct Row: Sendable {
            let name: String
            let what: String
            let tone: Tone
            let word: String
            let ago: Duration
        }
        let rows = [
            Row(name: "kern-keramik.de", what: "Domain added", tone: .live, word: "Live", ago: .seconds(12)),
            Row(name: "baeckerei-hof.de", what: "PHP 8.2 switched on", tone: .busy, word: "Applying", ago: .seconds(2)),
            Row(
                name: "oldtimer-club.org", what: "Account suspended: unpaid since 1 November", tone: .warn, word: "Suspended",
                ago: .hours(3)),
        ]
        return dataTable(
            visit,
            columns: [
                Column("Domain", .name) { a(.href("/gallery/domain"), text: $0.name) }, Column("Change") { .text($0.what) },
                Column("State", .state) { statusBadge($0.tone, $0.word) },
                Column("When", .number) { ago(visit, visit.now - $0.ago) },
            ], rows: rows, rowName: \.name)
    }

    @HTMLBuilder private static var servers: [HTML] {
        server("web1", "web, PHP", .live, "in step", 0.71, "disk 71 %, load 0.42")
        server("web2", "web, PHP", .busy, "4 applying", 0.38, "disk 38 %, load 0.71")
        server("mail1", "mail", .live, "in step", 0.82, "disk 82 %, load 0.20")
        server("ns1", "DNS", .live, "in step", 0.12, "disk 12 %, load 0.05")
        server("ns2", "DNS", .warn, "silent 40 s", 0.12, "disk 12 %, load unknown")
    }

    private static func server(_ name: String, _ kinds: String, _ tone: Tone, _ word: String, _ disk: Double, _ note: String) -> HTML {
        resourceLine(name, note: kinds, state: statusBadge(tone, word), share: disk, label: "Disk of \(name)", below: note)
    }

    // MARK: An object

    static func domain(_ visit: Visit) -> Page {
        Page(
            "kern-keramik.de", state: statusBadge(.live, "Live", target: "domain:sample:badge"),
            crumbs: [.init("Domains", "/gallery/domains"), .init("web1042 · Kern Keramik", "/gallery/form")],
            actions: [
                linkButton("Visit", Link(outside: "https://kern-keramik.de/") ?? "/", icon: .external, newTab: true),
                linkButton("Open as customer", "/gallery/form", icon: .person),
                menu("More") {
                    linkButton("Move to another server", "/gallery/form", kind: .quiet, icon: .network)
                    actionButton(visit, "Suspend", to: "/gallery/restoration", kind: .quiet, icon: .pause)
                    linkButton("Remove …", "/gallery/removal", kind: .danger, icon: .trash)
                },
            ],
            tabs: [
                Tab("Overview", "/gallery/domain", isCurrent: true), Tab("Website", "/gallery/domain"),
                Tab("DNS", "/gallery/domain", count: 14), Tab("Certificate", "/gallery/domain"), Tab("Logs", "/gallery/domain"),
                Tab("History", "/gallery/domain"),
            ]
        ) {
            seenFromOutside(visit, outsideViews, checked: visit.now - .seconds(12), again: "/gallery/restoration")
            callout(
                .fail,
                "It points to itself, so browsers would turn in a circle. The site runs on with its previous settings. Next try in 4 min.",
                title: "The redirect “/shop” could not be applied",
                words: "web2 · 09:41:07 · RedirectMatch \"^/shop(.*)\" \"https://kern-keramik.de/shop$1\": loop"
            ) { linkButton("Edit redirect", "/gallery/form") }
            grid {
                card("Last requests", aside: .text("access log"), isFlush: true) { logViewer(visit, sampleLog(visit), label: "Access log") }
            } side: {
                card("Account", aside: a(.href("/gallery/form"), text: "web1042")) { accountFacts }
            }
        }
    }

    static let outsideViews = [
        OutsideView("Website", .live, "200", lines: [.text("41 ms, PHP 8.2 as web1042"), .text("web2.northern.example")]),
        OutsideView("DNS", .live, "in step", lines: [.text("ns1, ns2: serial 2026112207"), .text("delegated, DNSSEC valid")]),
        OutsideView("Certificate", .live, "valid", lines: [.text("Let’s Encrypt, 71 days left"), .text("renews by itself on 2 January")]),
        OutsideView(
            "Mail", .warn, "1 of 4", lines: [.text("MX, SPF, DKIM in place"), a(.href("/gallery/form"), text: "DMARC is missing: add it")]),
    ]

    static var accountFacts: HTML {
        facts([
            Fact("Plan", "Business, monthly"),
            Fact("Disk") {
                "6.2 of 10 GB"
                meter(0.62, label: "Disk")
            },
            Fact("Traffic") {
                "47 of 50 GB"
                meter(0.94, label: "Traffic")
            },
            Fact("Mailboxes", "3 of 20"), Fact("Document root") { mono("/domains/kern-keramik.de/public") },
            Fact("Addresses") {
                div { mono("203.0.113.24") }
                div { mono("2001:db8:4::24") }
            },
        ])
    }

    static func sampleLog(_ visit: Visit) -> [LogLine] {
        [
            LogLine("203.0.113.9 GET / 200 41 ms", at: visit.now - .seconds(70)),
            LogLine("2001:db8::7 GET /shop/tassen?farbe=blau 200 38 ms", at: visit.now - .seconds(61)),
            LogLine("198.51.100.4 GET /wp-login.php 404 2 ms", at: visit.now - .seconds(44), tone: .warn),
            LogLine(
                "198.51.100.4 POST /kontakt.php 500 102 ms · PHP Fatal error: Uncaught TypeError: send(): Argument #1 ($to) must be of type string",
                at: visit.now - .seconds(21), tone: .fail),
            LogLine("203.0.113.9 GET /<script>alert(1)</script> 404 1 ms", at: visit.now - .seconds(9)),
        ]
    }
}

extension Page {
    static func sampleCrumbs(_ last: String) -> [Crumb] { [.init("Gallery", "/gallery"), .init(last)] }
}
