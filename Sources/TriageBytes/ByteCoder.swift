/// Writes values to bytes, or reads them back in the same order: one description of a type serves both ways.
///
///     var coder = ByteCoder()
///     value.code(&coder)             // writes
///     coder.bytes
///     var coder = ByteCoder(reading: bytes)
///     value.code(&coder)             // reads
///     coder.isDone
///
/// A number is zigzag in groups of bits, the lowest first; a text is its length and its UTF-8. Reading never traps: what
/// does not fit sets `hasFailed`, and every value read from then on is empty.
public struct ByteCoder: Sendable {
    /// What numbers are written in.
    public enum Form: Sendable {
        /// Bytes of seven bits (LEB128).
        case binary
        /// Characters from space to underscore of five bits, so that the whole is UTF-8 text that a literal can carry.
        case text
    }

    /// What was written so far, or what is read.
    public private(set) var bytes: [UInt8]
    /// True when the bytes read are not what was written.
    public private(set) var hasFailed = false
    @usableFromInline let isWriting: Bool
    private let form: Form
    private var place = 0
    /// Where what is read ends.
    private let end: Int

    /// A coder that writes.
    public init(_ form: Form = .binary) {
        bytes = []
        self.form = form
        isWriting = true
        end = 0
    }

    /// A coder that reads.
    ///
    /// - Parameter count: bytes to read, from the first; nil reads all.
    public init(reading bytes: [UInt8], count: Int? = nil, _ form: Form = .binary) {
        self.bytes = bytes
        self.form = form
        isWriting = false
        end = min(bytes.count, count ?? .max)
    }

    /// True when everything was read, and as it was written.
    public var isDone: Bool { !hasFailed && place == end }

    /// Passes over bytes that stand there as these; false, and nothing is passed over, where others do.
    public mutating func pass(_ expected: [UInt8]) -> Bool {
        guard !hasFailed, expected.count <= end - place,
            bytes[place..<(place + expected.count)].elementsEqual(expected)
        else { return false }
        place += expected.count
        return true
    }

    /// Says that what was read is none of the cases there are.
    public mutating func fail() { hasFailed = true }

    // MARK: Single values

    /// A number.
    public mutating func code(_ number: inout Int) {
        if isWriting { write(number) } else { number = readNumber() }
    }

    /// A number.
    public mutating func code(_ number: inout Int64) {
        var whole = Int(number)
        code(&whole)
        number = Int64(whole)
    }

    /// A flag.
    public mutating func code(_ flag: inout Bool) {
        var number = flag ? 1 : 0
        code(&number)
        flag = number == 1
    }

    /// A text.
    public mutating func code(_ text: inout String) {
        if isWriting {
            write(text.utf8.count)
            bytes.append(contentsOf: text.utf8)
        } else {
            text = readBytes { String(decoding: $0, as: UTF8.self) } ?? ""
        }
    }

    /// A digest that may be missing, as the text of its digits.
    public mutating func code(_ digest: inout SHA256Digest?) {
        if isWriting {
            write(digest == nil ? 0 : SHA256.byteCount * 2)
            digest?.append(to: &bytes)
        } else {
            digest = readBytes { SHA256Digest(digits: $0) } ?? nil
        }
    }

    /// Bytes.
    public mutating func code(_ data: inout [UInt8]) {
        if isWriting {
            write(data.count)
            bytes.append(contentsOf: data)
        } else {
            data = readBytes { Array($0) } ?? []
        }
    }

    /// One of the cases a text names.
    @inlinable
    public mutating func code<Choice: RawRepresentable<String>>(_ choice: inout Choice) {
        var text = choice.rawValue
        code(&text)
        if let known = Choice(rawValue: text) { choice = known } else { fail() }
    }

    // MARK: Values of values

    /// A list; `empty` makes an element that `body` then reads.
    @inlinable
    public mutating func code<Element>(
        _ list: inout [Element], _ empty: @autoclosure () -> Element, _ body: (inout Element, inout ByteCoder) -> Void
    ) {
        if isWriting {
            write(list.count)
            for var element in list { body(&element, &self) }
            return
        }
        guard let count = readCount() else { return list = [] }
        list = []
        // What damage makes of a count is no reason to take memory.
        list.reserveCapacity(min(count, 4096))
        for _ in 0..<count where !hasFailed {
            var element = empty()
            body(&element, &self)
            list.append(element)
        }
    }

    /// A value that may be missing.
    @inlinable
    public mutating func code<Wrapped>(
        _ value: inout Wrapped?, _ empty: @autoclosure () -> Wrapped, _ body: (inout Wrapped, inout ByteCoder) -> Void
    ) {
        var isThere = value != nil
        code(&isThere)
        guard isThere else { return value = nil }
        var wrapped = value ?? empty()
        body(&wrapped, &self)
        value = wrapped
    }

    /// Texts.
    public mutating func code(_ texts: inout [String]) { code(&texts, "") { $1.code(&$0) } }

    /// Numbers.
    public mutating func code(_ numbers: inout [Int]) { code(&numbers, 0) { $1.code(&$0) } }

    /// A text that may be missing.
    public mutating func code(_ text: inout String?) { code(&text, "") { $1.code(&$0) } }

    /// A number that may be missing.
    public mutating func code(_ number: inout Int?) { code(&number, 0) { $1.code(&$0) } }

    // MARK: Bytes

    @usableFromInline mutating func write(_ number: Int) {
        // Negative numbers in zigzag: small ones stay short.
        var rest = UInt(bitPattern: number << 1 ^ number >> (Int.bitWidth - 1))
        switch form {
        case .binary:
            while rest >= 128 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
                rest >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
        case .text:
            while rest >= 32 {
                bytes.append(0x20 + (UInt8(truncatingIfNeeded: rest & 31) | 32))
                rest >>= 5
            }
            bytes.append(0x20 + UInt8(truncatingIfNeeded: rest))
        }
    }

    private mutating func readNumber() -> Int {
        let width: UInt = form == .binary ? 7 : 5
        let base: UInt8 = form == .binary ? 0 : 0x20
        let more: UInt8 = 1 << UInt8(width)
        var number: UInt = 0
        var shift: UInt = 0
        while !hasFailed, place < end, shift < 70 {
            let byte = bytes[place] &- base
            if form == .text, byte >= 64 { break }
            place += 1
            number |= UInt(byte & (more - 1)) << shift
            if byte < more { return Int(bitPattern: number >> 1) ^ -Int(bitPattern: number & 1) }
            shift += width
        }
        hasFailed = true
        return 0
    }

    /// The number of elements or bytes that follow: every one takes a byte at least.
    @usableFromInline mutating func readCount() -> Int? {
        let count = readNumber()
        if !hasFailed, count >= 0, count <= end - place { return count }
        hasFailed = true
        return nil
    }

    private mutating func readBytes<Result>(_ make: (ArraySlice<UInt8>) -> Result) -> Result? {
        guard let count = readCount() else { return nil }
        defer { place += count }
        return make(bytes[place..<(place + count)])
    }
}
