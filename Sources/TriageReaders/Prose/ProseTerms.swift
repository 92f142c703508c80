import TriageModel

/// The phrases the prose reader looks for: the vocabulary's, and the little words that turn or weaken a statement.
struct ProseTerms: Sendable {
    let finder: PhraseFinder
    private let terms: [(name: String, role: ProseRole)]

    /// True when the vocabulary has none, so that there is nothing to look for.
    let isEmpty: Bool

    init(_ vocabulary: Vocabulary) {
        var terms: [(name: String, role: ProseRole)] = []
        var phrases: [(id: Int, text: String)] = []
        func add(_ name: String, _ role: ProseRole, _ texts: [String]) {
            for text in texts { phrases.append((terms.count, text)) }
            terms.append((name, role))
        }
        for term in vocabulary.surfaces { add(term.name, .surface, term.phrases) }
        for term in vocabulary.states { add(term.name, .state, term.phrases) }
        for term in vocabulary.tried { add(term.name, .tried, term.phrases) }
        for (role, words) in LanguageWords.byRole { add("", role, words.flatMap(Self.spellings)) }
        self.terms = terms
        isEmpty = !terms.contains { $0.role == .surface || $0.role == .tried }
        finder = PhraseFinder(phrases)
    }

    func role(_ id: Int) -> ProseRole { terms[id].role }
    func name(_ id: Int) -> String { terms[id].name }

    /// With the typographic apostrophe, and with a capital where that is no letter of ASCII.
    private static func spellings(_ word: String) -> [String] {
        var all = [word]
        if word.contains("'") { all.append(String(word.map { $0 == "'" ? "\u{2019}" : $0 })) }
        if let first = word.first, !first.isASCII { all.append(first.uppercased() + word.dropFirst()) }
        return all
    }
}

/// What a phrase does in a sentence.
enum ProseRole: Sendable {
    /// From the vocabulary: where something shows, how, and what was tried.
    case surface, state, tried
    /// Turns its clause around.
    case negation
    /// Turns around what follows up to the statement, commas or not: "none of Outlook, Teams and OWA".
    case denial
    /// Weakens a statement and a step of its clause.
    case doubt
    /// Weakens a statement and what depends on it in the rest of the sentence.
    case condition
    /// Makes a statement hold at times, for some or in the past only.
    case limit
    /// Makes what follows a clause of its own depend on the one before: "I do not think, that".
    case complement
    /// Stands before whom a statement is about: "for Ben".
    case forWhom
    /// Stands before whose photo it is, right behind the state: "the new one of Ben".
    case ofWhom
}
