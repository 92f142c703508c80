import TriageModel
import TriageRules

/// One run of the engine over one case.
struct CaseDiagnosis {
    let engine: DiagnosisEngine
    let evidence: Evidence
    let options: DiagnosisEngine.Options
    let file: CaseFile
    let evaluator: Evaluator
    private let builder: FindingBuilder
    let judge: RuleJudge
    private let hasTopicalRecord: Bool
    let contradictions: [Diagnosis.Contradiction]

    init(engine: DiagnosisEngine, evidence: Evidence, options: DiagnosisEngine.Options) {
        self.engine = engine
        self.evidence = evidence
        self.options = options
        var records = RecordOrder.sorted(evidence.records)
        var stated: [Int: RecordIdentity] = [:]
        for fact in options.facts {
            let who = IdentityReader.identity(stated: fact.who)
            for record in fact.records {
                stated[records.count] = who
                records.append(record)
            }
        }
        hasTopicalRecord = records.contains(where: engine.topical.contains)
        let isOnTopic =
            hasTopicalRecord || engine.topic.isTopic(of: evidence.texts)
            || records.contains(where: engine.topical.isRequest)
        var people = People(records: records, stated: stated, reader: engine.identities)
        let meant = Complainant(people: people, records: records)
        let complainant = meant.find(stated: stated)
        if let complainant {
            people.raise(complainant)
        } else if isOnTopic {
            people.addAnonymous(besidesSenders: meant.isOnlySent)
        }
        people.addConflictRecords(to: &records)
        file = CaseFile(
            records: records, evidence: evidence, people: people,
            complainant: complainant, isOnTopic: isOnTopic, kinds: engine.kinds, fields: engine.fields,
            reader: engine.identities)
        let found = Contradictions(file: file, fields: engine.asked).find()
        file.overrides = found.overrides
        contradictions = found.reports
        evaluator = Evaluator(file: file, search: engine.search, options: options)
        let vocabulary = engine.knowledge.vocabulary
        judge = RuleJudge(evaluator: evaluator, vocabulary: vocabulary)
        builder = FindingBuilder(
            evaluator: evaluator, judge: judge, trees: ConditionTrees(vocabulary: vocabulary), vocabulary: vocabulary,
            asOf: options.asOf, names: SubjectNames(file: file, judge: judge),
            isForRow: options.isForRow)
    }

    func diagnosis() -> Diagnosis {
        var diagnosis = Diagnosis(
            verdict: .insufficient, asOf: options.asOf, ruleHash: engine.knowledge.hash, sources: evidence.sources,
            regions: evidence.regions, problems: evidence.problems)
        let results = results()
        var findings: [FindingBuilder.Built] = []
        var undecided: [FindingBuilder.Built] = []
        var working: [FindingBuilder.Built] = []
        for result in results {
            guard let built = built(result, .matched) else { continue }
            if built.finding.status == .undecided {
                guard tells(result) else { continue }
                undecided.append(built)
            } else if built.plan.rule.severity == "note" {
                if !built.finding.alsoFound { working.append(built) }
                diagnosis.notes.append(note(built.finding))
            } else {
                findings.append(built)
            }
        }
        let ranking = Ranking(engine.knowledge.vocabulary)
        let ranked = ranking.ranked(findings, personCount: file.people.persons.count)
        diagnosis.findings = ranked.enumerated().map { number, built in
            options.isForRow && number > 0 ? built.finding : withResolution(built)
        }
        let isUnreadable = TicketVerdict.isUnreadable(evidence)
        // Of a case about something else nothing is told but what was found.
        if !findings.isEmpty || file.isOnTopic && !isUnreadable {
            undecided += results.filter(tells).compactMap { built($0, .undecided) }
        }
        undecided = ranking.byLikelihood(undecided)
        diagnosis.undecided = undecided.map(\.finding)
        let isOpen = isOpen(results, diagnosis.undecided)
        diagnosis.verdict =
            TicketVerdict(
                findings: findings.count, isWorking: !working.isEmpty, isOnTopic: file.isOnTopic,
                hasTopicalRecord: hasTopicalRecord,
                isOpen: isOpen, isUnreadable: isUnreadable
            ).verdict
        switch diagnosis.verdict {
        case .offTopic, .unreadable: diagnosis.undecided = []
        case .cause, .insufficient, .healthy:
            if options.isForRow, diagnosis.verdict == .insufficient {
                for (number, built) in undecided.enumerated() { diagnosis.undecided[number].missing = missing(built) }
            }
            if !options.isForRow || diagnosis.verdict == .insufficient {
                diagnosis.nearMisses = results.filter(tells).compactMap { built($0, .nearMiss)?.finding }
            }
            if !options.isForRow || diagnosis.verdict != .healthy && diagnosis.hasNoStep {
                diagnosis.nextEvidence = nextEvidence(results, found: ranked, working: working, undecided: undecided)
            }
            diagnosis.contradictions = contradictions
            if !options.isForRow || diagnosis.verdict == .insufficient {
                diagnosis.unknownErrors = unknownErrors(results, diagnosis)
            }
        }
        if options.explain { diagnosis.ruledOut = results.compactMap(ruledOut) }
        addWords(&diagnosis)
        if evaluator.isCutShort {
            diagnosis.problems.append(
                Evidence.Problem(
                    code: "limit-comparisons",
                    message: "There are too many records to compare each with each; what was not compared is unknown.",
                    file: evidence.sources.first?.name ?? ""))
        }
        return diagnosis
    }

    /// The verdicts of the rules; those of which nothing is to be said may be left out. What was ruled out is said when
    /// it is to be explained.
    private func results() -> [RuleResult] {
        let isCrowd = file.people.persons.count >= Crowd.fewest
        let runner = RuleRunner(
            judge: judge, file: file, crowd: isCrowd ? Crowd(engine.plans, evaluator: evaluator) : nil)
        if options.explain || options.judgesEveryRule { return engine.plans.map { runner.run($0) } }
        return engine.groups.open(in: file, evaluator.reader).map { runner.run(engine.plans[$0.plan], for: $0.records) }
    }

    /// The errors no rule speaks of.
    private func unknownErrors(_ results: [RuleResult], _ diagnosis: Diagnosis) -> [Diagnosis.UnknownError] {
        let unknown = UnknownErrors(file: file, evaluator: evaluator)
        guard options.isForRow else {
            return unknown.find(
                results, proven: diagnosis.findings, open: [diagnosis.undecided, diagnosis.nearMisses].joined())
        }
        // What is told in a row does not say what it rests on; of rules that look at no error nothing speaks of one.
        var builder = builder
        builder.isForRow = false
        let kind = engine.kinds.number(of: RecordKind.error)
        let open = results.lazy.filter { $0.plan.looks(at: kind) && tells($0) }.flatMap { result in
            [.matched, .undecided, .nearMiss].compactMap { status in
                builder.build(result.plan, result.entries[status] ?? SubjectList(), as: status)?.finding
            }
        }
        return unknown.find(results, proven: diagnosis.findings, open: open.filter { $0.status != .matched })
    }

    // MARK: Findings

    private func built(_ result: RuleResult, _ status: Diagnosis.Status) -> FindingBuilder.Built? {
        builder.build(result.plan, result.entries[status] ?? SubjectList(), as: status)
    }

    /// A rule about events that matched one of them has nothing more to say about the others.
    ///
    /// Nor has a rule that says that all is well, unless it says so.
    func tells(_ result: RuleResult) -> Bool {
        if result.plan.rule.severity == "note" { return false }
        if case .person = result.plan.rule.subject { return true }
        return result.entries[.matched] == nil
    }

    private func withResolution(_ built: FindingBuilder.Built) -> Diagnosis.Finding {
        var finding = built.finding
        let rule = built.plan.rule
        let resolution = ResolutionBuilder(steps: engine.steps, file: file, asOf: options.asOf)
        if let chosen = built.representative.conclusion, !chosen.resolution.isEmpty {
            finding.resolution = resolution.steps(chosen.resolution, ways: chosen.ways, for: person(of: built))
        } else {
            finding.resolution = resolution.steps(rule.resolution, ways: rule.ways, for: person(of: built))
        }
        finding.notes += resolution.notes(
            for: finding.resolution, event: event(of: built), asOfIsExplicit: options.asOfIsExplicit)
        if finding.alsoFound, let sentence = possibleSelf(person(of: built)) { finding.notes.insert(sentence, at: 0) }
        return finding
    }

    /// Says that somebody may be the person the case is about; nil where something speaks against it.
    private func possibleSelf(_ person: Int?) -> String? {
        guard let person, let complainant = file.complainant, namesake(of: complainant) == person else { return nil }
        let persons = file.people.persons
        return "\(persons[person].name) may be \(persons[complainant].name) under another name: nothing here tells"
    }

    /// Who may be that person under another name.
    func namesake(of person: Int) -> Int? {
        PossibleSelf(people: file.people, records: file.records, reader: engine.identities).find(for: person)
    }

    private func person(of built: FindingBuilder.Built) -> Int? {
        judge.person(of: built.representative.subject) ?? file.complainant ?? file.only
    }

    private func event(of built: FindingBuilder.Built) -> DateValue? {
        guard case .record(let record) = built.representative.subject,
            case .date(let date)? = evaluator.eventTime(of: record)?.value.content
        else { return nil }
        return date
    }

    private func note(_ finding: Diagnosis.Finding) -> String {
        finding.title + (finding.why.isEmpty ? "" : ". " + finding.why)
    }

    private func ruledOut(_ result: RuleResult) -> Diagnosis.Finding? {
        guard result.entries[.matched] == nil, result.entries[.undecided] == nil, result.entries[.nearMiss] == nil
        else {
            return nil
        }
        if let built = built(result, .ruledOut) { return built.finding }
        let rule = result.plan.rule
        let words = rule.when.plainText(in: engine.knowledge.vocabulary, of: result.plan.when.kind)
        return Diagnosis.Finding(
            rule: rule.id, cause: rule.cause, title: rule.title, why: rule.why, status: .notApplicable,
            stage: rule.stage,
            conditions: Diagnosis.ConditionTree(operation: "all", result: .unknown, text: words))
    }

    // MARK: What is open

    /// True when something of the person the case is about (of anybody, when nobody is known to be) cannot be told.
    private func isOpen(_ results: [RuleResult], _ undecided: [Diagnosis.Finding]) -> Bool {
        undecided.contains { !$0.alsoFound }
            || (file.complainant == nil && results.contains { tells($0) && $0.silent != nil })
    }

    // MARK: Words

    private func addWords(_ diagnosis: inout Diagnosis) {
        if let complainant = file.complainant {
            let name = file.people.persons[complainant].name
            diagnosis.complainant = name == Person.unnamed ? nil : name
        }
        if options.isForRow { return }
        let sentences = JoinSentences(people: file.people, records: file.records, sources: evidence.sources)
        if options.explain { diagnosis.joins = sentences.all() }
        diagnosis.notes += sentences.conflicts()
    }
}

extension Diagnosis {
    /// True when the first finding has nothing that can be done: then it is asked for more.
    fileprivate var hasNoStep: Bool {
        findings.first.map { $0.resolution.allSatisfy { $0.isRetired || $0.wasTried } } ?? true
    }
}
