/// Writes archives for tests, hostile ones too: what no archiver would write.
public enum ArchiveWriter {
    /// A member of a zip archive.
    public struct ZipMember: Sendable {
        var name: String
        var bytes: [UInt8]
        var mode: UInt32
        var isEncrypted: Bool
        var rawName: [UInt8]?
        var isUTF8: Bool { rawName == nil }

        /// A member; `mode` is that of Unix (0o120777 makes a link).
        public init(_ name: String, _ bytes: [UInt8], mode: UInt32 = 0o100644, isEncrypted: Bool = false) {
            self.name = name
            self.bytes = bytes
            self.mode = mode
            self.isEncrypted = isEncrypted
        }

        /// A member whose name is in the code page of a console.
        public init(rawName: [UInt8], _ bytes: [UInt8]) {
            self.init("", bytes)
            self.rawName = rawName
        }
    }

    /// A zip archive of members that are not compressed (APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16).
    public static func zip(_ members: [ZipMember]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let name = member.rawName ?? Array(member.name.utf8)
            let offset = file.count
            // The second byte says that the name is UTF-8.
            let flags: [UInt8] = [member.isEncrypted ? 1 : 0, member.isUTF8 ? 8 : 0]
            let size = UInt32(member.bytes.count)
            let common: [UInt8] =
                flags + [0, 0, 0, 0, 0x21, 0x53] + little(crc32(member.bytes)) + little(size) + little(size)
                + little16(name.count) + [0, 0]
            file += [0x50, 0x4B, 3, 4, 20, 0] + common + name + member.bytes
            directory += [0x50, 0x4B, 1, 2, 20, 3, 20, 0] + common + [0, 0, 0, 0, 0, 0]
            directory += little(member.mode << 16) + little(UInt32(offset)) + name
        }
        let start = UInt32(file.count)
        file += directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + little16(members.count) + little16(members.count)
        return file + little(UInt32(directory.count)) + little(start) + [0, 0]
    }

    /// A header of a tar archive and the content behind it. `type`: `0` file, `1` hard link, `2` link, `3` device, `5`
    /// folder, `S` a sparse file of old GNU tar, whose map says that it has `realSize` bytes and holds none of them.
    public static func tarMember(
        _ name: String, _ bytes: [UInt8] = [], type: Character = "0", link: String = "", realSize: Int? = nil
    ) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
        }
        func octal(_ number: Int, _ digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        put(String(name.prefix(99)), at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(bytes.count, 11), at: 124)
        put("00000000000", at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put(link, at: 157)
        if let realSize {
            put("ustar  ", at: 257)
            put(octal(realSize, 11), at: 386)
            put(octal(0, 11), at: 398)
            put(octal(realSize, 11), at: 483)
        } else {
            put("ustar", at: 257)
            put("00", at: 263)
        }
        put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
        header[154] = 0
        return header + bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }

    /// The two empty blocks that end a tar archive.
    public static let tarEnd = [UInt8](repeating: 0, count: 1024)

    /// A gzip file of stored blocks: as large as what it holds.
    public static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var file: [UInt8] = gzipHeader
        var rest = bytes[...]
        repeat {
            let piece = rest.prefix(60_000)
            rest = rest.dropFirst(piece.count)
            file += [rest.isEmpty ? 1 : 0] + little16(piece.count) + little16(~piece.count & 0xFFFF) + piece
        } while !rest.isEmpty
        return file + little(crc32(bytes)) + little(UInt32(bytes.count))
    }

    /// A gzip file that holds `prefix` and then at least `count` times NUL, in a hundredth of their size (RFC 1951: fixed
    /// codes, matches of 258 bytes at distance 1).
    public static func bomb(_ prefix: [UInt8] = [], zeros count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.put(0b1, 1)
        bits.put(0b01, 2)
        for byte in prefix + [0] {
            bits.putCode(byte < 144 ? 0x30 + UInt32(byte) : 0x190 + UInt32(byte) - 144, byte < 144 ? 8 : 9)
        }
        for _ in 0..<(count / 258 + 1) {
            bits.putCode(0b1100_0101, 8)
            bits.putCode(0, 5)
        }
        bits.putCode(0, 7)
        let size = prefix.count + 1 + (count / 258 + 1) * 258
        return gzipHeader + bits.finish() + [0, 0, 0, 0] + little(UInt32(truncatingIfNeeded: size))
    }

    private static let gzipHeader: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

    private struct BitWriter {
        var bytes: [UInt8] = []
        var current: UInt32 = 0
        var count = 0

        /// The low bits of a number, the lowest first.
        mutating func put(_ value: UInt32, _ width: Int) {
            for bit in 0..<width {
                current |= (value >> bit & 1) << count
                count += 1
                if count == 8 {
                    bytes.append(UInt8(current))
                    (current, count) = (0, 0)
                }
            }
        }

        /// A code, its highest bit first.
        mutating func putCode(_ value: UInt32, _ width: Int) {
            for bit in (0..<width).reversed() { put(value >> bit & 1, 1) }
        }

        mutating func finish() -> [UInt8] { count > 0 ? bytes + [UInt8(current)] : bytes }
    }

    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    private static func little(_ number: UInt32) -> [UInt8] { CompoundFileWriter.little(number) }

    private static func little16(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }
}
