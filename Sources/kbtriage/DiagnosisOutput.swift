import TriageBytes
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// A diagnosis in the format that was asked for.
struct DiagnosisOutput {
    let triage: Triage
    /// Where attached pictures are read again for the page; none are shown without.
    var inputs: [CaseInput] = []
    /// True when names are masked: a page shows no pictures then.
    var isRedacted = false
    let evidence: Evidence
    let diagnosis: Diagnosis
    let textOptions: TextOptions
    let tone: ReplyReporter.Tone

    func bytes(as format: DiagnosisFormat) -> [UInt8] {
        switch format {
        case .text:
            return Array(
                TextReporter.render(diagnosis, options: textOptions, vocabulary: triage.knowledge.vocabulary).utf8)
        case .json: return JSONReporter.render(diagnosis, toolVersion: ProgramVersion.text)
        case .html:
            var page: [[UInt8]] = []
            write { page.append($0) }
            return Array(page.joined())
        case .markdown: return Array(MarkdownReporter.render(diagnosis, context: context()).utf8)
        case .csv: return CSVReporter.render(diagnosis)
        case .sarif: return SARIFReporter.render(diagnosis, context: context())
        case .junit: return JUnitReporter.render(diagnosis)
        case .reply: return Array(ReplyReporter.render(diagnosis, context: context(), tone: tone).utf8)
        case .fix: return Array(FixScriptReporter.render(diagnosis, context: context(plansFix: true)).utf8)
        }
    }

    /// The same in pieces, where the format can be long: what many people are told is never in memory as a whole.
    func write(as format: DiagnosisFormat, to pieces: OutputPieces) {
        switch format {
        case .html: write { pieces.write($0) }
        case .json: JSONReporter.write(diagnosis, toolVersion: ProgramVersion.text) { pieces.write($0) }
        case .csv: CSVReporter.write(diagnosis) { pieces.write($0) }
        case .text, .markdown, .sarif, .junit, .reply, .fix: pieces.write(bytes(as: format))
        }
    }

    /// The page, piece by piece.
    func write(to sink: @escaping ([UInt8]) -> Void) {
        var context = context()
        context.isRedacted = isRedacted
        if !isRedacted { context.photos = triage.photos(in: evidence, of: inputs) }
        // Without hashes the page is shown without style and script rather than not at all.
        HTMLReporter.write(
            diagnosis, context: context, sha256: { (try? SHA256.digest(of: $0)) ?? [] }, to: sink)
    }

    private func context(plansFix: Bool = false) -> ReportContext {
        triage.reportContext(
            for: diagnosis, of: evidence, toolVersion: ProgramVersion.text, plansFix: plansFix)
    }
}

extension DiagnosisFormat {
    /// Formats that also say what was ruled out: whoever reads them cannot ask again.
    var showsAll: Bool {
        switch self {
        case .html, .sarif, .junit: true
        case .text, .json, .markdown, .csv, .reply, .fix: false
        }
    }
}
