import TriageModel

/// Reads what a sentence says a field holds: `thumbnailPhoto in AD has 14,210 bytes`, `StagingModeEnabled is True`.
///
/// Between the name and what it holds only words stand that say nothing else ("is", "has", "in AD", "of" with an address):
/// one more ("may", "limit", "was") and nothing is read. Nor is a sentence that asks, supposes or denies.
struct SentenceFields: DraftPass {
    /// More of them in one text are a table nobody understood.
    private static let most = 200

    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        let told = vocabulary.toldFields
        guard !told.isEmpty else { return }
        var count = 0
        for index in regions.indices where regions[index].format == "prose" {
            guard let prose = regions[index].repaired else { continue }
            var onlyAddress: Range<Int>??
            for word in Self.words(prose.bytes) {
                guard count < Self.most, let field = told.field(named: prose.bytes[word]) else { continue }
                var clause = FieldClause(prose.bytes, behind: word.upperBound, field.declaration.type)
                guard let place = clause.read() else { continue }
                let frame = SentenceFrame(prose.bytes, around: word.lowerBound..<place.upperBound)
                guard frame.isAsserted(vocabulary.prose), !frame.isOnlyAsked(from: place.upperBound) else { continue }
                var owner = clause.owner
                if owner == nil, vocabulary.kind(field.kind)?.about == .person {
                    let only = onlyAddress ?? Self.onlyAddress(in: prose.bytes)
                    onlyAddress = .some(only)
                    owner = only
                }
                var draft = Self.draft(prose, field, clause.size, owner, word.lowerBound..<place.upperBound, place)
                draft.block = regions[index].records.count
                regions[index].records.append(draft)
                count += 1
            }
        }
    }

    private static func draft(
        _ prose: LocatedText, _ field: ToldFields.Field, _ size: ClosedRange<Int64>?, _ owner: Range<Int>?,
        _ whole: Range<Int>, _ place: Range<Int>
    ) -> Draft {
        var value = prose[place].value()
        if let size { value.content = .binary(BinaryValue(byteCount: size, format: .unknown)) }
        var fields = [Record.Field(field.declaration.name, value)]
        if let owner { fields.append(.init("identity", prose[owner].value())) }
        let span = prose[whole].spans.first ?? SourceSpan(source: prose.source, start: 0, end: 0)
        return Draft(kind: field.kind, fields: fields, span: span, format: "prose")
    }

    /// The address of the one person a text names; nil where it names several or none.
    private static func onlyAddress(in bytes: [UInt8]) -> Range<Int>? {
        var found: Range<Int>?
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x40, let range = ProseAddress.range(in: bytes, at: index) else {
                index += 1
                continue
            }
            index = range.upperBound
            if let found, !bytes[found].elementsEqual(bytes[range], by: { $0.asciiLowered == $1.asciiLowered }) {
                return nil
            }
            found = found ?? range
        }
        return found
    }

    /// Runs of letters and digits.
    private static func words(_ bytes: [UInt8]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for (index, byte) in bytes.enumerated() {
            if byte.isAlphanumeric {
                start = start ?? index
            } else if let first = start {
                words.append(first..<index)
                start = nil
            }
        }
        if let start { words.append(start..<bytes.count) }
        return words
    }
}
