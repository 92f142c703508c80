import TriageBytes
import TriageModel

/// A JSON value (RFC 8259) with its place in the text it was read from.
public struct JSONNode: Sendable {
    /// Bytes of the value in the text; a string's range lies between its quotes.
    public var range: Range<Int>
    /// What it is.
    public var content: Content
    /// True for an array whose end was not read.
    public var isCut = false

    /// What a value can be.
    public indirect enum Content: Sendable {
        /// Names and values, in order; a name may stand twice.
        case object([Member])
        /// Values in order.
        case array([JSONNode])
        /// An array of 16 numbers and more that are all bytes.
        case bytes([UInt8])
        /// Text, escapes resolved.
        case string(String)
        /// A number as it was written.
        case number(String)
        /// `true` or `false`.
        case boolean(Bool)
        /// `null`.
        case null
        /// Cut off or too deep: nothing is known of it.
        case unknown
    }

    /// Names of members that decide what an object is.
    static let wrappers: Set<String> = ["value", "error", "responses"]

    /// A name and its value.
    public struct Member: Sendable {
        /// The name.
        public var name: String
        /// Bytes of the name in the text, between its quotes.
        public var nameRange: Range<Int>
        /// The value.
        public var node: JSONNode
    }

    /// A member's value, by name without regard to case: services disagree on it.
    public subscript(name: String) -> JSONNode? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.name.isEqualIgnoringCase(name) }?.node
    }

    /// The members of an object; empty for anything else.
    public var members: [Member] { if case .object(let members) = content { members } else { [] } }
    /// The values of an array; nil for anything else.
    public var items: [JSONNode]? {
        switch content {
        case .array(let items): items
        case .bytes(let bytes): bytes.map { JSONNode(range: 0..<0, content: .number(String($0))) }
        default: nil
        }
    }
    /// A text; nil for anything else.
    public var string: String? { if case .string(let text) = content { text } else { nil } }
}

/// Parses JSON leniently: what was cut off gives what could be read and the place where it stopped; line breaks in
/// strings (a console's wrap) are dropped.
public struct JSONParser {
    private let bytes: [UInt8]
    /// Names of the outermost object's members that are wanted; nil for all.
    private let wanted: KeptNames?
    /// Depth of that object.
    private let outermost: Int
    private var index = 0
    /// Where and why it stopped before the end of the value; nil when the value is whole.
    private var stopped: (code: String, place: Int)?
    /// Arrays and objects inside of each other that are read.
    static let maximumDepth = 128

    /// The value at the start of `bytes`, the offset behind it, and what was wrong.
    public static func parse(_ bytes: [UInt8]) -> (node: JSONNode, end: Int, stopped: (code: String, place: Int)?) {
        parse(bytes, depth: 0)
    }

    /// The same, with those members of the outermost object only whose names are wanted (nil: all). Objects inside of it
    /// are always read; what is not wanted is passed over.
    ///
    /// - Parameter depth: how many arrays and objects are around the value.
    static func parse(
        _ bytes: [UInt8], keeping wanted: KeptNames? = nil, depth: Int
    ) -> (node: JSONNode, end: Int, stopped: (code: String, place: Int)?) {
        var parser = JSONParser(bytes: bytes, wanted: wanted, outermost: depth)
        let node = parser.value(depth)
        return (node, parser.index, parser.stopped)
    }

    private init(bytes: [UInt8], wanted: KeptNames?, outermost: Int) {
        self.bytes = bytes
        self.wanted = wanted
        self.outermost = outermost
    }

    private mutating func stop(_ code: String) -> JSONNode.Content {
        if stopped == nil { stopped = (code, index) }
        return .unknown
    }

    private mutating func skipBlanks() { while index < bytes.count, bytes[index].isBlankByte { index += 1 } }

    private mutating func value(_ depth: Int) -> JSONNode {
        skipBlanks()
        let start = index
        guard index < bytes.count else { return JSONNode(range: start..<start, content: stop("truncated-json")) }
        guard depth < Self.maximumDepth else {
            skipNested()
            let content = stopped == nil ? JSONNode.Content.unknown : .unknown
            if stopped == nil { stopped = ("limit-depth", start) }
            return JSONNode(range: start..<index, content: content)
        }
        switch bytes[index] {
        case 0x7B: return object(depth)
        case 0x5B: return array(depth)
        case 0x22:
            let text = string()
            return JSONNode(range: (start + 1)..<max(start + 1, index - 1), content: text)
        default:
            while index < bytes.count, !bytes[index].isBlankByte, ![0x2C, 0x7D, 0x5D, 0x3A].contains(bytes[index]) {
                index += 1
            }
            let word = String(decoding: bytes[start..<index], as: UTF8.self)
            let content: JSONNode.Content
            switch word {
            case "true": content = .boolean(true)
            case "false": content = .boolean(false)
            case "null": content = .null
            default:
                let looksNumeric = word.utf8.first.map { $0.isDigit || $0 == 0x2D } ?? false
                if looksNumeric, index == bytes.count, depth > outermost {
                    // Nobody knows whether its last digit is there.
                    content = stop("truncated-json")
                } else {
                    content = looksNumeric ? .number(word) : stop("damaged-json")
                }
            }
            return JSONNode(range: start..<index, content: content)
        }
    }

    private mutating func object(_ depth: Int) -> JSONNode {
        let start = index
        index += 1
        var members: [JSONNode.Member] = []
        while stopped == nil {
            skipBlanks()
            guard index < bytes.count else {
                _ = stop("truncated-json")
                break
            }
            if bytes[index] == 0x7D {
                index += 1
                break
            }
            if bytes[index] == 0x2C {
                index += 1
                continue
            }
            guard bytes[index] == 0x22 else {
                _ = stop("damaged-json")
                break
            }
            let nameStart = index + 1
            guard case .string(let name) = string() else { break }
            let nameRange = nameStart..<max(nameStart, index - 1)
            skipBlanks()
            guard index < bytes.count, bytes[index] == 0x3A else {
                _ = stop(index < bytes.count ? "damaged-json" : "truncated-json")
                break
            }
            index += 1
            if depth == outermost, let wanted, !isWanted(nameRange, name, wanted), skipUnwanted() { continue }
            members.append(.init(name: name, nameRange: nameRange, node: value(depth + 1)))
        }
        return JSONNode(range: start..<index, content: .object(members))
    }

    // MARK: What is not wanted

    private func isWanted(_ range: Range<Int>, _ name: String, _ wanted: KeptNames) -> Bool {
        if bytes[range.lowerBound...].first == UInt8(ascii: "@") { return true }
        // Names are known as they stand there, without escapes, and not broken over lines.
        if bytes[range].contains(where: { $0 == 0x5C || $0 < 0x20 }) { return true }
        return wanted.keeps(bytes.span, range) || JSONNode.wrappers.contains(name.asciiLowercased)
    }

    /// Passes over a string, a number, a word, or an array of such; false, and nothing passed, for anything else.
    private mutating func skipUnwanted() -> Bool {
        let start = index
        skipBlanks()
        guard index < bytes.count else { return false }
        if bytes[index] == 0x22 {
            // What is printed of an object has names of its own.
            let isObject = bytes[(index + 1)...].starts(with: [0x40, 0x7B])
            guard !isObject, skipString() else {
                index = start
                return false
            }
            return true
        }
        guard bytes[index] != 0x7B, bytes[index] != 0x5B else {
            index = start
            return false
        }
        let first = index
        while index < bytes.count, bytes[index].isAlphanumeric || [0x2B, 0x2D, 0x2E].contains(bytes[index]) {
            index += 1
        }
        let isWhole =
            index > first && index < bytes.count && [0x2C, 0x7D, 0x20].contains(bytes[index])
            && (bytes[first].isDigit || bytes[first] == 0x2D || Self.isWord(bytes[first..<index]))
        if !isWhole { index = start }
        return isWhole
    }

    private static func isWord(_ word: ArraySlice<UInt8>) -> Bool {
        word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) || word.elementsEqual("null".utf8)
    }

    private mutating func skipString() -> Bool {
        guard let end = endOfString(index) else { return false }
        index = end
        return true
    }

    /// Behind the quote that ends the string whose opening quote stands there.
    private func endOfString(_ start: Int) -> Int? {
        let span = bytes.span
        var next = start + 1
        while let quote = ByteSearch.first(0x22, in: span, from: next) {
            var slashes = 0
            while quote - 1 - slashes > start, span[quote - 1 - slashes] == 0x5C { slashes += 1 }
            next = quote + 1
            if slashes.isMultiple(of: 2) { return next }
        }
        return nil
    }

    private mutating func array(_ depth: Int) -> JSONNode {
        let start = index
        if let (bytes, end) = Self.byteArray(self.bytes.span, index, bytes.count) {
            index = end
            return JSONNode(range: start..<end, content: .bytes(bytes))
        }
        index += 1
        var items: [JSONNode] = []
        while stopped == nil {
            skipBlanks()
            guard index < bytes.count else {
                _ = stop("truncated-json")
                break
            }
            if bytes[index] == 0x5D {
                index += 1
                break
            }
            if bytes[index] == 0x2C {
                index += 1
                continue
            }
            let before = index
            items.append(value(depth + 1))
            if index == before {
                _ = stop("damaged-json")
                break
            }
        }
        if stopped != nil, case .unknown? = items.last?.content { items.removeLast() }
        return JSONNode(range: start..<index, content: .array(items), isCut: stopped != nil)
    }

    /// Reads a string, its opening quote at `index`; a string that is cut off is unknown.
    private mutating func string() -> JSONNode.Content {
        index += 1
        var text: [UInt8] = []
        while index < bytes.count {
            // Up to the next byte that is not taken as it is.
            let first = index
            let end = endOfPlain(first)
            index = min(end + 1, bytes.count)
            if end < bytes.count, bytes[end] == 0x22, text.isEmpty {
                return .string(String(decoding: bytes[first..<end], as: UTF8.self))
            }
            text += bytes[first..<end]
            guard end < bytes.count else { break }
            switch bytes[end] {
            case 0x22: return .string(String(decoding: text, as: UTF8.self))
            case 0x0A, 0x0D: continue
            case 0x5C:
                guard index < bytes.count else { break }
                let escaped = bytes[index]
                index += 1
                switch escaped {
                case 0x6E: text.append(0x0A)
                case 0x72: text.append(0x0D)
                case 0x74: text.append(0x09)
                case 0x62: text.append(0x08)
                case 0x66: text.append(0x0C)
                case 0x75: unicode(&text)
                default: text.append(escaped)
                }
            default: break
            }
        }
        return stop("truncated-json")
    }

    /// The next quote, backslash or line end; the end of the text without one.
    private func endOfPlain(_ start: Int) -> Int {
        let span = bytes.span
        var end = start
        while end < span.count {
            switch span[end] {
            case 0x22, 0x5C, 0x0A, 0x0D: return end
            default: end += 1
            }
        }
        return end
    }

    private mutating func unicode(_ text: inout [UInt8]) {
        guard let high = fourDigits() else { return text.append(contentsOf: [0xEF, 0xBF, 0xBD]) }
        var scalar = UInt32(high)
        if (0xD800..<0xDC00).contains(high), index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 {
            let mark = index
            index += 2
            if let low = fourDigits(), (0xDC00..<0xE000).contains(low) {
                scalar = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
            } else {
                index = mark
            }
        }
        text.append(contentsOf: Array(String(Unicode.Scalar(scalar).map(Character.init) ?? "\u{FFFD}").utf8))
    }

    private mutating func fourDigits() -> UInt16? {
        guard index + 4 <= bytes.count else { return nil }
        var value: UInt16 = 0
        for offset in 0..<4 {
            guard let digit = URIParser.hex(bytes[index + offset]) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        index += 4
        return value
    }

    /// Skips a value that is too deep, without recursion.
    private mutating func skipNested() {
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D: depth -= 1
            case 0x22:
                _ = string()
                index -= 1
            default: break
            }
            index += 1
            if depth <= 0 { return }
        }
    }
}
