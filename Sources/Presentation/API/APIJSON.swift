import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The value as JSON: members sorted, times in RFC 3339.
func json(_ value: some Encodable, status: HTTPResponse.Status) throws -> Response {
    Response(
        status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: try jsonBytes(value))))
}

package func jsonBytes(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return [UInt8](try encoder.encode(value))
}
