/// Finds tickets that repeat others: the same content twice, mails of one conversation, and texts that quote one another.
///
/// Rows are added one after the other; of each, hashes are kept. More than ``mostTickets`` are not looked at, and
/// ``isCut`` says so.
public struct TicketThreads: Sendable {
    /// Why a ticket belongs to another.
    public enum Link: String, Sendable, Hashable {
        /// The same content.
        case duplicate
        /// A mail that answers it, or is answered by it.
        case conversation
        /// One quotes the other.
        case quotation
    }

    /// Tickets that belong together.
    public struct Thread: Sendable, Hashable {
        /// Their ids, in the order they came; the first few.
        public var tickets: [String]
        /// How many there are.
        public var count: Int
        /// Why: all links between them, the strongest first.
        public var links: [Link]
        /// The strongest of them.
        public var link: Link { links.first ?? .conversation }
    }

    /// Tickets that are looked at: their hashes take about half a kilobyte each.
    public static let mostTickets = 100_000
    /// Lines of a ticket by which others find it.
    private static let indexed = 6
    /// A line that stands in more tickets than this is a signature or a disclaimer and tells nothing.
    private static let commonLine = 12

    private var names: [String] = []
    private var parents: [Int32] = []
    private var links: [Int32: Set<Link>] = [:]
    private var contents = DigestTable()
    private var messages: [Int: Int32] = [:]
    private var lines: [Int: [Int32]] = [:]
    private var sketches: [Int32: [Int]] = [:]
    /// True when there were more tickets than are looked at.
    public private(set) var isCut = false

    /// No tickets yet.
    public init() {}

    /// Adds a ticket; what it is to one that was added before, nil when it is new.
    @discardableResult
    public mutating func add(_ verdict: TicketVerdict) -> Link? {
        guard names.count < Self.mostTickets else {
            isCut = true
            return nil
        }
        let number = Int32(names.count)
        names.append(verdict.id)
        parents.append(number)
        var link: Link?
        if let hash = verdict.contentHash, let first = contents.number(of: hash, orBecomes: number) {
            join(number, first, .duplicate)
            link = .duplicate
        }
        guard !verdict.isPlain, let thread = verdict.details.thread else { return link }
        if thread.message != 0 { link = conversation(thread.message, number) ?? link }
        for reference in thread.references { link = link ?? conversation(reference, number) }
        if link == nil, let other = quoted(thread.lines) {
            join(number, other, .quotation)
            link = .quotation
        }
        for line in thread.lines.prefix(Self.indexed) where lines[line, default: []].count <= Self.commonLine {
            lines[line, default: []].append(number)
        }
        if !thread.lines.isEmpty { sketches[number] = thread.lines }
        return link
    }

    /// The ticket that has a mail, or speaks of it.
    private mutating func conversation(_ message: Int, _ number: Int32) -> Link? {
        guard let other = messages[message] else {
            messages[message] = number
            return nil
        }
        guard root(other) != root(number) else { return nil }
        join(number, other, .conversation)
        return .conversation
    }

    /// A ticket all of whose lines these hold, or the other way round, as far as the sketches tell: nine of ten of those
    /// that would be in both, at least three.
    private func quoted(_ own: [Int]) -> Int32? {
        var counts: [Int32: Int] = [:]
        var common = 0
        for line in own {
            let others = lines[line] ?? []
            if others.count > Self.commonLine {
                common += 1
            } else {
                for other in others { counts[other, default: 0] += 1 }
            }
        }
        let ownLines = Set(own)
        for (other, _) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(8) {
            guard let theirs = sketches[other] else { continue }
            // Beyond the largest hash of a full sketch nothing is known of it.
            let ownEnd = own.count < ThreadSketch.mostLines ? Int.max : own.last ?? 0
            let theirEnd = theirs.count < ThreadSketch.mostLines ? Int.max : theirs.last ?? 0
            let end = min(ownEnd, theirEnd)
            let shared = theirs.count { $0 <= end && ownLines.contains($0) } - common
            let smaller = min(own.count { $0 <= end }, theirs.count { $0 <= end }) - common
            if smaller >= 3, shared * 10 >= smaller * 9 { return other }
        }
        return nil
    }

    // MARK: Groups

    private func root(_ number: Int32) -> Int32 {
        var number = number
        while parents[Int(number)] != number { number = parents[Int(number)] }
        return number
    }

    private mutating func join(_ one: Int32, _ other: Int32, _ link: Link) {
        let first = min(root(one), root(other))
        let second = max(root(one), root(other))
        let all = (links[first] ?? []).union(links[second] ?? []).union([link])
        // The new ticket and both roots point at the first, so that ways stay short.
        parents[Int(second)] = first
        parents[Int(one)] = first
        parents[Int(other)] = first
        links[second] = nil
        links[first] = all
    }

    /// The groups, the largest first; ties in the order of their first tickets.
    public func threads(_ count: Int = 100, tickets most: Int = 20) -> [Thread] {
        var groups: [Int32: (tickets: [String], count: Int)] = [:]
        for number in parents.indices {
            let root = root(Int32(number))
            guard links[root] != nil else { continue }
            groups[root, default: ([], 0)].count += 1
            if groups[root, default: ([], 0)].tickets.count < most { groups[root]?.tickets.append(names[number]) }
        }
        return groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(count).map { root, group in
            Thread(
                tickets: group.tickets, count: group.count, links: (links[root] ?? []).sorted { $0.rank < $1.rank })
        }
    }
}

extension TicketThreads.Link {
    fileprivate var rank: Int {
        switch self {
        case .duplicate: 0
        case .conversation: 1
        case .quotation: 2
        }
    }
}
