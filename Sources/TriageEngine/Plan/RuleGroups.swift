import TriageModel
import TriageRules

/// Rules about events, grouped by what they have in common, so that of thousands of rules those few are judged whose
/// texts stand in a record.
///
/// A rule that is left out for a record would be ruled out for it without coming near: that is proven for its
/// ``RuleShape``, from what is known of the record, and because none of the rule's texts stands there
/// (docs/decisions/0008).
final class RuleGroups: Sendable {
    /// Rules of one shape about one kind of event.
    private struct Group: Sendable {
        var shape: RuleShape
        /// Positions of the rules.
        var plans: [Int]
    }

    /// The groups of one kind of event, and the texts their rules look for.
    private struct Kind: Sendable {
        var kind: Int
        /// Nil for those that only rules in no group look at.
        var paths: [ValuePath?]
        var groups: [Group]
        /// By path; what asks for a constant is a rule, by its position.
        var tables: [ConstantTable]
    }

    private let kinds: [Kind]
    /// Positions of the rules that are in no group.
    private let others: [Int]

    /// Fewer rules than this of one shape are as well judged one by one.
    private static let fewest = 8

    /// Groups rules.
    ///
    /// - Parameter isEvent: true for the number of a kind of events.
    init(_ plans: [RulePlan], isEvent: (Int) -> Bool) {
        var makers: [Int: KindMaker] = [:]
        for (position, plan) in plans.enumerated() {
            guard let kind = plan.subjectKind, plan.rule.near == nil, isEvent(kind) else { continue }
            makers[kind, default: KindMaker()].add(plan.when, at: position)
        }
        var isGrouped = [Bool](repeating: false, count: plans.count)
        kinds = makers.sorted { $0.key < $1.key }.compactMap { kind, maker in
            let groups = maker.groups.values.filter { $0.plans.count >= Self.fewest }
                .sorted { ($0.plans.first ?? 0) < ($1.plans.first ?? 0) }
            if groups.isEmpty { return nil }
            for group in groups { for plan in group.plans { isGrouped[plan] = true } }
            let used = groups.reduce(into: Set<Int>()) { $0.formUnion($1.shape.paths) }
            return Kind(
                kind: kind, paths: maker.paths.enumerated().map { used.contains($0.offset) ? $0.element : nil },
                groups: groups,
                tables: maker.constants.map { constants in
                    ConstantTable(
                        constants.compactMapValues { plans in
                            if plans.allSatisfy({ isGrouped[$0] }) { return plans }
                            let kept = plans.filter { isGrouped[$0] }
                            return kept.isEmpty ? nil : kept
                        })
                })
        }
        others = plans.indices.filter { !isGrouped[$0] }
    }

    /// Takes the rules about one kind of event.
    private struct KindMaker {
        private(set) var paths: [ValuePath] = []
        private var numbers: [String: Int] = [:]
        private(set) var groups: [RuleShape: Group] = [:]
        private(set) var constants: [[[UInt8]: [Int]]] = []

        mutating func add(_ plan: Plan, at position: Int) {
            var told: [(path: Int, constants: [Constant])] = []
            let shape = RuleShape(
                plan,
                path: { path in
                    if let known = numbers[path.text] { return known }
                    numbers[path.text] = paths.count
                    paths.append(path)
                    constants.append([:])
                    return paths.count - 1
                }, tell: { told.append(($0, $1)) })
            guard let shape, !told.isEmpty else { return }
            groups[shape, default: Group(shape: shape, plans: [])].plans.append(position)
            for (path, wanted) in told {
                for constant in wanted { constants[path][constant.folded, default: []].append(position) }
            }
        }
    }

    /// A rule to judge.
    struct Open {
        /// Position of the rule.
        var plan: Int
        /// Records it is to be judged for; nil for all its subjects.
        var records: [Int]?
    }

    /// The rules that are to be judged in a case, in order.
    func open(in file: CaseFile, _ reader: FieldReader) -> [Open] {
        var open = others.map { Open(plan: $0, records: nil) }
        for kind in kinds {
            var records: [Int: [Int]] = [:]
            for record in file.all(ofKind: kind.kind) { note(record, kind, file, reader, &records) }
            for (plan, records) in records { open.append(Open(plan: plan, records: records)) }
        }
        return open.sorted { $0.plan < $1.plan }
    }

    /// Notes the rules that are to be judged for a record.
    private func note(
        _ record: Int, _ kind: Kind, _ file: CaseFile, _ reader: FieldReader, _ records: inout [Int: [Int]]
    ) {
        func add(_ plan: Int) {
            if records[plan]?.last != record { records[plan, default: []].append(record) }
        }
        var states: [RuleShape.State] = []
        for (number, path) in kind.paths.enumerated() {
            guard let path else {
                states.append(.other)
                continue
            }
            let reading = reader.read(path, of: record)
            switch reading.state {
            case .absent: states.append(.absent)
            case .blank: states.append(.blank)
            case .value(let value):
                guard case .text(let text) = value.content, value.partial == nil,
                    file.kind(of: reading.record) == kind.kind
                else {
                    states.append(.other)
                    continue
                }
                states.append(.text)
                kind.tables[number].forEachAsker(in: FoldedText.fold(text), add)
            case .unknown, .notThere, .number: states.append(.other)
            }
        }
        for group in kind.groups where !group.shape.isRuledOut(states) { group.plans.forEach(add) }
    }
}
