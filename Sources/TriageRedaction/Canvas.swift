/// A text that is being redacted: its bytes, and which of them were written already. What was written first stays.
struct Canvas {
    private(set) var bytes: [UInt8]
    private var claimed: [Bool]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        claimed = [Bool](repeating: false, count: bytes.count)
    }

    /// True when none of these characters was written, and all of them stand in the source.
    func isFree(_ view: TextView, _ places: some Sequence<Int>) -> Bool {
        for place in places {
            guard view.starts.indices.contains(place) else { return false }
            let start = Int(view.starts[place])
            guard claimed.indices.contains(start), !claimed[start] else { return false }
        }
        return true
    }

    /// Writes a token over a word, character by character, in the case of the word.
    mutating func write(_ token: [UInt32], over places: [Int], of view: TextView, keepsCase: Bool = true) {
        guard token.count == places.count else { return }
        for (place, scalar) in zip(places, token) { write(scalar, at: place, of: view, keepsCase: keepsCase) }
    }

    /// Claims characters without changing them.
    mutating func keep(_ places: some Sequence<Int>, of view: TextView) {
        for place in places where view.starts.indices.contains(place) {
            let start = Int(view.starts[place])
            if claimed.indices.contains(start) { claimed[start] = true }
        }
    }

    private mutating func write(_ scalar: UInt32, at place: Int, of view: TextView, keepsCase: Bool) {
        let start = Int(view.starts[place])
        let length = Int(view.lengths[place])
        guard start >= 0, start + length <= bytes.count else { return }
        let old = view.scalars[place]
        var new = keepsCase && Letters.isUpper(old) ? Self.upper(scalar) : scalar
        if let family = Letters.family(old), let wanted = Unicode.Scalar(old), let have = Unicode.Scalar(new),
            UTF8.width(wanted) != UTF8.width(have)
        {
            new = family.scalar(Int(scalar), isUpper: Letters.isUpper(old))
        }
        let written = Escapes.write(new, over: bytes[start..<(start + length)])
        guard written.count == length else { return }
        for (offset, byte) in written.enumerated() {
            bytes[start + offset] = byte
            claimed[start + offset] = true
        }
    }

    private static func upper(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar &- 0x61 < 26 ? scalar & ~0x20 : scalar }
        guard let family = Letters.family(scalar), family == .twoBytes || family == .threeBytes,
            let value = Unicode.Scalar(scalar)
        else { return scalar }
        let mapped = value.properties.uppercaseMapping.unicodeScalars
        guard mapped.count == 1, let first = mapped.first, UTF8.width(first) == UTF8.width(value) else { return scalar }
        return first.value
    }

    /// Writes bytes that stand as text.
    mutating func write(_ new: [UInt8], over run: ByteRun) { run.write(new, into: &bytes, claimed: &claimed) }

    /// True when nothing of a run was written.
    func isFree(_ run: ByteRun) -> Bool { run.places.allSatisfy { claimed.indices.contains($0) && !claimed[$0] } }
}
