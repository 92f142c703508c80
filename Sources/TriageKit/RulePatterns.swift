import TriageEngine
import TriagePatterns
import TriageRules

/// The text patterns of the rules, searched for with the pattern library. What rules call `contains` is compared without
/// regard to case and white space, so that a console's wrap does not matter; expressions run over the text as it is.
struct RulePatterns: PatternSearch {
    private let set: PatternSet
    let patternCount: Int

    init(_ patterns: [Condition.PatternReference], cache: PatternCache?) throws(PatternError) {
        patternCount = patterns.count
        set = try PatternSet(
            patterns.enumerated().map { index, pattern in
                Pattern(
                    id: index, text: pattern.text,
                    kind: pattern.isRegularExpression ? .regularExpression : .squeezedLiteral, ignoresCase: true)
            }, cache: cache)
    }

    func makeScanner() -> any PatternScanning { RuleScanner(scanner: PatternScanner(set), isEmpty: patternCount == 0) }
}

/// Searches the texts of one case.
private struct RuleScanner: PatternScanning {
    let scanner: PatternScanner
    let isEmpty: Bool

    func places(in text: [UInt8]) -> PatternPlaces? {
        if isEmpty { return PatternPlaces() }
        guard let scan = try? scanner.scan(text) else { return nil }
        return PatternPlaces(
            places: scan.matches.map { PatternPlaces.Place(pattern: $0.id, range: $0.range) }, cut: scan.overflowing)
    }

    func contains(_ pattern: Int, in text: [UInt8]) -> Bool? { try? scanner.contains(pattern, in: text) }
}
