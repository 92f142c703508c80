import TriageModel

/// Whom a record names, by key, in one spelling each.
struct RecordIdentity {
    /// Canonical GUIDs of directory objects.
    var objectGUIDs: [String] = []
    /// Anchors synchronisation uses: canonical GUIDs where they decode, else the text itself.
    var anchors: [String] = []
    /// Canonical ids of cloud objects.
    var cloudIDs: [String] = []
    /// Canonical GUIDs of which nobody says whether a directory or a cloud object bears them.
    var anyGUIDs: [String] = []
    /// Canonical distinguished names.
    var distinguishedNames: [String] = []
    /// User principal names, lower case.
    var principals: [String] = []
    /// Mail addresses, lower case; user principal names are not repeated here.
    var addresses: [String] = []
    /// Account names, lower case, without domain.
    var accounts: [String] = []
    /// Plain words that may be an account name, an alias or the part before the @.
    var words: [String] = []
    /// DNS domains known of the account: from the distinguished name and the user principal name.
    var domains: [String] = []
    /// NetBIOS domains: `CONTOSO` of `CONTOSO\anna`, lower case.
    var shortDomains: [String] = []
    /// The DNS domain of the directory the object lies in; nil when no distinguished name is known.
    var realm: String?
    /// The spellings to show and to fill commands with.
    var names = PersonNames()

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
        Self.join(&objectGUIDs, other.objectGUIDs)
        Self.join(&anchors, other.anchors)
        Self.join(&cloudIDs, other.cloudIDs)
        Self.join(&anyGUIDs, other.anyGUIDs)
        Self.join(&distinguishedNames, other.distinguishedNames)
        Self.join(&principals, other.principals)
        Self.join(&addresses, other.addresses)
        Self.join(&accounts, other.accounts)
        Self.join(&words, other.words)
        Self.join(&domains, other.domains)
        Self.join(&shortDomains, other.shortDomains)
        realm = realm ?? other.realm
        names.complete(with: other.names)
    }

    /// No person has more keys of one kind than this; what is above it is left out.
    private static let limit = 512

    /// Adds the keys that are not there yet. Nearly always there are none or one on either side.
    private static func join(_ keys: inout [String], _ more: [String]) {
        guard more.count > 8 || keys.count > 8 else {
            for key in more where !keys.contains(key) { keys.append(key) }
            return
        }
        var known = Set(keys)
        for key in more where keys.count < limit && known.insert(key).inserted { keys.append(key) }
    }

    /// True when both have an account name, none in common, and the domains can be the same: two accounts.
    func isOtherAccount(than other: RecordIdentity) -> Bool {
        if !accounts.isEmpty, !other.accounts.isEmpty, Set(accounts).isDisjoint(with: other.accounts),
            domainsMayAgree(with: other)
        {
            return true
        }
        // Two sign-in names below one suffix are two people; below different suffixes one may be the cloud's.
        guard !principals.isEmpty, !other.principals.isEmpty, Set(principals).isDisjoint(with: other.principals) else {
            return false
        }
        return !Set(principals.map(suffix)).isDisjoint(with: other.principals.map(suffix))
    }

    /// False only when both domains are known and differ.
    func domainsMayAgree(with other: RecordIdentity) -> Bool {
        let mine = Set(domains)
        let yours = Set(other.domains)
        if !mine.isEmpty, !yours.isEmpty { return !mine.isDisjoint(with: yours) }
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
        String(principal[(principal.lastIndex(of: "@") ?? principal.startIndex)...])
    }
    private func firstLabel(_ domain: String) -> String { String(domain.prefix { $0 != "." }) }

    /// The parts before the @ of all addresses.
    var localParts: [String] { allAddresses.map { String($0.prefix { $0 != "@" }) } }

    /// Takes a value as the key it is declared to be. What was cut names nobody.
    mutating func add(_ value: Value, as key: Vocabulary.IdentityKey) {
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
        case .objectGUID: if let guid = GUIDText.any(text) { insert(guid, into: \.objectGUIDs, shown: text) }
        case .immutableID: insert(GUIDText.any(text) ?? text, into: \.anchors)
        case .entraID: if let guid = GUIDText.canonical(text) { insert(guid, into: \.cloudIDs, shown: text) }
        case .distinguishedName: addDistinguishedName(text)
        case .displayName: if names.display == nil { names.display = text }
        case .userPrincipalName: if text.contains("@") { addPrincipal(text) } else { addWord(text, isAccount: false) }
        case .smtpAddress: addAddress(text)
        case .samAccountName: addAny(text, isAccount: true)
        case .any: addAny(text, isAccount: false)
        }
    }

    private mutating func insert(
        _ key: String, into keys: WritableKeyPath<RecordIdentity, [String]>, shown: String? = nil
    ) {
        if self[keyPath: keys].count < Self.limit, !self[keyPath: keys].contains(key) {
            self[keyPath: keys].append(key)
        }
        if shown != nil {
            if keys == \RecordIdentity.cloudIDs, names.cloudID == nil { names.cloudID = key }
            if keys == \RecordIdentity.objectGUIDs, names.objectGUID == nil { names.objectGUID = key }
        }
    }

    private mutating func addDistinguishedName(_ text: String) {
        guard DistinguishedName.isOne(text) else { return }
        let name = DistinguishedName.canonical(text)
        insert(name, into: \.distinguishedNames)
        if names.distinguishedName == nil { names.distinguishedName = text }
        if let domain = DistinguishedName.domain(ofCanonical: name) {
            insert(domain, into: \.domains)
            if realm == nil { realm = domain }
        }
    }

    private mutating func addPrincipal(_ text: String) {
        let key = text.lowercased()
        insert(key, into: \.principals)
        if names.principal == nil { names.principal = text }
        if let at = key.lastIndex(of: "@") { insert(String(key[key.index(after: at)...]), into: \.domains) }
    }

    /// `SMTP:anna@…`, `smtp:anna@…`, `Anna <anna@…>` and the bare address; other prefixes (`sip:`, `x500:`) are none.
    private mutating func addAddress(_ text: String) {
        var address = text[...]
        if let open = address.lastIndex(of: "<"), let close = address.lastIndex(of: ">"), open < close {
            address = address[address.index(after: open)..<close]
        }
        if let colon = address.firstIndex(of: ":") {
            guard String(address[..<colon]).isEqualIgnoringCase("smtp") else { return }
            address = address[address.index(after: colon)...]
        }
        let trimmed = address.trimmed
        guard let at = trimmed.firstIndex(of: "@"), at > trimmed.startIndex, !trimmed.contains(where: \.isWhitespace)
        else { return }
        insert(trimmed.lowercased(), into: \.addresses)
        if names.address == nil { names.address = trimmed }
    }

    private mutating func addAny(_ text: String, isAccount: Bool) {
        if DistinguishedName.isOne(text) {
            addDistinguishedName(text)
        } else if text.contains("@") {
            addAddress(text)
        } else if let guid = GUIDText.canonical(text) {
            insert(guid, into: \.anyGUIDs)
        } else if let slash = text.firstIndex(of: "\\") {
            let domain = text[..<slash].trimmed.lowercased()
            if !domain.isEmpty { insert(domain, into: \.shortDomains) }
            addWord(String(text[text.index(after: slash)...]), isAccount: true)
        } else {
            addWord(text, isAccount: isAccount)
        }
    }

    private mutating func addWord(_ text: String, isAccount: Bool) {
        let word = text.trimmed
        guard !word.isEmpty, word != "*", !word.hasPrefix("$"), !word.contains("/") else { return }
        insert(word.lowercased(), into: isAccount ? \.accounts : \.words)
        if isAccount {
            if names.account == nil { names.account = word }
        } else if names.word == nil {
            names.word = word
        }
    }
}
