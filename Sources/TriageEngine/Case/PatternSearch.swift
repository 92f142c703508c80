/// Finds the patterns of the rules in text. The patterns are known by their position in
/// ``DiagnosisEngine/patterns(of:)``.
public protocol PatternSearch: Sendable {
    /// Number of patterns.
    var patternCount: Int { get }

    /// Calls `found` for every pattern with a place where it stands in `text` (UTF-8), in any order; several places
    /// of one pattern may be reported, and one is enough where they overlap. Linear in the length of the text.
    func search(_ text: [UInt8], found: (_ pattern: Int, _ range: Range<Int>) -> Void)

    /// True when a pattern stands anywhere in `text`.
    func contains(_ pattern: Int, in text: [UInt8]) -> Bool
}
