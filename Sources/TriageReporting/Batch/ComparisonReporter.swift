import TriageModel

/// Two runs of a batch side by side, as text for people.
public enum ComparisonReporter {
    /// Tickets a list shows unless everything is wanted.
    private static let mostShown = 20

    /// The page, every line ended by a line feed.
    public static func text(_ view: ComparisonView, options: TextOptions = TextOptions()) -> String {
        var page = TextPage(options: options)
        page.prose([Piece(headline(view), .strong)])
        if options.quiet { return page.text(color: options.color) }
        sides(view, on: &page)
        verdicts(view, on: &page)
        causes(view, on: &page)
        let limit = options.explain ? Int.max : mostShown
        list("New", view.new, limit, on: &page)
        list("Solved", view.solved, limit, on: &page)
        list("Changed", view.changed, limit, on: &page)
        list("Gone", view.gone, limit, on: &page)
        list("Acknowledged", view.acknowledged, limit, on: &page)
        return page.text(color: options.color)
    }

    private static func headline(_ view: ComparisonView) -> String {
        if view.isSame && view.acknowledged.isEmpty {
            return "Nothing changed: \(Numbers.count(view.same, "ticket is", "tickets are")) as before."
        }
        let parts = [
            (view.new.count, "new"), (view.solved.count, "solved"), (view.changed.count, "changed"),
            (view.gone.count, "gone"), (view.same, "as before"), (view.acknowledged.count, "acknowledged"),
        ]
        return parts.filter { $0.0 > 0 }.map { Numbers.grouped($0.0) + " " + $0.1 }.joined(separator: ", ") + "."
    }

    private static func sides(_ view: ComparisonView, on page: inout TextPage) {
        page.gap()
        for (name, side) in [("before", view.before), ("after ", view.after)] {
            var words = ["\(side.name)", Numbers.count(side.tickets, "ticket", "tickets")]
            if let made = side.made { words.append("made on \(made.iso)") }
            if let asOf = side.asOf { words.append("advice as of \(asOf.iso)") }
            page.prose(words.joined(separator: ", "), indent: 2, lead: Piece(name + "  ", .dim))
        }
        if !view.before.rules.isEmpty, !view.after.rules.isEmpty, view.before.rules != view.after.rules {
            page.prose(
                "The runs used different rules: a verdict may have changed though its ticket did not.", .open, indent: 2
            )
        }
    }

    private static func verdicts(_ view: ComparisonView, on page: inout TextPage) {
        let shown = view.verdicts.filter { $0.before + $0.after > 0 }
        guard !shown.isEmpty else { return }
        page.heading("Verdicts")
        for trend in shown {
            page.row("  " + figures(trend.before, trend.after) + "  " + trend.verdict.rawValue)
        }
    }

    private static func causes(_ view: ComparisonView, on page: inout TextPage) {
        guard !view.causes.isEmpty else { return }
        page.heading("Causes")
        for trend in view.causes {
            let moved = trend.came + trend.went > 0 ? " (\(trend.came) came, \(trend.went) went)" : ""
            page.prose(
                [Piece(trend.cause + " ", .strong), Piece(trend.title), Piece(moved, .dim)], indent: 2,
                lead: Piece(figures(trend.before, trend.after) + "  "))
        }
    }

    /// `   12 ->    15   +3`.
    private static func figures(_ before: Int, _ after: Int) -> String {
        let change = after - before
        let sign = change == 0 ? "=" : (change > 0 ? "+" : "") + Numbers.grouped(change)
        return right(Numbers.grouped(before), 7) + " -> " + right(Numbers.grouped(after), 7) + right(sign, 8)
    }

    private static func right(_ text: String, _ columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - text.utf8.count)) + text
    }

    private static func list(
        _ heading: String, _ tickets: [ComparisonView.Ticket], _ limit: Int, on page: inout TextPage
    ) {
        guard !tickets.isEmpty else { return }
        page.heading("\(heading) (\(Numbers.grouped(tickets.count)))")
        for ticket in tickets.prefix(limit) {
            var pieces = [Piece(ticket.id, .strong), Piece("  ")]
            switch (ticket.before, ticket.after) {
            case (let before?, let after?) where before != after:
                pieces += [Piece(words(before), .dim), Piece(" -> "), Piece(words(after))]
            case (_, let after?): pieces.append(Piece(words(after)))
            case (let before?, nil): pieces.append(Piece(words(before), .dim))
            case (nil, nil): break
            }
            if let known = ticket.acknowledged {
                pieces.append(Piece("; until \(known.until.iso): \(known.reason)", .dim))
            }
            page.prose(pieces, indent: 2)
        }
        if tickets.count > limit {
            page.row("  \(Numbers.grouped(tickets.count - limit)) more; --all shows them, --format json too", .dim)
        }
    }

    private static func words(_ state: ComparisonView.State) -> String {
        if state.causes.isEmpty { return state.verdict.rawValue }
        return state.causes.prefix(4).map { "\($0.cause) (\($0.confidence.rawValue))" }.joined(separator: ", ")
            + (state.causes.count > 4 ? ", \(state.causes.count - 4) more" : "")
    }
}
