import TriageModel

/// The lines of one error in NormalView: message, position, source line, labels.
///
/// ```
/// Set-X : message                                  header and message, or a message without header
/// At C:\x.ps1:2 char:1                             position, in any language
/// + Set-X -Identity a …                            source line
/// + ~~~~~
///     + CategoryInfo          : …                  labels, English in every language
///     + FullyQualifiedErrorId : …
///     + PSComputerName        : …
/// ```
/// Any of the parts may be missing, and any line may be cut by the console.
struct NormalBlock {
    /// Lines of the block that are not skipped, in order.
    private(set) var lines: [Int] = []
    /// First line of the message.
    let start: Int
    /// First line with a plus or a label; the message and the position stand before it.
    let firstMark: Int
    /// Labels in order.
    private(set) var labels: [(line: Int, place: ErrorLabel.Place)] = []
    /// Behind the last line known to belong to the block.
    private(set) var end: Int
    /// True when a blank line stands behind every line, as some forums do.
    let isDoubleSpaced: Bool

    /// Lines nothing of an error stands in.
    static let foreign: LineShape = [.prompt, .stars, .fence, .gutter]
    /// Lines looked at before the first mark, and behind it.
    private static let reach = 120

    /// The block whose message starts at `header`; nil when no position or label follows.
    init?(_ text: CleanText, header: Int) {
        var index = header + 1
        var blanks = 0
        let limit = min(text.lines.count, header + Self.reach)
        while index < limit {
            let shape = text.lines[index].shape
            if shape == .blank { blanks += 1 }
            if Self.isForeign(text, index) { return nil }
            if shape.contains(.commandHeader), CommandName.isHeader(text, index) { return nil }
            if let place = ErrorLabel.at(index, of: text), place.hasMark || blanks == 0 { break }
            if shape.contains(.plus), Self.isMark(text, index) { break }
            index += 1
        }
        guard index < limit else { return nil }
        self.init(text, start: header, firstMark: index)
        guard !labels.isEmpty || hasPosition(text) else { return nil }
        guard blanks == 0 || isDoubleSpaced || namesItsCommand(text) else { return nil }
    }

    /// Over blank lines a message and labels belong together where they name the same command, target or name.
    private func namesItsCommand(_ text: CleanText) -> Bool {
        let head = Self.squeezed(text, lines.prefix(3))
        for (number, label) in labels.enumerated() {
            let limit = number + 1 < labels.count ? labels[number + 1].line : end
            let joined = lines.filter { $0 >= label.line && $0 < limit }.reduce(into: LocatedText(source: text.source))
            {
                $0.append(text.text($1, from: text.indent($1)))
            }
            guard let colon = joined.bytes.firstIndex(of: 0x3A) else { continue }
            let value = joined[(colon + 1)..<joined.count]
            var names: [LocatedText?] = []
            switch label.place.label {
            case .category:
                let parts = CategoryLine(value)
                names = [parts.activity, parts.activity?.isEmpty == false ? nil : parts.target]
            case .errorID:
                names = [value.bytes.lastIndex(of: 0x2C).map { value[($0 + 1)..<value.count] }]
            case .computer: break
            }
            for case .some(let name) in names {
                let word = name.bytes.prefix { $0 != 0x5F }.filter { !$0.isBlankByte }.map { $0.asciiLowered }
                if word.count >= 3, Self.holds(head, word) { return true }
            }
        }
        return false
    }

    private static func squeezed(_ text: CleanText, _ lines: some Sequence<Int>) -> [UInt8] {
        lines.reduce(into: [UInt8]()) { result, line in
            for byte in text.slice(line).prefix(400) where !byte.isBlankByte { result.append(byte.asciiLowered) }
        }
    }

    private static func holds(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        guard let first = word.first, text.count >= word.count else { return false }
        for start in 0...(text.count - word.count) where text[start] == first {
            if text[start..<(start + word.count)].elementsEqual(word) { return true }
        }
        return false
    }

    /// The block around a line with a plus or a label, reaching back not further than `floor`.
    init?(_ text: CleanText, mark: Int, floor: Int, vocabulary: PreparedVocabulary) {
        let spaced = Self.isDoubleSpaced(text, mark)
        guard let start = Self.messageStart(text, mark, floor, spaced, vocabulary) else { return nil }
        self.init(text, start: start, firstMark: mark)
        guard !labels.isEmpty || (start < mark && hasPosition(text)) else { return nil }
    }

    private init(_ text: CleanText, start: Int, firstMark: Int) {
        self.start = start
        self.firstMark = firstMark
        isDoubleSpaced = Self.isDoubleSpaced(text, firstMark)
        end = firstMark
        for index in start..<firstMark where !(isDoubleSpaced && text.lines[index].isBlank) { lines.append(index) }
        readMarks(text)
    }

    // MARK: Behind the message

    /// Follows the lines with a plus and the labels. Lines between two of them go on with the first.
    private mutating func readMarks(_ text: CleanText) {
        var index = firstMark
        var seen: Set<ErrorLabel> = []
        var pending: [Int] = []
        let limit = min(text.lines.count, firstMark + Self.reach)
        while index < limit {
            let shape = text.lines[index].shape
            if shape == .blank {
                guard isDoubleSpaced, index + 1 < limit, !text.lines[index + 1].isBlank else { break }
                index += 1
                continue
            }
            if Self.isForeign(text, index) { break }
            if let place = ErrorLabel.at(index, of: text) {
                guard seen.insert(place.label).inserted else { break }
                lines.append(contentsOf: pending)
                pending = []
                labels.append((index, place))
                for line in index..<(index + place.lineCount) { lines.append(line) }
                index += place.lineCount
                end = index
                continue
            }
            if shape.contains(.plus), labels.isEmpty {
                lines.append(contentsOf: pending)
                pending = []
                lines.append(index)
                end = index + 1
            } else if shape.contains(.commandHeader), CommandName.isHeader(text, index) {
                break
            } else if labels.isEmpty, Self.isUnderline(text, index) {
                lines.append(contentsOf: pending)
                pending = []
                lines.append(index)
                end = index + 1
            } else {
                pending.append(index)
            }
            index += 1
        }
    }

    /// True for a line that ends any error.
    static func isForeign(_ text: CleanText, _ line: Int) -> Bool {
        let shape = text.lines[line].shape
        guard !shape.isDisjoint(with: foreign) else { return false }
        // The bar of a pipeline the console cut; a gutter's bar stands farther right.
        if shape.isDisjoint(with: foreign.subtracting(.gutter)), text.indent(line) < 5,
            text.slice(line).drop(while: { $0 == 0x20 }).first == 0x7C
        {
            return false
        }
        return true
    }

    /// `~~~~` and blanks, with or without its plus.
    static func isUnderline(_ text: CleanText, _ line: Int) -> Bool {
        let slice = text.slice(line)
        guard slice.contains(0x7E) else { return false }
        return slice.allSatisfy { $0 == 0x7E || $0 == 0x20 || $0 == 0x2B }
    }

    /// A line with a plus and something behind it.
    private static func isMark(_ text: CleanText, _ line: Int) -> Bool {
        let body = text.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        guard body.count > 1, let second = body.dropFirst().first else { return false }
        return second == 0x20 || ErrorLabel.at(line, of: text) != nil
    }

    /// A blank line behind every line of the marks.
    private static func isDoubleSpaced(_ text: CleanText, _ mark: Int) -> Bool {
        guard mark + 2 < text.lines.count, text.lines[mark + 1].isBlank, !text.lines[mark + 2].isBlank else {
            return false
        }
        return text.lines[mark + 2].shape.contains(.plus) || ErrorLabel.at(mark + 2, of: text) != nil
    }

    // MARK: Before the marks

    /// The first line of the message above a mark: where the paragraph starts, or at a line that opens an error.
    private static func messageStart(
        _ text: CleanText, _ mark: Int, _ floor: Int, _ spaced: Bool, _ vocabulary: PreparedVocabulary
    ) -> Int? {
        var start = mark
        var opener: Int?
        var index = mark - 1
        let lowest = max(floor, mark - 60)
        let stop = foreign.union([.plus, .errorLabel, .dashes, .xml])
        while index >= lowest {
            if text.lines[index].isBlank {
                guard spaced, index > lowest, !text.lines[index - 1].isBlank else { break }
                index -= 1
                continue
            }
            if !text.lines[index].shape.isDisjoint(with: stop) { break }
            start = index
            if text.lines[index].shape.contains(.commandHeader) {
                opener = index
                break
            }
            if ErrorOpening.holdsLiteral(text, index, vocabulary) { opener = index }
            index -= 1
        }
        return opener ?? start
    }

    /// True when the line before the first mark is a position.
    private func hasPosition(_ text: CleanText) -> Bool {
        Self.positionStart(text, Array(lines.filter { $0 < firstMark })) != nil
    }

    /// Where in `lines` (those before the marks) the position starts: the fewest lines from the end that have its form.
    static func positionStart(_ text: CleanText, _ lines: [Int]) -> Int? {
        var best: Int?
        for count in 1...8 where count <= lines.count {
            let first = lines.count - count
            guard !text.lines[lines[first]].isBlank else { break }
            guard count <= 2 || ErrorLanguage.opensPosition(text.slice(lines[first])) || best != nil else { continue }
            for glue in count == 1 ? [false] : [false, true] {
                var joined = LocatedText(source: text.source)
                for line in lines[first...] {
                    if glue, !joined.isEmpty { joined.append(inserted: 0x20) }
                    joined.append(text.text(line, from: text.indent(line)))
                }
                guard ErrorPosition(joined) != nil else { continue }
                if ErrorLanguage.opensPosition(text.slice(lines[first])) { return first }
                best = best ?? first
            }
        }
        return best
    }
}
