public import TriageModel

/// Reads the inputs of one case into ``Evidence``.
///
/// ```swift
/// var reader = CaseReader(vocabulary: vocabulary)
/// reader.add(SourceInfo(name: "ticket.txt", …))
/// let evidence = reader.finish()
/// ```
public struct CaseReader {
    private let vocabulary: Vocabulary
    private var evidence = Evidence()
    private var blocks = 0
    private var sessions = 0

    /// A reader that knows the kinds, templates and commands of that vocabulary.
    public init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// Reads one decoded input.
    ///
    /// - Parameter format: what somebody said it is; nil to find out.
    public mutating func add(_ info: SourceInfo, as format: InputFormat? = nil) {
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
        take(regions, of: text)
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
                    kind: "photo-file",
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

    /// Gives regions, blocks, sessions and records their numbers.
    private mutating func take(_ regions: [ReadRegion], of text: CleanText) {
        var lastSession = 0
        for region in regions {
            let number = evidence.regions.count
            evidence.regions.append(
                .init(
                    format: region.format, why: region.why, span: text.span(region.lines),
                    recordCount: region.records.count))
            let repaired = region.repaired ?? text.joined(region.lines)
            if !repaired.isEmpty {
                evidence.texts.append(
                    RepairedText(
                        source: text.source, region: number, bytes: repaired.bytes, map: repaired.runs))
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
                            order: evidence.records.count), eventTime: draft.eventTime))
            }
            evidence.problems.append(contentsOf: region.problems)
        }
        sessions += lastSession
    }
}
