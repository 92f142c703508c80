import TriageModel

/// Reads errors in CategoryView: one line `Category: (Target:Type) [Activity], Reason` an error.
struct CategoryViewReader: RegionReader {
    let triggers: LineShape = .header

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard Self.opens(text, line) else { return nil }
        var value = text.text(line)
        var end = line + 1
        // The console may have cut the line; what follows is taken until the form is whole.
        while !CategoryLine(value).isWhole, end < min(text.lines.count, line + 6), !text.lines[end].isBlank,
            text.lines[end].shape.isDisjoint(with: [.prompt, .stars, .fence, .plus])
        {
            let repair = TranscriptRepair(
                text,
                [
                    .init(text, end - 1, role: .start), .init(text, end, role: .continuation),
                ])
            guard case .join(let blanks, let dropped) = repair.joint(before: 1) else { break }
            for _ in 0..<blanks { value.append(inserted: 0x20) }
            value.append(text.text(end, from: dropped))
            end += 1
        }
        let parts = CategoryLine(value)
        guard parts.activity != nil || parts.target != nil else { return nil }
        var error = ErrorDraft(view: "category", format: "error.category-view")
        error.setCategory(value)
        return ReadRegion(
            lines: line..<end, format: error.format, why: "certain: `Category: (Target:Type) [Activity], Reason`",
            records: [error.draft(span: text.span(line..<end))], repaired: value)
    }

    /// True for a line that starts with a category, a colon and a bracket.
    static func opens(_ text: CleanText, _ line: Int) -> Bool {
        let slice = text.slice(line).drop { $0 == 0x20 }
        guard let colon = slice.prefix(32).firstIndex(of: 0x3A),
            ErrorCategoryNames.all.contains(String(decoding: slice[slice.startIndex..<colon], as: UTF8.self))
        else { return false }
        return slice[colon...].dropFirst().drop(while: { $0 == 0x20 }).first == 0x28
    }
}
