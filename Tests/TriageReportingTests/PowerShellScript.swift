/// A script taken apart the way PowerShell does it (about_Quoting_Rules, about_Comments, about_Parsing), strictly: what a
/// script of ours never needs (here-strings, block comments, expressions within strings, `--%`, anything that is not
/// ASCII) is a problem.
struct PowerShellScript {
    enum Token: Equatable {
        /// A string in single quotes; the value.
        case string(String)
        /// A string in double quotes, which expands variables; as written.
        case expanding(String)
        case comment(String)
        /// `$name`.
        case variable(String)
        /// A word, a number, an operator.
        case word(String)
        /// `@{`, `@(`, `$(` and single marks.
        case mark(String)
        case lineEnd
    }

    private(set) var tokens: [Token] = []
    private(set) var problems: [String] = []

    private let text: [Unicode.Scalar]
    private var place = 0

    // PowerShell takes all of these for quotes.
    private static let single: Set<Unicode.Scalar> = ["'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}"]
    private static let double: Set<Unicode.Scalar> = ["\"", "\u{201C}", "\u{201D}", "\u{201E}"]
    private static let marks: Set<Unicode.Scalar> = ["(", ")", "{", "}", "[", "]", ",", ";", "|", "=", "+", "&"]

    init(_ script: String) {
        text = Array(script.unicodeScalars)
        if let odd = text.first(where: { $0 != "\n" && ($0.value < 0x20 || $0.value > 0x7E) }) {
            problems.append("U+\(String(odd.value, radix: 16)) in a script")
        }
        while place < text.count { next() }
        checkPairs()
    }

    private func at(_ offset: Int) -> Unicode.Scalar? {
        text.indices.contains(place + offset) ? text[place + offset] : nil
    }

    private mutating func next() {
        let scalar = text[place]
        if scalar == "\n" {
            tokens.append(.lineEnd)
            place += 1
        } else if scalar == " " {
            place += 1
        } else if scalar == "#" {
            let end = text[place...].firstIndex(of: "\n") ?? text.count
            tokens.append(.comment(string(place + 1, end)))
            place = end
        } else if scalar == "<", at(1) == "#" {
            problems.append("a block comment")
            place += 2
        } else if scalar == "@", let quote = at(1), Self.single.contains(quote) || Self.double.contains(quote) {
            problems.append("a here-string")
            place += 2
        } else if Self.single.contains(scalar) {
            singleQuoted()
        } else if Self.double.contains(scalar) {
            doubleQuoted()
        } else if scalar == "`" {
            problems.append("a backtick outside of a string")
            place += 1
        } else if scalar == "@" || scalar == "$", at(1) == "(" || (scalar == "@" && at(1) == "{") {
            tokens.append(.mark(string(place, place + 2)))
            place += 2
        } else if scalar == "$" {
            let end = wordEnd(place + 1)
            if end == place + 1 { problems.append("a lone $") }
            tokens.append(.variable(string(place + 1, end)))
            place = max(end, place + 1)
        } else if Self.marks.contains(scalar) {
            tokens.append(.mark(String(scalar)))
            place += 1
        } else {
            let end = max(wordEnd(place), place + 1)
            let word = string(place, end)
            if word == "--%" { problems.append("--% stops the parsing") }
            tokens.append(.word(word))
            place = end
        }
    }

    private func wordEnd(_ start: Int) -> Int {
        var end = start
        while end < text.count {
            let scalar = text[end]
            if scalar == " " || scalar == "\n" || scalar == "$" || Self.marks.contains(scalar)
                || Self.single.contains(scalar) || Self.double.contains(scalar)
            {
                break
            }
            end += 1
        }
        return end
    }

    private func string(_ start: Int, _ end: Int) -> String {
        String(String.UnicodeScalarView(text[start..<min(end, text.count)]))
    }

    /// Ends at the next quote of any shape; two of them are one.
    private mutating func singleQuoted() {
        var value = String.UnicodeScalarView()
        place += 1
        while place < text.count {
            if Self.single.contains(text[place]) {
                guard let following = at(1), Self.single.contains(following) else {
                    place += 1
                    tokens.append(.string(String(value)))
                    return
                }
                place += 1
            }
            if text[place] == "\n" { problems.append("a string over several lines") }
            value.append(text[place])
            place += 1
        }
        problems.append("a string that does not end")
    }

    private mutating func doubleQuoted() {
        place += 1
        let start = place
        while place < text.count {
            let scalar = text[place]
            if Self.double.contains(scalar) {
                tokens.append(.expanding(string(start, place)))
                place += 1
                return
            }
            if scalar == "`" { place += 1 }
            if scalar == "$", at(1) == "(" { problems.append("an expression within a string") }
            if scalar == "\n" { problems.append("a string over several lines") }
            place += 1
        }
        problems.append("a string that does not end")
    }

    private mutating func checkPairs() {
        let ends = ["(": ")", "@(": ")", "$(": ")", "{": "}", "@{": "}", "[": "]"]
        var open: [String] = []
        for token in tokens {
            guard case .mark(let mark) = token else { continue }
            if let end = ends[mark] { open.append(end) }
            if mark == ")" || mark == "}" || mark == "]", open.popLast() != mark {
                problems.append("\(mark) closes nothing")
            }
        }
        if !open.isEmpty { problems.append("not closed: \(open)") }
    }

    // MARK: Data

    /// A value of a table.
    indirect enum Data: Equatable {
        case string(String)
        case number(Int)
        case boolean(Bool)
        case list([Data])
        case table([String: Data])
        /// A script block: its tokens.
        case code([Token])

        subscript(key: String) -> Data? { if case .table(let table) = self { table[key] } else { nil } }
        subscript(index: Int) -> Data? {
            if case .list(let list) = self, index < list.count { list[index] } else { nil }
        }
        var text: String? { if case .string(let text) = self { text } else { nil } }
        var entries: [Data] { if case .list(let list) = self { list } else { [] } }
    }

    /// What `$name = …` assigns at the top, nil when it is anything but data.
    func data(_ name: String) -> Data? {
        guard
            let start = tokens.indices.first(where: {
                tokens[$0] == .variable(name) && tokens[($0 + 1)...].first == .mark("=")
            })
        else { return nil }
        var reader = DataReader(rest: tokens[(start + 2)...])
        return reader.value()
    }

    private struct DataReader {
        var rest: ArraySlice<Token>

        private mutating func skip() {
            while let first = rest.first {
                switch first {
                case .lineEnd, .comment, .mark(";"): rest.removeFirst()
                default: return
                }
            }
        }

        mutating func value() -> Data? {
            guard let first = rest.popFirst() else { return nil }
            switch first {
            case .string(let text): return .string(text)
            case .variable("true"): return .boolean(true)
            case .variable("false"): return .boolean(false)
            case .word(let word): return Int(word).map { .number($0) }
            case .mark("("): return sum()
            case .mark("@("): return list()
            case .mark("@{"): return table()
            case .mark("{"): return block()
            default: return nil
            }
        }

        /// `'a' + [char]0x00FC + 'b'`, nothing else.
        private mutating func sum() -> Data? {
            var units: [UInt16] = []
            while true {
                switch rest.popFirst() {
                case .string(let text)?: units += Array(text.utf16)
                case .mark("[")?:
                    guard rest.popFirst() == .word("char"), rest.popFirst() == .mark("]"),
                        case .word(let word)? = rest.popFirst(), word.hasPrefix("0x"), word.utf8.count == 6,
                        let unit = UInt16(word.dropFirst(2), radix: 16), !units.isEmpty || word != ""
                    else { return nil }
                    units.append(unit)
                default: return nil
                }
                switch rest.popFirst() {
                case .mark("+")?: continue
                case .mark(")")?: return .string(String(decoding: units, as: UTF16.self))
                default: return nil
                }
            }
        }

        private mutating func list() -> Data? {
            var items: [Data] = []
            while true {
                skip()
                if rest.first == .mark(",") { rest.removeFirst() }
                if rest.first == .mark(")") {
                    rest.removeFirst()
                    return .list(items)
                }
                guard let item = value() else { return nil }
                items.append(item)
            }
        }

        private mutating func table() -> Data? {
            var entries: [String: Data] = [:]
            while true {
                skip()
                guard let first = rest.popFirst() else { return nil }
                if first == .mark("}") { return .table(entries) }
                guard case .word(let key) = first, rest.popFirst() == .mark("="), let value = value(),
                    entries.updateValue(value, forKey: key) == nil
                else { return nil }
            }
        }

        private mutating func block() -> Data? {
            var tokens: [Token] = []
            var depth = 1
            while let token = rest.popFirst() {
                if case .mark(let mark) = token {
                    if mark.hasSuffix("{") { depth += 1 }
                    if mark == "}" { depth -= 1 }
                    if depth == 0 { return .code(tokens.filter { $0 != .lineEnd }) }
                }
                tokens.append(token)
            }
            return nil
        }
    }
}
