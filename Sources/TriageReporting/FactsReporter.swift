public import TriageModel

/// What was read, as text for people or as JSON, contract `kbtriage.facts/1` (`docs/facts.schema.json`).
public enum FactsReporter {
    /// One line a value: place, record, field, value.
    public static func text(
        _ evidence: Evidence, vocabulary: Vocabulary = Vocabulary(), options: TextOptions = TextOptions()
    ) -> String { "" }

    /// One JSON object a line, one line a record.
    public static func json(_ evidence: Evidence, vocabulary: Vocabulary = Vocabulary()) -> [UInt8] { [] }
}
