public import TriageModel

/// A diagnosis as SARIF 2.1.0 (OASIS), for tools that show results beside the files they were found in.
public enum SARIFReporter {
    /// One run. A matched rule is a failure, an open one `open`, a near miss `review`, a ruled-out one `pass`.
    public static func render(_ diagnosis: Diagnosis, context: ReportContext) -> [UInt8] {
        var report = SARIFReport(diagnosis: diagnosis, context: context)
        report.write()
        return report.json.bytes
    }
}

struct SARIFReport {
    let diagnosis: Diagnosis
    let context: ReportContext
    var json = JSONWriter()

    /// Subjects named in a message.
    private static let mostNames = 5
    /// Places of one result.
    private static let mostPlaces = 20

    private var all: [Diagnosis.Finding] {
        diagnosis.findings + diagnosis.nearMisses + diagnosis.undecided
            + diagnosis.ruledOut.filter { $0.status == .ruledOut }
    }

    mutating func write() {
        json.beginObject()
        field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        field("version", "2.1.0")
        list("runs") { run in
            run.object { run in
                run.tool()
                run.json.key("columnKind")
                run.json.string("unicodeCodePoints")
                run.artifacts()
                run.list("invocations") { $0.object { $0.invocation() } }
                run.list("results") { for finding in $0.all { $0.result(finding) } }
                run.key("properties") { run in
                    run.field("verdict", run.diagnosis.verdict.rawValue)
                    run.field("asOf", run.diagnosis.asOf.iso)
                    run.field("rules", run.diagnosis.ruleHash)
                }
            }
        }
        json.endObject()
        json.endLine()
    }

    private mutating func tool() {
        key("tool") { report in
            report.key("driver") { report in
                report.field("name", "kbtriage")
                report.field("version", report.context.toolVersion)
                report.list("rules") { report in
                    for finding in report.rules {
                        report.object { report in
                            report.field("id", finding.rule)
                            report.field("name", finding.cause)
                            report.key("shortDescription") { $0.field("text", finding.title) }
                            if !finding.why.isEmpty { report.key("fullDescription") { $0.field("text", finding.why) } }
                            report.key("properties") { $0.field("stage", finding.stage) }
                        }
                    }
                }
            }
        }
    }

    /// Every rule of the results once, in their order.
    private var rules: [Diagnosis.Finding] {
        var seen = Set<String>()
        return all.filter { seen.insert($0.rule).inserted }
    }

    private mutating func artifacts() {
        list("artifacts") { report in
            for source in report.diagnosis.sources {
                report.object { report in
                    report.key("location") { $0.field("uri", Self.uri(source.name)) }
                    report.json.key("length")
                    report.json.integer(source.byteCount)
                    report.field("encoding", source.encoding)
                }
            }
        }
    }

    private mutating func invocation() {
        json.key("executionSuccessful")
        json.boolean(!diagnosis.problems.contains(where: \.isFatal))
        list("toolExecutionNotifications") { report in
            for problem in report.diagnosis.problems {
                report.object { report in
                    report.key("message") { $0.field("text", "\(problem.file): \(problem.message)") }
                    report.field("level", problem.isFatal ? "error" : "warning")
                    report.key("descriptor") { $0.field("id", problem.code) }
                }
            }
        }
    }

    private mutating func result(_ finding: Diagnosis.Finding) {
        object { report in
            report.field("ruleId", finding.rule)
            report.json.key("ruleIndex")
            report.json.integer(report.rules.firstIndex { $0.rule == finding.rule } ?? 0)
            report.field("kind", Self.kind(finding.status))
            report.field("level", Self.level(finding))
            report.key("message") { $0.field("text", Self.message(finding)) }
            report.locations(finding)
            report.key("properties") { report in
                report.field("cause", finding.cause)
                if finding.status == .matched { report.field("confidence", finding.confidence.rawValue) }
                report.json.key("subjectCount")
                report.json.integer(finding.subjects.count)
            }
        }
    }

    private static func kind(_ status: Diagnosis.Status) -> String {
        switch status {
        case .matched: "fail"
        case .undecided: "open"
        case .nearMiss: "review"
        case .ruledOut: "pass"
        case .notApplicable: "notApplicable"
        }
    }

    /// Only a failure has a level.
    private static func level(_ finding: Diagnosis.Finding) -> String {
        guard finding.status == .matched else { return "none" }
        switch finding.confidence {
        case .high: return "error"
        case .medium: return "warning"
        case .low: return "note"
        }
    }

    private static func message(_ finding: Diagnosis.Finding) -> String {
        var text = TextReport.sentence(finding.title)
        if !finding.why.isEmpty { text += " " + TextReport.sentence(finding.why) }
        let names = finding.subjects.filter { $0.kind != "ticket" }.prefix(mostNames).map { subject in
            subject.id + (VerdictWords.measured(subject).map { " (\($0))" } ?? "")
        }
        if !names.isEmpty {
            let left = finding.subjects.count - names.count
            text += " For " + names.joined(separator: ", ") + (left > 0 ? " and \(Numbers.grouped(left)) more." : ".")
        }
        if !finding.missing.isEmpty { text += " Needs " + TextReport.list(finding.missing, most: 5) + "." }
        return text
    }

    private mutating func locations(_ finding: Diagnosis.Finding) {
        list("locations") { report in
            for item in finding.evidence.prefix(Self.mostPlaces) {
                guard let span = item.spans.first, report.diagnosis.sources.indices.contains(span.source.number) else {
                    continue
                }
                report.location(item, span, report.diagnosis.sources[span.source.number])
            }
        }
    }

    private mutating func location(_ item: Diagnosis.EvidenceItem, _ span: SourceSpan, _ source: SourceInfo) {
        object { report in
            report.key("physicalLocation") { report in
                report.key("artifactLocation") { report in
                    report.field("uri", Self.uri(source.name))
                    report.json.key("index")
                    report.json.integer(span.source.number)
                }
                report.key("region") { report in
                    let start = Self.position(span.start, source)
                    let end = Self.position(max(span.start, span.end), source)
                    for (name, value) in [
                        ("startLine", start.line), ("startColumn", start.column), ("endLine", end.line),
                        ("endColumn", end.column),
                    ] {
                        report.json.key(name)
                        report.json.integer(value)
                    }
                }
            }
            report.key("message") { $0.field("text", "\(item.field) = \(item.value)") }
        }
    }

    /// Line and column in code points, both from 1.
    private static func position(_ offset: Int, _ source: SourceInfo) -> (line: Int, column: Int) {
        let place = min(max(0, offset), source.text.count)
        let (line, column) = source.position(of: place)
        let start = place - (column - 1)
        let continued = source.text[start..<place].count { $0 & 0xC0 == 0x80 }
        return (line, column - continued)
    }

    /// A relative reference (RFC 3986): everything but unreserved characters and slashes is percent-encoded.
    static func uri(_ name: String) -> String {
        var out = ""
        for byte in name.utf8 {
            let isPlain =
                (0x61...0x7A).contains(byte.asciiLowered) || (0x30...0x39).contains(byte) || byte == 0x2D
                || byte == 0x2E
                || byte == 0x5F || byte == 0x7E || byte == 0x2F
            if isPlain {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
        }
        return out
    }

    // MARK: JSON

    private mutating func field(_ name: String, _ value: String) {
        json.key(name)
        json.string(value)
    }

    private mutating func object(_ body: (inout SARIFReport) -> Void) {
        json.beginObject()
        body(&self)
        json.endObject()
    }

    private mutating func key(_ name: String, _ body: (inout SARIFReport) -> Void) {
        json.key(name)
        object(body)
    }

    private mutating func list(_ name: String, _ body: (inout SARIFReport) -> Void) {
        json.key(name)
        json.beginArray()
        body(&self)
        json.endArray()
    }
}
