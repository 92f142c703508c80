public import TriageModel

/// A PowerShell script that does the steps of the first finding, safely: it shows what it would do unless told to do it,
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

    /// People a script is written for; for more, a script is not the way.
    static let mostPeople = 200

    /// A step and what the script can do of it.
    private struct Entry {
        var number: Int
        var step: Diagnosis.Step
        var plan: FixPlan.Step?
    }

    /// The steps that hold on the day, in order.
    private var entries: [Entry] {
        guard let finding = diagnosis.findings.first else { return [] }
        let valid = VerdictWords.valid(finding)
        return valid.enumerated().compactMap { index, step in
            if let from = step.validFrom, from > diagnosis.asOf { return nil }
            return Entry(number: index + 1, step: step, plan: context.fix.steps[step.id])
        }
    }

    var text: String {
        guard let finding = diagnosis.findings.first else {
            return nothing("No cause was found, so there is nothing to fix.")
        }
        let parts = entries.map { ($0, part($0)) }
        guard parts.contains(where: { $0.1.isCode }) else {
            return nothing(
                "None of the steps can be done by a script. They are: "
                    + entries.map { "\($0.number). \(TextReport.first($0.step.text))" }.joined(separator: " "))
        }
        return header(finding) + FixScriptText.parameters + people + "$Steps = @(\n"
            + parts.map(\.1.text).joined() + ")\n\n" + FixScriptText.run
    }

    // MARK: Head

    private func header(_ finding: Diagnosis.Finding) -> String {
        var words = "Fix for \(finding.cause): \(TextReport.sentence(finding.title))"
        if let whom = VerdictWords(diagnosis: diagnosis).whom(finding) { words += " For \(whom)." }
        words += " \(TextReport.capitalized(finding.confidence.rawValue)) confidence."
        var text = PowerShellText.comment(words)
        if finding.confidence != .high {
            text += PowerShellText.comment(
                "The evidence does not prove the cause: make sure of it before you use -Apply.")
        }
        for other in diagnosis.findings.dropFirst().prefix(5) where other.explainedBy == nil {
            text += PowerShellText.comment(
                "Also found, and not part of this script: \(other.cause), \(TextReport.sentence(other.title))")
        }
        text += PowerShellText.comment(
            "Written by kbtriage \(context.toolVersion) (rules \(diagnosis.ruleHash)) with the steps that hold on \(diagnosis.asOf.iso)."
        )
        text += "#\n" + FixScriptText.introduction
        return text
    }

    private func nothing(_ words: String) -> String {
        PowerShellText.comment(
            "Written by kbtriage \(context.toolVersion) (rules \(diagnosis.ruleHash)), \(diagnosis.asOf.iso).")
            + PowerShellText.comment(words) + "Write-Host " + PowerShellText.shown(words) + "\nexit 1\n"
    }

    // MARK: People

    private var people: String {
        var text = PowerShellText.comment(
            "Whom it is for. What is empty was not in the evidence: fill it in where a step asks for it.")
        text += "$People = @(\n"
        let all = context.fix.people.isEmpty ? [FixPlan.Person(name: "", values: [:])] : context.fix.people
        for person in all.prefix(Self.mostPeople) {
            let values = PowerShellTemplate.variables.filter { $0.hole != "file" && $0.hole != "backup" }.map {
                "\($0.variable) = \(PowerShellText.literal(person.values[$0.hole] ?? ""))"
            }
            text += "    @{ Name = \(PowerShellText.shown(person.name)); \(values.joined(separator: "; ")) }\n"
        }
        text += ")\n"
        let left = all.count - Self.mostPeople
        if left > 0 {
            text += PowerShellText.comment(
                "\(Numbers.count(left, "more person is", "more people are")) affected and not listed here: they need a plan, not a script."
            )
        }
        return text + "\n"
    }

    // MARK: Steps

    private func part(_ entry: Entry) -> (text: String, isCode: Bool) {
        guard let plan = entry.plan, let code = Code(plan) else { return (byHand(entry.step, entry.number), false) }
        let step = entry.step
        var text = "    @{\n"
        func line(_ name: String, _ value: String) {
            text += "        \(name)\(String(repeating: " ", count: max(0, 6 - name.utf8.count))) = \(value)\n"
        }
        line("Number", String(entry.number))
        line("What", PowerShellText.shown(TextReport.first(step.text)))
        line("Where", PowerShellText.shown(step.place))
        line("Needs", "@(" + code.needs.map { "'\($0)'" }.joined(separator: ", ") + ")")
        line("Once", code.isForAll ? "$true" : "$false")
        line("Writes", step.risk == .write ? "$true" : "$false")
        line("Check", block(code.check))
        if let backup = code.backup { line("Backup", block(backup)) }
        line("Change", block(code.change))
        if let verify = code.verify { line("Verify", block(verify)) }
        line("Expect", PowerShellText.shown(step.expect))
        if let undo = code.undo { line("Undo", block(undo)) }
        return (text + "    }\n", true)
    }

    private func block(_ code: String) -> String {
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count == 1 { return "{ \(code) }" }
        return "{\n" + lines.map { "            \($0)\n" }.joined() + "        }"
    }

    /// A step without code stands in the script as what it is: something to do by hand.
    private func byHand(_ step: Diagnosis.Step, _ number: Int) -> String {
        var text = ""
        let words = "\(number). By hand\(step.place.isEmpty ? "" : " (\(step.place))"): \(step.text)"
        for line in PowerShellText.comment(words, width: 92).split(separator: "\n") { text += "    \(line)\n" }
        return text
    }

    /// The commands of a step as script text; nil when one of them cannot be one.
    private struct Code {
        var check: String
        var backup: String?
        var change: String
        var verify: String?
        var undo: String?
        var needs: [String]
        /// True when the change names nobody: it is done once, whoever it is for.
        var isForAll: Bool

        init?(_ plan: FixPlan.Step) {
            let change = PowerShellTemplate(plan.change)
            let check = PowerShellTemplate(plan.check)
            let backup = PowerShellTemplate(plan.backup)
            let undo = PowerShellTemplate(plan.undo)
            guard let changeCode = change.code, let checkCode = check.code,
                backup.code != nil || plan.backup.isEmpty, undo.code != nil || plan.undo.isEmpty
            else { return nil }
            self.check = checkCode
            self.backup = backup.code
            self.change = changeCode
            // A verification that cannot be written is left to the reader; the change stands without it.
            let verify = PowerShellTemplate(plan.verify)
            self.undo = undo.code
            var needs: [String] = []
            for hole in change.holes + check.holes + backup.holes where hole != "backup" && !needs.contains(hole) {
                needs.append(hole)
            }
            isForAll = needs.allSatisfy { $0 == "file" }
            let canVerify = verify.holes.allSatisfy { needs.contains($0) }
            self.verify = canVerify ? verify.code : nil
            self.needs = needs.compactMap { hole in
                PowerShellTemplate.variables.first { $0.hole == hole }?.variable
            }
        }
    }
}
