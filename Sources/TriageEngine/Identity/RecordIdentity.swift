import TriageModel

/// Whom a record names, by key, in one spelling each.
///
/// A value whose keys are shared until one of its copies changes: a crowd's records, groups and people have the same.
struct RecordIdentity {
    /// The keys; nil when there are none.
    private var keys: Keys?

    private final class Keys {
        var parts: Parts
        init(_ parts: Parts) { self.parts = parts }
    }

    private struct Parts {
        var objectGUIDs = KeyList.none
        var anchors = KeyList.none
        var cloudIDs = KeyList.none
        var anyGUIDs = KeyList.none
        var distinguishedNames = KeyList.none
        var principals = KeyList.none
        var addresses = KeyList.none
        var accounts = KeyList.none
        var words = KeyList.none
        var domains = KeyList.none
        var shortDomains = KeyList.none
        var realm: String?
        var names = PersonNames()
    }

    /// Canonical GUIDs of directory objects.
    var objectGUIDs: KeyList { keys?.parts.objectGUIDs ?? .none }
    /// Anchors synchronisation uses: canonical GUIDs where they decode, else the text itself.
    var anchors: KeyList { keys?.parts.anchors ?? .none }
    /// Canonical ids of cloud objects.
    var cloudIDs: KeyList { keys?.parts.cloudIDs ?? .none }
    /// Canonical GUIDs of which nobody says whether a directory or a cloud object bears them.
    var anyGUIDs: KeyList { keys?.parts.anyGUIDs ?? .none }
    /// Canonical distinguished names.
    var distinguishedNames: KeyList { keys?.parts.distinguishedNames ?? .none }
    /// User principal names, lower case.
    var principals: KeyList { keys?.parts.principals ?? .none }
    /// Mail addresses, lower case; user principal names are not repeated here.
    var addresses: KeyList { keys?.parts.addresses ?? .none }
    /// Account names, lower case, without domain.
    var accounts: KeyList { keys?.parts.accounts ?? .none }
    /// Plain words that may be an account name, an alias or the part before the @.
    var words: KeyList { keys?.parts.words ?? .none }
    /// DNS domains known of the account: from the distinguished name and the user principal name.
    var domains: KeyList { keys?.parts.domains ?? .none }
    /// NetBIOS domains: `CONTOSO` of `CONTOSO\anna`, lower case.
    var shortDomains: KeyList { keys?.parts.shortDomains ?? .none }
    /// The DNS domain of the directory the object lies in; nil when no distinguished name is known.
    var realm: String? { keys?.parts.realm }
    /// The spellings to show and to fill commands with.
    var names: PersonNames {
        get { keys?.parts.names ?? PersonNames() }
        set { change { $0.names = newValue } }
    }

    private mutating func change(_ change: (inout Parts) -> Void) {
        if keys == nil {
            keys = Keys(Parts())
        } else if !isKnownUniquelyReferenced(&keys), let shared = keys {
            keys = Keys(shared.parts)
        }
        if let keys { change(&keys.parts) }
    }

    /// True when nobody is named.
    var isEmpty: Bool { !hasStrongKey && !hasAddress && accounts.isEmpty && words.isEmpty }
    /// True when it names an object that can be no other.
    var hasStrongKey: Bool {
        !(objectGUIDs.isEmpty && anchors.isEmpty && cloudIDs.isEmpty && anyGUIDs.isEmpty && distinguishedNames.isEmpty)
    }
    /// True when it names an address.
    var hasAddress: Bool { !principals.isEmpty || !addresses.isEmpty }
    /// Principals and addresses.
    var allAddresses: [String] { principals + addresses }

    /// Takes over the keys of another record of the same person.
    mutating func merge(_ other: RecordIdentity) {
        guard let others = other.keys else { return }
        guard keys != nil else {
            keys = others
            return
        }
        change { parts in
            parts.objectGUIDs.merge(others.parts.objectGUIDs)
            parts.anchors.merge(others.parts.anchors)
            parts.cloudIDs.merge(others.parts.cloudIDs)
            parts.anyGUIDs.merge(others.parts.anyGUIDs)
            parts.distinguishedNames.merge(others.parts.distinguishedNames)
            parts.principals.merge(others.parts.principals)
            parts.addresses.merge(others.parts.addresses)
            parts.accounts.merge(others.parts.accounts)
            parts.words.merge(others.parts.words)
            parts.domains.merge(others.parts.domains)
            parts.shortDomains.merge(others.parts.shortDomains)
            parts.realm = parts.realm ?? others.parts.realm
            parts.names.complete(with: others.parts.names)
        }
    }

    /// True when both have an account name, none in common, and the domains can be the same: two accounts.
    func isOtherAccount(than other: RecordIdentity) -> Bool {
        if !accounts.isEmpty, !other.accounts.isEmpty, !accounts.shares(with: other.accounts),
            domainsMayAgree(with: other)
        {
            return true
        }
        // Two sign-in names below one suffix are two people; below different suffixes one may be the cloud's.
        guard !principals.isEmpty, !other.principals.isEmpty, !principals.shares(with: other.principals) else {
            return false
        }
        return !Set(principals.map(suffix)).isDisjoint(with: other.principals.map(suffix))
    }

    /// False only when both domains are known and differ.
    func domainsMayAgree(with other: RecordIdentity) -> Bool {
        if !domains.isEmpty, !other.domains.isEmpty { return domains.shares(with: other.domains) }
        let mineShort = Set(shortDomains + domains.map(firstLabel))
        let yoursShort = Set(other.shortDomains + other.domains.map(firstLabel))
        return mineShort.isEmpty || yoursShort.isEmpty || !mineShort.isDisjoint(with: yoursShort)
    }

    /// True when a domain is known on both sides and it is the same.
    func domainsAgree(with other: RecordIdentity) -> Bool {
        !(domains.isEmpty && shortDomains.isEmpty) && !(other.domains.isEmpty && other.shortDomains.isEmpty)
            && domainsMayAgree(with: other)
    }

    private func suffix(_ principal: String) -> String {
        String(principal[(principal.utf8.lastIndex(of: 0x40) ?? principal.startIndex)...])
    }
    private func firstLabel(_ domain: String) -> String { String(domain.prefix { $0 != "." }) }

    /// The parts before the @ of all addresses.
    var localParts: [Substring] { allAddresses.map { $0[..<($0.utf8.firstIndex(of: 0x40) ?? $0.endIndex)] } }

    /// Takes a value as the key it is declared to be. What was cut names nobody.
    mutating func add(_ value: Value, as key: Vocabulary.IdentityKey) {
        switch value.content {
        case .list: break
        case .text(let text) where value.partial == nil: return add(text.trimmed, as: key)
        case .guid(let text) where value.partial == nil: return add(text, as: key)
        default: return
        }
        var pending = [value]
        // Lists of lists do not occur; the bound keeps a hostile one from taking for ever.
        var budget = 2000
        while let next = pending.popLast(), budget > 0 {
            budget -= 1
            switch next.content {
            case .list(let values): pending.append(contentsOf: values.reversed())
            case .text(let text) where next.partial == nil: add(text.trimmed, as: key)
            case .guid(let text) where next.partial == nil: add(text, as: key)
            default: break
            }
        }
    }

    /// Takes a text as the key it is declared to be.
    mutating func add(_ text: String, as key: Vocabulary.IdentityKey) {
        guard !text.isEmpty, text.utf8.count <= 1000 else { return }
        switch key {
        case .objectGUID:
            guard let guid = GUIDText.any(text) else { return }
            change {
                $0.objectGUIDs.insert(guid)
                if $0.names.objectGUID == nil { $0.names.objectGUID = guid }
            }
        case .immutableID: change { for anchor in GUIDText.anchors(text) { $0.anchors.insert(anchor) } }
        case .entraID:
            guard let guid = GUIDText.canonical(text) else { return }
            change {
                $0.cloudIDs.insert(guid)
                if $0.names.cloudID == nil { $0.names.cloudID = guid }
            }
        case .distinguishedName: addDistinguishedName(text)
        case .displayName: if names.display == nil { change { $0.names.display = text } }
        case .userPrincipalName:
            if text.utf8.contains(0x40) { addPrincipal(text) } else { addWord(text, isAccount: false) }
        case .smtpAddress: addAddress(text)
        case .samAccountName: addAny(text, isAccount: true)
        case .any: addAny(text, isAccount: false)
        }
    }

    private mutating func addDistinguishedName(_ text: String) {
        guard DistinguishedName.isOne(text) else { return }
        let name = DistinguishedName.canonical(text)
        let domain = DistinguishedName.domain(ofCanonical: name)
        change { parts in
            parts.distinguishedNames.insert(name)
            if parts.names.distinguishedName == nil { parts.names.distinguishedName = text }
            if let domain {
                parts.domains.insert(domain)
                if parts.realm == nil { parts.realm = domain }
            }
        }
    }

    private mutating func addPrincipal(_ text: String) {
        let key = text.lowerCased
        let at = key.utf8.lastIndex(of: 0x40)
        change { parts in
            parts.principals.insert(key)
            if parts.names.principal == nil { parts.names.principal = text }
            if let at { parts.domains.insert(String(key[key.utf8.index(after: at)...])) }
        }
    }

    /// `SMTP:anna@…`, `smtp:anna@…`, `Anna <anna@…>` and the bare address; other prefixes (`sip:`, `x500:`) are none.
    private mutating func addAddress(_ text: String) {
        var address = text[...]
        if let open = address.utf8.lastIndex(of: 0x3C), let close = address.utf8.lastIndex(of: 0x3E), open < close {
            address = address[address.utf8.index(after: open)..<close]
        }
        if let colon = address.utf8.firstIndex(of: 0x3A) {
            guard String(address[..<colon]).isEqualIgnoringCase("smtp") else { return }
            address = address[address.utf8.index(after: colon)...]
        }
        let trimmed = address.trimmed
        guard let at = trimmed.utf8.firstIndex(of: 0x40), at > trimmed.startIndex, !trimmed.hasBlank else { return }
        change { parts in
            parts.addresses.insert(trimmed.lowerCased)
            if parts.names.address == nil { parts.names.address = trimmed }
        }
    }

    private mutating func addAny(_ text: String, isAccount: Bool) {
        if DistinguishedName.isOne(text) {
            addDistinguishedName(text)
        } else if text.utf8.contains(0x40) {
            addAddress(text)
        } else if let guid = GUIDText.canonical(text) {
            change { $0.anyGUIDs.insert(guid) }
        } else if let slash = text.utf8.firstIndex(of: 0x5C) {
            let domain = text[..<slash].trimmed.lowercased()
            if !domain.isEmpty { change { $0.shortDomains.insert(domain) } }
            addWord(String(text[text.utf8.index(after: slash)...]), isAccount: true)
        } else {
            addWord(text, isAccount: isAccount)
        }
    }

    private mutating func addWord(_ text: String, isAccount: Bool) {
        let word = text.trimmed
        guard !word.isEmpty, word != "*", !word.hasPrefix("$"), !word.utf8.contains(0x2F) else { return }
        change { parts in
            if isAccount {
                parts.accounts.insert(word.lowerCased)
                if parts.names.account == nil { parts.names.account = word }
            } else {
                parts.words.insert(word.lowerCased)
                if parts.names.word == nil { parts.names.word = word }
            }
        }
    }
}

extension String {
    /// In lower case; the text itself, with its memory, when it is that already.
    fileprivate var lowerCased: String {
        utf8.allSatisfy { $0 < 0x80 && $0 &- 0x41 >= 26 } ? self : lowercased()
    }

    /// True when a blank stands anywhere in it.
    fileprivate var hasBlank: Bool {
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.contains { $0 == 0x20 || $0 &- 9 < 5 } }
        return contains(where: \.isWhitespace)
    }
}
