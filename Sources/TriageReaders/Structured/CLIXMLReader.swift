import TriageModel
import TriageXML

/// Reads CLIXML inside mixed text (`Export-Clixml`, `#< CLIXML` streams, single elements, JSON strings that hold it):
/// errors and property lists.
struct CLIXMLReader: RegionReader {
    let triggers: LineShape = [.xml, .json]

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard let found = CLIXMLDocuments(text, at: line) else { return nil }
        var problems: [Evidence.Problem] = []
        var records: [Draft] = []
        for body in found.bodies {
            for var draft in Self.records(of: body, name: text.name, problems: &problems) {
                draft.block = records.count
                records.append(draft)
            }
        }
        var repaired = found.rest
        if !repaired.isEmpty { repaired.append(inserted: 0x0A) }
        repaired.append(DraftText.text(of: records, source: text.source))
        return ReadRegion(
            lines: found.lines, format: "clixml", why: "certain: \(found.proof)", records: records, problems: problems,
            repaired: repaired)
    }

    /// The values of a region as they were read, and what stopped the reading.
    func leaves(in text: CleanText, at line: Int, problems: inout [Evidence.Problem]) -> [RawLeaf] {
        guard let found = CLIXMLDocuments(text, at: line) else { return [] }
        var leaves: [RawLeaf] = []
        for body in found.bodies {
            let (builder, _) = Self.parse(body, keepsReferenced: true, name: text.name, problems: &problems)
            var maker = CLIXMLLeaves(referenced: builder.referenced)
            maker.add(builder.objects)
            leaves.append(contentsOf: maker.leaves)
            if maker.isCut {
                problems.append(
                    .init(
                        code: "limit-values", message: "One object has more values than are printed (4,001).",
                        file: text.name, span: body.spans.first))
            }
        }
        return leaves
    }

    /// The records of text that holds documents and was found inside of another format.
    static func drafts(in text: LocatedText) -> [Draft] {
        var problems: [Evidence.Problem] = []
        return CLIXMLDocuments.bodies(in: text).flatMap { records(of: $0, name: "", problems: &problems) }
    }

    private static func records(
        of body: LocatedText, name: String, problems: inout [Evidence.Problem]
    ) -> [Draft] {
        let (builder, document) = parse(body, keepsReferenced: false, name: name, problems: &problems)
        builder.salvage()
        let maker = CLIXMLDrafts(text: .text(document), displays: builder.displays)
        return builder.objects.flatMap { maker.drafts($0) }
    }

    /// Reads one document; what stands before a fault is kept.
    private static func parse(
        _ body: LocatedText, keepsReferenced: Bool, name: String, problems: inout [Evidence.Problem]
    ) -> (CLIXMLBuilder, LocatedText) {
        let builder = CLIXMLBuilder(keepsReferenced: keepsReferenced)
        let document = CLIXMLRepair.repair(body)
        do throws(XMLFault) {
            try XMLPushParser.parse(document.bytes, handler: builder)
        } catch {
            let place = document.spans(of: max(0, error.offset - 1)..<max(1, error.offset)).first
            problems.append(
                .init(
                    code: "clixml-\(error.code.rawValue)",
                    message: "CLIXML: \(error.detail). What stands before was read.", file: name, span: place,
                    isFatal: error.code.isRefusal))
        }
        if let stray = builder.stray {
            problems.append(
                .init(
                    code: "text-between-elements",
                    message: "CLIXML: text stands between elements, where none belongs; it was not read.", file: name,
                    span: document.spans(of: stray).first))
        }
        return (builder, document)
    }
}
