import Core
import Presentation

/// What alerts say: on pages and in mails.
protocol AlertTexts: Sendable {
    var pageTitle: String { get }
    var alert: String { get }
    var state: String { get }
    var began: String { get }
    var ended: String { get }
    var open: String { get }
    var over: String { get }
    var look: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    func summary(_ open: Int) -> String
    func several(_ alerts: Int) -> String
    func title(_ alert: Alert) -> String
    func text(_ alert: Alert) -> String
}

extension Texts {
    var alerts: any AlertTexts { pick(EnglishAlertTexts(texts: self), GermanAlertTexts(texts: self), RussianAlertTexts(texts: self)) }
}

extension Alert {
    /// For kinds whose value is a moment.
    var moment: Timestamp { Timestamp(milliseconds: Int64(value) ?? 0) }
}

struct EnglishAlertTexts: AlertTexts {
    let texts: Texts
    let pageTitle = "Alerts"
    let alert = "Alert"
    let state = "State"
    let began = "Began"
    let ended = "Over"
    let open = "Open"
    let over = "Over"
    let look = "Look"
    let emptyTitle = "No alert"
    let emptyText =
        "A silent server, a full disk, a clock that is off, a certificate near its end, a job or a change that failed is listed here."
    func summary(_ open: Int) -> String {
        open == 0 ? "None is open." : texts.plural(open, one: "alert is open", other: "alerts are open") + "."
    }
    func several(_ alerts: Int) -> String { texts.plural(alerts, one: "alert", other: "alerts") }
    func title(_ alert: Alert) -> String {
        switch alert.kind {
        case .serverDown: "\(alert.name) is silent"
        case .diskFull: "The disk of \(alert.name) is full to \(alert.value)\u{A0}%"
        case .jobGivenUp: "A job was given up: \(alert.name)"
        case .clockOff: "The clock of \(alert.name) is off by \(alert.value) seconds"
        case .certificateEnds: "The certificate of \(alert.name) ends soon"
        case .provisioningFailed: "Not applied: \(alert.name)"
        case .mailGivenUp: "Not sent: " + texts.plural(Int(alert.value) ?? 0, one: "mail", other: "mails")
        case .databaseSorting: "The database sorts text in another order"
        }
    }
    func text(_ alert: Alert) -> String {
        switch alert.kind {
        case .serverDown: "Not heard since \(texts.moment(alert.moment)). What it serves may go on; look at the machine and its network."
        case .diskFull: "Make room or add a disk before websites and mailboxes cannot write any more."
        case .databaseSorting:
            "\(alert.name) uses the collation \(alert.value) instead of C. Nothing is lost, but lists are in another order than described, and indexes may have to be rebuilt after an update of the system. Move it into a database made with LOCALE 'C' TEMPLATE template0."
        case .jobGivenUp, .provisioningFailed: alert.value
        case .mailGivenUp: "The relay refused them, or could not be reached for a day. The list has its words; send them again from there."
        case .clockOff: "Certificates and logs go wrong with it. Check its time service (systemd-timesyncd, chrony)."
        case .certificateEnds: "It ends at \(texts.moment(alert.moment)). Agents and the panel renew theirs; see why this one was not."
        }
    }
}
