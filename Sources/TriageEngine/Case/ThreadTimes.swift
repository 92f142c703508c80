import TriageModel

/// When records of one thread were told: by the message each stands in, else by their own times.
struct ThreadTimes {
    enum Order { case earlier, later, unclear }

    private let records: [Record]
    /// Dated messages of every source, by place.
    private var messages: [SourceID: [(start: Int, date: DateValue)]] = [:]

    init(_ records: [Record]) {
        self.records = records
        for record in records where record.kind == RecordKind.message && !record.isAsserted {
            guard case .date(let date)? = (record.eventTime ?? record["date"])?.content else { continue }
            messages[record.span.source, default: []].append((record.span.start, date))
        }
        for source in messages.keys { messages[source]?.sort { $0.start < $1.start } }
    }

    /// The times of these records, when they are one thread: of one source, each with a time.
    func times(of positions: [Int]) -> [DateValue]? {
        guard let first = positions.first else { return nil }
        let source = records[first].span.source
        guard positions.allSatisfy({ !records[$0].isAsserted && records[$0].span.source == source }) else { return nil }
        let told = positions.compactMap { message(before: records[$0]) }
        if told.count == positions.count { return told }
        let own = positions.compactMap { position -> DateValue? in
            guard case .date(let date)? = records[position].eventTime?.content else { return nil }
            return date
        }
        return own.count == positions.count ? own : nil
    }

    /// The date of the message a record stands in.
    private func message(before record: Record) -> DateValue? {
        guard let all = messages[record.span.source] else { return nil }
        let next = all.partitioningIndex { $0.start > record.span.start }
        return next > 0 ? all[next - 1].date : nil
    }

    /// Times of one thread without a zone are those of one clock.
    static func compare(_ time: DateValue, _ other: DateValue) -> Order {
        if time.zoneMinutes == nil, other.zoneMinutes == nil {
            guard !time.isDayMonthAmbiguous, !other.isDayMonthAmbiguous else { return .unclear }
            if time.dateOnly || other.dateOnly {
                let (day, known) = (time.local / 86_400, other.local / 86_400)
                return day == known ? .unclear : day > known ? .later : .earlier
            }
            return time.local == other.local ? .unclear : time.local > other.local ? .later : .earlier
        }
        if time.instants.lowerBound > other.instants.upperBound { return .later }
        return time.instants.upperBound < other.instants.lowerBound ? .earlier : .unclear
    }
}
