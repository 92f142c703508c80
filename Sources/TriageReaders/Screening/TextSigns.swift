public import TriageBytes

/// Signs that a text has to be read before anybody can say what stands in it: escapes, markup, columns.
///
/// Readers put values together from pieces of the text. Where only signs and blanks stand between the pieces, the value
/// stands in the text reduced to its words (``BareText``). Each reader that does more than that has its sign here.
public struct TextSigns: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt8
    /// From bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Values may be spelled in another way, or their pieces may stand apart: nothing can be said.
    public static let unclear = TextSigns(rawValue: 1 << 0)
    /// Numbers may be written in another way (JSON: `5e1`).
    public static let numbers = TextSigns(rawValue: 1 << 1)
    /// Parts of one error may stand apart in the text and beside each other in what is read of it: the gutter of
    /// ConciseView, frames of a stack between the lines of a message.
    public static let apart = TextSigns(rawValue: 1 << 2)
    /// Letters behind a backslash that JSON has a meaning for.
    private static let escapes = TextSigns(rawValue: 1 << 3)
    /// Strings of JSON may hold escapes: what stands in the text with its escapes undone (``JSONEscapes``) stands there too.
    public static let escaped = TextSigns(rawValue: 1 << 4)

    /// Reduces a text to its words, and gathers its signs; stops at the first that makes it unclear.
    ///
    /// - Precondition: the text is well-formed UTF-8.
    public static func gather(_ text: [UInt8], into bare: inout BareText) -> TextSigns {
        var signs: TextSigns = []
        var hasDoubleColon = false
        var firstException: Int?
        bare.begin(size: text.count)
        let span = text.span
        while let (place, stop) = bare.advance(in: span) {
            guard case .sign(let byte) = stop else { return .unclear }
            let reader = SignReader(text: text, place: place)
            switch byte {
            case 0x5C: signs.formUnion(reader.backslash())
            case 0x3C: signs.formUnion(reader.angle())
            case 0x2D: signs.formUnion(reader.dash())
            case 0x7B, 0x5B: signs.formUnion(reader.bracket())
            case 0x7C: signs.formUnion(reader.bar())
            case 0x3A:
                hasDoubleColon = hasDoubleColon || reader.isDoubled
                if firstException == nil, reader.ends(exception) { firstException = place }
            // Colours, and whatever else moves a cursor.
            default: return .unclear
            }
            if signs.contains(.unclear) { return .unclear }
        }
        // What is too deep to be read is said in every row.
        if signs.contains(.numbers), !JSONDepth.isBounded(span) { return .unclear }
        if signs.isSuperset(of: [.numbers, .escapes]) { signs.insert(.escaped) }
        // LDIF with base64 in it (RFC 2849).
        if hasDoubleColon, entry.first(in: span) != nil { return .unclear }
        if let firstException, hasFrames(span, from: firstException) { signs.insert(.apart) }
        if signs.contains(.numbers), !hasExponents(span) { signs.remove(.numbers) }
        return signs.subtracting(.escapes)
    }

    /// Escapes as JSON knows them.
    static let escape = escapes

    private static let exception = Array("Exception".utf8)
    private static let frames = [ByteNeedle(" at "), ByteNeedle(" --- ")]

    /// Lines of the stack of an exception whose name ends there.
    private static func hasFrames(_ text: Span<UInt8>, from start: Int) -> Bool {
        for frame in frames where frame.first(in: text, from: start) != nil { return true }
        return false
    }

    /// A number of JSON with an exponent; in the text of a string one is taken for it as well.
    private static func hasExponents(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] | 0x20 == 0x65 {
            var start = index
            while start > 0, index - start < 40, text[start - 1].isDigit || text[start - 1] == 0x2E { start -= 1 }
            guard start < index else { continue }
            if index - start >= 40 { return true }
            if start > 0, text[start - 1] == 0x2D { start -= 1 }
            let before = start > 0 ? text[start - 1] : 0x0A
            if before <= 0x20 || before == 0x3A || before == 0x2C || before == 0x5B { return true }
        }
        return false
    }

    private static let entry = ByteNeedle("dn:")
}
