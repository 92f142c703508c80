import TriageModel

/// What the classifier made of a record: what it will make of the next one that looks the same, without asking it again.
///
/// Records of a dump have the same fields in the same order. Their kind follows from types, names and object class; what
/// becomes of a value from its name and type.
struct RecordPlan {
    private let types: [String]
    private let names: [String]
    /// Where the record says of what class a directory's object it is, and what it says.
    private let classPlace: Int?
    private let objectClass: Value.Content?
    /// The kind and what each field becomes; nil where the classifier has to see every record.
    private var known: (kind: String, fields: [KeptNames.Property])?

    /// Notes a record before it is classified.
    init(_ draft: Draft) {
        types = draft.types
        names = draft.fields.map(\.name)
        classPlace = names.firstIndex { $0.isEqualIgnoringCase("objectClass") }
        objectClass = classPlace.map { draft.fields[$0].value.content }
    }

    /// Notes what the classifier said.
    ///
    /// - Parameter kept: the names of its kind.
    mutating func learn(_ kind: Vocabulary.Kind, _ kept: KeptNames, keepsAll: Bool) {
        // Nothing may follow from other fields: a length belongs to another member.
        guard kind.derivations.isEmpty, !names.contains(where: { $0.utf8.contains(0x2E) }),
            !names.contains(where: { kind.field(sizedBy: $0) != nil })
        else { return }
        known = (
            kind.name,
            names.map { name in
                var property = kept.property(named: name)
                if keepsAll { property.isKept = true }
                return property
            }
        )
    }

    /// True for a record that looks the same.
    func fits(_ draft: Draft) -> Bool {
        guard draft.fields.count == names.count, draft.types == types else { return false }
        for place in names.indices where draft.fields[place].name != names[place] { return false }
        return classPlace.map { draft.fields[$0].value.content == objectClass } ?? true
    }

    /// What such a record is; nil where a value is for the classifier.
    func record(of draft: Draft) -> (kind: String, fields: [Record.Field], eventTime: Value?)? {
        guard let known else { return nil }
        var fields: [Record.Field] = []
        fields.reserveCapacity(names.count)
        var eventTime = draft.eventTime
        for place in names.indices {
            let property = known.fields[place]
            var value = draft.fields[place].value
            if property.type == .binary {
                // Texts and numbers may be bytes, or counts of them.
                switch value.content {
                case .blank, .binary: break
                default: return nil
                }
            } else if let type = property.type {
                value = ValueTyper.type(value, as: type, fieldName: property.name)
            }
            if draft.eventTime == nil, property.isEventTime, case .date = value.content { eventTime = value }
            if property.isKept { fields.append(Record.Field(property.name, value)) }
        }
        return (known.kind, fields, eventTime)
    }
}
