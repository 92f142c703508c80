import TriageModel

/// Says of errors nobody dated that they happened before the mail that holds them was sent.
///
/// A weak source, and an upper bound only: how old an error is that somebody pastes into a mail, or that the mail quotes,
/// nobody knows. Text that was pasted with a mail's header is no mail: only the header of one that was opened has the
/// time's zone.
struct MailDatePass: DraftPass {
    /// As good as any time before: a hundred years, in seconds.
    static let unbounded: Int64 = 36_525 * 86_400

    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        guard let header = regions.first, header.format == "mail-header", header.lines.lowerBound == 0,
            let sent = header.records.first?.eventTime, case .date(let date) = sent.content, date.zoneMinutes != nil
        else { return }
        var time = date
        time.mayBeEarlierBy = Self.unbounded
        for number in regions.indices.dropFirst() {
            for place in regions[number].records.indices {
                let draft = regions[number].records[place]
                guard draft.kind == "error", draft.eventTime == nil else { continue }
                regions[number].records[place].eventTime = Value(
                    .date(time), spans: sent.spans, partial: "before the mail that holds it")
            }
        }
    }
}
