import TriageBytes
import TriageEngine
import TriageModel
import TriagePatterns
import TriageReaders
import TriageRules

/// What must stand in the texts of a case for it to be about the topic, or for a rule to match.
///
/// Made of the knowledge alone. The reasoning (docs/decisions/0008):
///
/// - A case is on topic when a text holds a word of every group, or when there is a record of a topical kind or command.
/// - A rule matches when its condition is true for some subject, and a condition is true only if its parts are; what is
///   denied, absent or unknown asks for nothing, so it needs nothing here.
/// - A record has its kind from its reader, from a type name, from the command that printed it, from an object class, or
///   from the names of its fields; all of these stand in the text.
/// - A value stands in the text, unless a reader fills it in words of its own (``OwnWords``), a template, a derivation or
///   a command sets it, or it is of a type that has several spellings.
struct NeededEvidence {
    private let vocabulary: Vocabulary
    private(set) var needles = NeedleList()
    private var kinds: [String: NeedFormula] = [:]
    private var fillings: [String: NeedFormula] = [:]

    /// What puts a case on topic.
    private(set) var topic = NeedFormula.never
    /// What each rule needs, in the order of the rules.
    private(set) var rules: [(id: String, need: NeedFormula)] = []

    init(knowledge: KnowledgeBase, engine: DiagnosisEngine) {
        vocabulary = knowledge.vocabulary
        topic = .disjunction(
            [topicWords()] + engine.topicalKinds.sorted().map { kind($0) }
                + engine.topicalCommands.sorted().map { needles.formula($0) })
        for rule in knowledge.rules where rule.status != "retired" { rules.append((rule.id, need(of: rule))) }
    }

    // MARK: Topic

    /// A word of every group.
    private mutating func topicWords() -> NeedFormula {
        guard !vocabulary.topic.groups.isEmpty else { return .never }
        return .conjunction(vocabulary.topic.groups.map { group in .disjunction(group.map { needles.formula($0) }) })
    }

    // MARK: Kinds

    /// What must stand there for a record of a kind.
    private mutating func kind(_ name: String) -> NeedFormula {
        if let known = kinds[name] { return known }
        let formula = madeKind(name)
        kinds[name] = formula
        return formula
    }

    private mutating func madeKind(_ name: String) -> NeedFormula {
        switch name {
        case "observation":
            return .conjunction([phrases(vocabulary.surfaces), phrases(vocabulary.states)])
        case "tried": return phrases(vocabulary.tried)
        default: break
        }
        if OwnWords.kinds.contains(name) || DiagnosisEngine.ownKinds.contains(name) { return .always }
        guard let kind = vocabulary.kind(name) else { return .always }
        var ways: [NeedFormula] = []
        // Readers put the source and the number of an event together: the longer one is looked for.
        for type in kind.types {
            let named = longest(type.split(separator: "/"))
            // A type without a name space is the path of an OData context, and mostly a plain word ("#users").
            let isPath = type.hasPrefix("#") && !type.utf8.contains(UInt8(ascii: "."))
            ways.append(isPath ? .conjunction([needles.formula("odata.context"), named]) : named)
        }
        // A sentence may tell of one field by its name.
        for field in kind.fields where field.type == .binary || field.type == .boolean {
            for name in [field.name] + field.aliases where name.utf8.count >= 8 { ways.append(needles.formula(name)) }
        }
        for name in kind.objectClasses {
            ways.append(.conjunction([needles.formula("objectClass"), needles.formula(name)]))
        }
        for cmdlet in vocabulary.cmdlets where cmdlet.prints == kind.name { ways.append(needles.formula(cmdlet.name)) }
        for signature in kind.signatures { ways.append(fields(named: signature)) }
        return .disjunction(ways)
    }

    private mutating func phrases(_ terms: [Vocabulary.Term]) -> NeedFormula {
        .disjunction(terms.flatMap(\.phrases).map { needles.formula($0) })
    }

    /// All the names; short ones, which stand everywhere, only where there is none that is longer. Readers join the names
    /// of objects in objects with dots.
    private mutating func fields(named names: [String]) -> NeedFormula {
        let long = names.filter { $0.utf8.count >= 5 }
        return .conjunction((long.isEmpty ? names : long).map { longest($0.split(separator: ".")) })
    }

    private mutating func longest(_ parts: [Substring]) -> NeedFormula {
        needles.formula(String(parts.max { $0.utf8.count < $1.utf8.count } ?? ""))
    }

    // MARK: Rules

    private mutating func need(of rule: Rule) -> NeedFormula {
        var names: [String: String] = [:]
        var open = [rule.when]
        while let next = open.popLast() {
            if case .anyRecord(let test) = next.test, !test.bind.isEmpty { names[test.bind] = test.kind }
            open += next.children
        }
        guard case .record(let subject) = rule.subject else { return need(of: rule.when, on: "", names) }
        return .conjunction([kind(subject), need(of: rule.when, on: subject, names)])
    }

    /// What must stand there for a condition to be true of a record of that kind.
    private mutating func need(
        of condition: Condition, on record: String, _ names: [String: String]
    ) -> NeedFormula {
        switch condition.test {
        case .all(let inner): return .conjunction(inner.map { need(of: $0, on: record, names) })
        case .any(let inner): return .disjunction(inner.map { need(of: $0, on: record, names) })
        case .atLeast(let count, let inner):
            if count <= 0 { return .always }
            let parts = inner.map { need(of: $0, on: record, names) }
            return count >= parts.count ? .conjunction(parts) : .disjunction(parts)
        case .not, .noRecord, .happened: return .always
        case .anyRecord(let test):
            return .conjunction(
                [kind(test.kind)] + test.conditions.map { need(of: $0, on: test.kind, names) })
        case .compare(let compare): return .conjunction([compare.left, compare.right].map { owner(of: $0, names) })
        case .text(let test): return .disjunction([spread(test.pattern), needles.formula(.apart)])
        case .field(let test):
            guard let named = test.kind else { return value(test, of: record) }
            return .conjunction([kind(named), value(test, of: named)])
        }
    }

    /// A record of the kind an operand speaks of.
    private mutating func owner(of path: String, _ names: [String: String]) -> NeedFormula {
        guard let dot = path.firstIndex(of: ".") else { return .always }
        let owner = String(path[..<dot])
        if let bound = names[owner] { return kind(bound) }
        return vocabulary.kind(owner) == nil ? .always : kind(owner)
    }

    /// What a pattern needs in a value.
    private mutating func pattern(_ pattern: Condition.PatternReference) -> NeedFormula {
        .disjunction(Self.texts(of: pattern).map { $0.map { needles.formula($0) } } ?? [.always])
    }

    private static func texts(of pattern: Condition.PatternReference) -> [String]? {
        guard pattern.isRegularExpression else { return [pattern.text] }
        return Pattern.requiredTexts(ofExpression: pattern.text)?.map { String(decoding: $0, as: UTF8.self) }
    }

    /// What a pattern needs in the text of records: readers of listings write it anew, `name : value` a line, so that
    /// what stands on two lines there may stand apart in the input. Between two colons there is one such place at most:
    /// what is before it or what is behind it is whole, and that is one of the halves.
    private mutating func spread(_ pattern: Condition.PatternReference) -> NeedFormula {
        guard let texts = Self.texts(of: pattern) else { return .always }
        return .disjunction(texts.map { text in .conjunction(text.split(separator: ":").map { halves(of: $0) }) })
    }

    private mutating func halves(of text: Substring) -> NeedFormula {
        guard let bare = BareText.of(String(text)), bare.count >= 6 else { return .always }
        let half = (bare.count + 1) / 2
        return .disjunction([needles.formula(Array(bare.prefix(half))), needles.formula(Array(bare.suffix(half)))])
    }

    // MARK: Values

    private mutating func value(_ test: Condition.FieldTest, of kindName: String) -> NeedFormula {
        let formula = wholeValue(test, of: kindName)
        // Lines of a message may stand apart.
        return kindName == "error" ? .disjunction([formula, needles.formula(.apart)]) : formula
    }

    private mutating func wholeValue(_ test: Condition.FieldTest, of kindName: String) -> NeedFormula {
        let texts: [String]
        switch test.comparison {
        case .equals(let text), .contains(let text), .startsWith(let text), .endsWith(let text), .includes(let text):
            texts = [text]
        case .oneOf(let several): texts = several
        case .matches(let reference):
            return isWritten(test.name, kindName) && set(test.name, of: kindName, to: nil) == .never
                ? pattern(reference) : .always
        default: return .always
        }
        if kindName == "observation" || kindName == "tried" { return statement(test, texts, kindName) }
        if vocabulary.kind(kindName)?.field(test.name)?.type == .integer {
            let written = NeedFormula.conjunction([
                .disjunction(texts.map { number($0) }), filling(test.name, of: kindName),
            ])
            return .disjunction([written] + texts.map { set(test.name, of: kindName, to: $0) })
        }
        guard isWritten(test.name, kindName) else { return .always }
        return .disjunction(
            texts.flatMap { text in [written(text), set(test.name, of: kindName, to: text)] })
    }

    /// True for a field whose text stands in the input as it is.
    private func isWritten(_ name: String, _ kindName: String) -> Bool {
        if OwnWords.fill(name, of: kindName) { return false }
        guard let declared = vocabulary.kind(kindName)?.field(name) else { return !name.contains(".") }
        return declared.type == .text || declared.type == .list
    }

    /// A text, unless it has other spellings: truth, GUIDs, and numbers that are whole units of time or size.
    private mutating func written(_ text: String) -> NeedFormula {
        let folded = text.lowercased()
        if ["true", "$true", "yes", "false", "$false", "no"].contains(folded) { return .always }
        let digits = folded.utf8.filter { $0 != 0x2D && $0 != 0x7B && $0 != 0x7D && $0 != 0x20 }
        if digits.count == 32, digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) {
            return .always
        }
        if text.utf8.count == 24, text.hasSuffix("==") { return .always }
        guard let first = text.utf8.first, first <= 0x39, let number = Int64(text.prefix { $0.isNumber || $0 == "-" })
        else { return needles.formula(text) }
        guard text.utf8.allSatisfy({ $0 <= 0x39 }) else {
            // A number with a unit, or a text that starts with a digit.
            return text.utf8.count > 12 ? needles.formula(text) : .always
        }
        if number % 60 == 0 || number % 1024 == 0 || number <= 0 { return .always }
        return .disjunction([needles.formula(text), needles.formula(.numbers)])
    }

    /// What must stand there for anything to fill a field: a template that has a hole for it, unless readers do.
    private mutating func filling(_ field: String, of kindName: String) -> NeedFormula {
        let key = field + "\n" + kindName
        if let known = fillings[key] { return known }
        let formula = madeFilling(field, of: kindName)
        fillings[key] = formula
        return formula
    }

    private mutating func madeFilling(_ field: String, of kindName: String) -> NeedFormula {
        if OwnWords.readersFill(field, of: kindName) { return .always }
        let hole = "{" + field.lowercased()
        var ways: [NeedFormula] = []
        for template in vocabulary.templates where template.kind == kindName {
            let text = template.text.lowercased()
            if text.contains(hole + "}") || text.contains(hole + ":") { ways.append(literals(of: template.text)) }
        }
        return .disjunction(ways)
    }

    /// A whole number: its digits, the hexadecimal ones, or a name that stands for it.
    private mutating func number(_ text: String) -> NeedFormula {
        guard let number = Int64(text), number >= 100, number % 60 != 0, number % 1024 != 0 else { return .always }
        return .disjunction(
            [
                needles.formula(String(number)), needles.formula("0x" + String(number, radix: 16)),
                needles.formula(.numbers),
            ]
                + OwnWords.names(of: number).map { needles.formula($0) })
    }

    /// Prose says it: the client and its state in phrases of the vocabulary, or the step.
    private mutating func statement(
        _ test: Condition.FieldTest, _ texts: [String], _ kindName: String
    ) -> NeedFormula {
        func phrases(_ terms: [Vocabulary.Term], named names: [String]) -> [String] {
            terms.filter { term in names.contains { $0.lowercased() == term.name.lowercased() } }.flatMap(\.phrases)
        }
        if kindName == "tried" {
            return .disjunction(phrases(vocabulary.tried, named: texts).map { needles.formula($0) })
        }
        let surfaces = phrases(vocabulary.surfaces, named: [test.name])
        // Whom it is about is written out.
        if surfaces.isEmpty { return .always }
        return .conjunction([
            .disjunction(surfaces.map { needles.formula($0) }),
            .disjunction(phrases(vocabulary.states, named: texts).map { needles.formula($0) }),
        ])
    }

    /// What the vocabulary sets a field to; nil asks for any value.
    private mutating func set(_ field: String, of kindName: String, to text: String?) -> NeedFormula {
        func isMeant(_ name: String, _ value: String) -> Bool {
            guard name.lowercased() == field.lowercased() else { return false }
            return text.map { BareText.of($0) == BareText.of(value) || value.utf8.count >= $0.utf8.count } ?? true
        }
        var ways: [NeedFormula] = []
        for template in vocabulary.templates where template.kind == kindName {
            if template.sets.contains(where: { isMeant($0.key, $0.value) }) { ways.append(literals(of: template.text)) }
        }
        for derivation in vocabulary.kind(kindName)?.derivations ?? [] where isMeant(derivation.field, derivation.value)
        {
            ways.append(.conjunction(derivation.tests.map { written($0.text) }))
        }
        if kindName == "session" {
            for opener in vocabulary.sessionOpeners {
                let sets = opener.sets.contains { isMeant($0.key, $0.value) }
                if sets || opener.setsWhenParameter.contains(where: { isMeant($0.field, $0.value) }) {
                    ways.append(needles.formula(opener.command))
                }
            }
        }
        return .disjunction(ways)
    }

    /// The texts around the holes of a template.
    private mutating func literals(of template: String) -> NeedFormula {
        var parts: [NeedFormula] = []
        for part in template.split(separator: "{", omittingEmptySubsequences: false) {
            let text = part.firstIndex(of: "}").map { part[part.index(after: $0)...] } ?? part
            if text.utf8.count >= 5 { parts.append(needles.formula(String(text))) }
        }
        return .conjunction(parts)
    }
}
