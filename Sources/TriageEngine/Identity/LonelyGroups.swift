/// Finds the groups that bear no weak key of any other: they join nobody and nobody joins them, so that of a crowd only
/// the few that may be somebody else's are compared.
///
/// Keys are told apart by their hash. Two that have the same by chance are taken for shared, which only means that their
/// groups are compared after all.
struct LonelyGroups {
    /// The group that bears an address, or a word that may be a name of an account; -1 for several.
    private var addresses: [Int: Int] = [:]
    private var words: [Int: Int] = [:]

    /// Makes room for that many groups.
    init(count: Int) {
        addresses.reserveCapacity(count)
        words.reserveCapacity(count)
    }

    /// Notes the keys of a group.
    mutating func add(_ identity: RecordIdentity, group: Int) {
        for key in identity.principals { LonelyGroups.note(key[...], group, in: &addresses) }
        for key in identity.addresses { LonelyGroups.note(key[...], group, in: &addresses) }
        LonelyGroups.eachWord(of: identity) { LonelyGroups.note($0, group, in: &words) }
    }

    /// True when no other group bears any of the keys.
    func isLonely(_ identity: RecordIdentity, group: Int) -> Bool {
        func isOwn(_ key: String) -> Bool { addresses[LonelyGroups.hash(key[...])] == group }
        guard identity.principals.allSatisfy(isOwn), identity.addresses.allSatisfy(isOwn) else { return false }
        var isLonely = true
        LonelyGroups.eachWord(of: identity) { key in
            if words[LonelyGroups.hash(key)] != group { isLonely = false }
        }
        return isLonely
    }

    /// Account names, plain words and parts before an @ are compared with each other.
    private static func eachWord(of identity: RecordIdentity, _ take: (Substring) -> Void) {
        for key in identity.accounts { take(key[...]) }
        for key in identity.words { take(key[...]) }
        for key in identity.localParts { take(key) }
    }

    private static func note(_ key: Substring, _ group: Int, in owners: inout [Int: Int]) {
        let place = hash(key)
        if let owner = owners[place] {
            if owner != group { owners[place] = -1 }
        } else {
            owners[place] = group
        }
    }

    private static func hash(_ key: Substring) -> Int {
        var hasher = Hasher()
        hasher.combine(key)
        return hasher.finalize()
    }
}
