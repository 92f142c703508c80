import TriageModel

/// What all reports say about a verdict, in the same words.
struct VerdictWords {
    let diagnosis: Diagnosis

    /// "Cause found", "Cannot tell yet".
    var headline: String {
        switch diagnosis.verdict {
        case .cause:
            switch diagnosis.findings.first?.confidence {
            case .medium: "Likely cause"
            case .low: "Possible cause"
            case .high, nil: "Cause found"
            }
        case .insufficient: "Cannot tell yet"
        case .healthy: "No fault found"
        case .offTopic: "Another topic"
        case .unreadable: "Nothing could be read"
        }
    }

    /// The sentence under the headline.
    var sentence: String {
        switch diagnosis.verdict {
        case .cause: return diagnosis.findings.first?.title ?? "A cause was found"
        case .insufficient:
            let count = diagnosis.undecided.count
            if count == 0 { return "The topic is there, the evidence is not" }
            return Numbers.count(count, "cause is", "causes are") + " still possible"
        case .healthy: return "What was read shows nothing wrong"
        case .offTopic: return "Nothing here that these rules know"
        case .unreadable: return "See below what stood in the way"
        }
    }

    /// "anna@contoso.example", "3 people"; nil when nobody is named.
    var affected: String? {
        if let finding = diagnosis.findings.first, let whom = whom(finding) { return whom }
        return diagnosis.complainant
    }

    /// Whom a finding is about: "anna@contoso.example", "3 people"; nil when nobody is named.
    func whom(_ finding: Diagnosis.Finding) -> String? {
        let people = finding.subjects.filter { $0.kind == "user" }
        if people.count > 1 { return Numbers.count(people.count, "person", "people") }
        if let person = people.first { return person.id }
        if finding.subjects.count == 1, let subject = finding.subjects.first, Self.isName(subject) { return subject.id }
        return diagnosis.complainant
    }

    /// That a finding is about others than the person meant; nil where it is not.
    func aboutOthers(_ finding: Diagnosis.Finding) -> String? {
        guard finding.alsoFound, let complainant = diagnosis.complainant else { return nil }
        return "This is about others; nothing was found for \(complainant)."
    }

    /// True when a record is named after a person, not after its place (`ticket.txt:12`).
    static func isName(_ subject: Diagnosis.Subject) -> Bool {
        subject.kind != "ticket" && !subject.id.isEmpty && subject.id != subject.kind && subject.id != "stated"
            && !subject.id.utf8.contains(UInt8(ascii: ":"))
    }

    /// "14,532 bytes, limit 10,240: 4,292 over".
    static func measured(_ subject: Diagnosis.Subject) -> String? {
        subject.distance.map { Numbers.distance($0) } ?? subject.value
    }

    /// A plain number at its limit ("0, exactly the limit") tells nobody anything.
    static func isTelling(_ distance: Diagnosis.Distance?) -> Bool {
        guard let distance else { return true }
        return !distance.unit.isEmpty || distance.value != distance.limit
    }

    /// The steps that hold on the day, in order.
    static func valid(_ finding: Diagnosis.Finding) -> [Diagnosis.Step] { finding.resolution.filter { !$0.isRetired } }

    /// What to do first.
    enum NextAction {
        /// A step of the first finding, with its number.
        case step(Diagnosis.Step, number: Int)
        /// A command to run.
        case command(Diagnosis.NextEvidence)
        /// Nothing that is known.
        case none
    }

    /// The first step that was not tried yet; without a finding the first command to run.
    var nextAction: NextAction {
        if let finding = diagnosis.findings.first {
            let valid = Self.valid(finding)
            if let index = valid.firstIndex(where: { !$0.wasTried }) { return .step(valid[index], number: index + 1) }
        }
        if diagnosis.verdict == .healthy { return .none }
        return diagnosis.nextEvidence.first.map { .command($0) } ?? .none
    }

    /// True when the commands to run are all a matter of choice, because the cause is proven.
    var isNextOptional: Bool { diagnosis.nextEvidence.allSatisfy { $0.purpose == .optional } }

    /// What stands above the commands in pages and tickets.
    var nextHeading: String {
        if diagnosis.verdict == .healthy { return "If it is still wrong" }
        if diagnosis.findings.isEmpty { return "What we still need" }
        return isNextOptional ? "Only if that does not help" : "To be surer, or if it does not help"
    }

    /// The same on a console.
    var runHeading: String {
        if diagnosis.verdict == .healthy { return "If it is still wrong, run next" }
        return !diagnosis.findings.isEmpty && isNextOptional ? "Only if that does not help, run" : "Run next"
    }

    /// What a command is for where that is not the same of all; empty otherwise.
    func purpose(_ entry: Diagnosis.NextEvidence) -> String {
        entry.purpose == .optional && !isNextOptional ? "optional" : ""
    }

    /// `RC22 (photo-proxy-413)`, or the rule's id alone.
    func cause(ofRule rule: String) -> String {
        let all = diagnosis.findings + diagnosis.undecided + diagnosis.nearMisses
        guard let cause = all.first(where: { $0.rule == rule })?.cause, cause != rule else { return rule }
        return "\(cause) (\(rule))"
    }
}
