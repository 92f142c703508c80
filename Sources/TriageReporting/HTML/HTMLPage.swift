import TriageModel

/// One report on its way to HTML. The parts stand in extensions, one file a part.
struct HTMLPage {
    let diagnosis: Diagnosis
    let context: ReportContext
    let words: VerdictWords
    let labels: FieldLabels
    let inputs: SourceNames
    /// Title and cause of every rule of the diagnosis.
    let names: [String: (cause: String, title: String)]
    /// Everybody affected.
    let people: PeopleRows
    /// Pictures that are shown.
    let photos: [ReportPhoto]
    var html: HTMLWriter

    init(diagnosis: Diagnosis, context: ReportContext, sink: @escaping ([UInt8]) -> Void) {
        html = HTMLWriter(sink: sink)
        self.diagnosis = diagnosis
        self.context = context
        words = VerdictWords(diagnosis: diagnosis)
        labels = FieldLabels(context.vocabulary)
        inputs = SourceNames(diagnosis.sources)
        var names: [String: (cause: String, title: String)] = [:]
        for list in [diagnosis.findings, diagnosis.undecided, diagnosis.nearMisses, diagnosis.ruledOut] {
            for finding in list where names[finding.rule] == nil {
                names[finding.rule] = (finding.cause, finding.title)
            }
        }
        self.names = names
        people = PeopleRows(diagnosis)
        photos = context.isRedacted ? [] : Array(context.photos.prefix(ReportPhoto.mostPhotos))
    }

    mutating func document(policy: String) {
        html.startPage(title, policy: policy, styles: [PageAssets.reportCSS], main: "To the report")
        verdict()
        html.start(.div, [.class("shell")])
        contents()
        html.start(.main, [.id("main")])
        for section in sections { write(section) }
        html.end()
        html.end()
        footer()
        html.endPage(scripts: PageAssets.reportScripts)
    }

    private var title: String {
        var title = words.headline
        if let finding = diagnosis.findings.first { title += ": \(finding.cause) \(finding.title)" }
        return title + (context.presentation.map { ", " + $0.title } ?? "")
    }

    /// The sections that have something to say, in reading order.
    enum Section: String, CaseIterable {
        case way, gauge, findings, people, unknownErrors, next, open, near, contradictions, problems, read, ruledOut

        var heading: String {
            switch self {
            case .way: "The way"
            case .gauge: "Sizes"
            case .findings: "What we found"
            case .people: "Everybody affected"
            case .unknownErrors: "Errors no rule knows"
            case .next: "What we still need"
            case .open: "Still possible"
            case .near: "Near misses"
            case .contradictions: "Sources that disagree"
            case .problems: "What could not be read"
            case .read: "What was read"
            case .ruledOut: "Ruled out"
            }
        }
    }

    /// Where nothing was found, what to run comes first.
    private var sections: [Section] {
        let shown = Section.allCases.filter(isShown)
        guard diagnosis.findings.isEmpty, shown.contains(.next), diagnosis.verdict != .healthy else { return shown }
        let first: [Section] = shown.contains(.unknownErrors) ? [.unknownErrors, .next] : [.next]
        return first + shown.filter { !first.contains($0) }
    }

    private func isShown(_ section: Section) -> Bool {
        switch section {
        case .way:
            context.presentation?.hops.isEmpty == false && diagnosis.verdict != .offTopic
                && diagnosis.verdict != .unreadable
        case .gauge: context.presentation?.gauge != nil && !(context.measurements.isEmpty && photos.isEmpty)
        case .findings: !diagnosis.findings.isEmpty
        case .people: people.count > 1
        case .unknownErrors: !diagnosis.unknownErrors.isEmpty
        case .next: !diagnosis.nextEvidence.isEmpty
        case .open: !diagnosis.undecided.isEmpty
        case .near: !diagnosis.nearMisses.isEmpty
        case .contradictions: !diagnosis.contradictions.isEmpty
        case .problems: !diagnosis.problems.isEmpty
        case .read: !diagnosis.sources.isEmpty
        case .ruledOut: !diagnosis.ruledOut.isEmpty
        }
    }

    func heading(_ section: Section) -> String {
        switch section {
        case .way: context.presentation?.wayTitle ?? section.heading
        case .gauge: context.presentation?.gauge?.title ?? section.heading
        case .next: words.nextHeading
        default: section.heading
        }
    }

    private mutating func write(_ section: Section) {
        html.start(.section, [.id(section.rawValue), .class("part"), .labelledBy(section.rawValue + "-h")])
        html.element(.h2, [.id(section.rawValue + "-h")], heading(section))
        switch section {
        case .way: way()
        case .gauge: gauge()
        case .findings: findings()
        case .people: everybody()
        case .unknownErrors: unknownErrors()
        case .next: next()
        case .open: open()
        case .near: near()
        case .contradictions: contradictions()
        case .problems: problems()
        case .read: read()
        case .ruledOut: ruledOut()
        }
        html.end()
    }

    private mutating func contents() {
        html.start(.nav, [.class("contents"), .label("Parts of this report")])
        html.start(.ul)
        for section in sections {
            html.start(.li)
            html.element(.a, [.href(id: section.rawValue)], heading(section))
            html.end()
        }
        html.end()
        html.end()
    }

    private mutating func footer() {
        html.start(.footer, [.class("foot")])
        html.start(.p)
        html.text("Advice as of ")
        html.element(.strong, [.id("as-of"), .data("day", diagnosis.asOf.iso)], diagnosis.asOf.iso)
        html.element(.span, [.id("age")])
        html.text(" · kbtriage ")
        html.element(.strong, [], context.toolVersion)
        html.text(" · rules ")
        html.element(.code, [], diagnosis.ruleHash)
        html.end()
        html.element(
            .p, [.class("quiet")],
            "This page is one file. It loads nothing, sends nothing, and runs nothing it shows.")
        html.end()
    }
}
