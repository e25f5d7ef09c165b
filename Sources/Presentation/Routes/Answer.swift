import Core
import HTTPTypes
import Hummingbird
import NIOCore

/// What a handler can return: `Page`, `Redirect`, an `APIAnswer` or Hummingbird's `Response`.
package protocol Answer: Sendable {
    func response(to visit: Visit, by panel: Panel) async throws -> Response
}

extension Response: Answer {
    package func response(to visit: Visit, by panel: Panel) -> Response { self }
}

/// A part of a page that the panel's own modules ask for.
package struct Fragment: Answer {
    package var content: [HTML]

    package init(@HTMLBuilder content: () -> [HTML]) { self.content = content() }

    package func response(to visit: Visit, by panel: Panel) -> Response {
        var bytes: [UInt8] = []
        for part in content { part.render(into: &bytes) }
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
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
