import APIResources
import AgentProtocol
import Core
import Fleet
import Identity
import Persistence
import Presentation

/// The recreation tool and the page of the whole installation.
struct AdministrationPages: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/system", .staff(.settingsManager), system)
        routes.form("/recreations", .staff(.recreationTool), show: list, submit: recreateServer)
        routes.page("/recreations/{recreation}", .staff(.recreationTool), show)
        routes.form("/accounts/{account}/recreation", .staff(.recreationTool), show: ask, submit: recreate)
        return routes
    }

    // MARK: System

    private func system(_ visit: Visit) async throws -> any Answer {
        let accounts = accounts
        return systemPage(visit, try await visit.database.read { db in try accounts.systemInfo(by: visit.actor, in: db) })
    }

    // MARK: Recreation tool

    private func list(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let (servers, rows) = try await visit.database.read { db in
            let runs = try Recreations.list(limit: 20, by: visit.actor, in: db)
            return (
                try LogicalServers.of(kind: .web, in: db).map(\.name.ascii),
                try runs.map { ($0, try Recreations.progress(of: $0, in: db)) }
            )
        }
        return recreationListPage(visit, form, servers, rows)
    }

    private func recreateServer(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let server = form.values.text("server")
        let accounts = accounts
        let made = try await visit.database.write { db in try accounts.recreate(server: server, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/recreations/\(made.id)", saying: .done(visit.texts.recreation.began))
    }

    private func show(_ visit: Visit, _ id: RecreationID) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.read { db in
            let recreation = try Recreations.required(id, by: visit.actor, in: db)
            let account = try recreation.account.flatMap { try Accounts.find($0, by: visit.actor, in: db) }
            _ = accounts
            return recreationPage(
                visit, recreation, account, try Recreations.progress(of: recreation, in: db),
                try Recreations.objects(of: recreation, limit: 200, in: db))
        }
    }

    private func ask(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let accounts = accounts
        return try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            return recreationQuestionPage(visit, form, account, try accounts.published(of: account, in: db))
        }
    }

    private func recreate(_ visit: Visit, _ form: Form, _ number: Int) async throws -> any Answer {
        let ticked = ticked(form, "object")
        let accounts = accounts
        let made = try await visit.database.write { db in
            try accounts.recreate(number, only: ticked, by: visit.actor, in: db, at: visit.now)
        }
        return Redirect("/recreations/\(made.id)", saying: .done(visit.texts.recreation.began))
    }

    /// The names of the boxes that are ticked, without the prefix.
    private func ticked(_ form: Form, _ prefix: String) -> [String] {
        form.values.pairs.filter { $0.name.hasPrefix(prefix + "-") && form.values.isOn($0.name) }.map {
            String($0.name.dropFirst(prefix.count + 1))
        }
    }
}

private func systemPage(_ visit: Visit, _ info: SystemInfo) -> Page {
    let texts = visit.texts.recreation
    let administration = visit.texts.accountAdministration
    func count(_ number: Int) -> String { visit.texts.number(number) }
    let accounts = info.states.values.reduce(0, +)
    return Page(texts.systemTitle, summary: texts.systemSummary) {
        grid {
            card(visit.texts.accounts.title, aside: .text(count(accounts))) {
                facts(
                    AccountType.allCases.map { Fact(administration.type($0), count(info.types[$0] ?? 0)) } + [
                        Fact(visit.texts.accounts.active, count(info.states[.active] ?? 0)),
                        Fact(visit.texts.accounts.suspended, count(info.states[.suspended] ?? 0)),
                        Fact(visit.texts.accounts.inTrash, count(info.states[.trashed] ?? 0)),
                        Fact(texts.licensed, info.licensedAccounts.map { count($0) } ?? visit.texts.limits.unlimited),
                    ])
            }
            card(texts.byPlan, isFlush: true) {
                if info.plans.isEmpty {
                    emptyState(visit.texts.plans.emptyTitle, "", icon: .box)
                } else {
                    dataTable(
                        visit,
                        columns: [
                            Column<(name: String, accounts: Int)>(visit.texts.accounts.plan, .name) { plan in
                                a(.href(Link("/accounts").with([("plan", plan.name)])), text: plan.name)
                            },
                            Column(visit.texts.accounts.title, .number) { .text(count($0.accounts)) },
                        ], rows: info.plans, rowName: { $0.name })
                }
            }
        } side: {
            card(texts.users) {
                facts([Fact(texts.staff, count(info.staff)), Fact(texts.customers, count(info.customers))])
            }
            card(texts.hosted) { facts(info.figures.map { Fact(texts.figure($0.what), count($0.count)) }) }
            card(texts.servers) {
                facts(
                    [Fact(texts.computers, count(info.physicalServers))]
                        + LogicalServerKind.allCases.map { Fact(texts.kind($0), count(info.logicalServers[$0] ?? 0)) })
            }
            card(Product.name) {
                facts([Fact(administration.version) { mono(info.version) }, Fact(texts.database) { mono(info.database) }])
            }
        }
    }
}

private func recreationListPage(
    _ visit: Visit, _ form: Form, _ servers: [String], _ rows: [(Recreation, RecreationProgress)]
) -> Page {
    let texts = visit.texts.recreation
    return Page(texts.title, summary: texts.summary) {
        callout(.idle, texts.explanation)
        card(texts.serverTitle) {
            postForm(visit, form) {
                selectField(form, "server", label: texts.server, choices: servers.map { Choice($0, $0) }, none: texts.chooseServer)
                p(.class("hint"), text: texts.serverHint)
                formActions { submitButton(texts.begin, icon: .restore) }
            }
        }
        card(texts.earlier, isFlush: true) {
            if rows.isEmpty {
                emptyState(texts.noneTitle, texts.noneText, icon: .restore)
            } else {
                dataTable(
                    visit,
                    columns: [
                        Column<(Recreation, RecreationProgress)>(texts.what, .name) { row in
                            a(.href("/recreations/\(row.0.id)"), text: row.0.name)
                        },
                        Column(visit.texts.audit.who) { .text($0.0.actorName) },
                        Column(visit.texts.audit.when) { moment(visit, $0.0.createdAt) },
                        Column(texts.objects, .number) { .text(visit.texts.number($0.1.total)) },
                        Column(visit.texts.audit.result, .state) { progressBadge(visit, $0.1) },
                    ], rows: rows, rowName: { $0.0.name })
            }
        }
    }
}

private func progressBadge(_ visit: Visit, _ progress: RecreationProgress) -> HTML {
    let texts = visit.texts.recreation
    if progress.counts[.failed, default: 0] > 0 { return statusBadge(.fail, texts.state(.failed)) }
    return progress.isDone ? statusBadge(.live, texts.done) : statusBadge(.busy, texts.state(.applying))
}

private func recreationQuestionPage(_ visit: Visit, _ form: Form, _ account: Account, _ objects: [PublishedObject]) -> Page {
    let texts = visit.texts.recreation
    var seen: Set<String> = []
    let unique = objects.filter { seen.insert($0.key).inserted }
    let form = form.starting(Dictionary(unique.map { ("object-\($0.key)", "on") }, uniquingKeysWith: { first, _ in first }))
    return Page(texts.title, summary: account.title, crumbs: crumbs(visit, account, texts.title)) {
        if account.type.hasHome {
            card {
                postForm(visit, form) {
                    p(text: texts.explanation)
                    tickList(
                        form, "object", field: "objects", label: texts.objects,
                        groups: ObjectKind.allCases.compactMap { kind in
                            let of = unique.filter { $0.reference.kind == kind }
                            return of.isEmpty ? nil : TickGroup(texts.kind(kind), of.map { Choice($0.key, $0.name) })
                        })
                    formActions {
                        submitButton(texts.begin, icon: .restore)
                        linkButton(visit.texts.panel.cancel, "/accounts/\(account.number)")
                    }
                }
            }
        } else {
            callout(.idle, visit.texts.accountAdministration.noHome)
        }
    }
}

private func recreationPage(
    _ visit: Visit, _ recreation: Recreation, _ account: Account?, _ progress: RecreationProgress, _ objects: [RecreatedObject]
) -> Page {
    let texts = visit.texts.recreation
    return Page(
        recreation.name, state: progressBadge(visit, progress),
        summary: texts.begun(recreation.actorName, visit.texts.moment(recreation.createdAt)),
        crumbs: [.init(texts.title, "/recreations"), .init(recreation.name)],
        actions: account.map { [linkButton(visit.texts.accounts.toAccount, "/accounts/\($0.number)")] } ?? []
    ) {
        livePart("recreation-\(recreation.id)", again: progress.isDone ? nil : 1) {
            card {
                Presentation.progress(progress.share, label: texts.doneOf(progress.done, progress.total))
                p(.class("hint"), text: texts.counts(progress.counts))
            }
            card(texts.objects, aside: objects.count < progress.total ? .text(texts.first(objects.count)) : nil, isFlush: true) {
                dataTable(
                    visit,
                    columns: [
                        Column<RecreatedObject>(texts.what, .name) { .text($0.name) },
                        Column(texts.kindColumn) { .text(texts.kind($0.reference.kind)) },
                        Column(texts.server) { .text($0.serverName) },
                        Column(visit.texts.audit.result, .state) { object in
                            html {
                                statusBadge(tone(object.state), texts.state(object.state))
                                if object.state == .failed { pre(.class("words"), text: object.words) }
                            }
                        },
                    ], rows: objects, rowName: { $0.name })
            }
        }
    }
}

private func tone(_ state: RecreatedObject.State) -> Tone {
    switch state {
    case .waiting, .applying: .busy
    case .live: .live
    case .failed: .fail
    case .gone: .idle
    }
}
