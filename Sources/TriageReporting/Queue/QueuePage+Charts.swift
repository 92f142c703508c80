import TriageModel

extension QueuePage {
    private static let mostCauses = 15
    /// Causes that have a colour of their own; the others share one.
    private static let mostSeries = 6
    private static let mostColumns = 62

    // MARK: Bars

    /// The causes, one bar each, parted by confidence.
    mutating func causes() {
        let most = max(1, ranked.map { view.causes[$0].count }.max() ?? 1)
        html.start(.div, [.class("card")])
        html.start(.ul, [.class("bars-list")])
        for index in ranked.prefix(Self.mostCauses) {
            let cause = view.causes[index]
            html.start(.li, [.id(Self.anchor(cause.rule))])
            html.start(.p, [.class("bar-words")])
            html.element(.span, [.class("cause")], cause.cause)
            html.text(" " + cause.title)
            html.start(.span, [.class("quiet")])
            if cause.people > 0 { html.text(" · \(Numbers.count(cause.people, "person", "people"))") }
            if cause.alsoIn > 0 { html.text(" · also in \(Numbers.grouped(cause.alsoIn)) after another cause") }
            html.end()
            html.end()
            bar(
                zip(cause.tickets, ["high", "medium", "low"]).map { ($0, $1) }, most: most,
                words: Numbers.count(cause.count, "ticket", "tickets"))
            html.end()
        }
        html.end()
        if ranked.count > Self.mostCauses {
            html.element(
                .p, [.class("quiet")],
                Numbers.count(ranked.count - Self.mostCauses, "more cause is", "more causes are") + " in the table.")
        }
        html.start(.p, [.class("legend")])
        for level in ["high", "medium", "low"] {
            html.start(.span)
            swatch("part-" + level)
            html.text(level + " confidence")
            html.end()
        }
        html.end()
        html.end()
    }

    mutating func stages() {
        var counts: [String: Int] = [:]
        for cause in view.causes { counts[cause.stage, default: 0] += cause.count }
        let known = view.stages.map(\.name)
        let order = known + counts.keys.filter { !known.contains($0) }.sorted()
        let most = max(1, counts.values.max() ?? 1)
        html.start(.div, [.class("card")])
        html.start(.ul, [.class("bars-list")])
        for stage in order {
            guard let count = counts[stage], count > 0 else { continue }
            html.start(.li)
            html.element(.p, [.class("bar-words")], view.stages.first { $0.name == stage }?.label ?? stage)
            bar([(count, "high")], most: most, words: Numbers.count(count, "ticket", "tickets"))
            html.end()
        }
        html.end()
        html.end()
    }

    private mutating func bar(_ parts: [(count: Int, kind: String)], most: Int, words: String) {
        html.start(.div, [.class("bar-row")])
        html.start(.svg, [.class("bar"), .hiddenFromReaders, .draw("width", "100%"), .draw("height", "14")])
        var start = 0.0
        for part in parts where part.count > 0 {
            let share = max(0.4, Double(part.count) / Double(most) * 100)
            html.element(
                .rect,
                [
                    .class("part-" + part.kind), .draw("x", Self.percent(start)), .draw("y", "0"),
                    .draw("width", Self.percent(share)), .draw("height", "14"), .draw("rx", "2"),
                ])
            start += share
        }
        html.end()
        html.element(.span, [.class("bar-count")], words)
        html.end()
    }

    // MARK: Over time

    /// Tickets by the day, week or month they were created, stacked by cause.
    mutating func time() {
        let buckets = TimeBuckets(view.days.keys, most: Self.mostColumns)
        let series = Array(ranked.prefix(Self.mostSeries))
        // Per bucket: the series, other causes, no cause.
        var columns = [[Int]](repeating: [Int](repeating: 0, count: series.count + 2), count: buckets.count)
        for (day, counts) in view.days {
            guard let column = buckets.column(of: day) else { continue }
            for (cause, count) in counts {
                let row = cause < 0 ? series.count + 1 : series.firstIndex(of: cause) ?? series.count
                columns[column][row] += count
            }
        }
        let most = max(1, columns.map { $0.reduce(0, +) }.max() ?? 1)
        html.start(.figure, [.class("card")])
        html.start(
            .svg,
            [
                .class("time"), .role("img"), .labelledBy("time-t"), .draw("width", "100%"), .draw("height", "260"),
            ])
        html.element(.svgTitle, [.id("time-t")], "Tickets by \(buckets.unit), stacked by cause; at most \(most).")
        html.element(.text, [.class("axis"), .draw("x", "0"), .draw("y", "12")], Numbers.grouped(most))
        html.element(
            .rect,
            [.class("axis-line"), .draw("x", "0"), .draw("y", "220"), .draw("width", "100%"), .draw("height", "1")])
        let step = 100 / Double(buckets.count)
        for (index, counts) in columns.enumerated() {
            var top = 220.0
            for (row, count) in counts.enumerated().reversed() where count > 0 {
                let height = Double(count) / Double(most) * 200
                top -= height
                let kind = row == series.count + 1 ? "none" : row == series.count ? "rest" : "\(row)"
                html.start(
                    .rect,
                    [
                        .class("s-" + kind), .draw("x", Self.percent(Double(index) * step + step * 0.1)),
                        .draw("y", Self.number(top)), .draw("width", Self.percent(step * 0.8)),
                        .draw("height", Self.number(max(height, 0.8))),
                    ])
                html.element(.svgTitle, [], "\(buckets.label(index)): \(count)")
                html.end()
            }
        }
        for (index, anchor) in [(0, "start"), (buckets.count / 2, "middle"), (buckets.count - 1, "end")] {
            let x = anchor == "start" ? 0 : anchor == "end" ? 100 : (Double(index) + 0.5) * step
            html.element(
                .text,
                [
                    .class("axis"), .draw("x", Self.percent(x)), .draw("y", "240"), .draw("text-anchor", anchor),
                ], buckets.label(index))
        }
        html.end()
        html.start(.p, [.class("legend")])
        func stands(_ row: Int) -> Bool { columns.contains { $0[row] > 0 } }
        for (row, index) in series.enumerated() where stands(row) {
            html.start(.span)
            swatch("s-\(row)")
            html.text(view.causes[index].cause)
            html.end()
        }
        if stands(series.count) { legend("s-rest", "other causes") }
        if stands(series.count + 1) { legend("s-none", "no cause found") }
        html.end()
        if view.undated > 0 {
            html.element(
                .p, [.class("note")],
                "\(Numbers.count(view.undated, "ticket has", "tickets have")) no day that can be told.")
        }
        html.end()
    }

    private mutating func legend(_ kind: String, _ words: String) {
        html.start(.span)
        swatch(kind)
        html.text(words)
        html.end()
    }

    private mutating func swatch(_ kind: String) {
        html.start(.svg, [.hiddenFromReaders, .draw("width", "14"), .draw("height", "14")])
        html.element(
            .rect, [.class(kind), .draw("width", "14"), .draw("height", "14"), .draw("rx", "3")])
        html.end()
    }

    static func anchor(_ rule: String) -> String { "cause-" + rule }

    static func percent(_ value: Double) -> String { number(value) + "%" }

    /// Two digits behind the point: what a drawing needs, and the same on every machine.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100)" + (rest == 0 ? "" : "." + (rest < 10 ? "0" : "") + "\(rest)")
    }
}

/// Days put together into at most so many columns: days, weeks (from Monday) or months.
struct TimeBuckets {
    private let first: Int
    private let kind: Kind
    let count: Int

    private enum Kind {
        case days(Int)
        case months
    }

    init(_ days: some Sequence<Int>, most: Int) {
        let sorted = days.sorted()
        let low = sorted.first ?? 0
        let high = sorted.last ?? 0
        let span = high - low + 1
        if span <= most {
            first = low
            kind = .days(1)
            count = span
        } else if span <= most * 7 {
            // 1970-01-05 was a Monday.
            first = low - ((low - 4) % 7 + 7) % 7
            kind = .days(7)
            count = (high - first) / 7 + 1
        } else {
            first = Self.month(low)
            kind = .months
            // What lies before the last columns is outliers: a wrong year must not make all others invisible.
            count = min(most * 4, Self.month(high) - first + 1)
        }
    }

    var unit: String {
        switch kind {
        case .days(1): "day"
        case .days: "week"
        case .months: "month"
        }
    }

    /// The column of a day; nil for one that is not shown.
    func column(of day: Int) -> Int? {
        let column: Int
        switch kind {
        case .days(let length): column = (day - first) / length
        case .months: column = Self.month(day) - first
        }
        return column >= 0 && column < count ? column : nil
    }

    func label(_ column: Int) -> String {
        switch kind {
        case .days(let length):
            let (year, month, day) = CivilDate.fromDays(first + column * length)
            return CivilDate(year: year, month: month, day: day).iso
        case .months:
            let month = first + column
            return String(CivilDate(year: month / 12, month: month % 12 + 1, day: 1).iso.prefix(7))
        }
    }

    private static func month(_ day: Int) -> Int {
        let (year, month, _) = CivilDate.fromDays(day)
        return year * 12 + month - 1
    }
}
