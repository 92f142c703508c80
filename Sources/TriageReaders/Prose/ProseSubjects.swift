import TriageModel

/// Tells which of the things a clause names its state is about.
///
/// "OWA and Teams show the old one" is about both. "In OWA I see it and Teams shows the old one" is about Teams, and
/// "OWA shows the new one and Teams is slow" about OWA: of a thing that other words part from the state nothing is known.
enum ProseSubjects {
    /// Those next to a state, before or behind it, and what is listed with them.
    static func shown(
        _ things: [PhraseFinder.Match], by states: [PhraseFinder.Match], in clause: Range<Int>, of bytes: [UInt8]
    ) -> [PhraseFinder.Match] {
        guard things.count > 1 else { return things }
        var kept: Set<Int> = []
        for state in states { kept.formUnion(shown(things, by: state, in: clause, of: bytes)) }
        return things.indices.filter(kept.contains).map { things[$0] }
    }

    private static func shown(
        _ things: [PhraseFinder.Match], by state: PhraseFinder.Match, in clause: Range<Int>, of bytes: [UInt8]
    ) -> Set<Int> {
        let before = things.indices.filter { things[$0].range.upperBound <= state.range.lowerBound }
        let behind = things.indices.filter { things[$0].range.lowerBound >= state.range.upperBound }
        // One inside of the words that say the state.
        var kept = Set(things.indices).subtracting(before).subtracting(behind)
        if let last = before.last {
            kept.insert(last)
            for index in before.dropLast().reversed() {
                guard isList(bytes[things[index].range.upperBound..<things[index + 1].range.lowerBound]) else { break }
                kept.insert(index)
            }
        }
        guard let first = behind.first, let last = behind.last else { return kept }
        // Behind an "and" another statement begins, unless nothing more is said.
        let opens = words(bytes[state.range.upperBound..<things[first].range.lowerBound]).first
        if !before.isEmpty, let opens, LanguageWords.ands.contains(opens),
            !isList(bytes[things[last].range.upperBound..<clause.upperBound])
        {
            return kept
        }
        kept.insert(first)
        for index in behind.dropFirst() {
            guard isList(bytes[things[index - 1].range.upperBound..<things[index].range.lowerBound]) else { break }
            kept.insert(index)
        }
        return kept
    }

    /// True for words that say nothing of their own.
    private static func isList(_ gap: ArraySlice<UInt8>) -> Bool {
        words(gap).allSatisfy { LanguageWords.ands.contains($0) || LanguageWords.besideThings.contains($0) }
    }

    private static func words(_ gap: ArraySlice<UInt8>) -> [String] {
        gap.split { !$0.isAlphanumeric && $0 < 0x80 }.map { String(decoding: $0, as: UTF8.self).asciiLowercased }
    }
}
