import TriageBytes
import TriageModel
import TriageXML

/// Takes what a stream reader finds: completes records, numbers them, and leaves out of them what nobody can ask for.
struct StreamSink {
    /// The input, and its name.
    let source: SourceID
    let name: String
    let vocabulary: PreparedVocabulary
    /// True when every field is kept, known or not.
    let keepsAll: Bool
    /// Names of fields that can be asked for; nil for all the vocabulary knows.
    private let asked: Set<String>?
    /// Regions in order.
    private(set) var regions: [Evidence.Region] = []
    /// Texts of the regions, for conditions on text.
    private(set) var texts: [RepairedText] = []
    /// What could not be read.
    private(set) var problems: [Evidence.Problem] = []
    /// Records since they were last taken.
    private(set) var records: [Record] = []
    /// Number of records of the case, and the number its last block has.
    private(set) var order: Int
    private(set) var block: Int

    /// Behind the last record.
    private(set) var lastEnd = 0

    /// True when something was found that passes over a whole input have to complete: an error may be one that was
    /// printed before, a command's answer follows it.
    private(set) var isIrregular = false

    private let index: KindIndex
    private let classifier = RecordClassifier()
    private let firstRegion: Int
    private var kept: [String: KeptNames] = [:]
    private var text = DraftText()
    private var textLimit = DumpTextLimit()
    private var regionStart: Int
    private var shapes = RecordShapes()
    /// What became of the last record that was classified.
    private var plan: RecordPlan?

    /// Makes a sink that goes on numbering where a case stands.
    init(
        source: SourceID, name: String, vocabulary: PreparedVocabulary, keepsAll: Bool, asked: Set<String>? = nil,
        region: Int, block: Int, order: Int
    ) {
        self.source = source
        self.name = name
        self.vocabulary = vocabulary
        self.keepsAll = keepsAll
        self.asked = asked
        self.block = block
        self.order = order
        firstRegion = region
        regionStart = order
        index = KindIndex(vocabulary.kindTables)
    }

    /// True while all that a record tells is wanted: for the text conditions look at, or because it is shown.
    var wantsAll: Bool { keepsAll || !text.isFull && textLimit.takesDocuments }

    /// The fields of records of these types that are worth reading; nil for all.
    mutating func names(ofTypes types: [String]) -> KeptNames? {
        guard !wantsAll, let kind = index.kind(ofTypes: types) else { return nil }
        return names(of: kind)
    }

    private mutating func names(of kind: Vocabulary.Kind) -> KeptNames {
        if let known = kept[kind.name] { return known }
        let names = KeptNames(kind, asked: asked)
        kept[kind.name] = names
        return names
    }

    /// True while the text of the next region of that format is kept.
    func keepsText(of format: String) -> Bool { textLimit.takes(format) }

    /// The fields any kind has, and those that tell kinds.
    func allNames() -> KeptNames { KeptNames(vocabulary.vocabulary, asked: asked) }

    /// Says what could not be read, and where.
    mutating func add(problem code: String, _ message: String, at span: SourceSpan?, isFatal: Bool = false) {
        problems.append(Evidence.Problem(code: code, message: message, file: name, span: span, isFatal: isFatal))
    }

    /// Says where the reading of a file stopped that nobody else can read.
    mutating func add(stop fault: TextFault, lines: LineTable) {
        let place = max(0, lastEnd - 1)
        let reason =
            switch fault {
            case .changed: "the file was changed while it was read"
            case .unreadable: "the system could not read on"
            case .notText: "what follows is no text"
            case .tooLong: "one value is larger than 64 MiB"
            case .irregular: "what follows is not such a dump, and the file is too large to be read in another way"
            }
        add(
            problem: "partly-read",
            "Read up to line \(lines.line(at: place).number) only: \(reason). Cut out what follows and send it alone.",
            at: SourceSpan(source: source, start: place, end: lastEnd), isFatal: true)
    }

    /// Says that this is not what it looked like.
    mutating func refuse() { isIrregular = true }

    /// Adds the lines that stand before what is streamed: they may be remarks, but nothing that is read.
    mutating func addText(before end: Int, _ bytes: Span<UInt8>) throws(TextFault) {
        var copy: [UInt8] = []
        copy.append(contentsOf: bytes)
        let info = SourceInfo(
            name: "", byteCount: copy.count, encoding: "", text: copy, lineStarts: LineIndex.lineStarts(of: copy))
        var text = LineCleaner.clean(info, source: source)
        _ = Unfolding.prepare(&text)
        var found = RegionCutter(readers: ReaderCatalogue.regionReaders, vocabulary: vocabulary).cut(text)
        for pass in ReaderCatalogue.passes { pass.run(over: &found, of: text, vocabulary: vocabulary) }
        for region in found {
            guard region.records.isEmpty, region.problems.isEmpty else { throw .irregular }
            let repaired = region.repaired ?? text.joined(region.lines)
            if !repaired.isEmpty {
                texts.append(
                    RepairedText(
                        source: source, region: firstRegion + regions.count, bytes: repaired.bytes, map: repaired.runs))
            }
            regions.append(
                Evidence.Region(format: region.format, why: region.why, span: text.span(region.lines)))
        }
    }

    /// Adds a record.
    ///
    /// - Parameters:
    ///   - draft: is completed where it is; it is of no use afterwards.
    ///   - withText: false when the text of the region is not made of its records.
    mutating func add(_ draft: inout Draft, withText: Bool = true) {
        if draft.kind == "error" { isIrregular = true }
        guard !isIrregular else { return }
        if withText { text.add(draft) }
        if draft.kind.isEmpty {
            if let plan, plan.fits(draft) {
                if let record = plan.record(of: draft) {
                    return add(
                        record.kind, record.fields, span: draft.span, format: draft.format, types: draft.types,
                        eventTime: record.eventTime)
                }
            } else {
                plan = RecordPlan(draft)
            }
        }
        let isPlanned = draft.kind.isEmpty
        if draft.kind.isEmpty, let kind = index.kind(ofTypes: draft.types) { draft.kind = kind.name }
        classifier.classify(&draft, index: index)
        if let kind = index.kind(named: draft.kind) {
            let names = names(of: kind)
            if isPlanned { plan?.learn(kind, names, keepsAll: keepsAll) }
            if !keepsAll { draft.fields.removeAll { !names.keeps($0.name) } }
        }
        add(
            draft.kind.isEmpty ? "property-list" : draft.kind, draft.fields, span: draft.span, format: draft.format,
            types: draft.types, eventTime: draft.eventTime)
    }

    /// Adds a record that is complete.
    mutating func add(
        _ kind: String, _ fields: [Record.Field], span: SourceSpan, format: String, types: [String], eventTime: Value?
    ) {
        guard !isIrregular else { return }
        lastEnd = max(lastEnd, span.end)
        block += 1
        records.append(
            Record(
                kind: kind, fields: fields, span: span, format: format, types: types,
                place: .init(block: block, region: firstRegion + regions.count, order: order), eventTime: eventTime,
                shapes: &shapes))
        order += 1
    }

    /// Ends a region.
    ///
    /// - Parameter body: its text; nil for that of its records.
    mutating func endRegion(_ range: Range<Int>, format: String, why: String, text body: LocatedText? = nil) {
        var body = body ?? LocatedText(source: source, bytes: text.bytes, runs: text.runs)
        text = DraftText()
        let kept = textLimit.kept(format, body.bytes)
        if kept > 0 {
            if kept < body.count { body = body[0..<kept] }
            texts.append(
                RepairedText(source: source, region: firstRegion + regions.count, bytes: body.bytes, map: body.runs))
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
