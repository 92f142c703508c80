import TriageModel

/// Says of errors nobody dated that they happened before the mail that holds them was sent.
///
/// A weak source, and an interval: whoever writes a mail pastes an error of these days, so what stands in its own text is
/// taken to be at most ``freshness`` old. What may be quoted from an older mail happened at any time before. Text that was
/// pasted with a mail's header is no mail: only the header of one that was opened has the time's zone.
struct MailDatePass: DraftPass {
    /// 31 days, in seconds.
    static let freshness: Int64 = 31 * 86_400
    /// As good as any time before: a hundred years.
    static let unbounded: Int64 = 36_525 * 86_400

    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        guard let header = regions.first, header.format == "mail-header", header.lines.lowerBound == 0,
            let sent = header.records.first?.eventTime, case .date(let date) = sent.content, date.zoneMinutes != nil
        else { return }
        let depth = text.lines[0].quoteDepth
        var isOwn = true
        var line = header.lines.upperBound
        for number in regions.indices.dropFirst() {
            if regions[number].format == "mail-header" { isOwn = false }
            // Regions come in order: each line is looked at once.
            while isOwn, line < regions[number].lines.upperBound {
                isOwn = !Self.startsQuotation(text, line)
                line += 1
            }
            for place in regions[number].records.indices {
                let draft = regions[number].records[place]
                guard draft.kind == "error", draft.eventTime == nil else { continue }
                let isQuoted =
                    !isOwn
                    || regions[number].lines.contains { !text.lines[$0].isBlank && text.lines[$0].quoteDepth > depth }
                var time = date
                time.mayBeEarlierBy = isQuoted ? Self.unbounded : Self.freshness
                regions[number].records[place].eventTime = Value(
                    .date(time), spans: sent.spans,
                    partial: isQuoted ? "before the mail that quotes it" : "not long before the mail it stands in")
            }
        }
    }

    /// True for a line behind which an older mail may follow: a rule, or who wrote when.
    private static func startsQuotation(_ text: CleanText, _ line: Int) -> Bool {
        let slice = text.slice(line)
        guard let first = slice.first else { return false }
        if first == 0x2D || first == 0x5F {
            let run = slice.prefix { $0 == first }.count
            return run >= 5 && (run == slice.count || first == 0x5F || slice.last == 0x2D)
        }
        guard slice.last == 0x3A else { return false }
        let words = String(decoding: slice.suffix(300), as: UTF8.self).lowercased()
        return wrote.contains { words.contains($0) }
    }

    private static let wrote = [
        "wrote", "schrieb", "a écrit", "escribió", "ha scritto", "escreveu", "написал", "пишет", "書きました", "写道", "skrev",
        "schreef", "napisał", "forwarded message", "original message",
    ]
}
