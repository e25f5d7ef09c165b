import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What a handler can return: `Page`, `Redirect`, `Resource` or Hummingbird's `Response`.
package protocol Answer: Sendable {
    func response(to visit: Visit, by panel: Panel) async throws -> Response
}

extension Response: Answer {
    package func response(to visit: Visit, by panel: Panel) -> Response { self }
}

/// Go there next (303, so that reloading sends nothing twice).
package struct Redirect: Answer {
    package var link: Link
    /// Said once on the next page.
    package var flash: Flash?
    package var cookies: [SetCookie]

    package init(_ link: Link, saying flash: Flash? = nil, cookies: [SetCookie] = []) {
        self.link = link
        self.flash = flash
        self.cookies = cookies
    }

    package func response(to visit: Visit, by panel: Panel) -> Response {
        var headers: HTTPFields = [.location: link.text]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie.header)) }
        if let flash { headers.append(HTTPField(name: .setCookie, value: panel.settings.cookies.flash(flash).header)) }
        return Response(status: .seeOther, headers: headers)
    }
}

/// What the API answers with: a value as JSON and its status.
package struct Resource<Value: Encodable & Sendable>: Answer {
    package var value: Value
    package var status: HTTPResponse.Status
    /// Where the new thing is, with 201.
    package var location: Link?

    package init(_ value: Value, status: HTTPResponse.Status = .ok, location: Link? = nil) {
        self.value = value
        self.status = status
        self.location = location
    }

    package static func created(_ value: Value, at location: Link) -> Resource {
        Resource(value, status: .created, location: location)
    }

    package func response(to visit: Visit, by panel: Panel) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if let location { headers[.location] = location.text }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }
}

/// Done, and there is nothing to say: 204.
package struct NoContent: Answer {
    package init() {}
    package func response(to visit: Visit, by panel: Panel) -> Response { Response(status: .noContent) }
}
