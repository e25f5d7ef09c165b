import Core
import Crypto
import Foundation

/// The token in every form: proves that the panel made the form for this session (against forged requests) and names this one copy of the
/// form (against sending it twice).
///
/// `id.issued.mac` where the MAC is HMAC-SHA-256 under the session's secret handle, which only this browser has.
package struct FormToken: Sendable {
    /// How long a form may stay open.
    package static let lifetime = Duration.hours(24)

    /// Random, of this copy of the form.
    let id: String
    let issued: Timestamp

    static func make(key: String, now: Timestamp) -> String {
        let id = String(randomSecret().prefix(22))
        let body = "\(id).\(now.milliseconds)"
        return body + "." + mac(body, key)
    }

    /// The token, if it was made for this key and is not too old.
    static func read(_ text: String, key: String, now: Timestamp) throws(Fault) -> FormToken {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let issued = Int64(parts[1]), let sent = base64URLDecoded(parts[2]), !key.isEmpty,
            HMAC<SHA256>.isValidAuthenticationCode(sent, authenticating: Data("\(parts[0]).\(parts[1])".utf8), using: secret(key))
        else {
            throw Fault(
                .forbidden, key: "form.token",
                "This form was made for another session, so nothing was changed. Look at what you typed and send it again.")
        }
        let token = FormToken(id: parts[0], issued: Timestamp(milliseconds: issued))
        if now - token.issued > lifetime {
            throw Fault(
                .forbidden, key: "form.expired", "This form has been open for more than a day, so nothing was changed. Send it again.")
        }
        return token
    }

    private static func mac(_ body: String, _ key: String) -> String {
        base64URL(Array(HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: secret(key))))
    }

    private static func secret(_ key: String) -> SymmetricKey { SymmetricKey(data: Data("form:\(key)".utf8)) }
}
