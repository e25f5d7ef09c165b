import APIResources
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

let jsonHeaders: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]

func json(_ bytes: [UInt8], status: HTTPResponse.Status) -> Response {
    Response(status: status, headers: jsonHeaders, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
}

/// The value as JSON: members sorted, times in RFC 3339.
package func jsonBytes(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return [UInt8](try encoder.encode(value))
}

/// A list that says where it goes on.
protocol ListPage {
    var next: String? { get }
}

extension ListResource: ListPage {}
extension MessageListResource: ListPage {}

extension ListPage {
    /// The rows after these, as a `Link` header (RFC 8288).
    func nextLink(_ visit: Visit) -> String? {
        guard let next else { return nil }
        let query = visit.query.setting("page", nil).setting("cursor", next)
        return "<\(visit.path)?\(query.encoded)>; rel=\"next\""
    }
}
