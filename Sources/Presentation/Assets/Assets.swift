import Core
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// The static files of the panel. They are part of the program; their address contains a hash of their content, so browsers keep them for
/// good and a new version is a new address.
struct Assets: Sendable {
    struct File: Sendable {
        let name: String
        let kind: String
        let bytes: [UInt8]
        let packed: [UInt8]

        init(_ name: String, _ kind: String, _ text: String) {
            self.name = name
            self.kind = kind
            bytes = Array(text.utf8)
            packed = Gzip.compress(bytes)
        }
    }

    static let all = Assets([
        File(
            "panel.css", "text/css; charset=utf-8", styleTokens + styleLayout + styleControls + styleBlocks + styleTables),
        File("panel.js", "text/javascript; charset=utf-8", panelModule),
        File("live.js", "text/javascript; charset=utf-8", liveModule),
        File("passkey.js", "text/javascript; charset=utf-8", passkeyModule),
        File("strength.js", "text/javascript; charset=utf-8", strengthModule),
        File("preview.js", "text/javascript; charset=utf-8", previewModule),
        File("comfort.js", "text/javascript; charset=utf-8", comfortModule),
        File("palette.js", "text/javascript; charset=utf-8", paletteModule),
        File("mark.svg", "image/svg+xml", mark),
    ])

    let hash: String
    private let files: [String: File]

    init(_ files: [File]) {
        var digest = SHA256()
        for file in files {
            digest.update(data: Array(file.name.utf8))
            digest.update(data: file.bytes)
        }
        hash = String(base64URL(Array(digest.finalize())).prefix(12))
        self.files = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func link(_ name: StaticString) -> Link { "/assets/\(hash)/\(String(describing: name))" }

    func register(in routes: inout Routes) {
        routes.machine(.get, "/assets/{hash}/{file}", .anyone(because: "style sheets and modules hold nothing of anybody")) {
            (visit: Visit, hash: String, name: String) in
            guard let file = files[name] else { throw Fault.notFound("page") }
            // An old page may ask for the file of an old version: it gets the present one, but not for good.
            let keep = hash == self.hash ? "public, max-age=31536000, immutable" : "no-cache"
            var headers: HTTPFields = [.contentType: file.kind, .cacheControl: keep, .vary: "Accept-Encoding"]
            let isPacked = file.bytes.count >= Gzip.worthwhile && Gzip.isAccepted(visit.headers)
            if isPacked { headers[.contentEncoding] = "gzip" }
            return Response(
                status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: isPacked ? file.packed : file.bytes)))
        }
    }
}
