import TriageModel

/// Reads again, of sources that were too large to be kept, the lines a diagnosis points at, so that every report can show
/// them as it shows any other source's.
struct ShownLines {
    /// Line numbers wanted, by source.
    private var wanted: [Int: Set<Int>] = [:]
    private let sources: [SourceInfo]

    /// Lines of one span that are shown from its start and from its end.
    private static let mostLines = 100
    /// Bytes that are read again of all sources together.
    private static let mostBytes = 64 << 20

    private init(_ sources: [SourceInfo]) { self.sources = sources }

    /// Replaces the sources in place, and moves all places of the diagnosis to where they now are.
    static func fill(_ diagnosis: inout Diagnosis) {
        guard diagnosis.sources.contains(where: { $0.paged != nil }) else { return }
        var shown = ShownLines(diagnosis.sources)
        // Of the parts of an input nothing but the lines is shown; a dump of lines has one for each.
        for index in diagnosis.regions.indices {
            diagnosis.regions[index].lines = shown.lines(of: diagnosis.regions[index].span)
        }
        shown.eachSpan(of: &diagnosis) { shown, span in
            shown.want(span)
            return span
        }
        var room = mostBytes
        for number in diagnosis.sources.indices {
            guard let paged = diagnosis.sources[number].paged else { continue }
            if !shown.read(number, paged, into: &diagnosis.sources[number], &room) {
                diagnosis.problems.append(
                    .init(
                        code: "changed", message: "The file was changed after it was read; its lines cannot be shown.",
                        file: diagnosis.sources[number].name))
            }
        }
        let filled = diagnosis.sources
        shown.eachSpan(of: &diagnosis) { shown, span in shown.moved(span, filled) }
    }

    // MARK: Places

    /// Passes every place of a diagnosis of which lines are shown.
    private mutating func eachSpan(
        of diagnosis: inout Diagnosis, _ change: (inout ShownLines, SourceSpan) -> SourceSpan
    ) {
        func items(_ items: inout [Diagnosis.EvidenceItem], _ shown: inout ShownLines) {
            for index in items.indices { item(&items[index], &shown) }
        }
        func item(_ item: inout Diagnosis.EvidenceItem, _ shown: inout ShownLines) {
            for span in item.spans.indices { item.spans[span] = change(&shown, item.spans[span]) }
        }
        func findings(_ findings: inout [Diagnosis.Finding], _ shown: inout ShownLines) {
            for finding in findings.indices { items(&findings[finding].evidence, &shown) }
        }
        findings(&diagnosis.findings, &self)
        findings(&diagnosis.undecided, &self)
        findings(&diagnosis.nearMisses, &self)
        findings(&diagnosis.ruledOut, &self)
        for index in diagnosis.contradictions.indices { items(&diagnosis.contradictions[index].values, &self) }
        for index in diagnosis.unknownErrors.indices {
            item(&diagnosis.unknownErrors[index].evidence, &self)
        }
        for index in diagnosis.problems.indices {
            if let span = diagnosis.problems[index].span { diagnosis.problems[index].span = change(&self, span) }
        }
    }

    private mutating func want(_ span: SourceSpan) {
        guard let lines = lines(of: span, byEnd: true) else { return }
        let (first, last) = (lines.lowerBound, lines.upperBound)
        // Reports show a line more on either side.
        wanted[span.source.number, default: []].formUnion(max(1, first - 1)...min(last + 1, first + Self.mostLines))
        wanted[span.source.number, default: []].formUnion(max(1, first - 1, last - Self.mostLines)...(last + 1))
    }

    /// The lines of a place in a source that was not kept; nil in others.
    ///
    /// - Parameter byEnd: true for the line behind its last byte as well, where that ends a line.
    private func lines(of span: SourceSpan, byEnd: Bool = false) -> ClosedRange<Int>? {
        guard sources.indices.contains(span.source.number), let lines = sources[span.source.number].paged?.lines else {
            return nil
        }
        let first = lines.line(at: span.start).number
        let end = byEnd ? span.end : max(span.start, span.end - 1)
        return first...max(first, lines.line(at: end).number)
    }

    // MARK: Lines

    /// Reads the wanted lines of a source; false when they are no longer there.
    private mutating func read(
        _ number: Int, _ paged: PagedText, into source: inout SourceInfo, _ room: inout Int
    ) -> Bool {
        var isThere = true
        source.paged = nil
        var lines: [(number: Int, range: Range<Int>)] = []
        for line in (wanted[number] ?? []).sorted() {
            guard let range = paged.lines.range(ofLine: line), range.count <= room else { continue }
            room -= range.count
            lines.append((line, range))
        }
        // Lines may hold whole pictures: they are not to be copied while the text grows.
        source.text.reserveCapacity(source.text.count + lines.reduce(0) { $0 + $1.range.count })
        for (line, range) in lines {
            var bytes = paged.reader.bytes(in: range)
            if bytes.count < range.count {
                isThere = false
                bytes += [UInt8](repeating: 0x20, count: range.count - bytes.count)
            }
            source.lineNumbers.append(line)
            source.lineStarts.append(source.text.count)
            source.text += bytes
        }
        if source.lineNumbers.isEmpty {
            source.lineNumbers = [1]
            source.lineStarts = [0]
        }
        return isThere
    }

    private func moved(_ span: SourceSpan, _ filled: [SourceInfo]) -> SourceSpan {
        guard sources.indices.contains(span.source.number), let lines = sources[span.source.number].paged?.lines else {
            return span
        }
        let source = filled[span.source.number]
        return SourceSpan(
            source: span.source, start: Self.moved(span.start, lines, source), end: Self.moved(span.end, lines, source))
    }

    private static func moved(_ offset: Int, _ lines: LineTable, _ source: SourceInfo) -> Int {
        let line = lines.line(at: offset)
        guard let index = source.index(ofLine: line.number) else { return source.text.count }
        return source.lineStarts[index] + offset - line.start
    }
}
