import TriageModel
import TriageRules

/// Turns leaves into pieces of evidence, each once, and remembers which leaf each came from.
struct EvidenceCollector {
    let file: CaseFile
    let text: TextIndex
    let asOf: CivilDate
    private(set) var items: [Diagnosis.EvidenceItem] = []
    private var positions: [Diagnosis.EvidenceItem: Int] = [:]

    init(file: CaseFile, text: TextIndex, asOf: CivilDate) {
        self.file = file
        self.text = text
        self.asOf = asOf
    }

    /// Adds what a leaf looked at; returns the positions of its entries.
    mutating func add(_ leaf: Outcome) -> [Int] {
        switch leaf.plan.test {
        case .field(let field):
            return leaf.readings.prefix(4).map { add(item(of: $0, field.path)) }
        case .compare(let compare):
            return zip(leaf.readings, [compare.left.path, compare.right.path]).map { add(item(of: $0, $1)) }
        case .text:
            guard let hit = leaf.hit else { return [] }
            return [add(Diagnosis.EvidenceItem(spans: text.spans(of: hit), field: "text", value: found(hit)))]
        case .happened:
            guard let reading = leaf.readings.first else {
                return [add(Diagnosis.EvidenceItem(spans: [], field: "as-of", value: asOf.iso, isAsserted: true))]
            }
            let kind = file.records[reading.record].kind
            return [add(item(of: reading, field: kind + "." + Evaluator.eventTimePath, unit: ""))]
        case .anyRecord(let record), .noRecord(let record):
            guard let position = leaf.record else { return [] }
            return [add(item(ofRecord: position, field: record.kindName, value: "is there"))]
        case .all, .any, .not, .atLeast: return []
        }
    }

    /// Adds the place of a record.
    mutating func addRecord(_ record: Int) -> Int {
        add(item(ofRecord: record, field: file.records[record].kind, value: "is there"))
    }

    private mutating func add(_ item: Diagnosis.EvidenceItem) -> Int {
        if let known = positions[item] { return known }
        positions[item] = items.count
        items.append(item)
        return items.count - 1
    }

    private func item(of reading: Reading, _ path: ValuePath) -> Diagnosis.EvidenceItem {
        item(of: reading, field: path.text, unit: path.unit)
    }

    private func item(of reading: Reading, field: String, unit: String) -> Diagnosis.EvidenceItem {
        let record = file.records[reading.record]
        // What a record does not mention, or what follows from its other fields, stands where the record stands.
        let spans = reading.spans.isEmpty && !record.isAsserted ? [record.span] : reading.spans
        return Diagnosis.EvidenceItem(
            spans: spans, field: field, value: PlainValue.text(of: reading, unit: unit), isAsserted: record.isAsserted)
    }

    private func item(ofRecord position: Int, field: String, value: String) -> Diagnosis.EvidenceItem {
        let record = file.records[position]
        return Diagnosis.EvidenceItem(
            spans: record.isAsserted ? [] : [record.span], field: field, value: value, isAsserted: record.isAsserted)
    }

    private func found(_ hit: TextIndex.Hit) -> String {
        PlainValue.text(
            of: Value(.text(String(decoding: file.texts[hit.text].bytes[hit.range], as: UTF8.self)), spans: []))
    }
}
