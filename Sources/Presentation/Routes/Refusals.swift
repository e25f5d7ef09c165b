import APIResources
import Core
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

extension Fault {
    /// The HTTP status that says it (RFC 9110 §15).
    package var status: HTTPResponse.Status {
        switch kind {
        case .invalid: key == "body.type" ? .unsupportedMediaType : .unprocessableContent
        case .notFound: .notFound
        case .conflict: key == "precondition.failed" ? .preconditionFailed : .conflict
        case .forbidden: .forbidden
        case .unauthenticated: .unauthorized
        case .limit: key == "body.too_large" ? .contentTooLarge : retryAfter == nil ? .conflict : .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }
}

/// Whole seconds, rounded up (RFC 9110 §10.2.3).
func retryAfterSeconds(_ wait: Duration) -> String { String(max(1, (wait.milliseconds + 999) / 1000)) }

extension Panel {
    /// The one place where what handlers throw becomes an answer.
    func refusal(_ error: any Error, _ visit: Visit) async -> Response {
        var allowed: [HTTPRequest.Method] = []
        let fault: Fault
        let status: HTTPResponse.Status
        switch error {
        case let known as Fault: (fault, status) = (known, known.status)
        // Only people in browsers are led somewhere; the stream of events of such a page just ends.
        case let needed as ProofNeeded where visit.door == .page:
            return Redirect(Link("/prove").with([("next", needed.back.text)])).response(to: visit, by: self)
        case let confined as Confined where visit.door == .page:
            return Redirect(confined.place).response(to: visit, by: self)
        case is ProofNeeded, is Confined:
            (fault, status) = (Fault(.forbidden, key: "session.incomplete", "Finish signing in first."), .forbidden)
        case let other as MethodNotAllowed:
            allowed = other.allowed
            status = .methodNotAllowed
            fault = Fault(
                .notFound, key: "method.not_allowed", arguments: ["method": visit.method.rawValue],
                "This address does not take \(visit.method.rawValue).")
        default:
            visit.logger.error(
                "request failed",
                metadata: ["method": "\(visit.method)", "route": "\(visit.template)", "error": "\(String(reflecting: error))"])
            status = .internalServerError
            fault = Fault(
                .unavailable, key: "failure", arguments: ["reference": visit.requestID],
                "Something went wrong on our side. It has been logged under the reference \(visit.requestID); quote it when you ask for help."
            )
        }
        var response =
            switch visit.door {
            case .page: await page(fault, status, visit)
            case .api: problem(fault, status, visit)
            case .machine:
                Response(
                    status: status, headers: [.contentType: "text/plain; charset=utf-8"],
                    body: .init(byteBuffer: .init(string: fault.sentence + "\n")))
            }
        if let wait = fault.retryAfter { response.headers[.retryAfter] = retryAfterSeconds(wait) }
        if !allowed.isEmpty { response.headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ") }
        return response
    }

    private func problem(_ fault: Fault, _ status: HTTPResponse.Status, _ visit: Visit) -> Response {
        let problem = ProblemResource(
            title: status.reasonPhrase, status: status.code, detail: fault.sentence, code: fault.key,
            errors: fault.fields.isEmpty ? nil : fault.fields.map { .init(field: $0.name, code: $0.key, detail: $0.sentence) },
            reference: visit.requestID)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = (try? encoder.encode(problem)) ?? Data("{}".utf8)  // Texts and a number always encode.
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func page(_ fault: Fault, _ status: HTTPResponse.Status, _ visit: Visit) async -> Response {
        if fault.kind == .unauthenticated {
            let next = visit.method == .get ? visit.here.text : ""
            return Redirect(Link("/sign-in").with([("next", next == "/" ? "" : next)])).response(to: visit, by: self)
        }
        let page = errorPage(fault, status, visit)
        do {
            return try await page.response(to: visit, by: self)
        } catch {
            // The shell could not be filled either (the database is away): a page without it still can be shown.
            var bare = page
            bare.frame = .plain
            let bytes = document(bare, in: Shell(provider: settings.provider), for: visit, assets: assets)
            return Response(
                status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }
}
