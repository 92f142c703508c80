import TriageModel
import TriageXML

/// A rule as read, with what it refers to in other files.
struct ReadRule {
    var rule: Rule
    var element: ElementReader
    /// Steps used, with the elements that name them.
    var steps: [(id: String, element: ElementReader)] = []
    var explains: [(id: String, element: ElementReader)] = []
    var sources: [(source: Rule.Source, element: ElementReader)] = []
}

/// A file of `rules/TOPIC/` -> ``Rule``.
struct RuleReader {
    let index: VocabularyIndex?
    let checkExpression: (String) -> String?
    /// True when conditions that are always or never true are looked for.
    let lints: Bool

    private var check: FieldCheck { FieldCheck(index: index) }

    /// The rule; nil when the structure does not allow one, which is noted.
    func read(_ root: ElementReader, stem: String) -> ReadRule? {
        let id = root.required("id")
        if id != stem { root.note("rule '\(id)' stands in a file of another name", expected: [id + ".xml"]) }
        checkStage(root)
        guard let subject = subject(root) else { return nil }
        let context = context(of: subject)
        let reader = ConditionReader(check: check, checkExpression: checkExpression, bindings: bindings(in: root))
        guard let when = root.requiredChild("when").flatMap({ reader.readAll(in: $0, context: context) }) else {
            return nil
        }
        var read = ReadRule(
            rule: Rule(
                id: id, cause: root.required("cause"), stage: root.required("stage"),
                severity: root.required("severity"), status: root.required("status"), since: root.required("since"),
                title: root.requiredChild("title")?.words ?? "", why: root.requiredChild("why")?.words ?? "",
                customer: root.child("customer")?.words ?? "", subject: subject, when: when, file: root.mistakes.file,
                line: root.line),
            element: root)
        read.rule.exceptions = root.children("unless").compactMap { exception($0, reader, context) }
        read.rule.confidence = root.child("confidence").flatMap(confidence("level")) ?? .medium
        read.rule.cases = root.children("case").compactMap { conclusion($0, reader, context, &read) }
        read.rule.prior = max(1, root.number("prior") ?? 1)
        read.rule.near = root.child("near").flatMap { near($0, context, when) }
        (read.rule.resolution, read.rule.ways) = steps(root.child("resolution"), &read)
        read.explains = root.children("explains").map { ($0.required("rule"), $0) }
        read.rule.explains = read.explains.map(\.id)
        read.sources = root.children("source").map { (source($0), $0) }
        read.rule.sources = read.sources.map(\.source)
        read.rule.proof = root.child("proof")?.required("samples") ?? ""
        checkProvenance(read)
        if lints { ConditionLint(mistakes: root.mistakes, index: index).check(read.rule) }
        return read
    }

    private func checkStage(_ root: ElementReader) {
        let stage = root.required("stage")
        guard let stages = index?.vocabulary.stages.map(\.name), !stage.isEmpty, !stages.contains(stage) else { return }
        root.note(
            "unknown stage '\(stage)'", expected: stages, didYouMean: NameSuggestion.nearest(to: stage, in: stages))
    }

    private func subject(_ root: ElementReader) -> Rule.Subject? {
        guard let element = root.requiredChild("subject") else { return nil }
        let given = ["kind", "person", "ticket"].filter { element.optional($0) != nil }
        guard given.count == 1 else {
            element.note("'subject' needs exactly one attribute", expected: ["kind", "person", "ticket"])
            return nil
        }
        switch given[0] {
        case "person": return .person
        case "ticket": return .ticket
        default:
            let kind = element.required("kind")
            return check.checkKind(kind, at: element) ? .record(kind: kind) : nil
        }
    }

    private func context(of subject: Rule.Subject) -> ConditionReader.Context {
        if case .record(let kind) = subject { return ConditionReader.Context(kind: kind) }
        return ConditionReader.Context(kind: nil)
    }

    /// Names of bound records anywhere in the rule, with their kinds.
    private func bindings(in root: ElementReader) -> [String: String] {
        var bindings: [String: String] = [:]
        var open = [root.element]
        while let element = open.popLast() {
            if let name = element["bind"], let kind = element["kind"] {
                let reader = ElementReader(element: element, mistakes: root.mistakes)
                if index?.kind(name) != nil {
                    reader.note("'\(name)' is the name of a kind and cannot be bound")
                } else if let other = bindings.updateValue(kind, forKey: name), other != kind {
                    reader.note("'\(name)' is bound to records of \(kind) and of \(other)")
                }
            }
            open += element.elements.reversed()
        }
        return bindings
    }

    private func exception(
        _ element: ElementReader, _ reader: ConditionReader, _ context: ConditionReader.Context
    ) -> Rule.Exception? {
        reader.readAll(in: element, context: context).map {
            Rule.Exception(
                because: FlowText.words(element.required("because")), condition: $0,
                lowersConfidenceWhenUnknown: element.optional("unknown") == "lower")
        }
    }

    private func confidence(_ attribute: String) -> (ElementReader) -> Diagnosis.Confidence? {
        { element in
            _ = element.required(attribute)
            return element.choice(attribute, of: [Diagnosis.Confidence.high, .medium, .low])
        }
    }

    private func conclusion(
        _ element: ElementReader, _ reader: ConditionReader, _ context: ConditionReader.Context, _ read: inout ReadRule
    ) -> Rule.Case? {
        guard let when = element.requiredChild("when").flatMap({ reader.readAll(in: $0, context: context) }),
            let confidence = confidence("confidence")(element)
        else { return nil }
        let (resolution, ways) = steps(element.child("resolution"), &read)
        return Rule.Case(
            when: when, confidence: confidence, resolution: resolution, ways: ways,
            note: element.child("note")?.words ?? "")
    }

    private func steps(_ resolution: ElementReader?, _ read: inout ReadRule) -> ([String], [Rule.Way]) {
        let used = resolution?.children("use").map { (id: $0.required("step"), element: $0) } ?? []
        read.steps += used
        var seen: Set<String> = []
        for use in used where !seen.insert(use.id).inserted { use.element.note("step '\(use.id)' is used twice") }
        let ways = used.compactMap { use in
            use.element.optional("way").map { Rule.Way(step: use.id, words: FlowText.words($0)) }
        }
        if Set(ways.map(\.words)).count == 1, let use = used.first(where: { $0.element.optional("way") != nil }) {
            use.element.note("one way is no choice: another step needs a 'way' of its own, or none needs one")
        }
        return (used.map(\.id), ways)
    }

    private func near(
        _ element: ElementReader, _ context: ConditionReader.Context, _ when: Condition
    ) -> Rule.Near? {
        let field = element.required("field")
        guard let within = element.quantity("within") else { return nil }
        let isOwn = context.kind.flatMap { index?.knows(index?.split(field, of: $0).name ?? field, of: $0) } ?? false
        let path =
            if isOwn, let kind = context.kind { check.checkPath(field, of: kind, at: element) } else {
                check.checkQualified(field, bindings: [:], at: element)
            }
        guard let path else { return nil }
        LimitCheck.check(within, attribute: "within", of: path, at: element, isDifference: true)
        if !NearCheck.measures(when, field, kind: context.kind) {
            element.note("'\(field)' is near no limit: <when> compares it with no number")
        }
        return Rule.Near(field: field, within: within.amount)
    }

    private func source(_ element: ElementReader) -> Rule.Source {
        let checked = element.required("checked")
        _ = element.day("checked")
        return Rule.Source(
            article: element.required("article"), version: element.optional("version") ?? "",
            section: element.optional("section") ?? "", checked: checked)
    }

    private func checkProvenance(_ read: ReadRule) {
        guard read.rule.status != "draft" else { return }
        if read.rule.sources.isEmpty {
            read.element.note(
                "rule '\(read.rule.id)' names no source", expected: ["<source article=\"…\" checked=\"…\"/>"])
        }
        if read.rule.proof.isEmpty {
            read.element.note(
                "rule '\(read.rule.id)' names no samples that prove it",
                expected: ["<proof samples=\"samples/\(read.rule.id)\"/>"])
        }
    }
}

/// Finds out whether a rule compares a field with a number.
enum NearCheck {
    static func measures(_ condition: Condition, _ field: String, kind: String?) -> Bool {
        var open = [(condition, kind)]
        while let (condition, kind) = open.popLast() {
            if case .field(let test) = condition.test, isNumeric(test.comparison) {
                let qualified = ((test.kind ?? kind).map { $0 + "." } ?? "") + test.name
                if qualified.isEqualIgnoringCase(field) || test.name.isEqualIgnoringCase(field) { return true }
            }
            if case .anyRecord(let test) = condition.test {
                open += test.conditions.map { ($0, test.kind) }
            } else {
                open += condition.children.map { ($0, kind) }
            }
        }
        return false
    }

    private static func isNumeric(_ comparison: Condition.FieldComparison) -> Bool {
        switch comparison {
        case .greaterThan, .lessThan, .atLeast, .atMost: true
        default: false
        }
    }
}
