import TriageModel

extension UnknownSketch {
    private static let mostLines = 8
    private static let mostNear = 4
    private static let excerptBytes = 900
    private static let excerptLines = 12

    /// Adds to a row what grouping needs: the signature of its errors, and what was nearly known; for
    /// ``TicketTriage/Observer``.
    public static func observe(_ reading: TicketTriage.Reading, _ verdict: inout TicketVerdict) {
        let thread = reading.loaded.redacted?.thread ?? ThreadSketch(reading.loaded)
        if !thread.isEmpty { verdict.thread = thread }
        // An error that a rule speaks of and cannot decide on is known: evidence is missing, not a rule.
        guard reading.diagnosis.verdict == .insufficient, !reading.diagnosis.unknownErrors.isEmpty else { return }
        let sketch = UnknownSketch(reading)
        verdict.signature = sketch.lines.first ?? ""
        verdict.sketch = sketch
    }

    /// What is kept of a case.
    init(_ reading: TicketTriage.Reading) {
        self.init()
        let unknown = reading.diagnosis.unknownErrors.flatMap(\.evidence.spans)
        for record in reading.evidence.records where record.kind == "error" && lines.count < Self.mostLines {
            guard unknown.contains(where: { Self.begins($0, in: record.span) }) else { continue }
            let line = Self.line(of: record)
            guard !line.isEmpty, !lines.contains(line) else { continue }
            if lines.isEmpty { show(record, of: reading.evidence) }
            lines.append(line)
        }
        for finding in reading.diagnosis.nearMisses.prefix(Self.mostNear) {
            nearest.append(
                Near(
                    rule: finding.rule, cause: finding.cause, title: finding.title,
                    missed: [TicketVerdict.short(finding.failed)]))
        }
        for finding in reading.diagnosis.undecided where nearest.count < Self.mostNear {
            nearest.append(
                Near(
                    rule: finding.rule, cause: finding.cause, title: finding.title,
                    missed: finding.missing.isEmpty
                        ? [] : ["not known: " + finding.missing.prefix(4).joined(separator: ", ")]))
        }
    }

    private static func begins(_ span: SourceSpan, in whole: SourceSpan) -> Bool {
        span.source == whole.source && (whole.start...max(whole.start, whole.end - 1)).contains(span.start)
    }

    /// Who says it, its id, and what it says.
    private static func line(of record: Record) -> String {
        var words: [String] = []
        for name in ["cmdlet", "errorId", "code", "httpStatus", "reason", "message"] {
            guard let value = record[name], name != "reason" || record["message"] == nil else { continue }
            let text: String
            switch value.content {
            case .text(let own): text = own
            case .integer(let number):
                // A status and a code tell errors apart; they are kept as they are.
                words.append("\(name)=\(number)")
                continue
            default: continue
            }
            if name == "errorId" {
                // `[Server=…,RequestId=…] Name,Class`: what stands in brackets is another every time.
                let name = text.lastIndex(of: "]").map { text[text.index(after: $0)...] } ?? text[...]
                words += ErrorSignature.words(name.prefix { $0 != "," }.utf8).prefix(2)
            } else {
                words += ErrorSignature.words(text.utf8)
            }
        }
        return words.prefix(ErrorSignature.mostWords).joined(separator: " ")
    }

    /// Takes the beginning of an error as it was written.
    private mutating func show(_ record: Record, of evidence: Evidence) {
        let number = record.span.source.number
        guard evidence.sources.indices.contains(number) else { return }
        let source = evidence.sources[number]
        let start = min(max(0, record.span.start), source.text.count)
        var end = min(max(start, record.span.end), source.text.count, start + Self.excerptBytes)
        var lines = 0
        for index in start..<end where source.text[index] == 0x0A {
            lines += 1
            if lines == Self.excerptLines {
                end = index
                break
            }
        }
        excerpt = String(decoding: source.text[start..<end], as: UTF8.self)
        place = TicketVerdict.Place(file: source.name, line: source.position(of: start).line)
    }
}
