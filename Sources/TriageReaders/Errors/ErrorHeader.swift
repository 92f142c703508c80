/// The name before an error's message: `Set-X : message`, `C:\Scripts\x.ps1 : message`.
enum ErrorHeader {
    /// Name and message; the name is nil when the text starts with the message itself.
    ///
    /// A name is one word, or a path, before a colon with a blank on both sides; or `Verb-Noun:` with a blank behind.
    static func split(_ text: LocatedText) -> (name: LocatedText?, message: LocatedText) {
        let body = text.trimmed
        let bytes = body.bytes
        var index = 0
        let limit = min(bytes.count, 300)
        while index < limit, bytes[index] != 0x0A {
            if bytes[index] == 0x3A, index + 1 == bytes.count || bytes[index + 1].isBlankByte {
                let end = index > 0 && bytes[index - 1] == 0x20 ? index - 1 : index
                if isName(bytes[..<end], hasBlank: end < index) {
                    return (body[0..<end], body[(index + 1)..<body.count].trimmed)
                }
                return (nil, body)
            }
            index += 1
        }
        return (nil, body)
    }

    private static func isName(_ name: ArraySlice<UInt8>, hasBlank: Bool) -> Bool {
        guard let first = name.first else { return false }
        if name.contains(0x5C) || (first == 0x2F && name.count > 1) { return hasBlank && !name.contains(0x22) }
        guard !name.contains(where: { $0.isBlankByte || $0 == 0x27 || $0 == 0x22 || $0 == 0x2C }) else { return false }
        if hasBlank { return name.count <= 120 }
        return CommandName.hasApprovedVerb(name)
    }
}
