import TriageBytes
import TriageModel

/// Says of an XML document with a declaration that no reader knows its root element. Only the lines of the declaration
/// are taken; what stands below is read as any text.
struct UnknownXMLReader: RegionReader {
    let triggers: LineShape = .xml

    /// Roots of documents that may be read below a declaration that is damaged.
    private static let known: Set<String> = ["Objs", "Obj"]
    private static let declaration = ByteNeedle("<?xml ")

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        let indent = text.indent(line)
        guard Self.declaration.stands(at: text.lines[line].start + indent, in: text.bytes.span),
            let root = XMLRootElement(text, at: line), !Self.known.contains(root.localName)
        else { return nil }
        let lines = line..<max(line + 1, root.rootLine)
        return ReadRegion(
            lines: lines, format: "xml", why: "certain: an XML declaration, root element \(root.localName)",
            records: [],
            problems: [
                .init(
                    code: "unknown-xml",
                    message: "No reader knows XML with the root element \(root.localName); it was read as plain text.",
                    file: text.name, span: text.span(lines))
            ])
    }
}
