import TriageBytes
import TriageModel

/// A text as characters that know which bytes of the source they stand for: escapes of URIs, JSON, XML and CLIXML are read
/// as the character they mean, wherever they stand, so that a value is found however it is written.
struct TextView {
    /// The characters.
    private(set) var scalars: [UInt32] = []
    /// The same in lower case.
    private(set) var lower: [UInt32] = []
    /// Where each begins in the source; -1 for what a repair put in.
    private(set) var starts: [Int32] = []
    /// How many bytes of the source it is.
    private(set) var lengths: [UInt8] = []

    var count: Int { scalars.count }

    /// All of a source.
    /// - Parameter start: where it stands in the source, when it is a part of one.
    init(_ bytes: [UInt8], at start: Int = 0) {
        reserve(bytes.count)
        append(bytes, 0..<bytes.count, origin: start)
    }

    /// A repaired text; characters that stand across two runs are passed over.
    init(_ repaired: RepairedText) {
        reserve(repaired.bytes.count)
        var place = 0
        for run in repaired.map {
            let start = max(run.offset, place)
            let end = min(run.offset + run.length, repaired.bytes.count)
            if start > place { append(repaired.bytes, place..<start, origin: nil) }
            if start < end { append(repaired.bytes, start..<end, origin: run.origin + (start - run.offset)) }
            place = max(place, end)
        }
        if place < repaired.bytes.count { append(repaired.bytes, place..<repaired.bytes.count, origin: nil) }
    }

    private mutating func reserve(_ count: Int) {
        scalars.reserveCapacity(count)
        lower.reserveCapacity(count)
        starts.reserveCapacity(count)
        lengths.reserveCapacity(count)
    }

    private mutating func append(_ bytes: [UInt8], _ range: Range<Int>, origin: Int?) {
        var place = range.lowerBound
        while place < range.upperBound {
            let (scalar, length) = Escapes.character(in: bytes, at: place, end: range.upperBound)
            scalars.append(scalar)
            lower.append(Letters.lower(scalar))
            lengths.append(UInt8(truncatingIfNeeded: length))
            starts.append(origin.map { Int32(truncatingIfNeeded: $0 + place - range.lowerBound) } ?? -1)
            place += length
        }
    }

    /// True when the character at a place can be part of a word.
    func isWordCharacter(_ place: Int) -> Bool {
        guard place >= 0, place < count else { return false }
        return Self.isWord(scalars[place])
    }

    static func isWord(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return Letters.family(scalar) != nil }
        return Letters.family(scalar) != nil || Letters.isMark(scalar)
    }

    func isLineEnd(_ place: Int) -> Bool {
        guard place < count else { return false }
        return scalars[place] == 0x0A || scalars[place] == 0x0D
    }

    /// The first character behind a line end and what mail programs put in front of a line; nil where no line ends.
    func behindLineEnd(_ place: Int) -> Int? {
        var next = place
        // A soft line break of quoted-printable.
        if next < count, scalars[next] == 0x3D { next += 1 }
        guard isLineEnd(next) else { return nil }
        while isLineEnd(next), next - place < 4 { next += 1 }
        let start = next
        while next < count, next - start < 64 {
            switch scalars[next] {
            case 0x20, 0x09, 0x3E, 0x7C, 0x23, 0xA0: next += 1
            default: return next
            }
        }
        return nil
    }

    /// The characters of a range as text.
    func text(_ range: Range<Int>) -> String { Pseudonyms.text(scalars[range]) }

    /// The runs of word characters of a range.
    func words(in range: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var place = range.lowerBound
        while place < range.upperBound {
            guard isWordCharacter(place) else {
                place += 1
                continue
            }
            var end = place + 1
            while end < range.upperBound, isWordCharacter(end) { end += 1 }
            words.append(place..<end)
            place = end
        }
        return words
    }

    /// The whole word around a place.
    func word(around place: Int) -> Range<Int> {
        var start = place
        var end = place
        while isWordCharacter(start - 1), place - start < 256 { start -= 1 }
        while isWordCharacter(end), end - place < 256 { end += 1 }
        return start..<end
    }
}
