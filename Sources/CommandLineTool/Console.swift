import Foundation

/// Where a command reads and writes: the process's own streams, or those of a test.
package struct Console: Sendable {
    /// Environment variables.
    package var variables: [String: String]
    /// Columns of the terminal; nil when the output is no terminal, and then nothing is cut.
    package var width: Int?
    /// Whether a person sits at a terminal who can be asked.
    package var canAsk: Bool
    package var output: @Sendable ([UInt8]) throws -> Void
    package var complaints: @Sendable ([UInt8]) -> Void
    /// A line that the person types, without its line break; nil at the end of the input.
    package var answer: @Sendable () -> String?
    /// All of standard input.
    package var input: @Sendable () throws -> [UInt8]

    package init(
        variables: [String: String], width: Int?, canAsk: Bool, output: @escaping @Sendable ([UInt8]) throws -> Void,
        complaints: @escaping @Sendable ([UInt8]) -> Void, answer: @escaping @Sendable () -> String?,
        input: @escaping @Sendable () throws -> [UInt8]
    ) {
        self.variables = variables
        self.width = width
        self.canAsk = canAsk
        self.output = output
        self.complaints = complaints
        self.answer = answer
        self.input = input
    }

    /// The console of the command that runs. A task-local value, because the argument parser makes the commands.
    @TaskLocal package static var current: Console = .process

    /// The streams of this process.
    package static var process: Console {
        Console(
            variables: ProcessInfo.processInfo.environment,
            width: terminalWidth(),
            canAsk: isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1,
            output: { try FileHandle.standardOutput.write(contentsOf: Data($0)) },
            // Silence is right: there is nowhere left to say that standard error is closed.
            complaints: { try? FileHandle.standardError.write(contentsOf: Data($0)) },
            answer: { readLine(strippingNewline: true) },
            input: { [UInt8](try FileHandle.standardInput.readToEnd() ?? Data()) })
    }

    /// Prints text and a line break.
    func print(_ text: String) {
        // Silence is right: who closed the output (`| head`) has read enough.
        try? output([UInt8]((text + "\n").utf8))
    }

    /// Writes sentences to standard error, each on its own line, with nothing in them that drives a terminal.
    func complain(_ lines: [String]) {
        complaints([UInt8](lines.map { $0.printable(keepingLines: true) + "\n" }.joined().utf8))
    }

    /// What a person types unseen at the terminal, or the first line of standard input.
    func secret(_ prompt: String) throws -> String {
        if !canAsk {
            let line = try input().prefix { $0 != 0x0A && $0 != 0x0D }
            return String(decoding: line, as: UTF8.self)
        }
        complaints([UInt8]("\(prompt): ".printable().utf8))
        defer { complaints([0x0A]) }
        return Self.unseen(answer) ?? ""
    }

    /// The terminal shows nothing meanwhile; without a terminal it is as always.
    private static func unseen(_ read: () -> String?) -> String? {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return read() }
        let before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        defer {
            var before = before
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
        }
        return read()
    }

    /// Asks for a yes; anything else is a no.
    func confirms(_ question: String) -> Bool {
        complaints([UInt8]((question.printable(keepingLines: true) + " [y/N] ").utf8))
        return ["y", "yes"].contains(answer()?.trimmingCharacters(in: .whitespaces).lowercased())
    }

    private static func terminalWidth() -> Int? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}

extension String {
    /// The text without what could drive a terminal or disguise what it shows: control characters (daemons' words and logs carry what
    /// visitors sent) and characters that turn the reading direction (Unicode TR #36).
    func printable(keepingLines: Bool = false) -> String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x0A where keepingLines: text.unicodeScalars.append(scalar)
            case 0x09, 0x0A, 0x0D: text.append(" ")
            case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: text.append("\u{FFFD}")
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// Columns that a terminal needs for the text: none for combining marks, two for East Asian wide characters and emoji.
    var columns: Int {
        reduce(0) { sum, character in sum + character.columns }
    }
}

extension Character {
    var columns: Int {
        guard let first = unicodeScalars.first else { return 0 }
        if first.properties.generalCategory == .nonspacingMark || first.properties.generalCategory == .format { return 0 }
        switch first.value {
        // East Asian Width W and F (Unicode TR #11), by block.
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }
}
