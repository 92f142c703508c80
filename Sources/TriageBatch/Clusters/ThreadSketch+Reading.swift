import TriageKit

extension ThreadSketch {
    /// Bytes of each input that are looked at.
    private static let mostBytes = 64 << 10
    private static let headerBytes = 16 << 10
    private static let mostReferences = 24
    /// Lines that are kept: enough to tell by, and no more than 128 bytes a ticket.
    static let mostLines = 16
    /// Letters a line must have to tell anything.
    private static let leastLetters = 24

    /// The sketch of what a ticket holds. Linear in the first 64 KiB of each input.
    init(_ loaded: LoadedTicket) {
        self.init()
        var hashes: Set<Int> = []
        for input in loaded.inputs {
            guard case .success(let bytes) = input.content else { continue }
            let head = bytes.prefix(Self.mostBytes)
            // What is no text has no lines.
            if head.prefix(512).contains(0) { continue }
            header(of: head.prefix(Self.headerBytes))
            for line in head.split(separator: 0x0A) {
                guard let hash = Self.hash(ofLine: line) else { continue }
                hashes.insert(hash)
            }
        }
        lines = Array(hashes.sorted().prefix(Self.mostLines))
    }

    /// The sketch of the mails a ticket holds, without their lines: for tickets that are passed over.
    init(headersOf loaded: LoadedTicket) {
        self.init()
        for input in loaded.inputs {
            guard case .success(let bytes) = input.content else { continue }
            header(of: bytes.prefix(Self.headerBytes))
        }
    }

    /// The same of one input.
    init(headersOf bytes: [UInt8]) {
        self.init()
        // Nearly all tickets begin with a sentence.
        guard Self.beginsWithField(bytes.span) else { return }
        header(of: bytes.prefix(Self.headerBytes))
    }

    // MARK: Header (RFC 5322, 3.6.4)

    /// Letters a name of a field may have.
    private static let longestName = 80

    /// A colon stands in the first line where the name of a field ends.
    private static func beginsWithField(_ bytes: Span<UInt8>) -> Bool {
        for index in 0..<min(bytes.count, longestName) {
            if bytes[index] == 0x3A { return true }
            if bytes[index] == 0x0A { return false }
        }
        return false
    }

    private mutating func header(of bytes: ArraySlice<UInt8>) {
        guard bytes.first.map({ ($0 | 0x20) &- 0x61 < 26 }) == true else { return }
        var name = ""
        var left = bytes
        // Line by line: nearly all that begins like a header ends after a few lines.
        while !left.isEmpty {
            let line = left.prefix { $0 != 0x0A }
            left = left[line.endIndex...].dropFirst()
            guard let first = line.first, first != 0x0D else { return }
            var rest = line
            if first != 0x20, first != 0x09 {
                // A line that is no field ends the header.
                guard let colon = line.prefix(Self.longestName).firstIndex(of: 0x3A) else { return }
                // The names that matter have 10 or 11 letters.
                name =
                    (10...11).contains(colon - line.startIndex)
                    ? String(decoding: line[..<colon].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self) : ""
                rest = line[(colon + 1)...]
            }
            switch name {
            case "message-id": if let id = Self.ids(in: rest).first { message = id }
            case "in-reply-to", "references":
                for id in Self.ids(in: rest) where references.count < Self.mostReferences && !references.contains(id) {
                    references.append(id)
                }
            default: continue
            }
        }
    }

    /// Hashes of what stands between angle brackets.
    private static func ids(in bytes: ArraySlice<UInt8>) -> [Int] {
        var ids: [Int] = []
        var rest = bytes
        while let open = rest.firstIndex(of: 0x3C), let close = rest[open...].firstIndex(of: 0x3E) {
            if close > open + 1 { ids.append(hash(rest[(open + 1)..<close])) }
            rest = rest[(close + 1)...]
        }
        return ids
    }

    // MARK: Lines

    /// The hash of what a line says, whatever marks of quoting stand before it; nil for one that says too little.
    private static func hash(ofLine line: ArraySlice<UInt8>) -> Int? {
        guard line.count >= leastLetters else { return nil }
        let said = line.drop { $0 == 0x3E || $0 == 0x7C || $0 <= 0x20 }
        // Headers, and data without blanks, are no prose.
        guard said.contains(0x20), said.prefix(16).firstIndex(of: 0x3A) == nil else { return nil }
        let kept = said.filter { $0 > 0x20 }
        return kept.count >= leastLetters ? hash(kept[...]) : nil
    }

    /// FNV-1a of the bytes in lower case.
    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01B3
        }
        return Int(truncatingIfNeeded: hash)
    }
}
