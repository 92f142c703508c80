import TriageModel

/// Small things that stand in several parts of a page.
extension HTMLPage {
    /// `RC22` as a mark; a link when its finding is on the page.
    mutating func cause(_ cause: String, rule: String, link: Bool = false) {
        if link, diagnosis.findings.prefix(Self.mostEntries).contains(where: { $0.rule == rule }) {
            html.element(.a, [.class("cause"), .href(id: Self.anchor(rule))], cause)
        } else {
            html.element(.span, [.class("cause")], cause)
        }
    }

    mutating func chip(_ text: String, _ kind: String = "") {
        html.element(.span, [.class(kind.isEmpty ? "chip" : "chip " + kind)], text)
    }

    /// Where something is done.
    mutating func place(_ place: String) {
        if !place.isEmpty { chip(TextReport.capitalized(place), "place") }
    }

    /// A command with what is needed to copy it.
    mutating func command(_ text: String) {
        html.start(.div, [.class("command")])
        html.start(.pre, [.focusable, .label("Command"), .role("group")])
        html.start(.code)
        html.lines(text)
        html.end()
        html.end()
        html.end()
    }

    /// Name of somebody or something from the input; set apart, so that its direction stays its own.
    mutating func name(_ text: String) { html.element(.bdi, [], text) }

    /// How sure, told by word and by bars.
    mutating func confidence(_ confidence: Diagnosis.Confidence) {
        html.start(.span, [.class("sure " + confidence.rawValue)])
        html.start(.span, [.class("bars"), .hiddenFromReaders])
        for _ in 0..<3 { html.element(.span) }
        html.end()
        html.text(confidence.rawValue + " confidence")
        html.end()
    }

    /// ✓, ✗ or ?, with its word for those who do not see it.
    mutating func mark(_ truth: Truth) {
        let (sign, word) =
            switch truth {
            case .true: ("\u{2713}", "true")
            case .false: ("\u{2717}", "not true")
            case .unknown: ("?", "not known")
            }
        html.element(.span, [.class("truth " + truth.rawValue), .role("img"), .label(word)], sign)
    }

    /// An id that can stand in a link, from a rule's id.
    static func anchor(_ rule: String) -> String {
        let safe = rule.utf8.map { byte -> UInt8 in
            let isPlain =
                (0x61...0x7A).contains(byte.asciiLowered) || (0x30...0x39).contains(byte) || byte == 0x2D
            return isPlain ? byte : 0x2D
        }
        return "cause-" + String(decoding: safe.prefix(80), as: UTF8.self)
    }

    /// `ticket.txt, line 12`; `line 12` where the input is named already.
    func place(_ span: SourceSpan, named: Bool = true) -> String? {
        guard diagnosis.sources.indices.contains(span.source.number) else { return nil }
        let source = diagnosis.sources[span.source.number]
        return
            "\(named ? inputs[span.source.number] + ", " : "")line \(Numbers.grouped(context.lines[span] ?? source.position(of: span.start).line))"
    }

    /// How many entries of a long list a page holds; the rest is counted.
    static let mostEntries = 200

    mutating func more(_ count: Int, _ one: String, _ many: String) {
        guard count > 0 else { return }
        html.element(.p, [.class("quiet")], "and \(Numbers.count(count, "more " + one, "more " + many)).")
    }
}
