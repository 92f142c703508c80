import TriageModel

/// Finds the people that bear a weak key.
///
/// A key borne by too many is no key: it finds nobody. That also keeps the search near-linear.
struct WeakKeyIndex {
    private var byAddress: [String: Hubs] = [:]
    private var byAccount: [String: Hubs] = [:]
    private var byWord: [String: Hubs] = [:]
    private var byLocalPart: [String: Hubs] = [:]

    private static let limit = 8

    /// Who bears a key: nearly always one, who then costs no memory more.
    private enum Hubs {
        case one(Int)
        case several([Int])

        var all: [Int] {
            switch self {
            case .one(let hub): [hub]
            case .several(let hubs): hubs
            }
        }
    }

    /// Somebody who bears a key.
    struct Match {
        var hub: Int
        fileprivate var label: String
        fileprivate var key: String

        /// `address anna@contoso.example`.
        var words: String { label + " " + key }
    }

    /// Adds the keys of a person.
    mutating func add(_ identity: RecordIdentity, hub: Int) {
        for key in identity.allAddresses { WeakKeyIndex.insert(hub, key, into: &byAddress) }
        for key in identity.accounts { WeakKeyIndex.insert(hub, key, into: &byAccount) }
        for key in identity.words { WeakKeyIndex.insert(hub, key, into: &byWord) }
        for key in identity.localParts { WeakKeyIndex.insert(hub, String(key), into: &byLocalPart) }
    }

    private static func insert(_ hub: Int, _ key: String, into index: inout [String: Hubs]) {
        guard !key.isEmpty else { return }
        guard let known = index[key]?.all else {
            index[key] = .one(hub)
            return
        }
        // One above the limit says "too many".
        if known.last == hub || known.count > limit { return }
        index[key] = .several(known + [hub])
    }

    private static func find(_ keys: some Sequence<String>, in index: [String: Hubs], label: String) -> [Match] {
        var found: [Match] = []
        for key in keys {
            guard let hubs = index[key]?.all, hubs.count <= limit else { continue }
            for hub in hubs where !found.contains(where: { $0.hub == hub }) {
                found.append(Match(hub: hub, label: label, key: key))
            }
        }
        return found
    }

    /// People that may be the one with these keys, by the best kind of key that finds any: sign-in name and address,
    /// then an account name of the same domain, then plain words.
    ///
    /// A plain word, or an account name without a domain, means whoever alone bears it as account name, alias or the
    /// part before the @; when several do, all are returned and none can be chosen.
    func matches(
        for identity: RecordIdentity, keys: (Int) -> RecordIdentity
    ) -> [Match] {
        let byPrincipal = WeakKeyIndex.find(identity.principals, in: byAddress, label: "address")
        if byPrincipal.count == 1 { return byPrincipal }
        let addressed = WeakKeyIndex.find(identity.allAddresses, in: byAddress, label: "address")
        if !addressed.isEmpty { return addressed }
        let accounts = WeakKeyIndex.find(identity.accounts, in: byAccount, label: "account name")
            .filter { keys($0.hub).domainsMayAgree(with: identity) }
        let sameDomain = accounts.filter { keys($0.hub).domainsAgree(with: identity) }
        if !sameDomain.isEmpty { return sameDomain }
        return byPlainWord(identity, accounts, keys)
    }

    private func byPlainWord(
        _ identity: RecordIdentity, _ accounts: [Match], _ keys: (Int) -> RecordIdentity
    ) -> [Match] {
        var found = accounts
        var seen = Set(accounts.map(\.hub))
        func add(_ more: [Match], where isPossible: (RecordIdentity) -> Bool) {
            for match in more where !seen.contains(match.hub) && isPossible(keys(match.hub)) {
                seen.insert(match.hub)
                found.append(match)
            }
        }
        let words = identity.accounts + identity.words
        add(WeakKeyIndex.find(identity.words, in: byAccount, label: "account name")) { _ in true }
        add(WeakKeyIndex.find(words, in: byWord, label: "name")) { _ in true }
        // A known account name of another spelling says that the part before the @ is not the account.
        add(WeakKeyIndex.find(words, in: byLocalPart, label: "part before the @:")) {
            $0.domainsMayAgree(with: identity) && (identity.accounts.isEmpty || $0.accounts.isEmpty)
        }
        if !identity.hasAddress { return found }
        let locals = identity.localParts.map { String($0) }
        // Somebody known by address only may be the one a plain word meant.
        add(WeakKeyIndex.find(locals, in: byWord, label: "part before the @:")) { !$0.hasAddress }
        add(WeakKeyIndex.find(locals, in: byAccount, label: "part before the @:")) {
            !$0.hasAddress && identity.accounts.isEmpty && $0.domainsMayAgree(with: identity)
        }
        return found
    }
}
