/// Which record bears a key, for telling those apart that bear no key of any other: they join nobody and nobody joins
/// them, so that of a crowd only the few that may be somebody else's are compared, and only their keys are kept.
///
/// Keys are told apart by their hash. Two that have the same by chance are taken for shared, which only means that their
/// records are compared after all.
struct KeyOwners {
    /// Keys by their hash: the upper half of it, and the number of the record that bears the key, from 1; 0 for none. A
    /// power of two of places, of which a quarter stays free.
    private var table = [UInt64](repeating: 0, count: 64)
    private var keyCount = 0
    /// Positions in the case of the records.
    private var positions: [Int32] = []
    /// Records that bear a key of another.
    private var shared = PersonSet()

    /// Keys of one class are compared with each other.
    private enum KeyClass: UInt8 {
        case object, cloud, name, address, word
    }

    /// Number of records.
    var count: Int { positions.count }

    /// The position of a record in the case.
    func record(_ number: Int) -> Int { Int(positions[number]) }

    /// True when no other record bears any of the keys of a record, by its number here.
    func isLonely(_ number: Int) -> Bool { !shared.contains(number) }

    /// Notes the keys of a record.
    mutating func add(_ identity: RecordIdentity, record: Int) {
        positions.append(Int32(truncatingIfNeeded: record))
        add(identity.objectGUIDs, .object)
        add(identity.anchors, .object)
        add(identity.anyGUIDs, .object)
        add(identity.cloudIDs, .cloud)
        add(identity.anyGUIDs, .cloud)
        add(identity.distinguishedNames, .name)
        add(identity.principals, .address)
        add(identity.addresses, .address)
        // Account names, plain words and parts before an @ are compared with each other.
        add(identity.accounts, .word)
        add(identity.words, .word)
        for key in identity.localParts { add(KeyOwners.hash(key, .word)) }
    }

    private mutating func add(_ keys: KeyList, _ kind: KeyClass) {
        for key in keys { add(KeyOwners.hash(key[...], kind)) }
    }

    /// Notes a key of the last record.
    private mutating func add(_ hash: UInt64) {
        if keyCount * 4 >= table.count * 3 { grow() }
        let number = UInt64(positions.count)
        var place = Int(hash >> 32) & (table.count - 1)
        while table[place] != 0 {
            if table[place] >> 32 == hash >> 32 {
                let owner = table[place] & 0xFFFF_FFFF
                if owner != number {
                    shared.insert(Int(owner) - 1)
                    shared.insert(Int(number) - 1)
                }
                return
            }
            place = (place + 1) & (table.count - 1)
        }
        table[place] = hash & 0xFFFF_FFFF_0000_0000 | number
        keyCount += 1
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: table.count * 2)
        for entry in table where entry != 0 {
            var place = Int(entry >> 32) & (larger.count - 1)
            while larger[place] != 0 { place = (place + 1) & (larger.count - 1) }
            larger[place] = entry
        }
        table = larger
    }

    private static func hash(_ key: Substring, _ kind: KeyClass) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(kind.rawValue)
        hasher.combine(key)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
