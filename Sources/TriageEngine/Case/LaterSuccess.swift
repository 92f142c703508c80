import TriageModel

/// Errors whose command was run again later, for the same one, and failed no more: they are history.
///
/// Only what a console shows counts: a later run without an error below it, and another command behind it, so that it is
/// known that the run had ended.
struct LaterSuccess {
    /// The run without an error, by position of the error.
    private var runs: [Int: Int] = [:]

    init(_ records: [Record]) {
        var bySource: [SourceID: [Int]] = [:]
        for (position, record) in records.enumerated() where !record.isAsserted {
            guard record.kind == RecordKind.command || record.kind == RecordKind.error else { continue }
            bySource[record.span.source, default: []].append(position)
        }
        for positions in bySource.values { find(in: positions.map { ($0, records[$0]) }) }
    }

    /// The run without an error; nil when there is none.
    func run(after error: Int) -> Int? { runs[error] }

    private mutating func find(in events: [(position: Int, record: Record)]) {
        // From the end: the last run of every command that failed no more, by what was run for whom.
        var succeeded: [Run: Int] = [:]
        var isFollowed = false
        var hasError = false
        var place = events.count
        while place > 0 {
            place -= 1
            let (position, record) = events[place]
            if record.kind == RecordKind.error {
                hasError = true
                if let run = Run(ofError: record), let later = succeeded[run] { runs[position] = later }
                continue
            }
            // The commands of one line ran together.
            var first = place
            while first > 0, events[first - 1].record.kind == RecordKind.command,
                events[first - 1].record.span == record.span
            {
                first -= 1
            }
            if isFollowed, !hasError {
                for (position, record) in events[first...place] {
                    if let run = Run(ofCommand: record), succeeded[run] == nil { succeeded[run] = position }
                }
            }
            isFollowed = true
            hasError = false
            place = first
        }
    }

    /// A command and whom it was run for.
    private struct Run: Hashable {
        var command: [UInt8]
        var identity: [UInt8]

        init?(ofCommand record: Record) { self.init(record["name"], record) }
        init?(ofError record: Record) { self.init(record["cmdlet"], record) }

        private init?(_ name: Value?, _ record: Record) {
            guard case .text(let name)? = name?.content, let identity = record["identity"], identity.partial == nil,
                let text = PlainValue.comparable(identity)
            else { return nil }
            command = FoldedText.fold(name)
            self.identity = FoldedText.fold(text)
        }
    }
}
