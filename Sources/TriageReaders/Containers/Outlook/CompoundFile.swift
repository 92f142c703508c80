/// A compound file ([MS-CFB]): storages and streams inside of one file, as old Office formats and `.msg` have them.
///
/// Everything it says about itself is checked against the file's own size: chains of sectors end after as many as there
/// are, the tree of names is walked once, sizes are cut to what the chain holds.
struct CompoundFile {
    /// An entry of the directory.
    struct Entry {
        var name: String
        /// 1 storage, 2 stream, 5 root.
        var kind: UInt8
        var left: UInt32
        var right: UInt32
        var child: UInt32
        var start: UInt32
        var size: Int
    }

    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private let bytes: [UInt8]
    private let sectorSize: Int
    private let miniCutoff: Int
    private var table: [UInt32] = []
    private var miniTable: [UInt32] = []
    /// Sectors of the stream that holds all small streams.
    private var miniSectors: [UInt32] = []
    private(set) var entries: [Entry] = []
    /// True when something it says of itself is not so.
    private(set) var isDamaged = false

    private static let none: UInt32 = 0xFFFF_FFFA
    private static let miniSize = 64
    private static let maximumEntries = 100_000

    /// Reads header, tables and directory; nil when the bytes are no compound file.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 512, bytes.starts(with: Self.signature) else { return nil }
        self.bytes = bytes
        let shift = bytes.little16(30)
        guard shift == 9 || shift == 12, bytes.little16(32) == 6 else { return nil }
        sectorSize = 1 << Int(shift)
        miniCutoff = min(Int(bytes.little32(56)), 1 << 16)
        readTable()
        let directory = sectors(from: bytes.little32(48), in: table, limit: table.count)
        readDirectory(directory)
        miniTable = numbers(in: sectors(from: bytes.little32(60), in: table, limit: table.count))
        if let root = entries.first, root.kind == 5 {
            miniSectors = sectors(from: root.start, in: table, limit: table.count)
        }
    }

    // MARK: What it holds

    /// Positions of the entries in a storage, by the order of their names in the tree.
    func children(of storage: Int) -> [Int] {
        guard entries.indices.contains(storage) else { return [] }
        var found: [Int] = []
        var seen = Set<UInt32>()
        var pending = [entries[storage].child]
        while let number = pending.popLast() {
            guard Int(number) < entries.count, seen.insert(number).inserted, seen.count <= entries.count else {
                continue
            }
            let entry = entries[Int(number)]
            if entry.kind != 0 { found.append(Int(number)) }
            pending.append(entry.right)
            pending.append(entry.left)
        }
        return found
    }

    /// The bytes of a stream, at most `limit`.
    func content(of entry: Entry, limit: Int) -> [UInt8] {
        let size = min(entry.size, limit, bytes.count)
        guard size > 0 else { return [] }
        var content: [UInt8] = []
        content.reserveCapacity(size)
        if entry.size < miniCutoff {
            let chain = sectors(from: entry.start, in: miniTable, limit: size / Self.miniSize + 1)
            for mini in chain where content.count < size {
                let offset = Int(mini) * Self.miniSize
                let place = offset / sectorSize
                guard place < miniSectors.count else { break }
                let start = self.offset(of: miniSectors[place]) + offset % sectorSize
                append(start, min(Self.miniSize, size - content.count), to: &content)
            }
        } else {
            for sector in sectors(from: entry.start, in: table, limit: size / sectorSize + 1) where content.count < size
            {
                append(offset(of: sector), min(sectorSize, size - content.count), to: &content)
            }
        }
        return content
    }

    // MARK: Tables

    private mutating func readTable() {
        let total = bytes.count / sectorSize + 1
        var places: [UInt32] = []
        for index in 0..<109 { places.append(bytes.little32(76 + index * 4)) }
        var next = bytes.little32(68)
        var steps = 0
        let perSector = sectorSize / 4
        while next < Self.none, steps < total, places.count < total {
            let start = offset(of: next)
            guard start + sectorSize <= bytes.count else {
                isDamaged = true
                break
            }
            for index in 0..<(perSector - 1) { places.append(bytes.little32(start + index * 4)) }
            next = bytes.little32(start + (perSector - 1) * 4)
            steps += 1
        }
        var used: [UInt32] = []
        var seen = Set<UInt32>()
        for place in places where place < Self.none && Int(place) < total {
            if seen.insert(place).inserted { used.append(place) } else { isDamaged = true }
        }
        table = numbers(in: used)
    }

    private func numbers(in sectors: [UInt32]) -> [UInt32] {
        var numbers: [UInt32] = []
        for sector in sectors {
            let start = offset(of: sector)
            for index in 0..<(sectorSize / 4) { numbers.append(bytes.little32(start + index * 4)) }
        }
        return numbers
    }

    private mutating func readDirectory(_ sectors: [UInt32]) {
        for sector in sectors {
            for index in 0..<(sectorSize / 128) {
                let start = offset(of: sector) + index * 128
                guard start + 128 <= bytes.count, entries.count < Self.maximumEntries else {
                    isDamaged = true
                    return
                }
                let length = min(Int(bytes.little16(start + 64)), 64)
                var units: [UInt16] = []
                for unit in 0..<max(0, length / 2 - 1) { units.append(bytes.little16(start + unit * 2)) }
                // In files with small sectors the upper half of the size may hold anything.
                let size =
                    sectorSize == 512
                    ? Int(bytes.little32(start + 120)) : Int(clamping: bytes.little64(start + 120))
                entries.append(
                    Entry(
                        name: String(decoding: units, as: UTF16.self), kind: bytes[start + 66],
                        left: bytes.little32(start + 68), right: bytes.little32(start + 72),
                        child: bytes.little32(start + 76), start: bytes.little32(start + 116), size: size))
            }
        }
    }

    /// The chain of sectors that starts at `start`; cut where it leaves the table or is longer than `limit`.
    private func sectors(from start: UInt32, in table: [UInt32], limit: Int) -> [UInt32] {
        var chain: [UInt32] = []
        var next = start
        while Int(next) < table.count, chain.count < limit {
            chain.append(next)
            next = table[Int(next)]
        }
        return chain
    }

    private func offset(of sector: UInt32) -> Int { (Int(sector) + 1) * sectorSize }

    private func append(_ start: Int, _ count: Int, to content: inout [UInt8]) {
        guard start < bytes.count else { return }
        content.append(contentsOf: bytes[start..<min(start + count, bytes.count)])
    }
}

extension [UInt8] {
    /// The number of two bytes at `offset`, low byte first; 0 beyond the end.
    func little16(_ offset: Int) -> UInt16 {
        guard offset >= 0, offset + 2 <= count else { return 0 }
        return UInt16(self[offset]) | UInt16(self[offset + 1]) << 8
    }

    /// The number of four bytes at `offset`, low byte first; 0 beyond the end.
    func little32(_ offset: Int) -> UInt32 {
        UInt32(little16(offset)) | UInt32(little16(offset + 2)) << 16
    }

    /// The number of eight bytes at `offset`, low byte first; 0 beyond the end.
    func little64(_ offset: Int) -> UInt64 {
        UInt64(little32(offset)) | UInt64(little32(offset + 4)) << 32
    }
}
