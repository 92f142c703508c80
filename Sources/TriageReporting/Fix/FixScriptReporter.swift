public import TriageModel

/// A PowerShell script that does the steps of the findings, safely: it shows what it would do unless told to do it,
/// saves what it replaces, verifies, and writes the way back. Nothing here runs it.
public enum FixScriptReporter {
    /// The script, in ASCII; equal input gives equal text.
    public static func render(_ diagnosis: Diagnosis, context: ReportContext) -> String {
        FixScript(diagnosis: diagnosis, context: context).text
    }
}

/// One script on its way.
struct FixScript {
    let diagnosis: Diagnosis
    let context: ReportContext
    /// One a finding that has something to do of its own, in the order of the report.
    let sections: [FixSection]

    /// People a section is written for; for more, a script is not the way.
    static let mostPeople = 200
    /// Findings a script does something about.
    static let mostFindings = 20

    init(diagnosis: Diagnosis, context: ReportContext) {
        self.diagnosis = diagnosis
        self.context = context
        var sections: [FixSection] = []
        var numbers = FixSection.Numbers()
        for finding in diagnosis.findings.prefix(Self.mostFindings) where finding.explainedBy == nil {
            sections.append(
                FixSection(finding, asOf: diagnosis.asOf, plan: context.fix, numbers: &numbers))
        }
        self.sections = sections
    }

    var text: String {
        guard let first = diagnosis.findings.first else {
            return nothing("No cause was found, so there is nothing to fix.")
        }
        guard sections.contains(where: \.hasCode) else {
            let steps = sections.first?.steps.map { "\($0.number). \(TextReport.first($0.step.text))" } ?? []
            return nothing("None of the steps can be done by a script. They are: " + steps.joined(separator: " "))
        }
        return header(first) + FixScriptText.parameters + people + causes + ways + steps + FixScriptText.run
    }

    // MARK: Head

    private func header(_ first: Diagnosis.Finding) -> String {
        var text = ""
        for section in sections { text += PowerShellText.comment(about(section)) }
        for finding in diagnosis.findings where finding.explainedBy != nil {
            let explainer = finding.explainedBy.flatMap { id in diagnosis.findings.first { $0.rule == id }?.cause }
            text += PowerShellText.comment(
                "Nothing of its own to do: \(finding.cause), \(TextReport.sentence(finding.title)) "
                    + "It follows from \(explainer ?? "the cause above").")
        }
        let left = diagnosis.findings.filter { $0.explainedBy == nil }.count - sections.count
        if left > 0 {
            text += PowerShellText.comment(
                "\(Numbers.count(left, "more cause was", "more causes were")) found, and not part of this script.")
        }
        text += PowerShellText.comment(
            "Written by kbtriage \(context.toolVersion) (rules \(diagnosis.ruleHash)) with the steps that hold on \(diagnosis.asOf.iso)."
        )
        return text + "#\n" + FixScriptText.introduction
    }

    /// What a section does, for whom, and how sure it is.
    private func about(_ section: FixSection) -> String {
        let finding = section.finding
        let start = sections.count > 1 ? "Cause \(section.number), \(finding.cause): " : "Fix for \(finding.cause): "
        var words = start + TextReport.sentence(finding.title)
        if let whom = VerdictWords(diagnosis: diagnosis).whom(finding) { words += " For \(whom)." }
        words += " \(TextReport.capitalized(finding.confidence.rawValue)) confidence."
        if !section.hasCode { words += " All of its steps are done by hand." }
        if finding.confidence != .high && section.hasCode {
            words += " The evidence does not prove the cause: make sure of it; -Apply passes it over without -Unproven."
        }
        return words
    }

    private func nothing(_ words: String) -> String {
        PowerShellText.comment(
            "Written by kbtriage \(context.toolVersion) (rules \(diagnosis.ruleHash)), \(diagnosis.asOf.iso).")
            + PowerShellText.comment(words) + "Write-Host " + PowerShellText.shown(words) + "\nexit 1\n"
    }

    // MARK: Data

    private var people: String {
        var text = PowerShellText.comment(
            "Whom it is for, by cause. What is empty was not in the evidence: fill it in where a step asks for it.")
        text += "$People = @{\n"
        for section in sections where section.hasCode {
            text += "    \(section.number) = @(\n"
            let known = context.fix.people[section.finding.rule] ?? []
            let all = known.isEmpty ? [FixPlan.Person(name: "the user", values: [:])] : known
            for person in all.prefix(Self.mostPeople) {
                let values = PowerShellTemplate.variables.filter {
                    $0.hole != "file" && !PowerShellTemplate.made.contains($0.hole)
                }.map {
                    "\($0.variable) = \(PowerShellText.literal(person.values[$0.hole] ?? ""))"
                }
                text += "        @{ Name = \(PowerShellText.shown(person.name)); \(values.joined(separator: "; ")) }\n"
            }
            text += "    )\n"
            let left = all.count - Self.mostPeople
            if left > 0 {
                let count = Numbers.count(left, "more person is", "more people are")
                text += indented("\(count) affected and not listed here: they need a plan, not a script.")
            }
        }
        return text + "}\n\n"
    }

    private var causes: String {
        "$Causes = @{\n"
            + sections.filter(\.hasCode).map { section in
                let title = PowerShellText.shown(section.finding.cause + ", " + section.finding.title)
                let sure = section.finding.confidence == .high ? "$true" : "$false"
                return "    \(section.number) = @{ Title = \(title); Sure = \(sure) }\n"
            }.joined() + "}\n\n"
    }

    private var ways: String {
        let ways = sections.flatMap(\.ways).filter(\.hasCode)
        var text = ""
        if !ways.isEmpty {
            text = PowerShellText.comment("Ways that are a matter of choice: one of each is enough, and one is taken.")
        }
        text += "$Ways = @(\n"
        for way in ways {
            text +=
                "    @{ Letter = '\(way.letter)'; Choice = \(way.choice); Words = \(PowerShellText.shown(way.words)); "
                + "First = \(way.isFirst ? "$true" : "$false") }\n"
        }
        return text + ")\n\n"
    }

    private var steps: String {
        "$Steps = @(\n"
            + sections.map { section in
                sections.count > 1 ? indented(about(section)) + section.text : section.text
            }.joined() + ")\n\n"
    }

    private func indented(_ words: String) -> String { FixSection.comment(words) }
}
