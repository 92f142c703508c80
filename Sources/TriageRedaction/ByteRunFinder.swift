import TriageBytes

/// Finds bytes that are written as text. Linear: what was looked at is not looked at again.
struct ByteRunFinder {
    private let text: [UInt8]
    private(set) var runs: [ByteRun] = []

    init(_ text: [UInt8]) { self.text = text }

    mutating func find() {
        var place = 0
        while place < text.count {
            let byte = text[place]
            let before = place > 0 ? text[place - 1] : 0x20
            guard !isWord(before), isWord(byte) || byte == 0x2F || byte == 0x2B else {
                place += 1
                continue
            }
            if let behind = numbers(at: place) ?? hexPairs(at: place) ?? hex(at: place) ?? base64(at: place) {
                place = max(behind, place + 1)
            } else {
                place += 1
                while place < text.count, isWord(text[place]) { place += 1 }
            }
        }
    }

    private func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x80
    }

    // MARK: Base64

    private mutating func base64(at start: Int) -> Int? {
        let isCertain = isBehindDoubleColon(start)
        var places: [Int] = []
        var lines = 1
        var place = start
        var bits: UInt32 = 0
        var bitCount = 0
        var bytes: [UInt8] = []
        while place < text.count {
            if let value = ByteRun.value(base64: text[place]) {
                places.append(place)
                bits = bits << 6 | value
                bitCount += 6
                if bitCount >= 8 {
                    bitCount -= 8
                    bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
                }
                place += 1
            } else if places.count >= 16, let next = behindFold(place, lineLength: places.count / lines) {
                place = next
                lines += 1
            } else {
                break
            }
        }
        var padding = 0
        while place < text.count, text[place] == 0x3D, padding < 3 {
            padding += 1
            place += 1
        }
        var run = ByteRun(form: .base64, places: places, bytes: bytes, isCertain: isCertain, padding: padding)
        run.isMixed = isMixed(places)
        if isCertain ? places.count >= 4 : places.count >= 16 && (padding == 0 || (places.count + padding) % 4 == 0) {
            runs.append(run)
        }
        return places.count >= 16 || isCertain ? place : nil
    }

    private func isMixed(_ places: [Int]) -> Bool {
        var digits = 0
        var capitals = 0
        for place in places {
            if text[place] >= 0x30, text[place] <= 0x39 { digits += 1 }
            if text[place] >= 0x41, text[place] <= 0x5A { capitals += 1 }
        }
        let small = places.count - digits - capitals
        return digits * 14 >= places.count && capitals * 6 >= places.count && small * 6 >= places.count
    }

    /// `attribute:: value` of LDIF.
    private func isBehindDoubleColon(_ start: Int) -> Bool {
        var place = start
        while place > 0, start - place < 8, text[place - 1] == 0x20 { place -= 1 }
        return place > 1 && text[place - 1] == 0x3A && text[place - 2] == 0x3A
    }

    /// The first character of a line that goes on with long base64; nil when the text ends here.
    private func behindFold(_ place: Int, lineLength: Int) -> Int? {
        guard lineLength >= 16, text[place] == 0x0A || text[place] == 0x0D else { return nil }
        var next = place
        while next < text.count, next - place < 2, text[next] == 0x0A || text[next] == 0x0D { next += 1 }
        let start = next
        while next < text.count, next - start < 40, [0x20, 0x09, 0x3E, 0x7C].contains(text[next]) { next += 1 }
        var end = next
        while end < text.count, end - next < 200, ByteRun.value(base64: text[end]) != nil { end += 1 }
        guard end > next else { return nil }
        let isLineEnd = end == text.count || [0x0A, 0x0D, 0x3D, 0x3C, 0x22].contains(text[end])
        return isLineEnd || end - next >= lineLength ? next : nil
    }

    // MARK: Hexadecimal

    private mutating func hex(at start: Int) -> Int? {
        var end = start
        var letters = 0
        while end < text.count, Hex.value(text[end]) != nil {
            if text[end] > 0x39 { letters += 1 }
            end += 1
        }
        let count = end - start
        guard count >= 32, count.isMultiple(of: 2), letters > 0, letters < count,
            end == text.count || !isWord(text[end])
        else { return nil }
        add(hex: Array(start..<end))
        return end
    }

    private mutating func add(hex places: [Int]) {
        var bytes: [UInt8] = []
        var index = 0
        while index + 1 < places.count {
            bytes.append((Hex.value(text[places[index]]) ?? 0) << 4 | (Hex.value(text[places[index + 1]]) ?? 0))
            index += 2
        }
        runs.append(ByteRun(form: .hex, places: places, bytes: bytes, isCertain: false, padding: 0))
    }

    /// `ff,d8,ff`, `FF-D8-FF`, `0xFF, 0xD8`: pairs of digits with the same between all of them.
    private mutating func hexPairs(at start: Int) -> Int? {
        let first = start + 3 < text.count && text[start] == 0x30 && text[start + 1] | 0x20 == 0x78 ? start + 2 : start
        guard first + 1 < text.count, Hex.value(text[first]) != nil, Hex.value(text[first + 1]) != nil else {
            return nil
        }
        var places = [first, first + 1]
        var gap: [UInt8]?
        var place = first + 2
        while let (next, between) = next(behind: place, isHex: true) {
            if let gap, gap != between { break }
            if places.count == 2 || gap == nil { gap = between }
            guard next + 1 < text.count, Hex.value(text[next]) != nil, Hex.value(text[next + 1]) != nil,
                next + 2 == text.count || !isWord(text[next + 2])
            else { break }
            places += [next, next + 1]
            place = next + 2
        }
        // Fewer might be a date, a time, an address of a network card.
        guard places.count >= 16 else { return nil }
        add(hex: places)
        return place
    }

    // MARK: Numbers

    /// `255, 216, 255`, `<i>255</i><i>216</i>`: numbers below 256 with the same between all of them.
    private mutating func numbers(at start: Int) -> Int? {
        guard var number = number(at: start) else { return nil }
        var places: [Int] = []
        var bytes: [UInt8] = []
        var gap: [UInt8]?
        var behind = start
        var at = start
        while true {
            places.append(at)
            bytes.append(number.value)
            behind = at + number.length
            guard let (next, between) = next(behind: behind, isHex: false) else { break }
            if let gap, gap != between { break }
            guard let following = self.number(at: next) else { break }
            gap = between
            at = next
            number = following
        }
        guard bytes.count >= 4 else { return nil }
        runs.append(ByteRun(form: .decimal, places: places, bytes: bytes, isCertain: false, padding: 0))
        return behind
    }

    private func number(at start: Int) -> (value: UInt8, length: Int)? {
        var value = 0
        var end = start
        while end < text.count, end - start < 4, text[end] >= 0x30, text[end] <= 0x39 {
            value = value * 10 + Int(text[end] - 0x30)
            end += 1
        }
        guard end > start, end - start <= 3, value < 256, end == text.count || !isWord(text[end]),
            end - start == 1 || text[start] != 0x30
        else { return nil }
        return (UInt8(truncatingIfNeeded: value), end - start)
    }

    /// The next number, and what stands before it without blanks, line ends and marks of quoting.
    private func next(behind place: Int, isHex: Bool) -> (Int, [UInt8])? {
        var between: [UInt8] = []
        var next = place
        var isBetweenTags = false
        while next < text.count, next - place < 128 {
            let byte = text[next]
            if byte == 0x3C { isBetweenTags = true }
            if byte == 0x3E, isBetweenTags { isBetweenTags = false }
            if !isBetweenTags, isWord(byte) {
                if isHex, byte == 0x30, next + 2 < text.count, text[next + 1] | 0x20 == 0x78 {
                    between += [0x30, 0x78]
                    next += 2
                    continue
                }
                return next == place ? nil : (next, between)
            }
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D, 0x5C: break
            case 0x3E, 0x7C: if isBetweenTags { between.append(byte) }
            default: between.append(byte)
            }
            next += 1
        }
        return nil
    }
}
