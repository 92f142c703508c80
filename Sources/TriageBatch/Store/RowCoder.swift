/// Writes a row to bytes, or reads it back in the same order: one description serves both ways.
///
/// Numbers are LEB128, zigzag; a text is its length and its UTF-8. Reading never traps: what does not fit sets
/// `hasFailed`, and every value read from then on is empty.
struct RowCoder {
    private(set) var bytes: [UInt8]
    private let isWriting: Bool
    private var place = 0
    /// True when the bytes read are not what was written.
    private(set) var hasFailed = false

    /// A coder that writes.
    init() {
        bytes = []
        bytes.reserveCapacity(512)
        isWriting = true
    }

    /// A coder that reads.
    init(reading bytes: [UInt8]) {
        self.bytes = bytes
        isWriting = false
    }

    /// True when everything was read, and as it was written.
    var isDone: Bool { !hasFailed && place == bytes.count }

    mutating func code(_ number: inout Int) {
        if isWriting { write(number) } else { number = readNumber() }
    }

    mutating func code(_ flag: inout Bool) {
        var number = flag ? 1 : 0
        code(&number)
        flag = number == 1
    }

    mutating func code(_ text: inout String) {
        if isWriting {
            write(text.utf8.count)
            bytes.append(contentsOf: text.utf8)
            return
        }
        let count = readNumber()
        guard !hasFailed, count >= 0, count <= bytes.count - place else {
            hasFailed = true
            text = ""
            return
        }
        text = String(decoding: bytes[place..<(place + count)], as: UTF8.self)
        place += count
    }

    mutating func code(_ text: inout String?) { code(&text, "") { $1.code(&$0) } }

    mutating func code<Choice: RawRepresentable<String>>(_ choice: inout Choice) {
        var text = choice.rawValue
        code(&text)
        if let known = Choice(rawValue: text) { choice = known } else { hasFailed = true }
    }

    mutating func code<Element>(
        _ list: inout [Element], _ empty: @autoclosure () -> Element, _ body: (inout Element, inout RowCoder) -> Void
    ) {
        if isWriting {
            write(list.count)
            for var element in list { body(&element, &self) }
            return
        }
        let count = readNumber()
        list = []
        // Every element takes a byte at least.
        guard count >= 0, count <= bytes.count - place else { return hasFailed = true }
        list.reserveCapacity(min(count, 256))
        for _ in 0..<count where !hasFailed {
            var element = empty()
            body(&element, &self)
            list.append(element)
        }
    }

    mutating func code<Wrapped>(
        _ value: inout Wrapped?, _ empty: @autoclosure () -> Wrapped, _ body: (inout Wrapped, inout RowCoder) -> Void
    ) {
        var isThere = value != nil
        code(&isThere)
        guard isThere else { return value = nil }
        var wrapped = value ?? empty()
        body(&wrapped, &self)
        value = wrapped
    }

    mutating func code(_ texts: inout [String]) { code(&texts, "") { $1.code(&$0) } }

    private mutating func write(_ number: Int) {
        var rest = UInt(bitPattern: number << 1 ^ number >> (Int.bitWidth - 1))
        while rest >= 128 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private mutating func readNumber() -> Int {
        var number: UInt = 0
        var shift: UInt = 0
        while !hasFailed, place < bytes.count, shift < 70 {
            let byte = bytes[place]
            place += 1
            number |= UInt(byte & 127) << shift
            if byte < 128 { return Int(bitPattern: number >> 1) ^ -Int(bitPattern: number & 1) }
            shift += 7
        }
        hasFailed = true
        return 0
    }
}
