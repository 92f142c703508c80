/// Base64 (RFC 4648, 4), white space allowed.
public enum Base64 {
    /// The bytes; nil when a byte of no alphabet stands in the text or the length is impossible. O(size).
    public static func decode(_ text: [UInt8]) -> [UInt8]? { decode(text.span) }

    /// The same for a text held elsewhere.
    public static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var isWhole = true
        // SAFETY: every four digits give three bytes, so `count / 4 * 3 + 3` is room for all; only what was written
        // counts as initialized.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 4) { output, count in
            isWhole = unsafe text.withUnsafeBufferPointer { unsafe decode($0, into: output, &count) }
        }
        return isWhole ? bytes : nil
    }

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, _ written: inout Int
    ) -> Bool {
        guard let target = UnsafeMutableRawPointer(output.baseAddress), let source = text.baseAddress else {
            return text.isEmpty
        }
        let end = text.count
        var index = 0
        var count = 0
        var bits: UInt32 = 0
        var digits = 0
        var padding = 0
        let room = output.count
        // SAFETY: `index` stays below `end`; whole groups write four bytes of which three count, and only where `room`
        // has that many; the rest writes one byte for every four thirds of a digit.
        unsafe groups.withUnsafeBufferPointer { table in
            guard let table = table.baseAddress else { return }
            while index < end {
                if digits == 0, padding == 0 {
                    // Whole groups of four, as nearly all are.
                    while index + 4 <= end, count + 4 <= room {
                        let group =
                            unsafe table[Int(source[index])] | table[256 + Int(source[index + 1])]
                            | table[512 + Int(source[index + 2])] | table[768 + Int(source[index + 3])]
                        // What is no digit has one of the highest bits set.
                        if group >= 1 << 24 { break }
                        unsafe target.storeBytes(of: (group << 8).bigEndian, toByteOffset: count, as: UInt32.self)
                        count += 3
                        index += 4
                    }
                    guard index < end else { break }
                }
                let byte = unsafe source[index]
                index += 1
                if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { continue }
                if byte == UInt8(ascii: "=") {
                    padding += 1
                    continue
                }
                let digit = unsafe table[768 + Int(byte)]
                guard digit < 64, padding == 0 else {
                    digits = -1
                    return
                }
                bits = bits << 6 | digit
                digits += 1
                if digits == 4 {
                    for shift in [16, 8, 0] as [UInt32] where count < room {
                        unsafe target.storeBytes(
                            of: UInt8(truncatingIfNeeded: bits >> shift), toByteOffset: count, as: UInt8.self)
                        count += 1
                    }
                    bits = 0
                    digits = 0
                }
            }
        }
        switch digits {
        case 0: break
        case 2 where count < room:
            unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: bits >> 4), toByteOffset: count, as: UInt8.self)
            count += 1
        case 3 where count + 1 < room:
            unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: bits >> 10), toByteOffset: count, as: UInt8.self)
            unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: bits >> 2), toByteOffset: count + 1, as: UInt8.self)
            count += 2
        default: return false
        }
        written = count
        return true
    }

    /// What a digit adds to a group of four, by its place in the group and its byte; beyond 24 bits for no digit.
    private static let groups: [UInt32] = {
        var groups = [UInt32](repeating: 0xFF00_0000, count: 1024)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() {
            for place in 0..<4 { groups[place * 256 + Int(byte)] = UInt32(value) << UInt32(18 - place * 6) }
        }
        return groups
    }()
}
