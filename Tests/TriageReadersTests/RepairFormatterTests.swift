import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

/// Lines as the formatter of Windows PowerShell breaks them: at blanks, words longer than a line at the width, with
/// three or four blanks before what follows a label.
@Suite("Errors broken by Windows PowerShell")
struct RepairFormatterTests {
    @Test(arguments: [80, 100, 120, 132, 150])
    func isReadAsIfItWereWhole(width: Int) throws {
        for name in ["classic form A", "form B without header", "German", "headerless proxy", "not recognised"] {
            let text = try #require(RepairMatrixTests.texts[name])
            let whole = try #require(ErrorReading.errors(text).first)
            for indent in [3, 4] {
                for keepsBlanks in [false, true] {
                    let broken = Self.broken(text, width, indent, keepsBlanks)
                    for difference in RepairMatrixTests.differences(ErrorReading.errors(broken), whole) {
                        Issue.record("\(name) at \(width), indent \(indent), blanks \(keepsBlanks): \(difference)")
                    }
                }
            }
        }
    }

    static func broken(_ text: String, _ width: Int, _ indent: Int, _ keepsBlanks: Bool) -> String {
        TextLines(text).lines.map { line in
            let isLabel = line.hasPrefix("    + ")
            // Only the message and the labels go through the formatter's breaking; the rest is short.
            return Self.pieces(line, width, isLabel ? indent : 0, keepsBlanks).joined(separator: "\n")
        }.joined(separator: "\n") + "\n"
    }

    private static func pieces(_ line: String, _ width: Int, _ indent: Int, _ keepsBlanks: Bool) -> [String] {
        let blanks = String(repeating: " ", count: indent)
        var result: [String] = []
        var current = ""
        func flush() {
            var piece = current
            if !keepsBlanks { while piece.last == " " { piece.removeLast() } }
            result.append(piece)
            current = blanks
        }
        var words = line.split(separator: " ", omittingEmptySubsequences: false).map { String($0) + " " }
        if var last = words.popLast() {
            last.removeLast()
            words.append(last)
        }
        for word in words {
            if blanks.count + word.count > width {
                for character in word {
                    if current.count == width { flush() }
                    current.append(character)
                }
            } else {
                if current.count + word.count > width { flush() }
                current += word
            }
        }
        flush()
        return result
    }
}
