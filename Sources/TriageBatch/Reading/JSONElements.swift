import TriageBytes
import TriageReaders

/// The elements of a list in a JSON document in a stream: of the document itself, or of the member of that name. What else
/// stands in the document is passed over.
struct JSONElements: Sendable {
    enum Element {
        case whole(JSONNode, line: Int)
        case tooLong(line: Int)
        case damaged(line: Int)
    }

    private var text: StreamText
    private let member: String?
    private let limit: Int
    private var line = 1
    private var isInside = false
    private var isDone = false

    init(_ stream: ByteStream, member: String?, limit: Int, pieceSize: Int = 256 << 10) {
        text = StreamText(stream, pieceSize: pieceSize)
        self.member = member
        self.limit = limit
    }

    var progress: (done: Int, total: Int?) { text.progress }

    /// The next element; nil behind the last one.
    mutating func next() -> Element? {
        if isDone { return nil }
        if !isInside {
            guard enter() else {
                isDone = true
                return nil
            }
            isInside = true
        }
        while let byte = peek() {
            if byte == 0x2C {
                drop(1)
                continue
            }
            if byte == 0x5D { break }
            let start = line
            guard let count = valueEnd() else {
                // What is too long or cut off ends the reading: where the next element begins cannot be told.
                isDone = true
                return text.isAtEnd ? .damaged(line: start) : .tooLong(line: start)
            }
            let bytes = Array(text.window[text.start..<(text.start + count)])
            drop(count)
            if count > limit { return .tooLong(line: start) }
            let (node, end, stopped) = JSONParser.parse(bytes)
            if stopped != nil || end < bytes.count {
                return .damaged(line: start)
            }
            return .whole(node, line: start)
        }
        isDone = true
        return nil
    }

    /// Goes to the first element.
    private mutating func enter() -> Bool {
        guard let first = peek() else { return false }
        if first == 0x5B, member == nil {
            drop(1)
            return true
        }
        guard first == 0x7B, let member else { return false }
        drop(1)
        while let byte = peek(), byte == 0x22 || byte == 0x2C {
            if byte == 0x2C {
                drop(1)
                continue
            }
            guard let count = valueEnd() else { return false }
            let name = JSONParser.parse(Array(text.window[text.start..<(text.start + count)])).node.string
            drop(count)
            guard peek() == 0x3A else { return false }
            drop(1)
            guard let value = peek() else { return false }
            if name == member, value == 0x5B {
                drop(1)
                return true
            }
            guard let length = valueEnd() else { return false }
            drop(length)
        }
        return false
    }

    /// The next byte that is no blank.
    private mutating func peek() -> UInt8? {
        while true {
            while text.count > 0 {
                let byte = text.window[text.start]
                guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return byte }
                drop(1)
            }
            if !text.fill() { return nil }
        }
    }

    private mutating func drop(_ count: Int) {
        for place in text.start..<min(text.window.count, text.start + count) where text.window[place] == 0x0A {
            line += 1
        }
        text.drop(count)
    }

    /// Bytes of the value at hand; nil when it never ends or is far longer than the limit.
    private mutating func valueEnd() -> Int? {
        var offset = 0
        var depth = 0
        var isString = false
        var isEscaped = false
        while true {
            let window = text.window
            var place = text.start + offset
            while place < window.count {
                let byte = window[place]
                place += 1
                if isString {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == 0x5C {
                        isEscaped = true
                    } else if byte == 0x22 {
                        isString = false
                        if depth == 0 { return place - text.start }
                    }
                    continue
                }
                switch byte {
                case 0x22: isString = true
                case 0x7B, 0x5B: depth += 1
                case 0x7D, 0x5D:
                    // The end of what holds a bare value.
                    if depth == 0 { return place - 1 - text.start }
                    depth -= 1
                    if depth == 0 { return place - text.start }
                case 0x2C, 0x3A: if depth == 0 { return place - 1 - text.start }
                default: break
                }
            }
            offset = place - text.start
            if offset > limit &* 4 { return nil }
            if !text.fill() { return nil }
        }
    }
}
