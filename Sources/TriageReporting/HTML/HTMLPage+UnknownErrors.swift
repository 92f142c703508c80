import TriageModel

extension HTMLPage {
    /// Errors no rule speaks of, one row each.
    mutating func unknownErrors() {
        html.element(
            .p, [.class("quiet")],
            "These were read and are no proof of any cause. Whether they have to do with it is not known.")
        html.start(.ul, [.class("rows")])
        for error in diagnosis.unknownErrors.prefix(Self.mostEntries) {
            html.start(.li)
            if !error.command.isEmpty {
                html.element(.code, [], error.command)
                html.text(" ")
            }
            html.element(.bdi, [], error.evidence.value)
            if error.count > 1 {
                html.text(" ")
                chip("\(Numbers.grouped(error.count)) times", "open")
            }
            if let place = error.evidence.spans.first.flatMap({ place($0) }) {
                html.element(.span, [.class("quiet")], " " + place)
            }
            html.end()
        }
        html.end()
        more(diagnosis.unknownErrors.count - Self.mostEntries, "error", "errors")
    }
}
