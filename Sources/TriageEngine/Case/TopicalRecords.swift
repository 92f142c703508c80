import TriageModel

/// Which records show that a case is about the topic, whatever its texts say.
struct TopicalRecords: Sendable {
    /// Kinds of which every record does.
    let kinds: Set<String>
    /// Commands that do, and errors of them; lower case.
    let cmdlets: Set<String>
    /// Object classes of those kinds; lower case.
    private let objectClasses: Set<String>

    /// Kinds the rules ask for count when they are about people or the organisation, and things whose own words name
    /// the matter; errors and commands count when the vocabulary calls the command topical.
    init(vocabulary: Vocabulary, asked: [String], words: TopicWords) {
        let everyTopic: Set<String> = [
            RecordKind.mention, RecordKind.observation, RecordKind.tried, RecordKind.message, RecordKind.session,
            RecordKind.command, RecordKind.error,
        ]
        var kinds: Set<String> = []
        for name in asked {
            guard let kind = vocabulary.kind(name), !everyTopic.contains(name) else { continue }
            switch kind.about {
            case .person, .tenant: kinds.insert(name)
            case .thing, .event:
                let labels = ([kind.label] + kind.fields.map(\.label)).joined(separator: "; ")
                if words.namesTheMatter(labels) { kinds.insert(name) }
            }
        }
        self.kinds = kinds
        objectClasses = Set(
            vocabulary.kinds.filter { kinds.contains($0.name) }.flatMap(\.objectClasses).map(\.asciiLowercased))
        cmdlets = Set(vocabulary.cmdlets.filter(\.isTopical).map(\.name.asciiLowercased))
    }

    /// True for a request to change an object of one of the kinds. It tells no state, so that nothing can be said to be in
    /// order because of it; but the case is about the topic.
    func isRequest(_ record: Record) -> Bool {
        guard record.kind == RecordKind.directoryChange else { return false }
        if record.types.contains(where: { objectClasses.contains($0.asciiLowercased) }) { return true }
        let classes: [Value]
        switch record["objectClass"]?.content {
        case .list(let items): classes = items
        case .some(let content): classes = [Value(content, spans: [])]
        case nil: return false
        }
        return classes.contains { item in
            if case .text(let name) = item.content { objectClasses.contains(name.asciiLowercased) } else { false }
        }
    }

    func contains(_ record: Record) -> Bool {
        if record.isAsserted || kinds.contains(record.kind) { return true }
        let field: String
        switch record.kind {
        case RecordKind.command: field = "name"
        case RecordKind.error: field = "cmdlet"
        default: return false
        }
        guard case .text(let name)? = record[field]?.content else { return false }
        return cmdlets.contains(name.asciiLowercased)
    }
}
