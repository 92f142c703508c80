import TriageModel

/// Fills the fields of errors by the vocabulary's message templates: a proxy's server, an HTTP status, a code.
///
/// A field the reader already has is kept. What a template calls `timeStamp` is when the error happened.
struct ErrorTemplates: DraftPass {
    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        let matchers = vocabulary.templateMatchers
        guard !matchers.isEmpty else { return }
        for region in regions.indices {
            for record in regions[region].records.indices where !regions[region].records[record].kind.isEmpty {
                fill(&regions[region].records[record], matchers, text)
            }
        }
    }

    private static let sources = ["message", "exceptionMessage", "errorId"]

    /// Fills the fields of one error.
    func fill(_ draft: inout Draft, _ matchers: [TemplateMatcher], _ text: CleanText) {
        for name in Self.sources {
            guard let value = draft[name], case .text(let content) = value.content else { continue }
            let bytes = Array(content.utf8)
            var located: LocatedText?
            for matcher in matchers where matcher.template.kind == draft.kind {
                guard let match = matcher.firstMatch(in: bytes) else { continue }
                if located == nil { located = LocatedText(value, bytes: bytes, in: text) }
                func place(_ range: Range<Int>) -> [SourceSpan] {
                    let spans = located?.spans(of: range) ?? []
                    return spans.isEmpty ? value.spans : spans
                }
                for capture in match.captures {
                    let part = String(decoding: bytes[capture.range], as: UTF8.self)
                    let isCut = value.partial != nil && capture.range.upperBound == bytes.count
                    add(
                        capture.name,
                        Value(.text(part), spans: place(capture.range), partial: isCut ? value.partial : nil), &draft)
                }
                for (field, fixed) in matcher.template.sets.sorted(by: { $0.key < $1.key }) {
                    add(field, Value(.text(fixed), spans: place(match.range)), &draft)
                }
            }
        }
    }

    private func add(_ name: String, _ value: Value, _ draft: inout Draft) {
        if name.isEqualIgnoringCase("timeStamp"), draft.eventTime == nil { draft.eventTime = value }
        if let index = draft.fields.firstIndex(where: { $0.name.isEqualIgnoringCase(name) }) {
            if draft.fields[index].value.content == .blank { draft.fields[index].value = value }
        } else {
            draft.fields.append(.init(name, value))
        }
    }
}

extension LocatedText {
    /// The text of a value with the places of its bytes, worked out from its spans: bytes of the spans in order, with
    /// white space put in between. Nil when the value is not written so (escaped text).
    init?(_ value: Value, bytes: [UInt8], in text: CleanText) {
        var result = LocatedText(source: text.source)
        var index = 0
        for span in value.spans where span.source == text.source {
            var origin = span.start
            let end = min(span.end, text.decodedCount)
            while origin < end {
                guard index < bytes.count else { return nil }
                let start = (index, origin)
                while origin < end, index < bytes.count, text.bytes[origin] == bytes[index] {
                    origin += 1
                    index += 1
                }
                if index > start.0 {
                    result.append(
                        LocatedText(source: text.source, bytes: bytes[start.0..<index], origin: start.1))
                    continue
                }
                guard bytes[index].isBlankByte else { return nil }
                if origin + 1 < end, text.bytes[origin] == 0xC2, text.bytes[origin + 1] == 0xA0 { origin += 2 }
                result.append(inserted: bytes[index])
                index += 1
            }
        }
        while index < bytes.count {
            guard bytes[index].isBlankByte else { return nil }
            result.append(inserted: bytes[index])
            index += 1
        }
        self = result
    }
}
