/// Writes compound files ([MS-CFB], version 3) for tests: what Outlook saves a message as.
public indirect enum CompoundNode: Sendable {
    /// A folder.
    case storage(String, [CompoundNode])
    /// A file.
    case stream(String, [UInt8])

    var name: String {
        switch self {
        case .storage(let name, _), .stream(let name, _): name
        }
    }
}

/// Writes compound files of 512-byte sectors.
public struct CompoundFileWriter {
    private struct Entry {
        var name: String
        var kind: UInt8
        var right: UInt32 = 0xFFFF_FFFF
        var child: UInt32 = 0xFFFF_FFFF
        var start: UInt32 = 0xFFFF_FFFE
        var size = 0
    }

    private static let endOfChain: UInt32 = 0xFFFF_FFFE
    private var entries: [Entry] = [Entry(name: "Root Entry", kind: 5)]
    private var sectors: [[UInt8]] = []
    private var table: [UInt32] = []
    private var mini: [UInt8] = []
    private var miniTable: [UInt32] = []

    /// The file with those nodes at its root.
    public static func write(_ nodes: [CompoundNode]) -> [UInt8] {
        var writer = CompoundFileWriter()
        writer.entries[0].child = writer.add(nodes)
        return writer.finish()
    }

    /// Adds siblings, each the right neighbour of the one before; the first one's number.
    private mutating func add(_ nodes: [CompoundNode]) -> UInt32 {
        let sorted = nodes.sorted {
            ($0.name.utf16.count, $0.name.uppercased()) < ($1.name.utf16.count, $1.name.uppercased())
        }
        let first = entries.count
        for node in sorted {
            switch node {
            case .storage(let name, _): entries.append(Entry(name: name, kind: 1))
            case .stream(let name, let bytes):
                var entry = Entry(name: name, kind: 2, size: bytes.count)
                if !bytes.isEmpty { entry.start = bytes.count < 4096 ? addMini(bytes) : addSectors(bytes) }
                entries.append(entry)
            }
        }
        for (offset, node) in sorted.enumerated() {
            if offset + 1 < sorted.count { entries[first + offset].right = UInt32(first + offset + 1) }
            if case .storage(_, let inner) = node { entries[first + offset].child = add(inner) }
        }
        return sorted.isEmpty ? 0xFFFF_FFFF : UInt32(first)
    }

    private mutating func addMini(_ bytes: [UInt8]) -> UInt32 {
        let start = UInt32(miniTable.count)
        let count = (bytes.count + 63) / 64
        for index in 0..<count { miniTable.append(index + 1 < count ? start + UInt32(index) + 1 : Self.endOfChain) }
        mini += bytes + [UInt8](repeating: 0, count: count * 64 - bytes.count)
        return start
    }

    private mutating func addSectors(_ bytes: [UInt8]) -> UInt32 {
        let start = UInt32(sectors.count)
        let count = (bytes.count + 511) / 512
        for index in 0..<count {
            let piece = bytes[(index * 512)..<min(bytes.count, index * 512 + 512)]
            sectors.append(piece + [UInt8](repeating: 0, count: 512 - piece.count))
            table.append(index + 1 < count ? start + UInt32(index) + 1 : Self.endOfChain)
        }
        return start
    }

    private mutating func finish() -> [UInt8] {
        if !mini.isEmpty {
            entries[0].start = addSectors(mini)
            entries[0].size = mini.count
        }
        let miniTableSectors = (miniTable.count * 4 + 511) / 512
        let miniStart = miniTable.isEmpty ? Self.endOfChain : addSectors(Self.bytes(of: miniTable, filledTo: 128))
        let directory = addSectors(entries.flatMap(Self.bytes) + padding(entries.count))
        let tableSectors = (table.count + 127 + 127) / 127
        let tableStart = UInt32(sectors.count)
        for _ in 0..<tableSectors { table.append(0xFFFF_FFFD) }
        var file: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
        file += [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0] + [UInt8](repeating: 0, count: 10)
        for number in [
            UInt32(tableSectors), directory, 0, 4096, miniStart, UInt32(miniTableSectors), Self.endOfChain, 0,
        ] {
            file += Self.little(number)
        }
        for index in 0..<109 { file += Self.little(index < tableSectors ? tableStart + UInt32(index) : 0xFFFF_FFFF) }
        for sector in sectors { file += sector }
        file += Self.bytes(of: table, filledTo: 128)
        return file + [UInt8](repeating: 0xFF, count: max(0, (tableSectors - (table.count + 127) / 128) * 512))
    }

    /// Empty entries up to a whole sector.
    private func padding(_ count: Int) -> [UInt8] {
        let missing = (4 - count % 4) % 4
        let empty =
            [UInt8](repeating: 0, count: 68) + [UInt8](repeating: 0xFF, count: 12) + [UInt8](repeating: 0, count: 48)
        return (0..<missing).flatMap { _ in empty }
    }

    private static func bytes(of entry: Entry) -> [UInt8] {
        var bytes: [UInt8] = []
        let units = Array(entry.name.utf16.prefix(31))
        for unit in units { bytes += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)] }
        bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
        bytes += [UInt8(units.count * 2 + 2), 0, entry.kind, 1]
        bytes += little(0xFFFF_FFFF) + little(entry.right) + little(entry.child)
        bytes += [UInt8](repeating: 0, count: 36)
        return bytes + little(entry.start) + little(UInt32(entry.size)) + [0, 0, 0, 0]
    }

    private static func bytes(of numbers: [UInt32], filledTo multiple: Int) -> [UInt8] {
        let missing = (multiple - numbers.count % multiple) % multiple
        return (numbers + [UInt32](repeating: 0xFFFF_FFFF, count: missing)).flatMap(little)
    }

    static func little(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
}
