import TriageModel

/// Writes values to bytes, or reads them back in the same order: one description of a type serves both ways.
///
/// The bytes are UTF-8 text, so that a program can carry them as a string literal: numbers are characters from space to
/// underscore with five bits each, the lowest first; a text is its length and its bytes. Reading never traps: what does
/// not fit sets `hasFailed`, and every value read from then on is empty.
struct StoredCoder {
    private(set) var bytes: [UInt8]
    private let isWriting: Bool
    private var place = 0
    /// True when the bytes read are not what was written.
    private(set) var hasFailed = false

    /// A coder that writes.
    init() {
        bytes = []
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

    mutating func code(_ number: inout Int64) {
        var whole = Int(number)
        code(&whole)
        number = Int64(whole)
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
        } else {
            text = readText()
        }
    }

    mutating func code<Choice: RawRepresentable<String>>(_ choice: inout Choice) {
        var text = choice.rawValue
        code(&text)
        if let known = Choice(rawValue: text) { choice = known } else { hasFailed = true }
    }

    mutating func code(_ date: inout CivilDate) {
        code(&date.year)
        code(&date.month)
        code(&date.day)
    }

    mutating func code<Element>(
        _ list: inout [Element], _ empty: @autoclosure () -> Element, _ body: (inout Element, inout StoredCoder) -> Void
    ) {
        if isWriting {
            write(list.count)
            for var element in list { body(&element, &self) }
            return
        }
        let count = readNumber()
        // Every element takes a byte at least.
        guard count >= 0, count <= bytes.count - place else { return hasFailed = true }
        list = []
        list.reserveCapacity(count)
        for _ in 0..<count where !hasFailed {
            var element = empty()
            body(&element, &self)
            list.append(element)
        }
    }

    mutating func code<Wrapped>(
        _ value: inout Wrapped?, _ empty: @autoclosure () -> Wrapped,
        _ body: (inout Wrapped, inout StoredCoder) -> Void
    ) {
        var isThere = value != nil
        code(&isThere)
        guard isThere else { return value = nil }
        var wrapped = value ?? empty()
        body(&wrapped, &self)
        value = wrapped
    }

    mutating func code(_ texts: inout [String]) { code(&texts, "") { $1.code(&$0) } }

    mutating func code(_ text: inout String?) { code(&text, "") { $1.code(&$0) } }

    mutating func code(_ date: inout CivilDate?) { code(&date, CivilDate(year: 1, month: 1, day: 1)) { $1.code(&$0) } }

    mutating func code(_ table: inout [String: String]) {
        var pairs = table.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
        code(&pairs, []) { $1.code(&$0) }
        if isWriting { return }
        table = [:]
        for pair in pairs where pair.count == 2 { table[pair[0]] = pair[1] }
    }

    /// Says that what was read is none of the cases there are.
    mutating func fail() { hasFailed = true }

    // MARK: Bytes

    private mutating func write(_ number: Int) {
        // Negative numbers in zigzag: small ones stay short.
        var rest = UInt(bitPattern: number << 1 ^ number >> (Int.bitWidth - 1))
        repeat {
            let bits = UInt8(truncatingIfNeeded: rest & 31)
            rest >>= 5
            bytes.append(0x20 + (rest == 0 ? bits : bits | 32))
        } while rest != 0
    }

    private mutating func readNumber() -> Int {
        var number: UInt = 0
        var shift: UInt = 0
        while !hasFailed {
            guard place < bytes.count, bytes[place] >= 0x20, bytes[place] < 0x60, shift < 65 else { break }
            let bits = bytes[place] - 0x20
            place += 1
            number |= UInt(bits & 31) << shift
            if bits < 32 { return Int(bitPattern: number >> 1) ^ -Int(bitPattern: number & 1) }
            shift += 5
        }
        hasFailed = true
        return 0
    }

    private mutating func readText() -> String {
        let count = readNumber()
        guard !hasFailed, count >= 0, count <= bytes.count - place else {
            hasFailed = true
            return ""
        }
        defer { place += count }
        return String(decoding: bytes[place..<(place + count)], as: UTF8.self)
    }
}
