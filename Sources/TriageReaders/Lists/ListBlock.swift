import TriageModel

/// One run of lines without a blank line between, read as a property list.
struct ListBlock {
    /// The objects of the block: one, or several where a mail program took the blank lines out.
    private(set) var records: [(draft: Draft, repaired: LocatedText)] = []
    /// Behind the last line that belongs to the list.
    private(set) var end: Int
    /// True when something else follows without a blank line.
    private(set) var endsRegion = false

    private let text: CleanText
    private let vocabulary: PreparedVocabulary
    private let first: Int
    private let limit: Int
    /// Column of the colon in aligned listings; nil when the alignment was lost.
    private let colon: Int?
    /// Width of the widest line, in columns: where a console that cut lines cut them.
    private let width: Int
    /// True when several lines have that width, so that it is the console's and not one line's.
    private let widthIsCertain: Bool

    /// Lines nothing of a list can stand in.
    private static let foreign: LineShape = [.prompt, .stars, .fence, .dashes, .errorLabel, .gutter, .xml]

    /// Reads the block that starts at `line`; nil when no property starts there.
    init?(_ text: CleanText, at line: Int, _ vocabulary: PreparedVocabulary) {
        self.text = text
        self.vocabulary = vocabulary
        first = line
        end = line
        var limit = line
        var columns: [Int: Int] = [:]
        var widest = 0
        var atWidest = 0
        while limit < text.lines.count, !text.lines[limit].isBlank,
            text.lines[limit].shape.isDisjoint(with: Self.foreign), !Self.startsError(text, limit, vocabulary)
        {
            if let colon = Self.colonColumn(text, limit) { columns[colon, default: 0] += 1 }
            let columns = Self.columns(text, limit)
            if columns > widest {
                widest = columns
                atWidest = 1
            } else if columns == widest {
                atWidest += 1
            }
            limit += 1
        }
        self.limit = limit
        width = widest
        widthIsCertain = atWidest > 1
        let best = columns.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        let total = columns.values.reduce(0, +)
        colon = best.flatMap { $0.value * 2 > total && ($0.value > 1 || total == 1) ? $0.key : nil }
        guard limit > line, read() else { return nil }
    }

    private mutating func read() -> Bool {
        var line = first
        var names: [LocatedText] = []
        var values: [LocatedText] = []
        var recordStart = first
        while line < limit {
            if let start = propertyStart(line) {
                let name = start.name.trimmed
                if let repeated = names.first, repeated.bytes == name.bytes {
                    finish(names, values, recordStart..<line)
                    names = []
                    values = []
                    recordStart = line
                }
                names.append(name)
                values.append(start.value)
                line += start.lineCount
            } else if !values.isEmpty, let piece = continuation(line, of: values[values.count - 1]) {
                values[values.count - 1] = piece
                line += 1
            } else {
                endsRegion = true
                break
            }
        }
        finish(names, values, recordStart..<line)
        end = line
        return !records.isEmpty
    }

    // MARK: Lines

    private func propertyStart(_ line: Int) -> (name: LocatedText, value: LocatedText, lineCount: Int)? {
        if text.lines[line].shape.contains(.property), !Self.startsWithColon(text, line),
            let place = Self.colonOffset(text, line), colon == nil || Self.colonColumn(text, line) == colon
        {
            let value = text.text(line, from: place + 1)
            return (text.text(line, to: place), value.bytes.first == 0x20 ? value[1..<value.count] : value, 1)
        }
        // The console cut between name and colon.
        if line + 1 < limit, Self.isBareName(text, line), Self.startsWithColon(text, line + 1) {
            let rest = text.text(line + 1).trimmed
            return (text.text(line), rest[1..<rest.count].trimmed, 2)
        }
        return nil
    }

    /// The value with this line joined to it; nil when the line is no continuation.
    private func continuation(_ line: Int, of value: LocatedText) -> LocatedText? {
        let indent = text.indent(line)
        let previous = text.lines[line - 1]
        let gap = width - Self.columns(text, line - 1)
        let padding = previous.rawEnd - previous.end
        var joined = value
        if let colon, indent >= colon + 2 {
            // The formatter wraps at its width and indents to the value column.
            if padding > 0 {
                joined.append(inserted: 0x20)
            } else if !widthIsCertain {
                if value.bytes.contains(0x20) { joined.append(inserted: 0x20) }
            } else if (1...3).contains(gap) {
                joined.append(inserted: 0x20)
            } else if gap > 3 {
                joined.append(inserted: firstWordLength(line) + 1 <= gap ? 0x0A : 0x20)
            }
            joined.append(text.text(line, from: colon + 2))
            return joined
        }
        if CommandName.isHeader(text, line) || !widthIsCertain && startsSentence(line, behind: value) { return nil }
        let isWholeValue = value.trimmed.isEmpty && !text.slice(line).dropFirst(indent).contains(0x20)
        if gap > 3, gap <= firstWordLength(line) + 1, isWholeValue || listGoesOn(behind: line) {
            // A mail program broke the line at a blank: the next word did not fit. A single word below a name without a
            // value is that value also where the list ends with it.
            joined.append(inserted: 0x20)
            joined.append(text.text(line, from: indent))
            return joined
        }
        guard width >= 30, gap <= 3 || padding > 0 else { return nil }
        // The console cut the line at its own width; up to four blanks of continuation are not part of the value.
        if padding > 0 || gap > 0 {
            // What the line ends with is known; where that was trimmed, what is missing to the width.
            for _ in 0..<min(padding > 0 && padding <= 3 ? padding : max(gap, 1), 3) { joined.append(inserted: 0x20) }
        }
        joined.append(text.text(line, from: min(indent, 4)))
        return joined
    }

    /// True for a line that begins a sentence where nothing but its length says that the line before was cut.
    private func startsSentence(_ line: Int, behind value: LocatedText) -> Bool {
        let words = text.slice(line).split(separator: 0x20, maxSplits: 2)
        guard text.indent(line) == 0, words.count >= 2, let last = value.bytes.last, last != 0x2C,
            let first = words[0].first, 0x41...0x5A ~= first, words[0].dropFirst().allSatisfy(\.isSmallLetter)
        else { return false }
        return words[1].allSatisfy(\.isSmallLetter) && !Seam.isBehindSmallWord(value.bytes[...], text.slice(line))
    }

    /// True when a property stands soon behind a line, in the same alignment.
    private func listGoesOn(behind line: Int) -> Bool {
        ((line + 1)..<max(line + 1, min(limit, line + 4))).contains { next in
            Self.colonColumn(text, next).map { colon == nil || $0 == colon } ?? false
        }
    }

    private mutating func finish(_ names: [LocatedText], _ values: [LocatedText], _ lines: Range<Int>) {
        guard !names.isEmpty else { return }
        var fields: [Record.Field] = []
        var repaired = LocatedText(source: text.source)
        for (name, value) in zip(names, values) {
            let content = value.trimmed
            if content.isEmpty {
                fields.append(.init(name.string, Value(.blank, spans: name.spans)))
            } else {
                let cut = Self.isCut(content.bytes) && content.bytes.first != 0x7B
                fields.append(.init(name.string, content.value(partial: cut ? "cut by the console" : nil)))
            }
            repaired.append(name)
            for byte in " : ".utf8 { repaired.append(inserted: byte) }
            repaired.append(content)
            repaired.append(inserted: 0x0A)
        }
        records.append((Draft(kind: "", fields: fields, span: text.span(lines), format: "format-list"), repaired))
    }

    /// Lines of an error behind its header that are looked at for its position or its labels.
    private static let linesOfAnError = 12

    /// True for the first line of an error, which may follow a list without a blank line: `Verb-Noun : message` of a
    /// command that is known, or with an error's marks below; a line that begins as the vocabulary says errors do.
    private static func startsError(_ text: CleanText, _ line: Int, _ vocabulary: PreparedVocabulary) -> Bool {
        guard text.lines[line].shape.contains(.commandHeader) else {
            return text.indent(line) == 0 && ErrorOpening.opens(text, line, vocabulary)
        }
        let name = text.slice(line).prefix { $0 != 0x3A && $0 != 0x20 }
        if CommandName.isHeader(text, line), vocabulary.cmdlet(String(decoding: name, as: UTF8.self)) != nil {
            return true
        }
        for next in (line + 1)..<max(line + 1, min(text.lines.count, line + linesOfAnError)) {
            let shape = text.lines[next].shape
            if !shape.isDisjoint(with: [.errorLabel, .plus]) { return true }
            if shape == .blank || shape.contains(.commandHeader) { return false }
        }
        return false
    }

    // MARK: Measuring

    /// True for text that ends with an ellipsis.
    static func isCut(_ bytes: [UInt8]) -> Bool {
        bytes.suffix(3) == [0xE2, 0x80, 0xA6] || bytes.suffix(3) == [0x2E, 0x2E, 0x2E]
    }

    private func firstWordLength(_ line: Int) -> Int {
        var count = 0
        for byte in text.slice(line).drop(while: { $0 == 0x20 }) {
            if byte == 0x20 { break }
            if byte & 0xC0 != 0x80 { count += 1 }
        }
        return count
    }

    /// Columns a line takes.
    static func columns(_ text: CleanText, _ line: Int) -> Int {
        var count = 0
        for byte in text.slice(line) where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    private static func colonOffset(_ text: CleanText, _ line: Int) -> Int? {
        let slice = text.slice(line)
        return slice.firstIndex(of: 0x3A).map { $0 - slice.startIndex }
    }

    private static func colonColumn(_ text: CleanText, _ line: Int) -> Int? {
        guard text.lines[line].shape.contains(.property) else { return nil }
        var column = 0
        for byte in text.slice(line) {
            if byte == 0x3A { return column }
            if byte & 0xC0 != 0x80 { column += 1 }
        }
        return nil
    }

    /// A line that is one word, as a name looks.
    static func isBareName(_ text: CleanText, _ line: Int) -> Bool {
        let slice = text.slice(line)
        guard let first = slice.first, first.isLetter || first == 0x40 || first == 0x5F, slice.count <= 80 else {
            return false
        }
        return slice.allSatisfy { $0.isAlphanumeric || $0 == 0x5F || $0 == 0x2E || $0 == 0x2D || $0 == 0x40 }
    }

    /// `: value`, the rest of a line whose name stands on the line before.
    static func startsWithColon(_ text: CleanText, _ line: Int) -> Bool {
        let slice = text.slice(line).drop { $0 == 0x20 }
        guard slice.first == 0x3A else { return false }
        let second = slice.dropFirst().first
        return second == nil || second == 0x20
    }
}
