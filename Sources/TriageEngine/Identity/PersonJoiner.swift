import TriageModel

/// Joins records that are about people into people: strong keys first, then weak ones around the best-known record.
///
/// Nothing joins by a chain of weak keys: a record joins only a group that itself bears one of its keys. A join that
/// would give one person two different strong keys of one kind, or two accounts of one domain, is not made; the first
/// is kept as a conflict. The result depends on what the records say, not on their order. Near-linear in their number.
struct PersonJoiner {
    /// A record about a person, with the keys it bears.
    struct Member {
        var record: Int
        var kind: String
        var identity: RecordIdentity
    }

    /// Records that are one person.
    struct Group {
        /// Positions in `members`, ascending.
        var members: [Int]
        var identity: RecordIdentity
        var strong: StrongKeys
        var reasons: [Reason] = []
        /// Keys of the groups that joined by weak keys; to tell two of them apart.
        var satellites: [RecordIdentity] = []
    }

    /// Why two records are one person.
    struct Reason: Hashable {
        var left: Int
        var right: Int
        /// `object GUID 5754…`.
        var key: String
    }

    /// Two groups that name the same person and different objects.
    struct Conflict: Hashable {
        var left: Int
        var right: Int
        var keys: StrongKeys.Conflict
        /// The weak key both bear.
        var shared: String
    }

    let members: [Member]
    private(set) var groups: [Group] = []
    private(set) var conflicts: [Conflict] = []
    private var hubs = WeakKeyIndex()

    init(_ members: [Member]) {
        self.members = members
        joinByWeakKeys(strongGroups())
    }

    // MARK: Strong keys

    private func strongGroups() -> [Group] {
        var sets = UnionFind(count: members.count)
        var strong = members.map { StrongKeys($0.identity, kind: $0.kind) }
        var reasons: [Int: [Reason]] = [:]
        for strength in StrongKeyClass.allCases {
            var first: [String: Int] = [:]
            for (position, member) in members.enumerated() {
                for key in strength.keys(of: member.identity) {
                    guard let other = first[key] else {
                        first[key] = position
                        continue
                    }
                    let left = sets.root(of: other)
                    let right = sets.root(of: position)
                    guard left != right, strong[left].conflict(with: strong[right]) == nil,
                        let joined = sets.join(left, right)
                    else { continue }
                    let gone = strong[joined.gone]
                    strong[joined.kept].merge(gone)
                    let reason = Reason(left: other, right: position, key: strength.label + " " + key)
                    reasons[joined.kept, default: []].append(
                        contentsOf: (reasons.removeValue(forKey: joined.gone) ?? []))
                    reasons[joined.kept, default: []].append(reason)
                }
            }
        }
        var positions: [Int: Int] = [:]
        var groups: [Group] = []
        for (position, member) in members.enumerated() {
            let root = sets.root(of: position)
            if let known = positions[root] {
                groups[known].members.append(position)
                groups[known].identity.merge(member.identity)
            } else {
                positions[root] = groups.count
                groups.append(
                    Group(
                        members: [position], identity: member.identity, strong: strong[root],
                        reasons: reasons[root] ?? []))
            }
        }
        return groups
    }

    // MARK: Weak keys

    private mutating func joinByWeakKeys(_ candidates: [Group]) {
        for candidate in candidates.sorted(by: PersonJoiner.isBetterKnown) {
            let matches = hubs.matches(for: candidate.identity) { groups[$0].identity }
            var possible: [(hub: Int, key: String)] = []
            var conflict: Conflict?
            for match in matches {
                if let keys = groups[match.hub].strong.conflict(with: candidate.strong) {
                    if conflict == nil {
                        conflict = Conflict(left: match.hub, right: groups.count, keys: keys, shared: match.key)
                    }
                } else if canBeOne(groups[match.hub], candidate) {
                    possible.append(match)
                }
            }
            if possible.count == 1, let (hub, key) = possible.first {
                join(candidate, to: hub, by: key)
            } else {
                if let conflict { conflicts.append(conflict) }
                hubs.add(candidate.identity, hub: groups.count)
                groups.append(candidate)
            }
        }
        sortByReading()
    }

    private func canBeOne(_ hub: Group, _ candidate: Group) -> Bool {
        guard !hub.identity.isOtherAccount(than: candidate.identity), hub.satellites.count < StrongKeys.limit * 8 else {
            return false
        }
        return !hub.satellites.contains { $0.isOtherAccount(than: candidate.identity) }
    }

    private mutating func join(_ candidate: Group, to hub: Int, by key: String) {
        let reason = Reason(left: groups[hub].members[0], right: candidate.members[0], key: key)
        groups[hub].members.append(contentsOf: candidate.members)
        groups[hub].strong.merge(candidate.strong)
        groups[hub].reasons.append(contentsOf: candidate.reasons + [reason])
        if !groups[hub].satellites.contains(where: { $0.hasSameAccount(as: candidate.identity) }) {
            groups[hub].satellites.append(candidate.identity)
        }
    }

    /// People in the order in which they are first read; the keys of all their records together.
    private mutating func sortByReading() {
        for index in groups.indices {
            groups[index].members.sort()
            for satellite in groups[index].members.map({ members[$0].identity }) {
                groups[index].identity.merge(satellite)
            }
        }
        let order = groups.indices.sorted { groups[$0].members[0] < groups[$1].members[0] }
        var place = [Int](repeating: 0, count: groups.count)
        for (new, old) in order.enumerated() { place[old] = new }
        groups = order.map { groups[$0] }
        conflicts = conflicts.map {
            Conflict(left: place[$0.left], right: place[$0.right], keys: $0.keys, shared: $0.shared)
        }
    }

    /// Those with strong keys first, then those with addresses, then those with an account of a known domain; among
    /// equals the one with more keys, then by the keys themselves, so that the order of the input does not matter.
    private static func isBetterKnown(_ left: Group, _ right: Group) -> Bool {
        let leftRank = left.identity.rank
        let rightRank = right.identity.rank
        if leftRank != rightRank { return leftRank.lexicographicallyPrecedes(rightRank) }
        let leftKey = left.identity.sortKey
        let rightKey = right.identity.sortKey
        if leftKey != rightKey { return leftKey < rightKey }
        return left.members[0] < right.members[0]
    }
}

extension RecordIdentity {
    fileprivate var rank: [Int] {
        let strong = objectGUIDs.count + anchors.count + cloudIDs.count + distinguishedNames.count
        let known = principals.count + addresses.count + accounts.count + words.count
        let level = hasStrongKey ? 0 : hasAddress ? 1 : !accounts.isEmpty && !domains.isEmpty ? 2 : 3
        return [level, -strong, -known]
    }

    fileprivate var sortKey: String {
        principals.min() ?? addresses.min() ?? accounts.min() ?? words.min() ?? objectGUIDs.min() ?? cloudIDs.min()
            ?? distinguishedNames.min() ?? anchors.min() ?? ""
    }

    fileprivate func hasSameAccount(as other: RecordIdentity) -> Bool {
        principals == other.principals && accounts == other.accounts && domains == other.domains
            && shortDomains == other.shortDomains
    }
}

/// Strong keys in the order in which they are trusted.
private enum StrongKeyClass: CaseIterable {
    case guid, cloud, name

    var label: String {
        switch self {
        case .guid: "object GUID"
        case .cloud: "cloud object id"
        case .name: "distinguished name"
        }
    }

    func keys(of identity: RecordIdentity) -> [String] {
        switch self {
        case .guid: identity.objectGUIDs + identity.anchors + identity.anyGUIDs
        case .cloud: identity.cloudIDs + identity.anyGUIDs
        case .name: identity.distinguishedNames
        }
    }
}
