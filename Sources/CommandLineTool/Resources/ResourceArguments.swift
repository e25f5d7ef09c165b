import Foundation

/// What was typed after the words of a command that the panel describes.
struct ResourceArguments: Sendable {
    var connection = ConnectionChoice()
    /// The values for the path.
    var places: [String] = []
    var query: [(String, String?)] = []
    /// The body as far as options give it; nil when the command takes none.
    var body: JSON?
    var isJSON = false
    var wait = false
    var timeout = 60
    var isDryRun = false
    var yes = false
    var all = false
    /// Which columns of a table; nil: those that fit.
    var columns: [String]?
    /// A file whose bytes are the body, or in which an answer goes that is no JSON.
    var file: String?
    var wantsHelp = false

    struct ConnectionChoice: Sendable, Equatable {
        var state: String?
        var context: String?
    }

    /// Takes `--state`, `--context` and `--json` out of what was typed: they are needed before the panel can be asked for its description.
    static func choice(from words: inout [String]) -> (connection: ConnectionChoice, isJSON: Bool) {
        var choice = ConnectionChoice()
        var isJSON = false
        var left: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                left.append(word)
                left += rest
                break
            } else if word == "--json" {
                isJSON = true
            } else if word == "--state" || word == "--context", let value = rest.popFirst() {
                if word == "--state" { choice.state = value } else { choice.context = value }
            } else if word.hasPrefix("--state=") {
                choice.state = String(word.dropFirst(8))
            } else if word.hasPrefix("--context=") {
                choice.context = String(word.dropFirst(10))
            } else {
                left.append(word)
            }
        }
        words = left
        return (choice, isJSON)
    }

    /// The options that the command has beside those of its fields, with their help.
    static func general(for operation: Operation) -> [(typed: String, valueName: String?, help: String)] {
        var all: [(String, String?, String)] = []
        if operation.isList {
            if operation.query.contains(where: { $0.name == "cursor" }) { all.append(("--all", nil, "Read all pages.")) }
            all.append(("--columns", "names", "The columns of the table, with commas between: the names of the fields."))
        }
        if operation.bodyType != nil { all.append(("--file", "file", "What to send; - is standard input.")) }
        if operation.answerType != nil { all.append(("--to", "file", "The file to write. Default: standard output.")) }
        if operation.waits {
            all.append(("--wait", nil, "Return only when the change is live on every server."))
            all.append(("--timeout", "seconds", "How long --wait waits at most, up to 60. Default: 60."))
        }
        if operation.isUnsafe { all.append(("--dry-run", nil, "Show what would be sent or lost, and change nothing.")) }
        if operation.method == "DELETE" { all.append(("--yes", nil, "Do not ask.")) }
        all.append(("--json", nil, "Print the panel's answer as JSON."))
        all.append(("--context", "name", "The context to use, one of `hostwright context list`."))
        all.append(("--state", "dir", "The installation's folder; its ready.json names the panel and the token."))
        all.append(("--help", nil, "Show help information."))
        return all.map { (typed: $0.0, valueName: $0.1, help: $0.2) }
    }

    /// Reads what was typed. Throws a `Refusal` with every complaint, each beside its option.
    ///
    /// - Parameter isPartial: Whether required fields may be left out: what is changed keeps the others.
    init(
        _ words: [String], for operation: Operation, options: [ResourceOption], isPartial: Bool, connection: ConnectionChoice, isJSON: Bool
    )
        throws
    {
        self.connection = connection
        self.isJSON = isJSON
        var complaints: [String] = []
        let general = Self.general(for: operation)
        var typed: [(option: ResourceOption, value: String)] = []
        var rest = words[...]
        var isOver = false
        while let word = rest.popFirst() {
            if isOver || !word.hasPrefix("-") || word == "-" {
                places.append(word)
                continue
            }
            if word == "--" {
                isOver = true
                continue
            }
            if word == "-h" || word == "--help" {
                wantsHelp = true
                continue
            }
            let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let (name, glued) = (halves[0], halves.count > 1 ? halves[1] : nil)
            if let known = general.first(where: { $0.typed == name }) {
                if known.valueName == nil {
                    if glued != nil { complaints.append("\(name): It takes no value.") }
                    set(name)
                } else if let value = glued ?? rest.popFirst() {
                    complaints += set(name, value)
                } else {
                    complaints.append("\(name): Its value is missing.")
                }
            } else if let option = options.first(where: { $0.isCalled(name) }) {
                if let value = glued ?? rest.popFirst() {
                    if !option.isRepeated, typed.contains(where: { $0.option.name == option.name }) {
                        complaints.append("\(name): It is there twice.")
                    } else {
                        typed.append((option, value))
                    }
                } else {
                    complaints.append("\(name): Its value is missing.")
                }
            } else if options.contains(where: { $0.kind == .secret && "--" + $0.name == name }) {
                // Its value, if there is one, must not be told.
                if glued == nil { _ = rest.popFirst() }
                complaints.append(
                    "\(name): Other users of this machine can see the command line. Use \(name)-file FILE, or - for standard input.")
            } else {
                let near = (general.map(\.typed) + options.map(\.typed)).min { $0.distance(to: name) < $1.distance(to: name) }
                let hint = near.flatMap { $0.distance(to: name) <= 3 ? " Did you mean \($0)?" : nil } ?? ""
                complaints.append("\(name): There is no such option.\(hint)")
                if glued == nil, let next = rest.first, !next.hasPrefix("-") { rest.removeFirst() }
            }
        }
        if wantsHelp { return }
        let names = operation.arguments.map(\.name.asPlaceholder)
        for (index, name) in names.enumerated() {
            if index >= places.count {
                complaints.append("\(name): It is missing.")
            } else if let wrong = Self.complaint(places[index], operation.arguments[index].schema) {
                complaints.append("\(name): \(wrong)")
            }
        }
        for surplus in places.dropFirst(names.count) { complaints.append("“\(surplus)” is one argument too many.") }
        complaints += take(typed, options)
        if !isPartial {
            for option in options where option.isRequired && !typed.contains(where: { $0.option.name == option.name }) {
                complaints.append("\(option.typed): It is required. \(option.text)".trimmingCharacters(in: .whitespaces))
            }
        }
        if operation.bodyType != nil, file == nil { complaints.append("--file: It is required: what is to be sent.") }
        if !complaints.isEmpty {
            var refusal = Refusal(.invalid, "")
            refusal.lines = complaints + ["Usage: \(operation.usage)" + (options.isEmpty ? "" : " [options]") + "; --help tells more."]
            throw refusal
        }
    }

    private mutating func set(_ name: String) {
        switch name {
        case "--all": all = true
        case "--wait": wait = true
        case "--dry-run": isDryRun = true
        case "--yes": yes = true
        case "--json": isJSON = true
        default: break
        }
    }

    private mutating func set(_ name: String, _ value: String) -> [String] {
        switch name {
        case "--columns": columns = value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        case "--file", "--to": file = value
        case "--state": connection.state = value
        case "--context": connection.context = value
        case "--timeout":
            guard let seconds = Int(value), (1...60).contains(seconds) else {
                return ["--timeout: A whole number of seconds from 1 to 60."]
            }
            timeout = seconds
        default: break
        }
        return []
    }

    private static func complaint(_ typed: String, _ schema: JSON) -> String? {
        if typed.isEmpty { return "It may not be empty." }
        if schema["type"]?.text == "integer", Int(typed) == nil { return "“\(typed)” is not a whole number." }
        return nil
    }

    /// Puts the values where they belong; what is wrong with them comes back.
    private mutating func take(_ typed: [(option: ResourceOption, value: String)], _ options: [ResourceOption]) -> [String] {
        var complaints: [String] = []
        var members: [(path: [String], value: JSON)] = []
        for (option, word) in typed {
            var text = word
            var key: String?
            if option.kind == .secret {
                do { text = try Self.secret(in: word, option: option.typed) } catch {
                    complaints += (error as? Refusal)?.lines ?? []
                    continue
                }
            }
            if case .map = option.kind {
                let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard halves.count == 2, !halves[0].isEmpty else {
                    complaints.append("\(option.typed): It is name=value.")
                    continue
                }
                (key, text) = (String(halves[0]), String(halves[1]))
            }
            switch option.value(of: text) {
            case .failure(let complaint): complaints.append("\(option.typed): \(complaint.sentence)")
            case .success(let value):
                switch option.place {
                case .query: query.append((option.field, value.text ?? value.written()))
                case .body(let path):
                    let before = members.first { $0.path == path }?.value
                    let whole: JSON
                    if let key {
                        whole = (before ?? .object([])).with(key, value)
                    } else if option.isRepeated {
                        whole = .list((before?.items ?? []) + [value])
                    } else {
                        whole = value
                    }
                    members.removeAll { $0.path == path }
                    members.append((path, whole))
                }
            }
        }
        if options.contains(where: { $0.place != .query }) {
            body = members.reduce(.object([])) { $0.with($1.path[...], $1.value) }
        }
        return complaints
    }

    /// The first line of the file: editors and `echo` end it with a line break that is no part of the secret.
    static func secret(in path: String, option: String) throws -> String {
        let bytes: [UInt8]
        if path == "-" {
            bytes = try Console.current.input()
        } else if let contents = FileManager.default.contents(atPath: path) {
            bytes = [UInt8](contents)
        } else {
            throw Refusal(.invalid, "\(option): \(path) does not exist or cannot be read.")
        }
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        guard let text = String(validating: line, as: UTF8.self), !text.isEmpty else {
            throw Refusal(.invalid, "\(option): The first line has no text (UTF-8).")
        }
        return text
    }
}

extension JSON {
    /// The object with a member below these names.
    func with(_ path: ArraySlice<String>, _ value: JSON) -> JSON {
        guard let first = path.first else { return value }
        let inner = self[first] ?? .object([])
        return with(first, inner.with(path.dropFirst(), value))
    }
}

extension String {
    /// How many characters must be put in, taken out or exchanged to get from one to the other.
    func distance(to other: String) -> Int {
        let (mine, theirs) = (Array(self), Array(other))
        var row = Array(0...theirs.count)
        for (i, character) in mine.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, their) in theirs.enumerated() {
                let exchanged = corner + (character == their ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = Swift.min(exchanged, row[j] + 1, corner + 1)
            }
        }
        return row[theirs.count]
    }
}
