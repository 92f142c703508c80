import TriageModel

/// Reads what people write around their dumps: addresses (`mention`), where the thing shows right or wrong
/// (`observation`), and what was already tried (`tried`). Only clear wording counts: a clause that asks, supposes or
/// denies says nothing.
struct ProsePass: DraftPass {
    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        let terms = vocabulary.prose
        var mentions: [[UInt8]: Int] = [:]
        for index in regions.indices where regions[index].format == "prose" {
            let joined = ProseRepair.text(text, regions[index].lines)
            var drafts: [Draft] = []
            addMentions(joined, &drafts, &mentions)
            if !terms.isEmpty { addStatements(joined, terms, &drafts) }
            for number in drafts.indices { drafts[number].block = number }
            regions[index].records = drafts
            regions[index].repaired = joined
        }
    }

    // MARK: Addresses

    private func addMentions(_ text: LocatedText, _ drafts: inout [Draft], _ seen: inout [[UInt8]: Int]) {
        var index = 0
        while index < text.count {
            guard text.bytes[index] == 0x40, let range = ProseAddress.range(in: text.bytes, at: index) else {
                index += 1
                continue
            }
            index = range.upperBound
            let key = text.bytes[range].map(\.asciiLowered)
            guard seen[key] == nil, seen.count < 10_000 else { continue }
            seen[key] = drafts.count
            let address = text[range]
            guard let span = address.spans.first else { continue }
            drafts.append(
                Draft(kind: "mention", fields: [.init("address", address.value())], span: span, format: "prose"))
        }
    }

    // MARK: Statements

    private func addStatements(_ text: LocatedText, _ terms: ProseTerms, _ drafts: inout [Draft]) {
        for sentence in ProseSentence.all(in: text.bytes, terms) {
            for clause in sentence.clauses {
                // More names than these are a list of which nobody can tell who is meant.
                if let state = clause.clearState, clause.people.count <= 4 {
                    for surface in clause.surfaces {
                        let seen = observation(surface, state, text, terms)
                        if clause.people.isEmpty { drafts.append(seen) }
                        for person in clause.people {
                            var theirs = seen
                            theirs.fields.append(.init("identity", text[person].value()))
                            drafts.append(theirs)
                        }
                    }
                }
                for tried in clause.steps {
                    let place = text[tried.range]
                    guard let span = place.spans.first else { continue }
                    drafts.append(
                        Draft(
                            kind: "tried",
                            fields: [.init("step", Value(.text(terms.name(tried.id)), spans: place.spans))],
                            span: span, format: "prose"))
                }
            }
        }
    }

    private func observation(
        _ surface: PhraseFinder.Match, _ state: PhraseFinder.Match, _ text: LocatedText, _ terms: ProseTerms
    ) -> Draft {
        let value = Value(
            .text(terms.name(state.id)), spans: text.spans(of: surface.range) + text.spans(of: state.range))
        return Draft(
            kind: "observation", fields: [.init(terms.name(surface.id), value)],
            span: value.spans.first ?? SourceSpan(source: text.source, start: 0, end: 0), format: "prose")
    }
}
