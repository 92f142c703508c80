/// The encodings that are read. The raw value is the name shown.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    /// UTF-8 without a byte order mark; ASCII too.
    case utf8 = "utf-8"
    /// UTF-8 behind a byte order mark.
    case utf8BOM = "utf-8-bom"
    /// UTF-16, low byte first.
    case utf16LE = "utf-16le"
    /// UTF-16, high byte first.
    case utf16BE = "utf-16be"
    /// UTF-32, low byte first.
    case utf32LE = "utf-32le"
    /// UTF-32, high byte first.
    case utf32BE = "utf-32be"
    /// Windows code page of Western Europe.
    case windows1252 = "windows-1252"
    /// Console code page of the United States.
    case cp437
    /// Console code page of Western Europe.
    case cp850
    /// Shift JIS as Windows writes it.
    case cp932

    /// The encoding of a label as mails, pages and XML declarations write it (RFC 2978 names and common aliases,
    /// any case); nil when it is not read here. ISO 8859-1 and ASCII are read as Windows-1252, as browsers do.
    public init?(label: String) {
        switch label.lowercased() {
        case "utf-8", "utf8", "unicode-1-1-utf-8", "65001": self = .utf8
        case "utf-8-bom", "utf-8-sig": self = .utf8BOM
        case "utf-16", "utf-16le", "unicode", "ucs-2", "1200": self = .utf16LE
        case "utf-16be", "unicodefffe", "1201": self = .utf16BE
        case "utf-32", "utf-32le": self = .utf32LE
        case "utf-32be": self = .utf32BE
        case "windows-1252", "cp1252", "1252", "iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii":
            self = .windows1252
        case "cp437", "ibm437", "437", "oem-us": self = .cp437
        case "cp850", "ibm850", "850": self = .cp850
        case "cp932", "shift_jis", "shift-jis", "sjis", "windows-31j", "ms932", "932", "x-sjis": self = .cp932
        default: return nil
        }
    }
}
