import TriageModel
import TriageRules

@testable import TriageEngine

/// A plain stand-in for the pattern library: literals without regard to case, expressions as their text.
struct LiteralSearch: PatternSearch, PatternScanning {
    let patterns: [[UInt8]]
    var fails = false

    init(_ rules: [Rule], fails: Bool = false) {
        patterns = requiredPatterns(of: rules).map { Array($0.text.asciiLowercased.utf8) }
        self.fails = fails
    }

    var patternCount: Int { patterns.count }

    func makeScanner() -> any PatternScanning { self }

    func places(in text: [UInt8]) -> PatternPlaces? {
        if fails { return nil }
        let lowered = text.map(\.asciiLowered)
        var found = PatternPlaces()
        for (number, pattern) in patterns.enumerated() where !pattern.isEmpty && lowered.count >= pattern.count {
            for start in 0...(lowered.count - pattern.count)
            where lowered[start..<(start + pattern.count)].elementsEqual(pattern) {
                found.places.append(PatternPlaces.Place(pattern: number, range: start..<(start + pattern.count)))
            }
        }
        return found
    }

    func contains(_ pattern: Int, in text: [UInt8]) -> Bool? {
        places(in: text).map { $0.places.contains { $0.pattern == pattern } }
    }
}
