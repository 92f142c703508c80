/// Which record bears a key, for telling those apart that bear no key of any other: they join nobody and nobody joins
/// them, so that of a crowd only the few that may be somebody else's are compared, and only their keys are kept.
///
/// Keys are told apart by their hash. Two that have the same by chance are taken for shared, which only means that their
/// records are compared after all.
struct KeyOwners {
    /// The record that bears a key, by the key's hash; -1 for several.
    private var owners: [Int: Int32] = [:]
    /// The hashes of all records, one record behind the other.
    private var hashes: [Int] = []
    private var records: [(record: Int32, end: Int32)] = []

    /// Keys of one class are compared with each other.
    private enum KeyClass: UInt8 {
        case object, cloud, name, address, word
    }

    /// Number of records.
    var count: Int { records.count }

    /// The position of a record in the case.
    func record(_ number: Int) -> Int { Int(records[number].record) }

    /// Notes the keys of a record.
    mutating func add(_ identity: RecordIdentity, record: Int) {
        let record = Int32(truncatingIfNeeded: record)
        let start = hashes.count
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
        for key in identity.localParts { hashes.append(KeyOwners.hash(key, .word)) }
        for hash in hashes[start...] {
            if let owner = owners.updateValue(record, forKey: hash), owner != record { owners[hash] = -1 }
        }
        records.append((record, Int32(truncatingIfNeeded: hashes.count)))
    }

    private mutating func add(_ keys: KeyList, _ kind: KeyClass) {
        for key in keys { hashes.append(KeyOwners.hash(key[...], kind)) }
    }

    /// True when no other record bears any of the keys of a record, by its number here.
    func isLonely(_ number: Int) -> Bool {
        let start = number == 0 ? 0 : Int(records[number - 1].end)
        return hashes[start..<Int(records[number].end)].allSatisfy { owners[$0] == records[number].record }
    }

    private static func hash(_ key: Substring, _ kind: KeyClass) -> Int {
        var hasher = Hasher()
        hasher.combine(kind.rawValue)
        hasher.combine(key)
        return hasher.finalize()
    }
}
