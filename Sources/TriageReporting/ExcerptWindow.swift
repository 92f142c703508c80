/// The parts of a line that are shown: all of it when it fits, else the surroundings of what is marked.
struct ExcerptWindow {
    /// The whole decoded source.
    let bytes: [UInt8]
    /// The line's content, without its end.
    let line: Range<Int>
    /// Display columns.
    let room: Int
    let ascii: Bool

    /// What is shown in one row, and the columns of the marks in it.
    struct Part {
        var text: String
        var marks: [CaretRows.Mark]
    }

    /// Bytes looked at for a row at most: room for wide text with many marks on it, but no flood.
    private var mostBytes: Int { room * 32 }

    private var ellipsis: String { Glyphs(ascii: ascii).ellipsis }
    private var ellipsisWidth: Int { DisplayWidth.of(ellipsis) }

    /// One part for every group of marks that fits into a row; the beginning of the line when nothing is marked.
    func parts(for pieces: [MarkedPiece]) -> [Part] {
        if measure(line, from: 0, limit: room) != nil {
            return [render(from: line.lowerBound, pieces: pieces[...])]
        }
        guard !pieces.isEmpty else { return [render(from: line.lowerBound, pieces: [])] }
        let inner = room - 2 * ellipsisWidth
        var parts: [Part] = []
        var rest = pieces[...]
        while let first = rest.first {
            var high = first.range.upperBound
            var count = 1
            for piece in rest.dropFirst() {
                let end = max(high, piece.range.upperBound)
                guard measure(first.range.lowerBound..<end, from: 0, limit: inner) != nil else { break }
                high = end
                count += 1
            }
            let start = start(showing: first.range.lowerBound..<high, inner: inner)
            parts.append(render(from: start, pieces: rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return parts
    }

    /// Where the row starts so that the range is seen with its surroundings: from the start of the line if that is near
    /// enough, else with room shared between both sides.
    private func start(showing range: Range<Int>, inner: Int) -> Int {
        let used = measure(range, from: 0, limit: inner)
        if seesEnough(of: range, used: used ?? .max, inner: inner) { return line.lowerBound }
        guard let used else { return back(from: range.lowerBound, columns: min(12, inner / 4)).index }
        let budget = inner - used
        let left = back(from: range.lowerBound, columns: budget)
        if left.index == line.lowerBound { return left.index }
        let right = measure(range.upperBound..<line.upperBound, from: 0, limit: budget / 2)
        let share = right.map { budget - $0 } ?? budget / 2
        return back(from: range.lowerBound, columns: share).index
    }

    /// True when most of the range is seen also from the start of the line: what stands there names the value.
    private func seesEnough(of range: Range<Int>, used: Int, inner: Int) -> Bool {
        guard let lead = measure(line.lowerBound..<range.lowerBound, from: 0, limit: inner) else { return false }
        let seen = inner + ellipsisWidth - lead
        return used == .max ? seen >= 24 : seen >= used - used / 5
    }

    /// Columns of a range when shown from a column on; nil when they are more than the limit.
    private func measure(_ range: Range<Int>, from column: Int, limit: Int) -> Int? {
        guard range.count <= mostBytes else { return nil }
        var shown = SafeLine(ascii: ascii)
        for _ in 0..<column { shown.append(" ") }
        var index = range.lowerBound
        while index < range.upperBound {
            let (scalar, length) = UTF8Text.scalar(bytes, at: index, end: range.upperBound)
            shown.append(scalar)
            if shown.columns - column > limit { return nil }
            index += length
        }
        return shown.columns - column
    }

    /// Goes back from a place by at most a number of columns, never into the middle of a character.
    private func back(from place: Int, columns: Int) -> (index: Int, columns: Int) {
        var index = place
        var used = 0
        let floor = max(line.lowerBound, place - mostBytes)
        while index > floor {
            let previous = UTF8Text.before(bytes, index: index, start: line.lowerBound)
            let (scalar, _) = UTF8Text.scalar(bytes, at: previous, end: index)
            let width = Self.most(scalar, ascii: ascii)
            if used + width > columns { break }
            used += width
            index = previous
        }
        while index > line.lowerBound, index < place {
            let (scalar, length) = UTF8Text.scalar(bytes, at: index, end: place)
            guard DisplayWidth.isZero(scalar), TerminalText.symbol(for: scalar, ascii: ascii) == nil else { break }
            index += length
        }
        return (index, used)
    }

    /// The most columns a scalar can take.
    private static func most(_ scalar: Unicode.Scalar, ascii: Bool) -> Int {
        if scalar == "\t" { return TerminalText.tabWidth }
        return TerminalText.symbol(for: scalar, ascii: ascii).map { DisplayWidth.of($0) } ?? DisplayWidth.of(scalar)
    }

    private func render(from start: Int, pieces: ArraySlice<MarkedPiece>) -> Part {
        var shown = SafeLine(ascii: ascii)
        if start > line.lowerBound { shown.append(sign: ellipsis) }
        let lead = shown.columns
        let fits = measure(start..<line.upperBound, from: lead, limit: room - lead) != nil
        let limit = fits ? room : room - ellipsisWidth
        var places: [(byte: Int, column: Int)] = []
        var index = start
        let ceiling = min(line.upperBound, start + mostBytes)
        while index < ceiling {
            let (scalar, length) = UTF8Text.scalar(bytes, at: index, end: line.upperBound)
            var next = shown
            next.append(scalar)
            if next.columns > limit { break }
            places.append((index, shown.columns))
            shown = next
            index += length
        }
        places.append((index, shown.columns))
        let marks = pieces.map { piece in
            let low = Self.column(of: piece.range.lowerBound, in: places, atLeast: false)
            let high = Self.column(of: piece.range.upperBound, in: places, atLeast: true)
            return CaretRows.Mark(columns: low..<max(high, low + 1), label: piece.label)
        }
        return Part(text: shown.text + (fits ? "" : ellipsis), marks: marks)
    }

    /// The column of a byte: of the character it belongs to, or of the first that starts at or behind it.
    private static func column(of byte: Int, in places: [(byte: Int, column: Int)], atLeast: Bool) -> Int {
        var column = places.first?.column ?? 0
        for place in places {
            if atLeast ? place.byte >= byte : place.byte > byte { return atLeast ? place.column : column }
            column = place.column
        }
        return column
    }
}
