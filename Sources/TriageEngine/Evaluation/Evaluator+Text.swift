import TriageModel
import TriageRules

extension Evaluator {
    /// Text looked for in the repaired input of a scope. Without any text there the answer is unknown.
    func evaluate(_ pattern: Int, _ scope: Condition.Scope, _ plan: Plan, _ context: Context) -> Outcome {
        guard let area = area(scope, context) else { return Outcome(plan, .unknown) }
        var outcome = Outcome(plan, .false)
        if let hit = firstHit(pattern, area) {
            outcome.truth = .true
            outcome.hit = hit
        } else if text.isIncomplete(pattern) {
            // More places than are kept, or a search that failed: what is not known may lie here.
            outcome.truth = .unknown
        }
        return outcome
    }

    private enum Area {
        case everything
        /// Spans, one a source.
        case spans([SourceSpan])
        /// A source but for the spans that belong to sessions.
        case outside(SourceID)
        /// Everything but what is known to be about somebody else; spans in order.
        case allBut([SourceSpan])
    }

    private func area(_ scope: Condition.Scope, _ context: Context) -> Area? {
        guard !text.isEmpty else { return nil }
        switch scope {
        case .case: return .everything
        case .record:
            guard let hand = context.hand, !file.records[hand].isAsserted else { return nil }
            return .spans([file.records[hand].span])
        case .block: return spans(blocks(context).map { (.block($0), file.blocks[$0] ?? []) })
        case .session:
            let numbers = sessions(context)
            guard let first = numbers.first else { return nil }
            if numbers.count == 1, first < 0 { return .outside(SourceID(-1 - first)) }
            return spans(numbers.map { (.session($0), file.sessions[$0] ?? []) })
        case .subject:
            if context.isTicket { return .everything }
            if let only = file.only, only == context.person { return .allBut(spansOfOthers) }
            guard let person = context.person else { return spans(context.record(at: 0).map { (.nobody, [$0]) }) }
            // Each record alone: what stands between two records of one person may be about another.
            let records = file.people.persons[person].records.filter { !file.records[$0].isAsserted }
            let own = records.map { file.records[$0].span }.sorted()
            return own.isEmpty ? nil : .spans(own)
        }
    }

    private func spans(_ sets: [(key: ScopeKey, records: [Int])]) -> Area? {
        var found: [SourceSpan] = []
        for (key, records) in sets {
            if key != .nobody, let known = hulls[key] {
                found += known
                continue
            }
            let made = Evaluator.hulls(records.lazy.map { self.file.records[$0].span })
            if key != .nobody { hulls[key] = made }
            found += made
        }
        return found.isEmpty ? nil : .spans(found.sorted())
    }

    /// The smallest span of each source that covers all given ones.
    static func hulls(_ spans: some Sequence<SourceSpan>) -> [SourceSpan] {
        var hulls: [SourceID: SourceSpan] = [:]
        for span in spans {
            if let known = hulls[span.source] {
                hulls[span.source] = SourceSpan(
                    source: span.source, start: min(known.start, span.start), end: max(known.end, span.end))
            } else {
                hulls[span.source] = span
            }
        }
        return hulls.values.sorted()
    }

    /// The spans of all sessions, in order; those of one source do not overlap.
    func allSessionHulls() -> [SourceSpan] {
        file.sessions.filter { $0.key >= 0 }.flatMap { Evaluator.hulls($0.value.map { self.file.records[$0].span }) }
            .sorted()
    }

    private func firstHit(_ pattern: Int, _ area: Area) -> TextIndex.Hit? {
        switch area {
        case .everything: return text.places(of: pattern).first
        case .allBut(let others):
            return text.places(of: pattern).first { !Self.isInside(text.start(of: $0), others) }
        case .spans(let spans): return spans.lazy.compactMap { self.text.firstPlace(of: pattern, in: $0) }.first
        case .outside(let source):
            let key = OutsideKey(pattern: pattern, source: source)
            if let known = outsideHits[key] { return known }
            let hit = text.places(of: pattern).first { hit in
                let start = text.start(of: hit)
                return start.source == source && !isInSession(start)
            }
            outsideHits[key] = .some(hit)
            return hit
        }
    }

    private func isInSession(_ place: SourceSpan) -> Bool { Self.isInside(place, sessionHulls) }

    /// True when a place starts in one of these spans; they are in order and do not overlap.
    private static func isInside(_ place: SourceSpan, _ spans: [SourceSpan]) -> Bool {
        let next = spans.partitioningIndex { ($0.source, $0.end) > (place.source, place.start) }
        guard next < spans.count else { return false }
        return spans[next].source == place.source && spans[next].start <= place.start
    }

    /// Where records stand that are about others than the only person the case describes; joined where they overlap.
    func allSpansOfOthers() -> [SourceSpan] {
        guard let only = file.only else { return [] }
        var joined: [SourceSpan] = []
        let spans = file.records.indices.compactMap { position -> SourceSpan? in
            let record = file.records[position]
            guard !record.isAsserted, let person = file.people.personOfRecord[position], person != only,
                !file.people.persons[only].conflicts.contains(person), file.about(record) == .event
            else { return nil }
            return record.span
        }
        for span in spans.sorted() {
            if let last = joined.last, last.source == span.source, span.start < last.end {
                joined[joined.count - 1] = SourceSpan(
                    source: last.source, start: last.start, end: max(last.end, span.end))
            } else {
                joined.append(span)
            }
        }
        return joined
    }
}
