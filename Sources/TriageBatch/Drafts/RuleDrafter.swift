public import TriageBytes
public import TriageKit
public import TriageModel
public import TriageRules
import TriageEngine

/// Drafts a rule from a sample of a cause nobody has written a rule for.
///
/// ```swift
/// var drafter = try RuleDrafter(files: location.files())
/// drafter.compare(with: folder)                           // samples the facts are looked up in
/// let draft = drafter.draft(from: [CaseInput(path: "ticket.txt")], id: nil)
/// ```
///
/// Nothing leaves the machine, and nothing is written.
public struct RuleDrafter: Sendable {
    private let files: [KnowledgeLoader.File]
    private let triage: Triage
    private let facts: DraftFacts
    private var census: DraftCensus
    private let today: CivilDate

    /// Conditions a draft has; more would fit one ticket only.
    private static let mostConditions = 4
    private static let mostOthers = 12
    private static let mostSamples = 2_000

    /// Takes the rules in use.
    public init(files: [KnowledgeLoader.File], today: CivilDate) throws(KnowledgeFailure) {
        self.files = files
        self.today = today
        triage = try Triage(files: files)
        facts = DraftFacts(vocabulary: triage.knowledge.vocabulary)
        census = DraftCensus(triage.knowledge)
    }

    /// Counts the facts of the samples in a folder, and in the folders of it.
    public mutating func compare(with folder: FilePath) {
        var left = Self.mostSamples
        for entry in (try? Directory.entries(of: folder)) ?? [] where entry.kind == .directory {
            let inner = folder.appending(entry.name)
            for sample in (try? Directory.entries(of: inner)) ?? [] where left > 0 {
                left -= 1
                census.add(triage.read(CaseInput.all(at: inner.appending(sample.name))), facts)
            }
        }
    }

    /// The draft, or nil when the sample says nothing a rule could ask for.
    public func draft(from inputs: [CaseInput], id: String?) -> RuleDraft? {
        let evidence = triage.read(inputs)
        let diagnosis = triage.diagnose(evidence, options: .init(asOf: today, explain: true))
        for (subject, found) in candidates(evidence) {
            var all: [DraftCondition] = []
            var seen: Set<String> = []
            for condition in found.map(census.counted) where seen.insert(condition.xml).inserted {
                all.append(condition)
            }
            // The order of the record breaks ties: it is stable, and what says most stands first there.
            all = all.enumerated().sorted {
                ($0.element.rules + $0.element.samples, $0.offset) < ($1.element.rules + $1.element.samples, $1.offset)
            }.map(\.element)
            guard !all.isEmpty else { continue }
            var draft = RuleDraft(
                id: id ?? freeID(all), cause: freeCause, stage: "", stageReason: "", title: title(all),
                subject: subject, conditions: Array(all.prefix(Self.mostConditions)),
                others: Array(all.dropFirst(Self.mostConditions).prefix(Self.mostOthers)),
                sampleCount: census.sampleCount, remarks: remarks(diagnosis))
            (draft.stage, draft.stageReason) = stage(diagnosis)
            if fires(draft, evidence) { return draft }
            // Something in it is not true after all (a value the engine sees otherwise): each is tried alone.
            draft.conditions = all.prefix(Self.mostConditions * 2).filter { condition in
                var single = draft
                single.conditions = [condition]
                return fires(single, evidence)
            }
            draft.conditions = Array(draft.conditions.prefix(Self.mostConditions))
            if !draft.conditions.isEmpty, fires(draft, evidence) { return draft }
        }
        return nil
    }

    /// The mistakes of a draft among the rules in use.
    public func mistakes(of draft: RuleDraft) -> [String] {
        do throws(KnowledgeFailure) {
            _ = try Triage(files: files + [file(of: draft)])
            return []
        } catch {
            return error.description.split(separator: "\n").map(String.init)
        }
    }

    /// True when the draft is in order and finds its sample.
    private func fires(_ draft: RuleDraft, _ evidence: Evidence) -> Bool {
        guard let triage = try? Triage(files: files + [file(of: draft)]) else { return false }
        let diagnosis = triage.diagnose(evidence, options: .init(asOf: today, explain: true))
        return RuleProof.status(of: draft.id, in: diagnosis) == .matched
    }

    private func file(of draft: RuleDraft) -> KnowledgeLoader.File {
        (path: "\(topic)/\(draft.id).xml", bytes: Array(draft.xml.utf8))
    }

    /// The folder of the rules: that of the first rule.
    private var topic: String {
        for file in files where file.path.hasSuffix(".xml") {
            let parts = file.path.split(separator: "/")
            if parts.count > 1, let folder = parts.first, folder != "articles", folder != "schema" {
                return String(folder)
            }
        }
        return "drafts"
    }

    // MARK: What the rule could be about

    /// Subjects with the facts about them, the best first: an error, then people, then the text of the case.
    private func candidates(_ evidence: Evidence) -> [(subject: String, conditions: [DraftCondition])] {
        let facts = facts.of(evidence)
        var candidates: [(subject: String, conditions: [DraftCondition])] = []
        let errors = evidence.records.filter { $0.kind == "error" }.prefix(50).map {
            facts.conditions(of: $0, isOwn: true)
        }
        // The error that is known least.
        let rarest = errors.filter { !$0.isEmpty }.min { rarity($0) < rarity($1) }
        if let rarest { candidates.append(("kind=\"error\"", rarest)) }
        let vocabulary = triage.knowledge.vocabulary
        let people = evidence.records.filter { vocabulary.kind($0.kind)?.about == .person }.prefix(50)
        let about = people.flatMap { facts.conditions(of: $0, isOwn: false) }
        if !about.isEmpty { candidates.append(("person=\"true\"", about)) }
        let things = evidence.records.filter {
            vocabulary.kind($0.kind)?.about == .tenant || vocabulary.kind($0.kind)?.about == .thing
        }.prefix(50).flatMap { facts.conditions(of: $0, isOwn: false) }
        let phrase = evidence.sources.compactMap { facts.phrase(in: $0.text) }.first
        if !things.isEmpty { candidates.append(("ticket=\"true\"", things)) }
        if let phrase { candidates.append(("ticket=\"true\"", [phrase])) }
        return candidates
    }

    private func rarity(_ conditions: [DraftCondition]) -> Int {
        conditions.map(census.counted).map { $0.rules + $0.samples }.sorted().prefix(3).reduce(0, +)
    }

    // MARK: Guesses

    private func stage(_ diagnosis: Diagnosis) -> (String, String) {
        let near = (diagnosis.nearMisses + diagnosis.undecided + diagnosis.findings).first
        if let near { return (near.stage, "the stage is that of the nearest rule, \(near.rule)") }
        let first = triage.knowledge.vocabulary.stages.first?.name ?? ""
        return (first, "the stage is the first of all, as no rule came near")
    }

    private func remarks(_ diagnosis: Diagnosis) -> [String] {
        diagnosis.findings.prefix(3).map { "\($0.rule) already finds \($0.cause) in the sample: \($0.title)" }
            + diagnosis.nearMisses.prefix(3).map { "\($0.rule) came near; it failed at: \($0.failed)" }
    }

    private func title(_ conditions: [DraftCondition]) -> String {
        let said = conditions.first { $0.comparison == "contains" } ?? conditions[0]
        return "Seen: " + String(said.value.prefix(80))
    }

    /// The next number of the causes' own row.
    private var freeCause: String {
        let causes = triage.knowledge.rules.map(\.cause)
        let prefix = causes.first.map { String($0.prefix { $0.isLetter && $0.isUppercase }) } ?? "RC"
        let numbers = causes.filter { $0.hasPrefix(prefix) }.compactMap { cause in
            Int(cause.dropFirst(prefix.count).prefix { $0.isNumber })
        }
        let next = String((numbers.max() ?? 0) + 1)
        return prefix + (next.utf8.count < 2 ? "0" : "") + next
    }

    private func freeID(_ conditions: [DraftCondition]) -> String {
        var words: [String] = []
        for condition in conditions.prefix(3) {
            let kept = condition.value.asciiLowercased.utf8.map { byte -> UInt8 in
                byte &- 0x61 < 26 || byte &- 0x30 < 10 ? byte : 0x2D
            }
            words += String(decoding: kept, as: UTF8.self).split(separator: "-").prefix(3).map(String.init)
            if words.count > 4 { break }
        }
        let base = "draft-" + (words.isEmpty ? "rule" : String(words.prefix(5).joined(separator: "-").prefix(48)))
        let known = Set(triage.knowledge.rules.map(\.id))
        var id = base
        var turn = 2
        while known.contains(id) {
            id = "\(base)-\(turn)"
            turn += 1
        }
        return id
    }
}
