import TriageModel

/// Names the rules ask for, numbered, so that evaluation compares numbers: kinds of records and fields.
struct NameTable: Sendable {
    private var numbers: [String: Int] = [:]
    private(set) var names: [String] = []
    private var byHash: [UInt64: [Int]] = [:]

    /// The number of a name, given now if it has none yet.
    mutating func number(for name: String) -> Int {
        let key = name.asciiLowercased
        if let known = numbers[key] { return known }
        numbers[key] = names.count
        byHash[NameTable.hash(name), default: []].append(names.count)
        names.append(name)
        return names.count - 1
    }

    /// The number of a name if the rules ask for it; allocates nothing.
    func number(of name: String) -> Int? {
        guard let candidates = byHash[NameTable.hash(name)] else { return nil }
        return candidates.first { names[$0].isEqualIgnoringCase(name) }
    }

    /// FNV-1a over ASCII-lowered bytes.
    private static func hash(_ name: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte.asciiLowered)) &* 0x100_0000_01b3 }
        return hash
    }
}
