import ControlPlane
import Core
import Foundation
import TestSupport
import Testing

@testable import Presentation

/// Every fault that a person may read has its sentence in German and Russian. Its keys and arguments are read from the source, where it is thrown.
@Suite struct FaultTextTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What only the console of the machine shows, or one program says to another: English, with the reason.
    private static let consoles = [
        // The command line speaks English.
        "Sources/CommandLineTool/", "Sources/hostwright/", "Sources/hostwright-agent/",
        // Agents and the log.
        "Sources/AgentProtocol/", "Sources/ServiceConfiguration/", "Sources/Fleet/Door/", "Sources/Fleet/Certificates/",
        "Sources/NodeAgent/Core/AgentConfiguration.swift",
        // Before the panel answers: the console of the machine.
        "Sources/ControlPlane/Serving/", "Sources/Persistence/MasterKey.swift", "Sources/Fleet/Installation/",
        // Programs read English and the key.
        "Sources/Presentation/API/",
        // Samples.
        "Sources/Presentation/Gallery/",
    ]

    struct Thrown: Sendable, CustomStringConvertible {
        let place: String
        let key: String
        /// Argument names; nil when they are not written as a literal there.
        let arguments: Set<String>?
        var description: String { "\(place): \(key)" }
    }

    static let thrown: [Thrown] = {
        let sources = root.appending(path: "Sources")
        guard let walk = FileManager.default.enumerator(atPath: sources.path()) else { return [] }
        var found: [Thrown] = []
        for case let name as String in walk where name.hasSuffix(".swift") && !consoles.contains(where: { "Sources/\(name)".hasPrefix($0) })
        {
            guard let text = try? String(contentsOf: sources.appending(path: name), encoding: .utf8) else { continue }
            found += read(text, "Sources/\(name)")
        }
        return found
    }()

    /// The keys that a text throws: `Fault(.., key: "..")`, `complaints.add(.., key: "..")`, `InputProblem("..")`, `Fault.notFound("..")`.
    static func read(_ text: String, _ place: String) -> [Thrown] {
        var found: [Thrown] = []
        let bytes = Array(text.utf8)
        for match in text.matches(
            of:
                /(\bFault(?:\.conflict|\.Field)?\(|\bFault\.notFound\(|\bcomplaints\.add\(|\.init\(|\bInputProblem\(|return \.conflict\(|^\s*\.conflict\()/
        ) {
            let open = text.utf8.distance(from: text.startIndex, to: match.range.upperBound) - 1
            var depth = 0
            var end = open
            while end < bytes.count {
                if bytes[end] == UInt8(ascii: "(") { depth += 1 }
                if bytes[end] == UInt8(ascii: ")") { depth -= 1 }
                if depth == 0 { break }
                end += 1
            }
            let call = String(decoding: bytes[open..<min(end + 1, bytes.count)], as: UTF8.self)
            let before = text[..<match.range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
            if before.trimmingCharacters(in: .whitespaces).hasPrefix("//") { continue }
            let head = String(match.output.0)
            var key: String?
            if head.hasSuffix("notFound(") {
                key = call.firstMatch(of: /^\(\s*"([^"\\]+)"/).map { "\($0.1).not_found" }
            } else if head.hasPrefix("InputProblem") {
                key = call.firstMatch(of: /^\(\s*"([^"\\]+)"/).map { String($0.1) }
            } else if !call.dropFirst().contains("(.init(") || call.contains(/^\(\s*\.[a-zA-Z]+,\s*key:/) {
                // The first key of the call is its own; a nested `.init` is read for itself.
                let own = call.firstMatch(of: /key:\s*"([^"\\]+)"/)
                let nested = call.dropFirst().firstRange(of: ".init(")
                if let own, nested.map({ own.range.lowerBound < $0.lowerBound }) ?? true { key = String(own.1) }
            }
            guard let key, key.contains(".") || key == "failure" else { continue }
            let line = text[..<match.range.lowerBound].count { $0 == "\n" } + 1
            found.append(Thrown(place: "\(place):\(line)", key: key, arguments: arguments(of: call)))
        }
        return found
    }

    private static func arguments(of call: String) -> Set<String>? {
        guard let start = call.firstRange(of: "arguments: ") else { return [] }
        let rest = call[start.upperBound...]
        guard rest.first == "[" else { return nil }
        var depth = 0
        var literal = ""
        for character in rest {
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            literal.append(character)
            if depth == 0 { break }
        }
        return Set(literal.matches(of: /"([A-Za-z]+)":/).map { String($0.1) })
    }

    @Test func `the source is read as it is thrown`() {
        let found = Self.read(
            """
            throw Fault(.limit, key: "a.limit", arguments: ["limit": String(limit)], "At most \\(limit).")
            throw Fault.invalid(.init("name", key: "a.taken", arguments: ["name": name, "place": x ? "a" : "b"], "\\(name) is taken."))
            throw InputProblem("a.form", "No.")
            // throw InputProblem("a.comment", "No.")
            throw Fault.notFound("page")
            complaints.add("x", key: "a.added", "No (really).")
            """, "here")
        #expect(found.map(\.key) == ["a.limit", "a.taken", "a.form", "page.not_found", "a.added"])
        #expect(found.map(\.arguments) == [["limit"], ["name", "place"], [], [], []])
        #expect(Self.thrown.count > 150)
    }

    @Test func `every fault has its sentence in German and Russian`() {
        let known = FeatureList.faults.sentences
        let missing = Self.thrown.filter { known[$0.key] == nil }
        #expect(
            missing.isEmpty, "no sentence in FaultTexts or the feature's faults for:\n\(missing.map(\.description).joined(separator: "\n"))"
        )
    }

    @Test func `the sentences need no argument that the fault does not carry`() {
        let known = FeatureList.faults.sentences
        for fault in Self.thrown {
            guard let sentence = known[fault.key], let carried = fault.arguments else { continue }
            for template in [sentence.german, sentence.russian].map(FaultTemplate.init) {
                #expect(template.needed.isSubset(of: carried), "\(fault) carries only \(carried.sorted())")
            }
        }
    }

    @Test func `both languages mention the same, with all the forms they have`() {
        for (key, sentence) in FeatureList.faults.sentences {
            let (german, russian) = (FaultTemplate(sentence.german), FaultTemplate(sentence.russian))
            #expect(german.mentioned == russian.mentioned, "\(key)")
            #expect(german.countedForms.isSubset(of: [2]) && russian.countedForms.isSubset(of: [3]), "\(key)")
            #expect(!sentence.german.isEmpty && (sentence.russian.contains(/[а-яё]/) || sentence.russian == "{text}"), "\(key)")
        }
    }
}
