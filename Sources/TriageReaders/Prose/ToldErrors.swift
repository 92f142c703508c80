import TriageModel

/// Templates whose text tells of an error wherever a sentence holds it, by how they begin: every byte of prose is asked
/// about all of them.
struct ToldErrors: Sendable {
    private let matchers: [TemplateMatcher]
    /// Templates by their first byte.
    private var buckets = [[Int]](repeating: [], count: 256)

    /// Bytes behind the start of a template in which it has to match.
    private static let reach = 2_500

    init(_ matchers: [TemplateMatcher]) {
        self.matchers = matchers.filter { $0.template.isTold && !$0.opening.isEmpty }
        for (number, matcher) in self.matchers.enumerated() { buckets[Int(matcher.opening[0])].append(number) }
    }

    /// True when the vocabulary has none.
    var isEmpty: Bool { matchers.isEmpty }

    /// The next place at or behind `start` where a template matches, at the start of a word.
    func next(in bytes: [UInt8], from start: Int) -> Range<Int>? {
        var index = start
        while index < bytes.count {
            let bucket = buckets[Int(bytes[index].asciiLowered)]
            if !bucket.isEmpty, index == 0 || !bytes[index - 1].isAlphanumeric {
                for number in bucket where Self.begins(bytes, index, matchers[number].opening) {
                    let window = Array(bytes[index..<min(bytes.count, index + Self.reach)])
                    if let match = matchers[number].match(in: window, at: 0) {
                        return index..<(index + match.range.upperBound)
                    }
                }
            }
            index += 1
        }
        return nil
    }

    /// False where another word stands; from the first blank, cut or mark on that may be written otherwise, the template
    /// tells.
    private static func begins(_ bytes: [UInt8], _ index: Int, _ opening: [UInt8]) -> Bool {
        for (offset, wanted) in opening.enumerated() {
            guard index + offset < bytes.count else { return false }
            let byte = bytes[index + offset]
            if byte.asciiLowered == wanted { continue }
            return byte.isBlankByte || byte >= 0x80 || wanted == 0x20
        }
        return true
    }
}
