import TriageModel

/// Reads whom records name, by what the vocabulary declares of their fields.
struct IdentityReader {
    /// What a record's names are good for.
    enum Role: Equatable {
        /// It describes a person.
        case describes
        /// It names a person; somebody nobody else names becomes a person of that level (nil: of none).
        case names(Person.Level?)
        /// It names nobody.
        case none
    }

    private let keys: [String: [(field: String, key: Vocabulary.IdentityKey)]]
    private let about: [String: Vocabulary.About]
    private let vocabulary: Vocabulary

    init(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        var keys: [String: [(field: String, key: Vocabulary.IdentityKey)]] = [
            RecordKind.mention: [("address", .smtpAddress), ("identity", .any), ("name", .displayName)],
            RecordKind.observation: [("identity", .any)],
            RecordKind.tried: [("identity", .any)],
            RecordKind.command: [("identity", .any)],
            RecordKind.error: [("identity", .any)],
        ]
        var about: [String: Vocabulary.About] = [:]
        for kind in vocabulary.kinds {
            about[kind.name] = kind.about
            let declared = kind.fields.flatMap { field in
                field.identity.map { key in ([field.name] + field.aliases).map { ($0, key) } } ?? []
            }
            if !declared.isEmpty { keys[kind.name] = declared }
        }
        // A session names who connects, not whom the case is about.
        keys[RecordKind.session] = nil
        keys[RecordKind.message] = [("from", .smtpAddress)]
        self.keys = keys
        self.about = about
    }

    /// What kind of thing a kind is about; what no vocabulary knows is a thing.
    func about(_ kind: String) -> Vocabulary.About { about[kind] ?? .thing }

    /// What the names of a record of that kind are good for.
    func role(of record: Record, naming identity: RecordIdentity) -> Role {
        switch record.kind {
        case RecordKind.message: return .names(.header)
        case RecordKind.session: return .none
        case RecordKind.mention, RecordKind.observation, RecordKind.tried: return .names(.named)
        case RecordKind.command, RecordKind.error:
            return .names(identity.hasStrongKey || identity.hasAddress || isForPeople(record) ? .named : nil)
        default: break
        }
        switch about(record.kind) {
        case .person: return .describes
        case .event: return .names(.named)
        case .thing: return .names(nil)
        case .tenant: return .none
        }
    }

    /// True when the command works on people, as far as the vocabulary knows: a plain word behind it is a person's name.
    private func isForPeople(_ record: Record) -> Bool {
        let field = record.kind == RecordKind.command ? "name" : "cmdlet"
        guard case .text(let name)? = record[field]?.content, let cmdlet = vocabulary.cmdlet(name) else { return false }
        if let prints = cmdlet.prints { return about(prints) == .person }
        return cmdlet.isTopical && cmdlet.identityParameter != nil
    }

    /// Whom the record names.
    func identity(of record: Record) -> RecordIdentity {
        var places = KeyPlaces()
        return identity(of: record, &places)
    }

    /// Whom the record names.
    ///
    /// - Parameter places: where the keys stood in the record before, which is where they stand in most others.
    func identity(of record: Record, _ places: inout KeyPlaces) -> RecordIdentity {
        var identity = RecordIdentity()
        guard let declared = keys[record.kind] else { return identity }
        for (field, key) in places.keys(of: declared, in: record) {
            let value = record.value(at: field)
            identity.add(value, as: refined(key, of: record))
            if record.kind == RecordKind.message, case .text(let text) = value.content {
                identity.names.display = text.prefix { $0 != "<" }.trimmed
            }
        }
        // "Anna's Outlook": a name people write tells whom they mean, and is no account to fill a command with.
        if record.kind == RecordKind.observation, !record.isAsserted, let word = identity.names.word {
            identity.names.display = identity.names.display ?? word
            identity.names.word = nil
        }
        return identity
    }

    /// A plain word behind a command is the kind of key that command takes.
    private func refined(_ key: Vocabulary.IdentityKey, of record: Record) -> Vocabulary.IdentityKey {
        guard key == .any, record.kind == RecordKind.command, case .text(let name)? = record["name"]?.content,
            let cmdlet = vocabulary.cmdlet(name), cmdlet.identityKey == .samAccountName
        else { return key }
        return .samAccountName
    }

    /// Whom somebody meant who wrote this on the command line.
    static func identity(stated who: String) -> RecordIdentity {
        var identity = RecordIdentity()
        identity.add(who, as: .any)
        if identity.isEmpty { identity.names.display = who }
        return identity
    }
}

/// Where the fields that name somebody stand in the last few records, which is where they stand in most others.
struct KeyPlaces {
    /// The places in a record, and in those with the same fields.
    private struct Layout {
        var sample: Record
        /// Positions of fields, in the order of their declaration.
        var keys: [(field: Int, key: Vocabulary.IdentityKey)] = []
    }

    private var known: [Layout] = []
    private var next = 0
    private static let most = 4

    /// Positions of the declared fields a record has, in the order of their declaration.
    mutating func keys(
        of declared: [(field: String, key: Vocabulary.IdentityKey)], in record: Record
    ) -> [(field: Int, key: Vocabulary.IdentityKey)] {
        if let layout = known.first(where: { record.hasFields(of: $0.sample) }) { return layout.keys }
        var layout = Layout(sample: record)
        for (field, key) in declared {
            // The first of equal names counts.
            let place = (0..<record.fieldCount).first { record.name(at: $0).isEqualIgnoringCase(field) }
            if let place { layout.keys.append((place, key)) }
        }
        if known.count < KeyPlaces.most {
            known.append(layout)
        } else {
            known[next] = layout
            next = (next + 1) % KeyPlaces.most
        }
        return layout.keys
    }
}
