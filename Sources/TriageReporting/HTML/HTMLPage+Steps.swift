import TriageModel

extension HTMLPage {
    /// The steps that hold, numbered; then the retired ones with date, reason and successor.
    mutating func steps(_ finding: Diagnosis.Finding, anchor: String) {
        guard !finding.resolution.isEmpty else { return }
        html.element(.h4, [.id(anchor + "-steps")], "What to do, as of \(diagnosis.asOf.iso)")
        let valid = VerdictWords.valid(finding)
        let retired = finding.resolution.filter(\.isRetired)
        if valid.isEmpty { html.element(.p, [], "None of the written steps holds any more on that day.") }
        let ways = StepWays(valid)
        if ways.hasChoice {
            html.element(.p, [.class("quiet")], "There are several ways, marked either and or: one of them is enough.")
        }
        for run in ways.runs {
            if !run.words.isEmpty { html.element(.h5, [.class("way")], run.words) }
            html.start(.ol, [.class(run.way.isEmpty ? "steps" : "steps way"), .first(run.steps.lowerBound + 1)])
            for index in run.steps { self.step(valid[index], number: index + 1) }
            html.end()
        }
        articles(valid)
        guard !retired.isEmpty else { return }
        html.start(.details, [.class("quietly")])
        let dates = TextReport.list(retired.compactMap { $0.retired?.iso }, most: 3)
        html.element(
            .summary, [],
            Numbers.count(retired.count, "step that no longer works", "steps that no longer work")
                + (dates.isEmpty ? "" : " (retired \(dates))"))
        html.start(.ul, [.class("retired")])
        for step in retired { self.retired(step, successor: valid.firstIndex { $0.id == step.replacedBy }) }
        html.end()
        html.end()
    }

    /// Where to read on; on paper the addresses are written out.
    private mutating func articles(_ steps: [Diagnosis.Step]) {
        let articles = context.articles(of: steps)
        guard !articles.isEmpty else { return }
        html.start(.div, [.class("articles")])
        html.element(.p, [], "Where this comes from:")
        html.start(.ul)
        for article in articles {
            html.start(.li)
            html.element(.a, [.article(article)], article.title)
            html.end()
        }
        html.end()
        html.end()
    }

    private mutating func step(_ step: Diagnosis.Step, number: Int) {
        html.start(.li, [.class("step " + step.risk.rawValue), .value(number)])
        prose(step)
        facts(step)
        if !step.command.isEmpty { command(step.command) }
        check(step)
        html.end()
    }

    mutating func risk(_ step: Diagnosis.Step) {
        switch step.risk {
        case .read: chip("only reads", "read")
        case .write: chip("changes data", "write")
        }
    }

    private mutating func prose(_ step: Diagnosis.Step) {
        for (index, paragraph) in step.text.split(separator: "\n").enumerated() {
            html.start(.p)
            if index == 0, step.wasTried {
                chip("tried already", "tried")
                html.text(" ")
            }
            html.text(String(paragraph))
            html.end()
        }
    }

    private mutating func facts(_ step: Diagnosis.Step) {
        html.start(.p, [.class("facts")])
        place(step.place)
        risk(step)
        if let from = step.validFrom, from > diagnosis.asOf { chip("holds from \(from.iso)", "date") }
        if let until = step.retired { chip("holds until \(until.iso)", "date") }
        if !step.source.isEmpty { html.element(.small, [.class("source")], step.source) }
        html.end()
    }

    private mutating func check(_ step: Diagnosis.Step) {
        if step.verify.isEmpty && step.expect.isEmpty { return }
        html.start(.div, [.class("check")])
        html.start(.p)
        html.element(.strong, [], "Check")
        if !step.expect.isEmpty { html.text(", expect: " + step.expect) }
        html.end()
        if !step.verify.isEmpty { command(step.verify) }
        html.end()
    }

    private mutating func retired(_ step: Diagnosis.Step, successor: Int?) {
        html.start(.li)
        html.start(.p)
        chip("retired" + (step.retired.map { " " + $0.iso } ?? ""), "gone")
        html.text(" " + step.text)
        html.end()
        html.start(.p, [.class("quiet")])
        html.text(TextReport.sentence(step.retiredBecause))
        if let successor {
            html.text(" Use step \(successor + 1).")
        } else if !step.replacedBy.isEmpty {
            html.text(" Use \(step.replacedBy).")
        }
        if !step.source.isEmpty { html.text(" (\(step.source))") }
        html.end()
        html.end()
    }
}
