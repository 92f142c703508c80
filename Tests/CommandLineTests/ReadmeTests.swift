import Foundation
import Testing
import TriageTestSupport

/// A block of output in the README: the fence behind `<!-- output: scripts/kbtriage samples/… -->`.
struct ReadmeOutput: Sendable, CustomStringConvertible {
    var command: String
    var text: String

    var description: String { command }

    static let all: [ReadmeOutput] = {
        guard let bytes = try? PackageRoot.file("README.md").readBytes() else { return [] }
        let lines = TextLines(String(decoding: bytes, as: UTF8.self)).lines
        var found: [ReadmeOutput] = []
        for (index, line) in lines.enumerated() where line.hasPrefix("<!-- output: ") && line.hasSuffix("-->") {
            let command = line.dropFirst("<!-- output: ".count).dropLast("-->".count)
            let body = lines[(index + 1)...].drop { !$0.hasPrefix("```") }.dropFirst().prefix { $0 != "```" }
            found.append(
                ReadmeOutput(
                    command: command.trimmingCharacters(in: .whitespaces), text: body.joined(separator: "\n")))
        }
        return found
    }()
}

extension ReadmeOutput {
    /// Writes another output into the README.
    static func replace(_ block: ReadmeOutput, with output: [String]) throws {
        let file = PackageRoot.file("README.md")
        var lines = TextLines(String(decoding: try file.readBytes(), as: UTF8.self)).lines
        guard let place = lines.firstIndex(of: "<!-- output: \(block.command) -->"),
            let open = lines[place...].firstIndex(where: { $0.hasPrefix("```") }),
            let close = lines[(open + 1)...].firstIndex(of: "```")
        else { return }
        lines.replaceSubrange((open + 1)..<close, with: output)
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
    }
}

/// `KBTRIAGE_UPDATE_GOLDEN=1` writes the real output into the README, and fails.
@Suite("The README shows what the program prints")
struct ReadmeTests {
    @Test func thereIsARealOutput() { #expect(!ReadmeOutput.all.isEmpty) }

    @Test(arguments: ReadmeOutput.all)
    func theOutputIsTrue(block: ReadmeOutput) throws {
        let words = block.command.split(separator: " ").map(String.init)
        #expect(words.first == "scripts/kbtriage")
        let run = try ProgramRun(Array(words.dropFirst()))
        func plain(_ text: String) -> [String] {
            let lines = TextLines(text).lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
            return Array(lines.reversed().drop { $0.isEmpty }.reversed())
        }
        if Environment.updatesGolden {
            try ReadmeOutput.replace(block, with: plain(run.output))
            Issue.record("the README's output of \(block.command) was written anew")
            return
        }
        let shown = plain(block.text)
        let real = plain(run.output)
        let first = zip(shown, real).enumerated().first { $0.element.0 != $0.element.1 }
        #expect(
            shown == real,
            "first difference in line \(first.map { $0.offset + 1 } ?? min(shown.count, real.count) + 1)")
    }
}
