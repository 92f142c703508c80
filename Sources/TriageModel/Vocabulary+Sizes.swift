extension Vocabulary.FieldDeclaration {
    private static let signs = Set(" _-.()[]".utf8)

    /// True for the name of a property that says how many bytes the field has: its name and one of its words for
    /// sizes, with any signs and blanks between (`photoBytes`, `photo_bytes`, `photo (bytes)`).
    public func isSize(_ property: String) -> Bool {
        !sizes.isEmpty && (isSize(property, of: name) || aliases.contains { isSize(property, of: $0) })
    }

    private func isSize(_ property: String, of name: String) -> Bool {
        let property = property.utf8
        guard property.count > name.utf8.count,
            zip(property, name.utf8).allSatisfy({ $0.asciiLowered == $1.asciiLowered })
        else { return false }
        let word = property.dropFirst(name.utf8.count).filter { !Self.signs.contains($0) }
        return sizes.contains { $0.isEqualIgnoringCase(String(decoding: word, as: UTF8.self)) }
    }
}
