import TriageModel

/// Reads what people write around their dumps: addresses (`mention`), where the thing shows right or wrong
/// (`observation`), and what was already tried (`tried`). Only clear wording counts: a clause that asks, supposes or
/// denies says nothing.
struct ProsePass: DraftPass {
    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        let terms = vocabulary.prose
        var mentions: [[UInt8]: Int] = [:]
        var people = ProsePeople(regions, text, vocabulary)
        for index in regions.indices where regions[index].format == "prose" {
            let joined = ProseRepair.text(text, regions[index].lines)
            var drafts: [Draft] = []
            addMentions(joined, &drafts, &mentions)
            if !terms.isEmpty { addStatements(joined, terms, &people, &drafts) }
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

    private func addStatements(
        _ text: LocatedText, _ terms: ProseTerms, _ people: inout ProsePeople, _ drafts: inout [Draft]
    ) {
        let sentences = ProseSentence.all(in: text.bytes, terms)
        let names = ProseNames(bytes: text.bytes, terms: terms)
        let listed = Self.listed(sentences, names)
        for sentence in sentences {
            for clause in sentence.clauses {
                // More names than these are a list of which nobody can tell who is meant; and what stands before a colon
                // may name a place or a role: then nobody knows whose photo was seen.
                if let state = clause.clearState, clause.people.count <= 4,
                    !clause.isLabelled
                        || clause.people.allSatisfy({ listed.contains($0) || names.isName($0, among: people.names) })
                {
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

    /// What stands before the colons of lines that say of the same thing how it is for one and for another.
    private static func listed(_ sentences: [ProseSentence], _ names: ProseNames) -> Set<Range<Int>> {
        var bySurface: [String: [Range<Int>]] = [:]
        for clause in sentences.flatMap(\.clauses) where clause.isLabelled && clause.clearState != nil {
            for surface in clause.surfaces { bySurface[names.terms.name(surface.id), default: []] += clause.people }
        }
        return Set(
            bySurface.values.filter { places in Set(places.map { names.bytes[$0] }).count > 1 }.joined())
    }

    private func observation(
        _ surface: PhraseFinder.Match, _ state: PhraseFinder.Match, _ text: LocatedText, _ terms: ProseTerms
    ) -> Draft {
        // In the order of the text: "the old photo is in Teams" says the state first.
        let places = [surface.range, state.range].sorted { $0.lowerBound < $1.lowerBound }
        let value = Value(.text(terms.name(state.id)), spans: places.flatMap { text.spans(of: $0) })
        return Draft(
            kind: "observation", fields: [.init(terms.name(surface.id), value)],
            span: value.spans.first ?? SourceSpan(source: text.source, start: 0, end: 0), format: "prose")
    }
}
