/// Which code page the texts of an old message are in: those of the system it was written on.
enum AnsiCodePage {
    /// PidTagMessageCodepage; else the page of PidTagMessageLocaleId's language; else the page of Windows nearest to
    /// PidTagInternetCodepage, which says how the mail travelled. nil when nothing tells.
    static func of(_ properties: MessageProperties) -> Int? {
        if let stated = properties.integer(0x3FFD), stated != 0 { return stated }
        if let locale = properties.integer(0x3FF1), let page = page(ofLocale: locale) { return page }
        return properties.integer(0x3FDE).flatMap(page(ofInternetPage:))
    }

    /// [MS-LCID]: the low ten bits are the language.
    private static func page(ofLocale locale: Int) -> Int? {
        switch locale & 0x3FF {
        case 0x04: locale == 0x0404 || locale == 0x0C04 || locale == 0x1404 ? 950 : 936
        case 0x11: 932
        case 0x12: 949
        case 0x02, 0x19, 0x22, 0x23, 0x2F: 1251
        case 0x05, 0x0E, 0x15, 0x18, 0x1A, 0x1B, 0x1C, 0x24: 1250
        case 0x08: 1253
        case 0x1F: 1254
        case 0x0D: 1255
        case 0x01, 0x20, 0x29: 1256
        case 0x25, 0x26, 0x27: 1257
        case 0x2A: 1258
        case 0x1E: 874
        case 0x00: nil
        default: 1252
        }
    }

    private static func page(ofInternetPage page: Int) -> Int? {
        switch page {
        case 50220, 50221, 50222, 51932, 932: 932
        case 51949, 949: 949
        case 20936, 936, 54936: 936
        case 950: 950
        case 20866, 21866, 28595: 1251
        case 28592: 1250
        case 28597: 1253
        case 28599: 1254
        case 28591, 28605, 20127: 1252
        case 1250...1258: page
        default: nil
        }
    }
}
