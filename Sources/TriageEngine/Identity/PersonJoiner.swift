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

    /// Records that are one person: one, which costs nothing more, or several.
    struct Group {
        /// The first of its records: a position in `members`.
        let first: Int
        var several: Several?

        /// Positions in `members`, ascending.
        var members: [Int] { several?.members ?? [first] }
        var reasons: [Reason] { several?.reasons ?? [] }
    }

    /// What joined records have together.
    final class Several {
        var members: [Int]
        var identity: RecordIdentity
        var strong: StrongKeys
        var reasons: [Reason]
        /// Keys of the groups that joined by weak keys; to tell two of them apart.
        var satellites: [RecordIdentity] = []

        init(_ members: [Int], _ identity: RecordIdentity, _ strong: StrongKeys, _ reasons: [Reason] = []) {
            self.members = members
            self.identity = identity
            self.strong = strong
            self.reasons = reasons
        }
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
    /// In the order in which people are first read.
    private(set) var groups: [Group] = []
    private(set) var conflicts: [Conflict] = []
    private var hubs = WeakKeyIndex()
    /// Groups that may be somebody else's as well, by the number of the hub.
    private var known: [Several] = []

    /// - Parameter comparesAll: true to compare those as well that bear no key of anybody else; the result is the same.
    init(_ members: [Member], comparesAll: Bool = false) {
        self.members = members
        joinByWeakKeys(strongGroups(), comparesAll: comparesAll)
    }

    /// The keys of all records of a group together.
    func identity(of group: Group) -> RecordIdentity { group.several?.identity ?? members[group.first].identity }

    // MARK: Strong keys

    private func strongGroups() -> [Group] {
        var sets = UnionFind(count: members.count)
        // Of sets of several; one record's own keys are read where they are compared.
        var strong: [Int: StrongKeys] = [:]
        var reasons: [Int: [Reason]] = [:]
        func keys(of root: Int) -> StrongKeys {
            strong[root] ?? StrongKeys(members[root].identity, kind: members[root].kind)
        }
        for strength in StrongKeyClass.allCases {
            var first: [String: Int] = [:]
            first.reserveCapacity(members.count)
            for (position, member) in members.enumerated() {
                for key in strength.keys(of: member.identity) {
                    guard let other = first[key] else {
                        first[key] = position
                        continue
                    }
                    let left = sets.root(of: other)
                    let right = sets.root(of: position)
                    guard left != right, keys(of: left).conflict(with: keys(of: right)) == nil,
                        let joined = sets.join(left, right)
                    else { continue }
                    var merged = keys(of: joined.kept)
                    merged.merge(keys(of: joined.gone))
                    strong[joined.gone] = nil
                    strong[joined.kept] = merged
                    let reason = Reason(left: other, right: position, key: strength.label + " " + key)
                    reasons[joined.kept, default: []].append(
                        contentsOf: (reasons.removeValue(forKey: joined.gone) ?? []))
                    reasons[joined.kept, default: []].append(reason)
                }
            }
        }
        var positions: [Int: Int] = [:]
        var groups: [Group] = []
        groups.reserveCapacity(members.count)
        for (position, member) in members.enumerated() {
            let root = sets.root(of: position)
            guard let together = strong[root] else {
                groups.append(Group(first: position))
                continue
            }
            if let known = positions[root] {
                groups[known].several?.members.append(position)
                groups[known].several?.identity.merge(member.identity)
            } else {
                positions[root] = groups.count
                groups.append(
                    Group(
                        first: position,
                        several: Several([position], member.identity, together, reasons[root] ?? [])))
            }
        }
        return groups
    }

    // MARK: Weak keys

    private mutating func joinByWeakKeys(_ candidates: [Group], comparesAll: Bool) {
        var lonely = LonelyGroups(count: candidates.count)
        for (number, candidate) in candidates.enumerated() { lonely.add(identity(of: candidate), group: number) }
        var compared: [Standing] = []
        groups.reserveCapacity(candidates.count)
        for (number, candidate) in candidates.enumerated() {
            let identity = identity(of: candidate)
            if !comparesAll, lonely.isLonely(identity, group: number) {
                groups.append(candidate)
            } else {
                compared.append(Standing(number, identity))
            }
        }
        compared.sort(by: Standing.isBetterKnown)
        for standing in compared { joinOrKeep(several(candidates[standing.group])) }
        sortByReading()
    }

    /// A group as one that can grow.
    private func several(_ group: Group) -> Several {
        if let several = group.several { return several }
        let member = members[group.first]
        return Several([group.first], member.identity, StrongKeys(member.identity, kind: member.kind))
    }

    private mutating func joinOrKeep(_ candidate: Several) {
        let matches = hubs.matches(for: candidate.identity) { known[$0].identity }
        var possible: [WeakKeyIndex.Match] = []
        var conflict: Conflict?
        for match in matches {
            if let keys = known[match.hub].strong.conflict(with: candidate.strong) {
                if conflict == nil {
                    conflict = Conflict(left: match.hub, right: known.count, keys: keys, shared: match.words)
                }
            } else if canBeOne(known[match.hub], candidate) {
                possible.append(match)
            }
        }
        if possible.count == 1, let match = possible.first {
            join(candidate, to: known[match.hub], by: match.words)
        } else {
            if let conflict { conflicts.append(conflict) }
            hubs.add(candidate.identity, hub: known.count)
            known.append(candidate)
        }
    }

    private func canBeOne(_ hub: Several, _ candidate: Several) -> Bool {
        guard !hub.identity.isOtherAccount(than: candidate.identity), hub.satellites.count < StrongKeys.limit * 8 else {
            return false
        }
        return !hub.satellites.contains { $0.isOtherAccount(than: candidate.identity) }
    }

    private func join(_ candidate: Several, to hub: Several, by key: String) {
        let reason = Reason(left: hub.members[0], right: candidate.members[0], key: key)
        hub.members.append(contentsOf: candidate.members)
        hub.strong.merge(candidate.strong)
        hub.reasons.append(contentsOf: candidate.reasons + [reason])
        if !hub.satellites.contains(where: { $0.hasSameAccount(as: candidate.identity) }) {
            hub.satellites.append(candidate.identity)
        }
    }

    /// People in the order in which they are first read; the keys of all their records together.
    private mutating func sortByReading() {
        for several in known {
            several.members.sort()
            for member in several.members { several.identity.merge(members[member].identity) }
            groups.append(Group(first: several.members[0], several: several))
        }
        groups.sort { $0.first < $1.first }
        guard !conflicts.isEmpty else { return }
        var place = [Int](repeating: 0, count: members.count)
        for (number, group) in groups.enumerated() { place[group.first] = number }
        let places = known.map { place[$0.members[0]] }
        conflicts = conflicts.map {
            Conflict(left: places[$0.left], right: places[$0.right], keys: $0.keys, shared: $0.shared)
        }
    }

    /// How well a group is known, worked out once.
    private struct Standing {
        var group: Int
        var rank: (level: Int, strong: Int, known: Int)
        var key: String

        init(_ group: Int, _ identity: RecordIdentity) {
            self.group = group
            rank = identity.rank
            key = identity.sortKey
        }

        /// Those with strong keys first, then those with addresses, then those with an account of a known domain; among
        /// equals the one with more keys, then by the keys themselves, so that the order of the input does not matter.
        static func isBetterKnown(_ left: Standing, _ right: Standing) -> Bool {
            if left.rank != right.rank { return left.rank < right.rank }
            if left.key != right.key { return left.key < right.key }
            return left.group < right.group
        }
    }
}

extension RecordIdentity {
    fileprivate var rank: (level: Int, strong: Int, known: Int) {
        let strong = objectGUIDs.count + anchors.count + cloudIDs.count + distinguishedNames.count
        let known = principals.count + addresses.count + accounts.count + words.count
        let level = hasStrongKey ? 0 : hasAddress ? 1 : !accounts.isEmpty && !domains.isEmpty ? 2 : 3
        return (level, -strong, -known)
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
        case .name: Array(identity.distinguishedNames)
        }
    }
}
