import Testing
import TriageModel
import TriageTestSupport

/// Inside of a region, too, nothing is dropped: a word put anywhere into a dump is in a value, a name or a text that was
/// read, or the place is said where reading stopped.
@Suite("No byte of a region is dropped") struct NothingDroppedTests {
    private static let word = "Qz7"

    private static let all: [(name: String, text: String)] =
        StructuredFixture.all.map { ($0.name, $0.text) } + TextFixtures.all.map { ($0.reader, $0.text) }

    /// True when the word is told in some way.
    private static func tells(_ evidence: Evidence, at place: Int) -> Bool {
        func holds(_ value: Value) -> Bool {
            // What is known in part points at what it was read from.
            if value.partial != nil, value.spans.contains(where: { $0.start <= place && place < $0.end }) {
                return true
            }
            switch value.content {
            case .list(let items): return items.contains(where: holds)
            // Of bytes only their number is kept.
            case .binary: return value.spans.contains { $0.start <= place && place < $0.end }
            default: return value.short.contains(word)
            }
        }
        for record in evidence.records {
            if record.types.contains(where: { $0.contains(word) }) { return true }
            if record.fields.contains(where: { $0.name.contains(word) || holds($0.value) }) { return true }
        }
        if evidence.texts.contains(where: { String(decoding: $0.bytes, as: UTF8.self).contains(word) }) { return true }
        return evidence.problems.contains { ($0.span?.start ?? 0) <= place + word.utf8.count }
    }

    /// True for what is a sign of the format and says nothing: tags, references and the head of a page, a comment, the
    /// numbers before the bars of an error's code, the digits of base64 (their bytes are what is told).
    private static func isSign(_ text: [UInt8], at place: Int, _ name: String) -> Bool {
        let line = text[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = text[place...].firstIndex(of: 0x0A) ?? text.count
        if text[line...].first == 0x23 { return true }
        func last(_ byte: UInt8) -> Int { text[..<place].lastIndex(of: byte) ?? -1 }
        if last(0x3C) > last(0x3E) { return true }
        if name.hasSuffix("html"), last(0x26) > last(0x3B), text[place..<end].contains(0x3B) { return true }
        if name.hasSuffix("html"), let body = find("<body", in: text), place < body { return true }
        // libxml2 passes over what follows the end of a page on its line.
        if name.hasSuffix("html"), place == text.count { return true }
        // The bar has a blank behind it; without one it is none.
        if name == "ConciseViewReader", text[max(0, place - 1)..<end].contains(0x7C) { return true }
        return name == "entries.ldif" && find("::", in: Array(text[line..<end])) != nil
    }

    private static func find(_ word: String, in text: [UInt8]) -> Int? {
        let wanted = Array(word.utf8)
        return text.indices.first { text[$0...].starts(with: wanted) }
    }

    @Test(arguments: all.map(\.name)) func aWordAnywhereIsTold(name: String) throws {
        let bytes = Array(try #require(Self.all.first { $0.name == name }).text.utf8)
        var dropped: [Int] = []
        for place in 0...bytes.count where place == bytes.count || bytes[place] & 0xC0 != 0x80 {
            guard !Self.isSign(bytes, at: place, name) else { continue }
            let changed = Array(bytes[..<place]) + Array(Self.word.utf8) + Array(bytes[place...])
            if !Self.tells(read(changed), at: place) { dropped.append(place) }
        }
        let shown = dropped.prefix(5).map { place in
            String(decoding: bytes[max(0, place - 30)..<place], as: UTF8.self) + "[\(Self.word)]"
                + String(decoding: bytes[place..<min(bytes.count, place + 20)], as: UTF8.self)
        }
        #expect(dropped.isEmpty, "\(dropped.count) of \(bytes.count): \(shown)")
    }
}
