/// GUIDs as text: `8-4-4-4-12` digits.
enum GUIDShapes {
    private static let groups = [8, 4, 4, 4, 12]

    /// Where GUIDs stand in a view.
    static func texts(in view: TextView) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var place = 0
        while place + 36 <= view.count {
            if view.scalars[place + 8] == 0x2D, view.scalars[place + 13] == 0x2D, isGUID(view, place) {
                found.append(place..<(place + 36))
                place += 36
            } else {
                place += 1
            }
        }
        return found
    }

    static func isGUID(_ view: TextView, _ start: Int) -> Bool {
        var place = start
        for (number, group) in groups.enumerated() {
            if number > 0 {
                guard view.scalars[place] == 0x2D else { return false }
                place += 1
            }
            for _ in 0..<group {
                guard isHex(view.scalars[place]) else { return false }
                place += 1
            }
        }
        return !isHex(at: start - 1, view) && !isHex(at: place, view)
    }

    static func isHex(_ scalar: UInt32) -> Bool {
        scalar >= 0x30 && scalar <= 0x39 || (scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x66 && scalar < 0x80
    }

    private static func isHex(at place: Int, _ view: TextView) -> Bool {
        place >= 0 && place < view.count && isHex(view.scalars[place])
    }

    /// How .NET and directories order the bytes of a GUID's text.
    static let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

    /// The bytes of a GUID as text shows it, in the order of .NET; and back.
    static func reordered(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count == 16 else { return bytes }
        return order.map { bytes[$0] }
    }

    /// The text of bytes in the order of .NET.
    static func text(_ bytes: [UInt8]) -> String {
        var text = ""
        for (place, byte) in reordered(bytes).enumerated() {
            if place == 4 || place == 6 || place == 8 || place == 10 { text += "-" }
            text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        return text
    }

    /// Which bytes may stand for each byte of a GUID: written in decimal they are as long, and version and variant stay.
    static func bounds(_ bytes: [UInt8]) -> [ClosedRange<UInt8>] {
        bytes.enumerated().map { place, byte in
            let length: ClosedRange<UInt8> = byte > 99 ? 100...255 : byte > 9 ? 10...99 : 0...9
            switch place {
            case 7: return narrowed(length, (byte & 0xF0)...(byte | 0x0F))
            case 8: return narrowed(length, (byte & 0xC0)...(byte | 0x3F))
            default: return length
            }
        }
    }

    private static func narrowed(_ left: ClosedRange<UInt8>, _ right: ClosedRange<UInt8>) -> ClosedRange<UInt8> {
        let low = max(left.lowerBound, right.lowerBound)
        let high = min(left.upperBound, right.upperBound)
        return low <= high ? low...high : left
    }
}
