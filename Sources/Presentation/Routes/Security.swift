import Core
import HTTPTypes

/// Headers of every answer.
func addSecurityHeaders(_ headers: inout HTTPFields, isSecure: Bool) {
    // Nothing inline, nothing from elsewhere: injected markup could neither run nor load anything (CSP Level 3).
    headers[.contentSecurityPolicy] =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    headers[.contentTypeOptions] = "nosniff"
    headers[.frameOptions] = "DENY"
    // Not `no-referrer`: browsers then send `Origin: null` with our own forms (Fetch Standard, "append a request Origin header").
    headers[.referrerPolicy] = "same-origin"
    headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
    headers[.openerPolicy] = "same-origin"
    headers[.resourcePolicy] = "same-origin"
    if isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
}

func isUnsafe(_ method: HTTPRequest.Method) -> Bool { method != .get && method != .head && method != .options }

/// Refuses forms that another site made the browser send. The form's token is checked as well; this stops it one step earlier.
func checkOrigin(_ headers: HTTPFields, _ settings: PanelSettings) throws(Fault) {
    let refused = Fault(
        .forbidden, key: "form.origin", arguments: ["address": settings.origin],
        "This form was sent from another address, so nothing was changed. Open the panel at \(settings.origin) and try again.")
    if let origin = headers[.origin] {
        guard origin.lowercased() == settings.origin.lowercased() else { throw refused }
    } else if let site = headers[.secFetchSite], site != "same-origin", site != "none" {
        throw refused
    }
}
