/// Text whose character set was told from outside: a part of a mail, a property of an Outlook message.
public struct DeclaredText: Sendable, Hashable {
    /// Valid UTF-8; bytes that fit no character stand as U+FFFD.
    public let text: [UInt8]
    /// The name of the encoding it was read in: `utf-8`, `windows-1252`, `iso-8859-2`.
    public let encoding: String
    /// True when the declared set is not one that is read, so that the bytes were judged instead.
    public let isGuess: Bool

    /// Decodes bytes in a declared set. A byte order mark goes before it; without a declaration, and where it says ASCII
    /// or UTF-8 and the bytes say otherwise, the bytes are judged.
    public static func decode(_ bytes: [UInt8], charset label: String?) -> DeclaredText {
        guard let label, !label.isEmpty else { return judged(bytes, isGuess: false) }
        switch label.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968", "unicode-1-1-utf-8":
            return judged(bytes, isGuess: false)
        default: break
        }
        if let encoding = TextEncoding(label: label) {
            let decoded = TextDecoder.decode(bytes, declared: encoding)
            return DeclaredText(text: decoded.text, encoding: decoded.encoding, isGuess: false)
        }
        if let name = CharsetName.converter(for: label), let text = CharsetConverter.convert(bytes, from: name) {
            return DeclaredText(text: text, encoding: label.lowercased(), isGuess: false)
        }
        return judged(bytes, isGuess: true)
    }

    /// Decodes bytes in a Windows code page.
    public static func decode(_ bytes: [UInt8], codePage: Int) -> DeclaredText {
        decode(bytes, charset: CharsetName.label(ofCodePage: codePage))
    }

    private static func judged(_ bytes: [UInt8], isGuess: Bool) -> DeclaredText {
        let decoded = TextDecoder.decode(bytes)
        return DeclaredText(text: decoded.text, encoding: decoded.encoding, isGuess: isGuess)
    }
}
