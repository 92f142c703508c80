import TriageBytes

/// Characters written as escapes: `%40`, `\u00fc`, `&#252;`, `&uuml;`, `_x000A_`, `\C3\BC`.
enum Escapes {
    /// The character at a place of UTF-8 text, and how many bytes it takes there. Never more than `end` allows.
    static func character(in bytes: [UInt8], at place: Int, end: Int) -> (scalar: UInt32, length: Int) {
        let first = bytes[place]
        switch first {
        case 0x25: if let found = percent(bytes, place, end) { return found }
        case 0x5C: if let found = backslash(bytes, place, end) { return found }
        case 0x26: if let found = entity(bytes, place, end) { return found }
        case 0x5F: if let found = underscore(bytes, place, end) { return found }
        default: break
        }
        if first < 0x80 { return (UInt32(first), 1) }
        return utf8(bytes, place, end)
    }

    private static func utf8(_ bytes: [UInt8], _ place: Int, _ end: Int) -> (UInt32, Int) {
        let first = bytes[place]
        let length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
        guard length > 1, place + length <= end else { return (0xFFFD, 1) }
        var scalar = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for index in 1..<length {
            let next = bytes[place + index]
            guard next & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            scalar = scalar << 6 | UInt32(next & 0x3F)
        }
        return (scalar, length)
    }

    private static func hex(_ bytes: [UInt8], _ place: Int, _ count: Int, _ end: Int) -> UInt32? {
        guard place + count <= end else { return nil }
        var value: UInt32 = 0
        for index in place..<(place + count) {
            guard let digit = Hex.value(bytes[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// `%40`, `%C3%BC`, and the same escaped once more: `%2540`.
    private static func percent(_ bytes: [UInt8], _ place: Int, _ end: Int) -> (UInt32, Int)? {
        var next = place
        func unit() -> (UInt8, Int)? {
            guard next < end, bytes[next] == 0x25 else { return nil }
            if next + 5 <= end, bytes[next + 1] == 0x32, bytes[next + 2] == 0x35,
                let value = hex(bytes, next + 3, 2, end)
            {
                return (UInt8(truncatingIfNeeded: value), 5)
            }
            guard let value = hex(bytes, next + 1, 2, end) else { return nil }
            return (UInt8(truncatingIfNeeded: value), 3)
        }
        guard let lead = unit() else { return nil }
        next += lead.1
        if lead.0 < 0x80 { return lead.0 >= 0x20 ? (UInt32(lead.0), next - place) : nil }
        var units = [lead.0]
        let wanted = lead.0 < 0xC2 ? 1 : lead.0 < 0xE0 ? 2 : lead.0 < 0xF0 ? 3 : 4
        while units.count < wanted, let more = unit() {
            units.append(more.0)
            next += more.1
        }
        let (scalar, length) = utf8(units, 0, units.count)
        return length == units.count && length > 1 ? (scalar, next - place) : nil
    }

    /// `\u00fc` of JSON, `\C3\BC` of distinguished names.
    private static func backslash(_ bytes: [UInt8], _ place: Int, _ end: Int) -> (UInt32, Int)? {
        if place + 1 < end, bytes[place + 1] | 0x20 == 0x75, let value = hex(bytes, place + 2, 4, end) {
            return value >= 0x20 && !(0xD800...0xDFFF).contains(value) ? (value, 6) : nil
        }
        guard let lead = hex(bytes, place + 1, 2, end), lead >= 0xC2 else { return nil }
        var units = [UInt8(truncatingIfNeeded: lead)]
        var next = place + 3
        let wanted = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        while units.count < wanted, next < end, bytes[next] == 0x5C, let more = hex(bytes, next + 1, 2, end) {
            units.append(UInt8(truncatingIfNeeded: more))
            next += 3
        }
        let (scalar, length) = utf8(units, 0, units.count)
        return length == units.count && length > 1 ? (scalar, next - place) : nil
    }

    /// `_x00FC_` of CLIXML.
    private static func underscore(_ bytes: [UInt8], _ place: Int, _ end: Int) -> (UInt32, Int)? {
        guard place + 7 <= end, bytes[place + 1] | 0x20 == 0x78, bytes[place + 6] == 0x5F,
            let value = hex(bytes, place + 2, 4, end), !(0xD800...0xDFFF).contains(value), value > 0
        else { return nil }
        return (value, 7)
    }

    // MARK: Entities

    private static func entity(_ bytes: [UInt8], _ place: Int, _ end: Int) -> (UInt32, Int)? {
        let limit = min(end, place + 12)
        guard let semicolon = bytes[place..<limit].firstIndex(of: 0x3B), semicolon > place + 1 else { return nil }
        let name = bytes[(place + 1)..<semicolon]
        let length = semicolon + 1 - place
        if name.first == 0x23 {
            let digits = name.dropFirst()
            var value: UInt32 = 0
            if let mark = digits.first, mark | 0x20 == 0x78 {
                guard digits.count > 1, digits.count < 8,
                    let read = hex(bytes, digits.startIndex + 1, digits.count - 1, end)
                else { return nil }
                value = read
            } else {
                guard !digits.isEmpty, digits.count < 8, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
                    return nil
                }
                for digit in digits { value = value &* 10 &+ UInt32(digit - 0x30) }
            }
            return value >= 0x09 && Unicode.Scalar(value) != nil ? (value, length) : nil
        }
        return named[String(decoding: name, as: UTF8.self)].map { ($0, length) }
    }

    /// Those of XML and the letters of ISO 8859-1 (HTML 4, section 24).
    private static let named: [String: UInt32] = {
        var names: [String: UInt32] = ["amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0]
        let letters =
            "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH "
            + "Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave "
            + "aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde "
            + "ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"
        for (number, name) in letters.split(separator: " ").enumerated() {
            names[String(name)] = 0xC0 + UInt32(number)
        }
        return names
    }()

    // MARK: Writing

    /// A character written in the place of another, in the same number of bytes and the same kind of escape where it can be.
    static func write(_ scalar: UInt32, over old: ArraySlice<UInt8>) -> [UInt8] {
        let plain = Array(Pseudonyms.text([scalar]).utf8)
        guard let first = old.first else { return [] }
        if first >= 0x80 || old.count == 1 {
            return plain.count == old.count ? plain : fill(old.count)
        }
        switch first {
        case 0x25 where old.count == plain.count * 3:
            return plain.flatMap { [0x25, Hex.digit($0 >> 4), Hex.digit($0)] }
        case 0x25 where old.count == plain.count * 5:
            return plain.flatMap { [0x25, 0x32, 0x35, Hex.digit($0 >> 4), Hex.digit($0)] }
        case 0x5C where old.count == 6 && scalar < 0x10000: return Array("\\u".utf8) + hexDigits(scalar, 4)
        case 0x5C where old.count == plain.count * 3:
            return plain.flatMap { [0x5C, Hex.digit($0 >> 4), Hex.digit($0)] }
        case 0x5F where old.count == 7 && scalar < 0x10000: return Array("_x".utf8) + hexDigits(scalar, 4) + [0x5F]
        case 0x26:
            // Without a number sign in a name of five bytes there is no room for hexadecimal.
            let decimal = Array("&#\(scalar);".utf8)
            if decimal.count == old.count { return decimal }
            if old.count >= 6 {
                let digits = hexDigits(scalar, old.count - 4)
                if digits.count == old.count - 4 { return Array("&#x".utf8) + digits + [0x3B] }
            }
            return fill(old.count)
        default: return fill(old.count)
        }
    }

    private static func fill(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x78, count: count) }

    private static func hexDigits(_ value: UInt32, _ count: Int) -> [UInt8] {
        var digits: [UInt8] = []
        var rest = value
        while digits.count < count {
            digits.append(Hex.digit(UInt8(truncatingIfNeeded: rest & 15)))
            rest >>= 4
        }
        return rest == 0 ? digits.reversed() : []
    }
}
