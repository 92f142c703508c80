import TriageModel

/// The strong keys of a group of records, and whether two groups can be one person.
struct StrongKeys {
    /// The kind and the directory of every object.
    struct Object: Hashable {
        var kind: String
        var realm: String?
        var guid: String?
        var distinguishedName: String?
    }

    var objects: [Object] = []
    var anchors: [String] = []
    var cloudIDs: [String] = []

    /// More objects than this in one group are compared no further: no person has them.
    static let limit = 24

    init() {}

    init(_ identity: RecordIdentity, kind: String) {
        anchors = Array(identity.anchors)
        cloudIDs = Array(identity.cloudIDs)
        if !identity.objectGUIDs.isEmpty || !identity.distinguishedNames.isEmpty {
            objects = [
                Object(
                    kind: kind, realm: identity.realm, guid: identity.objectGUIDs.first,
                    distinguishedName: identity.distinguishedNames.first)
            ]
        }
    }

    /// Takes over the keys of another group.
    mutating func merge(_ other: StrongKeys) {
        for object in other.objects where objects.count < Self.limit && !objects.contains(object) {
            objects.append(object)
        }
        for anchor in other.anchors where anchors.count < Self.limit && !anchors.contains(anchor) {
            anchors.append(anchor)
        }
        for id in other.cloudIDs where cloudIDs.count < Self.limit && !cloudIDs.contains(id) { cloudIDs.append(id) }
    }

    /// The kind of strong key that would differ in one person, with both values; nil when they can be one.
    ///
    /// Directory objects of different directories are different objects of one person (two forests), so their GUIDs
    /// and names may differ.
    func conflict(with other: StrongKeys) -> Conflict? {
        if !cloudIDs.isEmpty, !other.cloudIDs.isEmpty, Set(cloudIDs).isDisjoint(with: other.cloudIDs) {
            return Conflict(key: .entraID, left: cloudIDs[0], right: other.cloudIDs[0])
        }
        for mine in objects {
            for yours in other.objects where !StrongKeys.sameGUID(mine, yours) {
                let sameRealm = mine.realm != nil && mine.realm == yours.realm
                guard sameRealm || (mine.kind == yours.kind && (mine.realm == nil || yours.realm == nil)) else {
                    continue
                }
                if let left = mine.guid, let right = yours.guid {
                    return Conflict(key: .objectGUID, left: left, right: right)
                }
                if let left = mine.distinguishedName, let right = yours.distinguishedName, left != right {
                    return Conflict(key: .distinguishedName, left: left, right: right)
                }
            }
        }
        if !anchors.isEmpty, !other.anchors.isEmpty {
            guard Set(anchors).isDisjoint(with: other.anchors) else { return nil }
            return Conflict(key: .immutableID, left: anchors[0], right: other.anchors[0])
        }
        return anchorConflict(with: other) ?? other.anchorConflict(with: self)?.reversed
    }

    /// My anchor belongs to an object that is none of yours, and to none I know.
    private func anchorConflict(with other: StrongKeys) -> Conflict? {
        let yours = other.objects.compactMap(\.guid)
        guard let anchor = anchors.first, let guid = yours.first, other.anchors.isEmpty,
            Set(anchors).isDisjoint(with: yours), Set(anchors).isDisjoint(with: objects.compactMap(\.guid))
        else { return nil }
        return Conflict(key: .immutableID, left: anchor, right: guid)
    }

    private static func sameGUID(_ left: Object, _ right: Object) -> Bool {
        left.guid != nil && left.guid == right.guid
    }

    /// Two values of one strong key that cannot be one object's.
    struct Conflict: Hashable {
        var key: Vocabulary.IdentityKey
        var left: String
        var right: String

        var reversed: Conflict { Conflict(key: key, left: right, right: left) }
    }
}
