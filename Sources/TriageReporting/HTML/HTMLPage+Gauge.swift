import TriageModel

extension HTMLPage {
    /// More sizes than this are drawn as a distribution.
    private static let mostDots = 40
    /// Sizes listed in words.
    private static let mostSizes = 12

    /// Sizes on a logarithmic scale with the limits, and the same in words.
    mutating func gauge() {
        guard let gauge = context.presentation?.gauge else { return }
        let scale = GaugeScale(gauge)
        let all = context.measurements
        let sizes = Self.largest(all, all.count > Self.mostDots ? Self.mostSizes : Self.mostDots)
        html.start(.figure, [.class("gauge")])
        html.start(
            .svg,
            [
                .role("img"), .labelledBy("gauge-t"), .describedBy("gauge-words"), .draw("width", "100%"),
                .draw("height", "168"),
            ])
        html.element(.svgTitle, [.id("gauge-t")], summary(gauge, all.count))
        html.element(
            .rect,
            [
                .class("track"), .draw("x", "0"), .draw("y", "98"), .draw("width", "100%"), .draw("height", "12"),
                .draw("rx", "6"),
            ])
        for limit in gauge.limits { band(limit, scale) }
        axis(gauge, scale)
        for limit in gauge.limits { self.limit(limit, scale) }
        if all.count > Self.mostDots { distribution(all, scale) } else { dots(sizes, scale) }
        html.end()
        html.end()
        limitWords(gauge)
        sizeWords(sizes, gauge)
        more(all.count - Self.mostSizes, "size", "sizes")
        gallery()
    }

    /// The largest sizes, in order.
    private static func largest(_ sizes: [Measurement], _ count: Int) -> [Measurement] {
        func isBefore(_ left: Measurement, _ right: Measurement) -> Bool {
            (right.bytes.lowerBound, left.subject, left.label) < (left.bytes.lowerBound, right.subject, right.label)
        }
        var largest: [Measurement] = []
        for size in sizes {
            if largest.count == count, let last = largest.last, !isBefore(size, last) { continue }
            largest.insert(size, at: largest.firstIndex { isBefore(size, $0) } ?? largest.count)
            if largest.count > count { largest.removeLast() }
        }
        return largest
    }

    /// Where something was measured; a picture that is an input of its own has no lines.
    private func placeOfSize(_ span: SourceSpan) -> String? {
        guard diagnosis.sources.indices.contains(span.source.number) else { return nil }
        let isText = diagnosis.sources[span.source.number].encoding != "binary"
        return isText ? place(span) : inputs[span.source.number]
    }

    /// The pictures themselves.
    private mutating func gallery() {
        guard !photos.isEmpty else { return }
        html.start(.div, [.class("gallery")])
        for photo in photos {
            html.start(.figure, [.class("photo")])
            html.start(.img, [.alternative("\(photo.label) of \(photo.subject)"), .picture(photo)])
            html.start(.figcaption)
            html.element(.bdi, [.class("affected")], photo.subject)
            html.text(" \(photo.label), \(Numbers.bytes(Int64(clamping: photo.bytes.count)))")
            if let place = photo.span.flatMap(placeOfSize) { html.element(.span, [.class("quiet")], " (\(place))") }
            html.end()
            html.end()
        }
        html.end()
    }

    private func summary(_ gauge: Presentation.Gauge, _ count: Int) -> String {
        let limits = gauge.limits.map(\.short).joined(separator: ", ")
        return "\(gauge.title): \(Numbers.count(count, "size", "sizes")) against the limits \(limits)."
    }

    private mutating func band(_ limit: Presentation.Limit, _ scale: GaugeScale) {
        guard limit.unclearFrom < limit.value else { return }
        let start = scale.place(limit.unclearFrom)
        html.element(
            .rect,
            [
                .class("unclear"), .draw("x", GaugeScale.percent(start)), .draw("y", "98"),
                .draw("width", GaugeScale.percent(max(20, scale.place(limit.value) - start))), .draw("height", "12"),
            ])
    }

    private mutating func axis(_ gauge: Presentation.Gauge, _ scale: GaugeScale) {
        let marks: [(Int64, String)] = [
            (1 << 10, "1 KB"), (10 << 10, "10 KB"), (100 << 10, "100 KB"), (1 << 20, "1 MB"), (10 << 20, "10 MB"),
            (100 << 20, "100 MB"),
        ]
        for (bytes, words) in marks where bytes >= gauge.least && bytes <= gauge.most {
            label(words, at: scale.place(bytes), y: 132, kind: "axis")
        }
    }

    private func isGone(_ limit: Presentation.Limit) -> Bool { limit.until.map { $0 <= diagnosis.asOf } ?? false }

    private mutating func limit(_ limit: Presentation.Limit, _ scale: GaugeScale) {
        let place = scale.place(limit.value)
        let isGone = self.isGone(limit)
        let x = GaugeScale.percent(place)
        html.element(
            .line,
            [
                .class(isGone ? "limit gone" : "limit"), .draw("x1", x), .draw("x2", x),
                .draw("y1", isGone ? "42" : "26"),
                .draw("y2", "116"),
            ])
        label(
            limit.short + (isGone ? " (gone)" : ""), at: place, y: isGone ? 34 : 18, kind: isGone ? "over gone" : "over"
        )
    }

    private mutating func label(_ text: String, at place: Int, y: Int, kind: String) {
        let anchor = place < 600 ? "start" : place > 9400 ? "end" : "middle"
        html.element(
            .text,
            [
                .class(kind), .draw("x", GaugeScale.percent(place)), .draw("y", "\(y)"), .draw("text-anchor", anchor),
            ], text)
    }

    private mutating func dots(_ sizes: [Measurement], _ scale: GaugeScale) {
        var rows: [Int: Int] = [:]
        for (index, size) in sizes.enumerated() {
            let low = scale.place(size.bytes.lowerBound)
            let row = rows[low / 250, default: 0]
            rows[low / 250] = min(row + 1, 4)
            let y = 104 - row * 14
            if size.bytes.upperBound > size.bytes.lowerBound {
                html.element(
                    .line,
                    [
                        .class("range"), .draw("x1", GaugeScale.percent(low)),
                        .draw("x2", GaugeScale.percent(scale.place(size.bytes.upperBound))), .draw("y1", "\(y)"),
                        .draw("y2", "\(y)"),
                    ])
            }
            html.start(
                .circle,
                [
                    .class("dot"), .draw("cx", GaugeScale.percent(low)), .draw("cy", "\(y)"),
                    .draw("r", index < Self.mostSizes ? "8" : "6"),
                ])
            html.element(.svgTitle, [], "\(size.subject), \(size.label): \(Self.words(size))")
            html.end()
        }
    }

    /// Bars whose heights grow with the logarithm of their numbers: one photo stays visible beside ten thousand.
    private mutating func distribution(_ sizes: [Measurement], _ scale: GaugeScale) {
        var bins = [Int](repeating: 0, count: 100)
        for size in sizes { bins[min(99, scale.place(size.bytes.lowerBound) / 100)] += 1 }
        let most = GaugeScale.log2(Double(max(1, bins.max() ?? 1))) + 1
        for (index, count) in bins.enumerated() where count > 0 {
            let height = Int((GaugeScale.log2(Double(count)) + 1) / most * 56) + 4
            html.start(
                .rect,
                [
                    .class("bin"), .draw("x", "\(index)%"), .draw("width", "0.9%"), .draw("y", "\(98 - height)"),
                    .draw("height", "\(height)"),
                ])
            html.element(.svgTitle, [], Numbers.count(count, "size", "sizes"))
            html.end()
        }
    }

    private mutating func limitWords(_ gauge: Presentation.Gauge) {
        html.start(.dl, [.class("limits")])
        for limit in gauge.limits {
            let isGone = self.isGone(limit)
            html.start(.div, [.class(isGone ? "gone" : "")])
            html.element(.dt, [], limit.short)
            html.start(.dd)
            html.text(limit.label)
            if let until = limit.until {
                html.text(isGone ? " (until \(until.iso))" : " (in force until \(until.iso))")
            }
            html.end()
            html.end()
        }
        html.end()
    }

    private mutating func sizeWords(_ sizes: [Measurement], _ gauge: Presentation.Gauge) {
        html.start(.ul, [.class("sizes"), .id("gauge-words")])
        for size in sizes.prefix(Self.mostSizes) {
            html.start(.li)
            html.element(.bdi, [.class("affected")], size.subject)
            html.text(" \(size.label): ")
            html.element(.strong, [], Self.words(size))
            html.text(", " + position(size, gauge))
            html.element(.span, [.class("quiet")], placeOfSize(size.span).map { " (\($0))" } ?? "")
            html.end()
        }
        html.end()
    }

    private static func words(_ size: Measurement) -> String {
        let (low, high) = (size.bytes.lowerBound, size.bytes.upperBound)
        if low == high { return Numbers.bytes(low) }
        if high == .max { return "at least " + Numbers.bytes(low) }
        return "\(Numbers.grouped(low)) to \(Numbers.bytes(high))"
    }

    /// "over 10 KB, within 100 KB"; a range across a limit is said to be one. Limits of the past count for nothing.
    private func position(_ size: Measurement, _ gauge: Presentation.Gauge) -> String {
        let limits = gauge.limits.filter { !isGone($0) }
        if let across = limits.first(where: {
            $0.value >= size.bytes.lowerBound && $0.value < size.bytes.upperBound
        }) {
            return "which may be below or above \(across.short)"
        }
        let over = limits.last { $0.value < size.bytes.lowerBound }
        let under = limits.first { $0.value >= size.bytes.upperBound }
        switch (over, under) {
        case (let over?, let under?): return "over \(over.short), within \(under.short)"
        case (let over?, nil): return "over \(over.short)"
        case (nil, let under?):
            let isUnclear = size.bytes.upperBound >= under.unclearFrom && under.unclearFrom < under.value
            return isUnclear ? "just at \(under.short), where nobody says what happens" : "within \(under.short)"
        case (nil, nil): return "no limit"
        }
    }
}
