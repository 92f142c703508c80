import TriageModel

/// Fields whose names are told from words by their look (`thumbnailPhoto`, `StagingModeEnabled`), so that a sentence may
/// say what they hold: a number of bytes, or true or false.
struct ToldFields: Sendable {
    /// A field and the only kind that has it.
    struct Field: Sendable {
        var kind: String
        var declaration: Vocabulary.FieldDeclaration
    }

    /// By name in lower case.
    private var fields: [String: Field] = [:]

    init(_ vocabulary: Vocabulary) {
        var several: Set<String> = []
        for kind in vocabulary.kinds where kind.about != .event {
            for declaration in kind.fields {
                for name in [declaration.name] + declaration.aliases {
                    let key = name.asciiLowercased
                    if fields[key] != nil || !Self.isTelling(Array(name.utf8)[...]) { several.insert(key) }
                    fields[key] = Field(kind: kind.name, declaration: declaration)
                }
            }
        }
        fields = fields.filter { name, field in
            !several.contains(name) && [.binary, .boolean].contains(field.declaration.type)
        }
    }

    /// True when the vocabulary has none.
    var isEmpty: Bool { fields.isEmpty }

    /// The field a word names; nil for any other word.
    func field(named word: ArraySlice<UInt8>) -> Field? {
        guard Self.isTelling(word) else { return nil }
        return fields[String(decoding: word, as: UTF8.self).asciiLowercased]
    }

    /// True for eight letters or more with a capital among them: no word of a language.
    private static func isTelling(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= 8 && word.count <= 64 && word.allSatisfy(\.isAlphanumeric)
            && word.dropFirst().contains { $0.isLetter && !$0.isSmallLetter }
    }
}
