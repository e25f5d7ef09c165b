import HTTPTypes
import Hummingbird
import NIOCore

/// An answer that goes on: lines of server-sent events, written as they come.
package struct EventStream: APIAnswer {
    private let produce: @Sendable (_ write: (String) async throws -> Void) async throws -> Void

    package init(_ produce: @escaping @Sendable (_ write: (String) async throws -> Void) async throws -> Void) { self.produce = produce }

    package static let described = AnswerDescription(
        .ok, "Events as they happen; each line `data` is JSON.", mediaType: "text/event-stream")

    package func response(to visit: Visit, by panel: Panel) -> Response {
        let headers: HTTPFields = [
            .contentType: "text/event-stream", .cacheControl: "no-store",
            // nginx(8) holds answers back otherwise; others ignore it.
            .accelBuffering: "no",
        ]
        let produce = produce
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await produce { text in try await writer.write(ByteBuffer(string: text)) }
                try await writer.finish(nil)
            })
    }
}
