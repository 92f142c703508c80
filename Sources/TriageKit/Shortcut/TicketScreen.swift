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
        table = NeedTable(needs, count: count)
        isUseless = table.hasFree
    }

    /// Number of texts that are looked for.
    public var textCount: Int { needles.count }

    /// Ids of the rules that can match whatever the texts say, and make the screen useless; `topic` for the topic itself.
    public var rulesWithoutNeeds: [String] {
        let nothing = [Bool](repeating: false, count: count)
        return needs.indices.filter { needs[$0].holds(nothing) }.map { names[$0] }
    }

    /// Compiles, or loads, what is searched for now.
    public func compile() throws(PatternError) { try needles.compile() }

    /// True when the diagnosis of these inputs, nothing stated beside them, is `off-topic` without any finding. False when
    /// that cannot be told without reading them.
    public func cannotFire(_ inputs: [CaseInput]) -> Bool {
        if isUseless || inputs.isEmpty { return false }
        var desk =
            idle.withLock { $0.popLast() }
            ?? Desk(count: count, formulas: table.count, scanner: PresenceScanner(needles))
        let cannot = desk.cannotFire(inputs, self)
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
        private let scanner: PresenceScanner
        private var bare = BareText()
        private var present: [Bool]
        private var asked: [Bool]
        private var found: [Int] = []
        private var hasWords = false
        /// Texts in strings of texts that are looked at.
        private static let mostEscapes = 3

        init(count: Int, formulas: Int, scanner: PresenceScanner) {
            self.scanner = scanner
            present = [Bool](repeating: false, count: count)
            asked = [Bool](repeating: false, count: formulas)
        }

        mutating func cannotFire(_ inputs: [CaseInput], _ screen: TicketScreen) -> Bool {
            defer {
                for number in found { present[number] = false }
                found.removeAll(keepingCapacity: true)
            }
            hasWords = false
            for input in inputs {
                guard input.format == nil, case .success(let bytes) = input.content, input.problem == nil else {
                    return false
                }
                for text in CaseExpander.texts(of: bytes, name: input.name) {
                    guard let text, take(text, screen.table, depth: 0) else { return false }
                }
            }
            return hasWords && !screen.table.holds(found, present, &asked)
        }

        /// Adds what stands in a text; false when that cannot be told, or need not be any more.
        private mutating func take(_ text: [UInt8], _ table: NeedTable, depth: Int) -> Bool {
            let signs = TextSigns.gather(text, into: &bare)
            guard !signs.contains(.unclear), let hits = try? scanner.present(in: bare.bytes, count: bare.count) else {
                return false
            }
            hasWords = hasWords || bare.count > 0
            for hit in hits { note(hit + NeedleList.Sign.allCases.count) }
            if signs.contains(.numbers) { note(NeedleList.Sign.numbers.rawValue) }
            if signs.contains(.apart) { note(NeedleList.Sign.apart.rawValue) }
            guard signs.contains(.escaped) else { return true }
            // JSON may stand in strings of JSON.
            guard depth < Self.mostEscapes, !table.holds(found, present, &asked),
                let undone = JSONEscapes.undone(text)
            else { return false }
            return take(undone, table, depth: depth + 1)
        }

        private mutating func note(_ number: Int) {
            guard !present[number] else { return }
            present[number] = true
            found.append(number)
        }
    }
}
