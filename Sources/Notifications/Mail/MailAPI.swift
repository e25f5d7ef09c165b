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
            query: [
                .init("q", "Search in recipients and subjects.", .text(maximumLength: 200)),
                .init("state", "Only those in this state.", .choice(MailState.allCases.map(\.rawValue))),
                .init("page", "Page, from 1.", .integer(1...1_000_000)), .init("per_page", "Rows of a page.", .integer(1...200)),
            ], list)
        routes.api(.get, "/api/v1/mails/{mail}", .staff(.settingsManager), "Show an outgoing mail with its text", show)
        routes.api(.post, "/api/v1/mails/{mail}/repetition", .staff(.settingsManager), "Send a mail again", sendAgain)
        return routes
    }

    private func list(_ visit: Visit) async throws -> Resource<ListResource<MailResource>> {
        let typed = visit.query.text("state")
        let state = MailState(rawValue: typed)
        if state == nil, !typed.isEmpty {
            let known = MailState.allCases.map(\.rawValue).joined(separator: ", ")
            throw Fault.invalid(.init("state", key: "list.state.unknown", arguments: ["known": known], "The states are \(known)."))
        }
        let size = min(max(1, visit.query.number("per_page") ?? 50), 200)
        let page = min(max(1, visit.query.number("page") ?? 1), 1_000_000)
        let filter = MailFilter(search: visit.query.text("q"), state: state, offset: (page - 1) * size, limit: size)
        let (mails, total) = try await visit.database.read { db in try Mails.list(filter, by: visit.actor, in: db) }
        return Resource(ListResource(items: mails.map { MailResource($0, for: visit.actor, withText: false) }, total: total))
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
            text: withText && mail.isReadable(by: actor) ? mail.text : nil, language: mail.language.rawValue, state: stored.state.rawValue,
            attempts: stored.attempts, words: stored.words.isEmpty ? nil : stored.words, createdAt: stored.createdAt.description,
            sentAt: stored.sentAt?.description)
    }
}
