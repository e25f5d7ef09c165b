import APIResources
import ArgumentParser
import Core
import Foundation

/// `hostwright site …`
package struct SiteCommands: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "site", abstract: "Websites, their files and logs.",
        subcommands: [Show.self, Set.self, Put.self, Get.self, Log.self, Index.self])

    package init() {}

    struct Show: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Show a website.")

        @Argument(help: "The website's domain.") var domain: String
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("websites", domain)
            try output.show(answer) { try answer.decode(WebsiteResource.self).details }
        }
    }

    struct Set: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a website.",
            discussion: "An option with a price of its own is turned on once you agree to the price; --yes agrees without being asked.")
        static let optionNames = ["isOn": "--web", "runsPHP": "--php"]

        @Argument(help: "The website's domain.") var domain: String
        @Option(help: "Whether PHP runs: on or off.") var php: Switch?
        @Option(help: "Whether the website is served: on or off.") var web: Switch?
        @Option(help: ArgumentHelp("The website's folder below the account's home.", valueName: "path")) var documentRoot: String?
        @OptionGroup var confirmation: ConfirmationOptions
        @OptionGroup var waiting: WaitOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if php == nil, web == nil, documentRoot == nil {
                throw ValidationError("Nothing to change. Give --php, --web or --document-root.")
            }
        }

        func perform(with panel: Panel) async throws {
            let isRehearsal = try await confirmation.rehearsal.isRehearsal {
                let change = [
                    documentRoot.map { "document root \($0)" }, web.map { "served \($0.rawValue)" }, php.map { "PHP \($0.rawValue)" },
                ]
                let website = try await panel.get("websites", domain).decode(WebsiteResource.self)
                return "\(website.details)\nwould become: \(change.compactMap { $0 }.joined(separator: ", "))."
            }
            if isRehearsal { return }
            var change = WebsiteChangeResource(documentRoot: documentRoot, isOn: web?.isOn, runsPHP: php?.isOn)
            if web == .on || php == .on { change.agreedPrices = try await agreements(panel) }
            let answer = try await panel.patch("websites", domain, body: .payload(change))
            if waiting.wait { _ = try await waiting.untilLive(domain, panel) }
            try output.show(answer) {
                answer.bytes.isEmpty ? "\(domain) is changed." : try answer.decode(WebsiteResource.self).details
            }
        }

        /// Asks about every price of an option that is to be turned on. nil when none has one.
        private func agreements(_ panel: Panel) async throws -> [WebsiteChangeResource.Agreement]? {
            let site = try await panel.get("websites", domain).decode(WebsiteResource.self)
            let wanted = [("web", web), ("php", php)].filter { $0.1 == .on }.map(\.0)
            return try await site.agreements(for: wanted, yes: confirmation.yes)
        }
    }

    struct Put: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a file on a website.",
            discussion: "The file belongs to the account's system user; one of the same name is replaced.")
        static let optionNames = ["path": "--as", "file": "FILE"]

        @Argument(help: "The file to put; - is standard input.") var file: String
        @Option(help: "The website's domain. It may be left out when you have only one.") var domain: String?
        @Option(
            name: .customLong("as"),
            help: ArgumentHelp("Where it goes, below the document root. Default: the file's own name.", valueName: "path"))
        var target: String?
        @OptionGroup var rehearsal: RehearsalOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if file == "-", target == nil { throw ValidationError("--as: Standard input has no name. Say where the file goes.") }
        }

        func perform(with panel: Panel) async throws {
            let path = try SiteCommands.path(target ?? (file as NSString).lastPathComponent, option: "--as")
            let bytes = try contents()
            let domain: String
            if let given = self.domain { domain = given } else { domain = try await Self.onlyDomain(panel) }
            let isRehearsal = try await rehearsal.isRehearsal {
                let size = try await Self.size(of: path, on: domain, panel)
                let now = size.map { "now \(counted($0, "byte"))" } ?? "not there yet"
                return "\(path) on \(domain) (\(now)) would have \(counted(bytes.count, "byte"))."
            }
            if isRehearsal { return }
            let answer = try await panel.send(.PUT, ["websites", domain, "files", path.description], body: .bytes(bytes))
            output.show(answer) { "\(path) is on \(domain) (\(counted(bytes.count, "byte")))." }
        }

        /// nil when there is no such file.
        private static func size(of path: RelativePath, on domain: String, _ panel: Panel) async throws -> Int? {
            do {
                return try await panel.send(.GET, ["websites", domain, "files", path.description]).bytes.count
            } catch let refusal as Refusal where refusal.status == .notFound {
                return nil
            }
        }

        private func contents() throws -> [UInt8] {
            if file == "-" { return try Console.current.input() }
            do {
                return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            } catch {
                throw Refusal(.invalid, "FILE: \(file) does not exist, is a folder, or cannot be read.")
            }
        }

        private static func onlyDomain(_ panel: Panel) async throws -> String {
            let domains = try await panel.get("domains").decode(ListResource<DomainResource>.self)
            guard domains.next == nil, domains.total ?? domains.items.count == 1, let only = domains.items.first else {
                throw Refusal(
                    .invalid,
                    "--domain: Which of \(counted(domains.total ?? domains.items.count, "domain"))? Name the one that the file is for.")
            }
            return only.name
        }
    }

    struct Get: PanelCommand {
        static let configuration = CommandConfiguration(abstract: "Read a file of a website.")
        static let optionNames = ["path": "PATH"]

        @Argument(help: "The website's domain.") var domain: String
        @Argument(help: "The file below the document root.") var path: String
        @Option(name: .customLong("to"), help: ArgumentHelp("The file to write. Default: standard output.", valueName: "file"))
        var target: String?
        @OptionGroup var connection: ConnectionOptions

        func perform(with panel: Panel) async throws {
            let segments = ["websites", domain, "files", try SiteCommands.path(path, option: "PATH").description]
            guard let target else { return try await panel.receive(segments, Console.current.output) }
            // Opened with the first bytes, so that a refusal leaves a file that is there as it is.
            var file: FileHandle?
            defer { try? file?.close() }
            try await panel.receive(segments) { bytes in
                let open = try file ?? Self.create(target)
                file = open
                try open.write(contentsOf: Data(bytes))
            }
            if file == nil { file = try Self.create(target) }
        }

        private static func create(_ path: String) throws -> FileHandle {
            guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
                throw Refusal(.invalid, "--to: \(path) cannot be written.")
            }
            return file
        }
    }

    struct Log: PanelCommand {
        enum Kind: String, ExpressibleByArgument, CaseIterable { case access, error }

        static let configuration = CommandConfiguration(abstract: "Show the last lines of a website's log.")

        @Argument(help: "The website's domain.") var domain: String
        @Option(help: "Which log: access or error.") var log: Kind = .access
        @Option(help: "How many lines.") var lines: Int = 50
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let answer = try await panel.get("websites", domain, "logs", log.rawValue, query: [("lines", String(lines))])
            try output.show(answer) {
                try answer.decode(LogResource.self).lines.map { $0.printable() }.joined(separator: "\n")
            }
        }
    }

    struct Index: PanelCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put the default index page back.", discussion: "An index page of the customer's own is replaced.")

        @Argument(help: "The website's domain.") var domain: String
        @OptionGroup var rehearsal: RehearsalOptions
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var output: OutputOptions

        func perform(with panel: Panel) async throws {
            let isRehearsal = try await rehearsal.isRehearsal {
                "The index page of \(domain) would be the default one; the customer's own would be lost."
            }
            if isRehearsal { return }
            let answer = try await panel.post("websites", domain, "index-page")
            output.show(answer) { "\(domain) has its default index page." }
        }
    }

    /// Checked here too, because a path becomes part of the URL; there it is one segment, its slashes escaped.
    private static func path(_ typed: String, option: String) throws -> RelativePath {
        do {
            return try RelativePath(typed)
        } catch {
            throw Refusal(.invalid, "\(option): \(error.sentence)")
        }
    }
}

extension WebsiteResource {
    /// Asks about every price of these options that are to be turned on. nil when none has one.
    func agreements(for wanted: [String], yes: Bool) async throws -> [WebsiteChangeResource.Agreement]? {
        let priced = options.filter { wanted.contains($0.option) && !$0.isOn && $0.price != nil }
        if priced.isEmpty { return nil }
        try await ConfirmationOptions.confirm(yes: yes) {
            priced.map { "\($0.option == "php" ? "PHP" : "The web service") costs \(shownTerms($0.terms, $0.price))." }.joined(
                separator: " ")
        }
        return priced.compactMap { option in option.price.map { .init(option: option.option, price: $0) } }
    }

    func add(to details: inout Details) {
        details.add("Website", names.joined(separator: ", "))
        details.add("Served", isOn.asSwitch)
        details.add("PHP", runsPHP.asSwitch)
        for option in options where option.price != nil {
            details.add("Price of \(option.option)", shownTerms(option.terms, option.price))
        }
        details.add("Document root", documentRoot)
        details.add("Web server", endpoints.isEmpty ? server : "\(server) (\(endpoints.joined(separator: ", ")))")
    }

    fileprivate var details: String {
        var details = Details()
        add(to: &details)
        return details.text
    }
}
