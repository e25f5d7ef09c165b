import ArgumentParser
import Foundation

/// `hostwright completion bash|zsh|fish`
package struct CompletionCommand: AsyncParsableCommand {
    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

    package static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print the completion script for a shell.",
        discussion: """
              bash: hostwright completion bash > ~/.local/share/bash-completion/completions/hostwright
              zsh:  hostwright completion zsh > a folder of $fpath, as _hostwright
              fish: hostwright completion fish > ~/.config/fish/completions/hostwright.fish

            Commands that only the panel knows are completed from its description as it was last seen; no panel is asked meanwhile.
            """)

    @Argument(help: "bash, zsh or fish.") var shell: Shell

    package init() {}

    package func run() async throws {
        let root = CommandLine.root
        switch shell {
        case .bash: Console.current.print(root.completionScript(for: .bash) + Self.bash)
        case .zsh: Console.current.print(Self.zsh(root.completionScript(for: .zsh)))
        case .fish: Console.current.print(root.completionScript(for: .fish) + Self.fish)
        }
    }

    /// What the commands' own script offers, and after it what the panel's description does.
    private static let bash = """

        _hostwright_and_panel() {
            _hostwright "${@}"
            local word more
            more="$(hostwright complete-words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)"
            while IFS= read -r word; do
                COMPREPLY+=("${word}")
            done < <(compgen -W "${more}" -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o filenames -F _hostwright_and_panel hostwright
        """

    private static let fish = """

        complete -c hostwright -f -a '(hostwright complete-words -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
        """

    /// The script is the function itself: ours takes its place and calls it.
    private static func zsh(_ script: String) -> String {
        script + """

            _hostwright_and_panel() {
                _hostwright_of_program "${@}"
                local -i found=$?
                local -a words_of_panel
                words_of_panel=("${(@f)$(hostwright complete-words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
                words_of_panel=("${(@)words_of_panel:#}")
                (( ${#words_of_panel} )) && compadd -a words_of_panel && found=0
                return found
            }
            functions[_hostwright_of_program]="${functions[_hostwright]}"
            functions[_hostwright]="${functions[_hostwright_and_panel]}"
            (( $+functions[compdef] )) && compdef _hostwright hostwright
            """
    }
}

/// `hostwright complete-words -- WORD ...`: what the scripts ask. The last word is the one being typed.
package struct CompleteWordsCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "complete-words", abstract: "Print what could stand in place of the last word.", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough) var words: [String] = []

    package init() {}

    package func run() async throws {
        var words = self.words.first == "--" ? Array(self.words.dropFirst()) : self.words
        let (choice, _) = ResourceArguments.choice(from: &words)
        // Somebody waits for the key he pressed: only what is kept is looked at, and without it there is nothing to offer.
        guard
            let connection = try? Connection(state: choice.state, context: choice.context, variables: Console.current.variables),
            let kept = DescriptionCache(connection, Console.current.variables)?.stored, let description = try? Description(kept.document)
        else { return }
        let found = Self.completions(words, description, known: CommandLine.knownWords)
        if !found.isEmpty { Console.current.print(found.joined(separator: "\n")) }
    }

    /// What the panel's description offers for the last word; what the program's own commands offer is not repeated.
    static func completions(_ words: [String], _ description: Description, known: [String: Set<String>]) -> [String] {
        let typed = words.last ?? ""
        let before = Array(words.dropLast())
        func fitting(_ candidates: [String]) -> [String] {
            var seen: Set<String> = []
            return candidates.filter { $0.hasPrefix(typed) && seen.insert($0).inserted }
        }
        guard let noun = before.first else { return fitting(description.nouns.filter { known[$0] == nil }) }
        let operations = description.operations(of: noun)
        if let (operation, rest) = description.match(before) {
            let isHandMade = operation.words.count == 2 && known[operation.words[0]]?.contains(operation.words[1]) == true
            if isHandMade { return [] }
            let options = ResourceCommand.options(of: operation)
            if let last = rest.last, let option = options.first(where: { $0.isCalled(last) }) {
                return fitting(option.kind == .flag ? ["on", "off"] : option.values)
            }
            if typed.hasPrefix("-") {
                return fitting(options.map(\.typed) + ResourceArguments.general(for: operation).map(\.typed))
            }
        }
        // Words that go on where those typed end.
        let next = operations.filter { operation in
            operation.words.count > before.count && zip(before.dropFirst(), operation.words.dropFirst()).allSatisfy { $0 == $1 }
        }.map { $0.words[before.count] }
        return fitting(before.count == 1 ? next.filter { known[noun]?.contains($0) != true } : next)
    }
}

/// `hostwright resources`
struct ResourcesCommand: PanelCommand {
    static let configuration = CommandConfiguration(
        commandName: "resources", abstract: "List the commands that the panel describes.",
        discussion: "Every operation of the REST interface is a command; those that this program knows by itself are among them.")

    @OptionGroup var connection: ConnectionOptions

    init() {}

    func perform(with panel: Panel) async throws {
        Console.current.print(ResourceHelp.all(try await panel.description()))
    }
}
