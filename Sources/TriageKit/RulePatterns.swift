import Synchronization
import TriageEngine
import TriagePatterns
import TriageRules

/// The text patterns of the rules, searched for with the pattern library. What rules call `contains` is compared without
/// regard to case and white space, so that a console's wrap does not matter; expressions run over the text as it is.
final class RulePatterns: PatternSearch {
    private let set: PatternSet
    let patternCount: Int
    /// Scanners hold memory of the library that only one thread may use at a time.
    private let idle = Mutex<[Loan]>([])

    /// A scanner on its way between threads.
    private struct Loan: @unchecked Sendable {
        // A scanner is in this list, or in the hands of one thread, never both: that is what makes sending it safe.
        let scanner: PatternScanner
    }

    init(_ patterns: [Condition.PatternReference], cache: PatternCache?) throws(PatternError) {
        patternCount = patterns.count
        set = try PatternSet(
            patterns.enumerated().map { index, pattern in
                Pattern(
                    id: index, text: pattern.text,
                    kind: pattern.isRegularExpression ? .regularExpression : .squeezedLiteral, ignoresCase: true)
            }, cache: cache)
    }

    func search(_ text: [UInt8], found: (Int, Range<Int>) -> Void) {
        guard patternCount > 0 else { return }
        for match in borrowing({ scanner in (try? scanner.scan(text))?.matches }) ?? [] { found(match.id, match.range) }
    }

    func contains(_ pattern: Int, in text: [UInt8]) -> Bool {
        borrowing { scanner in (try? scanner.contains(pattern, in: text)) ?? false }
    }

    private func borrowing<Result>(_ body: (PatternScanner) -> Result) -> Result {
        let scanner = idle.withLock { $0.popLast() }?.scanner ?? PatternScanner(set)
        let result = body(scanner)
        let loan = Loan(scanner: scanner)
        idle.withLock { $0.append(loan) }
        return result
    }
}
