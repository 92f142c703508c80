import TriageModel

/// The words by which a case knows people: of addresses, of identities in records, of names in prose. Gathered when somebody
/// asks for the first time.
struct ProsePeople {
    private let regions: [ReadRegion]
    private let text: CleanText
    private let vocabulary: PreparedVocabulary
    private var known: Set<String>?

    init(_ regions: [ReadRegion], _ text: CleanText, _ vocabulary: PreparedVocabulary) {
        self.regions = regions
        self.text = text
        self.vocabulary = vocabulary
    }

    /// In lower case.
    var names: Set<String> {
        mutating get {
            if let known { return known }
            let names = gather()
            known = names
            return names
        }
    }

    private func gather() -> Set<String> {
        var fields: Set<String> = []
        for kind in vocabulary.vocabulary.kinds {
            for field in kind.fields where field.identity != nil {
                for name in [field.name] + field.aliases { fields.insert(name.asciiLowercased) }
            }
        }
        var names: Set<String> = []
        for region in regions {
            if region.format == "prose" {
                let joined = ProseRepair.text(text, region.lines)
                names.formUnion(ProseNames(bytes: joined.bytes, terms: vocabulary.prose).namesOfPeople())
            }
            for record in region.records {
                for field in record.fields {
                    guard case .text(let value) = field.value.content, value.utf8.count <= 400,
                        value.utf8.contains(0x40) || fields.contains(field.name.asciiLowercased)
                    else { continue }
                    for word in value.split(whereSeparator: { !$0.isLetter && $0 != "-" }) where word.count > 1 {
                        names.insert(word.lowercased())
                    }
                }
            }
        }
        return names
    }
}
