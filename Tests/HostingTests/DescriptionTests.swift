import APIResources
import Core
import HTTPTypes
import Persistence
import TestSupport
import Testing

@testable import Presentation

/// The description of the REST interface: made from the declarations that serve it.
@Suite struct DescriptionTests {
    @Test(.proves("H.API-01", part: "sign-up, billing, support, mail, databases", door: .api))
    func `the description names every operation, its fields and its refusals`() async throws {
        try await Hosting.with(.sqlite) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            let reply = try await admin.api(.get, "/openapi.json")
            #expect(reply.status == 200)
            #expect(reply.headers[.contentType] == "application/json")
            let document = try JSONParser.parse(Array(reply.text.utf8), deepest: 64)
            let operations = document["paths"]?.members.flatMap { path in path.value.members.map { "\($0.name) \(path.name)" } } ?? []
            #expect(operations.count == hosting.routes.operations.count)
            #expect(operations.contains("put /api/v1/accounts/{account}/suspension"))
            let suspend = document["paths"]?["/api/v1/accounts/{account}/suspension"]?["put"]
            #expect(suspend?["operationId"] == "putAccountsSuspension")
            #expect(suspend?["tags"] == ["accounts"])
            #expect(suspend?["requestBody"]?["content"]?["application/json"]?["schema"] == ["$ref": "#/components/schemas/Suspension"])
            let statuses = Set(suspend?["responses"]?.members.map(\.name) ?? [])
            #expect(statuses.isSuperset(of: ["200", "401", "403", "404", "409", "412", "413", "415", "422", "429", "503"]))
            let schemas = document["components"]?["schemas"]
            #expect(schemas?["Suspension"]?["additionalProperties"] == false)
            #expect(schemas?["Suspension"]?["required"] == ["reason"])
            #expect(schemas?["NewPlan"]?["properties"]?["domainLimit"]?["type"] == ["integer", "null"])
            #expect(schemas?["Domain"]?["properties"]?["statuses"]?["items"] == ["$ref": "#/components/schemas/Status"])
            var description = OpenAPI(hosting.routes.operations, title: "", server: "")
            _ = try description.document()
            #expect(description.gaps == [])
            for schema in schemas?.members ?? [] {
                #expect(schema.value["properties"]?.members.count ?? 0 > 0, "\(schema.name)")
                #expect(schema.value["examples"]?.items.count == 1, "\(schema.name) has no example")
            }
        }
    }

    @Test func `a customer's description has no operation of the staff`() async throws {
        try await Hosting.with(.sqlite) { hosting in
            let reply = try await hosting.program("ben").api(.get, "/openapi.json")
            let document = try JSONParser.parse(Array(reply.text.utf8), deepest: 64)
            let paths = document["paths"]?.members.map(\.name) ?? []
            #expect(paths.contains("/api/v1/domains"))
            #expect(!paths.contains("/api/v1/servers"))
            #expect(document["paths"]?["/api/v1/accounts"]?["post"] == nil)
            #expect(document["components"]?["schemas"]?["PhysicalServer"] == nil)
        }
    }

    @Test func `the panel shows the description, finds in it, and gives a request to paste`() async throws {
        try await Hosting.with(.sqlite) { hosting in
            let admin = try await hosting.browser("admin", role: .administrator)
            let index = try await admin.get("/api-reference")
            #expect(index.status == 200)
            #expect(index.text.contains("/api/v1/accounts/{account}/suspension"))
            // As it travels: every operation has a line of its own here.
            #expect(Gzip.compress(Array(index.text.utf8)).count < 20_000)
            let found = try await admin.get("/api-reference?q=suspend")
            #expect(found.text.contains("PUT /api/v1/accounts/{account}/suspension"))
            #expect(!found.text.contains("/api/v1/domains"))
            let accounts = try await admin.get("/api-reference/accounts")
            #expect(accounts.text.contains("curl -H @header -X PUT -H "))
            #expect(accounts.text.contains("/api/v1/accounts/1001/suspension"))
            #expect(accounts.text.contains("The invoice of October is unpaid."))
            #expect(try await admin.get("/api-reference/openapi.json").headers[.contentDisposition]?.contains("openapi.json") == true)
            #expect(try await admin.get("/api-reference/nothing").status == 404)
            let ben = try await hosting.browser("ben")
            #expect(try await ben.get("/api-reference/servers").status == 404)
        }
    }

    @Test func `a schema is read off the type, and what says nothing of itself is refused`() throws {
        struct Inner: APIResource {
            enum Colour: String, Codable, CaseIterable { case red, green }
            var colour: Colour
            var weights: [Double]
            var names: [String: Int]
            static var notes: [String: FieldNote] { ["colour": "Its colour.", "weights": "Grams.", "names": "By name."] }
            static var example: Inner? { nil }
        }
        struct Outer: APIResource {
            var inner: Inner?
            var small: UInt8
            static var notes: [String: FieldNote] { ["inner": "A part.", "small": FieldNote("A number.", maximum: 9)] }
            static var example: Outer? { nil }
        }
        struct Silent: APIResource {
            var unexplained: String
            static var notes: [String: FieldNote] { [:] }
            static var example: Silent? { nil }
        }
        var components = OpenAPIComponents()
        _ = try components.reference(to: Outer.self)
        let inner = components.schemas.first { $0.name.hasSuffix("Inner") }?.value
        #expect(inner?["properties"]?["colour"]?["enum"] == ["red", "green"])
        #expect(inner?["properties"]?["weights"]?["items"]?["type"] == "number")
        #expect(inner?["properties"]?["names"]?["additionalProperties"]?["type"] == "integer")
        let outer = components.schemas.first { $0.name.hasSuffix("Outer") }?.value
        #expect(outer?["required"] == ["small"])
        #expect(outer?["properties"]?["small"]?["maximum"] == 9)
        #expect(components.gaps == [])
        _ = try components.reference(to: Silent.self)
        #expect(components.gaps == ["Silent does not explain its field unexplained"])
    }
}
