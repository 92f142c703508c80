/// Groups the tickets whose cause nobody knows by what their errors look like.
///
/// Rows are added one after the other, and small pieces of them are kept: memory is bounded whatever the number of tickets.
public struct UnknownClusters: Sendable {
    /// A group of tickets.
    public struct Cluster: Sendable, Hashable {
        /// What their first error has in common; `<*>` where they differ.
        public var template: String
        /// Tickets.
        public var tickets: Int
        /// Of those, tickets that repeat another one.
        public var repeats: Int
        /// The first few, by id.
        public var examples: [Example]
        /// The first error of the first ticket, as it was written.
        public var excerpt: String
        /// Where that stands.
        public var place: TicketVerdict.Place?
        /// The rules that came nearest, the one that came near most often first.
        public var nearest: [UnknownSketch.Near]
    }

    /// A ticket of a group.
    public struct Example: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// Where it comes from: what a rule can be drafted from.
        public var place: String
        /// Its own report.
        public var report: String?
    }

    fileprivate struct Group {
        var tickets = 0
        var repeats = 0
        var examples: [Example] = []
        var excerpt = ""
        var place: TicketVerdict.Place?
        var nearest: [String: (near: UnknownSketch.Near, count: Int)] = [:]
    }

    private var tree = TemplateTree()
    private var groups: [Group] = []
    /// Tickets of unknown cause.
    public private(set) var tickets = 0
    /// Tickets that could not be grouped, as there were too many groups.
    public private(set) var ungrouped = 0

    private static let mostExamples = 5
    private static let mostNearest = 12

    /// No tickets yet.
    public init() {}

    /// Adds a ticket; one whose cause is known is passed over.
    ///
    /// - Parameter isRepeat: true when it repeats a ticket that was added.
    public mutating func add(_ verdict: TicketVerdict, isRepeat: Bool = false) {
        guard !verdict.isPlain, let sketch = verdict.details.sketch, let line = sketch.lines.first else { return }
        tickets += 1
        guard let number = tree.add(line.split(separator: " ").map(String.init)) else {
            ungrouped += 1
            return
        }
        if number == groups.count { groups.append(Group()) }
        guard groups.indices.contains(number) else { return }
        groups[number].add(verdict, sketch, isRepeat: isRepeat, mostExamples: Self.mostExamples, Self.mostNearest)
    }

    /// The groups, the one with the most tickets first; ties by template.
    public func ranked(_ count: Int = 100) -> [Cluster] {
        groups.indices.map { number -> Cluster in
            let group = groups[number]
            let nearest = group.nearest.values.sorted { ($1.count, $0.near.rule) < ($0.count, $1.near.rule) }
            return Cluster(
                template: tree.templates[number].joined(separator: " "), tickets: group.tickets,
                repeats: group.repeats, examples: group.examples, excerpt: group.excerpt, place: group.place,
                nearest: nearest.prefix(3).map(\.near))
        }.sorted { ($1.tickets, $0.template) < ($0.tickets, $1.template) }.prefix(count).map { $0 }
    }
}

extension UnknownClusters.Group {
    fileprivate mutating func add(
        _ verdict: TicketVerdict, _ sketch: UnknownSketch, isRepeat: Bool, mostExamples: Int, _ mostNearest: Int
    ) {
        tickets += 1
        if isRepeat { repeats += 1 }
        if examples.isEmpty {
            excerpt = sketch.excerpt
            place = sketch.place
        }
        if examples.count < mostExamples, !isRepeat || examples.isEmpty {
            examples.append(.init(id: verdict.id, place: verdict.place, report: verdict.report))
        }
        for near in sketch.nearest {
            if let known = nearest[near.rule] {
                nearest[near.rule] = (known.near, known.count + 1)
            } else if nearest.count < mostNearest {
                nearest[near.rule] = (near, 1)
            }
        }
    }
}
