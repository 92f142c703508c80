import TriageModel
import TriageXML

/// `TOPIC/presentation.xml` -> ``Presentation``.
struct PresentationReader {
    /// What rules and fields are called; nil when not everything could be read, so that names cannot be checked.
    let rules: Set<String>?
    let vocabulary: Vocabulary?

    func read(_ root: ElementReader) -> Presentation {
        let way = root.child("way")
        let hops = way?.children("hop") ?? []
        let names = hops.map { $0.required("id") }
        for (index, hop) in hops.enumerated() where names[..<index].contains(names[index]) {
            hop.note("hop '\(names[index])' stands twice")
        }
        return Presentation(
            title: root.required("title"), wayTitle: way?.required("title") ?? "", hops: hops.map(hop),
            links: (way?.children("link") ?? []).map { link($0, names) }, gauge: root.child("gauge").map(gauge),
            reply: root.requiredChild("reply").map(reply) ?? Presentation.ReplyWords())
    }

    private func hop(_ element: ElementReader) -> Presentation.Hop {
        Presentation.Hop(
            id: element.required("id"), label: element.required("label"),
            about: element.requiredChild("about")?.words ?? "", column: element.number("column") ?? 1,
            row: element.number("row") ?? 1, broken: ruleNames(element, "broken"),
            waiting: ruleNames(element, "waiting"), cleared: ruleNames(element, "cleared"),
            proven: ruleNames(element, "proven"))
    }

    private func ruleNames(_ element: ElementReader, _ name: String) -> [String] {
        guard let list = element.child(name) else { return [] }
        let names = FlowText.list(list.required("rules"))
        if let rules {
            for name in names where !rules.contains(name) { list.noteUnknown("rule", name, known: Array(rules)) }
        }
        return names
    }

    private func link(_ element: ElementReader, _ hops: [String]) -> Presentation.Link {
        let link = Presentation.Link(from: element.required("from"), to: element.required("to"))
        for name in [link.from, link.to] where !hops.contains(name) {
            element.noteUnknown("hop", name, known: hops)
        }
        return link
    }

    private func gauge(_ element: ElementReader) -> Presentation.Gauge {
        let gauge = Presentation.Gauge(
            title: element.required("title"), least: bytes(element, "least") ?? 1, most: bytes(element, "most") ?? 1,
            limits: element.children("limit").map(limit), measures: element.children("measure").map(measure))
        if gauge.least >= gauge.most || gauge.least < 1 { element.note("the gauge has no length") }
        if zip(gauge.limits, gauge.limits.dropFirst()).contains(where: { $0.value >= $1.value }) {
            element.note("the limits do not ascend")
        }
        return gauge
    }

    private func limit(_ element: ElementReader) -> Presentation.Limit {
        Presentation.Limit(
            value: bytes(element, "at") ?? 0, unclearFrom: bytes(element, "unclear-from"),
            short: element.required("at"), label: element.required("label"), until: element.day("until"))
    }

    private func bytes(_ element: ElementReader, _ name: String) -> Int64? { element.quantity(name)?.amount }

    private func measure(_ element: ElementReader) -> Presentation.Measure {
        let measure = Presentation.Measure(
            kind: element.required("kind"), field: element.required("field"), label: element.required("label"))
        if let vocabulary {
            if let kind = vocabulary.kind(measure.kind) {
                if kind.field(measure.field) == nil {
                    element.noteUnknown("field", measure.field, of: measure.kind, known: kind.fields.map(\.name))
                }
            } else {
                element.noteUnknown("kind", measure.kind, known: vocabulary.kinds.map(\.name))
            }
        }
        return measure
    }

    private func reply(_ element: ElementReader) -> Presentation.ReplyWords {
        Presentation.ReplyWords(
            subject: element.required("subject"), opening: element.requiredChild("opening")?.words ?? "",
            insufficient: element.requiredChild("insufficient")?.words ?? "",
            healthy: element.requiredChild("healthy")?.words ?? "",
            offTopic: element.requiredChild("off-topic")?.words ?? "",
            unreadable: element.requiredChild("unreadable")?.words ?? "")
    }
}
