import Core
import Presentation

func templateListPage(_ visit: Visit, _ query: ListState, _ rows: [UserTemplate], total: Int) -> Page {
    let texts = visit.texts.templates
    let create = linkButton(texts.new, "/templates/new", kind: .primary, icon: .plus)
    return Page(
        texts.title, summary: texts.summary,
        actions: [linkButton(texts.defaultMail, "/registration-mail", kind: .quiet, icon: .mail), create]
    ) {
        listCard(
            visit, at: "/templates", state: query,
            columns: [
                Column(texts.name, .name, sort: "name") { a(.href("/templates/\($0.id)"), text: $0.name) },
                Column(texts.sets) { .text(templateSummary(visit, $0)) },
                Column(texts.created, sort: "created") { moment(visit, $0.createdAt, text: visit.texts.date($0.createdAt)) },
                Column("") { template in
                    linkButton(
                        texts.createUser, Link("/accounts/new").with([("template", template.id.text)]), kind: .quiet, icon: .personPlus)
                },
            ],
            rows: rows, total: total, search: texts.search, rowName: { $0.name },
            menu: { template in
                let at: Link = "/templates/\(template.id)"
                return [
                    linkButton(texts.change, at, kind: .quiet, icon: .edit),
                    linkButton(texts.mail, "\(at)/mail", kind: .quiet, icon: .mail),
                    linkButton(texts.copy, "\(at)/copy", kind: .quiet, icon: .copy),
                    linkButton(texts.delete, "\(at)/deletion", kind: .quiet, icon: .trash),
                ]
            },
            bulk: Bulk(
                "/templates/bulk", actions: [.init("delete", texts.delete, icon: .trash, kind: .danger)], key: { $0.id.text }),
            empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .copy) { create })
    }
}

/// The first few of its limits in a line.
private func templateSummary(_ visit: Visit, _ template: UserTemplate) -> String {
    let words = ResourceCatalogue.all.compactMap { resource in
        template.limits[resource.key].map { "\(resource.words(visit.texts.language)): \(visit.texts.amount($0.most, of: resource))" }
    }
    if words.isEmpty { return visit.texts.templates.setsNothing }
    return words.prefix(3).joined(separator: ", ") + (words.count > 3 ? " …" : "")
}

/// - Parameter template: nil for a new one.
func templateFormPage(_ visit: Visit, _ form: Form, _ template: UserTemplate?, _ resources: [HostingResource]) -> Page {
    let texts = visit.texts.templates
    let title = template?.name ?? texts.new
    return Page(
        title, summary: texts.limitsHint, crumbs: [.init(texts.title, "/templates"), .init(title)],
        actions: template.map { template in
            [
                linkButton(texts.mail, "/templates/\(template.id)/mail", icon: .mail),
                linkButton(texts.createUser, Link("/accounts/new").with([("template", template.id.text)]), icon: .personPlus),
            ]
        } ?? []
    ) {
        card {
            postForm(visit, form) {
                textField(
                    form, "name", label: texts.name + " *", hint: texts.nameHint, isFocused: template == nil, maxlength: 60)
                if resources.isEmpty { callout(.warn, texts.nothingOffered) }
                limitFields(visit, form, resources.map { LimitField($0) })
                formActions {
                    submitButton(template == nil ? texts.create : texts.save)
                    linkButton(visit.texts.panel.cancel, "/templates")
                    if let template { linkButton(texts.delete, "/templates/\(template.id)/deletion", kind: .quiet, icon: .trash) }
                }
            }
        }
    }
}

/// What the page of a registration mail shows.
struct RegistrationMailView: Sendable {
    /// nil: the default.
    var template: UserTemplate?
    var language: Language
    var found: RegistrationMails.Found
    /// With the sample's data; nil when what was typed is not in order.
    var preview: RegistrationText?
    /// What the provider calls his own fields.
    var fieldNames: [String]
}

func registrationMailPage(_ visit: Visit, _ form: Form, _ view: RegistrationMailView) -> Page {
    let texts = visit.texts.templates
    let at: Link = view.template.map { "/templates/\($0.id)/mail" } ?? "/registration-mail"
    return Page(
        view.template.map { texts.mailOf($0.name) } ?? texts.defaultMail,
        state: statusBadge(view.found.isOwn ? .live : .idle, view.found.isOwn ? texts.isOwn : texts.standsIn),
        summary: view.template == nil ? texts.defaultMailHint : texts.mailHint,
        crumbs: [.init(texts.title, "/templates")]
            + (view.template.map { [.init($0.name, "/templates/\($0.id)")] } ?? []) + [.init(texts.mail)],
        tabs: Language.allCases.map { Tab($0.ownName, at.with([("in", $0.rawValue)]), isCurrent: $0 == view.language) }
    ) {
        grid {
            card(view.language.ownName) {
                postForm(visit, form) {
                    textField(form, "subject", label: texts.subject, maxlength: RegistrationText.longestSubject)
                    textArea(form, "text", label: texts.text, hint: texts.textHint, rows: 18, isRequired: true)
                    formActions {
                        submitButton(texts.save)
                        submitButton(texts.preview, kind: .plain, icon: .eye, name: "_do", value: "preview")
                        if view.found.isOwn { submitButton(texts.restore, kind: .quiet, icon: .restore, name: "_do", value: "restore") }
                        linkButton(visit.texts.panel.cancel, "/templates", kind: .quiet)
                    }
                }
            }
        } side: {
            card(texts.variables) {
                facts(
                    RegistrationVariable.allCases.map { variable in
                        Fact("{\(variable.rawValue)}", texts.meaning(of: variable, fields: view.fieldNames))
                    })
            }
            if let preview = view.preview {
                card(texts.preview, aside: .text(texts.previewHint)) {
                    p { strong(text: preview.subject) }
                    pre(.class("mail-text"), text: preview.text)
                }
            }
        }
    }
}
