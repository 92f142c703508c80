import TriageModel

extension HTMLPage {
    /// The way as a drawing, wide and narrow, and the same in words.
    mutating func way() {
        guard let presentation = context.presentation else { return }
        let states = presentation.hops.map { HopState($0, diagnosis: diagnosis, notes: context.matchedNotes) }
        html.start(.figure, [.class("map")])
        drawing(.wide(presentation), presentation, states, "wide")
        drawing(.narrow(presentation), presentation, states, "narrow")
        legend(states)
        html.end()
        inWords(presentation, states)
    }

    private mutating func drawing(
        _ map: WayMap, _ presentation: Presentation, _ states: [HopState], _ kind: String
    ) {
        html.start(
            .svg,
            [
                .class(kind), .draw("viewBox", "0 0 \(map.width) \(map.height)"), .role("img"),
                .labelledBy("way-\(kind)-t"), .describedBy("way-words"),
            ])
        html.element(.svgTitle, [.id("way-\(kind)-t")], summary(presentation, states))
        for line in map.lines {
            let kind = Self.link(states[line.source].kind, states[line.target].kind)
            html.element(.path, [.class("line " + kind), .draw("d", line.path)])
            let box = map.boxes[line.target]
            let isFromAbove = line.path.contains("V") && !line.path.contains("H")
            html.element(
                .path,
                [
                    .class("tip " + kind),
                    .draw(
                        "d",
                        isFromAbove
                            ? "M\(box.x + 17) \(box.y - 9)l5 8l5 -8z" : "M\(box.x - 9) \(box.middle - 5)l8 5l-8 5z"),
                ])
        }
        for (index, hop) in presentation.hops.enumerated() { station(map.boxes[index], hop, states[index]) }
        html.end()
    }

    /// A link is proven when both ends are, and open when one of them is.
    private static func link(_ from: HopState.Kind, _ to: HopState.Kind) -> String {
        if from == .good && to == .good { return "good" }
        return from == .unknown || to == .unknown ? "unknown" : "plain"
    }

    private mutating func station(_ box: WayMap.Box, _ hop: Presentation.Hop, _ state: HopState) {
        html.start(.g, [.class("hop " + state.kind.rawValue)])
        html.element(
            .rect,
            [
                .draw("x", "\(box.x)"), .draw("y", "\(box.y)"), .draw("width", "\(box.width)"),
                .draw("height", "\(box.height)"), .draw("rx", "10"),
            ])
        html.start(.g, [.draw("transform", "translate(\(box.x + 24) \(box.middle))")])
        sign(state.kind)
        html.end()
        html.element(
            .text, [.class("label"), .draw("x", "\(box.x + 46)"), .draw("y", "\(box.middle - 4)")], hop.label)
        html.element(
            .text, [.class("state"), .draw("x", "\(box.x + 46)"), .draw("y", "\(box.middle + 15)")], word(state))
        html.end()
    }

    private func word(_ state: HopState) -> String {
        guard let first = state.findings.first else { return state.kind.word }
        let others = state.isOthers ? "for others" : state.kind.word
        return "\(others): \(first.cause)" + (state.findings.count > 1 ? " +\(state.findings.count - 1)" : "")
    }

    /// A shape and a sign within it, centred on the origin: told apart without colour.
    mutating func sign(_ kind: HopState.Kind) {
        let (shape, inner): (StaticString, StaticString) =
            switch kind {
            case .good: ("M-11 0a11 11 0 1 0 22 0a11 11 0 1 0 -22 0z", "M-5 0.5l3.5 3.5l6.5 -7")
            case .broken: ("M-4.6 -11h9.2l6.4 6.4v9.2l-6.4 6.4h-9.2l-6.4 -6.4v-9.2z", "M-4 -4l8 8M4 -4l-8 8")
            case .suspected: ("M0 -11l12 21h-24z", "M0 -4.5v7M0 5.8v0.6")
            case .waiting:
                ("M-11 -9a2 2 0 0 1 2 -2h18a2 2 0 0 1 2 2v18a2 2 0 0 1 -2 2h-18a2 2 0 0 1 -2 -2z", "M0 -6v6l4 3")
            case .unknown:
                ("M0 -12l12 12l-12 12l-12 -12z", "M-3 -2.6a3 3 0 1 1 4.4 2.6c-1 0.6 -1.4 1 -1.4 2M0 5.6v0.5")
            }
        html.element(.path, [.class("shape " + kind.rawValue), .draw("d", shape.description)])
        html.element(.path, [.class("inner " + kind.rawValue), .draw("d", inner.description)])
    }

    private mutating func legend(_ states: [HopState]) {
        html.start(.figcaption, [.class("legend")])
        for kind in HopState.Kind.allCases where states.contains(where: { $0.kind == kind }) {
            html.start(.span)
            html.start(
                .svg,
                [.hiddenFromReaders, .draw("viewBox", "-13 -13 26 26"), .draw("width", "16"), .draw("height", "16")])
            sign(kind)
            html.end()
            html.text(" " + Self.meaning(kind))
            html.end()
        }
        html.end()
    }

    private static func meaning(_ kind: HopState.Kind) -> String {
        switch kind {
        case .good: "proven good"
        case .broken: "proven broken"
        case .suspected: "suspected"
        case .waiting: "needs time"
        case .unknown: "not known"
        }
    }

    private func summary(_ presentation: Presentation, _ states: [HopState]) -> String {
        let parts = zip(presentation.hops, states).map { "\($0.label): \(Self.meaning($1.kind))" }
        return presentation.wayTitle + ". " + parts.joined(separator: "; ") + "."
    }

    private mutating func inWords(_ presentation: Presentation, _ states: [HopState]) {
        html.start(.details, [.class("quietly"), .id("way-words")])
        html.element(.summary, [], "The way in words")
        html.start(.ul, [.class("words")])
        for (hop, state) in zip(presentation.hops, states) {
            html.start(.li)
            html.element(.strong, [], hop.label)
            html.text(" ")
            html.element(.span, [.class("chip " + state.kind.rawValue)], Self.meaning(state.kind))
            html.text(" " + hop.about + ".")
            reasons(hop, state)
            html.end()
        }
        html.end()
        html.end()
    }

    private mutating func reasons(_ hop: Presentation.Hop, _ state: HopState) {
        for finding in state.findings {
            html.text(" ")
            cause(finding.cause, rule: finding.rule, link: true)
            html.text(" " + TextReport.sentence(finding.title))
        }
        let causes = state.cleared.map { names[$0]?.cause ?? $0 }
        if !causes.isEmpty { html.text(" Ruled out: \(TextReport.list(causes, most: 9)).") }
        let proofs = state.proven.map { names[$0].map { "\($0.cause) (\($0.title))" } ?? $0 }
        if !proofs.isEmpty { html.text(" Proven by \(TextReport.list(proofs, most: 3)).") }
        guard state.kind == .unknown else { return }
        let wanted = Set((hop.broken + hop.waiting).compactMap { names[$0]?.cause })
        if let index = diagnosis.nextEvidence.firstIndex(where: { $0.decides.contains(where: wanted.contains) }) {
            html.text(" ")
            html.element(.a, [.href(id: "run-\(index + 1)")], "Command \(index + 1) would tell.")
        }
    }
}
