import TriageBytes

/// What must stand in a text for something to be so: texts of a list, combined.
///
/// It states a necessity, never more: where it does not hold, the thing cannot be; where it holds, nothing is known.
indirect enum NeedFormula: Hashable, Sendable {
    /// Nothing needs to stand there.
    case always
    /// It cannot be.
    case never
    /// The text of that number.
    case needle(Int)
    /// All of them.
    case all([NeedFormula])
    /// One of them.
    case any([NeedFormula])

    /// All of them, made simple.
    static func conjunction(_ parts: [NeedFormula]) -> NeedFormula {
        var kept: [NeedFormula] = []
        for part in parts {
            switch part {
            case .always: continue
            case .never: return .never
            case .all(let inner): for formula in inner where !kept.contains(formula) { kept.append(formula) }
            default: if !kept.contains(part) { kept.append(part) }
            }
        }
        return kept.isEmpty ? .always : kept.count == 1 ? kept[0] : .all(kept)
    }

    /// One of them, made simple.
    static func disjunction(_ parts: [NeedFormula]) -> NeedFormula {
        var kept: [NeedFormula] = []
        var seen: Set<NeedFormula> = []
        for part in parts {
            switch part {
            case .always: return .always
            case .never: continue
            case .any(let inner): for formula in inner where seen.insert(formula).inserted { kept.append(formula) }
            default: if seen.insert(part).inserted { kept.append(part) }
            }
        }
        return kept.isEmpty ? .never : kept.count == 1 ? kept[0] : .any(kept)
    }

    /// Whether it holds where these texts stand. Formulas are as deep as the conditions they were made of.
    func holds(_ present: [Bool]) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .needle(let number): present[number]
        case .all(let parts): parts.allSatisfy { $0.holds(present) }
        case .any(let parts): parts.contains { $0.holds(present) }
        }
    }

    /// Numbers of the texts in it.
    var needles: Set<Int> {
        var found: Set<Int> = []
        var open = [self]
        while let next = open.popLast() {
            switch next {
            case .always, .never: continue
            case .needle(let number): found.insert(number)
            case .all(let parts), .any(let parts): open += parts
            }
        }
        return found
    }
}

/// The texts formulas speak of, each once.
struct NeedleList {
    /// Reduced to their words. The first ones are no texts: ``Sign``.
    private(set) var texts: [[UInt8]] = []
    private var numbers: [[UInt8]: Int] = [:]

    /// What is known of a text beside the words in it.
    enum Sign: Int, CaseIterable {
        /// Numbers may be written in another way.
        case numbers
        /// Parts of its repaired form may stand apart.
        case apart
    }

    /// Longer texts are looked for by their beginning.
    private static let longest = 40
    /// Shorter ones stand everywhere.
    private static let shortest = 3

    /// The formula of a text; `always` where nothing can be looked for.
    mutating func formula(_ text: String) -> NeedFormula {
        guard let bare = BareText.of(text) else { return .always }
        return formula(bare)
    }

    /// The formula of a text that was reduced.
    mutating func formula(_ bare: [UInt8]) -> NeedFormula {
        guard bare.count >= Self.shortest else { return .always }
        let bytes = Array(bare.prefix(Self.longest))
        if let known = numbers[bytes] { return .needle(known + Sign.allCases.count) }
        numbers[bytes] = texts.count
        texts.append(bytes)
        return .needle(texts.count - 1 + Sign.allCases.count)
    }

    /// The formula of a sign.
    func formula(_ sign: Sign) -> NeedFormula { .needle(sign.rawValue) }

    /// How likely each number is to stand in a text, roughly: a product over its letters.
    var likelihood: [Double] {
        Sign.allCases.map { _ in 1e-4 }
            + texts.map { text in text.reduce(1) { $0 * (Self.commonLetters.contains($1) ? 0.08 : 0.02) } }
    }

    /// Seven of ten letters of English prose.
    private static let commonLetters = Set("etaoinsrhl".utf8)

    /// Numbers there are.
    var count: Int { texts.count + Sign.allCases.count }
}
