import TriageModel
public import TriageReporting

/// Compares two runs: first the rows of the earlier one are added, then those of the later one.
///
/// ```swift
/// var comparison = BatchComparison()
/// for row in monday { comparison.addBefore(row) }
/// for row in tuesday { comparison.addAfter(row) }
/// let view = comparison.finish(before: .init(name: "monday"), after: .init(name: "tuesday"))
/// ```
///
/// Memory grows with the tickets of the earlier run, by some hundred bytes each, and with what changed.
public struct BatchComparison: Sendable {
    /// What a ticket came to, without texts: the rule's number and its confidence a cause.
    private struct Mark: Hashable {
        var verdict: Diagnosis.Verdict
        var causes: [UInt32]

        /// Numbers of the rules, without confidence.
        var rules: Set<UInt32> { Set(causes.map { $0 >> 2 }) }
    }

    private struct Counts {
        var before = 0
        var after = 0
        var came = 0
        var went = 0
    }

    private var earlier: [String: Mark] = [:]
    private var rules: [(rule: String, cause: String, title: String)] = []
    private var numbers: [String: Int] = [:]
    private var counts: [Counts] = []
    private var verdictsBefore: [Diagnosis.Verdict: Int] = [:]
    private var verdictsAfter: [Diagnosis.Verdict: Int] = [:]
    private var ticketsBefore = 0
    private var ticketsAfter = 0
    private var seen: Set<String> = []
    private var view = ComparisonView(before: .init(name: ""), after: .init(name: ""))

    /// Nothing is known yet.
    public init() {}

    /// Adds a row of the earlier run.
    public mutating func addBefore(_ verdict: TicketVerdict) {
        let mark = mark(of: verdict)
        ticketsBefore += 1
        verdictsBefore[verdict.verdict, default: 0] += 1
        for cause in mark.causes { counts[Int(cause >> 2)].before += 1 }
        var name = verdict.id
        // Two tickets of one id: the place tells them apart, and then their order.
        if earlier[name] != nil { name = Self.longName(verdict) }
        var turn = 2
        while earlier[name] != nil {
            name = Self.longName(verdict) + " #\(turn)"
            turn += 1
        }
        earlier[name] = mark
    }

    /// Adds a row of the later run.
    public mutating func addAfter(_ verdict: TicketVerdict) {
        let after = mark(of: verdict)
        ticketsAfter += 1
        verdictsAfter[verdict.verdict, default: 0] += 1
        for cause in after.causes { counts[Int(cause >> 2)].after += 1 }
        var name = verdict.id
        if seen.contains(name) { name = Self.longName(verdict) }
        var turn = 2
        while seen.contains(name) {
            name = Self.longName(verdict) + " #\(turn)"
            turn += 1
        }
        seen.insert(name)
        let before = earlier.removeValue(forKey: name)
        for cause in after.causes where before?.rules.contains(cause >> 2) != true { counts[Int(cause >> 2)].came += 1 }
        for cause in before?.causes ?? [] where !after.rules.contains(cause >> 2) {
            counts[Int(cause >> 2)].went += 1
        }
        var ticket = ComparisonView.Ticket(id: name, before: before.map(state), after: state(after))
        if let known = verdict.acknowledged {
            ticket.acknowledged = .init(reason: known.reason, until: known.until)
            view.acknowledged.append(ticket)
        } else if let before {
            if before == after {
                view.same += 1
            } else if after.verdict == .healthy, before.verdict != .healthy {
                view.solved.append(ticket)
            } else {
                view.changed.append(ticket)
            }
        } else {
            view.new.append(ticket)
        }
    }

    /// The comparison of everything that was added; counts of the sides are filled in.
    public consuming func finish(before: ComparisonView.Side, after: ComparisonView.Side) -> ComparisonView {
        for (name, mark) in earlier.sorted(by: { $0.key < $1.key }) {
            for cause in mark.causes { counts[Int(cause >> 2)].went += 1 }
            view.gone.append(.init(id: name, before: state(mark), after: nil))
        }
        view.before = before
        view.before.tickets = ticketsBefore
        view.after = after
        view.after.tickets = ticketsAfter
        view.verdicts = Diagnosis.Verdict.allCases.map {
            .init(verdict: $0, before: verdictsBefore[$0] ?? 0, after: verdictsAfter[$0] ?? 0)
        }
        view.causes = zip(rules, counts).map { rule, count in
            .init(
                rule: rule.rule, cause: rule.cause, title: rule.title, before: count.before, after: count.after,
                came: count.came, went: count.went)
        }.sorted { ($1.after, $1.before, $0.rule) < ($0.after, $0.before, $1.rule) }
        return view
    }

    private static func longName(_ verdict: TicketVerdict) -> String { "\(verdict.id) (\(verdict.place))" }

    private mutating func mark(of verdict: TicketVerdict) -> Mark {
        Mark(verdict: verdict.verdict, causes: verdict.causes.map { number(of: $0) << 2 | $0.confidence.bits })
    }

    private mutating func number(of cause: TicketVerdict.Cause) -> UInt32 {
        if let known = numbers[cause.rule] { return UInt32(known) }
        numbers[cause.rule] = rules.count
        rules.append((cause.rule, cause.cause, cause.title))
        counts.append(Counts())
        return UInt32(rules.count - 1)
    }

    private func state(_ mark: Mark) -> ComparisonView.State {
        .init(
            verdict: mark.verdict,
            causes: mark.causes.map { bits in
                let rule = rules[Int(bits >> 2)]
                return .init(rule: rule.rule, cause: rule.cause, confidence: .init(bits: bits & 3))
            })
    }
}

extension Diagnosis.Confidence {
    fileprivate var bits: UInt32 {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        }
    }

    fileprivate init(bits: UInt32) { self = bits == 2 ? .high : bits == 1 ? .medium : .low }
}
