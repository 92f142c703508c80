import TriageBytes

/// How bytes travel through mail (RFC 2045, section 6). What does not fit an encoding is passed over, as mail programs do.
enum TransferEncoding {
    /// Undoes the encoding of that name (`Content-Transfer-Encoding`); an unknown one is taken for none.
    static func decode(_ bytes: ArraySlice<UInt8>, _ name: String) -> [UInt8] {
        switch name {
        case "base64": base64(bytes)
        case "quoted-printable": quotedPrintable(bytes)
        case "x-uuencode", "uuencode", "x-uue", "uue": uuencode(bytes)
        default: Array(bytes)
        }
    }

    /// Base64; signs of no digit are passed over, what stands behind the padding too.
    static func base64(_ text: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            let digit: UInt32
            switch byte {
            case 0x41...0x5A: digit = UInt32(byte - 0x41)
            case 0x61...0x7A: digit = UInt32(byte - 0x61 + 26)
            case 0x30...0x39: digit = UInt32(byte - 0x30 + 52)
            case 0x2B, 0x2D: digit = 62
            case 0x2F, 0x5F: digit = 63
            // Some programs encode in pieces, each with its padding.
            case 0x3D:
                flush()
                continue
            default: continue
            }
            bits = bits << 6 | digit
            count += 1
            if count == 4 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
                bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                bytes.append(UInt8(truncatingIfNeeded: bits))
                (bits, count) = (0, 0)
            }
        }
        flush()
        return bytes

        func flush() {
            if count == 2 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
            } else if count == 3 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
                bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
            }
            (bits, count) = (0, 0)
        }
    }

    /// Quoted-printable; blanks at the end of a line were added on the way.
    static func quotedPrintable(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            index += 1
            if byte == 0x3D {
                if index + 1 < text.endIndex, let high = Hex.value(text[index]), let low = Hex.value(text[index + 1]) {
                    bytes.append(high << 4 | low)
                    index += 2
                    continue
                }
                // A soft line break: the line goes on.
                var next = index
                while next < text.endIndex, text[next] == 0x20 || text[next] == 0x09 { next += 1 }
                if next == text.endIndex { return bytes }
                if text[next] == 0x0D, next + 1 < text.endIndex, text[next + 1] == 0x0A { next += 1 }
                if text[next] == 0x0A || text[next] == 0x0D {
                    index = next + 1
                    continue
                }
            } else if byte == 0x0A {
                let hasReturn = bytes.last == 0x0D
                if hasReturn { bytes.removeLast() }
                // A blank that was written as =20 stands for itself; it cannot be told apart here, and a lost blank at the
                // end of a line changes nothing.
                while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
                if hasReturn { bytes.append(0x0D) }
            }
            bytes.append(byte)
        }
        return bytes
    }

    /// The Q encoding of encoded words: quoted-printable with `_` for a blank.
    static func quotedWord(_ text: [UInt8]) -> [UInt8] {
        escapes(text[...], sign: 0x3D).map { $0 == 0x5F ? 0x20 : $0 }
    }

    /// `%XX`.
    static func percent(_ text: ArraySlice<UInt8>) -> [UInt8] { escapes(text, sign: 0x25) }

    private static func escapes(_ text: ArraySlice<UInt8>, sign: UInt8) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == sign, index + 2 < text.endIndex, let high = Hex.value(text[index + 1]),
                let low = Hex.value(text[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        return bytes
    }

    /// Uuencode: `begin MODE NAME`, lines whose first sign tells their length, `end`.
    static func uuencode(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in text.split(separator: 0x0A) {
            let line = line.last == 0x0D ? line.dropLast() : line
            if line.starts(with: Array("begin ".utf8)) { continue }
            if line.elementsEqual(Array("end".utf8)) { break }
            guard let first = line.first, first > 0x20, first < 0x60 else { continue }
            let wanted = Int(first - 0x20)
            var group: [UInt8] = []
            var got = 0
            for sign in line.dropFirst() where sign >= 0x20 && sign <= 0x60 {
                group.append((sign - 0x20) & 0x3F)
                guard group.count == 4 else { continue }
                let three = [group[0] << 2 | group[1] >> 4, group[1] << 4 | group[2] >> 2, group[2] << 6 | group[3]]
                bytes += three.prefix(max(0, wanted - got))
                got += 3
                group = []
            }
            // Blanks at the end of a line get lost on the way.
            if group.count >= 2, got < wanted {
                let three = [group[0] << 2 | group[1] >> 4, group[1] << 4 | (group.count > 2 ? group[2] >> 2 : 0)]
                bytes += three.prefix(max(0, wanted - got))
            }
        }
        return bytes
    }
}
