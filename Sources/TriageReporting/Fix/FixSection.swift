import TriageModel

/// What a script does about one finding.
struct FixSection {
    /// Numbers that go on from section to section.
    struct Numbers {
        var section = 0
        var step = 0
        var choice = 0
        var way = 0
    }

    /// A step and what the script can do of it.
    struct Entry {
        var number: Int
        var step: Diagnosis.Step
        var code: FixCode?
    }

    /// One of several ways.
    struct Way {
        /// `A`, `B` ...: what `-Way` takes.
        var letter: String
        var choice: Int
        var words: String
        /// True for the one that is taken when nobody chooses.
        var isFirst: Bool
        /// False for a way that is done by hand altogether: it cannot be chosen.
        var hasCode: Bool
        /// Places within ``FixSection/steps``.
        var steps: Range<Int>
    }

    let number: Int
    let finding: Diagnosis.Finding
    /// The steps that hold on the day, in order.
    let steps: [Entry]
    let ways: [Way]
    private let runs: [StepWays.Run]

    init(_ finding: Diagnosis.Finding, asOf: CivilDate, plan: FixPlan, numbers: inout Numbers) {
        self.finding = finding
        numbers.section += 1
        number = numbers.section
        let valid = VerdictWords.valid(finding).filter { $0.validFrom.map { $0 <= asOf } ?? true }
        var entries: [Entry] = []
        for step in valid {
            numbers.step += 1
            entries.append(Entry(number: numbers.step, step: step, code: plan.steps[step.id].flatMap { FixCode($0) }))
        }
        steps = entries
        runs = StepWays(valid).runs
        var ways: [Way] = []
        var chosen = Set<Int>()
        for run in runs where run.choice > 0 {
            let hasCode = entries[run.steps].contains { $0.code != nil }
            numbers.way += 1
            ways.append(
                Way(
                    letter: Self.letter(numbers.way), choice: numbers.choice + run.choice, words: run.way,
                    isFirst: hasCode && chosen.insert(run.choice).inserted, hasCode: hasCode, steps: run.steps))
        }
        numbers.choice += runs.map(\.choice).max() ?? 0
        self.ways = ways
    }

    /// True when there is a step the script can do.
    var hasCode: Bool { steps.contains { $0.code != nil } }

    /// `A` to `Z`, then `A2` and so on.
    private static func letter(_ number: Int) -> String {
        let scalar = Unicode.Scalar(UInt8(0x41 + (number - 1) % 26))
        let round = (number - 1) / 26
        return String(scalar) + (round > 0 ? String(round + 1) : "")
    }

    // MARK: Text

    /// The steps as entries of the script's list.
    var text: String {
        var text = ""
        for run in runs {
            let way = ways.first { $0.steps == run.steps }
            if let way {
                let choice =
                    !way.hasCode
                    ? "(by hand)" : "(way \(way.letter)" + (way.isFirst ? ", taken unless -Way says otherwise)" : ")")
                text += Self.comment("\(run.words) \(choice):")
            } else if !run.words.isEmpty {
                text += Self.comment(run.words + ":")
            }
            for entry in steps[run.steps] { text += entry.code.map { part(entry, $0, way) } ?? byHand(entry) }
        }
        return text
    }

    private func part(_ entry: Entry, _ code: FixCode, _ way: Way?) -> String {
        let step = entry.step
        var text = "    @{\n"
        func line(_ name: String, _ value: String) {
            text += "        \(name)\(String(repeating: " ", count: max(0, 6 - name.utf8.count))) = \(value)\n"
        }
        line("Number", String(entry.number))
        line("Id", PowerShellText.literal(step.id))
        line("Cause", String(number))
        line("Choice", String(way?.choice ?? 0))
        line("Way", "'\(way?.letter ?? "")'")
        line("What", PowerShellText.shown(TextReport.first(step.text)))
        line("Where", PowerShellText.shown(step.place))
        line("Needs", "@(" + code.needs.map { "'\($0)'" }.joined(separator: ", ") + ")")
        line("Once", code.isForAll ? "$true" : "$false")
        line("Writes", step.risk == .write ? "$true" : "$false")
        line("Check", block(code.check))
        if let backup = code.backup { line("Backup", block(backup)) }
        line("Change", block(code.change))
        if let verify = code.verify {
            line("Verify", block(verify))
            line("Expect", PowerShellText.shown(code.expect))
        }
        if let undo = code.undo { line("Undo", block(undo)) }
        return text + "    }\n"
    }

    private func block(_ code: String) -> String {
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count == 1 { return "{ \(code) }" }
        return "{\n" + lines.map { "            \($0)\n" }.joined() + "        }"
    }

    /// A step without code stands in the script as what it is: something to do by hand.
    private func byHand(_ entry: Entry) -> String {
        let place = entry.step.place.isEmpty ? "" : " (\(entry.step.place))"
        return Self.comment("\(entry.number). By hand\(place): \(entry.step.text)")
    }

    /// A comment within a list.
    static func comment(_ words: String) -> String {
        PowerShellText.comment(words, width: 92).split(separator: "\n").map { "    \($0)\n" }.joined()
    }
}
