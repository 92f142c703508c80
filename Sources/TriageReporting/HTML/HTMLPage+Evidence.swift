import TriageModel

extension HTMLPage {
    /// Pieces of evidence listed of one finding.
    private static let mostEvidence = 60
    /// Those that stand open; with more than these and a few the others are behind a lid.
    private static let openEvidence = 12
    /// A lid over less than this hides nothing worth hiding.
    private static let fewEvidence = 4

    /// The evidence as excerpts and as a list, both linked with the conditions.
    mutating func evidence(_ finding: Diagnosis.Finding, anchor: String) {
        let count = min(finding.evidence.count, Self.mostEvidence)
        let open = count < Self.openEvidence + Self.fewEvidence ? count : Self.openEvidence
        evidence(finding, 0..<open, anchor: anchor)
        if open < count {
            html.start(.details, [.class("quietly")])
            html.element(
                .summary, [], Numbers.count(count - open, "more piece of proof", "more pieces of proof"))
            evidence(finding, open..<count, anchor: anchor)
            html.end()
        }
        more(finding.evidence.count - count, "piece of proof", "pieces of proof")
    }

    private mutating func evidence(_ finding: Diagnosis.Finding, _ part: Range<Int>, anchor: String) {
        var bySource: [Int: [(number: Int, spans: [SourceSpan])]] = [:]
        for index in part {
            let item = finding.evidence[index]
            guard let source = item.spans.first?.source.number, diagnosis.sources.indices.contains(source) else {
                continue
            }
            bySource[source, default: []].append((index, item.spans.filter { $0.source.number == source }))
        }
        for (number, marks) in bySource.sorted(by: { $0.key < $1.key }) {
            excerpt(HTMLExcerpt(diagnosis.sources[number], marks: marks), name: inputs[number], anchor: anchor)
        }
        html.start(.ol, [.class("evidence"), .first(part.lowerBound + 1)])
        for index in part {
            entry(finding.evidence[index], index, finding, anchor: anchor, named: bySource.count > 1)
        }
        html.end()
    }

    private mutating func excerpt(_ excerpt: HTMLExcerpt, name: String, anchor: String) {
        html.start(.figure, [.class("excerpt")])
        html.start(.figcaption)
        html.element(.bdi, [], name)
        html.end()
        html.start(.div, [.class("code"), .focusable, .role("group"), .label("Excerpt of " + name)])
        html.start(.table, [.role("presentation")])
        html.start(.tbody)
        for line in excerpt.lines { row(line, excerpt, anchor: anchor) }
        html.end()
        html.end()
        html.end()
        html.end()
    }

    private mutating func row(_ line: HTMLExcerpt.Line, _ excerpt: HTMLExcerpt, anchor: String) {
        if line.followsGap {
            html.start(.tr, [.class("gap")])
            html.element(.td, [.class("n")], "\u{22EE}")
            html.element(.td)
            html.end()
        }
        html.start(.tr, [.class(line.runs.contains { !$0.marks.isEmpty } ? "hit" : "")])
        html.element(.td, [.class("n")], Numbers.grouped(line.number))
        html.start(.td, [.class("l")])
        html.start(.code)
        if line.isCutBefore { html.element(.span, [.class("cut")], "\u{2026}") }
        for run in line.runs {
            if run.marks.isEmpty {
                html.text(excerpt.text(run))
            } else {
                html.element(.mark, [], excerpt.text(run))
                for number in run.ends {
                    html.element(
                        .a,
                        [
                            .class("ref"), .href(id: "\(anchor)-e\(number + 1)"), .label("evidence \(number + 1)"),
                        ], "\(number + 1)")
                }
            }
        }
        if line.isCutAfter { html.element(.span, [.class("cut")], "\u{2026}") }
        html.end()
        html.end()
        html.end()
    }

    private mutating func entry(
        _ item: Diagnosis.EvidenceItem, _ index: Int, _ finding: Diagnosis.Finding, anchor: String, named: Bool
    ) {
        html.start(.li, [.id("\(anchor)-e\(index + 1)"), .value(index + 1)])
        html.text(labels.words(for: item.field, withPath: false))
        if !item.value.isEmpty {
            html.text(" = ")
            html.element(
                .code, [],
                item.value.utf8.count > 300
                    ? UTF8Text.text(Array(item.value.utf8), 0..<item.value.utf8.count, limit: 300).text + "\u{2026}"
                    : item.value)
        }
        if item.isAsserted {
            html.text(" (stated, not read)")
        } else if let span = item.spans.first, let place = place(span, named: named) {
            html.element(.span, [.class("quiet")], " " + place)
        }
        if let node = ConditionNumbers.first(citing: index, in: finding.conditions) {
            html.text(" ")
            html.element(
                .a, [.href(id: "\(anchor)-c\(node)"), .label("Condition \(node) rests on evidence \(index + 1)")],
                "condition \(node)")
        }
        html.end()
    }
}

/// Conditions are numbered in the order they are shown.
enum ConditionNumbers {
    /// The number of the first condition that cites a piece of evidence, innermost ones only.
    static func first(citing evidence: Int, in tree: Diagnosis.ConditionTree) -> Int? {
        var stack = [tree]
        var number = 0
        while let node = stack.popLast() {
            number += 1
            if node.evidence.contains(evidence) { return number }
            stack += node.children.reversed()
        }
        return nil
    }
}
