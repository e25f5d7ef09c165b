import Core
import Foundation

/// A cookie to set: always `HttpOnly`, `SameSite=Lax`, for the whole host.
package struct SetCookie: Sendable, Equatable {
    package let name: String
    package let value: String
    /// Seconds; 0 removes the cookie, nil keeps it until the browser is closed.
    package let maxAge: Int?
    let isSecure: Bool

    var header: String {
        // RFC 6265bis §4.1.3.2: `__Host-` asks for Secure, Path=/ and no Domain.
        var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        if isSecure { text += "; Secure" }
        return text
    }
}

/// The names of the panel's cookies.
///
/// Over TLS they carry the `__Host-` prefix, so that no other host of the domain can plant one. On `http://localhost` browsers refuse that
/// prefix, and they share cookies between ports: there the port is part of the name, so that two installations do not sign each other out.
package struct CookieNames: Sendable {
    let isSecure: Bool
    let suffix: String

    init(isSecure: Bool, port: Int?) {
        self.isSecure = isSecure
        suffix = isSecure ? "" : port.map { "-\($0)" } ?? ""
    }

    private func name(_ plain: String) -> String { (isSecure ? "__Host-" : "") + "hostwright-" + plain + suffix }

    var session: String { name("session") }
    var visitor: String { name("visitor") }
    var flash: String { name("flash") }
    var language: String { name("language") }
    var signIn: String { name("sign-in") }

    package func session(_ handle: String, maxAge: Int?) -> SetCookie {
        SetCookie(name: session, value: handle, maxAge: maxAge, isSecure: isSecure)
    }

    package var noSession: SetCookie { SetCookie(name: session, value: "", maxAge: 0, isSecure: isSecure) }

    func signIn(_ handle: String) -> SetCookie { SetCookie(name: signIn, value: handle, maxAge: 600, isSecure: isSecure) }

    var noSignIn: SetCookie { SetCookie(name: signIn, value: "", maxAge: 0, isSecure: isSecure) }

    func visitor(_ handle: String) -> SetCookie { SetCookie(name: visitor, value: handle, maxAge: nil, isSecure: isSecure) }

    /// What somebody chose before signing in, for a year.
    func language(_ language: Language) -> SetCookie {
        SetCookie(name: self.language, value: language.rawValue, maxAge: 365 * 86400, isSecure: isSecure)
    }

    func flash(_ flash: Flash) -> SetCookie {
        // A flash is a sentence; a very long one (a daemon's words) is cut so that the cookie stays under the 4,096 bytes browsers keep.
        let short = Flash(flash.kind, String(flash.text.prefix(700)), undo: flash.undo)
        let value = (try? JSONEncoder().encode(short)).map { base64URL(Array($0)) } ?? ""  // Strings always encode.
        return SetCookie(name: self.flash, value: value, maxAge: 60, isSecure: isSecure)
    }

    var noFlash: SetCookie { SetCookie(name: flash, value: "", maxAge: 0, isSecure: isSecure) }

    func readFlash(_ value: String?) -> Flash? {
        guard let value, let bytes = base64URLDecoded(value) else { return nil }
        return try? JSONDecoder().decode(Flash.self, from: Data(bytes))  // Somebody else's cookie says nothing.
    }
}

/// The values of a `Cookie` header by name (RFC 6265 §5.4). The first of a name wins.
func readCookies(_ headers: [String]) -> [String: String] {
    var found: [String: String] = [:]
    for header in headers {
        for pair in header.split(separator: ";") {
            let trimmed = pair.drop { $0 == " " }
            guard let equals = trimmed.firstIndex(of: "=") else { continue }
            let name = String(trimmed[..<equals])
            if found[name] == nil { found[name] = String(trimmed[trimmed.index(after: equals)...]) }
        }
    }
    return found
}

/// Base64 for URLs and cookies, without padding (RFC 4648 §5).
package func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}

package func base64URLDecoded(_ text: String) -> [UInt8]? {
    var plain = text.replacing("-", with: "+").replacing("_", with: "/")
    while plain.utf8.count % 4 != 0 { plain += "=" }
    return Data(base64Encoded: plain).map { [UInt8]($0) }
}

/// A secret of 256 random bits, in base64url: session handles, tokens, links.
package func randomSecret() -> String {
    var generator = SystemRandomNumberGenerator()
    // Eight bytes at a time: each asks the kernel.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for _ in 0..<4 { withUnsafeBytes(of: generator.next()) { bytes += $0 } }
    return base64URL(bytes)
}
