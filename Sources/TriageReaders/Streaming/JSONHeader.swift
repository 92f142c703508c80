import TriageBytes
import TriageModel
import TriageXML

/// What stands before the first element of a large JSON document.
enum JSONHeader {
    /// An array of objects; its first element starts there.
    case array(first: Int)
    /// A collection (`"value": […]` among annotations); its first element starts there, and the annotations, closed.
    case collection(first: Int, annotations: [UInt8])
    /// An object of another form.
    case object

    /// More than this stands before no collection.
    private static let maximumBytes = 1 << 16
    /// Line ends before the second sign, as in mixed text.
    private static let maximumLines = 3

    /// Looks at a document that begins at `start`; nil when more of it has to be seen. Throws for what is none.
    static func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, isLast: Bool) throws(TextFault) -> JSONHeader? {
        var walk = JSONWalk(index: start + 1, end: min(end, start + maximumBytes))
        let isArray = bytes[start] == UInt8(ascii: "[")
        guard isArray || bytes[start] == UInt8(ascii: "{") else { throw .irregular }
        walk.skipBlanks(bytes)
        guard !walk.isAtEnd else {
            if isLast || end - start > maximumBytes { throw .irregular }
            return nil
        }
        guard walk.lines <= maximumLines, bytes[walk.index] == UInt8(ascii: isArray ? "{" : "\"") else {
            throw .irregular
        }
        if isArray { return .array(first: walk.index) }
        let header = collection(bytes, start, &walk)
        // What ends in the middle is a collection once more of it is there.
        if walk.isAtEnd, !isLast, end - start < maximumBytes { return nil }
        return header ?? .object
    }

    /// The header of a collection; nil for another object, and at the end of what can be seen.
    private static func collection(_ bytes: Span<UInt8>, _ start: Int, _ walk: inout JSONWalk) -> JSONHeader? {
        while true {
            let annotationsEnd = walk.index
            guard let name = walk.string(bytes), walk.passes(UInt8(ascii: ":"), bytes) else { return nil }
            if JSONWalk.isSame(bytes, name, "value") {
                guard walk.passes(UInt8(ascii: "["), bytes) else { return nil }
                walk.skipBlanks(bytes)
                let first = walk.index
                // An object with members shows that these are objects.
                guard walk.passes(UInt8(ascii: "{"), bytes) else { return nil }
                walk.skipBlanks(bytes)
                guard !walk.isAtEnd, bytes[walk.index] == UInt8(ascii: "\"") else { return nil }
                var annotations: [UInt8] = []
                annotations.append(contentsOf: bytes.extracting(start..<annotationsEnd))
                return .collection(first: first, annotations: annotations + [UInt8(ascii: "}")])
            }
            guard JSONWalk.isAnnotation(bytes, name), walk.skipScalar(bytes), walk.passes(UInt8(ascii: ","), bytes)
            else { return nil }
            walk.skipBlanks(bytes)
        }
    }
}

/// Walks over the names and plain values of an object.
struct JSONWalk {
    var index: Int
    let end: Int
    /// Line ends passed.
    private(set) var lines = 0

    init(index: Int, end: Int) {
        self.index = index
        self.end = end
    }

    var isAtEnd: Bool { index >= end }

    mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while index < end, bytes[index].isBlankByte {
            if bytes[index] == 0x0A { lines += 1 }
            index += 1
        }
    }

    /// Passes one byte and the blanks before it.
    mutating func passes(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        skipBlanks(bytes)
        guard index < end, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// Passes a string without escapes; the place between its quotes. Nil, and at the end, when it is not whole.
    mutating func string(_ bytes: Span<UInt8>) -> Range<Int>? {
        guard index < end, bytes[index] == UInt8(ascii: "\"") else { return nil }
        guard let quote = ByteSearch.first(0x22, in: bytes, from: index + 1, to: end) else {
            index = end
            return nil
        }
        let inside = (index + 1)..<quote
        guard ByteSearch.first(0x5C, in: bytes, from: inside.lowerBound, to: quote) == nil else { return nil }
        index = quote + 1
        return inside
    }

    /// Passes a string without escapes, a number or a word.
    mutating func skipScalar(_ bytes: Span<UInt8>) -> Bool {
        skipBlanks(bytes)
        guard index < end else { return false }
        if bytes[index] == UInt8(ascii: "\"") { return string(bytes) != nil }
        let start = index
        while index < end, bytes[index].isAlphanumeric || [0x2D, 0x2B, 0x2E].contains(bytes[index]) { index += 1 }
        return index > start
    }

    /// True for the name of a member that only says something about the others.
    static func isAnnotation(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        !name.isEmpty && bytes[name.lowerBound] == UInt8(ascii: "@") || isSame(bytes, name, "count")
    }

    /// True for that name, in small letters, without regard to case.
    static func isSame(_ bytes: Span<UInt8>, _ range: Range<Int>, _ name: String) -> Bool {
        guard range.count == name.utf8.count else { return false }
        var index = range.lowerBound
        for byte in name.utf8 {
            if bytes[index].asciiLowered != byte { return false }
            index += 1
        }
        return true
    }
}
