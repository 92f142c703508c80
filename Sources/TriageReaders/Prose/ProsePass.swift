import TriageModel

/// Reads what people write around their dumps: addresses (`mention`), where the thing shows right or wrong
/// (`observation`), and what was already tried (`tried`). Only clear wording counts: a clause that asks, supposes or
/// denies says nothing.
struct ProsePass: DraftPass {
    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: Vocabulary) {
        let terms = ProseTerms(vocabulary)
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
            guard text.bytes[index] == 0x40, let range = addressRange(text.bytes, at: index) else {
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

    /// `local@domain.tld` around an at sign (RFC 5322 dot-atom, ASCII).
    private func addressRange(_ bytes: [UInt8], at place: Int) -> Range<Int>? {
        var low = place
        while low > 0, place - low < 64, isLocal(bytes[low - 1]) { low -= 1 }
        while low < place, bytes[low] == 0x2E || bytes[low] == 0x27 { low += 1 }
        var high = place + 1
        while high < bytes.count, high - place < 254, isDomain(bytes[high]) { high += 1 }
        while high > place + 1, bytes[high - 1] == 0x2E || bytes[high - 1] == 0x2D { high -= 1 }
        guard low < place, bytes[(place + 1)..<high].contains(0x2E) else { return nil }
        return low..<high
    }

    private func isLocal(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == 0x2E || byte == 0x5F || byte == 0x2D || byte == 0x2B || byte == 0x27
    }

    private func isDomain(_ byte: UInt8) -> Bool { byte.isAlphanumeric || byte == 0x2E || byte == 0x2D }

    // MARK: Statements

    private func addStatements(_ text: LocatedText, _ terms: ProseTerms, _ drafts: inout [Draft]) {
        for sentence in ProseSentence.all(in: text.bytes, terms) {
            for clause in sentence.clauses {
                if let state = clause.clearState {
                    for surface in clause.surfaces {
                        drafts.append(observation(surface, state, text, terms))
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
