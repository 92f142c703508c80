public import TriageModel

/// A diagnosis as JUnit XML, for pipelines that know nothing else: a rule is a test, a cause found is a failure.
public enum JUnitReporter {
    /// One suite. What cannot be told is skipped, an input that could not be read is an error.
    public static func render(_ diagnosis: Diagnosis) -> [UInt8] {
        var xml = XMLWriter()
        let fatal = diagnosis.problems.filter(\.isFatal)
        let passed = diagnosis.nearMisses + diagnosis.ruledOut.filter { $0.status == .ruledOut }
        let count = diagnosis.findings.count + diagnosis.undecided.count + passed.count + fatal.count
        let totals: [(String, String)] = [
            ("name", "kbtriage"), ("tests", "\(count)"), ("failures", "\(diagnosis.findings.count)"),
            ("errors", "\(fatal.count)"),
        ]
        xml.start("testsuites", totals)
        xml.start("testsuite", totals + [("skipped", "\(diagnosis.undecided.count)")])
        xml.start("properties")
        for (name, value) in [
            ("verdict", diagnosis.verdict.rawValue), ("asOf", diagnosis.asOf.iso), ("rules", diagnosis.ruleHash),
        ] { xml.element("property", [("name", name), ("value", value)]) }
        xml.end("properties")
        for finding in diagnosis.findings {
            test(finding, &xml) { xml in
                xml.element(
                    "failure", [("type", finding.confidence.rawValue), ("message", finding.title)],
                    details(finding, diagnosis))
            }
        }
        for finding in diagnosis.undecided {
            test(finding, &xml) { xml in
                let needs =
                    finding.missing.isEmpty ? "cannot be told" : "needs " + TextReport.list(finding.missing, most: 6)
                xml.element("skipped", [("message", needs)])
            }
        }
        for finding in passed { test(finding, &xml) { _ in } }
        for problem in fatal {
            xml.start("testcase", [("classname", "input"), ("name", problem.file)])
            xml.element("error", [("type", problem.code), ("message", problem.message)])
            xml.end("testcase")
        }
        xml.end("testsuite")
        xml.end("testsuites")
        return xml.bytes
    }

    private static func test(_ finding: Diagnosis.Finding, _ xml: inout XMLWriter, _ body: (inout XMLWriter) -> Void) {
        xml.start(
            "testcase",
            [
                ("classname", finding.stage.isEmpty ? "rules" : "rules." + finding.stage),
                ("name", "\(finding.cause) \(finding.rule): \(finding.title)"),
            ])
        body(&xml)
        xml.end("testcase")
    }

    private static func details(_ finding: Diagnosis.Finding, _ diagnosis: Diagnosis) -> String {
        var lines = finding.why.isEmpty ? [] : [finding.why]
        for subject in finding.subjects.prefix(20) {
            lines.append(subject.id + (VerdictWords.measured(subject).map { ": " + $0 } ?? ""))
        }
        if finding.subjects.count > 20 { lines.append("and \(Numbers.grouped(finding.subjects.count - 20)) more") }
        for item in finding.evidence.prefix(20) {
            var place = ""
            if let span = item.spans.first, diagnosis.sources.indices.contains(span.source.number) {
                let source = diagnosis.sources[span.source.number]
                place = "\(source.name):\(source.position(of: span.start).line): "
            }
            lines.append("\(place)\(item.field) = \(item.value)")
        }
        let steps = VerdictWords.valid(finding)
        let ways = StepWays(steps)
        for (index, step) in steps.enumerated() {
            lines.append("\(index + 1). \(ways.lead(of: index).map { $0 + StepWays.end } ?? "")\(step.text)")
        }
        return lines.map { TerminalText.safe($0) }.joined(separator: "\n")
    }
}

/// XML from left to right. The one place where text becomes XML; characters XML has no room for are made visible.
struct XMLWriter {
    private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    private var depth = 0

    mutating func start(_ name: String, _ attributes: [(String, String)] = []) {
        tag(name, attributes)
        bytes.append(contentsOf: ">\n".utf8)
        depth += 1
    }

    mutating func end(_ name: String) {
        depth -= 1
        indent()
        bytes.append(contentsOf: "</\(name)>\n".utf8)
    }

    /// An element without others in it; its text keeps its line breaks.
    mutating func element(_ name: String, _ attributes: [(String, String)], _ text: String = "") {
        tag(name, attributes)
        if text.isEmpty {
            bytes.append(contentsOf: "/>\n".utf8)
            return
        }
        bytes.append(UInt8(ascii: ">"))
        for (index, line) in TerminalText.lines(text, ascii: false).enumerated() {
            if index > 0 { bytes.append(0x0A) }
            escape(line)
        }
        bytes.append(contentsOf: "</\(name)>\n".utf8)
    }

    private mutating func tag(_ name: String, _ attributes: [(String, String)]) {
        indent()
        bytes.append(contentsOf: "<\(name)".utf8)
        for (name, value) in attributes {
            bytes.append(contentsOf: " \(name)=\"".utf8)
            escape(TerminalText.safe(value))
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func indent() { bytes.append(contentsOf: [UInt8](repeating: 0x20, count: max(0, depth) * 2)) }

    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "\"": bytes.append(contentsOf: "&quot;".utf8)
            case "\u{FFFE}", "\u{FFFF}": bytes.append(contentsOf: "\u{FFFD}".utf8)
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}
