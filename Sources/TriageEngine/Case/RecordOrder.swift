import TriageModel

/// Brings records into one order, so that the order in which readers hand them over does not matter.
enum RecordOrder {
    static func sorted(_ records: [Record]) -> [Record] {
        if zip(records, records.dropFirst()).allSatisfy({ !isBefore($1, $0) }) { return records }
        return records.sorted(by: isBefore)
    }

    private static func isBefore(_ left: Record, _ right: Record) -> Bool {
        if left.span != right.span { return left.span < right.span }
        if left.kind != right.kind { return left.kind < right.kind }
        if left.place.order != right.place.order { return left.place.order < right.place.order }
        return left.place.block < right.place.block
    }
}
