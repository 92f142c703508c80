import TriageModel

/// A sentence of prose, cut into clauses, with what its words say about each.
struct ProseSentence {
    /// A part of a sentence between commas or parentheses, or before and behind a "but".
    struct Clause {
        let range: Range<Int>
        let isQuestion: Bool
        var surfaces: [PhraseFinder.Match] = []
        var steps: [PhraseFinder.Match] = []
        /// Where whom the clause is about is named; empty when nobody is.
        var people: [Range<Int>] = []
        /// True when that is only what stands before a colon, which need not be a name.
        var isLabelled = false
        /// The one state the clause asserts; nil when it asserts none, several, or none for sure.
        var clearState: PhraseFinder.Match?
    }

    private(set) var clauses: [Clause] = []

    /// The sentences of a text that say something.
    static func all(in bytes: [UInt8], _ terms: ProseTerms) -> [ProseSentence] {
        var sentences: [ProseSentence] = []
        var parts: [(range: Range<Int>, isQuestion: Bool)] = []
        /// The first part of the sentence that ends at a "but": from there on it is a question as a whole or not at all.
        var contrast: Int?
        var start = 0
        let names = ProseNames(bytes: bytes, terms: terms)
        func close() {
            let sentence = ProseSentence(parts, names)
            if sentence.clauses.contains(where: { $0.clearState != nil || !$0.steps.isEmpty }) {
                sentences.append(sentence)
            }
            parts = []
            contrast = nil
        }
        func isStatement(_ range: Range<Int>) -> Bool {
            let roles = Set(terms.finder.matches(in: bytes, range).map { terms.role($0.id) })
            return roles.contains(.surface) && roles.contains(.state)
        }
        // Lines that each name somebody and state something are sentences without full stops.
        var line = 0
        var isLineOfItsOwn = false
        func startsLine(_ index: Int) -> Bool {
            let end = bytes[(index + 1)...].firstIndex(of: 0x0A) ?? bytes.count
            let next = (index + 1)..<end
            let found = terms.finder.matches(in: bytes, next)
            let before = isLineOfItsOwn || isStatement(line..<index)
            line = index + 1
            isLineOfItsOwn =
                !names.places(in: next, found).people.isEmpty && found.contains { terms.role($0.id) == .surface }
                && found.contains { terms.role($0.id) == .state }
            return before && isLineOfItsOwn
        }
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : nil
            let isStop =
                byte == 0x0A && (next == 0x0A || startsLine(index)) || byte == 0x3B
                || (byte == 0x2E || byte == 0x21 || byte == 0x3F) && next?.isBlankByte ?? true
            let isContrast =
                byte.isBlankByte && !isStop && startsContrast(bytes, index + 1)
                && !bytes[start..<index].allSatisfy(\.isBlankByte)
            guard isStop || isContrast || byte == 0x2C || byte == 0x28 || byte == 0x29 else { continue }
            parts.append((start..<index, byte == 0x3F))
            if isContrast { contrast = contrast ?? parts.count - 1 }
            if byte == 0x3F, let contrast { for part in contrast..<parts.count { parts[part].isQuestion = true } }
            start = index + 1
            if isStop { close() }
        }
        parts.append((start..<bytes.count, false))
        close()
        return sentences
    }

    /// True when a word begins there that sets what follows against what was said.
    private static func startsContrast(_ bytes: [UInt8], _ index: Int) -> Bool {
        LanguageWords.contrasts.contains { word in
            let end = index + word.utf8.count
            return end < bytes.count && bytes[end].isBlankByte && bytes[index..<end].elementsEqual(word.utf8)
        }
    }

    private init(_ parts: [(range: Range<Int>, isQuestion: Bool)], _ names: ProseNames) {
        let (bytes, terms) = (names.bytes, names.terms)
        var named: [Range<Int>] = []
        var isLabelled = false
        var isConditional = false
        var isDenied = false
        var wasNegated = false
        for part in parts {
            let found = terms.finder.matches(in: bytes, part.range)
            func first(_ role: ProseRole) -> PhraseFinder.Match? { found.first { terms.role($0.id) == role } }
            var clause = Clause(range: part.range, isQuestion: part.isQuestion)
            clause.surfaces = found.filter { terms.role($0.id) == .surface }
            let states = found.filter { terms.role($0.id) == .state }
            let lead = found.first.flatMap { Self.leads($0, part.range, bytes) ? terms.role($0.id) : nil }
            let isDoubtful = part.isQuestion || first(.doubt) != nil || first(.condition) != nil
            let isNegated = first(.negation) != nil || lead == .complement && wasNegated
            if first(.denial) != nil { isDenied = true }
            // "OWA shows it, sometimes": the clause behind the comma limits the one before it.
            if clause.surfaces.isEmpty, !part.isQuestion, lead == .condition || lead == .limit, !clauses.isEmpty {
                clauses[clauses.count - 1].clearState = nil
            }
            if !clause.surfaces.isEmpty, let state = states.first, Set(states.map { terms.name($0.id) }).count == 1,
                !isDoubtful, !isConditional, !isDenied, !isNegated, first(.limit) == nil
            {
                clause.clearState = state
                clause.surfaces = ProseSubjects.shown(clause.surfaces, by: states, in: part.range, of: bytes)
            }
            if !isDoubtful { clause.steps = found.filter { terms.role($0.id) == .tried } }
            // "For Ben (ben@contoso.example) OWA shows it": who is named holds for the rest of the sentence.
            let (people, isLabel) = names.places(in: part.range, found)
            if !people.isEmpty { (named, isLabelled) = (people, isLabel) }
            clause.people = named
            clause.isLabelled = isLabelled
            clauses.append(clause)
            // "If we wait, OWA shows it": what depends on a condition is none of what is.
            if first(.condition) != nil || lead == .doubt || lead == .limit { isConditional = true }
            if !states.isEmpty { isDenied = false }
            wasNegated = isNegated
        }
    }

    /// True for the first word of a clause, or the second after a short one ("but if", "I hope").
    private static func leads(_ match: PhraseFinder.Match, _ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
        let before = bytes[range.lowerBound..<match.range.lowerBound]
        return before.count <= 8 && before.split(whereSeparator: \.isBlankByte).count <= 1
    }
}
