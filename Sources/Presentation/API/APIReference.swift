import APIResources
import Core
import HTTPTypes
import Hummingbird
import NIOCore

/// The description of the REST interface: for programs at `/api/v1/openapi.json`, for people below `/api-reference`.
/// Everybody sees the operations that exist for him.
package struct APIReference: Sendable {
    /// The operations of somebody, described once when the program starts.
    struct Edition: Sendable {
        var operations: [APIOperation]
        var document: JSONTree
        var bytes: [UInt8]
        /// `ETag`: programs keep the description and ask only whether it has changed.
        var tag: String

        init(_ operations: [APIOperation], title: String, server: String) throws {
            self.operations = operations
            var description = OpenAPI(operations, title: title, server: server)
            document = try description.document()
            bytes = [UInt8](document.text().utf8)
            tag = EntityTag(of: bytes).text
        }
    }

    package let routes: Routes

    /// - Parameters:
    ///   - routes: all routes of the installation.
    ///   - server: the panel's address without a path.
    ///
    /// Throws when an operation cannot be described: a mistake of the program.
    package init(of routes: Routes, title: String, server: String) throws {
        let staff = Locked<Edition?>(nil)
        let customers = Locked<Edition?>(nil)
        @Sendable func edition(_ visit: Visit) throws -> Edition {
            guard let edition = (visit.actor.role == .customer ? customers : staff).value else { throw Fault.notFound("page") }
            return edition
        }
        var own = Routes()
        own.api(.get, "/api/v1/openapi.json", .signedIn, "Describe this interface, as OpenAPI 3.1") { visit in
            try OpenAPIDocument(edition(visit))
        }
        own.page("/api-reference", .signedIn) { visit in apiReferencePage(visit, try edition(visit)) }
        own.page("/api-reference/{collection}", .signedIn) { (visit: Visit, collection: String) in
            try apiReferencePage(visit, try edition(visit), collection)
        }
        let all = (routes.operations + own.operations).knowingConditions
        let editions = try (
            staff: Edition(all, title: title, server: server),
            customers: Edition(all.filter { !$0.policy.isForStaff }, title: title, server: server)
        )
        staff.withLock { $0 = editions.staff }
        customers.withLock { $0 = editions.customers }
        self.routes = own
    }
}

/// The description itself.
struct OpenAPIDocument: APIAnswer {
    private let bytes: [UInt8]
    private let tag: String

    init(_ edition: APIReference.Edition) {
        bytes = edition.bytes
        tag = edition.tag
    }

    static let described = AnswerDescription(.ok, "The description.", mediaType: "application/json")

    func response(to visit: Visit, by panel: Panel) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store", .eTag: tag],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

// MARK: Pages

private func apiReferencePage(_ visit: Visit, _ edition: APIReference.Edition) -> Page {
    let texts = visit.texts.apiReference
    let search = visit.query.text("q")
    let wanted = search.folded
    let found = edition.operations.filter {
        wanted.isEmpty || "\($0.method.rawValue) \($0.pathText) \($0.summary)".folded.contains(wanted)
    }
    var collections: [String] = []
    for operation in found where !collections.contains(operation.collection) { collections.append(operation.collection) }
    return Page(
        texts.title, summary: texts.summary(found.count),
        actions: [linkButton("openapi.json", "/api-reference/openapi.json", icon: .file)]
    ) {
        stack {
            section(.class("card list")) {
                div(.class("list-tools")) {
                    form(.class("list-search"), .method("get"), .action("/api-reference"), .role("search")) {
                        icon(.search)
                        HTML.void(
                            "input",
                            [
                                .type("search"), .name("q"), .value(search), .placeholder(texts.search), .ariaLabel(texts.search),
                                .autocomplete("off"),
                            ])
                    }
                }
                if found.isEmpty {
                    emptyState(visit.texts.panel.nothingFoundTitle, visit.texts.panel.nothingFound(search), icon: .search) {
                        linkButton(visit.texts.panel.clearSearch, "/api-reference")
                    }
                }
            }
            if search.isEmpty {
                card(texts.firstTitle) {
                    p(text: texts.firstText)
                    codeLine(visit, "curl -H @header \(visit.origin)/api/v1/me")
                    p(text: texts.more)
                }
            }
            for collection in collections {
                card(collection, isFlush: true) {
                    dataTable(
                        visit,
                        columns: [
                            // One column: a second one would bring a button to open it on phones, which is half of this long page.
                            Column<APIOperation>("\(texts.operation) · \(texts.purpose)", .name) { operation in
                                html {
                                    a(.href("/api-reference/\(collection)#\(operation.name)")) {
                                        mono("\(operation.method.rawValue) \(operation.pathText)")
                                    }
                                    div(.class("muted"), text: operation.summary)
                                }
                            }
                        ], rows: found.filter { $0.collection == collection }, rowName: { $0.name })
                }
            }
        }
    }
}

private func apiReferencePage(_ visit: Visit, _ edition: APIReference.Edition, _ collection: String) throws -> any Answer {
    // What a person downloads; programs take it from the interface itself.
    if collection == "openapi.json" {
        return RawBody([UInt8](edition.document.text(indented: true).utf8), mediaType: "application/json", fileName: "openapi.json")
    }
    let operations = edition.operations.filter { $0.collection == collection }
    if operations.isEmpty { throw Fault.notFound("page") }
    let texts = visit.texts.apiReference
    return Page(
        collection, summary: texts.summary(operations.count), crumbs: [.init(texts.title, "/api-reference"), .init(collection)]
    ) {
        stack { for operation in operations { operationCard(visit, operation, edition.document) } }
    }
}

private func operationCard(_ visit: Visit, _ operation: APIOperation, _ document: JSONTree) -> HTML {
    let texts = visit.texts.apiReference
    let described = document["paths"]?[operation.pathText]?[operation.method.rawValue.lowercased()] ?? [:]
    let success = described["responses"]?[String(operation.answer.status.code)]
    let parameters = (described["parameters"]?.items ?? []).map { parameter -> JSONTree in
        guard let name = parameter["$ref"]?.string?.split(separator: "/").last else { return parameter }
        return document["components"]?["parameters"]?[String(name)] ?? parameter
    }
    return card(operation.summary, id: operation.name) {
        p { mono("\(operation.method.rawValue) \(operation.pathText)") }
        if let sentence = described["description"]?.string { p(text: sentence) }
        codeLine(visit, curl(operation, described, visit.origin))
        if !parameters.isEmpty {
            h3(text: texts.parameters)
            facts(
                parameters.map { parameter in
                    Fact(parameter["name"]?.string ?? "", "\(kind(parameter["schema"])) – \(parameter["description"]?.string ?? "")")
                })
        }
        if let taken = described["requestBody"]?["content"]?["application/json"] {
            h3(text: texts.body)
            fields(taken["schema"], document, texts)
        }
        h3(text: "\(texts.answer) \(operation.answer.status.code)")
        p(text: success?["description"]?.string ?? "")
        if let content = success?["content"]?["application/json"] {
            fields(content["schema"], document, texts)
            if let example = content["example"] {
                details {
                    summary(text: texts.example)
                    pre(.class("words"), .tabindex(0)) { code(text: example.text(indented: true)) }
                }
            }
        }
        p(text: texts.refusals(operation.refusals.map { String($0) }.joined(separator: ", ")))
    }
}

/// The fields of a payload, with those of its parts one level down.
private func fields(_ schema: JSONTree?, _ document: JSONTree, _ texts: any APIReferenceTexts) -> HTML {
    func resolved(_ schema: JSONTree?) -> JSONTree? {
        guard let name = schema?["$ref"]?.string?.split(separator: "/").last else { return schema }
        return document["components"]?["schemas"]?[String(name)]
    }
    let object = resolved(schema)
    let required = Set(object?["required"]?.items.compactMap(\.string) ?? [])
    return facts(
        (object?["properties"]?.members ?? []).map { name, field in
            Fact(name) {
                "\(kind(field)) – \(field["description"]?.string ?? "")"
                if !required.contains(name) { " " + texts.optional }
            }
        })
}

/// The kind of value in a word: `text`, `integer 1–200`, `list of Domain`.
private func kind(_ schema: JSONTree?) -> String {
    guard let schema else { return "" }
    if let reference = schema["$ref"]?.string { return reference.split(separator: "/").last.map { String($0) } ?? "" }
    if let parts = schema["anyOf"]?.items.first { return kind(parts) }
    let type = schema["type"]?.string ?? schema["type"]?.items.first?.string ?? ""
    if let values = schema["enum"]?.items.compactMap(\.string), !values.isEmpty { return values.joined(separator: " | ") }
    switch type {
    case "array": return "[\(kind(schema["items"]))]"
    case "string": return schema["format"]?.string ?? "string"
    default: return type
    }
}

/// A request that can be pasted into a shell: the token is in a file, since other users of a machine see the arguments of a program.
private func curl(_ operation: APIOperation, _ described: JSONTree, _ origin: String) -> String {
    var path = operation.pathText
    for (name, kind) in zip(operation.template.parameters, operation.path) {
        let example = kind.example(for: name)
        path = path.replacing("{\(name)}", with: example.string ?? example.text())
    }
    var words = ["curl", "-H @header"]
    switch operation.method {
    case .get: break
    case .post where operation.takes != nil: break
    default: words.append("-X \(operation.method.rawValue)")
    }
    if operation.takes != nil {
        words.append("-H 'Content-Type: application/json'")
        let example = described["requestBody"]?["content"]?["application/json"]?["example"] ?? [:]
        words.append("-d '\(example.text().replacing("'", with: #"'\''"#))'")
    } else if operation.takesMediaType != nil {
        words.append("--data-binary @index.php")
    }
    words.append(origin + path)
    return words.joined(separator: " ")
}
