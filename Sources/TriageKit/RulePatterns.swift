import TriageEngine
import TriagePatterns
import TriageRules

/// The text patterns of the rules, searched for with the pattern library. What rules call `contains` is compared without
/// regard to case and white space, so that a console's wrap does not matter; expressions run over the text as it is.
struct RulePatterns: PatternSearch {
    private let scanners: ScannerPool
    let patternCount: Int

    init(_ patterns: [Condition.PatternReference], cache: PatternCache?) throws(PatternError) {
        patternCount = patterns.count
        scanners = ScannerPool(
            try PatternSet(
                patterns.enumerated().map { index, pattern in
                    Pattern(
                        id: index, text: pattern.text,
                        kind: pattern.isRegularExpression ? .regularExpression : .squeezedLiteral, ignoresCase: true)
                }, cache: cache))
    }

    func makeScanner() -> any PatternScanning { RuleScanner(scanners, isEmpty: patternCount == 0) }
}

/// Searches the texts of one case with a scanner it has until the case is done.
private final class RuleScanner: PatternScanning {
    private let scanners: ScannerPool
    private let scanner: PatternScanner
    private let isEmpty: Bool

    init(_ scanners: ScannerPool, isEmpty: Bool) {
        self.scanners = scanners
        scanner = scanners.take()
        self.isEmpty = isEmpty
    }

    deinit { scanners.giveBack(scanner) }

    func places(in text: [UInt8]) -> PatternPlaces? {
        if isEmpty { return PatternPlaces() }
        guard let scan = try? scanner.scan(text) else { return nil }
        return PatternPlaces(
            places: scan.matches.map { PatternPlaces.Place(pattern: $0.id, range: $0.range) }, cut: scan.overflowing)
    }

    func contains(_ pattern: Int, in text: [UInt8]) -> Bool? { try? scanner.contains(pattern, in: text) }
}
