import AgentProtocol
import Fleet
import Presentation

/// What the pages of servers say.
package protocol ServerTexts: Sendable {
    var title: String { get }
    var new: String { get }
    var add: String { get }
    var name: String { get }
    var nameHint: String { get }
    var addresses: String { get }
    var addressesHint: String { get }
    var system: String { get }
    var server: String { get }
    var carries: String { get }
    var state: String { get }
    var disk: String { get }
    var load: String { get }
    var emptyTitle: String { get }
    var emptyText: String { get }
    var notJoined: String { get }
    var revoked: String { get }
    var silent: String { get }
    var stopped: String { get }
    var inStep: String { get }
    var services: String { get }
    var service: String { get }
    var noServices: String { get }
    var running: String { get }
    var down: String { get }
    var logical: String { get }
    var addLogical: String { get }
    var kind: String { get }
    var web: String { get }
    var dns: String { get }
    var endpoints: String { get }
    var endpointsHint: String { get }
    var noLogicalTitle: String { get }
    var noLogicalText: String { get }
    var joinLine: String { get }
    var rejoin: String { get }
    var joinTitle: String { get }
    var joinText: String { get }
    var confirm: String { get }
    var confirmed: String { get }
    var revoke: String { get }
    var revokeQuestion: String { get }
    var revokeKeeps: String { get }
    var wasRevoked: String { get }
    var quarantine: String { get }
    var quarantineText: String { get }
    var adopt: String { get }
    var toTrash: String { get }
    var decided: String { get }
    var lastSeen: String { get }
    var never: String { get }
    var agent: String { get }
    var objects: String { get }
    var settings: String { get }
    var save: String { get }
    var group: String { get }
    var groupHint: String { get }
    var changeGroup: String { get }
    func groupsNow(_ names: String) -> String
    var isOpen: String { get }
    var isOpenHint: String { get }
    var isClosed: String { get }
    var platform: String { get }
    var platformHint: String { get }
    var machine: String { get }
    var real: String { get }
    var virtual: String { get }
    var limits: String { get }
    var limitsHint: String { get }
    var accounts: String { get }
    var sites: String { get }
    var mostAccounts: String { get }
    var mostSites: String { get }
    var mostDisk: String { get }
    var mostLoad: String { get }
    var login: String { get }
    var noPassword: String { get }
    var loginAddress: String { get }
    var loginPort: String { get }
    var loginUser: String { get }
    var console: String { get }
    var note: String { get }
    var noteHint: String { get }
    var fullText: String { get }
    var silentText: String { get }
    func wasChanged(_ name: String) -> String
    func used(_ used: String, _ limit: String) -> String
    func diskUsed(_ disk: String, _ percent: String, _ limit: String) -> String
    func full(_ reasons: String) -> String
    func reached(_ limit: ReachedLimit) -> String
    func notReachedSince(_ moment: String) -> String
    func summary(_ servers: Int) -> String
    func applying(_ changes: Int, most: Int?) -> String
    func silentFor(_ duration: String) -> String
    func wasAdded(_ name: String) -> String
    func logicalAdded(_ name: String) -> String
    func joinUntil(_ time: String) -> String
    func foreign(_ objects: Int) -> String
    func foreignText(_ names: String) -> String
    /// Why the agent takes no changes.
    func reason(_ stop: Stop) -> String
}

extension Texts {
    package var servers: any ServerTexts {
        pick(EnglishServerTexts(texts: self), GermanServerTexts(texts: self), RussianServerTexts(texts: self))
    }
}

struct EnglishServerTexts: ServerTexts {
    let texts: Texts
    let title = "Servers"
    let new = "New server"
    let add = "Add server"
    let name = "Name"
    let nameHint = "As you call the machine: rack3-07, fra1."
    let addresses = "Addresses"
    let addressesHint = "IP addresses of the machine, separated by spaces."
    let system = "Operating system"
    let server = "Server"
    let carries = "Carries"
    let state = "State"
    let disk = "Disk"
    let load = "Load"
    let emptyTitle = "No server yet"
    let emptyText = "Add the machine that will hold websites or answer for zones. An agent on it does the work."
    let notJoined = "Waits for its agent"
    let revoked = "Revoked"
    let silent = "Silent"
    let stopped = "Stopped"
    let inStep = "In step"
    let services = "Services"
    let service = "Daemon"
    let noServices = "The agent has not reported any service yet."
    let running = "running"
    let down = "down"
    let logical = "Logical servers"
    let addLogical = "Add logical server"
    let kind = "Kind"
    let web = "Web"
    let dns = "DNS"
    let endpoints = "Addresses and ports"
    let endpointsHint = "Separated by spaces: 203.0.113.24 or 203.0.113.24:80 or [2001:db8::24]:80"
    let noLogicalTitle = "Nothing runs here yet"
    let noLogicalText =
        "A logical server is a service on this machine: a web server or a name server. Names follow from the kind: web1, ns1."
    let joinLine = "Show join line"
    let rejoin = "New join line"
    let joinTitle = "Join line"
    let joinText = "On the machine, as root, give this line to the agent's standard input: hostwright-agent join --configuration FILE"
    let confirm = "These changes are wanted, go on"
    let confirmed = "The agent goes on."
    let revoke = "Revoke"
    let revokeQuestion =
        "The agent loses its right to connect at once. What the machine serves it goes on serving, without any further change."
    let revokeKeeps = "A new join line lets it in again."
    let wasRevoked = "The server is revoked."
    let quarantine = "Quarantine"
    let quarantineText = "The machine has these and nobody here wants them. They are served as before until you decide."
    let adopt = "Adopt"
    let toTrash = "To the trash"
    let decided = "The server has been told."
    let lastSeen = "Last heard"
    let never = "never"
    let agent = "Agent"
    let objects = "Objects"
    let settings = "Change server"
    let save = "Save"
    let group = "Group"
    let groupHint =
        "A label that plans ask for, such as Fast disks. New customers land on servers of their plan's group; those that exist stay. Empty: Default."
    let changeGroup = "Group and customers"
    func groupsNow(_ names: String) -> String { "Groups so far: \(names)." }
    let isOpen = "Takes new customers"
    let isOpenHint = "Turn it off when the server is full. Customers that are on it stay, and nothing of theirs changes."
    let isClosed = "closed"
    let platform = "Platform"
    let platformHint = "A label that plans ask for: Linux, or Linux, application server. Every server runs Linux."
    let machine = "Machine"
    let real = "A computer of its own"
    let virtual = "A virtual machine"
    let limits = "Limits"
    let limitsHint = "No new account is placed here once one of these is reached. Empty for no limit. What is here goes on."
    let accounts = "Accounts"
    let sites = "Websites"
    let mostAccounts = "Most accounts"
    let mostSites = "Most websites"
    let mostDisk = "Most disk used"
    let mostLoad = "Highest load"
    let login = "How staff log in"
    let noPassword = "No password is kept here: the agent needs none."
    let loginAddress = "SSH address"
    let loginPort = "Port"
    let loginUser = "User"
    let console = "Remote console"
    let note = "Note"
    let noteHint = "For staff: where it stands, whom to call."
    let fullText = "Nothing that is here is touched. New accounts go to other servers."
    let silentText = "It very likely serves on as before. Changes wait here and nothing is lost; it catches up when it is back."
    func wasChanged(_ name: String) -> String { "\(name) is changed." }
    func used(_ used: String, _ limit: String) -> String { "\(used) of \(limit)" }
    func diskUsed(_ disk: String, _ percent: String, _ limit: String) -> String { "\(disk), \(percent) % of at most \(limit) %" }
    func full(_ reasons: String) -> String { "Takes no new accounts: \(reasons)" }
    func reached(_ limit: ReachedLimit) -> String { limit.sentence }
    func notReachedSince(_ moment: String) -> String { "Not reached since \(moment)" }
    func summary(_ servers: Int) -> String { texts.plural(servers, one: "server", other: "servers") }
    func applying(_ changes: Int, most: Int?) -> String {
        if let most, changes > most { return "more than \(texts.number(most)) applying" }
        return "\(texts.number(changes)) applying"
    }
    func silentFor(_ duration: String) -> String { "Silent for \(duration)" }
    func wasAdded(_ name: String) -> String { "\(name) is added. Let its agent join now." }
    func logicalAdded(_ name: String) -> String { "\(name) is added." }
    func joinUntil(_ time: String) -> String { "Good once, until \(time)." }
    func foreign(_ objects: Int) -> String {
        "This machine has \(texts.plural(objects, one: "object", other: "objects")) of another installation"
    }
    func foreignText(_ names: String) -> String {
        "They are served as before, and nothing here changes or removes them: \(names)"
    }
    // The agent says it with its numbers.
    func reason(_ stop: Stop) -> String { stop.sentence }
}
