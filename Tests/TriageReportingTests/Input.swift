import TriageModel

/// Inputs written down in a test, with spans found by the text they cover.
struct Input {
    var sources: [SourceInfo] = []

    /// Adds an input and returns its number.
    mutating func add(_ name: String, _ text: String, encoding: String = "utf-8") -> Int {
        sources.append(Self.source(name, Array(text.utf8), encoding: encoding))
        return sources.count - 1
    }

    /// A source with its line starts.
    static func source(_ name: String, _ bytes: [UInt8], encoding: String = "utf-8") -> SourceInfo {
        var starts = [0]
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)) {
                starts.append(index + 1)
            }
        }
        return SourceInfo(
            name: name, byteCount: bytes.count, encoding: encoding, text: bytes, lineStarts: starts)
    }

    /// Where `text` stands in an input for the `occurrence`th time; an empty span at the start when it does not.
    func span(_ source: Int, _ text: String, occurrence: Int = 1) -> SourceSpan {
        let bytes = sources[source].text
        let wanted = Array(text.utf8)
        var left = occurrence
        var index = 0
        while index + wanted.count <= bytes.count {
            if bytes[index] == wanted[0], Array(bytes[index..<index + wanted.count]) == wanted {
                left -= 1
                if left == 0 { return SourceSpan(source: SourceID(source), start: index, end: index + wanted.count) }
            }
            index += 1
        }
        return SourceSpan(source: SourceID(source), start: 0, end: 0)
    }

    /// A piece of proof: every text is one span.
    func proof(_ source: Int, _ field: String, _ value: String, _ texts: String...) -> Diagnosis.EvidenceItem {
        Diagnosis.EvidenceItem(spans: texts.map { span(source, $0) }, field: field, value: value)
    }
}
