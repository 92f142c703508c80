import TriageModel

extension HTMLPage {
    /// The evaluated tree: a mark for every result, links to the evidence. Written without recursion.
    mutating func conditions(_ finding: Diagnosis.Finding, anchor: String) {
        var number = 0
        html.start(.ul, [.class("tree")])
        var pending = [Level(rest: [finding.conditions])]
        // How deep what is behind a lid lies.
        var lid: Int?
        while let last = pending.indices.last {
            guard let node = pending[last].rest.popFirst() else {
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
            if lid == nil, let words = Self.lid(over: node, pending[last]) {
                lid = last
                html.start(.li, [.class("lid")])
                html.start(.details, [.class("why")])
                html.element(.summary, [], words)
                html.start(.ul)
            }
            if node.result == .true { pending[last].hasHeld = true }
            condition(node, number, finding, anchor: anchor)
            if node.children.isEmpty {
                html.end()
            } else {
                html.start(.ul)
                pending.append(
                    Level(rest: node.children[...], isChoice: node.operation == "any" && node.result == .true))
            }
        }
    }

    /// Conditions of one node that are still to be written.
    private struct Level {
        var rest: ArraySlice<Diagnosis.ConditionTree>
        /// True where one of them is enough.
        var isChoice = false
        /// True when one that holds was written.
        var hasHeld = false
    }

    /// What is written on the lid over a node and all that follow it; nil when they stand open.
    private static func lid(over node: Diagnosis.ConditionTree, _ level: Level) -> String? {
        let count = level.rest.count + 1
        if count > 1, isQuiet(node), level.rest.allSatisfy(isQuiet) {
            return "\(Numbers.count(count, "exception", "exceptions")), none of which holds"
        }
        // One is enough, and it was shown: the others prove nothing more.
        guard level.isChoice, level.hasHeld, isSpare(node), level.rest.allSatisfy(isSpare) else { return nil }
        return Numbers.count(count, "other sign", "other signs") + "; one is enough"
    }

    /// True when nothing in the evidence is pointed at from here.
    private static func isSpare(_ node: Diagnosis.ConditionTree) -> Bool {
        var open = [node]
        while let next = open.popLast() {
            if !next.evidence.isEmpty { return false }
            open += next.children
        }
        return true
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
