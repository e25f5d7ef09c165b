import Core
import Crypto
import Foundation
import Identity
import Persistence
import Presentation

extension Things {
    package enum Webhook {}
    package enum WebhookDelivery {}
}

package typealias WebhookID = Identifier<Things.Webhook>
package typealias WebhookDeliveryID = Identifier<Things.WebhookDelivery>

/// An address that is told of events: those of one account, or of the whole installation.
package struct Webhook: Sendable {
    package var id: WebhookID
    /// Nil: the whole installation.
    package var account: AccountID?
    /// Whose account that is.
    package var owner: LoginID?
    package var url: String
    /// Names of events, `account.suspended`; empty: all.
    package var events: [String]
    package var isOn: Bool
    /// The last row of the audit log that it has been told of, or that was not for it.
    package var position: Int64
    package var createdAt: Timestamp

    /// Whether this event is for it. A customer is told what his own history shows.
    func takes(_ entry: AuditEntry) -> Bool {
        // What has no owner, such as a note of the staff, is not in the history of the account's owner.
        if let account, entry.object.account != account || entry.object.owner == nil { return false }
        return events.isEmpty || events.contains(entry.action)
    }
}

/// One event for one webhook.
package struct WebhookDelivery: Sendable {
    package enum State: String, Sendable, CaseIterable, SQLEnum { case waiting, delivered, failed }

    package var id: WebhookDeliveryID
    package var webhook: WebhookID
    package var event: String
    /// Row of the audit log; nil for a test.
    package var sequence: Int64?
    package var body: String
    package var state: State
    package var attempts: Int
    package var createdAt: Timestamp
    package var lastAt: Timestamp?
    package var status: Int?
    package var error: String?
    package var response: String?
}

/// What ControlPlane knows of accounts, which this target does not.
package protocol WebhookAccounts: Sendable {
    /// The account of that number within reach, on which the actor may work. Throws `Fault(.forbidden)` when he may only look.
    func account(_ number: Int, by actor: Actor, in db: any Connection) throws -> (id: AccountID, owner: LoginID)?
    func numbers(of accounts: [AccountID], in db: any Connection) throws -> [AccountID: Int]
    /// The accounts for which the actor may make a webhook, for a list to choose from.
    func choices(for actor: Actor, in db: any Connection) throws -> [(number: Int, title: String)]
}

/// The signature of "Standard Webhooks" (standardwebhooks.com): HMAC-SHA256 over id, time and body.
package enum WebhookSignature {
    static let prefix = "whsec_"

    static func newSecret() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// As its owner enters it at his receiver.
    package static func shown(_ secret: [UInt8]) -> String { prefix + Data(secret).base64EncodedString() }

    /// The header `webhook-signature`.
    package static func header(id: String, seconds: Int64, body: [UInt8], secret: [UInt8]) -> String {
        let signed = Array("\(id).\(seconds).".utf8) + body
        return "v1," + Data(HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: secret))).base64EncodedString()
    }
}

/// What is sent: the event as the audit log has it.
struct WebhookPayload: Encodable {
    struct Data: Encodable {
        struct Object: Encodable {
            var kind: String
            var id: String
            var name: String
        }
        struct By: Encodable {
            var kind: String
            var name: String
        }
        var sequence: Int64
        var object: Object
        var by: By
        var result: String
        var changes: [AuditEntry.Change]
    }

    var type: String
    var timestamp: String
    var data: Data?

    init(_ entry: AuditEntry) {
        type = entry.action
        timestamp = entry.at.description
        data = Data(
            sequence: entry.sequence, object: .init(kind: entry.object.kind.rawValue, id: entry.object.id, name: entry.object.name),
            by: .init(kind: entry.actorKind, name: entry.actorName), result: entry.result.rawValue, changes: entry.changes)
    }

    /// A test.
    init(pingAt now: Timestamp) {
        type = "ping"
        timestamp = now.description
    }

    func text() throws -> String { String(decoding: try jsonBytes(self), as: UTF8.self) }
}
