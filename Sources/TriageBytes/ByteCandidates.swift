/// Finds the places of a byte, or of a letter in both cases, going forward only: the whole of a text is looked at once
/// for each case, however many places are asked for.
struct ByteCandidates {
    private let byte: UInt8
    /// The upper-case form when it differs and counts too.
    private let upper: UInt8?
    private var nextLower = -1
    private var nextUpper = -1

    init(_ byte: UInt8, ignoringCase: Bool) {
        self.byte = byte
        upper = ignoringCase && ASCII.isLetter(byte) ? byte & 0xDF : nil
    }

    /// The first place in `from..<to`; `from` must not go back, `to` must not change.
    mutating func next(in text: Span<UInt8>, from: Int, to: Int) -> Int? {
        if nextLower < from { nextLower = ByteSearch.first(byte, in: text, from: from, to: to) ?? Int.max }
        guard let upper else { return nextLower == .max ? nil : nextLower }
        if nextUpper < from { nextUpper = ByteSearch.first(upper, in: text, from: from, to: to) ?? Int.max }
        let next = min(nextLower, nextUpper)
        return next == .max ? nil : next
    }
}
