import APIResources
import ArgumentParser

/// A command that asks the panel something.
protocol PanelCommand: AsyncParsableCommand {
    var connection: ConnectionOptions { get }
    /// How the command calls the fields of a problem, where it is not an option of the same name: `["title": "TITLE"]`.
    static var optionNames: [String: String] { get }
    func perform(with panel: Panel) async throws
}

extension PanelCommand {
    static var optionNames: [String: String] { [:] }

    mutating func run() async throws {
        let command = self
        try await Panel.connected(connection, optionNames: Self.optionNames) { try await command.perform(with: $0) }
    }
}

struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the panel's answer as JSON.")
    var json = false

    /// With `--json` the payload as it came; else what `text` makes of it.
    func show(_ answer: Answer, _ text: () throws -> String) rethrows {
        if json {
            answer.printPayload()
        } else {
            let shown = try text()
            if !shown.isEmpty { Console.current.print(shown) }
        }
    }
}

struct PageOptions: ParsableArguments {
    @Option(name: .customLong("search"), help: "Only what has this text in its name.")
    var searched: String?

    @Option(help: "The column to sort by; with a minus before it (--sort=-name), downwards.")
    var sort: String?

    @Option(help: "The page to show, from 1.")
    var page: Int?

    var query: [(String, String?)] { [("q", searched), ("sort", sort), ("page", page.map(String.init))] }

    /// Says on standard error when the page is not all.
    func tellRest<Item>(_ list: ListResource<Item>) {
        let shown = list.items.count
        let isAll = list.total.map { shown >= $0 } ?? (list.next == nil)
        if shown == 0 || isAll { return }
        Console.current.complain(["\(shown)\(list.total.map { " of \($0)" } ?? "") shown. --page \((page ?? 1) + 1) has more."])
    }
}

/// For lists that are read on, in the order in which their rows were made.
struct ReadingOptions: ParsableArguments {
    @Option(help: "The order; with a minus before it (--sort=-created), the newest first, as without this option.")
    var sort: String?

    @Option(help: "How many, at most 200. Default: 50.")
    var limit: Int?

    @Option(help: "Read on after the rows of an answer before, which has said this.")
    var cursor: String?

    var query: [(String, String?)] { [("sort", sort), ("per_page", limit.map(String.init)), ("cursor", cursor)] }

    /// Says on standard error how the list is read on.
    func tellRest(_ next: String?) {
        if let next { Console.current.complain(["There are more: --cursor \(next)"]) }
    }
}

struct RehearsalOptions: ParsableArguments {
    @Flag(name: .customLong("dry-run"), help: "Say what would be done and lost, and change nothing.")
    var isDry = false

    /// Whether it is only to be told. Then it is.
    ///
    /// - Parameter sentence: What would be done and lost; made only when it is told.
    func isRehearsal(_ sentence: () async throws -> String) async throws -> Bool {
        if !isDry { return false }
        Console.current.print(try await sentence().printable(keepingLines: true))
        Console.current.complain(["Nothing was changed (--dry-run)."])
        return true
    }
}

struct ConfirmationOptions: ParsableArguments {
    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var rehearsal: RehearsalOptions

    /// Asks the person at the terminal; throws when the answer is no, or when there is nobody to ask.
    ///
    /// - Parameter question: What is lost; made only when it is asked.
    /// - Returns: Whether to go on; false when it was only to be told (`--dry-run`).
    func confirm(_ question: () async throws -> String) async throws -> Bool {
        if try await rehearsal.isRehearsal(question) { return false }
        try await Self.confirm(yes: yes, question)
        return true
    }

    static func confirm(yes: Bool, _ question: () async throws -> String) async throws {
        if yes { return }
        let console = Console.current
        guard console.canAsk else {
            throw Refusal(.invalid, "--yes: Without a terminal nobody can be asked. Repeat the command with --yes if you are sure.")
        }
        if !console.confirms(try await question() + " Go on?") { throw Refusal(.failed, "Nothing was changed.") }
    }
}

/// `on` or `off`.
enum Switch: String, ExpressibleByArgument, CaseIterable, Sendable {
    case on, off

    var isOn: Bool { self == .on }
}

extension Bool {
    var asSwitch: String { self ? "on" : "off" }
}

/// `3 domains`, `1 domain`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
