/// Names of character sets as mails write them (RFC 2978), and numbers of Windows code pages.
///
/// Only sets in this table are converted: a converter is code of the C library, and a stranger's mail must not choose
/// among all of them.
enum CharsetName {
    /// The name the C library knows a set by; nil for one that is not read. Any case.
    static func converter(for label: String) -> String? {
        let name = label.lowercased()
        if let number = number(of: name, after: ["iso-8859-", "iso8859-", "iso_8859-", "iso-8859_"]), 2...16 ~= number,
            number != 12
        {
            return "ISO-8859-\(number)"
        }
        if let number = number(of: name, after: ["windows-", "cp", "x-cp", "win-"]), 1250...1258 ~= number {
            return "CP\(number)"
        }
        if let number = number(of: name, after: ["ibm", "cp"]), oem.contains(number) { return "CP\(number)" }
        return others[name]
    }

    /// The label of a Windows code page; nil for one that is not known.
    static func label(ofCodePage number: Int) -> String? {
        switch number {
        case 1200: "utf-16le"
        case 1201: "utf-16be"
        case 65001: "utf-8"
        case 20127: "us-ascii"
        case 28591...28606: "iso-8859-\(number - 28590)"
        case 1250...1258: "windows-\(number)"
        case 437, 850, 852, 855, 857, 858, 860...866, 869, 874: "cp\(number)"
        case 932: "cp932"
        case 936, 20936: "gbk"
        case 949, 51949: "cp949"
        case 950: "big5"
        case 54936: "gb18030"
        case 50220, 50221, 50222: "iso-2022-jp"
        case 51932: "euc-jp"
        case 20866: "koi8-r"
        case 21866: "koi8-u"
        case 10000: "macintosh"
        default: nil
        }
    }

    private static let oem: Set<Int> = [737, 775, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874]

    private static let others: [String: String] = [
        "koi8-r": "KOI8-R", "koi8-u": "KOI8-U", "gb2312": "GBK", "gbk": "GBK", "cp936": "GBK", "x-gbk": "GBK",
        "gb18030": "GB18030", "big5": "BIG5", "cp950": "BIG5", "big5-hkscs": "BIG5-HKSCS", "euc-jp": "EUC-JP",
        "iso-2022-jp": "ISO-2022-JP", "euc-kr": "CP949", "ks_c_5601-1987": "CP949", "ks_c_5601": "CP949",
        "cp949": "CP949", "tis-620": "TIS-620", "macintosh": "MACINTOSH", "mac": "MACINTOSH", "utf-7": "UTF-7",
        "latin2": "ISO-8859-2", "latin5": "ISO-8859-9", "latin9": "ISO-8859-15", "hz-gb-2312": "GBK",
    ]

    private static func number(of name: String, after prefixes: [String]) -> Int? {
        for prefix in prefixes where name.hasPrefix(prefix) {
            if let number = Int(name.dropFirst(prefix.utf8.count)) { return number }
        }
        return nil
    }
}
