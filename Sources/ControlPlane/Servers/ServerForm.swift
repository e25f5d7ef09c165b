import APIResources
import Core
import Fleet
import Presentation

/// A server as typed, before it is checked: the one validator of page and API.
package struct ServerForm: Sendable {
    package var name = ""
    package var addresses: [String] = []
    /// Empty is `Debian 12`.
    package var operatingSystem = ""
    /// Empty is `Platform.standard`.
    package var platform = ""
    package var isVirtual = false
    package var loginAddress = ""
    /// Empty is 22.
    package var loginPort = ""
    package var loginUser = ""
    package var consoleURL = ""
    package var note = ""
    /// Whole numbers; empty and -1 are no limit.
    package var accountLimit = ""
    package var siteLimit = ""
    /// Percent.
    package var diskLimit = ""
    /// A load with two decimals at most.
    package var loadLimit = ""

    package init() {}

    /// Parses what has a form; `PhysicalServers` checks the rest. Throws `Fault(.invalid)` beside the fields.
    func checked() throws -> NewPhysicalServer {
        var complaints = Complaints()
        var found: [IPAddress] = []
        for text in addresses {
            if let address = try complaints.take("addresses", { try IPAddress(text) }) { found.append(address) }
        }
        let port = loginPort.isEmpty ? 22 : Int(loginPort)
        if port == nil { complaints.add("loginPort", key: "server.port", "A port is a number from 1 to 65535.") }
        let limits = ServerLimits(
            accounts: Self.whole(accountLimit, "accountLimit", &complaints), sites: Self.whole(siteLimit, "siteLimit", &complaints),
            diskPercent: Self.whole(diskLimit, "diskLimit", &complaints), loadHundredths: Self.load(loadLimit, &complaints))
        try complaints.check()
        return NewPhysicalServer(
            name: name, addresses: found, operatingSystem: operatingSystem.isEmpty ? "Debian 12" : operatingSystem, platform: platform,
            isVirtual: isVirtual,
            login: ServerLogin(address: loginAddress, port: port ?? 22, user: loginUser, console: consoleURL), note: note, limits: limits)
    }

    private static func whole(_ typed: String, _ field: String, _ complaints: inout Complaints) -> Int? {
        if typed.isEmpty || typed == "-1" { return nil }
        let number = Int(typed)
        if number == nil || number.map({ $0 < 0 }) == true {
            complaints.add(field, key: "server.limit.form", "Type a whole number, or leave it empty for no limit.")
        }
        return number
    }

    private static func load(_ typed: String, _ complaints: inout Complaints) -> Int? {
        if typed.isEmpty || typed == "-1" || typed == "-1.0" { return nil }
        guard typed.wholeMatch(of: /[0-9]{1,5}([.,][0-9]{1,2})?/) != nil, let value = Double(typed.replacing(",", with: ".")) else {
            complaints.add("loadLimit", key: "server.limit.load", "Type a load from 0.01 to 1000, or leave it empty for no limit.")
            return nil
        }
        return Int((value * 100).rounded())
    }
}

extension ServerForm {
    /// What a server is now, to be changed.
    init(_ server: PhysicalServer) {
        self.init()
        name = server.name
        addresses = server.addresses.map(\.text)
        operatingSystem = server.operatingSystem
        platform = server.platform
        isVirtual = server.isVirtual
        loginAddress = server.login.address
        loginPort = String(server.login.port)
        loginUser = server.login.user
        consoleURL = server.login.console
        note = server.note
        accountLimit = server.limits.accounts.map(String.init) ?? ""
        siteLimit = server.limits.sites.map(String.init) ?? ""
        diskLimit = server.limits.diskPercent.map(String.init) ?? ""
        loadLimit = server.limits.loadHundredths.map(hundredths) ?? ""
    }

    // MARK: Pages

    init(_ values: FormValues) {
        self.init()
        name = values.text("name")
        addresses = words(values.text("addresses"))
        operatingSystem = values.text("operatingSystem")
        platform = values.text("platform")
        isVirtual = values.text("machine") == "virtual"
        loginAddress = values.text("loginAddress")
        loginPort = values.text("loginPort")
        loginUser = values.text("loginUser")
        consoleURL = values.text("consoleURL")
        note = values.text("note")
        accountLimit = values.text("accountLimit")
        siteLimit = values.text("siteLimit")
        diskLimit = values.text("diskLimit")
        loadLimit = values.text("loadLimit")
    }

    /// The fields of the page's form.
    var values: [String: String] {
        [
            "name": name, "addresses": addresses.joined(separator: " "), "operatingSystem": operatingSystem, "platform": platform,
            "machine": isVirtual ? "virtual" : "real", "loginAddress": loginAddress, "loginPort": loginPort, "loginUser": loginUser,
            "consoleURL": consoleURL, "note": note, "accountLimit": accountLimit, "siteLimit": siteLimit, "diskLimit": diskLimit,
            "loadLimit": loadLimit,
        ]
    }

    // MARK: API

    init(_ new: NewPhysicalServerResource) {
        self.init()
        name = new.name
        addresses = new.addresses
        operatingSystem = (new.operatingSystem ?? "").trimmed
        platform = new.platform ?? ""
        isVirtual = new.isVirtual ?? false
        loginAddress = new.loginAddress ?? ""
        loginPort = new.loginPort.map(String.init) ?? ""
        loginUser = new.loginUser ?? ""
        consoleURL = new.consoleURL ?? ""
        note = new.note ?? ""
        accountLimit = new.accountLimit.map(String.init) ?? ""
        siteLimit = new.siteLimit.map(String.init) ?? ""
        diskLimit = new.diskLimit.map(String.init) ?? ""
        loadLimit = new.loadLimit.map { String($0) } ?? ""
    }

    /// Takes over what is not absent.
    mutating func take(_ change: PhysicalServerChangeResource) {
        name = change.name ?? name
        addresses = change.addresses ?? addresses
        operatingSystem = change.operatingSystem ?? operatingSystem
        platform = change.platform ?? platform
        isVirtual = change.isVirtual ?? isVirtual
        loginAddress = change.loginAddress ?? loginAddress
        loginPort = change.loginPort.map(String.init) ?? loginPort
        loginUser = change.loginUser ?? loginUser
        consoleURL = change.consoleURL ?? consoleURL
        note = change.note ?? note
        accountLimit = change.accountLimit.map(String.init) ?? accountLimit
        siteLimit = change.siteLimit.map(String.init) ?? siteLimit
        diskLimit = change.diskLimit.map(String.init) ?? diskLimit
        loadLimit = change.loadLimit.map { String($0) } ?? loadLimit
    }
}

/// What stands between spaces, commas and line breaks.
func words(_ text: String) -> [String] {
    text.split { $0.isWhitespace || $0 == "," }.map(String.init)
}
