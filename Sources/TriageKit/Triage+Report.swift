public import TriageModel
public import TriageReporting
import TriageRules

extension Triage {
    /// What reports need besides a diagnosis of this evidence.
    ///
    /// - Parameter plansFix: false where no script is written: what it knows of a crowd takes time and memory.
    public func reportContext(
        for diagnosis: Diagnosis, of evidence: Evidence, toolVersion: String, plansFix: Bool = true
    ) -> ReportContext {
        let measurements = measurements(in: evidence)
        return ReportContext(
            toolVersion: toolVersion, vocabulary: knowledge.vocabulary, presentation: knowledge.presentation,
            measurements: measurements, lines: Self.linesOfPaged(measurements.map(\.span), in: evidence),
            matchedNotes: matchedNotes(diagnosis),
            customerWords: Dictionary(
                knowledge.rules.filter { !$0.customer.isEmpty }.map { ($0.id, $0.customer) },
                uniquingKeysWith: { first, _ in first }),
            fix: plansFix ? fixPlan(for: diagnosis, of: evidence) : FixPlan(),
            articles: knowledge.articles.compactMap {
                ReportArticle(id: $0.id, title: $0.title, address: $0.address)
            })
    }

    /// Rules that are remarks: a note begins with the title of the rule it comes from.
    private func matchedNotes(_ diagnosis: Diagnosis) -> [String] {
        knowledge.rules.filter { rule in
            rule.severity == "note" && diagnosis.notes.contains { $0.hasPrefix(rule.title) }
        }.map(\.id)
    }

    /// The sizes the presentation asks for, in reading order; of one person, place and size once.
    private func measurements(in evidence: Evidence) -> [Measurement] {
        guard let gauge = knowledge.presentation?.gauge else { return [] }
        var found = DistinctMeasurements()
        for record in evidence.records {
            for measure in gauge.measures where measure.kind == record.kind {
                guard let value = record[measure.field], let bytes = Self.bytes(value),
                    let span = value.spans.first
                else { continue }
                let measurement = Measurement(
                    subject: owner(of: record, in: evidence), label: measure.label, bytes: bytes, span: span)
                found.add(measurement)
            }
        }
        return found.all
    }

    /// Lines of places in dumps that were read in one pass: a diagnosis has the lines of its own proof alone.
    private static func linesOfPaged(_ spans: some Sequence<SourceSpan>, in evidence: Evidence) -> [SourceSpan: Int] {
        var lines: [SourceSpan: Int] = [:]
        for span in spans where evidence.sources.indices.contains(span.source.number) {
            let source = evidence.sources[span.source.number]
            if source.paged != nil { lines[span] = source.position(of: span.start).line }
        }
        return lines
    }

    /// The size a value states; nil for what is no size, and for nothing: a blank photo has none.
    private static func bytes(_ value: Value) -> ClosedRange<Int64>? {
        switch value.content {
        case .size(let range): range
        case .integer(let count) where count > 0: count...count
        case .binary(let binary) where binary.byteCount.upperBound > 0:
            // Between nothing and anything is no size.
            binary.byteCount.lowerBound == 0 && binary.byteCount.upperBound == .max ? nil : binary.byteCount
        default: nil
        }
    }

    /// The best name a record itself gives; else the place it stands at.
    func owner(of record: Record, in evidence: Evidence) -> String {
        let order: [Vocabulary.IdentityKey] = [
            .userPrincipalName, .smtpAddress, .any, .samAccountName, .distinguishedName, .displayName, .objectGUID,
        ]
        let kind = knowledge.vocabulary.kind(record.kind)
        var names: [Vocabulary.IdentityKey: String] = [:]
        for field in record.fields {
            guard let key = kind?.field(field.name)?.identity, names[key] == nil,
                let name = Self.names(field.value).first, !name.isEmpty
            else { continue }
            names[key] = name
        }
        for key in order { if let name = names[key] { return name } }
        for field in ["Name", "name", "path"] {
            if case .text(let text)? = record[field]?.content, !text.isEmpty { return text }
        }
        let number = record.span.source.number
        guard evidence.sources.indices.contains(number) else { return "stated" }
        return evidence.sources[number].name
    }
}

/// Measurements, each once. Those of a dump come in the order of their places: then none can be there already, and nothing
/// is kept to look for it.
private struct DistinctMeasurements {
    private(set) var all: [Measurement] = []
    private var furthest: SourceSpan?
    /// Made when a place comes that is not behind all others.
    private var seen: Set<Measurement>?

    mutating func add(_ measurement: Measurement) {
        if let known = furthest, known >= measurement.span {
            if seen == nil { seen = Set(all) }
            if seen?.insert(measurement).inserted == true { all.append(measurement) }
            return
        }
        furthest = measurement.span
        seen?.insert(measurement)
        all.append(measurement)
    }
}
