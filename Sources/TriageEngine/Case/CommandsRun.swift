import TriageModel

/// The commands that were run in a case, as they are compared. Only their hashes are kept: a transcript can have a hundred
/// thousand, and few are asked for.
struct CommandsRun {
    private let records: [Record]
    private var hashes: Set<Int> = []

    init(_ records: [Record]) {
        self.records = records
        for position in records.indices { if let text = text(position) { hashes.insert(text.hashValue) } }
    }

    /// True when a command was run, however it was wrapped.
    func contains(_ command: String) -> Bool {
        let wanted = FoldedText.fold(command)
        return hashes.contains(wanted.hashValue) && records.indices.contains { text($0) == wanted }
    }

    private func text(_ position: Int) -> [UInt8]? {
        guard records[position].kind == RecordKind.command, case .text(let text)? = records[position]["text"]?.content
        else { return nil }
        return FoldedText.fold(text)
    }
}
