import TriageModel

/// In what order a console showed answers to one and the same command: the later answer is how things are now.
///
/// Only the same command counts, asked for the same thing with the same parameters: two servers may rightly differ.
struct ConsoleOrder {
    private let records: [Record]
    /// Commands of every source in reading order, and the messages: those may stand in another order than they were
    /// written in.
    private var commands: [SourceID: [Int]] = [:]
    private var messages: [SourceID: [Int]] = [:]

    init(_ records: [Record]) {
        self.records = records
        for (position, record) in records.enumerated() where !record.isAsserted {
            if record.kind == RecordKind.command { commands[record.span.source, default: []].append(position) }
            if record.kind == RecordKind.message { messages[record.span.source, default: []].append(position) }
        }
    }

    /// The record shown last, when all answer the same command in one console; nil otherwise.
    func latest(of positions: [Int]) -> Int? {
        let asked = positions.compactMap { command(before: $0) }
        guard let first = asked.first, asked.count == positions.count else { return nil }
        var latest = 0
        for index in positions.indices.dropFirst() {
            guard isSame(records[first], records[asked[index]]) else { return nil }
            // Two answers of one run were given at one time.
            if asked[index] == asked[latest] { return nil }
            if asked[index] > asked[latest] { latest = index }
        }
        return isOneConsole(asked) ? positions[latest] : nil
    }

    /// The command a record stands below.
    private func command(before position: Int) -> Int? {
        let record = records[position]
        guard !record.isAsserted, let commands = commands[record.span.source] else { return nil }
        var index = commands.partitioningIndex { records[$0].span.start > record.span.start } - 1
        guard index >= 0 else { return nil }
        // The commands of one line ran together; the first of them was asked.
        guard let line = records[commands[index]]["text"]?.spans else { return commands[index] }
        while index > 0, records[commands[index - 1]]["text"]?.spans == line { index -= 1 }
        return commands[index]
    }

    /// True when no message begins between the commands.
    private func isOneConsole(_ asked: [Int]) -> Bool {
        guard let first = asked.min(), let last = asked.max() else { return false }
        let messages = messages[records[first].span.source] ?? []
        let next = messages.partitioningIndex { $0 > first }
        return next == messages.count || messages[next] > last
    }

    private func isSame(_ mine: Record, _ yours: Record) -> Bool {
        mine.span.source == yours.span.source && mine.place.session == yours.place.session
            && mine.hasFields(of: yours)
            && zip(mine.fields, yours.fields).allSatisfy { pair in
                pair.0.value.partial == nil && pair.1.value.partial == nil
                    && isSame(pair.0.value, pair.1.value)
            }
    }

    /// Blanks do not count: a line that was wrapped may have lost one.
    private func isSame(_ mine: Value, _ yours: Value) -> Bool {
        if mine.content == yours.content { return true }
        guard let mine = PlainValue.comparable(mine), let yours = PlainValue.comparable(yours) else { return false }
        return FoldedText.fold(mine) == FoldedText.fold(yours)
    }
}
