/// What stands around the description of the REST interface. The description itself is in English, as its field names are.
package protocol APIReferenceTexts: Sendable {
    var title: String { get }
    var search: String { get }
    var operation: String { get }
    var purpose: String { get }
    var firstTitle: String { get }
    var firstText: String { get }
    var more: String { get }
    var parameters: String { get }
    var body: String { get }
    var answer: String { get }
    var example: String { get }
    var optional: String { get }
    func summary(_ operations: Int) -> String
    func refusals(_ statuses: String) -> String
}

extension Texts {
    package var apiReference: any APIReferenceTexts {
        pick(EnglishAPIReferenceTexts(texts: self), GermanAPIReferenceTexts(texts: self), RussianAPIReferenceTexts(texts: self))
    }
}

struct EnglishAPIReferenceTexts: APIReferenceTexts {
    let texts: Texts
    let title = "REST interface"
    let search = "Path or purpose"
    let operation = "Operation"
    let purpose = "What it does"
    let firstTitle = "The first request"
    let firstText = "A program shows a token. Put it into a file named header, as one line: Authorization: Bearer and the token. Then:"
    let more =
        "Lists are read on with cursor. ETag and If-Match keep two programs from undoing each other. With Idempotency-Key a request can be sent again without being done twice."
    let parameters = "Parameters and headers"
    let body = "Body"
    let answer = "Answer"
    let example = "Example"
    let optional = "(may be absent)"
    func summary(_ operations: Int) -> String { texts.plural(operations, one: "operation", other: "operations") }
    func refusals(_ statuses: String) -> String { "It can refuse with: \(statuses)." }
}
