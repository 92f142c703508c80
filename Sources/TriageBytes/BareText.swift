/// Text reduced to what words are made of: ASCII letters in lower case, digits, and letters of other scripts.
///
/// Blanks, line ends, quote marks, brackets and every other sign are left out, so that a word stays whole however a
/// console cut it, a mail program quoted it or an editor escaped it. What stands in one piece in any text made from the
/// original by leaving out signs stands in one piece here.
///
/// One for each thread; its memory is used again for the next text.
public struct BareText {
    /// What was kept, with at least ``margin`` zero bytes behind it.
    public private(set) var bytes: [UInt8] = []
    /// Number of bytes kept.
    public private(set) var count = 0
    /// Zero bytes behind what was kept.
    public static let margin = 128

    private var source = 0

    /// Makes an empty text.
    public init() {}

    /// Why the reduction stopped at a place.
    public enum Stop: Sendable, Hashable {
        /// A sign whose meaning depends on what stands around it: `\ < - { [ | :`, or a control character. One that means
        /// nothing beside its two neighbours is passed over like any other.
        case sign(UInt8)
        /// A letter of another script that becomes an ASCII letter in lower case, or is compared with one.
        case foldsToASCII
    }

    /// Begins a text of that size.
    public mutating func begin(size: Int) {
        source = 0
        count = 0
        if bytes.count < size + Self.margin { bytes = [UInt8](repeating: 0, count: size + size / 4 + Self.margin) }
    }

    /// Goes on up to the next place that somebody has to look at; nil at the end. The sign itself is left out.
    ///
    /// - Precondition: `text` is the same, well-formed UTF-8 and no longer than ``begin(size:)`` said, at every call.
    public mutating func advance(in text: Span<UInt8>) -> (place: Int, stop: Stop)? {
        var index = source
        var place = count
        let size = min(text.count, bytes.count - Self.margin)
        var stop: Stop?
        // SAFETY: reads stay below `size`, the text's count; `place` never passes `index`, which stays below the count of
        // `bytes`; all three are pinned by the closures.
        unsafe bytes.withUnsafeMutableBufferPointer { output in
            unsafe text.withUnsafeBufferPointer { input in
                unsafe Self.table.withUnsafeBufferPointer { table in
                    while index < size {
                        // Four bytes at a time where none of them has to be looked at: the writes do not wait for one another.
                        while index &+ 4 <= size {
                            let first = unsafe table[Int(input[index])]
                            let second = unsafe table[Int(input[index &+ 1])]
                            let third = unsafe table[Int(input[index &+ 2])]
                            let fourth = unsafe table[Int(input[index &+ 3])]
                            // What is written is ASCII; everything else has the highest bit.
                            if first | second | third | fourth >= 0x80 { break }
                            // Written in any case; what is left out is overwritten by what follows it.
                            unsafe output[place] = first
                            place &+= first == 0 ? 0 : 1
                            unsafe output[place] = second
                            place &+= second == 0 ? 0 : 1
                            unsafe output[place] = third
                            place &+= third == 0 ? 0 : 1
                            unsafe output[place] = fourth
                            place &+= fourth == 0 ? 0 : 1
                            index &+= 4
                        }
                        if index == size { break }
                        let byte = unsafe input[index]
                        let kept = unsafe table[Int(byte)]
                        if kept < Self.special {
                            unsafe output[place] = kept
                            place += kept == 0 ? 0 : 1
                            index += 1
                        } else if kept == Self.special {
                            let before = index > 0 ? unsafe input[index - 1] : 0x0A
                            let behind = index + 1 < size ? unsafe input[index + 1] : 0x0A
                            if !Self.isSign(byte, before, behind, isLast: index + 1 == size) {
                                index += 1
                                continue
                            }
                            stop = .sign(byte)
                            return
                        } else {
                            let length = min(UTF8Length.of(lead: byte), size - index)
                            switch unsafe Self.folded(input, index, length) {
                            case .leftOut: break
                            case .kept:
                                for offset in 0..<length { unsafe output[place + offset] = input[index + offset] }
                                place += length
                            case .pair(let first, let second):
                                unsafe output[place] = first
                                unsafe output[place + 1] = second
                                place += 2
                            case .foldsToASCII:
                                stop = .foldsToASCII
                                return
                            }
                            index += length
                        }
                    }
                }
            }
        }
        let found = index
        source = stop == nil ? index : index + 1
        count = place
        if let stop { return (found, stop) }
        for offset in 0..<Self.margin { bytes[place + offset] = 0 }
        return nil
    }

    /// A text reduced at once; nil when it holds a letter of which not every spelling is reduced to the same bytes.
    public static func of(_ text: String) -> [UInt8]? {
        var bare = BareText()
        let bytes = Array(text.utf8)
        for scalar in text.unicodeScalars where !scalar.isASCII && !isFolded(scalar) { return nil }
        bare.begin(size: bytes.count)
        while let next = bare.advance(in: bytes.span) { if next.stop == .foldsToASCII { return nil } }
        return Array(bare.bytes[..<bare.count])
    }

    // MARK: Bytes

    private static let special: UInt8 = 0xFE
    private static let foreign: UInt8 = 0xFF

    /// What is written for a byte: 0 for nothing, `special`, `foreign`, or the byte itself in lower case.
    private static let table: [UInt8] = (0...255).map { byte in
        switch UInt8(byte) {
        case 0x30...0x39, 0x61...0x7A: UInt8(byte)
        case 0x41...0x5A: UInt8(byte) | 0x20
        case 0x5C, 0x3C, 0x2D, 0x7B, 0x5B, 0x7C, 0x3A: special
        case 0x09, 0x0A, 0x0C: 0
        case 0..<0x20, 0x7F: special
        case 0x80...: foreign
        default: 0
        }
    }

    /// Whether a special byte can mean anything between its neighbours (line feeds at the ends of the text).
    static func isSign(_ byte: UInt8, _ before: UInt8, _ behind: UInt8, isLast: Bool) -> Bool {
        switch byte {
        // The last dash of a group of them.
        case 0x2D: behind == 0x20 || behind == 0x09 || behind == 0xC2
        // Markup; a serialised object begins with a letter as well.
        case 0x3C: ASCII.isLetter(behind) || behind == 0x21 || behind == 0x3F || behind == 0x2F || behind >= 0x80
        // The first sign of a string, or an escape that JSON has a meaning for.
        case 0x5C:
            switch behind {
            case 0x62, 0x66, 0x6E, 0x72, 0x74, 0x75: true
            default: before == 0x22
            }
        // It can only matter where its line begins; words do not stand before it there.
        case 0x5B, 0x7B: !(ASCII.isLetter(before) || ASCII.isDigit(before) || before == 0x2E || before == 0x3A)
        // The mark of base64 in LDIF, and what ends the name of an exception.
        case 0x3A: before == 0x6E || behind == 0x3A
        case 0x7C: behind == 0x20 || behind == 0x09 || behind == 0x0A || behind == 0x0D
        // A carriage return ends a line together with a line feed; alone it has to be looked at.
        case 0x0D: isLast || behind != 0x0A
        default: true
        }
    }

    private enum Folded {
        case leftOut
        case kept
        case pair(UInt8, UInt8)
        case foldsToASCII
    }

    // SAFETY: the caller says that `length` bytes stand at `index`.
    private static func folded(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int) -> Folded {
        let lead = unsafe bytes[index]
        let second = length > 1 ? unsafe bytes[index + 1] : 0
        let third = length > 2 ? unsafe bytes[index + 2] : 0
        switch lead {
        // Signs of Latin-1, among them the no-break space and the soft hyphen.
        case 0xC2: return .leftOut
        case 0xC3: return (0x80...0x9E).contains(second) && second != 0x97 ? .pair(lead, second + 0x20) : .kept
        // U+0130 is an i and a dot in lower case.
        case 0xC4: return second == 0xB0 ? .foldsToASCII : .kept
        case 0xCD: return second == 0x8F ? .leftOut : .kept
        case 0xD0:
            switch second {
            case 0x80...0x8F: return .pair(0xD1, second + 0x10)
            case 0x90...0x9F: return .pair(0xD0, second + 0x20)
            case 0xA0...0xAF: return .pair(0xD1, second - 0x20)
            default: return .kept
            }
        case 0xD8: return second == 0x9C ? .leftOut : .kept
        case 0xE1:
            switch (second, third) {
            // U+1E9E is another capital of U+00DF.
            case (0xBA, 0x9E): return .foldsToASCII
            case (0x85, 0x9F), (0x85, 0xA0), (0x9A, 0x80), (0x9E, 0xB4), (0x9E, 0xB5), (0xA0, 0x8B...0x8F):
                return .leftOut
            default: return .kept
            }
        case 0xE2:
            // The signs of Kelvin and Angstrom.
            if second == 0x84, third == 0xAA || third == 0xAB { return .foldsToASCII }
            return second == 0x80 || second == 0x81 ? .leftOut : .kept
        case 0xE3: return second == 0x80 || (second == 0x85 && third == 0xA4) ? .leftOut : .kept
        case 0xEF:
            switch (second, third) {
            case (0xBB, 0xBF), (0xB8, 0x80...0x8F), (0xBE, 0xA0), (0xBF, 0xB0...0xB8): return .leftOut
            default: return .kept
            }
        case 0xF0: return second == 0x9D && third == 0x85 || second == 0x9B && third == 0xB2 ? .leftOut : .kept
        case 0xF3: return second == 0xA0 ? .leftOut : .kept
        default: return .kept
        }
    }

    /// True for letters of which capitals and small letters are reduced to the same bytes, and for those that have no case.
    private static func isFolded(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x80...0xDE, 0xE0...0xFE, 0x0400...0x045F: scalar.value != 0xE5
        case 0x2000...0x206F, 0x3000...0x9FFF, 0xAC00...0xD7A3: true
        default: false
        }
    }
}

/// Lengths of UTF-8 sequences.
enum UTF8Length {
    /// Bytes of the sequence that starts with this byte.
    static func of(lead: UInt8) -> Int { lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }
}
