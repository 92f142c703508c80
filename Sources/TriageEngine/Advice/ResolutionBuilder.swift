import TriageModel
import TriageRules

/// The steps of a finding: bound to values, and to the day whose advice is wanted.
struct ResolutionBuilder {
    let steps: [String: Article.Step]
    let file: CaseFile
    let asOf: CivilDate

    /// Valid steps first, in order, then retired ones; the successor of a retired step is added when it is not listed.
    /// Steps that did not exist yet on that day are left out.
    func steps(_ ids: [String], ways: [Rule.Way] = [], for person: Int?) -> [Diagnosis.Step] {
        var listed: [String] = []
        var pulled: Set<String> = []
        var way: [String: String] = [:]
        for entry in ways { way[entry.step] = entry.words }
        for id in ids where !listed.contains(id) { listed.append(id) }
        var index = 0
        while index < listed.count, listed.count < 100 {
            if let step = steps[listed[index]], isRetired(step), !step.replacedBy.isEmpty,
                steps[step.replacedBy] != nil, !listed.contains(step.replacedBy),
                pulled.insert(step.replacedBy).inserted
            {
                listed.append(step.replacedBy)
                way[step.replacedBy] = way[step.id]
            }
            index += 1
        }
        let template = HoleValues(file: file, person: person).template
        let tried = triedSteps(person)
        let bound = listed.compactMap { id -> Diagnosis.Step? in
            guard let step = steps[id], step.from.map({ $0 <= asOf }) ?? true else { return nil }
            var shown = bind(step, template, tried)
            shown.way = way[id] ?? ""
            return shown
        }
        return Self.choices(bound.filter { !$0.isRetired }) + bound.filter(\.isRetired)
    }

    /// The same steps, those of one way side by side; where one way is left there is no choice any more.
    private static func choices(_ steps: [Diagnosis.Step]) -> [Diagnosis.Step] {
        let ways = Set(steps.map(\.way)).subtracting([""])
        guard ways.count > 1 else {
            return steps.map { step in
                var step = step
                step.way = ""
                return step
            }
        }
        var ordered: [Diagnosis.Step] = []
        for step in steps {
            if !step.way.isEmpty, let last = ordered.lastIndex(where: { $0.way == step.way }) {
                ordered.insert(step, at: last + 1)
            } else {
                ordered.append(step)
            }
        }
        return ordered
    }

    /// `until` is the first day on which a step is no longer valid.
    private func isRetired(_ step: Article.Step) -> Bool { step.until.map { $0 <= asOf } ?? false }

    private func bind(_ step: Article.Step, _ template: CommandTemplate, _ tried: Set<String>) -> Diagnosis.Step {
        Diagnosis.Step(
            id: step.id, text: template.filledProse(step.text), command: template.filled(step.command),
            place: step.place, risk: step.risk, verify: template.filled(step.verify),
            expect: template.filledProse(step.expect), source: step.source, validFrom: step.from, retired: step.until,
            isRetired: isRetired(step), retiredBecause: step.retiredBecause, replacedBy: step.replacedBy,
            wasTried: tried.contains(step.id))
    }

    /// Steps the ticket says were tried: by this person, or by nobody in particular.
    private func triedSteps(_ person: Int?) -> Set<String> {
        var tried: Set<String> = []
        for (position, record) in file.records.enumerated() where record.kind == RecordKind.tried {
            let who = file.people.personOfRecord[position]
            guard who == nil || person == nil || who == person, let value = record["step"],
                let step = PlainValue.comparable(value)
            else { continue }
            tried.insert(step)
        }
        return tried
    }

    /// What the dates of evidence and advice have to say to each other.
    func notes(for steps: [Diagnosis.Step], event: DateValue?, asOfIsExplicit: Bool) -> [String] {
        let retired = steps.filter(\.isRetired)
        guard let first = retired.compactMap(\.retired).min() else { return [] }
        guard let event else {
            if asOfIsExplicit { return [] }
            return [
                "The evidence is not dated. The steps are those valid on \(asOf.iso); some of the article's own were retired "
                    + "from \(first.iso) on and are shown as history."
            ]
        }
        let start = Int64(first.days) * 86_400
        if event.instants.upperBound < start {
            return [
                "The evidence is of \(event.iso), when steps were valid that were retired on \(first.iso); "
                    + "the advice is that of \(asOf.iso)."
            ]
        }
        return []
    }
}
