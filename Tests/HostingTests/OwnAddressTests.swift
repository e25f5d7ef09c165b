import APIResources
import Accounts
import AgentProtocol
import Core
import Domains
import Fleet
import Foundation
import HTTPTypes
import Identity
import Persistence
import TestSupport
import Testing

/// Pools of addresses of web servers, and the addresses that accounts have of their own out of them.
@Suite struct OwnAddressTests {
    private static let pool = "/servers/this-machine/addresses"

    private static func add(_ addresses: String, _ admin: Client) async throws -> Client.Reply {
        try await admin.api(.post, pool, #"{"addresses":["\#(addresses)"]}"#)
    }

    /// A plan with addresses, an account with a domain, and a pool of four addresses of IPv4 and two of IPv6.
    private static func begun(_ hosting: Hosting, most: Int = 2) async throws -> Client {
        let admin = try await hosting.program("admin", role: .administrator)
        #expect(try await add("203.0.113.10-13 2001:db8::10/127", admin).status == 201)
        let plan = #"""
            {"name":"Own","resources":[{"resource":"web"},{"resource":"domain","free":5,"most":5},{"resource":"dedicated_ip","free":0,"most":\#(most)}]}
            """#
        #expect(try await admin.api(.post, "/plans", plan).status == 201)
        return admin
    }

    private static func account(_ login: String, _ more: String = "", _ admin: Client) async throws -> Client.Reply {
        try await admin.api(
            .post, "/accounts",
            #"{"title":"\#(login)","plan":"Own","login":"\#(login)","email":"\#(login)@example.org","password":"four unrelated words"\#(more)}"#
        )
    }

    private static func records(of domain: String, _ hosting: Hosting) async throws -> (serial: UInt32, addresses: [String: [String]]) {
        let zone = try #require(try await hosting.zones(of: domain).first)
        var addresses: [String: [String]] = [:]
        for record in zone.records {
            switch record.data {
            case .a(let address), .aaaa(let address): addresses[record.name.ascii, default: []].append(address.text)
            default: break
            }
        }
        return (zone.serial, addresses)
    }

    /// What the web server is asked to answer at besides its endpoints.
    private static func published(_ hosting: Hosting) async throws -> [String] {
        try await hosting.wanted(.webServer).flatMap { wanted -> [String] in
            guard case .webServer(let server)? = wanted.specification else { return [] }
            return (server.ownAddresses ?? []).map(\.text)
        }
    }

    @Test(.proves("H.SRV-10", part: "addresses for resellers' name servers and panels"), arguments: Engine.available)
    func `a pool takes addresses, ranges and blocks, shows who has them, and gives up what is free`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await Self.begun(hosting)
            let anna = try await Self.account("anna", #","ipv4":"203.0.113.11","ipv4IsExclusive":true"#, admin)
            #expect(anna.status == 201, "\(anna.text)")
            #expect(try await Self.account("ben", #","ipv4":"203.0.113.12""#, admin).status == 201)
            let all: ListResource<PoolAddressResource> = try await admin.api(.get, Self.pool).json()
            #expect(all.items.map(\.address).prefix(4) == ["203.0.113.10", "203.0.113.11", "203.0.113.12", "203.0.113.13"])
            #expect(all.total == 6 && all.items.last?.address == "2001:db8::11")
            #expect(all.items.map(\.state).prefix(4) == ["free", "taken", "shared", "free"])
            let taken: ListResource<PoolAddressResource> = try await admin.api(.get, Self.pool + "?state=taken").json()
            #expect(taken.items.map(\.accountTitle) == ["anna"] && taken.total == 1)
            let found: ListResource<PoolAddressResource> = try await admin.api(.get, Self.pool + "?q=ben").json()
            #expect(found.items.map(\.address) == ["203.0.113.12"])
            let turned: ListResource<PoolAddressResource> = try await admin.api(.get, Self.pool + "?sort=-address&per_page=2&page=3").json()
            #expect(turned.items.map(\.address) == ["203.0.113.11", "203.0.113.10"])
            // A taken one is refused in words, a free one goes, and a second time it is not there.
            let refused = try await admin.api(.delete, Self.pool + "/203.0.113.11")
            #expect(refused.status == 409 && refused.text.contains("203.0.113.11 belongs to an account"))
            #expect(try await admin.api(.delete, Self.pool + "/203.0.113.10").status == 204)
            #expect(try await admin.api(.delete, Self.pool + "/203.0.113.10").status == 404)
            #expect(try await admin.api(.delete, Self.pool + "/2001:db8::11").status == 204)
            let customer = try await hosting.program("anna")
            #expect(try await customer.api(.get, Self.pool).status == 404)
            try await hosting.login("clerk", role: .administrator, may: [.accountManager])
            let clerk = try await hosting.program("clerk", role: .administrator)
            #expect(try await clerk.api(.get, Self.pool).status == 403)
            #expect(try await Self.add("203.0.113.90", clerk).status == 403)
            #expect(try await clerk.api(.delete, Self.pool + "/203.0.113.13").status == 403)
            // The list of accounts finds an account by its own address.
            let accounts: ListResource<AccountResource> = try await admin.api(.get, "/accounts?address=203.0.113.11").json()
            #expect(accounts.items.map(\.title) == ["anna"])
        }
    }

    @Test(arguments: Engine.available)
    func `what is wrong with addresses is said beside the field, and none is added`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await Self.begun(hosting)
            let before = try await hosting.everything()
            let wrong = [
                "": "at least one", "nowhere": "no address and no range", "203.0.113.5/28": "203.0.113.0/28",
                "203.0.113.9-203.0.113.2": "comes after",
                "203.0.113.9-2001:db8::1": "A range goes from", "10.0.0.0/16": "At most 256", "203.0.113.40 203.0.113.40": "is there twice",
                "203.0.113.10": "in the pool of web1.hosting.example already", "127.0.0.1": "listens on 127.0.0.1",
                "0.0.0.0": "no address that one",
                "224.0.0.1": "no address that one", "fe80::1": "no address that one", "203.0.113.0/33": "After the slash",
                "-1": "no address and no range",
                "1.5": "no address and no range", "203.0.113.0/255.0.255.0": "After the slash", "::/0": "At most 256",
                "203.0.113.50 203.0.113.10": "in the pool",
            ]
            for (typed, words) in wrong {
                let reply = try await Self.add(typed, admin)
                #expect(
                    reply.status == 422 && reply.text.contains(words) && reply.text.contains("\"addresses\""), "\(typed): \(reply.text)")
            }
            #expect(try await hosting.everything() == before)
            #expect(try await Self.add("203.0.113.64/255.255.255.252, 203.0.113.80", admin).status == 201)
            let count: ListResource<PoolAddressResource> = try await admin.api(.get, Self.pool).json()
            #expect(count.total == 11)
        }
    }

    @Test(
        .proves("C.USR-12", part: "resellers"), .proves("H.DOM-14", part: "its price, which nobody charges yet"),
        arguments: Engine.available)
    func `an account's zones and its web server follow its own address, and go back`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await Self.begun(hosting)
            let created = try await Self.account("anna", "", admin)
            #expect(created.status == 201, "\(created.text)")
            #expect(try await admin.api(.post, "/domains", #"{"name":"example.org","account":1}"#).status == 201)
            let shared = try await Self.records(of: "example.org", hosting)
            #expect(shared.addresses["example.org"] == ["127.0.0.1", "::1"])
            #expect(try await Self.published(hosting) == [])
            let given = try await admin.api(.put, "/accounts/1/address", #"{"ipv4":"any","ipv4IsExclusive":true}"#)
            #expect(given.status == 200, "\(given.text)")
            let own = try await Self.records(of: "example.org", hosting)
            for name in ["example.org", "www.example.org", "mail.example.org"] {
                #expect(own.addresses[name] == ["203.0.113.10", "::1"], "\(name)")
            }
            #expect(own.serial > shared.serial)
            #expect(try await Self.published(hosting) == ["203.0.113.10"])
            // New domains get it at once.
            #expect(try await admin.api(.post, "/domains", #"{"name":"example.net","account":1}"#).status == 201)
            #expect(try await Self.records(of: "example.net", hosting).addresses["www.example.net"] == ["203.0.113.10", "::1"])
            // The meter counts it.
            let limits: ListResource<EntitlementResource> = try await admin.api(.get, "/accounts/1/limits").json()
            #expect(limits.items.first { $0.resource == "dedicated_ip" }?.used == 1)
            // The same once more changes nothing.
            let before = try await hosting.everything()
            #expect(try await admin.api(.put, "/accounts/1/address", #"{"ipv4":"any","ipv4IsExclusive":true}"#).status == 200)
            #expect(try await hosting.everything() == before)
            #expect(try await admin.api(.delete, "/accounts/1/address").status == 204)
            let back = try await Self.records(of: "example.org", hosting)
            #expect(back.addresses == shared.addresses && back.serial > own.serial)
            #expect(try await Self.published(hosting) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `an address only for one account leaves the list, a shared one stays in it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await Self.begun(hosting, most: 1)
            #expect(try await Self.account("anna", #","ipv4":"203.0.113.10","ipv4IsExclusive":true"#, admin).status == 201)
            let taken = try await Self.account("ben", #","ipv4":"203.0.113.10""#, admin)
            #expect(taken.status == 422 && taken.text.contains("to itself"), "\(taken.text)")
            #expect(try await Self.account("ben", #","ipv4":"203.0.113.11""#, admin).status == 201)
            #expect(try await Self.account("carl", #","ipv4":"203.0.113.11""#, admin).status == 201)
            let others = try await admin.api(.put, "/accounts/2/address", #"{"ipv4":"203.0.113.11","ipv4IsExclusive":true}"#)
            #expect(others.status == 422 && others.text.contains("Other accounts have"), "\(others.text)")
            // The plan has one for each account, and no more.
            let second = try await admin.api(
                .put, "/accounts/1/address", #"{"ipv4":"203.0.113.10","ipv4IsExclusive":true,"ipv6":"any","ipv6IsExclusive":true}"#)
            #expect(second.status == 403 || second.status == 409 || second.status == 422, "\(second.status)")
            #expect(second.text.contains("1 of 1 are in use"), "\(second.text)")
            for wrong in ["203.0.113.99", "nowhere", "2001:db8::10", "-1"] {
                let reply = try await admin.api(.put, "/accounts/2/address", #"{"ipv4":"\#(wrong)"}"#)
                #expect(reply.status == 422 && reply.text.contains("\"ipv4\""), "\(wrong): \(reply.text)")
            }
            // The owner has one to himself, shares none, and sees nobody else's.
            let ben = try await hosting.program("ben")
            #expect(try await ben.api(.get, "/accounts/1/address").status == 404)
            #expect(try await ben.api(.put, "/accounts/1/address", #"{"ipv4":"any","ipv4IsExclusive":true}"#).status == 404)
            #expect(try await ben.api(.put, "/accounts/2/address", #"{"ipv4":"203.0.113.12"}"#).status == 422)
            #expect(try await ben.api(.put, "/accounts/2/address", #"{"ipv4":"any","ipv4IsExclusive":true}"#).status == 200)
        }
    }

    @Test(arguments: Engine.available)
    func `an account keeps its address in the trash and frees it when it is purged`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await Self.begun(hosting)
            #expect(try await Self.account("anna", #","ipv4":"203.0.113.10","ipv4IsExclusive":true"#, admin).status == 201)
            #expect(try await admin.api(.post, "/domains", #"{"name":"example.org","account":1}"#).status == 201)
            #expect(try await admin.api(.delete, "/accounts/1").status < 300)
            #expect(try await admin.api(.delete, Self.pool + "/203.0.113.10").status == 409)
            #expect(try await admin.api(.put, "/accounts/1/address", #"{"ipv4":"any"}"#).status == 409)
            #expect(try await admin.api(.post, "/accounts/1/restoration").status < 300)
            #expect(try await Self.records(of: "example.org", hosting).addresses["example.org"] == ["203.0.113.10", "::1"])
            #expect(try await admin.api(.delete, "/accounts/1").status < 300)
            hosting.advance(.days(31))
            let accounts = hosting.accounts
            _ = try await hosting.write { db, now in try accounts.purgeDue(in: db, at: now) }
            #expect(try await Self.published(hosting) == [])
            let list: ListResource<PoolAddressResource> = try await (try await hosting.program("admin", role: .administrator)).api(
                .get, Self.pool + "?state=free"
            ).json()
            #expect(list.total == 6)
        }
    }

    @Test(arguments: Engine.available)
    func `of sixty who ask at once for the last address one gets it`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await hosting.program("admin", role: .administrator)
            #expect(try await Self.add("203.0.113.10", admin).status == 201)
            let plan = #"{"name":"Own","resources":[{"resource":"web"},{"resource":"dedicated_ip","most":1}]}"#
            #expect(try await admin.api(.post, "/plans", plan).status == 201)
            for n in 1...60 { #expect(try await Self.account("user\(n)", "", admin).status == 201) }
            let accounts = hosting.accounts
            let results = try await atOnce(60) { n -> String in
                do {
                    _ = try await hosting.write { db, now in
                        try accounts.setAddresses(
                            of: n + 1, to: AddressWish(ipv4: "any", ipv4IsExclusive: true), by: .system, in: db, at: now)
                    }
                    return "given"
                } catch let fault as Fault {
                    return fault.fields.first?.key ?? fault.key
                }
            }
            #expect(results.filter { $0 == "given" }.count == 1)
            #expect(results.filter { $0 == "address.none_free" }.count == 59)
            let held: Int? = try await hosting.database.read { db in try db.scalar("SELECT COUNT(*) FROM address_holding") }
            #expect(held == 1)
        }
    }

    @Test(.proves("H.PLAN-04", door: .api), arguments: Engine.available)
    func `accounts of a plan with own addresses begin with one, and are refused when there is none`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            let admin = try await Self.begun(hosting)
            let without = try await admin.api(.post, "/plans", #"{"name":"None","address":"own","resources":[{"resource":"web"}]}"#)
            #expect(without.status == 422 && without.text.contains("resources.dedicated_ip.included"), "\(without.text)")
            #expect(try await admin.api(.patch, "/plans/Own", #"{"address":"both"}"#).status == 422)
            let plan: PlanResource = try await admin.api(.patch, "/plans/Own", #"{"address":"own"}"#).json()
            #expect(plan.address == "own")
            for (n, login) in ["anna", "ben", "carl", "dora"].enumerated() {
                #expect(try await Self.account(login, "", admin).status == 201)
                let own: OwnAddressesResource = try await admin.api(.get, "/accounts/\(n + 1)/address").json()
                #expect(own.ipv4 == "203.0.113.1\(n)" && own.ipv4IsExclusive == true)
            }
            let none = try await Self.account("emil", "", admin)
            #expect(none.status == 422 && none.text.contains("No web server has a free IPv4 address"), "\(none.text)")
            // Whoever says so shares all the same.
            #expect(try await Self.account("emil", #","ipv4":"""#, admin).status == 201)
        }
    }

    @Test(
        .proves("H.SRV-10", part: "addresses for resellers' name servers and panels", door: .page),
        .proves("C.USR-12", part: "resellers", door: .page), .proves("C.USR-14", door: .page),
        arguments: Engine.available)
    func `addresses are added, given and taken back by forms`(engine: DatabaseEngine) async throws {
        try await Hosting.with(engine) { hosting in
            _ = try await hosting.account()
            let admin = try await hosting.browser("admin", role: .administrator)
            #expect(try await admin.get(Self.pool).text.contains("No IP addresses yet"))
            let wrong = try await admin.post(Self.pool + "/new", [("addresses", "203.0.113.10-9 nowhere")])
            #expect(wrong.status == 422 && wrong.text.contains("id=\"f-addresses-error\"") && wrong.text.contains("nowhere"))
            #expect(try await admin.post(Self.pool + "/new", [("addresses", "203.0.113.10-20")]).location == Self.pool)
            #expect(try await admin.get("/servers/this-machine").text.contains("11 of 11 free"))
            let form = try await admin.get("/accounts/1/address").text
            #expect(form.contains("203.0.113.14 – free") && form.contains("includes no address only for one user"))
            let refused = try await admin.post("/accounts/1/address", [("ipv4", "203.0.113.14"), ("ipv4IsExclusive", "on")])
            #expect(refused.status >= 400 && refused.text.contains("does not include"), "\(refused.status)")
            #expect(try await admin.post("/accounts/1/address", [("ipv4", "203.0.113.14")]).location == "/accounts/1")
            let page = try await admin.get("/accounts/1").text
            #expect(page.contains("203.0.113.14") && page.contains("can be shared"))
            #expect(try await admin.get(Self.pool + "?state=shared").text.contains("Anna&#39;s Bakery"))
            let anna = try await hosting.browser("anna")
            #expect(try await anna.get("/accounts/1/address").status == 200)
            #expect(try await hosting.browser("ben").get("/accounts/1/address").status == 404)
            #expect(try await admin.post(Self.pool + "/203.0.113.14/removal").status == 409)
            #expect(try await admin.post("/accounts/1/address", [("ipv4", "")]).location == "/accounts/1")
            #expect(try await admin.post(Self.pool + "/203.0.113.14/removal").location == Self.pool)
            #expect(try await admin.get(Self.pool).text.contains("/203.0.113.14/removal") == false)
        }
    }
}
