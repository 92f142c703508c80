/// What an error looks like without the names, numbers, times, ids and paths that differ from ticket to ticket.
///
/// `Couldn't find object 'anna' on 'DC01'` becomes `couldn't find object <name> on <name>`. Codes stay, for they tell
/// errors apart: a status of three digits in parentheses, `0x80070005`, `ABCDE12345`. Linear in the length of the text.
enum ErrorSignature {
    /// Words of a signature, at most.
    static let mostWords = 28
    /// Bytes of a text that are looked at.
    private static let mostBytes = 2_000

    /// The words of a text, masked.
    static func words(_ text: some Sequence<UInt8>) -> [String] {
        var words: [String] = []
        for word in unquoted(Array(text.prefix(mostBytes))).split(whereSeparator: { $0 <= 0x20 }) {
            let masked = mask(word)
            // Several masked words in a row say no more than one.
            if masked.hasPrefix("<"), masked == words.last { continue }
            if !masked.isEmpty { words.append(masked) }
            if words.count == mostWords { break }
        }
        return words
    }

    // MARK: Quotes

    /// The text with what stands in quotes replaced by `<name>`; of a command in quotes its name stays.
    private static func unquoted(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var index = 0
        // Where the next quote of a kind closes; looked for once, so that many that never close cost nothing.
        var hasNoEnd: Set<UInt8> = []
        while index < bytes.count {
            let byte = bytes[index]
            let opens =
                (byte == 0x27 || byte == 0x22 || byte == 0x60)
                && (index == 0 || isEdge(bytes[index - 1])) && !hasNoEnd.contains(byte)
            guard opens else {
                out.append(byte)
                index += 1
                continue
            }
            guard let end = closing(byte, in: bytes, after: index) else {
                hasNoEnd.insert(byte)
                out.append(byte)
                index += 1
                continue
            }
            let first = bytes[(index + 1)..<end].prefix { $0 > 0x20 }
            if isCommand(first) { out.append(contentsOf: first) } else { out.append(contentsOf: "<name>".utf8) }
            index = end + 1
        }
        return out
    }

    private static func closing(_ quote: UInt8, in bytes: [UInt8], after start: Int) -> Int? {
        var index = start + 1
        while index < bytes.count {
            let isEnd = bytes[index] == quote || (quote == 0x60 && bytes[index] == 0x27)
            if isEnd, index > start + 1, index + 1 == bytes.count || isEdge(bytes[index + 1]) { return index }
            index += 1
        }
        return nil
    }

    private static func isEdge(_ byte: UInt8) -> Bool {
        byte <= 0x20 || (byte < 0x80 && !isLetter(byte) && !isDigit(byte) && byte != 0x27 && byte != 0x22)
    }

    /// `Verb-Noun`.
    private static func isCommand(_ word: ArraySlice<UInt8>) -> Bool {
        let parts = word.split(separator: 0x2D, omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                part.count > 1 && part.allSatisfy { isLetter($0) || isDigit($0) }
                    && part.first.map { $0 >= 0x41 && $0 <= 0x5A } == true
            }
    }

    // MARK: Words

    private static func mask(_ word: ArraySlice<UInt8>) -> String {
        if word.starts(with: "<name>".utf8) { return "<name>" }
        let core = trimmed(word)
        guard !core.isEmpty else { return "" }
        if isStatus(word, core) || isCode(core) { return text(core) }
        if contains(core, "://") { return "<uri>" }
        if core.contains(0x40), core.count > 2 { return "<address>" }
        if isDistinguishedName(core) { return "<name>" }
        if isPath(core) { return "<path>" }
        let digits = core.count(where: isDigit)
        if digits == 0 { return isHost(core) ? "<host>" : text(core) }
        let letters = core.count(where: isLetter)
        if letters == 0 || (letters <= 2 && digits > letters) { return "<n>" }
        if isCommand(core) { return text(core) }
        return "<id>"
    }

    /// Lower case; what is no ASCII stays.
    private static func text(_ word: ArraySlice<UInt8>) -> String {
        String(decoding: word.prefix(64).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private static func trimmed(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var word = word
        while let first = word.first, first < 0x80, !isLetter(first), !isDigit(first), first != 0x2F, first != 0x5C {
            word.removeFirst()
        }
        while let last = word.last, last < 0x80, !isLetter(last), !isDigit(last) { word.removeLast() }
        return word
    }

    /// `(413)`: three digits in parentheses.
    private static func isStatus(_ word: ArraySlice<UInt8>, _ core: ArraySlice<UInt8>) -> Bool {
        core.count == 3 && core.allSatisfy(isDigit) && word.first == 0x28
    }

    /// `0x80070005`, or three capitals and more before three digits and more.
    private static func isCode(_ core: ArraySlice<UInt8>) -> Bool {
        if core.count == 10, core.starts(with: "0x".utf8) || core.starts(with: "0X".utf8) {
            return core.dropFirst(2).allSatisfy { isDigit($0) || ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x66 }
        }
        let letters = core.prefix { $0 >= 0x41 && $0 <= 0x5A }
        let digits = core.dropFirst(letters.count)
        return letters.count >= 3 && digits.count >= 3 && digits.allSatisfy(isDigit)
    }

    private static func isDistinguishedName(_ core: ArraySlice<UInt8>) -> Bool {
        core.count > 3 && core[core.startIndex + 2] == 0x3D
            && ["cn", "ou", "dc"].contains(text(core.prefix(2)))
    }

    private static func isPath(_ core: ArraySlice<UInt8>) -> Bool {
        core.contains(0x5C) || core.count { $0 == 0x2F } > 1
    }

    /// Lower-case labels with dots between them; type names have capitals.
    private static func isHost(_ core: ArraySlice<UInt8>) -> Bool {
        let labels = core.split(separator: 0x2E, omittingEmptySubsequences: false)
        return labels.count > 1
            && labels.allSatisfy { label in
                label.count > 1 && label.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D }
            }
    }

    private static func contains(_ word: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
        String(decoding: word, as: UTF8.self).contains(text.description)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
