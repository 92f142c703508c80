/// Prints what many tickets came to: the verdict first, then the tickets where they are few, then bars.
public enum QueueReporter {
    /// The text, every line ended by a line feed.
    public static func render(_ view: QueueView, options: TextOptions) -> String {
        var page = TextPage(options: options)
        page.prose([Piece(view.headline, .heading), Piece(view.sentence)])
        if !options.quiet {
            entries(view.entries, &page)
            for chart in view.charts where !chart.bars.isEmpty { draw(chart, &page) }
            problems(view.problems, &page)
            if !view.notes.isEmpty { page.gap() }
            for note in view.notes { page.prose(note) }
        }
        return page.text(color: options.color)
    }

    // MARK: Tickets

    private static func entries(_ entries: [QueueView.Entry], _ page: inout TextPage) {
        guard !entries.isEmpty else { return }
        page.heading("Tickets")
        let names = entries.map { TerminalText.safe($0.name, ascii: page.ascii) }
        let verdicts = columns(entries.map(\.verdict), atMost: 12, page)
        let confidences = columns(entries.map(\.confidence), atMost: 8, page)
        let room = page.width - 2 - verdicts - 1 - confidences - 2
        let wanted = columns(names, atMost: max(16, room / 2), page)
        for (entry, name) in zip(entries, names) {
            let rest = max(0, room - wanted - 2)
            page.row([
                Piece("  "), Piece(cell(entry.verdict, verdicts, page), role(entry.tone)), Piece(" "),
                Piece(cell(entry.confidence, confidences, page), .dim), Piece("  "),
                Piece(TextFit.padded(TextFit.end(name, columns: wanted, glyphs: page.glyphs), columns: wanted)),
                Piece("  "),
                Piece(
                    TextFit.start(
                        TerminalText.safe(entry.detail, ascii: page.ascii), columns: rest, glyphs: page.glyphs), .dim),
            ])
        }
    }

    private static func columns(_ texts: [String], atMost limit: Int, _ page: TextPage) -> Int {
        min(limit, texts.map { DisplayWidth.of(TerminalText.safe($0, ascii: page.ascii)) }.max() ?? 0)
    }

    private static func cell(_ text: String, _ columns: Int, _ page: TextPage) -> String {
        let safe = TerminalText.safe(text, ascii: page.ascii)
        return TextFit.padded(TextFit.start(safe, columns: columns, glyphs: page.glyphs), columns: columns)
    }

    // MARK: Bars

    private static func draw(_ chart: QueueView.Chart, _ page: inout TextPage) {
        page.heading(chart.title)
        let most = max(1, chart.bars.map(\.count).max() ?? 1)
        let keys = columns(chart.bars.map(\.key), atMost: 10, page)
        let numbers = columns(chart.bars.map { Numbers.grouped($0.count) }, atMost: 12, page)
        let notes = columns(chart.bars.map(\.note), atMost: 20, page)
        let fixed = 2 + (keys == 0 ? 0 : keys + 2) + 2 + 1 + numbers + (notes == 0 ? 0 : notes + 2)
        let barRoom = min(32, max(8, (page.width - fixed) * 3 / 10))
        let labels = columns(chart.bars.map(\.label), atMost: max(8, page.width - fixed - barRoom), page)
        for bar in chart.bars {
            var row: [Piece] = [Piece("  ")]
            if keys > 0 { row += [Piece(cell(bar.key, keys, page), .strong), Piece("  ")] }
            row += [Piece(cell(bar.label, labels, page)), Piece("  ")]
            let drawn = QueueBar(bar.parts, most: most, room: barRoom, ascii: page.ascii)
            row += [
                Piece(drawn.text, role(bar.tone)), Piece(String(repeating: " ", count: barRoom - drawn.columns + 1)),
            ]
            let number = Numbers.grouped(bar.count)
            row.append(Piece(String(repeating: " ", count: max(0, numbers - number.utf8.count)) + number, .strong))
            if !bar.note.isEmpty { row.append(Piece("  " + TerminalText.safe(bar.note, ascii: page.ascii), .dim)) }
            page.row(row)
        }
        if !chart.remark.isEmpty { page.prose(chart.remark, .dim, indent: 2) }
    }

    private static func problems(_ problems: [String], _ page: inout TextPage) {
        guard !problems.isEmpty else { return }
        page.heading("Not read")
        for problem in problems { page.prose(problem, indent: 2) }
    }

    private static func role(_ tone: QueueView.Tone) -> Role {
        switch tone {
        case .bad: .bad
        case .good: .good
        case .open: .open
        case .plain: .plain
        }
    }
}

/// A bar of one row of characters. What is sure is drawn full, what is less sure lighter.
struct QueueBar {
    let text: String
    let columns: Int

    /// - Parameter most: the count that fills the room.
    init(_ parts: [Int], most: Int, room: Int, ascii: Bool) {
        let shades = ascii ? ["#", "=", "-"] : ["\u{2588}", "\u{2593}", "\u{2592}"]
        let total = parts.reduce(0, +)
        // Something is never drawn as nothing.
        let length = total == 0 ? 0 : max(1, Int((Double(total) / Double(most) * Double(room)).rounded()))
        var text = ""
        var drawn = 0
        var counted = 0
        for (index, part) in parts.enumerated() where part > 0 {
            counted += part
            let end = Int((Double(counted) / Double(total) * Double(length)).rounded())
            text += String(repeating: shades[min(index, shades.count - 1)], count: max(0, end - drawn))
            drawn = max(drawn, end)
        }
        self.text = text
        columns = drawn
    }
}
