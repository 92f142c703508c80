import Testing
import TriageModel

@testable import TriageReporting

@Suite struct TerminalSafetyTests {
    static let options = [
        TextOptions(), TextOptions(width: 40), TextOptions(width: 120, explain: true), TextOptions(quiet: true),
        TextOptions(ascii: true), TextOptions(explain: true, ascii: true),
    ]

    @Test(arguments: Hostile.texts) func letsNothingThroughThatSteersATerminal(_ text: String) {
        for options in Self.options {
            for verdict in options == TextOptions() ? Diagnosis.Verdict.allCases : [.cause] {
                let report = TextReporter.render(Cases.every(text, verdict: verdict), options: options)
                #expect(!report.unicodeScalars.contains { Hostile.isForbidden($0) })
                if options.ascii { #expect(report.utf8.allSatisfy { $0 < 0x80 }) }
            }
        }
    }

    @Test(arguments: Hostile.texts) func coloursWithItsOwnEscapesOnly(_ text: String) {
        for explain in [false, true] {
            let report = TextReporter.render(Cases.every(text), options: .init(color: true, explain: explain))
            let plain = TextReporter.render(Cases.every(text), options: .init(explain: explain))
            #expect(Self.withoutColours(report) == plain)
        }
    }

    @Test(arguments: Hostile.texts) func leavesSafeTextAsItIs(_ text: String) {
        for ascii in [false, true] {
            let once = TerminalText.safe(text, ascii: ascii)
            #expect(TerminalText.safe(once, ascii: ascii) == once)
            #expect(!once.unicodeScalars.contains("\n"))
        }
    }

    @Test func showsControlsAsSymbols() {
        #expect(TerminalText.safe("a\u{1B}[31mb") == "a\u{241B}[31mb")
        #expect(TerminalText.safe("a\rb\n") == "a\u{240D}b\u{240A}")
        #expect(TerminalText.safe("\u{202E}gpj") == "\\u{202e}gpj")
        #expect(TerminalText.safe("\u{9B}1m") == "\\x9b1m")
        #expect(TerminalText.safe("\u{7F}") == "\u{2421}")
        #expect(TerminalText.safe("a\u{1B}", ascii: true) == "a\\x1b")
        #expect(TerminalText.safe("M\u{FC}ller", ascii: true) == "M\\u{fc}ller")
        #expect(TerminalText.safe("\u{FFFD}") == "\u{FFFD}")
    }

    @Test func expandsTabsToStops() {
        #expect(TerminalText.safe("a\tb\t\tc") == "a   b       c")
        #expect(TerminalText.safe("日\tb") == "日  b")
    }

    @Test func givesAMarkSomethingToStandOnAndNotTooManyOfThem() {
        #expect(TerminalText.safe("\u{301}x") == "\u{25CC}\u{301}x")
        let tower = TerminalText.safe("a" + String(repeating: "\u{301}", count: 1000) + "b")
        #expect(tower.unicodeScalars.count == 2 + TerminalText.mostMarks)
    }

    @Test func keepsJoinersOfScriptsAndEmoji() {
        #expect(TerminalText.safe("\u{1F468}\u{200D}\u{1F469}") == "\u{1F468}\u{200D}\u{1F469}")
    }

    /// Removes exactly the escapes reports are coloured with; anything else stays and makes the comparison fail.
    static func withoutColours(_ text: String) -> String {
        var rest = Substring(text)
        var plain = ""
        let escapes = ["0", "1", "2", "31", "35", "36", "1;31", "1;32", "1;35"].map { "\u{1B}[" + $0 + "m" }
        while let scalar = rest.unicodeScalars.first {
            if scalar == "\u{1B}",
                let escape = escapes.first(where: { rest.unicodeScalars.starts(with: $0.unicodeScalars) })
            {
                rest.unicodeScalars.removeFirst(escape.unicodeScalars.count)
            } else {
                plain.unicodeScalars.append(scalar)
                rest.unicodeScalars.removeFirst()
            }
        }
        return plain
    }
}
