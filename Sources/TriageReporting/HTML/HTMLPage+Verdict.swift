import TriageModel

extension HTMLPage {
    /// The landing: verdict, confidence, who, why, what to do next.
    mutating func verdict() {
        html.start(.header, [.class("top " + tone)])
        html.start(.div, [.class("inner")])
        html.start(.p, [.class("kind")])
        html.text(context.presentation?.title ?? "Diagnosis")
        html.end()
        html.start(.p, [.class("verdict")])
        verdictSign()
        html.element(.strong, [], words.headline)
        if let finding = diagnosis.findings.first { confidence(finding.confidence) }
        html.end()
        html.start(.h1)
        if let finding = diagnosis.findings.first {
            html.text(finding.title)
        } else {
            html.text(words.sentence)
        }
        html.end()
        who()
        lead()
        nextAction()
        html.end()
        html.end()
    }

    private var tone: String {
        switch diagnosis.verdict {
        case .cause: "bad"
        case .healthy: "good"
        case .unreadable: "bad"
        case .insufficient, .offTopic: "open"
        }
    }

    private mutating func verdictSign() {
        let state: HopState.Kind =
            switch diagnosis.verdict {
            case .cause, .unreadable: .broken
            case .healthy: .good
            case .insufficient, .offTopic: .unknown
            }
        html.start(
            .svg,
            [
                .class("sign"), .hiddenFromReaders, .draw("viewBox", "-13 -13 26 26"), .draw("width", "26"),
                .draw("height", "26"),
            ])
        sign(state)
        html.end()
    }

    private mutating func who() {
        guard words.affected != nil || !diagnosis.findings.isEmpty else { return }
        html.start(.p, [.class("who")])
        if let finding = diagnosis.findings.first { cause(finding.cause, rule: finding.rule, link: true) }
        if let affected = words.affected {
            html.element(.span, [.class("quiet")], "for ")
            html.element(.bdi, [.class("affected")], affected)
        }
        let others = diagnosis.findings.dropFirst().filter { $0.explainedBy == nil }.count
        if others > 0 {
            html.start(.a, [.href(id: Section.findings.rawValue)])
            html.text("and \(Numbers.count(others, "more cause", "more causes"))")
            html.end()
        }
        html.end()
    }

    private mutating func lead() {
        if let finding = diagnosis.findings.first {
            if !finding.why.isEmpty { html.element(.p, [.class("lead")], finding.why) }
            if let sentence = words.aboutOthers(finding) { html.element(.p, [.class("lead")], sentence) }
        } else if diagnosis.verdict == .insufficient, let first = diagnosis.nextEvidence.first, !first.decides.isEmpty {
            html.element(
                .p, [.class("lead")],
                "The command below decides \(TextReport.list(first.decides, most: 6)).")
        } else if diagnosis.verdict == .offTopic {
            html.element(
                .p, [.class("lead")],
                "If it should be the topic, add the error text or what a command printed.")
        }
        for note in diagnosis.notes.prefix(6) { html.element(.p, [.class("lead")], TextReport.sentence(note)) }
    }

    private mutating func nextAction() {
        switch words.nextAction {
        case .none: return
        case .step(let step, let number):
            html.start(.div, [.class("do")])
            html.element(.h2, [], "Do this first")
            html.element(.p, [], TextReport.first(step.text))
            if !step.command.isEmpty { command(step.command) }
            html.start(.p, [.class("facts")])
            place(step.place)
            risk(step)
            if let finding = diagnosis.findings.first {
                html.element(
                    .a, [.href(id: Self.anchor(finding.rule) + "-steps")],
                    "step \(number) of \(VerdictWords.valid(finding).count), with check and source")
            }
            html.end()
            html.end()
        case .command(let entry):
            html.start(.div, [.class("do")])
            html.element(.h2, [], "Run this first")
            if !entry.reads.isEmpty { html.element(.p, [], entry.reads) }
            command(entry.command)
            html.start(.p, [.class("facts")])
            place(entry.place)
            chip("only reads", "read")
            html.element(.a, [.href(id: Section.next.rawValue)], "all commands")
            html.end()
            html.end()
        }
    }
}
