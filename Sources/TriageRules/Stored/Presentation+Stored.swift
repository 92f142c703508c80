import TriageBytes
import TriageModel

extension Presentation {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&title)
        coder.code(&wayTitle)
        coder.code(&hops, Hop(id: "", label: "", column: 1, row: 1)) { hop, coder in
            coder.code(&hop.id)
            coder.code(&hop.label)
            coder.code(&hop.about)
            coder.code(&hop.column)
            coder.code(&hop.row)
            coder.code(&hop.broken)
            coder.code(&hop.waiting)
            coder.code(&hop.cleared)
            coder.code(&hop.proven)
        }
        coder.code(&links, Link(from: "", to: "")) { link, coder in
            coder.code(&link.from)
            coder.code(&link.to)
        }
        coder.code(&gauge, Gauge(title: "", least: 1, most: 2)) { $0.code(&$1) }
        for words in [\ReplyWords.subject, \.opening, \.insufficient, \.healthy, \.offTopic, \.unreadable] {
            coder.code(&reply[keyPath: words])
        }
    }
}

extension Presentation.Gauge {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&title)
        coder.code(&least)
        coder.code(&most)
        coder.code(&limits, Presentation.Limit(value: 0, short: "", label: "")) { limit, coder in
            coder.code(&limit.value)
            coder.code(&limit.unclearFrom)
            coder.code(&limit.short)
            coder.code(&limit.label)
            coder.code(&limit.until)
        }
        coder.code(&measures, Presentation.Measure(kind: "", field: "", label: "")) { measure, coder in
            coder.code(&measure.kind)
            coder.code(&measure.field)
            coder.code(&measure.label)
        }
    }
}
