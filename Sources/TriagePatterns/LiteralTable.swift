import TriageBytes

/// Literals, each text once.
struct LiteralTable {
    private(set) var literals: [LiteralDatabase.Literal] = []
    private(set) var entries: [PatternSet.LiteralEntry] = []
    private var places: [LiteralDatabase.Literal: Int] = [:]

    /// Adds a literal for a pattern, or for an expression that needs it.
    mutating func add(_ literal: LiteralDatabase.Literal, id: Int? = nil, expression: Int? = nil) {
        let place = places[literal] ?? entries.count
        if place == entries.count {
            places[literal] = place
            literals.append(literal)
            entries.append(PatternSet.LiteralEntry(length: literal.bytes.count, ids: [], expressions: []))
        }
        if let id { entries[place].ids.append(id) }
        if let expression { entries[place].expressions.append(expression) }
    }

    /// Writes it, or reads it back; to one that was read nothing is added.
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&literals, LiteralDatabase.Literal(bytes: [], ignoresCase: false)) { literal, coder in
            coder.code(&literal.bytes)
            coder.code(&literal.ignoresCase)
        }
        coder.code(&entries, PatternSet.LiteralEntry(length: 0, ids: [], expressions: [])) { entry, coder in
            coder.code(&entry.length)
            coder.code(&entry.ids)
            coder.code(&entry.expressions)
        }
        if !literals.map(\.bytes.count).elementsEqual(entries.map(\.length)) { coder.fail() }
    }
}
