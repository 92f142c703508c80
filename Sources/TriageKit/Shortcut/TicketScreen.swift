import Synchronization
import TriageBytes
import TriageEngine
import TriageModel
public import TriagePatterns
import TriageReaders
import TriageRules

/// Tells tickets in which nothing can fire by one look at their bytes: they are off topic, and no rule matches.
///
/// One for a set of rules, for any number of threads.
///
/// ```swift
/// let screen = TicketScreen(triage)
/// if screen.cannotFire(inputs) { … } else { triage.diagnose(inputs, options: options) }
/// ```
public final class TicketScreen: Sendable {
    private let needles: PresenceSet
    /// Those of them one of which stands wherever anything can fire, and their numbers among all.
    private let keys: PresenceSet
    private let signKeys: TextSigns
    private let count: Int
    /// What puts a case on topic, then what each rule needs.
    private let needs: [NeedFormula]
    private let names: [String]
    /// The same to be asked quickly.
    private let table: NeedTable
    private let idle = Mutex<[Desk]>([])
    private let passed = Atomic<Int>(0)
    /// True when something needs nothing at all, so that no ticket can be passed over.
    public let isUseless: Bool

    /// Works out what must stand in a ticket for anything to fire.
    public init(_ triage: Triage, cache: PatternCache? = nil) {
        let evidence = NeededEvidence(knowledge: triage.knowledge, engine: triage.engine)
        needles = PresenceSet(evidence.needles.texts, cache: cache)
        count = evidence.needles.count
        needs = [evidence.topic] + evidence.rules.map(\.need)
        names = ["topic"] + evidence.rules.map(\.id)
        table = NeedTable(needs, likelihood: evidence.needles.likelihood)
        isUseless = table.hasFree
        let signs = NeedleList.Sign.allCases
        let numbers = table.keys
        keys = PresenceSet(
            numbers.filter { $0 >= signs.count }.map { evidence.needles.texts[$0 - signs.count] }, cache: cache)
        signKeys = TextSigns(signs.filter { numbers.contains($0.rawValue) }.map { $0.asTextSign })
    }

    /// Number of texts that are looked for.
    public var textCount: Int { needles.count }

    /// Ids of the rules that can match whatever the texts say, and make the screen useless; `topic` for the topic itself.
    public var rulesWithoutNeeds: [String] {
        let nothing = [Bool](repeating: false, count: count)
        return needs.indices.filter { needs[$0].holds(nothing) }.map { names[$0] }
    }

    /// Compiles, or loads, what is searched for now.
    public func compile() throws(PatternError) {
        try keys.compile()
        try needles.compile()
    }

    /// True when the diagnosis of these inputs, nothing stated beside them, is `off-topic` without any finding. False when
    /// that cannot be told without reading them.
    public func cannotFire(_ inputs: [CaseInput]) -> Bool {
        if inputs.isEmpty { return false }
        return withDesk { desk in
            for input in inputs {
                guard input.format == nil, case .success(let bytes) = input.content, input.problem == nil,
                    desk.take(bytes, name: input.name, self)
                else { return false }
            }
            return true
        }
    }

    /// The same of one input of unknown format.
    public func cannotFire(_ bytes: [UInt8], name: String) -> Bool {
        withDesk { desk in desk.take(bytes, name: name, self) }
    }

    /// True when `body` takes everything in, and nothing can fire where only that stands.
    private func withDesk(_ body: (inout Desk) -> Bool) -> Bool {
        if isUseless { return false }
        var desk =
            idle.withLock { $0.popLast() }
            ?? Desk(
                count: count, formulas: table.count, keyScanner: PresenceScanner(keys),
                scanner: PresenceScanner(needles))
        desk.begin(thoroughly: false)
        var isTaken = body(&desk)
        if !isTaken, desk.hasLateKey {
            desk.begin(thoroughly: true)
            isTaken = body(&desk)
        }
        let cannot = isTaken && desk.holdsNothing(table)
        idle.withLock { $0.append(desk) }
        if cannot { passed.add(1, ordering: .relaxed) }
        return cannot
    }

    /// Tickets of which it was told so far that nothing can fire.
    public var passedCount: Int { passed.load(ordering: .relaxed) }

    /// What one thread needs to look at tickets, one at a time.
    ///
    /// `@unchecked Sendable`: a desk is taken from the list of idle ones before it is used and put back after that, so one
    /// thread has it at a time.
    private struct Desk: @unchecked Sendable {
        private let keyScanner: PresenceScanner
        private let scanner: PresenceScanner
        private var bare = BareText()
        private var present: [Bool]
        private var asked: [Bool]
        private var found: [Int] = []
        private var hasWords = false
        /// Keys alone are looked for until one is found: of nearly all tickets nothing else needs to be known.
        private var isThorough = false
        private var textsWithoutKey = 0
        /// A key was found behind texts in which nothing but keys was looked for: all has to be looked at again.
        private(set) var hasLateKey = false
        /// Texts in strings of texts that are looked at.
        private static let mostEscapes = 3

        init(count: Int, formulas: Int, keyScanner: PresenceScanner, scanner: PresenceScanner) {
            self.keyScanner = keyScanner
            self.scanner = scanner
            present = [Bool](repeating: false, count: count)
            asked = [Bool](repeating: false, count: formulas)
        }

        /// Begins with a ticket.
        mutating func begin(thoroughly: Bool) {
            for number in found { present[number] = false }
            found.removeAll(keepingCapacity: true)
            hasWords = false
            isThorough = thoroughly
            textsWithoutKey = 0
            hasLateKey = false
        }

        /// Adds what stands in an input; false when that cannot be told.
        mutating func take(_ bytes: [UInt8], name: String, _ screen: TicketScreen) -> Bool {
            if CaseExpander.isItsOwnText(bytes, name: name) { return take(bytes, screen, depth: 0) }
            for text in CaseExpander.texts(of: bytes, name: name) {
                guard let text, take(text, screen, depth: 0) else { return false }
            }
            return true
        }

        /// Nothing can fire where only that stands.
        mutating func holdsNothing(_ table: NeedTable) -> Bool { hasWords && !table.holds(found, present, &asked) }

        /// Adds what stands in a text; false when that cannot be told, or need not be any more.
        private mutating func take(_ text: [UInt8], _ screen: TicketScreen, depth: Int) -> Bool {
            let signs = TextSigns.gather(text, into: &bare)
            guard !signs.contains(.unclear), let isSearched = try? search(signs, screen), isSearched else {
                return false
            }
            hasWords = hasWords || bare.count > 0
            guard signs.contains(.escaped) else { return true }
            // JSON may stand in strings of JSON.
            guard depth < Self.mostEscapes, !screen.table.holds(found, present, &asked),
                let undone = JSONEscapes.undone(text)
            else { return false }
            return take(undone, screen, depth: depth + 1)
        }

        /// Looks for what is of interest in the text that was reduced; false when that cannot be done.
        private mutating func search(_ signs: TextSigns, _ screen: TicketScreen) throws(PatternError) -> Bool {
            if !isThorough {
                guard let keys = try keyScanner.present(in: bare.bytes, count: bare.count) else { return false }
                if keys.isEmpty, signs.isDisjoint(with: screen.signKeys) {
                    textsWithoutKey += 1
                    return true
                }
                if textsWithoutKey > 0 {
                    hasLateKey = true
                    return false
                }
                isThorough = true
            }
            guard let hits = try scanner.present(in: bare.bytes, count: bare.count) else { return false }
            for hit in hits { note(hit + NeedleList.Sign.allCases.count) }
            for sign in NeedleList.Sign.allCases where signs.contains(sign.asTextSign) { note(sign.rawValue) }
            return true
        }

        private mutating func note(_ number: Int) {
            guard !present[number] else { return }
            present[number] = true
            found.append(number)
        }
    }
}

extension NeedleList.Sign {
    /// The sign as texts have it.
    fileprivate var asTextSign: TextSigns {
        switch self {
        case .numbers: .numbers
        case .apart: .apart
        }
    }
}
