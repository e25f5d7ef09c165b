import Core

extension Gallery {
    /// One page with every component in its states, and the ways to whole pages of samples.
    static func components(_ visit: Visit) -> Page {
        Page(
            "Components", summary: "Each in its states.", actions: [linkButton("Plain", "/gallery"), submitButton("Primary", icon: .plus)],
            tabs: [
                Tab("Tabs", "/gallery", isCurrent: true), Tab("With a count", "/gallery/domains", count: 14),
                Tab("Another", "/gallery/domain"),
            ]
        ) {
            card("Whole pages") { wholePages }
            card("Buttons and menus") { buttons(visit) }
            card("States") { badges }
            callout(
                .fail, "The zone kept its previous records, so the domain answers as before.", title: "ns2 refused the zone",
                words: "rcode: SERVFAIL (backend: locked)")
            callout(
                .warn, "The registrar still names ns.elsewhere.example. Mail and website answer only for those who ask us directly.",
                title: "Not delegated to us"
            ) { linkButton("What to tell him", "/gallery/domain") }
            callout(.busy, "The web server is working on it; this page changes by itself.")
            callout(.live, "The password has been changed.")
            callout(.idle, "This form had been sent already; nothing was done twice.")
            figures([
                Figure("Accounts", "1,284", note: .text("+18 this month"), link: "/gallery/domains"),
                Figure("Disk", "6.2 TB", note: .text("of 10 TB")), Figure("Servers in step", "5 of 6", note: .text("ns2 silent for 40 s")),
            ])
            grid {
                card("Progress and limits") {
                    workProgress("gallery:sample", share: 1, label: "18,204 files are back", isDone: true)
                    progress(0.42, label: "Restoring files, 42 %")
                    progress(nil, label: "Waiting for the web server")
                    for share in [0.1, 0.62, 0.85, 1.2] { meter(share, label: "Disk") }
                }
                card("Chart", aside: .text("last 12 weeks")) { chart(visit) }
                card("To copy") {
                    codeLine(visit, "curl --resolve kern-keramik.de:8080:127.0.0.2 http://kern-keramik.de:8080/", label: "Try it")
                    codeLine(visit, "dig @127.0.0.3 -p 5353 kern-keramik.de SOA")
                }
                card("Log", isFlush: true) { logViewer(visit, sampleLog(visit), label: "Log") }
                card("Empty log") { logViewer(visit, [], label: "Empty log") }
            } side: {
                card("Facts") { accountFacts }
                card("Fields, refused") { accountForm(visit, refused(visit)) }
            }
            card { emptyState("No jobs", "What the cluster does in the background shows here.", icon: .jobs) }
            card("Icons") { div(.class("icon-samples")) { for one in Icon.allCases { icon(one) } } }
        }
    }

    private static var wholePages: HTML {
        tiles(
            [
                Tile("Home", note: "figures, decisions, chart", "/gallery/home", icon: .house),
                Tile("An object", note: "seen from outside, tabs", "/gallery/domain", icon: .globe),
                Tile("A list", note: "search, filter, bulk, columns", "/gallery/domains", icon: .people),
                Tile("A list of one", note: "with a long name", "/gallery/domain-alone", icon: .file),
                Tile("An empty list", note: "says what to do", "/gallery/domains-empty", icon: .box),
                Tile("A form", note: "errors beside the fields", "/gallery/form", icon: .edit),
                Tile("A long form", note: "fifty fields in groups", "/gallery/long-form", icon: .sliders),
                Tile("Two versions", note: "somebody else has saved meanwhile", "/gallery/two-versions", icon: .people),
                Tile("A wizard", note: "Back and Next lose nothing", "/gallery/wizard", icon: .sliders),
                Tile("A confirmation", note: "names the loss; undo", "/gallery/removal", icon: .trash),
                Tile("Long work", note: "live, and after a reload", "/gallery/work", icon: .waiting),
            ], label: "Whole pages")
    }

    private static func refused(_ visit: Visit) -> Form {
        .sample(
            [("name", ""), ("email", "info@baeckerei-hof"), ("disk", "much"), ("plan", "old")],
            fault: .invalid([
                // The first one takes the cursor when it is a line of text, and the page would begin there.
                .init("kind", key: "gallery.kind", "Choose one of both."),
                .init("name", key: "gallery.name", "Type the name of the person or company."),
                .init(
                    "email", key: "email.ending", arguments: ["suggestion": "info@baeckerei-hof.de"],
                    "This address has no domain ending. Did you mean info@baeckerei-hof.de?"),
                .init("password", key: "gallery.password", "This password is too short: 12 characters or more."),
                .init("disk", key: "gallery.disk", "A whole number, please."),
                .init("plan", key: "gallery.plan", "This plan is not sold any more."),

                .init("php", key: "gallery.php", "The plan does not include PHP."),
                .init("note", key: "gallery.note", "At most 10 lines, please."),
            ]), for: visit)
    }

    static func chart(_ visit: Visit) -> HTML {
        barChart(
            visit, "New accounts",
            points: [3, 5, 2, 0, 7, 11, 9, 4, 6, 12, 15, 18].enumerated().map {
                ChartPoint("Week \($0 + 36)", Double($1), text: String($1))
            }, column: "Week")
    }

    @HTMLBuilder private static func buttons(_ visit: Visit) -> [HTML] {
        div(.class("row")) {
            submitButton("Primary")
            linkButton("Plain", "/gallery")
            linkButton("Quiet", "/gallery", kind: .quiet)
            linkButton("Danger", "/gallery/removal", kind: .danger, icon: .trash)
            actionButton(visit, "Check again", to: "/gallery/restoration", icon: .jobs)
            menu("Menu", kind: .plain) {
                linkButton("One", "/gallery", kind: .quiet)
                linkButton("Two", "/gallery", kind: .quiet)
            }
            outsideLink("https://kern-keramik.de/", "kern-keramik.de")
            outsideLink("javascript:alert(1)", "not a link")
        }
    }

    @HTMLBuilder private static var badges: [HTML] {
        div(.class("row")) {
            statusBadge(.live, "Live")
            statusBadge(.busy, "Applying")
            statusBadge(.warn, "Suspended")
            statusBadge(.warn, "Not delegated")
            statusBadge(.fail, "Failed")
            statusBadge(.idle, "In trash")
        }
    }
}
