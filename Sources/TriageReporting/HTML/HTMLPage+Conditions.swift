import TriageModel

extension HTMLPage {
    /// The evaluated tree: a mark for every result, links to the evidence. Written without recursion.
    mutating func conditions(_ finding: Diagnosis.Finding, anchor: String) {
        var number = 0
        html.start(.ul, [.class("tree")])
        var pending: [ArraySlice<Diagnosis.ConditionTree>] = [[finding.conditions]]
        // How deep the exceptions lie that are behind a lid.
        var lid: Int?
        while let last = pending.indices.last {
            guard let node = pending[last].popFirst() else {
                if lid == last {
                    for _ in 0..<3 { html.end() }
                    lid = nil
                }
                pending.removeLast()
                html.end()
                if !pending.isEmpty { html.end() }
                continue
            }
            number += 1
            if lid == nil, Self.isQuiet(node), pending[last].count > 0, pending[last].allSatisfy(Self.isQuiet) {
                lid = last
                html.start(.li, [.class("lid")])
                html.start(.details, [.class("why")])
                html.element(
                    .summary, [],
                    "\(Numbers.count(pending[last].count + 1, "exception", "exceptions")), none of which holds")
                html.start(.ul)
            }
            condition(node, number, finding, anchor: anchor)
            if node.children.isEmpty {
                html.end()
            } else {
                html.start(.ul)
                pending.append(node.children[...])
            }
        }
    }

    /// An exception that was looked at and is not so.
    private static func isQuiet(_ node: Diagnosis.ConditionTree) -> Bool {
        node.operation == "unless" && node.result == .false
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
