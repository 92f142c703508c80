public import TriageModel

/// What was read, as text for people or as JSON, contract `kbtriage.facts/1` (`docs/facts.schema.json`).
public enum FactsReporter {
    /// One line a value: place, record, field, value. Records are numbered within their kind.
    public static func text(
        _ evidence: Evidence, vocabulary: Vocabulary = Vocabulary(), options: TextOptions = TextOptions()
    ) -> String {
        var lines = FactLines(sources: evidence.sources, options: options)
        for record in evidence.records { lines.add(record) }
        return lines.text
    }

    /// One JSON object a line, one line a record.
    public static func json(_ evidence: Evidence, vocabulary: Vocabulary = Vocabulary()) -> [UInt8] {
        var facts = FactsJSON(sources: evidence.sources, vocabulary: vocabulary)
        for record in evidence.records { facts.write(record) }
        return facts.json.bytes
    }
}
