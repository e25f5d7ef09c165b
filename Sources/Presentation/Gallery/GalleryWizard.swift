import Core

extension Gallery {
    /// A wizard that makes nothing: steps with checks, defaults, a preview beside them.
    static func wizard(_ visit: Visit) -> Wizard {
        Wizard(
            "New account, step by step", crumbs: Page.sampleCrumbs("Wizard"),
            steps: [
                .init("plan", "Plan", fields: ["plan", "php"], defaults: ["plan": "starter", "php": "on"]) { form in
                    radioField(
                        form, "plan", label: "Plan",
                        choices: [
                            Choice("starter", "Starter", hint: "1 domain, 5 GB"), Choice("business", "Business", hint: "10 domains, 50 GB"),
                        ])
                    checkbox(form, "php", label: "PHP 8.2", hint: "Runs as the account’s own user.")
                },
                .init("person", "Person", fields: ["name", "email"], check: checkPerson) { form in
                    textField(form, "name", label: "Name", autocomplete: "off", isFocused: true)
                    textField(form, "email", label: "E-mail", hint: "Where the password goes.", kind: .email)
                },
                .init("limits", "Limits", fields: ["disk", "full"], defaults: ["disk": "5", "full": "hard"]) { form in
                    textField(form, "disk", label: "Disk space", hint: "Of your 400 GB, 212 are given away.", kind: .number, unit: "GB")
                    radioField(
                        form, "full", label: "When it is full",
                        choices: [Choice("hard", "Stop writing"), Choice("soft", "Tell and go on", hint: "A mail at 80 % and at 100 %.")])
                },
                .init("note", "Hand over", fields: ["note"]) { form in
                    textArea(form, "note", label: "What to tell the customer", hint: "Stands in the first mail.", rows: 3)
                },
            ], submit: "Create account", cancel: "/gallery"
        ) { values in
            card("What will be created") {
                facts([
                    Fact("Account", values.text("name").isEmpty ? "web1043" : "web1043 · \(values.text("name"))"),
                    Fact("Plan", values.text("plan") == "business" ? "Business" : "Starter"),
                    Fact("Disk", "\(values.text("disk").isEmpty ? "5" : values.text("disk")) GB"),
                    Fact("System user") { mono("web1043, uid 21043") },
                ])
            }
        }
    }

    private static func checkPerson(_ values: FormValues) throws {
        var complaints = Complaints()
        if values.text("name").isEmpty { complaints.add("name", key: "gallery.name", "Type the name of the person or company.") }
        let email = values.text("email")
        if !email.contains("@") {
            complaints.add("email", key: "gallery.email", "This is not an e-mail address. Example: anna@example.org")
        } else if !email.contains(".") {
            complaints.add(
                "email", key: "gallery.email", arguments: ["suggestion": email + ".de"],
                "This address has no domain ending. Did you mean \(email).de?")
        }
        try complaints.check()
    }

    /// Work whose progress is right in every tab and after every reload, because it comes from when it began.
    static func work(_ visit: Visit) -> Page {
        let begun = visit.query.number("begun")
        let share = begun.map { min(1, Double(visit.now.milliseconds - Int64($0)) / 12_000) } ?? 0
        let percent = Int((share * 100).rounded())
        return Page("Work that takes its time", crumbs: Page.sampleCrumbs("Work")) {
            card("Restore of kern-keramik.de") {
                if begun == nil {
                    p(.class("hint"), text: "Takes twelve seconds. Reload the page, or open it twice: both show the same.")
                } else {
                    workProgress(
                        "gallery:work", share: share,
                        label: share >= 1 ? "18,204 files are back" : "Restoring files, \(percent) %",
                        note: share >= 1 ? nil : "The site goes on meanwhile. You may close this page.", isDone: share >= 1)
                }
                actionButton(visit, begun == nil ? "Restore" : "Once more", to: "/gallery/work", icon: .restore)
            }
            grid {
                card("Nobody knows how long") { progress(nil, label: "Waiting for the web server") }
            } side: {
                card("States of work") {
                    div(.class("row")) {
                        statusBadge(.idle, "Waiting")
                        statusBadge(.busy, "Running")
                        statusBadge(.live, "Done")
                        statusBadge(.fail, "Given up")
                    }
                }
            }
        }
    }
}
