import TriageModel

/// Takes what a stream reader finds: completes records, numbers them, and leaves out of them what nobody can ask for.
struct StreamSink {
    /// The input.
    let source: SourceID
    let vocabulary: Vocabulary
    /// True when every field is kept, known or not.
    let keepsAll: Bool
    /// Regions in order.
    private(set) var regions: [Evidence.Region] = []
    /// Texts of the regions, for conditions on text.
    private(set) var texts: [RepairedText] = []
    /// Records since they were last taken.
    private(set) var records: [Record] = []
    /// Number of records of the case, and the number its last block has.
    private(set) var order: Int
    private(set) var block: Int

    /// True when something was found that passes over a whole input have to complete: an error may be one that was
    /// printed before, a command's answer follows it.
    private(set) var isIrregular = false

    private let index: KindIndex
    private let classifier = RecordClassifier()
    private let firstRegion: Int
    private var kept: [String: KeptNames] = [:]
    private var text = DraftText()
    private var regionStart: Int

    /// Makes a sink that goes on numbering where a case stands.
    init(source: SourceID, vocabulary: Vocabulary, keepsAll: Bool, region: Int, block: Int, order: Int) {
        self.source = source
        self.vocabulary = vocabulary
        self.keepsAll = keepsAll
        self.block = block
        self.order = order
        firstRegion = region
        regionStart = order
        index = KindIndex(vocabulary)
    }

    /// True while all that a record tells is wanted: for the text conditions look at, or because it is shown.
    var wantsAll: Bool { keepsAll || !text.isFull }

    /// The fields of records of these types that are worth reading; nil for all.
    mutating func names(ofTypes types: [String]) -> KeptNames? {
        guard !wantsAll, let kind = index.kind(ofTypes: types) else { return nil }
        return names(of: kind)
    }

    private mutating func names(of kind: Vocabulary.Kind) -> KeptNames {
        if let known = kept[kind.name] { return known }
        let names = KeptNames(kind)
        kept[kind.name] = names
        return names
    }

    /// Adds a record.
    mutating func add(_ draft: Draft) {
        if draft.kind == "error" { isIrregular = true }
        var draft = draft
        text.add(draft)
        if !keepsAll, draft.kind.isEmpty, let kind = index.kind(ofTypes: draft.types) {
            let names = names(of: kind)
            draft.fields.removeAll { !names.keeps($0.name) }
        }
        classifier.classify(&draft, index: index)
        block += 1
        records.append(
            Record(
                kind: draft.kind.isEmpty ? "property-list" : draft.kind, fields: draft.fields, span: draft.span,
                format: draft.format, types: draft.types,
                place: .init(block: block, region: firstRegion + regions.count, order: order),
                eventTime: draft.eventTime))
        order += 1
    }

    /// Ends a region.
    mutating func endRegion(_ range: Range<Int>, format: String, why: String) {
        if !text.bytes.isEmpty {
            texts.append(
                RepairedText(
                    source: source, region: firstRegion + regions.count, bytes: text.bytes, map: text.runs))
        }
        regions.append(
            Evidence.Region(
                format: format, why: why,
                span: SourceSpan(source: source, start: range.lowerBound, end: range.upperBound),
                recordCount: order - regionStart))
        regionStart = order
    }

    /// The records since the last time.
    mutating func takeRecords() -> [Record] {
        defer { records.removeAll(keepingCapacity: true) }
        return records
    }
}
