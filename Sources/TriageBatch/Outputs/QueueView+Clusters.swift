public import TriageReporting

extension QueueView {
    private static let mostClusters = 5

    /// Adds what no rule knows: the largest groups, and the command that drafts a rule from the first.
    public mutating func add(_ clusters: UnknownClusters, _ threads: TicketThreads) {
        let ranked = clusters.ranked(Self.mostClusters)
        if !ranked.isEmpty {
            charts.append(
                Chart(
                    title: "Errors no rule knows",
                    bars: ranked.map { Bar(label: $0.template, parts: [$0.tickets], tone: .open) },
                    remark: ranked.first?.draftCommand.map { "Write this rule next: " + $0 } ?? ""))
        }
        let groups = threads.threads(1_000, tickets: 0)
        let repeats = groups.reduce(0) { $0 + $1.count - 1 }
        if repeats > 0 {
            notes.append(
                repeats == 1 ? "1 ticket repeats another" : "\(repeats) tickets repeat others (\(groups.count) groups)")
        }
        if threads.isCut { notes.append("Repeats were looked for in the first \(TicketThreads.mostTickets) tickets") }
    }
}
