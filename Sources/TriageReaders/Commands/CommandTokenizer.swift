import TriageModel

/// Cuts a PowerShell command line into tokens (about_Parsing, about_Quoting_Rules): words, quoted strings, groups in
/// brackets kept whole, and the marks `|`, `;`, `&&`, `||`.
///
/// It does not run or judge anything; what it cannot follow it keeps as words.
struct CommandTokenizer {
    /// A token and its place in the command text.
    struct Token: Hashable {
        enum Kind: Hashable {
            /// A bare word, quotes inside included.
            case word
            /// A string in quotes; the range is what stands between them.
            case quoted
            /// `( … )`, `{ … }`, `@{ … }`, `@( … )`, `$( … )` with its brackets.
            case group
            /// `|`.
            case pipe
            /// `;`, `&&`, `||`, or a line end.
            case separator
            /// `=`.
            case equals
        }
        let kind: Kind
        let range: Range<Int>
    }

    private let bytes: [UInt8]
    private var index: Int
    private let end: Int
    private(set) var tokens: [Token] = []

    /// The tokens of `bytes[range]`; at most 4,096, the rest of an absurd line is left alone.
    static func tokens(of bytes: [UInt8], in range: Range<Int>) -> [Token] {
        var tokenizer = CommandTokenizer(bytes: bytes, index: range.lowerBound, end: range.upperBound)
        while tokenizer.index < tokenizer.end, tokenizer.tokens.count < 4096 { tokenizer.next() }
        return tokenizer.tokens
    }

    private init(bytes: [UInt8], index: Int, end: Int) {
        self.bytes = bytes
        self.index = index
        self.end = end
    }

    private mutating func next() {
        let start = index
        switch bytes[index] {
        case 0x20, 0x09, 0x0D, 0x60: index += 1
        case 0x0A, 0x3B: add(.separator, start, start + 1)
        case 0x7C: add(following(0x7C) ? .separator : .pipe, start, start + (following(0x7C) ? 2 : 1))
        case 0x26 where following(0x26): add(.separator, start, start + 2)
        case 0x3D: add(.equals, start, start + 1)
        case 0x23 where start == 0 || bytes[start - 1].isBlankByte:
            while index < end, bytes[index] != 0x0A { index += 1 }
        case 0x22, 0x27: quoted()
        case 0x28, 0x7B: group()
        case 0x24 where following(0x28), 0x40 where following(0x28) || following(0x7B):
            index += 1
            group(from: start)
        default: word()
        }
    }

    private func following(_ byte: UInt8) -> Bool { index + 1 < end && bytes[index + 1] == byte }

    private mutating func add(_ kind: Token.Kind, _ from: Int, _ to: Int) {
        tokens.append(Token(kind: kind, range: from..<to))
        index = to
    }

    private mutating func quoted() {
        let quote = bytes[index]
        let start = index + 1
        index = skipQuoted(index)
        let closed = index > start && index <= end && bytes[index - 1] == quote && index - 1 >= start
        tokens.append(Token(kind: .quoted, range: start..<(closed ? index - 1 : index)))
    }

    /// Behind the closing quote; a doubled quote is a quote inside, and so is one behind a back-tick in double quotes.
    private func skipQuoted(_ start: Int) -> Int {
        let quote = bytes[start]
        var place = start + 1
        while place < end {
            if bytes[place] == 0x60, quote == 0x22 {
                place += 2
                continue
            }
            if bytes[place] == quote {
                guard place + 1 < end, bytes[place + 1] == quote else { return place + 1 }
                place += 2
                continue
            }
            place += 1
        }
        return end
    }

    private mutating func group(from start: Int? = nil) {
        let first = start ?? index
        var depth = 0
        while index < end {
            switch bytes[index] {
            case 0x28, 0x7B, 0x5B: depth += 1
            case 0x29, 0x7D, 0x5D: depth -= 1
            case 0x22, 0x27: index = skipQuoted(index) - 1
            default: break
            }
            index += 1
            if depth <= 0 { break }
        }
        index = min(index, end)
        tokens.append(Token(kind: .group, range: first..<index))
    }

    private mutating func word() {
        let start = index
        while index < end {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D, 0x3B, 0x7C, 0x29, 0x7D:
                if index == start { index += 1 }
                if index > start { tokens.append(Token(kind: .word, range: start..<index)) }
                return
            case 0x22, 0x27: index = skipQuoted(index)
            case 0x28, 0x7B:
                // `-Parameter:(…)`, `.Method(…)`: a group glued to a word ends the word; the sign before the bracket
                // belongs to the group (`a,@{…}`, `a,$(…)`).
                let isMarked =
                    index - start > 1 && (bytes[index - 1] == 0x40 || bytes[index - 1] == 0x24 && bytes[index] == 0x28)
                if isMarked { index -= 1 }
                tokens.append(Token(kind: .word, range: start..<index))
                return
            default: index += 1
            }
        }
        tokens.append(Token(kind: .word, range: start..<end))
    }
}
