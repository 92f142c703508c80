@testable import TriageBytes

// `#expect` cannot take a call that is given a span.

extension ByteNeedle {
    func first(in text: [UInt8], from: Int = 0, to: Int = .max) -> Int? { first(in: text.span, from: from, to: to) }
    func firstWord(in text: [UInt8]) -> Int? { firstWord(in: text.span) }
    func all(in text: [UInt8]) -> [Int] { all(in: text.span) }
    func stands(at offset: Int, in text: [UInt8]) -> Bool { stands(at: offset, in: text.span) }
}

extension ByteSearch {
    static func first(_ byte: UInt8, in text: [UInt8], from: Int = 0, to: Int = .max) -> Int? {
        first(byte, in: text.span, from: from, to: to)
    }
}

extension UTF8Scan {
    static func validPrefix(of bytes: [UInt8]) -> Int { validPrefix(of: bytes.span) }
}
