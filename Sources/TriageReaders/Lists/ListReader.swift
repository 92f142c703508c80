import TriageModel

/// Reads Format-List output: `Name : value`, aligned or not, wrapped by the formatter or cut by the console, several
/// objects with blank lines between.
struct ListReader: RegionReader {
    let triggers: LineShape = .property

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        var first = line
        // A name the console cut from its colon stands alone on the line before.
        if ListBlock.startsWithColon(text, line), line > floor, ListBlock.isBareName(text, line - 1) {
            first = line - 1
        }
        var records: [Draft] = []
        var next = first
        var end = first
        var repaired = LocatedText(source: text.source)
        while next < text.lines.count, let block = ListBlock(text, at: next, vocabulary) {
            for entry in block.records {
                repaired.append(entry.repaired)
                repaired.append(inserted: 0x0A)
                var draft = entry.draft
                draft.block = records.count
                records.append(draft)
            }
            end = block.end
            next = end
            guard !block.endsRegion else { break }
            while next < text.lines.count, next - end < 3, text.lines[next].isBlank { next += 1 }
            guard next < text.lines.count, next > end, text.lines[next].shape.contains(.property) else { break }
        }
        let count = records.reduce(0) { $0 + $1.fields.count }
        guard
            count >= 2 || (count == 1 && isKnown(records[0].fields[0].name, vocabulary))
                || (count == 1 && isCalculated(records[0].fields[0].name, text, above: first))
        else { return nil }
        return ReadRegion(
            lines: first..<end, format: "format-list",
            why: "likely: \(count) lines `Name : value`" + (records.count > 1 ? ", \(records.count) objects" : ""),
            records: records, repaired: repaired)
    }

    private func isKnown(_ name: String, _ vocabulary: PreparedVocabulary) -> Bool {
        vocabulary.hasField(name)
            || MemberSizes.member(name).map { vocabulary.hasField($0, of: .binary) } ?? false
            || vocabulary.kindTables.isSize(name)
    }

    /// True for a property the command just above gave its name in quotes.
    private func isCalculated(_ name: String, _ text: CleanText, above line: Int) -> Bool {
        let wanted = Array(name.utf8)
        for above in max(0, line - Self.linesOfACommand)..<max(0, line)
        where !text.lines[above].shape.contains(.property) {
            let slice = text.slice(above)
            var index = slice.startIndex
            while index + wanted.count + 1 < slice.endIndex {
                let quote = slice[index]
                if quote == 0x27 || quote == 0x22, slice[index + wanted.count + 1] == quote,
                    slice[(index + 1)...].starts(with: wanted)
                {
                    return true
                }
                index += 1
            }
        }
        return false
    }

    private static let linesOfACommand = 6
}
