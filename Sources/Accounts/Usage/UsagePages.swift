import Core
import Identity
import Persistence
import Presentation

/// The page of what one account uses, and the list of accounts near their maximum.
struct UsagePages: Sendable {
    let accounts: Accounts

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/accounts/{account}/usage", .reaching, show)
        routes.page("/usage", .staff(.accountPreview), list)
        return routes
    }

    /// Spans that the page offers, in days.
    static let spans = [30, 90, 365]

    private func show(_ visit: Visit, _ number: Int) async throws -> any Answer {
        let span = visit.query.number("days").flatMap { Self.spans.contains($0) ? $0 : nil } ?? Self.spans[0]
        let today = UTCDay(visit.now)
        let days = (today - (span - 1))...today
        let accounts = accounts
        let view = try await visit.database.read { db in
            let account = try accounts.required(number, by: visit.actor, in: db)
            return UsageView(
                account: account, span: span, usage: try accounts.usage(of: account, days, in: db),
                entitlements: try accounts.entitlements(of: account, in: db).filter { $0.measurement != nil })
        }
        return usagePage(visit, view)
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        // The largest share first, unless asked otherwise.
        let asked = visit.query["sort"] == nil ? FormValues(visit.query.pairs + [("sort", "-share")]) : visit.query
        let query = ListState(asked, sorts: UsageFilter.Order.allCases.map(\.rawValue), filters: UsageState.allCases.map(\.rawValue))
        var typed = UsageFilter()
        (typed.search, typed.level) = (query.search, query.filter.flatMap(UsageState.init(rawValue:))?.level)
        (typed.order, typed.isDescending) = (UsageFilter.Order(rawValue: query.sort) ?? .share, query.isDescending)
        (typed.offset, typed.limit) = (query.offset, query.size)
        let filter = typed
        let (found, counts) = try await visit.database.read { db in
            (
                try Accounts.near(filter, by: visit.actor, in: db, at: visit.now),
                try Accounts.nearCounts(by: visit.actor, in: db, at: visit.now)
            )
        }
        return usageListPage(visit, query, found.rows, total: found.total, counts)
    }
}

/// What the page of one account shows.
struct UsageView: Sendable {
    var account: Account
    /// Days.
    var span: Int
    var usage: Usage
    /// Disk space and traffic; nothing for an account without a home.
    var entitlements: [Entitlement]
}

func usagePage(_ visit: Visit, _ view: UsageView) -> Page {
    let texts = visit.texts.usage
    let account = view.account
    return Page(
        texts.title, summary: texts.summary,
        crumbs: [
            .init(visit.texts.accounts.title, "/accounts"), .init(account.title, "/accounts/\(account.number)"), .init(texts.title),
        ], tabs: accountTabs(visit, account, .usage)
    ) {
        if view.entitlements.isEmpty {
            callout(.idle, texts.noHome)
        } else {
            usageCard(visit, account, view.entitlements, isAlone: true)
            spanChoice(visit, view)
            card(texts.trafficByDay, aside: .text(visit.texts.storage(view.usage.total.total))) {
                trafficPlot(visit, view)
                p(.class("hint"), text: texts.trafficHint)
            }
            card(texts.trafficBySite, isFlush: !view.usage.sites.isEmpty) { siteTable(visit, view.usage) }
            card(texts.diskByDay) {
                diskPlot(visit, view)
                p(.class("hint"), text: texts.diskHint)
            }
            if view.span > 31 { card(texts.trafficByMonth, isFlush: true) { monthTable(visit, view.usage) } }
        }
    }
}

/// Disk space and traffic of an account as bars: on its own page, and on the first page of its owner.
func usageCard(_ visit: Visit, _ account: Account, _ found: [Entitlement], isAlone: Bool = false) -> HTML {
    let (texts, language) = (visit.texts.usage, visit.texts.language)
    let rows = found.compactMap { entitlement in ResourceCatalogue.find(entitlement.resource).map { ($0, entitlement) } }
    let more = a(.href("/accounts/\(account.number)/usage"), text: texts.details)
    return card(isAlone ? nil : texts.title, aside: isAlone ? nil : more) {
        if !isAlone { p(.class("hint"), text: account.title) }
        for (resource, entitlement) in rows {
            let label = visit.texts.usedOf(entitlement, of: resource)
            resourceLine(
                resource.words(language), note: label, state: usageBadge(visit, entitlement) ?? .nothing, share: entitlement.share,
                label: "\(resource.words(language)), \(label)", below: visit.freshness(entitlement) ?? texts.notMeasuredHint)
        }
    }
}

/// nil while there is nothing to say.
func usageBadge(_ visit: Visit, _ entitlement: Entitlement) -> HTML? {
    guard entitlement.most.isAvailable, let share = entitlement.share else { return nil }
    if entitlement.isExceeded { return statusBadge(.fail, visit.texts.usage.stateExceeded) }
    return share >= 0.8 ? statusBadge(.warn, visit.texts.usage.stateNear) : nil
}

private func spanChoice(_ visit: Visit, _ view: UsageView) -> HTML {
    let at: Link = "/accounts/\(view.account.number)/usage"
    return nav(.class("chips"), .ariaLabel(visit.texts.usage.span)) {
        for days in UsagePages.spans {
            a(
                .class("chip"), .href(days == UsagePages.spans[0] ? at : at.with([("days", String(days))])),
                .ariaCurrent(days == view.span ? "true" : nil), text: visit.texts.usage.lastDays(days))
        }
    }
}

private func trafficPlot(_ visit: Visit, _ view: UsageView) -> HTML {
    let texts = visit.texts.usage
    let points = UsageSpan.each(view.usage.days).map { day in
        let traffic = view.usage.traffic[day] ?? UsageTraffic()
        return PlotPoint(
            visit.texts.day(day), [Double(traffic.sent), Double(traffic.received)],
            texts: [visit.texts.storage(traffic.sent), visit.texts.storage(traffic.received)])
    }
    return plot(visit, texts.trafficByDay, series: [texts.sent, texts.received], points: points, column: texts.day) {
        visit.texts.storage(Int64($0))
    }
}

private func diskPlot(_ visit: Visit, _ view: UsageView) -> HTML {
    let texts = visit.texts.usage
    let points = UsageSpan.each(view.usage.days).map { day in
        let disk = view.usage.disk[day]
        return PlotPoint(
            visit.texts.day(day), [disk.map { Double($0.bytes) }], texts: [disk.map { visit.texts.storage($0.bytes) } ?? "–"])
    }
    let most = view.entitlements.first { $0.resource == .diskSpace }?.most.number
    return plot(
        visit, texts.diskByDay, series: [texts.space], points: points, column: texts.day,
        mark: most.map { PlotMark(texts.maximum, Double($0) * Double(Measurement.megabyte)) }
    ) { visit.texts.storage(Int64($0)) }
}

private func siteTable(_ visit: Visit, _ usage: Usage) -> HTML {
    let texts = visit.texts.usage
    if usage.sites.isEmpty { return p(.class("hint"), text: texts.noTraffic) }
    typealias Row = (name: String?, website: WebsiteID, traffic: UsageTraffic)
    return dataTable(
        visit,
        columns: [
            Column<Row>(texts.site, .name) { $0.name.map { HTML.text($0) } ?? span(.class("hint"), text: texts.goneSite) },
            Column(texts.total, .number) { .text(visit.texts.storage($0.traffic.total)) },
            Column(texts.sent, .number) { .text(visit.texts.storage($0.traffic.sent)) },
            Column(texts.received, .number) { .text(visit.texts.storage($0.traffic.received)) },
        ], rows: usage.sites, rowName: { $0.name ?? texts.goneSite })
}

/// Calendar months of UTC, the newest first (contract 5.44).
private func monthTable(_ visit: Visit, _ usage: Usage) -> HTML {
    let texts = visit.texts.usage
    var months: [UTCDay: UsageTraffic] = [:]
    for (day, traffic) in usage.traffic {
        months[day.firstOfMonth, default: UsageTraffic()].received += traffic.received
        months[day.firstOfMonth, default: UsageTraffic()].sent += traffic.sent
    }
    typealias Row = (month: UTCDay, traffic: UsageTraffic)
    return dataTable(
        visit,
        columns: [
            Column<Row>(texts.month, .name) { .text(String($0.month.description.prefix(7))) },
            Column(texts.total, .number) { .text(visit.texts.storage($0.traffic.total)) },
            Column(texts.sent, .number) { .text(visit.texts.storage($0.traffic.sent)) },
            Column(texts.received, .number) { .text(visit.texts.storage($0.traffic.received)) },
        ], rows: months.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }, rowName: { String($0.month.description.prefix(7)) })
}

func usageListPage(_ visit: Visit, _ query: ListState, _ rows: [AccountUsage], total: Int, _ counts: [UsageLevel: Int]) -> Page {
    let (texts, language) = (visit.texts.usage, visit.texts.language)
    func name(_ row: AccountUsage) -> String { ResourceCatalogue.find(row.resource)?.words(language) ?? row.resource.rawValue }
    return Page(texts.listTitle, summary: texts.listSummary) {
        listCard(
            visit, at: "/usage", state: query,
            columns: [
                Column<AccountUsage>(texts.account, .name, sort: UsageFilter.Order.title.rawValue) { row in
                    stack {
                        a(.href("/accounts/\(row.account.number)/usage"), text: row.account.title)
                        span(.class("hint"), text: row.account.systemUser)
                    }
                },
                Column(visit.texts.limits.resource) { .text(name($0)) },
                Column(texts.used, sort: UsageFilter.Order.used.rawValue) { row in
                    let label = visit.texts.limits.of(visit.texts.storage(row.used), visit.texts.storage(row.most))
                    return stack {
                        span(text: label)
                        meter(row.share, label: "\(name(row)), \(label)")
                    }
                },
                Column(texts.share, .number, sort: UsageFilter.Order.share.rawValue) { row in
                    // Rounded down: what is not exceeded is never shown as whole.
                    .text("\(visit.texts.number(Int(row.share * 100)))\u{A0}%")
                },
                Column(visit.texts.limits.state, .state) { row in
                    row.isExceeded ? statusBadge(.fail, texts.stateExceeded) : statusBadge(.warn, texts.stateNear)
                },
                Column(texts.measuredAt) { ago(visit, $0.measuredAt) },
            ], rows: rows, total: total,
            filters: [
                Filter(nil, visit.texts.panel.all, count: counts.values.reduce(0, +)),
                Filter(UsageState.exceeded.rawValue, texts.stateExceeded, count: counts[.exceeded] ?? 0),
                Filter(UsageState.near.rawValue, texts.stateNear, count: counts[.near] ?? 0),
            ], search: texts.listSearch, rowName: { "\($0.account.title), \(name($0))" },
            empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .done))
    }
}
