import TriageModel

/// A batch as one page: a single file that loads nothing and reads well without its script.
public enum QueuePageReporter {
    /// The page; equal input gives equal bytes.
    ///
    /// - Parameter sha256: the hash of bytes, for the page's policy; this module has none.
    public static func render(_ view: QueuePageView, sha256: ([UInt8]) -> [UInt8]) -> [UInt8] {
        var page = QueuePage(view)
        page.document(
            policy: HTMLReporter.policy(
                sha256, styles: PageAssets.queueStyles, scripts: PageAssets.queueScripts))
        return page.html.bytes
    }
}

/// The page on its way to HTML. The parts stand in extensions.
struct QueuePage {
    let view: QueuePageView
    /// Causes that are the first of a ticket, the most frequent first; positions in the view's list.
    let ranked: [Int]
    /// The rows, worst first.
    let rows: [QueuePageView.Row]
    var html = HTMLWriter()

    init(_ view: QueuePageView) {
        self.view = view
        ranked = view.causes.indices.filter { view.causes[$0].count > 0 }.sorted {
            let (left, right) = (view.causes[$0], view.causes[$1])
            return (right.count, left.cause, left.rule) < (left.count, right.cause, right.rule)
        }
        // Numbers are sorted, for to move rows about costs more than to compare them.
        var order = view.rows.enumerated().map { place, row in
            (rank: row.rank, people: row.isPlain ? 0 : row.people, place: place)
        }
        order.sort { ($0.rank, $1.people, $0.place) < ($1.rank, $0.people, $1.place) }
        rows = order.map { view.rows[$0.place] }
    }

    enum Section: String, CaseIterable {
        case causes, time, stages, unknown, tickets, threads

        var heading: String {
            switch self {
            case .causes: "Causes"
            case .time: "Over time"
            case .stages: "By stage"
            case .unknown: "What no rule knows yet"
            case .threads: "Tickets that repeat others"
            case .tickets: "All tickets"
            }
        }
    }

    private var sections: [Section] {
        Section.allCases.filter { section in
            switch section {
            case .causes, .stages: !ranked.isEmpty
            case .time: view.days.count > 1
            case .unknown: !view.clusters.isEmpty
            case .threads: !view.threads.isEmpty
            case .tickets: !view.rows.isEmpty
            }
        }
    }

    mutating func document(policy: String) {
        html.startPage(
            "Queue: \(Numbers.count(view.tickets, "ticket", "tickets"))", policy: policy,
            styles: PageAssets.queueStyles, main: "To the queue")
        top()
        html.start(.div, [.class("shell")])
        contents()
        html.start(.main, [.id("main")])
        for section in sections { write(section) }
        html.end()
        html.end()
        footer()
        html.endPage(scripts: PageAssets.queueScripts)
    }

    private mutating func write(_ section: Section) {
        html.start(.section, [.id(section.rawValue), .class("part"), .labelledBy(section.rawValue + "-h")])
        html.element(.h2, [.id(section.rawValue + "-h")], section.heading)
        switch section {
        case .causes: causes()
        case .time: time()
        case .stages: stages()
        case .unknown: clusters()
        case .threads: threads()
        case .tickets: tickets()
        }
        html.end()
    }

    // MARK: The landing

    private mutating func top() {
        let found = view.verdicts[.cause] ?? 0
        html.start(.header, [.class("top " + (found > 0 ? "bad" : "open"))])
        html.start(.div, [.class("inner")])
        html.element(.p, [.class("kind")], Numbers.count(view.tickets, "ticket", "tickets"))
        html.element(.h1, [], headline(found))
        html.start(.ul, [.class("sums")])
        let sums: [(Int, String, String)] = [
            (found, "with a cause", "bad"), (view.verdicts[.insufficient] ?? 0, "cannot be told yet", "open"),
            (view.verdicts[.healthy] ?? 0, "without a fault", "good"),
            (view.verdicts[.offTopic] ?? 0, "about something else", "plain"),
            (view.unreadable, "not read, or not all of it", "bad"), (view.unknown, "with errors no rule knows", "open"),
        ]
        for (count, words, tone) in sums where count > 0 {
            html.start(.li, [.class(tone)])
            html.element(.strong, [], Numbers.grouped(count))
            html.text(" " + words)
            html.end()
        }
        html.end()
        advice()
        html.end()
        html.end()
    }

    private func headline(_ found: Int) -> String {
        guard let first = ranked.first, found > 0 else {
            return view.tickets == 0 ? "No tickets" : "No cause was found in these tickets"
        }
        let cause = view.causes[first]
        let share = Int((Double(cause.count) / Double(found) * 100).rounded())
        return ranked.count == 1
            ? "One cause explains \(Numbers.count(found, "ticket", "tickets"))"
            : "\(Numbers.count(ranked.count, "cause", "causes")); the first of them is \(share)% of what was found"
    }

    private mutating func advice() {
        if let first = ranked.first {
            let cause = view.causes[first]
            html.start(.div, [.class("do")])
            html.element(.h2, [], "Begin here")
            html.start(.p)
            html.element(.span, [.class("cause")], cause.cause)
            html.text(" \(cause.title): \(Numbers.count(cause.count, "ticket", "tickets"))")
            if cause.people > 0 { html.text(", \(Numbers.count(cause.people, "person", "people"))") }
            html.text(".")
            html.end()
            html.end()
        } else if let cluster = view.clusters.first {
            html.start(.div, [.class("do")])
            html.element(.h2, [], "Write this rule next")
            html.start(.p)
            html.text("\(Numbers.count(cluster.tickets, "ticket", "tickets")) show one error that no rule knows.")
            html.end()
            html.end()
        }
    }

    private mutating func contents() {
        html.start(.nav, [.class("contents"), .label("Parts of this page")])
        html.start(.ul)
        for section in sections {
            html.start(.li)
            html.element(.a, [.href(id: section.rawValue)], section.heading)
            html.end()
        }
        html.end()
        html.end()
    }

    private mutating func footer() {
        html.start(.footer, [.class("foot")])
        html.start(.p)
        html.text("Advice as of ")
        html.element(.strong, [], view.asOf.iso)
        html.text(" · kbtriage ")
        html.element(.strong, [], view.toolVersion)
        html.text(" · rules ")
        html.element(.code, [], view.rules)
        html.end()
        html.element(
            .p, [.class("quiet")],
            "This page is one file. It loads nothing, sends nothing, and runs nothing it shows. It holds what the tickets say."
        )
        html.end()
    }
}
