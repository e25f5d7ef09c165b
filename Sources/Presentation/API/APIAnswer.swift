import APIResources
import Core
import HTTPTypes
import Hummingbird
import NIOCore

/// What a handler of the REST interface returns: the type says its status and the schema of its body, so the description cannot differ from
/// what is served.
package protocol APIAnswer: Answer {
    static var described: AnswerDescription { get }
    /// What is kept for a second request with the same `Idempotency-Key`; nil when it cannot be kept.
    var stored: StoredAnswer? { get throws }
    /// Whether it tells something this once, so that it is kept nowhere.
    var holdsSecret: Bool { get }
}

extension APIAnswer {
    package var stored: StoredAnswer? { nil }
    package var holdsSecret: Bool { false }
}

/// An answer as the OpenAPI description shows it.
package struct AnswerDescription: Sendable {
    package var status: HTTPResponse.Status
    package var sentence: String
    /// nil: no body.
    package var mediaType: String?
    /// nil for a body that is not JSON.
    package var resource: (any APIResource.Type)?
    /// The answer can be waited for with `Prefer: wait`.
    package var waits = false

    package init(
        _ status: HTTPResponse.Status, _ sentence: String, mediaType: String? = nil, resource: (any APIResource.Type)? = nil
    ) {
        self.status = status
        self.sentence = sentence
        self.mediaType = mediaType
        self.resource = resource
    }
}

/// 200 with a value as JSON.
package struct Resource<Value: APIResource>: APIAnswer {
    package var value: Value

    package init(_ value: Value) { self.value = value }

    package var holdsSecret: Bool { value.holdsSecret }

    package static var described: AnswerDescription {
        AnswerDescription(.ok, "The resource as it is now.", mediaType: "application/json", resource: Value.self)
    }

    package func response(to visit: Visit, by panel: Panel) throws -> Response {
        let bytes = try jsonBytes(value)
        var response = json(bytes, status: .ok)
        response.headers[.eTag] = EntityTag(of: bytes, observed: Value.observed).text
        if let link = (value as? any ListPage)?.nextLink(visit) { response.headers[.link] = link }
        return response
    }

    package var stored: StoredAnswer? { get throws { StoredAnswer(status: .ok, headers: jsonHeaders, body: try jsonBytes(value)) } }
}

/// 201 with the new thing and where it is.
package struct Created<Value: APIResource>: APIAnswer {
    package var value: Value
    package var location: Link

    package init(_ value: Value, at location: Link) {
        self.value = value
        self.location = location
    }

    package var holdsSecret: Bool { value.holdsSecret }

    package static var described: AnswerDescription {
        AnswerDescription(.created, "It has been created; `Location` says where.", mediaType: "application/json", resource: Value.self)
    }

    package func response(to visit: Visit, by panel: Panel) throws -> Response {
        var response = json(try jsonBytes(value), status: .created)
        response.headers[.location] = location.text
        return response
    }

    package var stored: StoredAnswer? {
        get throws {
            var headers = jsonHeaders
            headers[.location] = location.text
            return StoredAnswer(status: .created, headers: headers, body: try jsonBytes(value))
        }
    }
}

/// 202: the work goes on; the value says how far it is.
package struct Accepted<Value: APIResource>: APIAnswer {
    package var value: Value

    package init(_ value: Value) { self.value = value }

    package var holdsSecret: Bool { value.holdsSecret }

    package static var described: AnswerDescription {
        AnswerDescription(.accepted, "It will be done.", mediaType: "application/json", resource: Value.self)
    }

    package func response(to visit: Visit, by panel: Panel) throws -> Response { json(try jsonBytes(value), status: .accepted) }

    package var stored: StoredAnswer? { get throws { StoredAnswer(status: .accepted, headers: jsonHeaders, body: try jsonBytes(value)) } }
}

/// Done, and there is nothing to say: 204.
package struct NoContent: APIAnswer {
    package init() {}

    package static let described = AnswerDescription(.noContent, "Done.")

    package func response(to visit: Visit, by panel: Panel) -> Response { Response(status: .noContent) }

    package var stored: StoredAnswer? { StoredAnswer(status: .noContent, headers: [:], body: []) }
}

/// Bytes as they are: files, logs, exports.
package struct RawBody: APIAnswer {
    package var bytes: [UInt8]
    package var mediaType: String
    /// The name under which a browser saves it; nil shows it.
    package var fileName: String?

    package init(_ bytes: [UInt8], mediaType: String = "application/octet-stream", fileName: String? = nil) {
        self.bytes = bytes
        self.mediaType = mediaType
        self.fileName = fileName
    }

    package static let described = AnswerDescription(.ok, "The bytes.", mediaType: "application/octet-stream")

    package func response(to visit: Visit, by panel: Panel) -> Response {
        var headers: HTTPFields = [.contentType: mediaType, .cacheControl: "no-store"]
        headers[.eTag] = EntityTag(of: bytes).text
        if let fileName { headers[.contentDisposition] = "attachment; filename=\"\(fileName.filter { $0 != "\"" && $0 != "\\" })\"" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
