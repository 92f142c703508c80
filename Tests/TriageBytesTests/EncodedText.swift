@testable import TriageBytes

/// Text as a program with that code page would have written it.
enum EncodedText {
    /// nil when the page lacks a character of the text.
    static func bytes(_ text: String, page: [UInt16]) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                bytes.append(UInt8(scalar.value))
            } else if let place = page.firstIndex(where: { UInt32($0) == scalar.value }) {
                bytes.append(UInt8(place + 0x80))
            } else {
                return nil
            }
        }
        return bytes
    }

    static func utf16(_ text: String, highByteFirst: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return highByteFirst ? pair.reversed() : pair
        }
    }

    static func shiftJIS(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                bytes.append(UInt8(scalar.value))
            } else if scalar.value >= 0xFF61, scalar.value <= 0xFF9F {
                bytes.append(UInt8(scalar.value - 0xFF61 + 0xA1))
            } else if let pair = pairs[scalar.value] {
                bytes += [UInt8(pair >> 8), UInt8(pair & 0xFF)]
            } else {
                return nil
            }
        }
        return bytes
    }

    private static let pairs: [UInt32: UInt16] = {
        var pairs: [UInt32: UInt16] = [:]
        for lead in UInt8(0x81)...0xFC {
            for trail in UInt8(0x40)...0xFC {
                guard let scalar = ShiftJIS.scalar(lead: lead, trail: trail), pairs[scalar] == nil else { continue }
                pairs[scalar] = UInt16(lead) << 8 | UInt16(trail)
            }
        }
        return pairs
    }()
}

extension DecodedText {
    /// The decoded text for comparisons.
    var string: String { String(decoding: text, as: UTF8.self) }
}
