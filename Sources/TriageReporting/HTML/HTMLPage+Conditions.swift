import TriageModel

extension HTMLPage {
    /// The evaluated tree: a mark for every result, links to the evidence. Written without recursion.
    mutating func conditions(_ finding: Diagnosis.Finding, anchor: String) {
        var number = 0
        html.start(.ul, [.class("tree")])
        var pending: [ArraySlice<Diagnosis.ConditionTree>] = [[finding.conditions]]
        while let last = pending.indices.last {
            guard let node = pending[last].popFirst() else {
                pending.removeLast()
                html.end()
                if !pending.isEmpty { html.end() }
                continue
            }
            number += 1
            condition(node, number, finding, anchor: anchor)
            if node.children.isEmpty {
                html.end()
            } else {
                html.start(.ul)
                pending.append(node.children[...])
            }
        }
    }

    /// Starts the entry of a node; the caller ends it.
    private mutating func condition(
        _ node: Diagnosis.ConditionTree, _ number: Int, _ finding: Diagnosis.Finding, anchor: String
    ) {
        let isException = node.operation == "unless"
        html.start(.li, [.id("\(anchor)-c\(number)"), .class(isException ? "exception" : "")])
        mark(node.result)
        html.start(.span, [.class("words")])
        html.text(TextReport.words(node))
        if isException { html.element(.span, [.class("quiet")], TextReport.effect(node)) }
        for index in node.evidence where finding.evidence.indices.contains(index) {
            html.text(" ")
            html.element(
                .a, [.class("ref"), .href(id: "\(anchor)-e\(index + 1)"), .label("evidence \(index + 1)")],
                "\(index + 1)")
        }
        html.end()
    }
}
