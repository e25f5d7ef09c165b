import Core
import Persistence
import Presentation

/// Pages of groups of plans.
struct PlanGroupPages: Sendable {
    func routes() -> Routes {
        let policy = Policy.staff(.planGroups)
        var routes = Routes()
        routes.page("/plan-groups", policy, list)
        routes.form("/plan-groups/new", policy, show: new, submit: create)
        routes.form("/plan-groups/{group}", policy, show: edit, submit: change)
        routes.form("/plan-groups/{group}/deletion", policy, show: askDeletion, submit: delete)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let (groups, plans) = try await visit.database.read { db in (try PlanGroups.all(in: db), try Plans.list(in: db)) }
        let texts = visit.texts.planGroups
        let names = Dictionary(uniqueKeysWithValues: plans.map { ($0.id, $0) })
        let new = linkButton(texts.new, "/plan-groups/new", kind: .primary, icon: .plus)
        return Page(texts.title, summary: texts.summary, actions: groups.isEmpty ? [] : [new]) {
            card(isFlush: true) {
                if groups.isEmpty {
                    emptyState(texts.emptyTitle, texts.emptyText, icon: .box) { new }
                } else {
                    dataTable(
                        visit,
                        columns: [
                            Column<PlanGroup>(texts.name, .name) { a(.href("/plan-groups/\($0.id)"), text: $0.name) },
                            Column(texts.plans) { .text($0.plans.compactMap { names[$0]?.name }.joined(separator: ", ")) },
                            Column(visit.texts.plans.platform) { .text($0.plans.first.flatMap { names[$0]?.platform } ?? "–") },
                        ], rows: groups, rowName: { $0.name })
                }
            }
        }
    }

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let plans = try await visit.database.read { db in try Plans.list(in: db) }
        return page(visit, form, nil, plans)
    }

    private func create(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let typed = PlanGroupForm(form.values)
        let group = try await visit.database.write { db in try PlanGroups.create(typed, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/plan-groups", saying: .done(visit.texts.planGroups.wasCreated(group.name)))
    }

    private func edit(_ visit: Visit, _ form: Form, _ id: PlanGroupID) async throws -> any Answer {
        let (group, plans) = try await visit.database.read { db in (try PlanGroups.required(id, in: db), try Plans.list(in: db)) }
        return page(visit, form.editing(group.formValues), group, plans)
    }

    private func change(_ visit: Visit, _ form: Form, _ id: PlanGroupID) async throws -> any Answer {
        let typed = PlanGroupForm(form.values)
        let group = try await visit.database.write { db in
            try PlanGroups.change(
                id, by: visit.actor, in: db, at: visit.now, checking: { try form.requireUnchanged($0.formValues) }
            ) { $0 = typed }
        }
        return Redirect("/plan-groups", saying: .done(visit.texts.planGroups.wasChanged(group.name)))
    }

    private func page(_ visit: Visit, _ form: Form, _ group: PlanGroup?, _ plans: [Plan]) -> Page {
        let texts = visit.texts.planGroups
        let title = group?.name ?? texts.new
        let platforms = Dictionary(grouping: plans, by: \.platform).sorted { $0.key.folded < $1.key.folded }
        let choices = platforms.map { platform, plans in
            TickGroup(
                platforms.count > 1 ? platform : nil,
                plans.map { Choice($0.id.text, $0.name, hint: visit.texts.planWizard.category($0.category)) })
        }
        return Page(
            title, crumbs: [.init(texts.title, "/plan-groups"), .init(title)],
            actions: group.map { [linkButton(texts.delete, "/plan-groups/\($0.id)/deletion", kind: .danger, icon: .trash)] } ?? []
        ) {
            card {
                if plans.isEmpty {
                    emptyState(visit.texts.plans.emptyTitle, visit.texts.plans.emptyText, icon: .box) {
                        if visit.actor.may(.planManager) { linkButton(visit.texts.plans.new, "/plans/new", kind: .primary) }
                    }
                } else {
                    postForm(visit, form) {
                        textField(form, "name", label: texts.name, isFocused: group == nil, maxlength: 60)
                        tickList(form, "plan", field: "plans", label: texts.plans, hint: texts.plansHint, groups: choices)
                        formActions {
                            submitButton(group == nil ? texts.create : texts.save)
                            linkButton(visit.texts.panel.cancel, "/plan-groups")
                        }
                    }
                }
            }
        }
    }

    private func askDeletion(_ visit: Visit, _ form: Form, _ id: PlanGroupID) async throws -> any Answer {
        let group = try await visit.database.read { db in try PlanGroups.required(id, in: db) }
        let texts = visit.texts.planGroups
        return Page(
            texts.delete, crumbs: [.init(texts.title, "/plan-groups"), .init(group.name, "/plan-groups/\(id)"), .init(texts.delete)]
        ) {
            confirmation(
                visit, form, question: texts.deleteQuestion(group.name), losses: [texts.deleteLoss], button: texts.delete,
                cancel: "/plan-groups/\(id)")
        }
    }

    private func delete(_ visit: Visit, _ form: Form, _ id: PlanGroupID) async throws -> any Answer {
        let group = try await visit.database.write { db in try PlanGroups.delete(id, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/plan-groups", saying: .done(visit.texts.planGroups.wasDeleted(group.name)))
    }
}

extension PlanGroup {
    /// The fields of the page's form.
    fileprivate var formValues: [String: String] {
        plans.reduce(into: ["name": name]) { $0["plan-\($1)"] = "on" }
    }
}

extension PlanGroupForm {
    fileprivate init(_ values: FormValues) {
        self.init(name: values.text("name"), plans: values.ticked("plan"))
    }
}
