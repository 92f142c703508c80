public import TriageBytes
public import TriageModel

/// Reads the inputs of one case into ``Evidence``.
///
/// ```swift
/// var reader = CaseReader(vocabulary: vocabulary)
/// reader.add(SourceInfo(name: "ticket.txt", …))
/// let evidence = reader.finish()
/// ```
public struct CaseReader {
    private let vocabulary: PreparedVocabulary
    private var evidence = Evidence()
    private var blocks = 0
    private var sessions = 0
    private var shapes = RecordShapes()
    /// Names of fields that can be asked for, in lower case, where only a diagnosis is wanted: of large dumps no others are
    /// kept, but those that tell who somebody is. Nil for all the vocabulary knows.
    public var asked: Set<String>?

    /// A reader that knows the kinds, templates and commands of that vocabulary.
    public init(vocabulary: Vocabulary) { self.init(PreparedVocabulary(vocabulary)) }

    /// A reader with a vocabulary that was prepared before, for this case and others.
    public init(_ vocabulary: PreparedVocabulary) { self.vocabulary = vocabulary }

    /// Reads one decoded input.
    ///
    /// - Parameter format: what somebody said it is; nil to find out.
    public mutating func add(_ info: SourceInfo, as format: InputFormat? = nil) {
        var info = info
        SecretText.hide(in: &info.text)
        let source = SourceID(evidence.sources.count)
        evidence.sources.append(info)
        var text = LineCleaner.clean(info, source: source)
        let pages = Unfolding.prepare(&text, isPage: format == .html)
        evidence.problems.append(contentsOf: pages.problems)
        var regions = RegionCutter(readers: ReaderCatalogue.readers(of: format), vocabulary: vocabulary).cut(text)
        if let format, format != .text, format != .html, regions.allSatisfy({ $0.format == "prose" }) {
            evidence.problems.append(
                .init(
                    code: "not-that-format", message: "Nothing in this input reads as \(format.rawValue).",
                    file: info.name))
        }
        for pass in ReaderCatalogue.passes { pass.run(over: &regions, of: text, vocabulary: vocabulary) }
        pages.note(&regions)
        take(&regions, of: text)
    }

    /// True for a file that begins like a dump of which ``add(_:name:as:keepsAll:piece:take:)`` makes records.
    public static func canRead(_ file: TextFile) -> Bool { StreamCatalogue.reader(of: file.head, as: nil) != nil }

    /// Reads a large file in one pass, if it is plain dumps from its first byte to its last; nothing of its text is kept.
    ///
    /// - Parameters:
    ///   - keepsAll: true when all fields are wanted; else those the vocabulary knows are kept.
    ///   - keepsPart: true for a file too large to be read in any other way: what can be read of it stays, and where the
    ///     reading stopped is said.
    ///   - piece: bytes read at once.
    ///   - take: takes records as they come, with what is known of the source so far, instead of the evidence.
    /// - Returns: nil when it was read; else why it has to be read as a whole. Then nothing of it is in the evidence, but
    ///   what was taken was taken.
    public mutating func add(
        _ file: TextFile, name: String, as format: InputFormat? = nil, keepsAll: Bool = false, keepsPart: Bool = false,
        piece: Int = TextWindow.defaultPiece, take: (([Record], SourceInfo) -> Void)? = nil
    ) -> TextFault? {
        guard var reader = StreamCatalogue.reader(of: file.head, as: format) else { return .irregular }
        let first = evidence.records.count
        let source = SourceID(evidence.sources.count)
        var sink = StreamSink(
            source: source, name: name, vocabulary: vocabulary, keepsAll: keepsAll, asked: asked,
            region: evidence.regions.count,
            block: blocks, order: first)
        var info = SourceInfo(name: name, byteCount: file.byteCount, encoding: "", text: [], lineStarts: [])
        func hand(over records: [Record], _ window: borrowing TextWindow, to evidence: inout Evidence) {
            guard let take else {
                evidence.records.append(contentsOf: records)
                return
            }
            info.paged = window.pagedText
            take(records, info)
            // Nobody else holds the table of lines while it grows: it would be copied at every piece.
            info.paged = nil
        }
        do throws(TextFault) {
            var window = try TextWindow(file, piece: piece)
            info.encoding = window.encoding
            do throws(TextFault) {
                while try window.refill() {
                    let range = window.start..<window.end
                    window.start = try reader.read(
                        window.bytes.span, range, base: window.base, isLast: window.isAtEnd, into: &sink)
                    if sink.isIrregular { throw .irregular }
                    hand(over: sink.takeRecords(), window, to: &evidence)
                }
                guard window.start == window.end else { throw .irregular }
                try reader.finish(into: &sink)
                if sink.isIrregular { throw .irregular }
            } catch {
                guard keepsPart, sink.order > first || !sink.records.isEmpty else { throw error }
                reader.stop(into: &sink)
                sink.add(stop: error, lines: window.pagedText.lines)
            }
            // What ends with the text, and not before it.
            hand(over: sink.takeRecords(), window, to: &evidence)
            info.paged = window.pagedText
        } catch {
            evidence.records.removeLast(evidence.records.count - first)
            return error
        }
        evidence.sources.append(info)
        evidence.regions.append(contentsOf: sink.regions)
        evidence.texts.append(contentsOf: sink.texts)
        evidence.problems.append(contentsOf: sink.problems)
        blocks = sink.block
        return nil
    }

    /// Lists an input that is not text, with what is known of it. What stands in place of its text is nothing the sender
    /// wrote, so no condition on text sees it.
    public mutating func add(_ described: DescribedInput) {
        let source = SourceID(evidence.sources.count)
        evidence.sources.append(described.source)
        let span = SourceSpan(source: source, start: 0, end: described.source.text.count)
        var drafts: [Draft] = []
        if !described.fields.isEmpty {
            drafts.append(
                Draft(
                    kind: described.kind,
                    fields: described.fields.map { field in
                        let place = SourceSpan(
                            source: source, start: field.range.lowerBound, end: field.range.upperBound)
                        return Record.Field(field.name, Value(field.content, spans: [place]))
                    }, span: span, format: described.format))
        }
        evidence.regions.append(
            .init(format: described.format, why: described.why, span: span, recordCount: drafts.count))
        for draft in drafts {
            blocks += 1
            evidence.records.append(
                Record(
                    kind: draft.kind, fields: draft.fields, span: span, format: draft.format,
                    place: .init(block: blocks, region: evidence.regions.count - 1, order: evidence.records.count)))
        }
    }

    /// Notes an input that could not be opened or decoded.
    public mutating func add(_ problem: Evidence.Problem) { evidence.problems.append(problem) }

    /// All that was read.
    public consuming func finish() -> Evidence { evidence }

    /// Gives regions, blocks, sessions and records their numbers. What was taken of a region is gone from it: of a long
    /// transcript both would be too much.
    private mutating func take(_ regions: inout [ReadRegion], of text: CleanText) {
        var lastSession = 0
        var limit = DumpTextLimit()
        evidence.regions.reserveCapacity(evidence.regions.count + regions.count)
        evidence.texts.reserveCapacity(evidence.texts.count + regions.count)
        evidence.records.reserveCapacity(regions.reduce(evidence.records.count) { $0 + $1.records.count })
        for place in regions.indices {
            let region = regions[place]
            regions[place].records = []
            let number = evidence.regions.count
            evidence.regions.append(
                .init(
                    format: region.format, why: region.why, span: text.span(region.lines),
                    recordCount: region.records.count))
            let repaired = region.repaired ?? text.joined(region.lines)
            let kept = limit.kept(region.format, repaired.bytes)
            if kept > 0 {
                let shown = kept == repaired.count ? repaired : repaired[0..<kept]
                evidence.texts.append(
                    RepairedText(source: text.source, region: number, bytes: shown.bytes, map: shown.runs))
            }
            var lastBlock = -1
            for draft in region.records {
                if draft.block != lastBlock { blocks += 1 }
                lastBlock = draft.block
                lastSession = max(lastSession, draft.session ?? 0)
                evidence.records.append(
                    Record(
                        kind: draft.kind.isEmpty ? "property-list" : draft.kind, fields: draft.fields,
                        span: draft.span, format: draft.format, types: draft.types,
                        place: .init(
                            block: blocks, session: draft.session.map { sessions + $0 }, region: number,
                            order: evidence.records.count), eventTime: draft.eventTime, shapes: &shapes))
            }
            evidence.problems.append(contentsOf: region.problems)
        }
        sessions += lastSession
    }
}
