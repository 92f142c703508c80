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
}
