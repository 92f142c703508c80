import TriageBytes

/// Takes the text or the HTML out of a message's rich text ([MS-OXRTFEX]); plain rich text gives its text.
///
/// One pass over the bytes; groups stand on a stack whose height is bounded.
struct EncapsulatedRTF {
    /// What was taken out.
    enum Content: Sendable, Hashable {
        case text([UInt8])
        case html([UInt8])
    }

    private struct Group {
        /// Nothing of this group is content.
        var isIgnored = false
        /// Between `\htmlrtf` and `\htmlrtf0`: only for programs that show RTF.
        var isForRTF = false
        /// Inside of `{\*\htmltag …}`.
        var isTag = false
        /// Bytes that stand for a character after `\u`.
        var skip = 1
        /// Font, for its character set.
        var font = 0
    }

    private let bytes: [UInt8]
    private var index = 0
    private var group = Group()
    private var stack: [Group] = []
    /// Groups beyond the stack's height; they are ignored.
    private var excess = 0
    private var isHTML = false
    private var codePage = 1252
    /// Code pages of fonts, by their number.
    private var fonts: [Int: Int] = [:]
    private var isFontTable = false
    private var fontTableDepth = 0
    private var toSkip = 0
    private var highSurrogate: UInt16?
    private var text: [UInt8] = []
    /// Bytes of a code page that are not decoded yet.
    private var pending: [UInt8] = []
    private var isStar = false

    private static let maximumDepth = 500

    /// Reads rich text; nil when the bytes are none.
    static func read(_ bytes: [UInt8]) -> Content? {
        guard bytes.starts(with: Array("{\\rtf".utf8)) else { return nil }
        var reader = EncapsulatedRTF(bytes: bytes)
        reader.run()
        return reader.isHTML ? .html(reader.text) : .text(reader.text)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() {
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x7B:
                index += 1
                flush()
                if stack.count < Self.maximumDepth { stack.append(group) } else { excess += 1 }
                isStar = false
                toSkip = 0
            case 0x7D:
                index += 1
                close()
            case 0x5C: control()
            case 0x0D, 0x0A: index += 1
            default:
                index += 1
                character(byte)
            }
        }
        flush()
    }

    private mutating func close() {
        flush()
        toSkip = 0
        if excess > 0 {
            excess -= 1
        } else if let outer = stack.popLast() {
            if isFontTable, stack.count < fontTableDepth { isFontTable = false }
            group = outer
        }
    }

    // MARK: Characters

    private var isWritten: Bool {
        if excess > 0 || group.isIgnored || isFontTable { return false }
        return !group.isForRTF
    }

    private mutating func character(_ byte: UInt8) {
        if toSkip > 0 {
            toSkip -= 1
        } else if isWritten {
            pending.append(byte)
        }
    }

    private mutating func write(_ text: String) {
        guard isWritten else { return }
        flush()
        self.text += Array(text.utf8)
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        let page = fonts[group.font] ?? codePage
        text +=
            pending.allSatisfy({ $0 < 0x80 }) ? pending : DeclaredText.decode(pending, codePage: page).text
        pending = []
    }

    private mutating func unicode(_ number: Int) {
        let unit = UInt16(truncatingIfNeeded: number)
        toSkip = group.skip
        guard isWritten else { return }
        flush()
        if unit & 0xFC00 == 0xD800 {
            highSurrogate = unit
            return
        }
        var units = [unit]
        if unit & 0xFC00 == 0xDC00, let high = highSurrogate { units = [high, unit] }
        highSurrogate = nil
        text += Array(String(decoding: units, as: UTF16.self).utf8)
    }

    // MARK: Control words

    private mutating func control() {
        guard index + 1 < bytes.count else {
            index += 1
            return
        }
        let sign = bytes[index + 1]
        guard ASCII.isLetter(sign) else {
            index += 2
            symbol(sign)
            return
        }
        var end = index + 1
        while end < bytes.count, end - index <= 32, ASCII.isLetter(bytes[end]) { end += 1 }
        let word = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        var number: Int?
        var isNegative = false
        var digits = end
        if digits < bytes.count, bytes[digits] == 0x2D, digits + 1 < bytes.count, ASCII.isDigit(bytes[digits + 1]) {
            isNegative = true
            digits += 1
        }
        while digits < bytes.count, digits - end < 10, ASCII.isDigit(bytes[digits]) {
            number = (number ?? 0) * 10 + Int(bytes[digits] - 0x30)
            digits += 1
        }
        if isNegative { number = number.map { -$0 } }
        index = digits
        if index < bytes.count, bytes[index] == 0x20 { index += 1 }
        apply(word, number)
    }

    private mutating func symbol(_ sign: UInt8) {
        switch sign {
        case 0x27:
            guard index + 1 < bytes.count, let high = Hex.value(bytes[index]), let low = Hex.value(bytes[index + 1])
            else {
                return
            }
            index += 2
            character(high << 4 | low)
        case 0x2A: isStar = true
        case 0x7E: write("\u{A0}")
        case 0x5F: write("\u{AD}")
        case 0x5C, 0x7B, 0x7D: character(sign)
        case 0x0D, 0x0A: write("\n")
        default: break
        }
    }

    private mutating func apply(_ word: String, _ number: Int?) {
        let followsStar = isStar
        isStar = false
        switch word {
        case "fromhtml": isHTML = number != 0
        case "ansicpg": codePage = number ?? 1252
        case "uc": group.skip = max(0, min(number ?? 1, 16))
        case "u": unicode(number ?? 0)
        case "htmlrtf":
            flush()
            group.isForRTF = number != 0
        case "htmltag": group.isTag = true
        case "fonttbl":
            isFontTable = true
            fontTableDepth = stack.count
        case "f": font(number ?? 0)
        case "fcharset": if isFontTable, let page = Self.codePage(ofCharset: number ?? 0) { fonts[group.font] = page }
        case "par", "line": write("\r\n")
        case "tab": write("\t")
        case "cell", "nestcell": if !isHTML { write("\t") }
        case "row", "nestrow": if !isHTML { write("\r\n") }
        case "lquote": write("\u{2018}")
        case "rquote": write("\u{2019}")
        case "ldblquote": write("\u{201C}")
        case "rdblquote": write("\u{201D}")
        case "bullet": write("\u{2022}")
        case "endash": write("\u{2013}")
        case "emdash": write("\u{2014}")
        case "bin": index = min(bytes.count, index + max(0, min(number ?? 0, bytes.count - index)))
        case "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "listtable", "mhtmltag":
            group.isIgnored = true
        default: if followsStar { group.isIgnored = true }
        }
    }

    private mutating func font(_ number: Int) {
        flush()
        group.font = number
    }

    /// Code pages of the character sets of fonts.
    private static func codePage(ofCharset charset: Int) -> Int? {
        switch charset {
        case 0: 1252
        case 128: 932
        case 129: 949
        case 134: 936
        case 136: 950
        case 161: 1253
        case 162: 1254
        case 163: 1258
        case 177: 1255
        case 178: 1256
        case 186: 1257
        case 204: 1251
        case 222: 874
        case 238: 1250
        default: nil
        }
    }
}
