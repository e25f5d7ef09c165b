import APIResources
import Core
import Persistence
import Presentation

/// Which messages are looked at: `?state=error&limit=20&before=0190...`.
struct MessageQuery: Sendable {
    static let sizes = [20, 50, 100]

    var kind: Message.Kind?
    var before: MessageID?
    var limit: Int

    init(_ query: FormValues) {
        kind = query["state"].flatMap { Message.Kind(rawValue: $0) }
        before = query["before"].flatMap { MessageID($0) }
        limit = min(max(1, query.number("limit") ?? MessageQuery.sizes[0]), 200)
    }

    func link(_ path: Link, kind: Message.Kind?? = nil, limit: Int? = nil, before: MessageID? = nil) -> Link {
        let size = limit ?? self.limit
        return path.with([
            ("state", (kind ?? self.kind)?.rawValue ?? ""), ("limit", size == MessageQuery.sizes[0] ? "" : String(size)),
            ("before", before?.text ?? ""),
        ])
    }
}

/// Pages of messages: one's own, and the provider's for those who read them.
struct MessagePages: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.page("/messages", .signedIn) { visit in try await list(visit, try own(visit), "/messages") }
        routes.action("/messages/read-mark", .signedIn) { visit in try await mark(visit, try own(visit), "/messages") }
        routes.page("/provider-messages", .staff(.messageReader)) { visit in try await list(visit, .provider, "/provider-messages") }
        routes.action("/provider-messages/read-mark", .staff(.messageReader)) { visit in
            try await mark(visit, .provider, "/provider-messages")
        }
        routes.api(.get, "/api/v1/messages", .signedIn, "List your messages, newest first", query: Self.query) { visit in
            try await resources(visit, try own(visit))
        }
        routes.api(.put, "/api/v1/messages/read-mark", .signedIn, "Mark all of your messages as read") { visit in
            try await mark(visit, try own(visit))
        }
        routes.api(
            .get, "/api/v1/provider-messages", .staff(.messageReader), "List messages to the provider, newest first", query: Self.query
        ) { visit in try await resources(visit, .provider) }
        routes.api(
            .put, "/api/v1/provider-messages/read-mark", .staff(.messageReader), "Mark all messages to the provider as read by you"
        ) { visit in try await mark(visit, .provider) }
        return routes
    }

    private static let query = QueryParameter.following(sort: "at", states: Message.Kind.allCases.map(\.rawValue))

    private func own(_ visit: Visit) throws -> Message.Box {
        guard let login = visit.actor.login else { throw Fault.notFound("login") }
        return .person(login)
    }

    private func found(_ visit: Visit, _ box: Message.Box) async throws -> (rows: [Message], hasMore: Bool, unread: Int) {
        let query = MessageQuery(visit.query)
        return try await visit.database.read { db in
            let rows = try Messages.list(
                box, kind: query.kind, before: query.before, limit: query.limit + 1, by: visit.actor, in: db)
            return (
                Array(rows.prefix(query.limit)), rows.count > query.limit, try Messages.unread(box, by: visit.actor, in: db)
            )
        }
    }

    private func list(_ visit: Visit, _ box: Message.Box, _ path: Link) async throws -> any Answer {
        let (rows, hasMore, unread) = try await found(visit, box)
        return messageListPage(
            visit, MessageQuery(visit.query), MessageList(box: box, path: path, rows: rows, hasMore: hasMore, unread: unread))
    }

    private func mark(_ visit: Visit, _ box: Message.Box, _ path: Link) async throws -> any Answer {
        try await visit.database.write { db in try Messages.markRead(box, by: visit.actor, in: db) }
        return Redirect(path, saying: .done(visit.texts.messages.allRead))
    }

    private func resources(_ visit: Visit, _ box: Message.Box) async throws -> Resource<MessageListResource> {
        let query = try ResourceListQuery(visit.query, orders: ["at"], otherwise: "-at")
        let kind = try query.state(Message.Kind.self)
        let last: MessageID? = try query.cursor?.identifier()
        let (found, unread) = try await visit.database.read { db in
            (
                try Messages.list(
                    box, kind: kind, before: last, isOldestFirst: !query.isDescending, limit: query.limit + 1, by: visit.actor, in: db),
                try Messages.unread(box, by: visit.actor, in: db)
            )
        }
        let (rows, next) = query.cut(found) { $0.id.text }
        let items = rows.map { message in
            MessageResource(
                id: message.id.text, kind: message.kind.rawValue, key: message.key, text: messageWords(visit, message),
                objectKind: message.object.kind.rawValue, objectId: message.object.id, object: message.object.name, words: message.words,
                at: message.at.description, isUnread: message.isUnread)
        }
        return Resource(MessageListResource(items: items, unread: unread, next: next))
    }

    private func mark(_ visit: Visit, _ box: Message.Box) async throws -> NoContent {
        try await visit.database.write { db in try Messages.markRead(box, by: visit.actor, in: db) }
        return NoContent()
    }
}

// MARK: Views

struct MessageList: Sendable {
    var box: Message.Box
    var path: Link
    var rows: [Message]
    var hasMore: Bool
    /// Up to 100.
    var unread: Int
}

/// One sentence: what happened to what, and who did it.
func messageWords(_ visit: Visit, _ message: Message) -> String {
    let texts = visit.texts
    if message.key == "node.failed" { return texts.messages.failed(message.object.name) }
    let what = "\(texts.audit.words(message.key)): \(message.object.name)"
    return message.actor.isEmpty || message.actor == message.object.name ? what : "\(what) (\(message.actor))"
}

func messageListPage(_ visit: Visit, _ query: MessageQuery, _ list: MessageList) -> Page {
    let texts = visit.texts.messages
    let mark = actionButton(visit, texts.markRead, to: "\(list.path)/read-mark", icon: .check)
    return Page(
        list.box == .provider ? texts.providerTitle : texts.title,
        summary: list.unread == 0 ? texts.nothingUnread : texts.unread(list.unread), actions: list.unread == 0 ? [] : [mark]
    ) {
        section(.class("card list")) {
            messageTools(visit, query, list.path)
            if list.rows.isEmpty {
                emptyState(texts.emptyTitle, texts.emptyText, icon: .mail)
            } else {
                messageTable(visit, list)
            }
            if list.hasMore || query.before != nil {
                footer(.class("paging")) {
                    p(text: "")
                    div {
                        if query.before != nil { linkButton(visit.texts.audit.newest, query.link(list.path)) }
                        if list.hasMore { linkButton(visit.texts.audit.older, query.link(list.path, before: list.rows.last?.id)) }
                    }
                }
            }
        }
    }
}

private func messageTools(_ visit: Visit, _ query: MessageQuery, _ path: Link) -> HTML {
    let texts = visit.texts.messages
    let kinds: [(Message.Kind?, String)] = [(nil, visit.texts.panel.all), (.error, texts.errors), (.notice, texts.notices)]
    return div(.class("list-tools")) {
        nav(.class("chips"), .ariaLabel(visit.texts.panel.filters)) {
            for (kind, words) in kinds {
                a(
                    .class("chip"), .href(query.link(path, kind: .some(kind))), .ariaCurrent(kind == query.kind ? "true" : nil), text: words
                )
            }
        }
        nav(.class("chips"), .ariaLabel(texts.perPage)) {
            for size in MessageQuery.sizes {
                a(
                    .class("chip"), .href(query.link(path, limit: size)), .ariaCurrent(size == query.limit ? "true" : nil),
                    .ariaLabel("\(texts.perPage): \(size)"), text: visit.texts.number(size))
            }
        }
    }
}

private func messageTable(_ visit: Visit, _ list: MessageList) -> HTML {
    let texts = visit.texts.messages
    return dataTable(
        visit,
        columns: [
            Column<Message>(texts.message, .name) { message in
                html {
                    if let link = objectLink(visit, message.object) {
                        a(.href(link), text: messageWords(visit, message))
                    } else {
                        span(text: messageWords(visit, message))
                    }
                    if !message.words.isEmpty { pre(.class("words"), .tabindex(0)) { code(text: message.words) } }
                }
            },
            Column(texts.kind, .state) { message in
                message.kind == .error
                    ? statusBadge(.fail, texts.error)
                    : statusBadge(message.isUnread ? .live : .idle, message.isUnread ? texts.newNotice : texts.notice)
            },
            Column(visit.texts.audit.when) { moment(visit, $0.at) },
        ], rows: list.rows, rowName: { messageWords(visit, $0) })
}
