import TriageBytes
public import TriageModel

/// Reads the bytes of a picture again from the place where it was measured. Evidence keeps no bytes; a report that shows a
/// few pictures gets them from here.
public enum PictureBytes {
    /// The bytes of a picture that stands in a text: base64, hexadecimal or a list of numbers. nil when they are more than
    /// the limit, or not the very bytes that were measured: their hash must be the same.
    ///
    /// - Parameter limit: in bytes of the picture.
    public static func read(_ value: Value, in sources: [SourceInfo], limit: Int) -> [UInt8]? {
        guard case .binary(let facts) = value.content, value.partial == nil, let hash = facts.sha256,
            facts.byteCount.lowerBound == facts.byteCount.upperBound, facts.byteCount.upperBound <= Int64(limit),
            let text = written(value.spans, in: sources, most: limit.multipliedReportingOverflow(by: 6).partialValue)
        else { return nil }
        for form in [Base64.decode, numbers, hexadecimal] {
            if let bytes = form(text), Int64(bytes.count) == facts.byteCount.lowerBound,
                (try? SHA256.hex(of: bytes)) == hash
            {
                return bytes
            }
        }
        return nil
    }

    /// What stands at the places, without the marks of the format around it.
    private static func written(_ spans: [SourceSpan], in sources: [SourceInfo], most: Int) -> [UInt8]? {
        var text: [UInt8] = []
        for span in spans {
            guard sources.indices.contains(span.source.number) else { return nil }
            let source = sources[span.source.number].text
            guard span.start >= 0, span.end <= source.count, text.count + span.end - span.start <= most else {
                return nil
            }
            var isTag = false
            for byte in source[span.start..<span.end] {
                switch byte {
                case UInt8(ascii: "<"): isTag = true
                case UInt8(ascii: ">"): isTag = false
                default: if !isTag { text.append(byte) }
                }
            }
        }
        while let first = text.first, first.isBlankByte || first == UInt8(ascii: ":") { text.removeFirst() }
        return text
    }

    /// `{255, 216, 255}`, `[255,216,255]`, `255 216 255`.
    private static func numbers(_ text: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        var number: Int?
        for byte in text + [0x20] {
            if byte >= 0x30 && byte <= 0x39 {
                let next = (number ?? 0) * 10 + Int(byte - 0x30)
                if next > 255 { return nil }
                number = next
            } else if byte.isBlankByte || ",;{}[]\"".utf8.contains(byte) {
                if let number { bytes.append(UInt8(number)) }
                number = nil
            } else {
                return nil
            }
        }
        return bytes
    }

    /// `X'FFD8FF'`, `0xFFD8FF`, `FFD8FF`.
    private static func hexadecimal(_ text: [UInt8]) -> [UInt8]? {
        var digits = text.filter { !$0.isBlankByte && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
        if digits.first?.asciiLowered == UInt8(ascii: "x") { digits.removeFirst() }
        if digits.count > 1, digits[0] == 0x30, digits[1].asciiLowered == UInt8(ascii: "x") { digits.removeFirst(2) }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte.asciiLowered {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte.asciiLowered - 0x57
        default: nil
        }
    }
}
