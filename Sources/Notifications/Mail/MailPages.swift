import Core
import Persistence
import Presentation

/// Outgoing mail: the list, one mail, and sending it again.
struct MailPages: Sendable {
    let relays: Relays

    func routes() -> Routes {
        var routes = Routes()
        routes.page("/mail-log", .staff(.settingsManager), list)
        routes.page("/mail-log/{mail}", .staff(.settingsManager), show)
        routes.action("/mail-log/{mail}/repetition", .staff(.settingsManager), sendAgain)
        return routes
    }

    private func list(_ visit: Visit) async throws -> any Answer {
        let query = ListState(visit.query, sorts: ["when"], filters: MailState.allCases.map(\.rawValue))
        let filter = MailFilter(
            search: query.search, state: query.filter.flatMap(MailState.init(rawValue:)), offset: query.offset, limit: query.size)
        let relays = relays
        let shown = try await visit.database.read { db in
            let (mails, total) = try Mails.list(filter, by: visit.actor, in: db)
            return MailList(
                mails: mails, total: total, counts: try Mails.counts(in: db), hasRelay: try relays.current(in: db) != nil)
        }
        return mailListPage(visit, query, shown)
    }

    private func show(_ visit: Visit, _ id: MailID) async throws -> any Answer {
        guard let mail = try await visit.database.read({ db in try Mails.find(id, by: visit.actor, in: db) }) else {
            throw Fault.notFound("mail")
        }
        return mailPage(visit, mail)
    }

    private func sendAgain(_ visit: Visit, _ id: MailID) async throws -> any Answer {
        _ = try await visit.database.write { db in try Mails.sendAgain(id, by: visit.actor, in: db, at: visit.now) }
        return Redirect("/mail-log/\(id)", saying: .done(visit.texts.mails.willSend))
    }
}

struct MailList: Sendable {
    var mails: [StoredMail]
    var total: Int
    var counts: [MailState: Int]
    var hasRelay: Bool
}

func mailListPage(_ visit: Visit, _ query: ListState, _ list: MailList) -> Page {
    let texts = visit.texts.mails
    return Page(
        texts.title, summary: texts.summary(list.counts.values.reduce(0, +)),
        actions: [
            linkButton(visit.texts.notifications.title, "/notifications", icon: .edit),
            linkButton(texts.relay, "/settings/mail", icon: .gear),
        ]
    ) {
        if !list.hasRelay {
            callout(.warn, texts.keptText, title: texts.keptTitle) { linkButton(texts.setRelay, "/settings/mail") }
        }
        listCard(
            visit, at: "/mail-log", state: query,
            columns: [
                Column<StoredMail>(texts.subject, .name) { mail in
                    a(.href("/mail-log/\(mail.id)"), .untranslated(), text: mail.mail.subject.text)
                },
                Column(texts.state, .state) { mailBadge(visit, $0.state) },
                Column(texts.recipient) { mail in
                    html {
                        mail.mail.to.address
                        if mail.mail.copyOf != nil { small(.class("hint"), text: " " + visit.texts.notifications.copy) }
                    }
                },
                Column(texts.when) { ago(visit, $0.createdAt) },
                Column(texts.words) { $0.words.isEmpty ? .nothing : mono($0.words) },
            ], rows: list.mails, total: list.total,
            filters: [Filter(nil, visit.texts.panel.all)]
                + MailState.allCases.map { Filter($0.rawValue, texts.word($0), count: list.counts[$0] ?? 0) },
            search: texts.search, rowName: { $0.mail.subject.text }, empty: emptyState(texts.emptyTitle, texts.emptyText, icon: .mail))
    }
}

func mailPage(_ visit: Visit, _ stored: StoredMail) -> Page {
    let texts = visit.texts.mails
    let mail = stored.mail
    let again =
        stored.state == .waiting || mail.text.isEmpty
        ? [] : [actionButton(visit, texts.sendAgain, to: "/mail-log/\(stored.id)/repetition", icon: .restore)]
    return Page(
        mail.subject.text, state: mailBadge(visit, stored.state), crumbs: [.init(texts.title, "/mail-log"), .init(mail.subject.text)],
        actions: again
    ) {
        grid {
            card(texts.text) {
                if mail.text.isEmpty {
                    p(.class("hint"), text: texts.textIsGone)
                } else if !mail.isReadable(by: visit.actor) {
                    p(.class("hint"), text: texts.textIsSecret)
                } else {
                    pre(.class("words mail-text"), .tabindex(0), text: mail.text)
                }
            }
        } side: {
            card(visit.texts.panel.details) {
                facts([
                    Fact(texts.recipient, mail.to.name.isEmpty ? mail.to.address : "\(mail.to.name.text) <\(mail.to.address)>"),
                    Fact(texts.when) { moment(visit, stored.createdAt) },
                    Fact(texts.kind) { mono(mail.kind.rawValue) },
                    Fact(texts.language, mail.language.ownName),
                    Fact(texts.attempts, visit.texts.number(stored.attempts)),
                ])
                if let original = mail.copyOf {
                    facts([
                        Fact(visit.texts.notifications.copyOf) {
                            a(.href("/mail-log/\(original)"), text: mail.subject.text)
                        }
                    ])
                }
                if let sent = stored.sentAt { facts([Fact(texts.word(.sent)) { moment(visit, sent) }]) }
                if !stored.words.isEmpty { callout(stored.state == .failed ? .fail : .idle, texts.words, words: stored.words) }
            }
        }
    }
}

func mailBadge(_ visit: Visit, _ state: MailState) -> HTML {
    let word = visit.texts.mails.word(state)
    return switch state {
    case .waiting: statusBadge(.busy, word)
    case .sent: statusBadge(.live, word)
    case .failed: statusBadge(.fail, word)
    case .kept: statusBadge(.idle, word)
    }
}

extension Mail {
    /// A one-time link is a way into somebody's login: only those who manage logins may read it.
    package func isReadable(by actor: Actor) -> Bool { !isSecret || actor.may(.staffManager) }
}
