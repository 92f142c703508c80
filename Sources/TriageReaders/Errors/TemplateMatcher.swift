import TriageModel

/// Finds a message template in a text and says what its holes hold (semantics: ``Vocabulary/MessageTemplate``).
///
/// Linear in the text: every literal is searched for once, and what was found is remembered while the start moves on.
struct TemplateMatcher: Sendable {
    /// What a hole holds.
    struct Capture: Sendable, Equatable {
        var name: String
        /// Bytes of the text.
        var range: Range<Int>
    }

    /// Where the template stands and what its holes hold.
    struct Match: Sendable, Equatable {
        var range: Range<Int>
        var captures: [Capture]
    }

    private enum Filling: Sendable {
        case any
        case digits
        case word
    }

    private struct Hole: Sendable {
        var name: String
        var filling: Filling
    }

    /// Literals around the holes: one more than holes, the first and the last may be empty.
    private var literals: [[UInt8]] = []
    private var holes: [Hole] = []
    /// The template.
    let template: Vocabulary.MessageTemplate

    /// Takes a template apart.
    init(_ template: Vocabulary.MessageTemplate) {
        self.template = template
        var literal: [UInt8] = []
        let bytes = Array(template.text.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x7B, let close = bytes[index...].firstIndex(of: 0x7D),
                let hole = Self.hole(bytes[(index + 1)..<close])
            {
                literals.append(Self.normalized(literal))
                literal = []
                holes.append(hole)
                index = close + 1
            } else {
                literal.append(bytes[index])
                index += 1
            }
        }
        literals.append(Self.normalized(literal))
    }

    /// `name`, `name:digits`, `name:word` or nothing; anything else between brackets is literal text.
    private static func hole(_ bytes: ArraySlice<UInt8>) -> Hole? {
        let parts = bytes.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first,
            first.allSatisfy({ $0.isAlphanumeric || $0 == 0x5F || $0 == 0x2E })
        else { return nil }
        let name = String(decoding: first, as: UTF8.self)
        guard parts.count == 2 else { return Hole(name: name, filling: .any) }
        switch String(decoding: parts[1], as: UTF8.self) {
        case "digits": return Hole(name: name, filling: .digits)
        case "word": return Hole(name: name, filling: .word)
        default: return nil
        }
    }

    /// Lower case, runs of white space as one blank, none at the ends: a blank matches nothing, too.
    private static func normalized(_ literal: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for byte in literal {
            if byte.isBlankByte {
                if let last = result.last, last != 0x20 { result.append(0x20) }
            } else {
                result.append(byte.asciiLowered)
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return result
    }

    // MARK: Matching

    /// The first place where the template matches.
    func firstMatch(in text: [UInt8]) -> Match? {
        var search = Search(text: text, literals: literals)
        // A template that starts with a hole is tried where its first literal stands.
        let anchorLiteral = literals[0].isEmpty ? 1 : 0
        guard anchorLiteral < literals.count, !literals[anchorLiteral].isEmpty else { return nil }
        var from = 0
        while let anchor = search.next(anchorLiteral, from: from) {
            let start = anchorLiteral == 0 ? anchor : startOfHole(before: anchor, in: text, from: from)
            switch attempt(&search, at: start) {
            case .match(let match): return match
            case .never: return nil
            case .failed: from = anchor + 1
            }
        }
        return nil
    }

    /// The match that begins at a place; the template must begin with text.
    func match(in text: [UInt8], at start: Int) -> Match? {
        var search = Search(text: text, literals: literals)
        guard case .match(let match) = attempt(&search, at: start) else { return nil }
        return match
    }

    /// The text before the first hole, in lower case.
    var opening: [UInt8] { literals[0] }

    private enum Attempt {
        case match(Match)
        case failed
        case never
    }

    private func attempt(_ search: inout Search, at start: Int) -> Attempt {
        guard var position = search.end(of: 0, at: start) else { return .failed }
        var captures: [Capture] = []
        for (index, hole) in holes.enumerated() {
            let isLast = literals[index + 1].isEmpty
            let from = search.skipBlanks(position)
            let to: Int
            switch hole.filling {
            case .digits:
                to = search.endOfDigits(from)
                guard to > from else { return .failed }
                if !isLast {
                    guard let end = search.end(of: index + 1, at: search.skipBlanks(to)) else { return .failed }
                    position = end
                } else {
                    position = to
                }
            case .word, .any:
                if isLast {
                    to = hole.filling == .word ? search.nextBlank(from) : search.endOfLine(from)
                } else {
                    guard let next = search.next(index + 1, from: from) else { return .never }
                    to = next
                    if hole.filling == .word, search.nextBlank(from) < to, !search.isBlank(from, to) { return .failed }
                }
                guard hole.filling == .any || to > from else { return .failed }
                position = isLast ? to : (search.end(of: index + 1, at: to) ?? to)
            }
            let range = search.trimmed(from..<max(from, to))
            if !hole.name.isEmpty, !range.isEmpty { captures.append(Capture(name: hole.name, range: range)) }
        }
        return .match(Match(range: start..<max(start, position), captures: captures))
    }

    /// A hole at the very start begins with its word, its digits or its line.
    private func startOfHole(before end: Int, in text: [UInt8], from floor: Int) -> Int {
        guard let hole = holes.first else { return end }
        var index = end
        while index > floor, text[index - 1] == 0x20 { index -= 1 }
        while index > floor {
            let byte = text[index - 1]
            let goesOn: Bool
            switch hole.filling {
            case .any: goesOn = byte != 0x0A
            case .digits: goesOn = byte.isDigit
            case .word: goesOn = !byte.isBlankByte
            }
            guard goesOn else { break }
            index -= 1
        }
        return index
    }

    /// Searches literals in one text and remembers what it found.
    private struct Search {
        let text: [UInt8]
        let literals: [[UInt8]]
        private var found: [Int?]
        private var isGone: [Bool]
        private var blank = -1

        init(text: [UInt8], literals: [[UInt8]]) {
            self.text = text
            self.literals = literals
            found = Array(repeating: nil, count: literals.count)
            isGone = Array(repeating: false, count: literals.count)
        }

        /// The next place of a literal at or behind `start`. Starts never go back by more than what was found.
        mutating func next(_ literal: Int, from start: Int) -> Int? {
            if isGone[literal] { return nil }
            if let known = found[literal], known >= start { return known }
            guard let first = literals[literal].first else { return start }
            var index = start
            while index < text.count {
                if text[index].asciiLowered == first || text[index] == QuoteMark.lead,
                    end(of: literal, at: index) != nil
                {
                    found[literal] = index
                    return index
                }
                index += 1
            }
            isGone[literal] = true
            return nil
        }

        /// Behind the literal, when it stands at `start`.
        func end(of literal: Int, at start: Int) -> Int? {
            var index = start
            for byte in literals[literal] {
                if byte == 0x20 {
                    while index < text.count, text[index].isBlankByte { index += 1 }
                    continue
                }
                // A console cuts lines inside of words.
                if index > start, index < text.count, text[index] == 0x0A { index = skipBlanks(index) }
                if index < text.count, text[index].asciiLowered == byte {
                    index += 1
                } else {
                    guard let length = QuoteMark.length(of: byte, in: text[...], at: index) else { return nil }
                    index += length
                }
            }
            return index
        }

        func skipBlanks(_ start: Int) -> Int {
            var index = start
            while index < text.count, text[index].isBlankByte { index += 1 }
            return index
        }

        func endOfDigits(_ start: Int) -> Int {
            var index = start
            while index < text.count, text[index].isDigit, index - start < 20 { index += 1 }
            return index
        }

        func endOfLine(_ start: Int) -> Int { text[start...].firstIndex(of: 0x0A) ?? text.count }

        mutating func nextBlank(_ start: Int) -> Int {
            if blank >= start { return blank }
            blank = text[start...].firstIndex(where: \.isBlankByte) ?? text.count
            return blank
        }

        /// True when nothing but a run of blanks at the end stands between a word and what follows.
        mutating func isBlank(_ from: Int, _ to: Int) -> Bool { skipBlanks(nextBlank(from)) == to }

        func trimmed(_ range: Range<Int>) -> Range<Int> {
            var low = range.lowerBound
            var high = range.upperBound
            while low < high, text[low].isBlankByte { low += 1 }
            while high > low, text[high - 1].isBlankByte { high -= 1 }
            return low..<high
        }
    }
}
