import APIResources
import Core
import Persistence
import Presentation

/// `/api/v1/mails`.
struct MailAPI: Sendable {
    func routes() -> Routes {
        var routes = Routes()
        routes.api(
            .get, "/api/v1/mails", .staff(.settingsManager), "List outgoing mails, newest first",
            query: QueryParameter.list(sorts: ["created"], states: MailState.allCases.map(\.rawValue)), list)
        routes.api(.get, "/api/v1/mails/{mail}", .staff(.settingsManager), "Show an outgoing mail with its text", show)
        routes.api(.post, "/api/v1/mails/{mail}/repetition", .staff(.settingsManager), "Send a mail again", sendAgain)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<MailResource>> {
        let query = try ResourceListQuery(visit.query, orders: ["created"], otherwise: "-created")
        var filter = MailFilter(
            search: query.search, state: try query.state(MailState.self), offset: query.offset, limit: query.limit,
            isOldestFirst: !query.isDescending)
        let last: MailID? = try query.cursor?.identifier()
        let wanted = filter
        filter.limit += 1
        let following = filter
        return try await visit.database.read { db in
            var (mails, next): (ArraySlice<StoredMail>, String?) = ([], nil)
            var total: Int?
            if query.isPaged || query.wantsTotal {
                let (rows, all) = try Mails.list(wanted, by: visit.actor, in: db)
                (mails, total) = (rows[...], all)
            }
            if !query.isPaged {
                (mails, next) = query.cut(try Mails.following(following, after: last, by: visit.actor, in: db)) { $0.id.text }
                total = total ?? query.counted(mails.count, next)
            }
            return Resource(
                ListResource(items: mails.map { MailResource($0, for: visit.actor, withText: false) }, total: total, next: next))
        }
    }

    private func show(_ visit: Visit, _ id: MailID) async throws -> Resource<MailResource> {
        guard let mail = try await visit.database.read({ db in try Mails.find(id, by: visit.actor, in: db) }) else {
            throw Fault.notFound("mail")
        }
        return Resource(MailResource(mail, for: visit.actor, withText: true))
    }

    private func sendAgain(_ visit: Visit, _ id: MailID) async throws -> Accepted<MailResource> {
        let mail = try await visit.database.write { db in try Mails.sendAgain(id, by: visit.actor, in: db, at: visit.now) }
        return Accepted(MailResource(mail, for: visit.actor, withText: false))
    }
}

extension MailResource {
    init(_ stored: StoredMail, for actor: Actor, withText: Bool) {
        let mail = stored.mail
        self.init(
            id: stored.id.text, kind: mail.kind.rawValue, to: mail.to.address, toName: mail.to.name.text, subject: mail.subject.text,
            text: withText && mail.isReadable(by: actor) ? mail.text : nil,
            html: withText && mail.isReadable(by: actor) ? mail.html : nil, copyOf: mail.copyOf?.text, language: mail.language.rawValue,
            state: stored.state.rawValue,
            attempts: stored.attempts, words: stored.words.isEmpty ? nil : stored.words, createdAt: stored.createdAt.description,
            sentAt: stored.sentAt?.description)
    }
}
