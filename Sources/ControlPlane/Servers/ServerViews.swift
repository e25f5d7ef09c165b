import AgentProtocol
import Core
import Fleet
import Presentation

func nodeBadge(_ visit: Visit, _ node: NodeOverview) -> HTML {
    let texts = visit.texts.servers
    let target = "server-\(node.server.id)"
    return switch node.condition {
    case .notJoined: statusBadge(.idle, texts.notJoined, target: target)
    case .revoked: statusBadge(.idle, texts.revoked, target: target)
    case .silent(let since): statusBadge(.warn, texts.silentFor(visit.texts.duration(visit.now - since)), target: target)
    case .stopped: statusBadge(.fail, texts.stopped, target: target)
    case .applying(let count): statusBadge(.busy, texts.applying(count, most: node.most), target: target)
    case .inStep: statusBadge(.live, texts.inStep, target: target)
    }
}

func serverListPage(_ visit: Visit, _ nodes: [NodeOverview]) -> Page {
    let texts = visit.texts.servers
    let new = linkButton(texts.new, "/servers/new", kind: .primary, icon: .plus)
    return Page(texts.title, summary: texts.summary(nodes.count), actions: [new]) {
        card(isFlush: true) {
            if nodes.isEmpty {
                emptyState(texts.emptyTitle, texts.emptyText, icon: .servers) { new }
            } else {
                dataTable(
                    visit,
                    columns: [
                        Column<NodeOverview>(texts.server, .name) { a(.href("/servers/\($0.server.name)"), text: $0.server.name) },
                        Column(texts.carries) {
                            .text($0.logical.compactMap { $0.name.labels.first.map(String.init) }.joined(separator: ", "))
                        },
                        Column(texts.state, .state) { nodeBadge(visit, $0) },
                        Column(texts.disk, .number) { .text(diskText(visit, $0.state)) },
                        Column(texts.load, .number) { .text($0.state.map { visit.texts.decimal($0.load, digits: 2) } ?? "–") },
                    ], rows: nodes, rowName: { $0.server.name })
            }
        }
    }
}

/// `6.2 of 10 GB`.
func diskText(_ visit: Visit, _ state: NodeState?) -> String {
    state.map { visit.texts.bytes($0.diskUsed, of: $0.diskTotal) } ?? "–"
}

func serverPage(
    _ visit: Visit, _ node: NodeOverview, _ use: ServerUse, quarantine: [QuarantineEntry], foreign: [String],
    pool: [PoolAddress.State: Int],
    history: HTML
) -> Page {
    let texts = visit.texts.servers
    let server = node.server
    let path: Link = "/servers/\(server.name)"
    return Page(
        server.name, state: nodeBadge(visit, node), crumbs: [.init(texts.title, "/servers"), .init(server.name)],
        actions: [
            linkButton(texts.settings, "\(path)/settings", icon: .sliders),
            linkButton(node.server.joinedAt == nil ? texts.joinLine : texts.rejoin, "\(path)/join-line", icon: .key),
            linkButton(texts.addLogical, "\(path)/logical-servers", kind: .primary, icon: .plus),
        ]
    ) {
        if case .stopped(let stop) = node.condition {
            callout(.fail, texts.reason(stop), title: texts.stopped) {
                actionButton(visit, texts.confirm, to: "\(path)/confirmation", values: [("sequence", String(stop.atSequence))])
            }
        }
        if !foreign.isEmpty {
            callout(
                .warn, texts.foreignText(foreign.prefix(20).joined(separator: ", ") + (foreign.count > 20 ? " …" : "")),
                title: texts.foreign(foreign.count))
        }
        if case .silent(let since) = node.condition {
            callout(.warn, texts.silentText, title: texts.notReachedSince(visit.texts.moment(since)))
        }
        let reached = server.limits.reached(by: use)
        if !reached.isEmpty {
            callout(.warn, texts.fullText, title: texts.full(reached.map { texts.reached($0) }.joined(separator: ", "))) {
                linkButton(texts.settings, "\(path)/settings")
            }
        }
        if !quarantine.isEmpty { quarantineCard(visit, path, quarantine) }
        grid {
            card(texts.logical, aside: .text(visit.texts.number(node.logical.count)), isFlush: true) {
                if node.logical.isEmpty {
                    emptyState(texts.noLogicalTitle, texts.noLogicalText, icon: .servers)
                } else {
                    dataTable(
                        visit,
                        columns: [
                            Column<LogicalServer>(texts.name, .name) { .text($0.name.ascii) },
                            Column(texts.kind, .state) { .text($0.kind == .web ? texts.web : texts.dns) },
                            Column(texts.group) { .text($0.isOpen ? $0.group : "\($0.group), \(texts.isClosed)") },
                            Column(texts.endpoints) { mono($0.endpoints.map(\.shown).joined(separator: "  ")) },
                        ], rows: node.logical, rowName: { $0.name.ascii },
                        menu: { [linkButton(texts.changeGroup, "\(path)/logical-servers/\($0.name.ascii)", kind: .quiet)] })
                }
            }
            card(texts.services, isFlush: true) { servicesTable(visit, node) }
        } side: {
            limitsCard(visit, server, use)
            poolCard(visit, node, pool)
            card(texts.server) {
                facts([
                    Fact(texts.addresses) { for address in server.addresses { div { mono(address.text) } } },
                    Fact(texts.system, server.operatingSystem), Fact(texts.platform, server.platform),
                    Fact(texts.machine, server.isVirtual ? texts.virtual : texts.real),
                    Fact(texts.objects, visit.texts.number(node.objects)),
                    Fact(texts.lastSeen) {
                        if let seen = node.lastSeenAt { ago(visit, seen) } else { HTML.text(texts.never) }
                    },
                    Fact(texts.agent, node.state?.agentVersion ?? "–"),
                ])
            }
            loginCard(visit, server)
            history
            linkButton(texts.revoke, "\(path)/revocation", kind: .quiet, icon: .lock)
        }
    }
}

/// What the server holds against its limits, with a bar for each limit.
private func limitsCard(_ visit: Visit, _ server: PhysicalServer, _ use: ServerUse) -> HTML {
    let texts = visit.texts.servers
    let limits = server.limits
    func line(_ name: String, _ shown: String, _ share: Double?) -> Fact {
        Fact(name) {
            HTML.text(shown)
            if let share { meter(share, label: "\(name), \(shown)") }
        }
    }
    func count(_ name: String, _ used: Int, _ limit: Int?) -> Fact {
        guard let limit else { return line(name, visit.texts.number(used), nil) }
        return line(name, texts.used(visit.texts.number(used), visit.texts.number(limit)), limit == 0 ? 1 : Double(used) / Double(limit))
    }
    let disk = diskText(visit, use.state)
    let diskShown = limits.diskPercent.map { texts.diskUsed(disk, use.diskPercent.map(String.init) ?? "–", String($0)) } ?? disk
    func shown(_ hundredths: Int) -> String { visit.texts.decimal(Double(hundredths) / 100, digits: 2) }
    let load = use.loadHundredths.map(shown) ?? "–"
    return card(texts.limits) {
        facts([
            count(texts.accounts, use.accounts, limits.accounts), count(texts.sites, use.sites, limits.sites),
            line(
                texts.disk, diskShown,
                use.diskPercent.map { Double($0) / Double(limits.diskPercent ?? 100) }),
            line(
                texts.load, limits.loadHundredths.map { texts.used(load, shown($0)) } ?? load,
                limits.loadHundredths.flatMap { limit in use.loadHundredths.map { Double($0) / Double(limit) } }),
        ])
    }
}

/// How staff get onto the machine.
private func loginCard(_ visit: Visit, _ server: PhysicalServer) -> HTML {
    let texts = visit.texts.servers
    return card(texts.login) {
        if let line = server.login.sshLine { codeLine(visit, line) }
        if !server.login.console.isEmpty { p { outsideLink(server.login.console, texts.console) } }
        if !server.note.isEmpty { for line in server.note.split(separator: "\n") { p(text: String(line)) } }
        p(.class("hint"), text: texts.noPassword)
    }
}

private func servicesTable(_ visit: Visit, _ node: NodeOverview) -> HTML {
    let texts = visit.texts.servers
    let services = node.state?.services ?? []
    if services.isEmpty { return div(.class("card-body")) { p(.class("hint"), text: texts.noServices) } }
    return dataTable(
        visit,
        columns: [
            Column<ServiceState>(texts.service, .name) { .text(serviceName($0.name, on: node)) },
            Column(texts.state, .state) { statusBadge($0.isRunning ? .live : .fail, $0.isRunning ? texts.running : texts.down) },
            Column("") { .text(visit.texts.nodes.seen($0.words)) },
        ], rows: services, rowName: { $0.name })
}

/// Daemons of one logical server are told apart by its id; people know it by its name.
private func serviceName(_ name: String, on node: NodeOverview) -> String {
    node.logical.reduce(name) { $0.replacing($1.id.text, with: $1.name.labels.first.map(String.init) ?? $1.name.ascii) }
}

private func quarantineCard(_ visit: Visit, _ path: Link, _ entries: [QuarantineEntry]) -> HTML {
    let texts = visit.texts.servers
    return card(texts.quarantine, aside: .text(visit.texts.number(entries.count))) {
        p(.class("hint"), text: texts.quarantineText)
        dataTable(
            visit,
            columns: [
                Column<QuarantineEntry>(texts.name, .name) { .text($0.object.name) },
                Column(texts.server) { .text($0.serverName.ascii) },
                Column(texts.state, .state) { entry in
                    let reference = entry.object.reference
                    let values = [
                        ("server", reference.server.text), ("kind", reference.kind.rawValue), ("object", reference.object),
                    ]
                    return html {
                        actionButton(visit, texts.adopt, to: "\(path)/quarantine", values: values + [("decision", "adopt")])
                        actionButton(
                            visit, texts.toTrash, to: "\(path)/quarantine", kind: .danger, values: values + [("decision", "trash")])
                    }
                },
            ], rows: entries, rowName: { $0.object.name })
    }
}

func newServerPage(_ visit: Visit, _ form: Form) -> Page {
    let texts = visit.texts.servers
    return Page(texts.new, crumbs: [.init(texts.title, "/servers"), .init(texts.new)]) {
        serverForm(visit, form, button: texts.add, cancel: "/servers")
    }
}

func serverSettingsPage(_ visit: Visit, _ form: Form, _ node: NodeOverview) -> Page {
    let texts = visit.texts.servers
    return Page(texts.settings, crumbs: serverCrumbs(visit, node, texts.settings)) {
        serverForm(visit, form, button: texts.save, cancel: "/servers/\(node.server.name)")
    }
}

private func serverForm(_ visit: Visit, _ form: Form, button: String, cancel: Link) -> HTML {
    let texts = visit.texts.servers
    return card {
        postForm(visit, form) {
            textField(form, "name", label: texts.name, hint: texts.nameHint, kind: .domain, isFocused: true)
            textField(form, "addresses", label: texts.addresses, hint: texts.addressesHint, kind: .domain)
            fieldRow {
                textField(form, "operatingSystem", label: texts.system, isRequired: false)
                textField(form, "platform", label: texts.platform, hint: texts.platformHint, isRequired: false, maxlength: 60)
            }
            radioField(
                form, "machine", label: texts.machine, choices: [Choice("real", texts.real), Choice("virtual", texts.virtual)])
            h2(text: texts.limits)
            p(.class("hint"), text: texts.limitsHint)
            fieldRow {
                textField(form, "accountLimit", label: texts.mostAccounts, kind: .number, isRequired: false)
                textField(form, "siteLimit", label: texts.mostSites, kind: .number, isRequired: false)
            }
            fieldRow {
                textField(form, "diskLimit", label: texts.mostDisk, kind: .number, unit: "%", isRequired: false)
                textField(form, "loadLimit", label: texts.mostLoad, kind: .number, isRequired: false)
            }
            h2(text: texts.login)
            p(.class("hint"), text: texts.noPassword)
            fieldRow {
                textField(form, "loginAddress", label: texts.loginAddress, kind: .domain, isRequired: false)
                textField(form, "loginPort", label: texts.loginPort, kind: .number, isRequired: false)
                textField(form, "loginUser", label: texts.loginUser, kind: .domain, isRequired: false)
            }
            textField(form, "consoleURL", label: texts.console, kind: .url, placeholder: "https://", isRequired: false)
            textArea(form, "note", label: texts.note, hint: texts.noteHint)
            formActions {
                submitButton(button)
                linkButton(visit.texts.panel.cancel, cancel)
            }
        }
    }
}

func newLogicalPage(_ visit: Visit, _ form: Form, _ node: NodeOverview) -> Page {
    let texts = visit.texts.servers
    return Page(texts.addLogical, crumbs: serverCrumbs(visit, node, texts.addLogical)) {
        card {
            postForm(visit, form) {
                radioField(form, "kind", label: texts.kind, choices: [Choice("web", texts.web), Choice("dns", texts.dns)])
                textField(form, "endpoints", label: texts.endpoints, hint: texts.endpointsHint, kind: .domain)
                textField(form, "group", label: texts.group, hint: texts.groupHint, isRequired: false, maxlength: 60)
                formActions {
                    submitButton(texts.addLogical)
                    linkButton(visit.texts.panel.cancel, "/servers/\(node.server.name)")
                }
            }
        }
    }
}

/// - Parameter groups: Those that there are, to be told.
func logicalServerPage(_ visit: Visit, _ form: Form, _ node: NodeOverview, _ server: LogicalServer, groups: [String]) -> Page {
    let texts = visit.texts.servers
    return Page(server.name.ascii, summary: texts.changeGroup, crumbs: serverCrumbs(visit, node, server.name.ascii)) {
        card {
            postForm(visit, form) {
                textField(
                    form, "group", label: texts.group, hint: "\(texts.groupHint) \(texts.groupsNow(groups.joined(separator: ", ")))",
                    isRequired: false,
                    isFocused: true, maxlength: 60)
                checkbox(form, "isOpen", label: texts.isOpen, hint: texts.isOpenHint)
                formActions {
                    submitButton(texts.save)
                    linkButton(visit.texts.panel.cancel, "/servers/\(node.server.name)")
                }
            }
        }
    }
}

func joinLinePage(_ visit: Visit, _ form: Form, _ node: NodeOverview, line: JoinLine?) -> Page {
    let texts = visit.texts.servers
    return Page(texts.joinTitle, crumbs: serverCrumbs(visit, node, texts.joinTitle)) {
        card {
            if let line {
                p(text: texts.joinText)
                codeLine(visit, line.description)
                p(.class("hint"), text: texts.joinUntil(visit.texts.time(visit.now + Enrolment.tokenLife)))
            } else {
                postForm(visit, form) {
                    p(text: texts.joinText)
                    formActions {
                        submitButton(texts.joinLine, icon: .key)
                        linkButton(visit.texts.panel.cancel, "/servers/\(node.server.name)")
                    }
                }
            }
        }
    }
}

func serverCrumbs(_ visit: Visit, _ node: NodeOverview, _ here: String) -> [Page.Crumb] {
    [.init(visit.texts.servers.title, "/servers"), .init(node.server.name, "/servers/\(node.server.name)"), .init(here)]
}
