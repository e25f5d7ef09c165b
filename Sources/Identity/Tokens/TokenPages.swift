import Core
import Persistence
import Presentation

/// The page of one's own API tokens.
struct TokenPages: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.page("/tokens", .signedIn, list)
        routes.form("/tokens/new", .signedIn.provenAnew, show: new, submit: create)
        routes.form("/tokens/{token}/revocation", .signedIn, show: askRevocation, submit: revoke)
        return routes
    }

    private func owner(_ visit: Visit) throws -> LoginID {
        try visit.actor.requireOneself()
        guard let login = visit.actor.login else { throw Fault.notFound("login") }
        return login
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let owner = try owner(visit)
        return tokenListPage(visit, try await visit.database.read { db in try Tokens.list(of: owner, in: db) })
    }

    private func new(_ visit: Visit, _ form: Form) async throws -> any Answer {
        try visit.actor.requireOneself()
        return newTokenPage(visit, form.starting(["scope": "all", "days": "90"]))
    }

    private func create(_ visit: Visit, _ form: Form) async throws -> any Answer {
        let owner = try owner(visit)
        let values = form.values
        let days = values.number("days") ?? 0
        let isSome = values.text("scope") == "some"
        let new = NewToken(
            name: values.text("name"), role: values.text("scope") == "own" ? .customer : nil, isReadOnly: values.isOn("readOnly"),
            permissions: isSome ? Set(values.ticked("may").compactMap(Permission.init(rawValue:))) : nil,
            addresses: values.verbatim("addresses").split(whereSeparator: { $0.isWhitespace || $0 == "," }).map { String($0) },
            expires: (1...3650).contains(days) ? visit.now + .days(days) : nil)
        let (token, secret) = try await visit.database.write { db in
            try Tokens.mint(new, for: owner, by: visit.actor, in: db, at: visit.now)
        }
        return tokenSecretPage(visit, token, secret: secret)
    }

    private func askRevocation(_ visit: Visit, _ form: Form, _ id: TokenID) async throws -> any Answer {
        let owner = try owner(visit)
        let token = try await visit.database.read { db in try Tokens.required(id, of: owner, in: db) }
        let texts = visit.texts.tokens
        return Page(texts.revoke, crumbs: [.init(texts.title, "/tokens"), .init(token.name), .init(texts.revoke)]) {
            confirmation(
                visit, form, question: texts.revokeQuestion(token.name), losses: [texts.revokeLoss], button: texts.revoke,
                cancel: "/tokens")
        }
    }

    private func revoke(_ visit: Visit, _ form: Form, _ id: TokenID) async throws -> any Answer {
        let owner = try owner(visit)
        let name = try await visit.database.write { db in
            let token = try Tokens.required(id, of: owner, in: db)
            try Tokens.revoke(id, of: owner, by: visit.actor, in: db, at: visit.now)
            return token.name
        }
        return Redirect("/tokens", saying: .done(visit.texts.tokens.wasRevoked(name)))
    }
}

// MARK: Views

func tokenListPage(_ visit: Visit, _ tokens: [APIToken]) -> Page {
    let texts = visit.texts.tokens
    let new = linkButton(texts.new, "/tokens/new", kind: .primary, icon: .plus)
    return Page(texts.title, summary: texts.summary, actions: [new]) {
        card(isFlush: true) {
            if tokens.isEmpty {
                emptyState(texts.emptyTitle, texts.emptyText, icon: .key) { new }
            } else {
                dataTable(visit, columns: tokenColumns(visit), rows: tokens, rowName: { $0.name }) { token in
                    [linkButton(texts.revoke, "/tokens/\(token.id)/revocation", kind: .quiet, icon: .trash)]
                }
            }
        }
    }
}

private func tokenColumns(_ visit: Visit) -> [Column<APIToken>] {
    let texts = visit.texts.tokens
    return [
        Column(texts.name, .name) { .text($0.name) },
        Column(texts.mayDo) { token in
            html {
                div(text: scopeWords(visit, token))
                if token.isReadOnly { div(.class("muted"), text: texts.readOnly) }
            }
        },
        Column(texts.addresses) { token in
            html {
                if token.addresses.isEmpty { HTML.text(texts.everywhere) }
                for range in token.addresses { div { mono(range.text) } }
            }
        },
        Column(texts.lastUse) { token in
            guard let used = token.usedAt else { return .text(texts.neverUsed) }
            let since = visit.texts.ago(used, now: visit.now)
            return moment(visit, used, text: token.usedFrom.map { texts.used(since, from: $0) } ?? since)
        },
        Column(texts.expires) { token in
            token.expiresAt.map { moment(visit, $0, text: visit.texts.date($0)) } ?? .text(texts.never)
        },
        Column(texts.state, .state) { token in
            let isOver = token.expiresAt.map { $0 <= visit.now } ?? false
            return statusBadge(isOver ? .idle : .live, isOver ? texts.expired : texts.works)
        },
    ]
}

private func scopeWords(_ visit: Visit, _ token: APIToken) -> String {
    let texts = visit.texts.tokens
    if visit.actor.role == .administrator, token.role == .customer { return texts.mayOwn }
    guard let permissions = token.permissions else { return texts.mayAll }
    return permissions.sorted().map { visit.texts.permissions.title($0) }.joined(separator: ", ")
}

func newTokenPage(_ visit: Visit, _ form: Form) -> Page {
    let texts = visit.texts.tokens
    let isStaff = visit.actor.role == .administrator
    return Page(texts.new, summary: texts.summary, crumbs: [.init(texts.title, "/tokens"), .init(texts.new)]) {
        card {
            postForm(visit, form) {
                textField(form, "name", label: texts.name, hint: texts.nameHint, isFocused: true, maxlength: 100)
                selectField(
                    form, "days", label: texts.expires,
                    choices: [30, 90, 180, 365].map { Choice(String($0), texts.days($0)) } + [Choice("0", texts.never)])
                checkbox(form, "readOnly", label: texts.readOnly, hint: texts.readOnlyHint)
                textArea(form, "addresses", label: texts.addresses, hint: texts.addressesHint, rows: 3, isCode: true)
                if isStaff {
                    radioField(
                        form, "scope", label: texts.mayDo,
                        choices: [
                            Choice("all", texts.mayAll, hint: texts.mayAllHint), Choice("some", texts.maySome),
                            Choice("own", texts.mayOwn, hint: texts.mayOwnHint),
                        ])
                    permissionTicks(visit, form, "may", hint: texts.permissionsHint, has: [], onlyOwn: true)
                }
                formActions {
                    submitButton(texts.create)
                    linkButton(visit.texts.panel.cancel, "/tokens")
                }
            }
        }
    }
}

func tokenSecretPage(_ visit: Visit, _ token: APIToken, secret: String) -> Page {
    let texts = visit.texts.tokens
    return Page(token.name, crumbs: [.init(texts.title, "/tokens"), .init(token.name)]) {
        callout(.warn, texts.onceText, title: texts.onceTitle)
        card {
            codeLine(visit, secret, label: texts.secret)
            formActions { linkButton(texts.back, "/tokens", kind: .primary, icon: .check) }
        }
    }
}
