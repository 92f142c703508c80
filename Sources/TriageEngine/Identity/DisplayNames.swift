import TriageModel

/// The names people bear in records without any key.
///
/// A name alone joins nothing, but two names in records of one kind (rows of `ft Name,thumbnailPhoto`) are two people's.
struct DisplayNames {
    private var first: [String: String] = [:]
    /// True when records of one kind bear different names.
    private(set) var areSeveral = false

    /// Notes what a record calls its person.
    mutating func note(_ identity: RecordIdentity, kind: String) {
        guard let name = identity.names.display?.lowercased() else { return }
        if let known = first[kind] { areSeveral = areSeveral || known != name } else { first[kind] = name }
    }
}
