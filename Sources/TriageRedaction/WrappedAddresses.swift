import TriageModel

/// Addresses and GUIDs cut by the end of a line, joined as they may have been: a console or a mail program cuts long words
/// wherever its line is full.
enum WrappedAddresses {
    /// Two pieces of a word with what lies between them left out, wherever an address may be cut. Linear.
    static func find(in text: [UInt8]) -> [RepairedText] {
        var found: [RepairedText] = []
        var lineStart = 0
        for place in text.indices where text[place] == 0x0A {
            defer { lineStart = place + 1 }
            var end = place
            if end > lineStart, text[end - 1] == 0x0D { end -= 1 }
            // A soft line break of quoted-printable.
            if end > lineStart, text[end - 1] == 0x3D { end -= 1 }
            guard end - lineStart >= 24, end > 0, isPart(text[end - 1]) else { continue }
            var start = end
            while start > lineStart, end - start < 128, isPart(text[start - 1]) { start -= 1 }
            var next = place + 1
            while next < text.count, next - place < 40, [0x20, 0x09, 0x3E, 0x7C].contains(text[next]) { next += 1 }
            var behind = next
            while behind < text.count, behind - next < 128, isPart(text[behind]) { behind += 1 }
            guard behind > next, start < end else { continue }
            let left = text[start..<end]
            let right = text[next..<behind]
            guard joins(left, right) else { continue }
            found.append(
                RepairedText(
                    source: SourceID(0), region: 0, bytes: Array(left + right),
                    map: [
                        .init(offset: 0, origin: start, length: left.count),
                        .init(offset: left.count, origin: next, length: right.count),
                    ]))
        }
        return found
    }

    /// Whether two pieces may be one address or one GUID: the second begins no word of its own.
    private static func joins(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        if left.count + right.count >= 36, left.contains(0x2D) || right.contains(0x2D),
            (left + right).allSatisfy({ $0 == 0x2D || isHex($0) })
        {
            return true
        }
        guard let last = left.last, let first = right.first else { return false }
        if right.contains(0x40) { return !left.contains(0x40) && !(first >= 0x41 && first <= 0x5A && isLower(last)) }
        guard let at = left.lastIndex(of: 0x40) else { return false }
        // `anna@contoso.` goes on; `anna@contoso.com` and a word on the next line do not.
        let host = left[left.index(after: at)...]
        if host.isEmpty || host.last == 0x2E || host.last == 0x2D || first == 0x2E { return true }
        return !host.contains(0x2E) || right.contains(0x2E) && isLower(first)
    }

    private static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

    private static func isHex(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x2D, 0x5F, 0x2B, 0x40, 0x25, 0x80...: true
        default: false
        }
    }
}
