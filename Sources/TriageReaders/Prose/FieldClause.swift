import TriageModel

/// What follows a field's name in a sentence, up to what it holds.
struct FieldClause {
    /// Bytes the field has; an interval where the size was rounded.
    private(set) var size: ClosedRange<Int64>?
    /// The address of whose field it is.
    private(set) var owner: Range<Int>?

    private let bytes: [UInt8]
    private let type: Vocabulary.FieldType
    private var index: Int

    /// Words between a name and what it holds.
    private static let most = 8

    init(_ bytes: [UInt8], behind name: Int, _ type: Vocabulary.FieldType) {
        self.bytes = bytes
        self.type = type
        index = name
    }

    /// Where the value stands; nil when none follows for sure.
    mutating func read() -> Range<Int>? {
        for _ in 0..<Self.most {
            skipMarks()
            guard index < bytes.count else { return nil }
            if bytes[index].isDigit { return type == .binary ? readSize() : nil }
            let word = takeWord()
            if bytes[word].contains(0x40) {
                guard owner == nil, ProseAddress.range(in: bytes, at: word.lowerBound + atSign(word)) != nil else {
                    return nil
                }
                owner = word
                continue
            }
            let text = String(decoding: bytes[word], as: UTF8.self).lowercased()
            if type == .boolean, ["true", "false", "$true", "$false"].contains(text) { return word }
            guard LanguageWords.holds.contains(text) else { return nil }
        }
        return nil
    }

    /// `14,210 bytes`, `14 KB`, `12,5 KB`: a number with a unit.
    private mutating func readSize() -> Range<Int>? {
        let start = index
        while index < bytes.count, bytes[index].isDigit || bytes[index] == 0x2C || bytes[index] == 0x2E { index += 1 }
        while index < bytes.count, bytes[index].isBlankByte || bytes[index] == 0x2D { index += 1 }
        let unit = index
        while index < bytes.count, bytes[index].isLetter { index += 1 }
        guard index > unit, let size = ValueTyper.size(String(decoding: bytes[start..<index], as: UTF8.self)) else {
            return nil
        }
        let end = index
        skipMarks()
        // "14 KB too large", "10 KB or less".
        let next = String(decoding: bytes[takeWord()], as: UTF8.self).lowercased()
        guard !LanguageWords.measures.contains(next) else { return nil }
        self.size = Self.widened(size)
        return start..<end
    }

    /// People write KB for 1,000 bytes, too.
    private static func widened(_ size: ClosedRange<Int64>) -> ClosedRange<Int64> {
        guard size.lowerBound < size.upperBound else { return size }
        let thousand = size.lowerBound * 1_000 / 1_024
        return (size.upperBound < 1 << 20 ? thousand : thousand * 1_000 / 1_024)...size.upperBound
    }

    private mutating func skipMarks() {
        while index < bytes.count {
            let isBreak = bytes[index] == 0x0A && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            guard !isBreak, bytes[index].isBlankByte || [0x3D, 0x3A, 0x28, 0x22, 0x60, 0x2A].contains(bytes[index])
            else {
                return
            }
            index += 1
        }
    }

    private mutating func takeWord() -> Range<Int> {
        let start = index
        while index < bytes.count, !bytes[index].isBlankByte, ![0x2C, 0x3A, 0x3D, 0x28, 0x29].contains(bytes[index]) {
            index += 1
        }
        var end = index
        while end > start, [0x2E, 0x3B, 0x21, 0x3F, 0x22, 0x60, 0x2A].contains(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private func atSign(_ word: Range<Int>) -> Int {
        bytes[word].firstIndex(of: 0x40).map { $0 - word.lowerBound } ?? 0
    }
}
