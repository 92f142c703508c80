/// The value of CategoryInfo: `Category: (Target:TargetType) [Activity], Reason`. Parts may be missing.
///
/// Some languages translate the category ("Erreur de sécurité : (:) [], PSSecurityException"), and Japanese and Chinese
/// write a comma of their own before the reason.
struct CategoryLine: Sendable {
    var category: LocatedText?
    /// Text between the bracket and its last colon; empty for "no target".
    var target: LocatedText?
    /// The round brackets with what is in them.
    var brackets: LocatedText?
    /// The square brackets with what is in them.
    var squares: LocatedText?
    var targetType: LocatedText?
    /// Text between the square brackets; empty for "no command".
    var activity: LocatedText?
    var reason: LocatedText?
    /// False when the value ends before its form does.
    var isWhole = false

    /// Reads a repaired value. Never fails: what is not there stays nil.
    ///
    /// Targets hold anything (colons, brackets, `…`), so the end is searched from the right.
    init(_ value: LocatedText) {
        let text = value.trimmed
        let bytes = text.bytes
        guard let colon = bytes.firstIndex(of: 0x3A) else {
            if !text.isEmpty, Self.isName(bytes[...]) { category = text }
            return
        }
        guard Self.isName(bytes[..<colon]) else { return }
        category = text[0..<colon].trimmed
        guard let open = Self.next(0x28, in: bytes, from: colon + 1) else { return }
        // "(target) [activity], reason": the last ") [" that has "]" behind it.
        guard let close = Self.closing(bytes, from: open + 1) else { return }
        brackets = text[open..<(close + 1)]
        if let split = bytes[(open + 1)..<close].lastIndex(of: 0x3A) {
            target = text[(open + 1)..<split].trimmed
            targetType = text[(split + 1)..<close].trimmed
        } else {
            target = text[(open + 1)..<close].trimmed
        }
        guard let bracket = Self.next(0x5B, in: bytes, from: close + 1),
            let end = Self.closingBracket(bytes, from: bracket + 1)
        else { return }
        squares = text[bracket..<(end + 1)]
        activity = text[(bracket + 1)..<end].trimmed
        guard let behindComma = Self.behindComma(in: bytes, from: end + 1) else { return }
        let rest = text[behindComma..<bytes.count].trimmed
        guard !rest.isEmpty else { return }
        reason = rest
        isWhole = true
    }

    /// `ObjectNotFound`, `Erreur de sécurité`, `セキュリティ エラー`: words of letters.
    private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, bytes.count <= 60 else { return false }
        return !first.isBlankByte && bytes.allSatisfy { $0.isLetter || $0 >= 0x80 || $0 == 0x20 }
    }

    /// The place of a byte with only blanks before it.
    private static func next(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < bytes.count, bytes[index].isBlankByte { index += 1 }
        return index < bytes.count && bytes[index] == byte ? index : nil
    }

    /// The place behind `,`, `、` or `，` with only blanks before it.
    private static func behindComma(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < bytes.count, bytes[index].isBlankByte { index += 1 }
        for comma in commas where bytes[min(index, bytes.count)...].starts(with: comma) { return index + comma.count }
        return nil
    }

    private static let commas: [[UInt8]] = [",", "、", "，"].map { Array($0.utf8) }

    /// The round bracket before the last `[`.
    private static func closing(_ bytes: [UInt8], from start: Int) -> Int? {
        guard start <= bytes.count else { return nil }
        var index = bytes.count - 1
        var fallback: Int?
        while index >= start {
            if bytes[index] == 0x29 {
                if next(0x5B, in: bytes, from: index + 1) != nil { return index }
                fallback = fallback ?? index
            }
            index -= 1
        }
        return fallback
    }

    /// The last `],`, else the last `]`.
    private static func closingBracket(_ bytes: [UInt8], from start: Int) -> Int? {
        guard start <= bytes.count else { return nil }
        var index = bytes.count - 1
        var fallback: Int?
        while index >= start {
            if bytes[index] == 0x5D {
                if behindComma(in: bytes, from: index + 1) != nil { return index }
                fallback = fallback ?? index
            }
            index -= 1
        }
        return fallback
    }
}
