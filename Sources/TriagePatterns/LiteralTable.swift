/// Literals, each text once.
struct LiteralTable {
    private(set) var literals: [DatabaseSource.Literal] = []
    private(set) var entries: [PatternSet.LiteralEntry] = []
    private var places: [DatabaseSource.Literal: Int] = [:]

    /// Adds a literal for a pattern, or for an expression that needs it.
    mutating func add(_ bytes: [UInt8], ignoresCase: Bool, id: Int? = nil, expression: Int? = nil) {
        let literal = DatabaseSource.Literal(bytes: bytes, ignoresCase: ignoresCase)
        let place = places[literal] ?? entries.count
        if place == entries.count {
            places[literal] = place
            literals.append(literal)
            entries.append(PatternSet.LiteralEntry(length: bytes.count, ids: [], expressions: []))
        }
        if let id { entries[place].ids.append(id) }
        if let expression { entries[place].expressions.append(expression) }
    }
}
