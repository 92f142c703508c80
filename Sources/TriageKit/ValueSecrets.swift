import TriageModel
import TriageRedaction

/// Takes secrets out of values: of dumps read in one pass, whose text nobody kept, and of those that stand in the text in
/// another form, as base64.
struct ValueSecrets {
    let mask: SecretMask
    /// Records that are looked at in one scan.
    private static let batch = 2_000

    /// Values that are secrets by the name of their field, or hold one.
    func mask(_ evidence: inout Evidence) {
        var start = 0
        while start < evidence.records.count {
            let end = min(start + Self.batch, evidence.records.count)
            var text: [UInt8] = []
            for record in evidence.records[start..<end] {
                for field in 0..<record.fieldCount {
                    Self.append(record.value(at: field), of: record.name(at: field), to: &text)
                }
            }
            if mask.masked(text) != nil {
                for place in start..<end {
                    for field in 0..<evidence.records[place].fieldCount {
                        let record = evidence.records[place]
                        evidence.records[place].setValue(
                            masked(record.value(at: field), of: record.name(at: field)), at: field)
                    }
                }
            }
            start = end
        }
        for place in evidence.texts.indices {
            if let masked = mask.masked(evidence.texts[place].bytes) {
                evidence.texts[place].bytes = masked.text
            }
        }
    }

    private static func append(_ value: Value, of name: String, to text: inout [UInt8]) {
        switch value.content {
        case .text(let value):
            text.append(contentsOf: name.utf8)
            text.append(contentsOf: ": ".utf8)
            text.append(contentsOf: value.utf8)
            text.append(0x0A)
        case .list(let values): for value in values { append(value, of: name, to: &text) }
        default: break
        }
    }

    private func masked(_ value: Value, of name: String) -> Value {
        var result = value
        switch value.content {
        case .text(let text):
            let label = Array((name + ": ").utf8)
            if let masked = mask.masked(label + Array(text.utf8)) {
                result.content = .text(String(decoding: masked.text.dropFirst(label.count), as: UTF8.self))
            }
        case .list(let values): result.content = .list(values.map { masked($0, of: name) })
        default: break
        }
        return result
    }
}
