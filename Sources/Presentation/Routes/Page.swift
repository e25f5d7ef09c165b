import HTTPTypes
import Hummingbird
import NIOCore

/// A page as a value: the shell puts navigation, search and flash around it.
package struct Page: Answer {
    package struct Crumb: Sendable {
        package var text: String
        /// Nil for a part that is no page of its own.
        package var link: Link?

        package init(_ text: String, _ link: Link? = nil) {
            self.text = text
            self.link = link
        }
    }

    package enum Frame: Sendable {
        /// Navigation, search, crumbs.
        case shell
        /// A single narrow card: sign-in, first administrator, errors for strangers.
        case plain
    }

    /// The heading, and the first part of the window's title.
    package var title: String
    /// The object's state beside the title.
    package var state: HTML?
    /// One line under the title: "2,907 domains of 1,284 accounts".
    package var summary: String?
    package var crumbs: [Crumb]
    /// At most one primary button, at the right of the title.
    package var actions: [HTML]
    package var tabs: [Tab]
    package var content: [HTML]
    package var frame: Frame
    package var status: HTTPResponse.Status
    package var cookies: [SetCookie]
    /// When trying again may help; becomes the header.
    package var retryAfter: Duration?
    /// For a page that answers a form which has done its work, because what it shows is shown this once: where the same copy of the form leads when it
    /// is sent again. nil: nothing was done, and it may be sent again.
    package var doneAt: Link?

    package init(
        _ title: String, state: HTML? = nil, summary: String? = nil, crumbs: [Crumb] = [], actions: [HTML] = [], tabs: [Tab] = [],
        frame: Frame = .shell, status: HTTPResponse.Status = .ok, @HTMLBuilder content: () -> [HTML]
    ) {
        self.title = title
        self.state = state
        self.summary = summary
        self.crumbs = crumbs
        self.actions = actions
        self.tabs = tabs
        self.frame = frame
        self.status = status
        self.cookies = []
        self.content = content()
    }

    package func response(to visit: Visit, by panel: Panel) async throws -> Response {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .contentLanguage: visit.texts.language.rawValue,
        ]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie.header)) }
        if let retryAfter { headers[.retryAfter] = retryAfterSeconds(retryAfter) }
        if visit.flash != nil { headers.append(HTTPField(name: .setCookie, value: panel.settings.cookies.noFlash.header)) }
        var bytes: [UInt8]
        if visit.headers[.requestedWith] == "live" {
            // An open page looks what has changed meanwhile: the rest of it is there already.
            bytes = HTML.group(((state.map { [$0] } ?? []) + actions + content).flatMap(\.liveParts)).rendered()
        } else {
            let shell =
                frame == .shell && visit.person != nil
                ? try await panel.shell.shell(for: visit) : Shell(provider: panel.defaults.value.provider ?? panel.settings.provider)
            bytes = document(self, in: shell, for: visit, assets: panel.assets)
        }
        headers[.vary] = "Accept-Encoding"
        if bytes.count >= Gzip.worthwhile, Gzip.isAccepted(visit.headers) {
            bytes = Gzip.compress(bytes)
            headers[.contentEncoding] = "gzip"
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// One tab of an object's page.
package struct Tab: Sendable {
    package var text: String
    package var link: Link
    package var count: Int?
    package var isCurrent: Bool

    package init(_ text: String, _ link: Link, count: Int? = nil, isCurrent: Bool = false) {
        self.text = text
        self.link = link
        self.count = count
        self.isCurrent = isCurrent
    }
}

/// What stands around pages: filled by ControlPlane, per person.
package struct Shell: Sendable {
    package struct Item: Sendable {
        package var text: String
        package var link: Link
        package var icon: Icon
        /// How many there are, or how many wait; nil shows none.
        package var count: Int?

        package init(_ text: String, _ link: Link, icon: Icon, count: Int? = nil) {
            self.text = text
            self.link = link
            self.icon = icon
            self.count = count
        }
    }

    package struct Group: Sendable {
        /// Nil for the first group, which has no heading.
        package var heading: String?
        package var items: [Item]

        package init(_ heading: String? = nil, _ items: [Item]) {
            self.heading = heading
            self.items = items
        }
    }

    /// The provider's name, top left.
    package var provider: String
    package var groups: [Group]
    /// In the menu below the person's initials: profile, sessions.
    package var person: [Item]
    /// Above every page: whose panel this is, that the panel is being maintained.
    package var banners: [HTML]
    /// Where the search field sends `q`; nil shows no search.
    package var search: Link?
    package var help: Link?

    package init(
        provider: String, groups: [Group] = [], person: [Item] = [], banners: [HTML] = [], search: Link? = nil, help: Link? = nil
    ) {
        self.provider = provider
        self.groups = groups
        self.person = person
        self.banners = banners
        self.search = search
        self.help = help
    }
}

/// Fills the shell: ControlPlane knows the features and their counts.
package protocol ShellSource: Sendable {
    func shell(for visit: Visit) async throws -> Shell
}
