import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Presentation

/// How strong the password is that is typed in the field above: hidden until something is typed and the panel's module has asked, or until a
/// password was sent and refused.
func strengthMeter(_ visit: Visit, _ form: Form, for field: String) -> HTML {
    let typed = form.isSubmitted ? form.values.verbatim(field) : ""
    let strength = PasswordStrength(of: typed)
    let texts = visit.texts.profile
    return div(.class("strength"), .data(.strength, field), .hidden(typed.isEmpty), .ariaLive("polite")) {
        HTML.element(
            "meter",
            [
                .ariaLabel(texts.strength), .min("0"), .max("5"), .meterBounds(low: "3", high: "4", optimum: "5"),
                .value(String(strength.rawValue + 1)),
            ], [])
        span(text: typed.isEmpty ? "" : texts.word(strength))
    }
}

/// Answers the module behind `strengthMeter`. What it is sent is looked at and forgotten.
struct StrengthAnswers: Sendable {
    static let bodyLimit = 4096

    private struct Typed: Decodable {
        var password: String
        var related: [String]
    }

    private struct Judged: Encodable {
        var score: Int
        var word: String
    }

    var routes: Routes {
        var routes = Routes()
        routes.machine(
            .post, "/password-strength", .anyone(because: "says how strong the text is that it is sent, and keeps nothing"),
            bodyLimit: Self.bodyLimit, judge)
        return routes
    }

    private func judge(_ visit: Visit) async throws -> any Answer {
        let typed = try visit.decode(Typed.self)
        let strength = PasswordStrength(of: typed.password, related: Array(typed.related.prefix(4)))
        return Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(
                byteBuffer: ByteBuffer(
                    bytes: try jsonBytes(Judged(score: strength.rawValue + 1, word: visit.texts.profile.word(strength))))))
    }
}
