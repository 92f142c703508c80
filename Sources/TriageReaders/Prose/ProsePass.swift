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
        for clause in clauses(text.bytes) {
            let found = terms.finder.matches(in: text.bytes, clause.range)
            guard !found.isEmpty else { continue }
            let surfaces = found.filter { terms.role($0.id) == .surface }
            let states = found.filter { terms.role($0.id) == .state }
            let isUncertain = clause.isQuestion || found.contains { terms.role($0.id) == .hedge }
            let names = Set(states.map { terms.name($0.id) })
            if !surfaces.isEmpty, names.count == 1, !isUncertain, let state = states.first, !denies(state, found, terms)
            {
                for surface in surfaces {
                    let value = Value(
                        .text(terms.name(state.id)), spans: text.spans(of: surface.range) + text.spans(of: state.range))
                    drafts.append(
                        Draft(
                            kind: "observation", fields: [.init(terms.name(surface.id), value)],
                            span: value.spans.first ?? SourceSpan(source: text.source, start: 0, end: 0),
                            format: "prose"))
                }
            }
            for tried in found where terms.role(tried.id) == .tried && !isUncertain {
                let place = text[tried.range]
                guard let span = place.spans.first else { continue }
                drafts.append(
                    Draft(
                        kind: "tried", fields: [.init("step", Value(.text(terms.name(tried.id)), spans: place.spans))],
                        span: span, format: "prose"))
            }
        }
    }

    /// A negation that is not part of the state's own phrase turns the clause around.
    private func denies(
        _ state: (id: Int, range: Range<Int>), _ found: [(id: Int, range: Range<Int>)], _ terms: ProseTerms
    ) -> Bool {
        found.contains { terms.role($0.id) == .negation && !state.range.overlaps($0.range) }
    }

    private func clauses(_ bytes: [UInt8]) -> [(range: Range<Int>, isQuestion: Bool)] {
        var clauses: [(range: Range<Int>, isQuestion: Bool)] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isBreak = byte == 0x0A && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            let isStop =
                (byte == 0x2E || byte == 0x21 || byte == 0x3F)
                && (index + 1 == bytes.count || bytes[index + 1].isBlankByte)
            if isBreak || isStop || byte == 0x2C || byte == 0x3B || byte == 0x28 || byte == 0x29 {
                clauses.append((start..<index, byte == 0x3F))
                start = index + 1
            }
            index += 1
        }
        if start < bytes.count { clauses.append((start..<bytes.count, false)) }
        return clauses
    }
}

/// The words the prose reader looks for: the vocabulary's, and the little words that turn or weaken a statement.
struct ProseTerms {
    enum Role {
        case surface, state, tried, negation, hedge
    }

    let finder: PhraseFinder
    private let terms: [(name: String, role: Role)]

    /// Words of the language, not of the topic.
    private static let negations = [
        "not", "no longer", "never", "isn't", "doesn't", "nicht", "kein", "keine", "nie", "pas", "jamais", "no", "non",
    ]
    private static let hedges = [
        "if", "whether", "should", "would", "could", "might", "maybe", "perhaps", "wenn", "falls", "ob", "vielleicht",
        "si", "peut-être", "se", "forse",
    ]

    var isEmpty: Bool { !terms.contains { $0.role == .surface || $0.role == .tried } }

    init(_ vocabulary: Vocabulary) {
        var terms: [(name: String, role: Role)] = []
        var phrases: [(id: Int, text: String)] = []
        func add(_ name: String, _ role: Role, _ texts: [String]) {
            for text in texts { phrases.append((terms.count, text)) }
            terms.append((name, role))
        }
        for term in vocabulary.surfaces { add(term.name, .surface, term.phrases) }
        for term in vocabulary.states { add(term.name, .state, term.phrases) }
        for term in vocabulary.tried { add(term.name, .tried, term.phrases) }
        add("not", .negation, Self.negations)
        add("if", .hedge, Self.hedges)
        self.terms = terms
        finder = PhraseFinder(phrases)
    }

    func role(_ id: Int) -> Role { terms[id].role }
    func name(_ id: Int) -> String { terms[id].name }
}
