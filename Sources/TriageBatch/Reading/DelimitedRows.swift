import TriageBytes

/// Rows of CSV or TSV (RFC 4180) in a stream. A quote at the start of a cell opens it, and line ends and delimiters stand
/// in it until the quote that closes it.
///
/// A row that is longer than the limit is said to be too long; reading goes on with the line behind its first one, so that
/// a quote nobody closed costs one row.
struct DelimitedRows: Sendable {
    enum Row {
        case cells([[UInt8]], line: Int)
        case tooLong(line: Int)
    }

    private(set) var text: StreamText
    private let delimiter: UInt8
    private let limit: Int
    /// The line the next row begins at, from 1.
    private var line = 1
    private var runaways = 0
    private static let mostRunaways = 16

    init(_ stream: ByteStream, delimiter: UInt8, limit: Int, pieceSize: Int = 256 << 10) {
        text = StreamText(stream, pieceSize: pieceSize)
        self.delimiter = delimiter
        self.limit = limit
    }

    /// The next row that is not empty; nil behind the last one.
    mutating func next() -> Row? {
        while true {
            let start = line
            switch rowEnd() {
            case .end(let count, let lines):
                guard count > 0 else { return nil }
                let cells = count > limit ? [] : cells(count)
                text.drop(count)
                line += lines
                if count > limit { return .tooLong(line: start) }
                if cells.count == 1, cells[0].isEmpty { continue }
                return .cells(cells, line: start)
            case .tooLong:
                runaways += 1
                skipLine()
                return .tooLong(line: start)
            }
        }
    }

    private enum End {
        case end(count: Int, lines: Int)
        case tooLong
    }

    /// Bytes of the next row, its line end included.
    private mutating func rowEnd() -> End {
        var offset = 0
        var lines = 0
        var isQuoted = false
        var isCellStart = true
        // Right behind the quote that closed a cell: one more quote is a quote of its text.
        var isBehindQuote = false
        while true {
            let window = text.window
            var place = text.start + offset
            while place < window.count {
                let byte = window[place]
                place += 1
                if isQuoted {
                    if byte == 0x22 {
                        isQuoted = false
                        isBehindQuote = true
                    } else if byte == 0x0A {
                        lines += 1
                    }
                    continue
                }
                if byte == 0x0A { return .end(count: place - text.start, lines: lines + 1) }
                isQuoted = byte == 0x22 && (isCellStart || isBehindQuote)
                isBehindQuote = false
                isCellStart = byte == delimiter
            }
            offset = place - text.start
            if offset > limit { return .tooLong }
            if !text.fill() {
                // The last row may lack its line end; a quote that is open there was never closed.
                if isQuoted, lines > 0, runaways < Self.mostRunaways { return .tooLong }
                return .end(count: text.count, lines: lines + 1)
            }
        }
    }

    /// The cells of the row in the first `count` bytes at hand.
    private func cells(_ count: Int) -> [[UInt8]] {
        let window = text.window
        var end = text.start + count
        if end > text.start, window[end - 1] == 0x0A { end -= 1 }
        if end > text.start, window[end - 1] == 0x0D { end -= 1 }
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var isCellStart = true
        var place = text.start
        while place < end {
            let byte = window[place]
            if isQuoted {
                if byte != 0x22 {
                    cell.append(byte)
                } else if place + 1 < end, window[place + 1] == 0x22 {
                    cell.append(0x22)
                    place += 1
                } else {
                    isQuoted = false
                }
            } else if byte == delimiter {
                cells.append(cell)
                cell = []
                isCellStart = true
                place += 1
                continue
            } else if byte == 0x22, isCellStart {
                isQuoted = true
            } else {
                cell.append(byte)
            }
            isCellStart = false
            place += 1
        }
        cells.append(cell)
        return cells
    }

    /// Passes over the rest of a line.
    private mutating func skipLine() {
        while true {
            if let end = ByteSearch.first(0x0A, in: text.window.span, from: text.start) {
                text.drop(end + 1 - text.start)
                line += 1
                return
            }
            text.drop(text.count)
            if !text.fill() { return }
        }
    }
}
