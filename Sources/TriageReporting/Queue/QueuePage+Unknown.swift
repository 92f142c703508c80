import TriageModel

extension QueuePage {
    private static let mostClusters = 12
    private static let mostThreads = 12

    /// What nobody knows yet: a card a group, with what a rule would need.
    mutating func clusters() {
        html.element(
            .p, [.class("quiet")],
            "Tickets that show an error no rule speaks of and have no cause, grouped by what their errors look like.")
        for (index, cluster) in view.clusters.prefix(Self.mostClusters).enumerated() {
            html.start(.article, [.class("card cluster")])
            html.start(.h3)
            html.text(Numbers.count(cluster.tickets, "ticket", "tickets"))
            if cluster.repeats > 0 {
                html.element(.span, [.class("quiet")], ", \(Numbers.grouped(cluster.repeats)) of them repeat another")
            }
            if index == 0 { html.element(.span, [.class("chip write")], "write this rule next") }
            html.end()
            html.element(.p, [.class("template")], cluster.template)
            if !cluster.excerpt.isEmpty { excerpt(cluster) }
            near(cluster)
            examples(cluster)
            if !cluster.draft.isEmpty {
                html.start(.div, [.class("command")])
                html.start(.pre)
                html.element(.code, [], cluster.draft)
                html.end()
                html.end()
            }
            html.end()
        }
        if view.clusters.count > Self.mostClusters {
            html.element(
                .p, [.class("note")],
                "\(Numbers.grouped(view.clusters.count - Self.mostClusters)) smaller groups are not shown.")
        }
    }

    private mutating func excerpt(_ cluster: QueuePageView.Cluster) {
        html.start(.figure, [.class("excerpt")])
        html.element(.figcaption, [], cluster.place)
        html.start(.div, [.class("code"), .focusable, .role("group"), .label("An error as it was written")])
        html.start(.pre)
        html.lines(cluster.excerpt)
        html.end()
        html.end()
        html.end()
    }

    private mutating func near(_ cluster: QueuePageView.Cluster) {
        guard !cluster.nearest.isEmpty else { return }
        html.element(.h4, [], "Nearest rules")
        html.start(.ul, [.class("rows")])
        for near in cluster.nearest {
            html.start(.li)
            html.element(.span, [.class("cause")], near.cause)
            html.text(" " + near.title)
            if !near.missed.isEmpty {
                html.element(.p, [.class("quiet")], near.missed.joined(separator: "; "))
            }
            html.end()
        }
        html.end()
    }

    private mutating func examples(_ cluster: QueuePageView.Cluster) {
        guard !cluster.examples.isEmpty else { return }
        html.start(.p, [.class("note")])
        html.text("Such as ")
        for (index, example) in cluster.examples.enumerated() {
            if index > 0 { html.text(", ") }
            name(example.id, report: example.report)
        }
        html.end()
    }

    /// A ticket's name, as a link to its report where there is one.
    mutating func name(_ id: String, report: String?) {
        if let report {
            html.start(.a, [.file(report)])
            html.element(.bdi, [], id)
            html.end()
        } else {
            html.element(.bdi, [], id)
        }
    }

    /// Duplicates and conversations.
    mutating func threads() {
        html.start(.div, [.class("card")])
        html.start(.ul, [.class("rows")])
        for thread in view.threads.prefix(Self.mostThreads) {
            html.start(.li)
            html.element(.strong, [], Numbers.count(thread.count, "ticket", "tickets"))
            html.text(", \(thread.why): ")
            for (index, id) in thread.tickets.enumerated() {
                if index > 0 { html.text(", ") }
                html.element(.bdi, [], id)
            }
            if thread.count > thread.tickets.count { html.text(" …") }
            html.end()
        }
        html.end()
        if view.threads.count > Self.mostThreads {
            html.element(
                .p, [.class("note")],
                "\(Numbers.grouped(view.threads.count - Self.mostThreads)) more groups are not shown.")
        }
        html.end()
    }
}
