import TriageBytes

/// Lines of a stream, without their line ends. A line longer than the limit is passed over and said to be too long.
struct StreamLines: Sendable {
    enum Line {
        case whole([UInt8])
        case tooLong
    }

    private(set) var text: StreamText
    /// Lines given out.
    private(set) var number = 0
    /// Bytes at hand that hold no line end.
    private var searched = 0
    private let limit: Int

    init(_ stream: ByteStream, limit: Int, pieceSize: Int = 256 << 10) {
        text = StreamText(stream, pieceSize: pieceSize)
        self.limit = limit
    }

    /// The next line; nil behind the last one.
    mutating func next() -> Line? {
        var isTooLong = false
        while true {
            if let end = ByteSearch.first(0x0A, in: text.window.span, from: text.start + searched) {
                return take(end - text.start, lineEnd: 1, isTooLong)
            }
            searched = text.count
            if searched > limit {
                text.drop(searched)
                searched = 0
                isTooLong = true
            }
            if !text.fill() {
                guard text.count > 0 || isTooLong else { return nil }
                return take(text.count, lineEnd: 0, isTooLong)
            }
        }
    }

    /// True when a whole line that begins with this byte is at hand.
    func hasLine(beginningWith byte: UInt8) -> Bool {
        text.count > 0 && text.window[text.start] == byte
            && ByteSearch.first(0x0A, in: text.window.span, from: text.start + searched) != nil
    }

    private mutating func take(_ count: Int, lineEnd: Int, _ isTooLong: Bool) -> Line {
        var end = text.start + count
        if end > text.start, text.window[end - 1] == 0x0D { end -= 1 }
        let line: Line = isTooLong || count > limit ? .tooLong : .whole(Array(text.window[text.start..<end]))
        text.drop(count + lineEnd)
        searched = 0
        number += 1
        return line
    }
}
