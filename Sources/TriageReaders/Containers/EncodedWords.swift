import TriageBytes

/// Text of header fields: encoded words (RFC 2047) decoded, bytes beyond ASCII judged as any text, one line.
enum EncodedWords {
    /// The text of a field's value. O(size).
    static func decode(_ value: [UInt8]) -> String {
        var text: [UInt8] = []
        var plain: [UInt8] = []
        var pending: (charset: String, bytes: [UInt8])?
        var index = 0
        func flushPlain() {
            if !plain.isEmpty { text += TextDecoder.decode(plain).text }
            plain = []
        }
        func flushWord() {
            if let word = pending { text += DeclaredText.decode(word.bytes, charset: word.charset).text }
            pending = nil
        }
        while index < value.count {
            if value[index] == 0x3D, let word = Word(value, at: index) {
                // White space between two encoded words is none of the text; a character may be cut between two words.
                if pending != nil, plain.allSatisfy({ ASCII.isSpace($0) }) { plain = [] }
                if !plain.isEmpty || pending?.charset != word.charset { flushWord() }
                flushPlain()
                if pending == nil { pending = (word.charset, []) }
                pending?.bytes += word.bytes
                index = word.end
            } else {
                plain.append(value[index])
                index += 1
            }
        }
        flushWord()
        flushPlain()
        return oneLine(String(decoding: text, as: UTF8.self))
    }

    /// Without control characters and blanks at either end, so that a value cannot pretend to be further lines.
    static func oneLine(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: scalars.append(" ")
            default: scalars.append(scalar)
            }
        }
        return ValueTyper.trim(String(scalars))
    }

    /// `=?charset?B?…?=` or `=?charset?Q?…?=`.
    private struct Word {
        let charset: String
        let bytes: [UInt8]
        let end: Int

        init?(_ value: [UInt8], at start: Int) {
            guard start + 1 < value.count, value[start + 1] == 0x3F else { return nil }
            var index = start + 2
            let charsetStart = index
            while index < value.count, index - charsetStart <= 60, value[index] != 0x3F, value[index] > 0x20 {
                index += 1
            }
            guard index + 2 < value.count, index > charsetStart, value[index] == 0x3F, value[index + 2] == 0x3F else {
                return nil
            }
            // RFC 2231, section 5: a language may stand behind the character set.
            let name = value[charsetStart..<index].prefix { $0 != 0x2A }
            let encoding = ASCII.lowercased(value[index + 1])
            let textStart = index + 3
            index = textStart
            // Some programs leave blanks and even question marks inside of Q words unencoded; a blank ends none.
            while index < value.count, value[index] != 0x3F { index += 1 }
            guard index + 1 < value.count, value[index + 1] == 0x3D else { return nil }
            let content = Array(value[textStart..<index])
            switch encoding {
            case 0x62: bytes = TransferEncoding.base64(content)
            case 0x71: bytes = TransferEncoding.quotedWord(content)
            default: return nil
            }
            charset = String(decoding: name.map(ASCII.lowercased), as: UTF8.self)
            end = index + 2
        }
    }
}
