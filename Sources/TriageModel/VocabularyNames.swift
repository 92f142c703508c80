/// Where the names of a vocabulary lead: kinds by name, commands and fields by name in lower case.
struct VocabularyNames: Sendable, Equatable {
    /// Positions of the kinds.
    let kinds: [String: Int]
    /// Positions of the commands.
    let cmdlets: [String: Int]
    /// Types that fields of a name or alias have, whatever their kind.
    let fieldTypes: [String: Set<Vocabulary.FieldType>]

    init(_ kinds: [Vocabulary.Kind], _ cmdlets: [Vocabulary.Cmdlet]) {
        // Of two with one name the first counts.
        self.kinds = Dictionary(zip(kinds.map(\.name), kinds.indices), uniquingKeysWith: { first, _ in first })
        self.cmdlets = Dictionary(
            zip(cmdlets.map(\.name.asciiLowercased), cmdlets.indices), uniquingKeysWith: { first, _ in first })
        var types: [String: Set<Vocabulary.FieldType>] = [:]
        for field in kinds.lazy.flatMap(\.fields) {
            for name in [field.name] + field.aliases { types[name.asciiLowercased, default: []].insert(field.type) }
        }
        fieldTypes = types
    }
}

/// Positions of the fields of a kind by name and alias, in lower case.
struct FieldPlaces: Sendable, Hashable {
    private let places: [String: Int]

    init(_ fields: [Vocabulary.FieldDeclaration]) {
        var places: [String: Int] = [:]
        for (place, field) in fields.enumerated() {
            for name in [field.name] + field.aliases where places[name.asciiLowercased] == nil {
                places[name.asciiLowercased] = place
            }
        }
        self.places = places
    }

    subscript(name: String) -> Int? { places[name.asciiLowercased] }
}

extension Vocabulary {
    /// The kind of that name.
    public func kind(_ name: String) -> Kind? { names.kinds[name].map { kinds[$0] } }

    /// What is known of a command, compared case-insensitively.
    public func cmdlet(_ name: String) -> Cmdlet? { names.cmdlets[name.asciiLowercased].map { cmdlets[$0] } }

    /// Whether any kind has a field of that name.
    public func hasField(_ name: String) -> Bool { names.fieldTypes[name.asciiLowercased] != nil }

    /// Whether any kind has a field of that name and type.
    public func hasField(_ name: String, of type: FieldType) -> Bool {
        names.fieldTypes[name.asciiLowercased]?.contains(type) ?? false
    }

    /// The same for a part of a string.
    public func cmdlet(_ name: Substring) -> Cmdlet? { cmdlet(String(name)) }
}
