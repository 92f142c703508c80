import TriageModel

/// Reads an object PowerShell printed on a line of its own, `@{source=cloud; allowedRoles=System.Object[]}`, where its
/// properties prove a kind. A dictionary somebody typed has quotes or variables and is no answer.
struct ObjectTextReader: RegionReader {
    let triggers: LineShape = .object

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        let printed = text.text(line).trimmed
        guard let fields = ObjectText.fields(of: Record.Field("", printed.value())),
            !fields.contains(where: { Self.isTyped($0.value) })
        else { return nil }
        let draft = Draft(
            kind: "", fields: fields.map { Record.Field(String($0.name.dropFirst()), $0.value) },
            span: text.span(line..<(line + 1)), format: "object-text")
        guard KindIndex(vocabulary.kindTables).kind(ofSignatureIn: draft) != nil else { return nil }
        return ReadRegion(
            lines: line..<(line + 1), format: "object-text",
            why: "likely: an object as PowerShell prints it, with the properties of a known kind", records: [draft])
    }

    private static func isTyped(_ value: Value) -> Bool {
        guard case .text(let text) = value.content, let first = text.utf8.first else { return false }
        return first == 0x22 || first == 0x27 || first == 0x24
    }
}
